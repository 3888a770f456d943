"""How wide each column of a table may be. Nothing is ever cut: what does not fit is folded, or no table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

GAPS = (2, 1)
"""Spaces between columns: two, or one where that saves folding."""

_RIGID = 23
"""Columns up to this width (`2026-03-02 14:51:32 EST`) are folded only when longer ones cannot give more."""

_LEAST = 14
"""A longer word than this may be broken anywhere, where not all can stay whole."""

_NEVER = 1_000_000

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Plan(NamedTuple):
    """The width of each column, the spaces between them, and whether any row needs more than one line."""

    widths: list[int]
    gap: int
    folded: bool


def humps(name: str) -> list[str]:
    """The words of a name such as `finalActionDuration`, where its header may be broken."""
    return _HUMPS.split(name)


def plan(
    headers: Sequence[str], cells: Sequence[Sequence[str]], width: int, measure: Callable[[str], int]
) -> Plan | None:
    """The widths with which the table fits; None if it cannot without breaking words to pieces.

    Args:
        headers: the names of the columns.
        cells: the cells of each column, in the order of `headers`.
        width: how wide the terminal is.
        measure: how many cells of a terminal a text takes.
    """
    content = [max(map(measure, column), default=0) for column in cells]
    natural = [max(wide, measure(name)) for name, wide in zip(headers, content, strict=True)]
    wide_gap, tight_gap = GAPS
    between = len(headers) - 1
    if sum(natural) + wide_gap * between <= width:
        return Plan(natural, wide_gap, folded=False)
    floors = [_floor(name, column, measure) for name, column in zip(headers, cells, strict=True)]
    whole = [_floor(name, column, measure, _NEVER) for name, column in zip(headers, cells, strict=True)]
    if sum(whole) + wide_gap * between <= width:
        floors = whole
    # Headers give way first: their words stand one below the other.
    widths = [max(wide, floor) for wide, floor in zip(content, floors, strict=True)]
    for gap in GAPS:
        if sum(widths) + gap * between <= width:
            return Plan(widths, gap, folded=False)
    if sum(floors) + tight_gap * between > width:
        return None
    gap = wide_gap if sum(floors) + wide_gap * between <= width else tight_gap
    _shrink(widths, floors, width - gap * between)
    return Plan(widths, gap, folded=True)


def _floor(name: str, column: Sequence[str], measure: Callable[[str], int], least: int = _LEAST) -> int:
    words = {word for text in column for word in text.split(" ")}
    longest = max(map(measure, words), default=0)
    header = max(map(measure, humps(name)))
    return max(min(longest, least), min(header, least), 1)


def _shrink(widths: list[int], floors: list[int], room: int) -> None:
    """Take from the widest columns until the rest fits into `room`."""
    while (excess := sum(widths) - room) > 0:
        loose = [at for at, wide in enumerate(widths) if wide > max(_RIGID, floors[at])]
        if loose:
            ordered = sorted({widths[at] for at in loose}, reverse=True)
            widest = [at for at in loose if widths[at] == ordered[0]]
            step_to = max(ordered[1] if len(ordered) > 1 else _RIGID, _RIGID)
            for at in widest:
                give = min(widths[at] - max(step_to, floors[at]), -(-excess // len(widest)))
                widths[at] -= give
            continue
        at = max(range(len(widths)), key=lambda at: (widths[at] > floors[at], widths[at]))
        widths[at] -= min(excess, widths[at] - floors[at])
