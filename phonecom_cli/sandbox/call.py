"""What a handler is given: one authenticated request with checked parameters, inside a transaction."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from phonecom_cli.sandbox.checks import Values
from phonecom_cli.sandbox.refusal import Refusal

if TYPE_CHECKING:
    from random import Random


class Account(NamedTuple):
    """The account a request was authenticated as."""

    id: int
    username: str


class Call(NamedTuple):
    """One request to an action.

    Attributes:
        db: the state, within the request's transaction.
        account: whose request it is.
        values: the action's parameters.
        now: the sandbox's time, Unix seconds.
        base_url: where recordings and previews are served, without a final slash.
        seed: the sandbox's seed.
        serial: the number of this request, one more for each.
    """

    db: sqlite3.Connection
    account: Account
    values: Values
    now: int
    base_url: str
    seed: str
    serial: int

    def chance(self) -> Random:
        """Chance that repeats in a sandbox of the same seed and history."""
        from random import Random

        return Random(f"{self.seed} {self.serial}")

    def own_number(self, name: str) -> str:
        """The digits of a parameter that must be an active number of this account.

        Raises:
            Refusal: it is not.
        """
        number = self.values.get(name)[1:]
        query = "SELECT 1 FROM numbers WHERE number = ? AND account = ? AND until IS NULL"
        if not self.db.execute(query, (number, self.account.id)).fetchone():
            raise Refusal(f"Phone number +{number} is not on your account ({name})")
        return number

    def extension(self, name: str) -> str:
        """A parameter that must be an extension of this account.

        Raises:
            Refusal: it is not.
        """
        extension = self.values.get(name)
        query = "SELECT 1 FROM extensions WHERE account = ? AND extension = ?"
        if not self.db.execute(query, (self.account.id, extension)).fetchone():
            raise Refusal(f"Extension {extension} is not on your account ({name})")
        return extension

    def reachable(self, name: str) -> str:
        """A parameter that is a phone number or an extension, which must be of this account."""
        value = self.values.get(name)
        return value if value.startswith("+") else self.extension(name)
