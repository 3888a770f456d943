"""What was most likely meant by a name that is none of the known ones."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was most likely meant; "" when none is like it."""
    by_fold = {each.casefold(): each for each in known}
    if name.casefold() in by_fold:
        return by_fold[name.casefold()]
    from difflib import get_close_matches

    close = get_close_matches(name.casefold(), list(by_fold), n=1, cutoff=0.5)
    return by_fold[close[0]] if close else ""
