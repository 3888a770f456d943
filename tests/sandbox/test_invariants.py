"""Random sequences of actions: a number is free, reserved or owned, never two, and each answer says what is so."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from phonecom_cli.sandbox import open_sandbox
from phonecom_cli.sandbox.handlers.numbers import midnight_pacific
from tests.sandbox.api import Api, Clock

USERS = ("demo", "other", "shop")


class Numbers(RuleBasedStateMachine):
    """The model: who owns a number, who has it reserved and until when, who is cancelled."""

    made: Path
    pool: tuple[str, ...]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.made, self.folder)
        self.clock = Clock()
        self.sandbox = open_sandbox(self.folder, now=self.clock)
        self.api = Api(self.sandbox, self.clock)
        self.owned: dict[str, str] = {}
        self.reserved: dict[str, tuple[str, int]] = {}
        self.cancelled: set[str] = set()

    def teardown(self) -> None:
        self.sandbox.close()
        shutil.rmtree(self.folder)

    @property
    def now(self) -> int:
        return int(self.clock().timestamp())

    def holder(self, number: str) -> str | None:
        user, until = self.reserved.get(number, ("", 0))
        return user if until > self.now else None

    def may_take(self, user: str, number: str) -> bool:
        free = number not in self.owned and self.holder(number) in (None, user)
        return free and user not in self.cancelled

    number = st.integers(0, 4)
    user = st.sampled_from(USERS)

    @rule(user=user, place=number)
    def add(self, user: str, place: int) -> None:
        number = self.pool[place]
        may = self.may_take(user, number)
        assert self.api.call("addPhoneNumber", user=user, phoneNumber=number).ok == may
        if may:
            self.owned[number] = user
            self.reserved.pop(number, None)

    @rule(user=user, place=number)
    def reserve(self, user: str, place: int) -> None:
        number = self.pool[place]
        may = self.may_take(user, number)
        assert self.api.call("reservePhoneNumber", user=user, phoneNumber=number).ok == may
        if may:
            self.reserved[number] = (user, midnight_pacific(self.now))

    @rule(user=user, place=number)
    def unreserve(self, user: str, place: int) -> None:
        number = self.pool[place]
        may = self.holder(number) == user and user not in self.cancelled
        assert self.api.call("unreservePhoneNumber", user=user, phoneNumber=number).ok == may
        if may:
            del self.reserved[number]

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(hours=hours)

    @rule()
    def cancel(self) -> None:
        may = "shop" not in self.cancelled
        assert self.api.call("cancelAccount", accountUsername="shop").ok == may
        self.cancelled.add("shop")
        self.owned = {number: user for number, user in self.owned.items() if user != "shop"}
        self.reserved = {number: held for number, held in self.reserved.items() if held[0] != "shop"}

    @invariant()
    def a_number_is_free_reserved_or_owned_never_two(self) -> None:
        listed = {
            user: set(self.api.numbers(user)) if user not in self.cancelled else set() for user in USERS
        }
        for number in self.pool:
            owners = [user for user in USERS if f"+{number}" in listed[user]]
            assert owners == ([self.owned[number]] if number in self.owned else [])
            is_free = number not in self.owned and self.holder(number) is None
            rows = self.api.ok("getPhoneNumberInventory", countryCode="1", pattern=number).rows
            assert bool(rows) == is_free


def test_random_sequences_of_actions_keep_the_invariants(made: Path, inside: Api) -> None:
    Numbers.made = made
    Numbers.pool = (*inside.free(3), *inside.free(2, type="TF", state=""))
    run_state_machine_as_test(
        Numbers, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )
