"""Which columns a list has, and the choice of them with `--fields`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from phonecom_cli.errors import UsageError
from phonecom_cli.output.text import visible
from phonecom_cli.result import Row


def union(preset: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """The preset columns, then the others of the rows in the order in which they first come."""
    seen = dict.fromkeys(preset)
    for row in rows:
        for name in row:
            if name not in seen:
                seen[name] = None
    return tuple(seen)


def check_fields(fields: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a field that is not known, listing those that are.

    Raises:
        UsageError: names the unknown fields, suggests the nearest, and lists the known.
    """
    unknown = [name for name in fields if name not in known]
    if not unknown:
        return
    named = ", ".join(visible(name) for name in unknown)
    listed = ", ".join(visible(name) for name in known) or "none"
    near = _nearest(unknown[0], known)
    raise UsageError(
        f"unknown field{'s' if len(unknown) > 1 else ''} in --fields: {named}",
        hint=f"{near}the fields are: {listed}",
    )


def _nearest(name: str, known: Sequence[str]) -> str:
    by_fold = {each.casefold(): each for each in known}
    if name.casefold() in by_fold:
        return f"did you mean {visible(by_fold[name.casefold()])}? "
    from difflib import get_close_matches

    close = get_close_matches(name.casefold(), list(by_fold), n=1)
    return f"did you mean {visible(by_fold[close[0]])}? " if close else ""


def pick(row: Row, fields: Sequence[str]) -> Row:
    """The row with those fields only, in that order; those it lacks are left out. () is all of it."""
    return {name: row[name] for name in fields if name in row} if fields else row
