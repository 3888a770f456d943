"""Toll-free numbers: the prefixes, and what SMS/800 answers.

SMS/800 is the registry of every North American toll-free number, far more than Phone.com's own stock. The guide:
"When type=TF (toll-free) and a pattern is provided, this merges real-time search results from SMS/800, but note
that real-time results from SMS/800 are limited to 10 at a time, and will be randomized."
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from phonecom_cli.sandbox import pattern as patterns
from phonecom_cli.sandbox.inventory import LIVE, Search, find_block

if TYPE_CHECKING:
    from random import Random

# "written before 844 and 833 opened; the sandbox has those too"
PREFIXES = ("800", "888", "877", "866", "855", "844", "833")

MOST = 10
"""Guide: "limited to 10 at a time"."""

_LENGTH = 11
_FEW = 20_000


def is_spare(number: str) -> bool:
    """Whether SMS/800 has a number (digits with the country code) to give: about one in five."""
    if number[1:4] not in PREFIXES or number[0] != "1" or len(number) != _LENGTH or number[4] in "01":
        return False
    return (int(number) * 2_654_435_761 >> 12) % 5 == 0


def search(db: sqlite3.Connection, wanted: Search, quantity: int, chance: Random) -> list[str]:
    """Up to ten free numbers that a pattern finds, from the stock and SMS/800 together, in random order.

    A state, region or locality finds none, since toll-free numbers are in no place.
    """
    if wanted.state:
        return []
    most = min(quantity, MOST)
    found: dict[str, None] = {}
    for number in _candidates(wanted, chance):
        exists = is_spare(number) or find_block(db, number)
        if exists and number not in found and not _is_taken(db, number, wanted.now):
            found[number] = None
            if len(found) == most:
                break
    return list(found)


def _is_taken(db: sqlite3.Connection, number: str, now: int) -> bool:
    query = f"SELECT 1 FROM numbers WHERE number = :number AND {LIVE}"
    return db.execute(query, {"number": number, "now": now}).fetchone() is not None


def _candidates(wanted: Search, chance: Random) -> list[str]:
    """Numbers that the pattern finds, in random order; some of them where there are too many to go through."""
    forms = []
    for template in patterns.templates(wanted.pattern, "1", _LENGTH):
        prefixes = [
            prefix
            for prefix in PREFIXES
            if wanted.prefix in ("", prefix)
            and all(char in ("*", digit) for char, digit in zip(template[1:], prefix, strict=False))
        ]
        forms += [f"1{prefix}{template[4:]}" for prefix in prefixes]
    sizes = [10 ** form.count("*") for form in forms]
    if not forms:
        return []
    if sum(sizes) <= _FEW:
        every = [_fill(form, place) for form, size in zip(forms, sizes, strict=True) for place in range(size)]
        chance.shuffle(every)
        return every
    picked = chance.choices(forms, weights=sizes, k=_FEW // 10)
    return [_fill(form, chance.randrange(10 ** form.count("*"))) for form in picked]


def _fill(form: str, place: int) -> str:
    digits = iter(f"{place:0{form.count('*')}d}")
    return "".join(next(digits) if char == "*" else char for char in form)
