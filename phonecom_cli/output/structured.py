"""JSON and JSON Lines.

JSON is indented by two, everywhere: it is read by people as often as by programs. JSON Lines is one object
a line, handed on as each arrives. Both keep UTF-8 as it is, except for what a terminal would act on, which
becomes `uXXXX` escapes: `cat` of a saved answer is safe, and it parses to exactly what the server sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache

from phonecom_cli.output.columns import pick
from phonecom_cli.output.sink import Sink
from phonecom_cli.output.style import Style
from phonecom_cli.output.text import harmless_json
from phonecom_cli.result import Row, Value

_CHUNK = 200
"""Rows written at once where they are all there already."""


@cache
def _compact() -> Callable[[Value], str]:
    return json.JSONEncoder(ensure_ascii=False).encode


@cache
def _flat() -> Callable[[Value], str]:
    # With an indent, Python's encoder leaves its C code and takes several times as long. For an object
    # without nested ones a separator that holds the line break gives the same text.
    return json.JSONEncoder(ensure_ascii=False, separators=(",\n    ", ": ")).encode


def _is_nested(row: Row) -> bool:
    return any(isinstance(value, (dict, list)) for value in row.values())


def _indented(row: Row) -> str:
    """The row as it stands in an indented list."""
    if row and not _is_nested(row):
        return f"  {{\n    {_flat()(row)[1:-1]}\n  }}"
    return "  " + json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")


def compact(value: Value) -> str:
    """One value on one line, harmless on a terminal: a nested value's cell in CSV, TSV and tables."""
    return harmless_json(_compact()(value))


def draw_json(rows: Iterable[Row], style: Style, sink: Sink, *, streamed: bool) -> None:
    """An array of objects, always; it is closed however the rows end."""
    written = 0
    pending: list[str] = []
    for row in rows:
        pending.append(_indented(pick(row, style.fields)))
        if streamed or len(pending) >= _CHUNK:
            sink.write_json(harmless_json(("[\n" if not written else ",\n") + ",\n".join(pending)))
            written += len(pending)
            pending = []
            if streamed:
                sink.flush()
    if pending:
        sink.write_json(harmless_json(("[\n" if not written else ",\n") + ",\n".join(pending)))
        written += len(pending)
    sink.write_json("\n]\n" if written else "[]\n")


def draw_jsonl(rows: Iterable[Row], style: Style, sink: Sink, *, streamed: bool) -> None:
    """One object a line."""
    encode = _compact()
    pending: list[str] = []
    for row in rows:
        pending.append(encode(pick(row, style.fields)))
        if streamed or len(pending) >= _CHUNK:
            sink.write_json(harmless_json("\n".join(pending) + "\n"))
            pending = []
            if streamed:
                sink.flush()
    if pending:
        sink.write_json(harmless_json("\n".join(pending) + "\n"))


def draw_object(row: Row, style: Style, sink: Sink) -> None:
    """One object, indented in JSON and on one line in JSON Lines."""
    chosen = pick(row, style.fields)
    text = _compact()(chosen) if style.format == "jsonl" else json.dumps(chosen, ensure_ascii=False, indent=2)
    sink.write_json(harmless_json(text) + "\n")
