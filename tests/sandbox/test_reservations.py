"""Guide: reservePhoneNumber, unreservePhoneNumber."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from phonecom_cli.sandbox import admin
from phonecom_cli.sandbox.handlers.numbers import RESERVATIONS, midnight_pacific
from tests.sandbox.api import Api


def is_listed(api: Api, number: str, user: str = "demo") -> bool:
    return bool(api.ok("getPhoneNumberInventory", user=user, countryCode="1", pattern=number).rows)


def test_this_will_remove_the_number_from_search_results(api: Api) -> None:
    (number,) = api.free()
    assert api.ok("reservePhoneNumber", phoneNumber=number).data is None
    assert not is_listed(api, number)
    assert not is_listed(api, number, "other")
    assert number not in api.free(500)


def test_return_a_phone_number_to_inventory(api: Api) -> None:
    (number,) = api.free()
    api.ok("reservePhoneNumber", phoneNumber=number)
    assert api.ok("unreservePhoneNumber", phoneNumber=number).data is None
    assert is_listed(api, number)
    assert "not reserved by you" in api.refused("unreservePhoneNumber", phoneNumber=number)


def test_only_the_user_who_reserved_may_add_or_return_it(api: Api) -> None:
    (number,) = api.free()
    api.ok("reservePhoneNumber", phoneNumber=number)
    for action in ("addPhoneNumber", "reservePhoneNumber"):
        assert "reserved by another user" in api.refused(action, user="other", phoneNumber=number)
    assert "not reserved by you" in api.refused("unreservePhoneNumber", user="other", phoneNumber=number)
    assert api.ok("addPhoneNumber", phoneNumber=number)
    assert "not reserved by you" in api.refused("unreservePhoneNumber", phoneNumber=number)


def test_a_number_of_the_account_cannot_be_returned_to_inventory(api: Api) -> None:
    assert "not reserved by you" in api.refused("unreservePhoneNumber", phoneNumber="18585602222")
    assert "+18585602222" in api.numbers()


def test_a_limit_on_the_quantity_of_numbers_that_can_be_reserved_by_an_individual_api_user(api: Api) -> None:
    numbers = api.free(RESERVATIONS + 2)
    for number in numbers[:RESERVATIONS]:
        api.ok("reservePhoneNumber", phoneNumber=number)
    assert f"limit of {RESERVATIONS}" in api.refused("reservePhoneNumber", phoneNumber=numbers[RESERVATIONS])
    assert api.ok("reservePhoneNumber", phoneNumber=numbers[0])  # it is one of them
    assert api.ok("reservePhoneNumber", user="other", phoneNumber=numbers[RESERVATIONS])
    api.ok("unreservePhoneNumber", phoneNumber=numbers[0])
    assert api.ok("reservePhoneNumber", phoneNumber=numbers[RESERVATIONS + 1])


def test_reserved_until_midnight_pacific_time_and_then_automatically_unreserved(api: Api) -> None:
    (number,) = api.free()
    # 12:00 UTC is 04:00 Pacific standard time: twenty hours to midnight.
    api.ok("reservePhoneNumber", phoneNumber=number)
    api.clock.advance(hours=19, minutes=59, seconds=59)
    assert not is_listed(api, number)
    api.clock.advance(seconds=1)
    assert is_listed(api, number)
    assert "not reserved by you" in api.refused("unreservePhoneNumber", phoneNumber=number)
    assert api.ok("addPhoneNumber", user="other", phoneNumber=number)


def test_an_ended_reservation_no_longer_counts(api: Api) -> None:
    for number in api.free(RESERVATIONS):
        api.ok("reservePhoneNumber", phoneNumber=number)
    api.clock.advance(days=1)
    assert api.ok("reservePhoneNumber", phoneNumber=api.free()[0])


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        ("2026-11-23T12:00:00", "2026-11-24T08:00:00"),  # standard time
        ("2026-07-01T06:59:59", "2026-07-01T07:00:00"),  # a second before
        ("2026-07-01T07:00:00", "2026-07-02T07:00:00"),  # at midnight: the next one, 24 hours later
        ("2026-11-01T07:00:00", "2026-11-02T08:00:00"),  # clocks go back: 25 hours
        ("2026-03-08T08:00:00", "2026-03-09T07:00:00"),  # clocks go forward: 23 hours
    ],
)
def test_midnight_pacific_is_right_when_clocks_change(now: str, midnight: str) -> None:
    def unix(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())

    assert midnight_pacific(unix(now)) == unix(midnight)


def test_the_sandboxs_own_clock_ends_reservations_too(api: Api) -> None:
    (number,) = api.free()
    api.ok("reservePhoneNumber", phoneNumber=number)
    admin.set_clock(api.sandbox, advance=24 * 3600)
    assert is_listed(api, number)
    admin.make_clock_real(api.sandbox)
    assert not is_listed(api, number)
