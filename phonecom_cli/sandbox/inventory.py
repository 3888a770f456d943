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
from typing import NamedTuple

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


def holds(block: Block, line: int) -> bool:
    """Whether a line belongs to a block."""
    return (line - block.first) * _INVERSE % LINES < block.size


def find_block(db: sqlite3.Connection, number: str) -> Block | None:
    """The block of a number (digits with the country code), if it is one of the inventory's."""
    row = db.execute(f"SELECT {_COLUMNS} FROM blocks WHERE head = ?", (number[:-TAIL],)).fetchone()
    block = Block(*row) if row else None
    return block if block and holds(block, int(number[-TAIL:])) else None


def search(db: sqlite3.Connection, wanted: Search, quantity: int, page: int) -> list[tuple[str, Block]]:
    """One page of free numbers (digits with the country code), in the order of their digits."""
    skip = (page - 1) * quantity
    found: list[tuple[str, Block]] = []
    taken = _taken(db, wanted.now)
    nothing: frozenset[int] = frozenset()
    for block, allowed in _matching(db, wanted):
        gone = taken.get(block.head, nothing)
        if len(allowed) == LINES and skip >= block.size - len(gone):
            skip -= block.size - len(gone)
            continue
        lines = sorted(line for line in _lines(block, allowed) if line not in gone)
        found += [(f"{block.head}{line:04d}", block) for line in lines[skip : skip + quantity - len(found)]]
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


def _where(wanted: Search) -> tuple[str, dict[str, object]]:
    """The conditions on blocks. A prefix stands for its whole geography, all area codes that overlay it."""
    parts = ["country = :country"]
    columns = ("type", "state", "region", "locality")
    parts += [f"{column} = :{column}" for column in columns if getattr(wanted, column)]
    if wanted.prefix:
        parts.append(
            "prefix IN (SELECT other.prefix FROM prefixes AS one JOIN prefixes AS other USING (country, geography)"
            " WHERE one.country = :country AND one.prefix = :prefix)"
        )
    return " AND ".join(parts), wanted._asdict()


def _matching(db: sqlite3.Connection, wanted: Search) -> Iterator[tuple[Block, frozenset[int]]]:
    """The blocks of a search in order, each with the lines that its pattern allows."""
    where, values = _where(wanted)
    find = "SELECT {} FROM blocks WHERE {} ORDER BY head".format
    if not wanted.pattern:
        for row in db.execute(find(_COLUMNS, where), values):
            yield Block(*row), patterns.ALL_LINES
        return
    row = db.execute("SELECT lengths FROM countries WHERE code = ?", (wanted.country,)).fetchone()
    lengths = [int(length) for length in row[0].split()] if row else []
    templates = [
        each for length in lengths for each in patterns.templates(wanted.pattern, wanted.country, length)
    ]
    if not templates:
        return
    start = patterns.literal_start(templates)[: min(lengths) - TAIL]
    values |= {"start": start, "beyond": start + ":"}  # ":" comes after "9"
    choose = _chooser(templates)
    for row in db.execute(find(_COLUMNS, f"{where} AND head >= :start AND head < :beyond"), values):
        allowed = choose(row[0])
        if allowed:
            yield Block(*row), allowed


def _chooser(templates: list[str]) -> Callable[[str], frozenset[int] | None]:
    """A function from a head to the lines that any of the templates allows there."""
    by_head: dict[str, frozenset[int]] = {}
    for template in templates:
        head = template[:-TAIL].replace("*", ".")
        by_head[head] = by_head.get(head, frozenset()) | patterns.lines(template)
    if len(by_head) == 1:
        ((head, allowed),) = by_head.items()
        match = re.compile(head).fullmatch
        return lambda candidate: allowed if match(candidate) else None
    matches = [re.compile(head).fullmatch for head in by_head]
    sets = list(by_head.values())
    unions: dict[tuple[bool, ...], frozenset[int]] = {}

    def choose(candidate: str) -> frozenset[int] | None:
        which = tuple([match(candidate) is not None for match in matches])
        if which not in unions:
            unions[which] = frozenset().union(*compress(sets, which))
        return unions[which]

    return choose


def _lines(block: Block, allowed: frozenset[int]) -> Iterator[int]:
    if len(allowed) < block.size:
        return (line for line in allowed if holds(block, line))
    own = ((block.first + place * STEP) % LINES for place in range(block.size))
    return own if len(allowed) == LINES else (line for line in own if line in allowed)


def _taken(db: sqlite3.Connection, now: int) -> dict[str, frozenset[int]]:
    taken: dict[str, set[int]] = {}
    for head, number in db.execute(f"SELECT head, number FROM numbers WHERE {LIVE}", {"now": now}):
        taken.setdefault(head, set()).add(int(number[-TAIL:]))
    return {head: frozenset(lines) for head, lines in taken.items()}
