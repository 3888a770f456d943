"""Values as a person reads them in a table: times with their zone, durations, numbers in their usual groups.

Only tables use this: in every other format values are exact.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from phonecom_cli.output.structured import compact
from phonecom_cli.output.text import visible
from phonecom_cli.result import Value

EPOCHS = frozenset({"startTime", "endTime", "sendDate"})
DURATIONS = frozenset({"duration", "finalActionDuration"})

_E164 = re.compile(r"\+[0-9]{7,15}")
_EPOCH = re.compile(r"[0-9]{9,11}")
_SECONDS = re.compile(r"[0-9]{1,9}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z")


def readable(name: str, value: Value, zone: tzinfo | None) -> str:
    """The value of the column `name` for a person, harmless on a terminal."""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return "" if value is None else compact(value)
    text = str(value)
    if name in EPOCHS and _EPOCH.fullmatch(text):
        return _local(datetime.fromtimestamp(int(text), UTC), zone)
    if name in DURATIONS and _SECONDS.fullmatch(text):
        return duration(int(text))
    if _E164.fullmatch(text):
        return _international(text)
    moment = instant(text) if _ISO.fullmatch(text) else None
    return visible(text) if moment is None else _local(moment, zone)


def instant(text: str) -> datetime | None:
    """The time in the guide's form, `2011-03-02T19:51:32.0000Z`; None if it is no such time."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def duration(seconds: int) -> str:
    """Seconds as `0:52`, `12:05` or `1:00:00`."""
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def _local(moment: datetime, zone: tzinfo | None) -> str:
    try:
        there = moment.astimezone(zone or UTC)
    except (OverflowError, OSError):  # the first and last day that there is
        there = moment
    fraction = f".{there.microsecond:06d}".rstrip("0") if there.microsecond else ""
    return visible(f"{there.replace(tzinfo=None, microsecond=0).isoformat(' ')}{fraction} {there:%Z}")


def _international(text: str) -> str:
    from phonecom_cli.numbers import international

    return visible(international(text))
