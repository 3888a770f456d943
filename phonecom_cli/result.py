"""What a command returns. `output` draws it in the chosen format; commands never print.

`Rows` is a list, always drawn as one (none is `[]`, one is one), and may still be arriving.
`Record` is one object. `Document` is text that has only one form, such as a help topic.

The values of a row are JSON values: text, numbers for the few columns that are numbers, `None` for an
empty element, and nested lists and objects for what is nested inside a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from phonecom_cli.errors import PhonecomError

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
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
        work: making the rows is the work itself, such as sending: it goes on when stdout's reader goes away.
    """

    rows: Iterable[Row]
    columns: tuple[str, ...] = ()
    xml: bytes | None = None
    empty: str = ""
    streamed: bool = False
    title: str = ""
    work: bool = False


class Record(NamedTuple):
    """One object.

    Attributes:
        data: its fields, in order; the action's data first, then clTRID and svTRID.
        xml: the response body as it came, if there was one.
        line: what to tell a person instead of a table of fields, e.g. "Message sent."; "" draws the fields.
        failure: raised when the object has been drawn, where the answer is "no": it gives the exit code.
    """

    data: Row
    xml: bytes | None = None
    line: str = ""
    failure: PhonecomError | None = None


class Document(NamedTuple):
    """Text with one form only (a help topic, a path). Ends with a newline.

    Attributes:
        text: the text.
        headings: those of its lines that are headings, for a terminal to set off.
    """

    text: str
    headings: frozenset[str] = frozenset()


Result: TypeAlias = Rows | Record | Document | None
