"""Days, hours and dates on the clock of a time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from phonecom_cli.control.periods import Period, read_dates, read_days, read_hours

NEW_YORK = ZoneInfo("America/New_York")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", {MON, TUE, WED, THU, FRI}),
        ("Saturday, SUN", {SAT, SUN}),
        ("fri-mon", {FRI, SAT, SUN, MON}),
        ("wed", {WED}),
        ("mon-mon", {MON}),
        ("mon - tue,thu", {MON, TUE, THU}),
    ],
)
def test_days_of_the_week(text: str, days: set[int]) -> None:
    assert read_days([text]) == days


def test_days_in_a_list() -> None:
    assert read_days(["mon", "wed-thu"]) == {MON, WED, THU}


@pytest.mark.parametrize("text", ["", "mo", "mon-", "monkey", "mon-fri-sun", "mon;tue", "montag"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="not a day of the week"):
        read_days([text])


OFFICE = Period(read_days(["mon-fri"]), (read_hours("09:00-12:30"), read_hours("13:00-17:00")))


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-03-02T08:59:59", "no"),
        ("2026-03-02T09:00:00", "yes"),
        ("2026-03-02T12:29:59", "yes"),
        ("2026-03-02T12:30:00", "no"),
        ("2026-03-02T13:00:00", "yes"),
        ("2026-03-02T16:59:59", "yes"),
        ("2026-03-02T17:00:00", "no"),
        ("2026-03-01T10:00:00", "no"),  # a Sunday
    ],
)
def test_office_hours(moment: str, open_: str) -> None:
    assert OFFICE.holds(at(moment)) is (open_ == "yes")


NIGHT = Period(read_days(["fri"]), (read_hours("22:00-06:00"),))


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-03-06T21:59", "no"),
        ("2026-03-06T22:00", "yes"),  # Friday
        ("2026-03-07T05:59", "yes"),  # Saturday, still Friday's night
        ("2026-03-07T06:00", "no"),
        ("2026-03-07T22:00", "no"),
        ("2026-03-06T05:59", "no"),  # Thursday's night
    ],
)
def test_hours_that_cross_midnight_belong_to_the_day_they_begin(moment: str, open_: str) -> None:
    assert NIGHT.holds(at(moment)) is (open_ == "yes")


def test_a_night_that_begins_on_a_date_ends_on_the_next() -> None:
    night = Period(frozenset(), (read_hours("22:00-06:00"),), (read_dates("12-31"),))
    assert night.holds(at("2026-12-31T23:00"))
    assert night.holds(at("2027-01-01T05:00"))
    assert not night.holds(at("2026-12-31T05:00"))


def test_a_day_until_midnight_and_a_whole_day() -> None:
    evening = Period(frozenset(), (read_hours("18:00-24:00"),))
    assert evening.holds(at("2026-03-02T23:59:59"))
    assert not evening.holds(at("2026-03-03T00:00"))
    assert Period(frozenset(), (read_hours("00:00-24:00"),)).holds(at("2026-03-03T00:00"))


@pytest.mark.parametrize(
    ("value", "inside", "outside"),
    [
        ("2026-12-25", ["2026-12-25"], ["2025-12-25", "2026-12-24", "2026-12-26"]),
        (date(2026, 12, 25), ["2026-12-25"], ["2027-12-25"]),
        ("12-25", ["2026-12-25", "2031-12-25"], ["2026-12-26"]),
        ("02-29", ["2028-02-29"], ["2027-02-28", "2027-03-01"]),
        (
            "2026-12-24 to 2027-01-01",
            ["2026-12-24", "2027-01-01"],
            ["2026-12-23", "2027-01-02", "2027-12-24"],
        ),
        ("12-24 to 01-02", ["2026-12-31", "2027-01-02", "2030-12-24"], ["2026-12-23", "2027-01-03"]),
    ],
)
def test_dates(value: str | date, inside: list[str], outside: list[str]) -> None:
    period = Period(frozenset(), (), (read_dates(value),))
    assert all(period.holds(at(f"{day}T12:00")) for day in inside)
    assert not any(period.holds(at(f"{day}T12:00")) for day in outside)


def test_an_hour_that_occurs_twice_counts_twice() -> None:
    hour = Period(frozenset(), (read_hours("01:00-02:00"),))
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 01:30 in summer time
    moments = [first - timedelta(hours=1), first, first + timedelta(hours=1), first + timedelta(hours=2)]
    assert [hour.holds(moment.astimezone(NEW_YORK)) for moment in moments] == [False, True, True, False]


def test_an_hour_that_is_left_out_never_comes() -> None:
    hour = Period(frozenset(), (read_hours("02:00-03:00"),))
    day = [datetime(2026, 3, 8, 5, tzinfo=UTC) + timedelta(minutes=minute) for minute in range(23 * 60)]
    assert {moment.astimezone(NEW_YORK).date() for moment in day} == {date(2026, 3, 8)}
    assert not any(hour.holds(moment.astimezone(NEW_YORK)) for moment in day)


@given(st.integers(0, 1439), st.integers(0, 1439), st.datetimes(timezones=st.just(NEW_YORK)))
def test_any_span_and_its_complement_make_the_whole_day(start: int, end: int, moment: datetime) -> None:
    assume(start != end and moment.year > 1)
    holds = [Period(frozenset(), (span,)).holds(moment) for span in ((start, end), (end, start))]
    assert sorted(holds) == [False, True]
