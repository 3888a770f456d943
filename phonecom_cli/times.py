"""Times as people write them, to Unix time.

ISO 8601, a Unix time of 9 to 11 digits, `now`, `today`, `yesterday`, or an age: `90m`, `12h`, `7d`, `2w`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple

from phonecom_cli.errors import InvalidValue

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_AGE = re.compile(r"([0-9]{1,9})([smhdw])")
_AHEAD = re.compile(r"\+([0-9]{1,9})([smhdw])")
_UNIX = re.compile(r"[0-9]{9,11}")
_HINT = "Write 2026-03-02, 2026-03-02T14:30, a Unix time, now, today, yesterday, or an age such as 90m, 12h, 7d, 2w."


class Clock(NamedTuple):
    """The present moment and the user's time zone; None is the machine's own."""

    now: datetime
    zone: tzinfo | None


def parse(text: str, clock: Clock, *, edge: Literal["start", "end"] = "start") -> int:
    """A time in the past or present, as Unix time in whole seconds.

    Args:
        text: as the module says. Without an offset it is in the user's time zone.
        clock: what `now` and the user's zone are.
        edge: a bare date, `today` and `yesterday` are the first second of that day as the start of a range,
            and 23:59:59 of it as its end.

    Raises:
        InvalidValue: no such form; or a local time that a change of clocks skips or has twice.
    """
    when = _read(text, clock, edge)
    if when < 0:
        raise InvalidValue(f"{text!r} is before 1970, where Unix time begins")
    return when


def _read(text: str, clock: Clock, edge: Literal["start", "end"]) -> int:
    word = text.strip().lower()
    if word == "now":
        return int(clock.now.timestamp())
    if age := _AGE.fullmatch(word):
        return int(clock.now.timestamp()) - int(age[1]) * _SECONDS[age[2]]
    if _UNIX.fullmatch(word):
        return int(word)
    if word in {"today", "yesterday"}:
        day = clock.now.astimezone(clock.zone).date() - timedelta(days=word == "yesterday")
        return _local(datetime.combine(day, _time_of(edge)), text, clock.zone)
    return _iso(text, clock.zone, edge)


def parse_ahead(text: str, clock: Clock) -> int:
    """A time still to come: what `parse` takes, and `+2h`.

    Raises:
        InvalidValue: no such form, or it is past.
    """
    ahead = _AHEAD.fullmatch(text.strip().lower())
    present = int(clock.now.timestamp())
    when = present + int(ahead[1]) * _SECONDS[ahead[2]] if ahead else parse(text, clock)
    if when < present:
        raise InvalidValue(f"{text!r} is past", hint="Give a time to come: +2h, or 2027-01-31T09:00.")
    return when


def _time_of(edge: Literal["start", "end"]) -> time:
    return time(0, 0, 0) if edge == "start" else time(23, 59, 59)


def _iso(text: str, zone: tzinfo | None, edge: Literal["start", "end"]) -> int:
    if not text.isascii():
        raise InvalidValue(f"{text!r} is not a time", hint=_HINT)
    try:
        when = datetime.combine(date.fromisoformat(text.strip()), _time_of(edge))
    except ValueError:
        try:
            when = datetime.fromisoformat(text.strip())
        except ValueError as error:
            raise InvalidValue(f"{text!r} is not a time", hint=_HINT) from error
    if when.tzinfo is not None:
        return int(when.timestamp())
    return _local(when, text, zone)


def _local(when: datetime, text: str, zone: tzinfo | None) -> int:
    """A local time to Unix time, refusing one that does not say which moment is meant."""
    try:
        first, second = (_place(when.replace(fold=fold), zone) for fold in (0, 1))
    except (OverflowError, ValueError, OSError) as error:
        raise InvalidValue(f"{text!r} is out of range") from error
    if first == second:
        return int(first.timestamp())
    shown = [moment.astimezone(zone).isoformat(timespec="seconds") for moment in sorted((first, second))]
    choices = " or ".join(shown)
    happens = "happens twice" if first < second else "never happens"
    raise InvalidValue(
        f"the local time {text!r} {happens}: clocks change then", hint=f"Say which moment: {choices}."
    )


def _place(when: datetime, zone: tzinfo | None) -> datetime:
    """The moment at which a zone's clocks show that time, in UTC: in one zone, both folds compare as equal."""
    if zone is None:
        # Not `astimezone`, which takes the other side of a skipped hour than `timestamp` and zoneinfo.
        return datetime.fromtimestamp(when.timestamp(), UTC)
    return when.replace(tzinfo=zone).astimezone(UTC)
