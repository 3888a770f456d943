"""Making the inventory: blocks of numbers for every place, the same for the same seed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from random import Random

from phonecom_cli.sandbox import places, tollfree
from phonecom_cli.sandbox.inventory import LINES, TAIL, Block
from phonecom_cli.sandbox.overlays import GROUPS, geography
from phonecom_cli.sandbox.places import Exchange
from phonecom_cli.sandbox.state import State

UNITED_STATES = ("1", "United States")
NATIONAL = "National"
"""Guide: "For non-US countries, the state may be National"; "in some countries, the region is simply National"."""

TOTAL = 120_000

_SHARE_TOLL_FREE = 0.1
_SHARE_ABROAD = 0.15
_OWN_REGION = 8  # exchanges that make a place a large city


def make_inventory(state: State, chance: Random, total: int, wanted: Mapping[str, str]) -> None:
    """Fill the tables of countries, prefixes and blocks with about `total` numbers.

    Args:
        state: a state without an inventory.
        chance: decides which lines a block has.
        total: how many numbers there are to be.
        wanted: numbers (digits with the country code) that must exist, each with its rate centre or "".
    """
    db = state.db
    exchanges, known = places.united_states()
    codes = known.union(*(group for group in GROUPS if known.intersection(group)))
    db.executemany(
        "INSERT INTO prefixes VALUES (?, ?, ?, ?)",
        [
            *(("1", code, "local", geography(code)) for code in codes),
            *(("1", code, "TF", code) for code in tollfree.PREFIXES),
        ],
    )
    foreign = {code: list(places.abroad(code)) for code in places.COUNTRIES}
    lengths = {code: sorted({len(sample) for _, sample in found}) for code, found in foreign.items()}
    db.execute("INSERT INTO countries VALUES (?, ?, '11')", UNITED_STATES)
    db.executemany(
        "INSERT INTO countries VALUES (?, ?, ?)",
        [(code, places.COUNTRIES[code][1], " ".join(map(str, found))) for code, found in lengths.items()],
    )
    db.executemany(
        "INSERT INTO prefixes VALUES (?, ?, 'local', ?)",
        [(code, prefix, prefix) for code, found in foreign.items() for prefix, _ in found],
    )
    blocks = {
        block.head: block
        for source in (
            _local(exchanges, chance, round(total * (1 - _SHARE_TOLL_FREE - _SHARE_ABROAD))),
            _toll_free(chance, round(total * _SHARE_TOLL_FREE)),
            _abroad(foreign, chance, round(total * _SHARE_ABROAD)),
        )
        for block in source
    }
    for number, place in wanted.items():
        _include(blocks, number, place)
    values = [blocks[head] for head in sorted(blocks)]
    db.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def rate_centre(city: str, state: str) -> str:
    """A rate centre's name in the style of the guide's WACO_TX."""
    return f"{re.sub(r'[^A-Z0-9]+', '_', city.upper()).strip('_')}_{state}"


def _local(exchanges: list[Exchange], chance: Random, total: int) -> Iterator[Block]:
    regions = _regions(exchanges)
    spread = [
        (each, f"{(int(each.exchange) + 50 * more - 200) % 800 + 200}", min(each.weight, 40))
        for each in exchanges
        for more in range(8 if each.weight >= 100 else 1)
    ]
    scale = total / sum(weight + 4 for _, _, weight in spread)
    for each, exchange, weight in spread:
        yield Block(
            head=f"1{each.prefix}{exchange}",
            country="1",
            prefix=each.prefix,
            type="local",
            state=each.state,
            region=regions[each],
            locality=rate_centre(each.city, each.state),
            first=chance.randrange(LINES),
            size=_size((weight + 4) * scale),
        )


def _regions(exchanges: list[Exchange]) -> dict[Exchange, str]:
    """The region of every place: its own name if it is a large city, or the largest of its area code."""
    by_prefix = defaultdict(list)
    for each in exchanges:
        by_prefix[each.prefix, each.state].append(each)
    regions = {}
    for group in by_prefix.values():
        largest = max(group, key=lambda each: (each.weight, each.city))
        for each in group:
            regions[each] = (each if each.weight >= _OWN_REGION else largest).city
    return regions


def _toll_free(chance: Random, total: int) -> Iterator[Block]:
    each = 40
    size = _size(total / (each * len(tollfree.PREFIXES)))
    for prefix in tollfree.PREFIXES:
        for exchange in chance.sample(range(200, 1000), each):
            yield Block(f"1{prefix}{exchange}", "1", prefix, "TF", "", "", "", chance.randrange(LINES), size)


def _abroad(foreign: dict[str, list[tuple[str, str]]], chance: Random, total: int) -> Iterator[Block]:
    size = _size(total / sum(len(found) for found in foreign.values()))
    for code, found in foreign.items():
        for prefix, sample in found:
            first = chance.randrange(LINES)
            yield Block(sample[:-TAIL], code, prefix, "local", NATIONAL, NATIONAL, "", first, size)


def _size(wanted: float) -> int:
    return max(1, min(LINES, round(wanted)))


def _include(blocks: dict[str, Block], number: str, place: str) -> None:
    """Let a number be the first of its block, in the likeness of the nearest block of its place."""
    head, line = number[:-TAIL], int(number[-TAIL:])
    near = [
        block
        for block in blocks.values()
        if len(block.head) == len(head)
        and head.startswith(block.country + block.prefix)
        and place in ("", block.locality)
    ]
    block = min(near, key=lambda each: abs(int(each.head) - int(head)))
    blocks[head] = block._replace(head=head, first=line)
