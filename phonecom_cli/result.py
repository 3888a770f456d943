"""What a command returns. `output` draws it in the chosen format; commands never print.

`Rows` is a list, always drawn as one (none is `[]`, one is one), and may still be arriving.
`Record` is one object. `Document` is text that has only one form, such as a help topic.

The values of a row are JSON values: text, numbers for the few columns that are numbers, `None` for an
empty element, and nested lists and objects for what is nested inside a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from phonecom_cli.errors import UsageError

Value: TypeAlias = "str | int | float | bool | None | list[Value] | dict[str, Value]"
Row: TypeAlias = "dict[str, Value]"


class Rows(NamedTuple):
    """A list whose rows may still be arriving.

    Attributes:
        rows: the rows, read once. When the iteration raises a `PhonecomError`, the rows that came before
            are drawn, the output is closed properly, and the error gives the exit code.
        columns: the columns known beforehand, in their order. Others that rows bring are drawn after them.
        xml: the response body as it came, when there was exactly one response.
        empty: what to tell a person when there is no row, e.g. "No phone numbers."
        streamed: True when rows come in pages or one by one, so that they must be drawn as they arrive.
        title: what a person's table is called; "" for none.
    """

    rows: Iterable[Row]
    columns: tuple[str, ...] = ()
    xml: bytes | None = None
    empty: str = ""
    streamed: bool = False
    title: str = ""


class Record(NamedTuple):
    """One object.

    Attributes:
        data: its fields, in order; the action's data first, then clTRID and svTRID.
        xml: the response body as it came, if there was one.
        line: what to tell a person instead of a table of fields, e.g. "Message sent."; "" draws the fields.
    """

    data: Row
    xml: bytes | None = None
    line: str = ""


class Document(NamedTuple):
    """Text with one form only (a help topic, a path). Ends with a newline."""

    text: str


Result: TypeAlias = Rows | Record | Document | None


def check_fields(fields: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a field of `--fields` that is none of the known ones."""
    for field in fields:
        if field not in known:
            import difflib

            close = difflib.get_close_matches(field, known, n=1)
            raise UsageError(
                f"there is no field {field!r} here" + (f"; did you mean {close[0]}?" if close else ""),
                hint="The fields are " + ", ".join(known) + ".",
            )
