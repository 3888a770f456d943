"""Worlds whose streams a test can read, and the text that must never act on a terminal."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, TextIO

from phonecom_cli.output.render import render
from phonecom_cli.output.style import Style
from phonecom_cli.result import Result, Rows
from phonecom_cli.world import World


class Stream(io.TextIOWrapper):
    """A text stream over memory, as Python's own stdout is one over a file."""

    def __init__(self, *, terminal: bool = False, encoding: str = "utf-8", errors: str = "strict") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors=errors, newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def bytes(self) -> bytes:
        """Everything that has been handed on: what is still in the buffer is not."""
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()

    @property
    def text(self) -> str:
        return self.bytes.decode(self.encoding)


def world(stdout: TextIO | None = None, environ: Mapping[str, str] | None = None) -> World:
    """Surroundings with 80 columns, no stdin and a readable stderr."""
    return World({"COLUMNS": "80", **(environ or {})}, None, stdout or Stream(), Stream())


def drawn(result: Result, style: Style | str, *, columns: int = 80, terminal: bool = False) -> str:
    """What a result looks like on stdout."""
    stdout = Stream(terminal=terminal)
    chosen = Style(style) if isinstance(style, str) else style
    render(result, chosen, world(stdout, {"COLUMNS": str(columns)}))
    return stdout.text


def rows(*items: dict[str, Any], **more: Any) -> Rows:
    return Rows(list(items), **more)


def untsv(text: str) -> list[list[str]]:
    """TSV read as its grammar says: lines end with LF, cells with TAB, four escapes."""
    assert text.endswith("\n") or not text
    return [[_uncell(cell) for cell in line.split("\t")] for line in text.split("\n")[:-1]]


def _uncell(cell: str) -> str:
    meant = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
    chars = iter(cell)
    return "".join(meant[next(chars)] if char == "\\" else char for char in chars)


HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07",
    "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x9b31mred\x9d0;x\x9c",
    "back\x08\x08space\x7f\x00",
    "\u202egpj.exe\u202c \u2066isolate\u2069",
    "zero\u200bwidth\u200d\ufeff\u2060",
    "tag\U000e0041\U000e007f",
    "line\u2028para\u2029",
    "one\ntwo\rthree\tfour\x0b\x0c\x85",
    "[/sales]",
    "[link=http://evil.example]x[/link]",
    "[bold red]x",
    ":smiley:",
    "\\[escaped]\\",
)

_ACTING_RANGES = (
    (0, 32), (0x7F, 0xA0), (0x200B, 0x2010), (0x2028, 0x202F), (0x2060, 0x2070), (0xE0000, 0xE0080)
)  # fmt: skip
ACTING = frozenset({"\ufeff", "\xad"}.union(*(map(chr, range(*ends)) for ends in _ACTING_RANGES)))


def acting_in(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that a terminal would act on."""
    return {char for char in text if char in ACTING and char not in allowed}
