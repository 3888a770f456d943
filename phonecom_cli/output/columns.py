"""Which columns a list has, and the choice of them with `--fields`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from phonecom_cli.result import Row


def union(preset: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """The preset columns, then the others of the rows in the order in which they first come."""
    seen = dict.fromkeys(preset)
    for row in rows:
        for name in row:
            if name not in seen:
                seen[name] = None
    return tuple(seen)


def pick(row: Row, fields: Sequence[str]) -> Row:
    """The row with those fields only, in that order; those it lacks are left out. () is all of it."""
    return {name: row[name] for name in fields if name in row} if fields else row
