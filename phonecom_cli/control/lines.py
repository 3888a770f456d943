"""Which line of a TOML text a key stands on. The standard library's reader does not tell.

Only run when there is something to report, on a text that is valid as a whole: each statement is cut off
where it is first valid by itself.
"""

from __future__ import annotations

import tomllib
from typing import Any

LONGEST = 500
"""Lines of one statement; what follows a longer one is reported without lines."""


def find_lines(text: str) -> dict[str, int]:
    """The line, from 1, of each place: `default`, `forward.sales.to`, `rule[2].answer`."""
    rows = text.split("\n")
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, index = "", 0
    while index < len(rows):
        size = _statement(rows, index)
        if size == 0:
            break
        row = rows[index].strip()
        parsed = tomllib.loads("\n".join(rows[index : index + size]))
        if row.startswith("["):
            prefix = _header(parsed, counts, is_array=row.startswith("[["))
            found.setdefault(prefix, index + 1)
        else:
            _record(parsed, prefix, index + 1, found)
        index += size
    return found


def line_of(place: str, lines: dict[str, int]) -> int:
    """The line of a place, or of the nearest that holds it; 0 when neither is known."""
    while place not in lines:
        cut = max(place.rfind("."), place.rfind("["))
        if cut < 0:
            return 0
        place = place[:cut]
    return lines[place]


def _statement(rows: list[str], index: int) -> int:
    """How many lines the statement that begins here has; 0 when it is too long to tell."""
    for size in range(1, min(LONGEST, len(rows) - index) + 1):
        try:
            tomllib.loads("\n".join(rows[index : index + size]))
        except tomllib.TOMLDecodeError:
            continue
        return size
    return 0


def _header(parsed: dict[str, Any], counts: dict[str, int], *, is_array: bool) -> str:
    """The place that `[a.b]` or `[[a]]` opens. Below an array it is the last element's."""
    names: list[str] = []
    value: Any = parsed
    while isinstance(value, dict) and value:
        name, value = next(iter(value.items()))
        names.append(name)
        if isinstance(value, list):
            value = value[0]
    place = ""
    for depth, name in enumerate(names, 1):
        place = f"{place}.{name}" if place else name
        if is_array and depth == len(names):
            counts[place] = counts.get(place, 0) + 1
        if place in counts:
            place = f"{place}[{counts[place]}]"
    return place


def _record(value: Any, place: str, line: int, found: dict[str, int]) -> None:
    """Note the line of everything that a statement sets."""
    if place:
        found.setdefault(place, line)
    if isinstance(value, dict):
        for name, inner in value.items():
            _record(inner, f"{place}.{name}" if place else name, line, found)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            if isinstance(inner, dict):
                _record(inner, f"{place}[{number}]", line, found)
