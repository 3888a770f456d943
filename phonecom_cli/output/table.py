"""Tables and listings on a terminal, drawn by Rich. Every text reaches Rich as `Text`, harmless already.

Bold is the only style: it reads on a light and on a dark background. Nothing is cut: a cell that is too long
is folded, and a table that is too wide for the terminal becomes a listing of each row.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TypeAlias

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from phonecom_cli.output.columns import pick, union
from phonecom_cli.output.grid import Column, Grid
from phonecom_cli.output.layout import humps, plan
from phonecom_cli.output.readable import DURATIONS, instant, readable
from phonecom_cli.output.sink import Sink
from phonecom_cli.output.style import Style
from phonecom_cli.output.text import visible
from phonecom_cli.result import Row, Value

_BATCH = 100
"""Rows of a streamed list drawn as one table, with its own header and widths."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|[0-9]+:[0-9]{2}(?::[0-9]{2})?|")


class Page:
    """A width of terminal to draw on, in one style."""

    def __init__(self, style: Style, sink: Sink, width: int) -> None:
        self.style = style
        self.sink = sink
        self.width = max(width, 20)
        self.unicode = (getattr(sink.stream, "encoding", None) or "utf-8").lower().startswith("utf")

    def draw_list(self, preset: Sequence[str], rows: Iterable[Row], title: str, *, streamed: bool) -> None:
        """A list as a table; a streamed one as a table for every hundred rows."""
        if title:
            self._print(Text(visible(title), style="bold"))
        remaining = iter(rows)
        size = _BATCH if streamed else None
        drawn = False
        while batch := list(islice(remaining, size)):
            if drawn:
                self.sink.write("\n")
            self._draw_batch(preset, batch)
            self.sink.flush()
            drawn = True

    def draw_record(self, row: Row) -> None:
        """An object as a listing of its fields; lists of objects in it as tables below."""
        flat, tables = _parts(pick(row, self.style.fields))
        self._print_listing([(visible(name), self._readable(name, value)) for name, value in flat])
        for at, (name, rows, exact) in enumerate(tables):
            self._print(Text(("\n" if flat or at else "") + visible(name), style="bold"))
            self._draw_batch((), rows, inner=True, exact=exact)

    def _readable(self, name: str, value: Value) -> str:
        return readable(name, value, self.style.zone)

    @staticmethod
    def _exact(_name: str, value: Value) -> str:
        """A pair of a request: what is sent, and not how a person would write it."""
        return visible(str(value))

    def _draw_batch(
        self, preset: Sequence[str], rows: list[Row], *, inner: bool = False, exact: bool = False
    ) -> None:
        fields = () if inner else self.style.fields
        names = fields or _shown(union(preset, rows), rows)
        told = self._exact if exact else self._readable
        cells = [[told(name, row.get(name)) for row in rows] for name in names]
        headers = [visible(name) for name in names]
        made = plan(headers, cells, self.width, cell_len)
        if made is None:
            self._print_each(headers, cells, keep_empty=bool(fields) or not any(map(any, cells)))
            return
        columns = [
            Column(column, width, tuple(_header(header, width)), right=_right(name, column))
            for name, header, column, width in zip(names, headers, cells, made.widths, strict=True)
        ]
        self._print(Grid(columns, made.gap, rule="─" if self.unicode else "-", spaced=made.folded))

    def _print_each(
        self, headers: Sequence[str], cells: Sequence[Sequence[str]], *, keep_empty: bool
    ) -> None:
        """Each row as a listing, with a blank line between two."""
        pairs: list[tuple[str, str]] = []
        for values in zip(*cells, strict=True):
            if pairs:
                pairs.append(("", ""))
            listed = zip(headers, values, strict=True)
            pairs += [(name, value) for name, value in listed if value or keep_empty]
        self._print_listing(pairs)

    def _print_listing(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names on the left, values on the right."""
        if not pairs:
            return
        names, values = zip(*pairs, strict=True)
        longest, needed = max(map(cell_len, names)), max(map(cell_len, values))
        # Long names stay whole where the values leave room.
        width = min(longest, max(self.width // 3, self.width - needed - 2, 8))
        rest = max(self.width - width - 2, 8)
        self._print(Grid([Column(names, width, bold=True), Column(values, rest)], 2))

    def _print(self, drawn: Grid | Text) -> None:
        target = io.StringIO()
        console = Console(
            file=target,
            width=self.width,
            color_system="standard" if self.style.color else None,
            force_terminal=self.style.color,
            no_color=not self.style.color,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )
        console.print(drawn, end="" if isinstance(drawn, Grid) else "\n")
        self.sink.write(target.getvalue())


def _header(name: str, width: int) -> list[str]:
    """The header in as many lines as it needs, broken at its humps where that is enough."""
    if cell_len(name) <= width:
        return [name]
    lines: list[str] = []
    for word in humps(name):
        lines += chop_cells(word, width)
    return lines


def _shown(names: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The columns that have a value in some row, less a second telling of the start time."""
    filled = [name for name in names if any(row.get(name) not in (None, "") for row in rows)]
    if "startTimeGmt" in filled and all(_same_instant(row) for row in rows):
        filled.remove("startTimeGmt")
    return filled or list(names)


def _same_instant(row: Row) -> bool:
    told, start = row.get("startTimeGmt"), row.get("startTime")
    if told in (None, ""):
        return True
    moment = instant(told) if isinstance(told, str) else None
    if moment is None or moment.tzinfo is None or not isinstance(start, int):
        return False
    try:
        return moment == datetime.fromtimestamp(start, UTC)
    except (OverflowError, OSError, ValueError):
        return False


def _right(name: str, column: Sequence[str]) -> bool:
    return name in DURATIONS or all(_NUMBER.fullmatch(text) for text in column)


_Inner: TypeAlias = "tuple[str, list[Row], bool]"
"""A table in an object: its name, its rows, and whether they are the pairs of a request."""


def _parts(row: Row, prefix: str = "") -> tuple[list[tuple[str, Value]], list[_Inner]]:
    """The fields of an object, those of objects in it by dotted names, and its lists of objects."""
    flat: list[tuple[str, Value]] = []
    tables: list[_Inner] = []
    for key, value in row.items():
        name = prefix + key
        if isinstance(value, dict) and value:
            inner, below = _parts(value, f"{name}.")
            flat += inner
            tables += below
        elif isinstance(value, list) and value and all(isinstance(item, dict) and item for item in value):
            tables.append((name, [item for item in value if isinstance(item, dict)], False))
        elif isinstance(value, list) and value and all(_is_pair(item) for item in value):
            pairs: list[Row] = [
                {"name": item[0], "value": item[1]} for item in value if isinstance(item, list)
            ]
            tables.append((name, pairs, True))
        else:
            flat.append((name, value))
    return flat, tables


def _is_pair(value: Value) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) for item in value)
