"""What a number search's `pattern` finds.

The guide: "Pattern may include digits, letters A-Z, or `*`", and numbers that start with 212 are found by
`1212*****`, although seven digits follow there. So a run of `*` stands for as many digits or more, letters are
the keys they stand on, and a pattern without `*` is found anywhere in the number. A pattern may leave the
country code out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

TAIL = 4
"""How many final digits tell the lines of a block apart."""

_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
ALL_LINES = frozenset(range(10_000))


def digits_of(pattern: str) -> str:
    """The pattern with its letters as digits of a telephone's keys."""
    return pattern.upper().translate(_KEYS)


def templates(pattern: str, country: str, length: int) -> list[str]:
    """The pattern for full numbers of a country that have `length` digits: every `*` is exactly one digit.

    Args:
        pattern: as given.
        country: the country code that all of the numbers begin with.
        length: of the number with its country code.
    """
    text = digits_of(pattern)
    if "*" in text and not text.startswith((country, "*")):
        text = country + text
    return [template for template in dict.fromkeys(_fit(text, length)) if _may_begin(template, country)]


def _fit(text: str, length: int) -> Iterator[str]:
    spare = length - len(text)
    if spare < 0:
        return
    if "*" not in text:
        for before in range(spare + 1):
            yield "*" * before + text + "*" * (spare - before)
        return
    runs = [place for place, char in enumerate(text) if char == "*" and text[place + 1 : place + 2] != "*"]
    for shares in _shares(spare, len(runs)):
        out = text
        for place, share in reversed(list(zip(runs, shares, strict=True))):
            out = out[:place] + "*" * share + out[place:]
        yield out


def _shares(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _shares(total - first, parts - 1):
            yield (first, *rest)


def _may_begin(template: str, country: str) -> bool:
    return all(char in ("*", digit) for char, digit in zip(template, country, strict=False))


def literal_start(templates: list[str]) -> str:
    """The digits with which every number that any of the templates finds begins."""
    starts = [template.partition("*")[0] for template in templates]
    low, high = min(starts), max(starts)
    same = next((place for place, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[:same]


@lru_cache(maxsize=256)
def lines(template: str) -> frozenset[int]:
    """The lines, 0 to 9999, that the last four places of a template allow."""
    tail = template[-TAIL:]
    if tail == "*" * TAIL:
        return ALL_LINES
    choices = ["0123456789" if char == "*" else char for char in tail]
    return frozenset(int("".join(each)) for each in product(*choices))
