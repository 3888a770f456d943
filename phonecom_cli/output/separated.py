r"""CSV and TSV.

CSV is RFC 4180: commas, cells with commas, quotes or line breaks in double quotes, lines ended by CR LF. TSV
has a tab between cells and a line feed at the end of a row, and escapes `\t`, `\n`, `\r` and `\\` inside
cells, so that every row is one line. Values are exact: nested ones are JSON, `null` is empty. Only where a
terminal reads them are control characters shown as escapes instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from phonecom_cli.output.columns import union
from phonecom_cli.output.sink import Sink
from phonecom_cli.output.structured import compact
from phonecom_cli.output.style import Style
from phonecom_cli.output.text import visible
from phonecom_cli.result import Row, Value

_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
_NUMBER = re.compile(r"\+[0-9]{7,15}")

_CRLF = "\r\n"

Put = Callable[[Sequence[str]], object]


def cell(value: Value) -> str:
    """A value as the text of a cell."""
    if isinstance(value, str):
        return value
    return "" if value is None else compact(value)


def unformula(text: str) -> str:
    """The text with `'` before it if a spreadsheet would run it as a formula; phone numbers are none."""
    return f"'{text}" if text[:1] and text[0] in _FORMULA and not _NUMBER.fullmatch(text) else text


def draw_separated(
    columns: Sequence[str], rows: Iterable[Row], style: Style, sink: Sink, *, streamed: bool
) -> None:
    """A header and a row each.

    A streamed list cannot know the columns of rows to come: `columns` are those of its beginning, and what
    later rows add goes, as a JSON object, into a last column `extra`.
    """
    chosen = style.fields or columns
    extra = extra_name(columns) if streamed and (not style.fields or "extra" in style.fields) else ""
    names = [*chosen, extra] if extra and extra not in chosen else list(chosen)
    put = _writer(style, sink)
    if style.header:
        put([_checked(name, style) for name in names])
    known = set(columns)
    for row in rows:
        if extra:
            added = {name: value for name, value in row.items() if name not in known}
            row = {**row, extra: added or None}  # noqa: PLW2901 -- the row as it is drawn
        put([_checked(row.get(name), style) for name in names])
        if streamed:
            sink.flush()


def extra_name(columns: Sequence[str]) -> str:
    """The name of the column for what later rows add: `extra`, unless the list has a column of that name."""
    return "@extra" if "extra" in columns else "extra"


def draw_row(row: Row, style: Style, sink: Sink) -> None:
    """One object as a header and one row."""
    draw_separated(union((), [row]), [row], style, sink, streamed=False)


def _checked(value: Value, style: Style) -> str:
    if style.spreadsheet and isinstance(value, str):
        return unformula(value)
    return cell(value)


def _writer(style: Style, sink: Sink) -> Put:
    # A terminal must not act on a cell. A line feed inside quotes is CSV's own, and harmless.
    if style.format == "tsv":

        def put(cells: Sequence[str]) -> None:
            line = "\t".join([text.translate(_TSV) for text in cells])
            sink.write((visible(line, keep="\t") if sink.terminal else line) + "\n")

        return put

    import csv

    class Target:
        def write(self, line: str) -> None:
            if sink.terminal:
                line = visible(line.removesuffix(_CRLF), keep="\n") + _CRLF
            sink.write(line)

    return csv.writer(Target(), lineterminator=_CRLF).writerow
