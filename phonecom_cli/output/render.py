"""A result, drawn on stdout in the chosen format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice

from phonecom_cli.errors import PhonecomError, UsageError
from phonecom_cli.fields import check_fields
from phonecom_cli.output.columns import union
from phonecom_cli.output.separated import draw_row, draw_separated, extra_name
from phonecom_cli.output.sink import ReaderGone, Sink, ensure_open
from phonecom_cli.output.structured import draw_json, draw_jsonl, draw_object
from phonecom_cli.output.style import Style
from phonecom_cli.output.text import visible
from phonecom_cli.output.voice import Voice
from phonecom_cli.result import Document, Record, Result, Row, Rows
from phonecom_cli.world import World

__all__ = ["ReaderGone", "ensure_open", "render"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_NO_DATA = frozenset({"status", "msg", "resultDate", "clTRID", "svTRID"})
"""What every answer has; an action that returns nothing else is done when it has said so."""


def render(result: Result, style: Style, world: World) -> None:
    """Draw a result on stdout, to its last byte.

    Args:
        result: what the command returned; None draws nothing.
        style: how to draw it.
        world: whose stdout, and whose stderr for the line that tells of an empty list.

    Raises:
        PhonecomError: what the iteration of the rows raised, once the rows before it are drawn and the output
            is closed properly. Where there were none before it, nothing is drawn.
        UsageError: unknown fields (nothing was drawn), or XML of what came in several answers.
        LocalError: stdout is closed or full.
        ReaderGone: the reader of stdout went away.
    """
    if result is None:
        return
    sink = Sink(world)
    if isinstance(result, Document):
        _draw_document(result, style, sink)
    elif style.format == "xml":
        _draw_xml(result.xml, sink)
    elif isinstance(result, Record):
        _draw_record(result, style, sink, world)
    else:
        _draw_rows(result, style, sink, world)
    sink.flush()
    if sink.escaped and style.format in ("csv", "tsv"):
        _voice(style, world).warn(
            f"stdout cannot hold some characters ({sink.stream.encoding}): they were written as escapes "
            "such as \\u20ac; PYTHONIOENCODING=utf-8 keeps them"
        )


def _draw_document(document: Document, style: Style, sink: Sink) -> None:
    if not sink.terminal:
        sink.write(document.text)
        return
    for line in document.text.splitlines(keepends=True):
        text = visible(line, keep="\n\t")
        heading = style.color and line.rstrip("\n") in document.headings
        sink.write(f"{_BOLD}{text.rstrip()}{_PLAIN}\n" if heading else text)


def _draw_xml(body: bytes | None, sink: Sink) -> None:
    if body is None:
        raise UsageError(
            "there is no XML of this: it is not one answer of the API",
            hint="choose another format, such as json",
        )
    if not sink.terminal:
        sink.write_bytes(body)
        return
    lines = body.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    text = visible(lines, keep="\n\t")
    sink.write(text if text.endswith("\n") else text + "\n")


def _draw_record(record: Record, style: Style, sink: Sink, world: World) -> None:
    check_fields(style.fields, tuple(record.data))
    if style.format in ("json", "jsonl"):
        draw_object(record.data, style, sink)
    elif style.format in ("csv", "tsv"):
        draw_row(record.data, style, sink)
    elif record.line and not style.fields:
        if not (style.quiet and _NO_DATA.issuperset(record.data)):
            sink.write(visible(record.line.rstrip("\n"), keep="\n") + "\n")
    else:
        from phonecom_cli.output.table import Page

        Page(style, sink, _width(world)).draw_record(record.data)


class _Arriving:
    """Rows until they end or break off; what broke them off is kept for when the rest is drawn."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.error: PhonecomError | KeyboardInterrupt | None = None

    def __iter__(self) -> Iterator[Row]:
        try:
            yield from self._rows
        except (PhonecomError, KeyboardInterrupt) as error:
            self.error = error


def _draw_rows(result: Rows, style: Style, sink: Sink, world: World) -> None:
    arriving = _Arriving(result.rows)
    coming = iter(arriving)
    try:
        head = list(islice(coming, 1)) if result.streamed else list(coming)
        if head:
            columns = union(result.columns, head)
            _check_listed(style, columns, streamed=result.streamed)
            _draw_list(result._replace(rows=chain(head, coming), columns=columns), style, sink, world)
        elif arriving.error is None:
            if style.format == "table" and result.empty:
                _voice(style, world).note(result.empty)
            elif style.format != "table":
                _draw_list(result._replace(rows=()), style, sink, world)
        sink.flush()
    except Exception as error:
        if result.work and isinstance(error, ReaderGone):
            for _row in coming:  # nobody reads any more, and the work goes on
                pass
        # What went wrong with the data tells more than that its beginning could not be shown either.
        if arriving.error is not None:
            raise arriving.error from error
        raise
    if arriving.error is not None:
        raise arriving.error


def _draw_list(result: Rows, style: Style, sink: Sink, world: World) -> None:
    if style.format == "json":
        draw_json(result.rows, style, sink, streamed=result.streamed)
    elif style.format == "jsonl":
        draw_jsonl(result.rows, style, sink, streamed=result.streamed)
    elif style.format in ("csv", "tsv"):
        draw_separated(result.columns, result.rows, style, sink, streamed=result.streamed)
    else:
        from phonecom_cli.output.table import Page

        page = Page(style, sink, _width(world))
        page.draw_list(result.columns, result.rows, result.title, streamed=result.streamed)


def _check_listed(style: Style, columns: tuple[str, ...], *, streamed: bool) -> None:
    if streamed and style.format in ("csv", "tsv"):
        columns = (*columns, extra_name(columns))
    check_fields(style.fields, columns)


def _voice(style: Style, world: World) -> Voice:
    return Voice(world, quiet=style.quiet, verbose=False, as_json=False, color=False)


def _width(world: World) -> int:
    """How wide tables may be: `COLUMNS`, else the terminal's width (stderr's in a pipe), else 80."""
    told = world.environ.get("COLUMNS", "")
    if told.isascii() and told.isdecimal() and int(told) > 0:
        return int(told)
    for stream in (world.stdout, world.stderr):
        with suppress(OSError, ValueError):
            if stream is not None and (columns := os.get_terminal_size(stream.fileno()).columns) > 0:
                return columns
    return 80
