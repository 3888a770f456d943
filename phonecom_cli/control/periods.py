"""Times of the week and of the year, as a routes file names them: days, hours and dates.

All of them are read on the clock of the routes' time zone. Hours may cross midnight: `fri` with
`22:00-06:00` ends on Saturday at six, because days and dates are those of the span's beginning. Where
clocks are put back, an hour that occurs twice counts twice; where they are put forward, the hour left out
never comes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MINUTES = 24 * 60

_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2}) *- *([0-9]{1,2}):([0-9]{2})")
_DATE = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})")

Span: TypeAlias = tuple[int, int]
"""Hours as minutes since midnight, the end not in them; an end before the start is on the next day."""


class Dates(NamedTuple):
    """A range of dates, both ends in it. Without a year each is (month, day) and comes every year."""

    first: tuple[int, ...]
    last: tuple[int, ...]


class Period(NamedTuple):
    """When something holds. An empty field sets no limit; those that are set must all hold."""

    days: frozenset[int] = frozenset()
    hours: tuple[Span, ...] = ()
    dates: tuple[Dates, ...] = ()

    def holds(self, local: datetime) -> bool:
        """Whether this moment, on the clock of the routes' time zone, is in the period."""
        today = local.date()
        if not self.hours:
            return self._on(today)
        minute = local.hour * 60 + local.minute
        for start, end in self.hours:
            if start < end:
                if start <= minute < end and self._on(today):
                    return True
            elif (minute >= start and self._on(today)) or (
                minute < end and self._on(today - timedelta(days=1))
            ):
                return True
        return False

    def _on(self, day: date) -> bool:
        if self.days and day.weekday() not in self.days:
            return False
        return not self.dates or any(_within(dates, day) for dates in self.dates)


def _within(dates: Dates, day: date) -> bool:
    if len(dates.first) == 3:
        return dates.first <= (day.year, day.month, day.day) <= dates.last
    here = (day.month, day.day)
    if dates.first <= dates.last:
        return dates.first <= here <= dates.last
    return here >= dates.first or here <= dates.last  # over New Year


def read_days(texts: Sequence[str]) -> frozenset[int]:
    """Days of the week, Monday 0: `mon-fri`, `sat, sun`, `Fri-Mon`.

    Raises:
        ValueError: with the reason.
    """
    found: set[int] = set()
    for part in (part.strip() for text in texts for part in text.split(",")):
        first, dash, last = part.partition("-")
        start = _day(first.strip())
        end = _day(last.strip()) if dash else start
        found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(found)


def _day(text: str) -> int:
    for number, name in enumerate(DAYS):
        if len(text) >= 3 and name.startswith(text.lower()):
            return number
    raise ValueError(f"{text!r} is not a day of the week; write mon, tue, wed, thu, fri, sat or sun")


def read_hours(text: str) -> Span:
    """Hours of the day: `09:00-17:00`, or over midnight `22:00-06:00`. The end itself is not in.

    Raises:
        ValueError: with the reason.
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a span of hours; write 09:00-17:00")
    hours = [int(part) for part in found.groups()]
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if hours[1] > 59 or hours[3] > 59 or start >= DAY_MINUTES or end > DAY_MINUTES:
        raise ValueError(f"{text!r}: hours go from 00:00 to 24:00")
    if start == end:
        raise ValueError(f"{text!r} is empty; a whole day is 00:00-24:00, or no hours at all")
    return start, end


def read_dates(value: str | date) -> Dates:
    """Dates: `2026-12-25`, `12-25` every year, `2026-12-24 to 2027-01-01`, `12-24 to 01-02`.

    Raises:
        ValueError: with the reason.
    """
    if isinstance(value, date):
        return Dates((value.year, value.month, value.day), (value.year, value.month, value.day))
    first, to, last = value.partition(" to ")
    start = _date(first.strip())
    end = _date(last.strip()) if to else start
    if len(start) != len(end):
        raise ValueError(f"{value!r}: give the year on both sides or on neither")
    if len(start) == 3 and end < start:
        raise ValueError(f"{value!r} ends before it begins")
    return Dates(start, end)


def _date(text: str) -> tuple[int, ...]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a date; write 2026-12-25, or 12-25 for every year")
    year, month, day = found.groups()
    try:
        date(int(year or 2000), int(month), int(day))  # 2000 has a 29th of February
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from error
    return (int(month), int(day)) if year is None else (int(year), int(month), int(day))
