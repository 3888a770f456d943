"""The numbers that are for sale, worked out and not stored: a block is a head, a first line and a size.

A number is its block's head and a line of four digits. The lines of a block are `first`, `first + STEP`, and so
on modulo 10,000, so whether a number exists takes one multiplication, a million numbers take no more room than
a hundred thousand, and nothing is written when a number is sold: what is taken is in the table `numbers`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from itertools import compress
from typing import NamedTuple, TypeAlias

from phonecom_cli.sandbox import pattern as patterns

LINES = 10_000
STEP = 7_919  # no factor in common with 10,000: every line comes up once
_INVERSE = pow(STEP, -1, LINES)
TAIL = patterns.TAIL

MOST = 500
"""Guide: "will not return more than 500"."""

LIVE = "(until IS NULL OR until > :now)"
"""SQL: a number is owned, or reserved until a time that has not come."""


class Block(NamedTuple):
    """A thousandth of an area code, about: up to 10,000 numbers that are alike but for four digits."""

    head: str
    country: str
    prefix: str
    type: str
    state: str
    region: str
    locality: str
    first: int
    size: int


_Found: TypeAlias = tuple[str, int, int, str, str]
"""Head, first line, size, prefix and type of a block."""


class Offer(NamedTuple):
    """A free number (digits with the country code), its prefix, and "local" or "TF"."""

    number: str
    prefix: str
    type: str


class Search(NamedTuple):
    """What to search for; "" is no restriction."""

    country: str
    now: int
    type: str = ""
    state: str = ""
    region: str = ""
    locality: str = ""
    prefix: str = ""
    pattern: str = ""


_COLUMNS = ", ".join(Block._fields)
_NONE: frozenset[int] = frozenset()
_FEW = 16


def holds(block: Block, line: int) -> bool:
    """Whether a line belongs to a block."""
    return bool(_lines(block.first, block.size, frozenset((line,))))


def find_block(db: sqlite3.Connection, number: str) -> Block | None:
    """The block of a number (digits with the country code), if it is one of the inventory's."""
    row = db.execute(f"SELECT {_COLUMNS} FROM blocks WHERE head = ?", (number[:-TAIL],)).fetchone()
    block = Block(*row) if row else None
    return block if block and holds(block, int(number[-TAIL:])) else None


def search(db: sqlite3.Connection, wanted: Search, quantity: int, page: int) -> list[Offer]:
    """One page of free numbers (digits with the country code), in the order of their digits, its own prefix first."""
    skip = (page - 1) * quantity
    found: list[Offer] = []
    taken = _taken(db, wanted.now)
    for (head, first, size, prefix, kind), allowed in _matching(db, wanted):
        gone = taken.get(head, _NONE)
        if len(allowed) == LINES and skip >= size - len(gone):
            skip -= size - len(gone)
            continue
        lines = _lines(first, size, allowed)
        if not lines:
            continue
        lines = sorted(line for line in lines if line not in gone) if gone else sorted(lines)
        page_end = skip + quantity - len(found)
        found += [Offer(f"{head}{line:04d}", prefix, kind) for line in lines[skip:page_end]]
        skip = max(0, skip - len(lines))
        if len(found) >= quantity:
            break
    return found


def count_by(db: sqlite3.Connection, column: str, wanted: Search) -> dict[tuple[str, str], int]:
    """How many numbers are free for each value of a column of blocks, with its state, in their order."""
    where, values = _where(wanted)
    totals: dict[tuple[str, str], int] = {}
    query = f"SELECT {column}, state, SUM(size) FROM blocks WHERE {where} GROUP BY 1, 2 ORDER BY 2, 1"
    for name, state, total in db.execute(query, values):
        totals[name, state] = total
    query = (
        f"SELECT blocks.{column}, state, COUNT(*) FROM numbers JOIN blocks USING (head) "
        f"WHERE {LIVE} AND {where} GROUP BY 1, 2"
    )
    for name, state, total in db.execute(query, values):
        totals[name, state] -= total
    return totals


def _where(wanted: Search, start: str = "") -> tuple[str, dict[str, object]]:
    """The conditions on blocks. A prefix stands for its whole geography, all area codes that overlay it.

    Heads begin with the country code, and no country code begins with another: a range of heads is a country.
    """
    values: dict[str, object] = {**wanted._asdict(), "low": start or wanted.country}
    values["high"] = f"{values['low']}:"  # ":" comes after "9"
    parts = ["head >= :low AND head < :high"]
    columns = [name for name in ("type", "state", "region", "locality") if getattr(wanted, name)]
    parts += [f"{column} = :{column}" for column in columns]
    if wanted.state or wanted.prefix:
        parts.append("country = :country")  # so that its indexes serve
    if wanted.prefix:
        parts.append(
            "prefix IN (SELECT other.prefix FROM prefixes AS one JOIN prefixes AS other USING (country, geography)"
            " WHERE one.country = :country AND one.prefix = :prefix)"
        )
    return " AND ".join(parts), values


def _matching(db: sqlite3.Connection, wanted: Search) -> Iterator[tuple[_Found, frozenset[int]]]:
    """The blocks of a search in order, each with the lines that its pattern allows."""
    # The prefix that was asked for comes before the others of its geography.
    order = "prefix <> :prefix, head" if wanted.prefix else "head"
    find = f"SELECT head, first, size, prefix, type FROM blocks WHERE {{}} ORDER BY {order}"
    if not wanted.pattern:
        where, values = _where(wanted)
        for row in db.execute(find.format(where), values):
            yield row, patterns.ALL_LINES
        return
    row = db.execute("SELECT lengths FROM countries WHERE code = ?", (wanted.country,)).fetchone()
    lengths = [int(length) for length in row[0].split()] if row else []
    templates = [
        each for length in lengths for each in patterns.templates(wanted.pattern, wanted.country, length)
    ]
    if not templates:
        return
    where, values = _where(wanted, patterns.literal_start(templates)[: min(lengths) - TAIL])
    ends = frozenset().union(*map(patterns.lines, templates))
    if len(ends) <= _FEW:  # then SQLite leaves most blocks out, faster than we could
        holding = f"({{}} + {LINES} - first) * {_INVERSE} % {LINES} < size".format
        where += f" AND ({' OR '.join(map(holding, ends))})"
    choose = _chooser(templates)
    for row in db.execute(find.format(where), values):
        allowed = choose(row[0])
        if allowed:
            yield row, allowed


def _chooser(templates: list[str]) -> Callable[[str], frozenset[int]]:
    """A function from a head to the lines that any of the templates allows there."""
    by_head: dict[str, frozenset[int]] = {}
    for template in templates:
        head = template[:-TAIL].replace("*", ".")
        by_head[head] = by_head.get(head, frozenset()) | patterns.lines(template)
    everywhere = frozenset().union(*(lines for head, lines in by_head.items() if not head.strip(".")))
    special = {head: lines for head, lines in by_head.items() if head.strip(".")}
    if not special:
        return lambda _head: everywhere
    is_special = re.compile("|".join(special)).fullmatch
    matches = [re.compile(head).fullmatch for head in special]
    unions: dict[tuple[bool, ...], frozenset[int]] = {}

    def choose(head: str) -> frozenset[int]:
        if not is_special(head):
            return everywhere
        which = tuple([match(head) is not None for match in matches])
        if which not in unions:
            unions[which] = everywhere.union(*compress(special.values(), which))
        return unions[which]

    return choose


def _lines(first: int, size: int, allowed: frozenset[int]) -> list[int]:
    """The lines of a block that are allowed, in no order; the shorter way round."""
    if len(allowed) < size:
        return [line for line in allowed if (line - first) * _INVERSE % LINES < size]
    own = [(first + place * STEP) % LINES for place in range(size)]
    return own if len(allowed) == LINES else [line for line in own if line in allowed]


def _taken(db: sqlite3.Connection, now: int) -> dict[str, frozenset[int]]:
    taken: dict[str, set[int]] = {}
    for head, number in db.execute(f"SELECT head, number FROM numbers WHERE {LIVE}", {"now": now}):
        taken.setdefault(head, set()).add(int(number[-TAIL:]))
    return {head: frozenset(lines) for head, lines in taken.items()}
