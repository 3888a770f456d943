"""A progress bar on a terminal, drawn by Rich on one line that is written over.

Rich's own live display has a thread and hides the cursor: taking it off the terminal for every row that goes
to stdout costs 2 ms, and a killed process leaves a terminal without a cursor. One line needs neither.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress_bar import ProgressBar

from phonecom_cli.output import live
from phonecom_cli.output.readable import duration
from phonecom_cli.output.text import carries, escaped_for

_ERASE = "\r\x1b[K"
_BAR_WIDTH = 24
_EVERY = 0.1
"""Seconds between two drawings: more often, nobody would see."""


class TerminalBar:
    """One line: what is done, a bar, how many steps of how many, and since when.

    Args:
        stream: the terminal.
        monotonic: the clock.
        since: when the work began, by that clock.
        color: whether the bar may have colours.
    """

    def __init__(self, stream: TextIO, monotonic: Callable[[], float], since: float, *, color: bool) -> None:
        self._stream = stream
        self._monotonic = monotonic
        self._since = since
        self._color = color
        self._line = ""
        self._drawn = float("-inf")
        live.enter(self)

    def draw(self, text: str, done: int, total: int | None) -> None:
        """Show that text, which must be harmless already, and how far the work is."""
        now = self._monotonic()
        if now - self._drawn < _EVERY and done != total:
            return
        self._drawn = now
        count = f"{done}" if total is None else f"{done}/{total}"
        tail = f" {count} {duration(int(now - self._since))}"
        bar = self._bar(done, total) if total else ""
        room = self._columns() - 1 - len(tail) - (_BAR_WIDTH + 1 if bar else 0)
        self._line = set_cell_size(text, max(min(cell_len(text), room), 0)) + bar + tail
        self.show()

    def hide(self) -> None:
        """Take it off the terminal."""
        self._write(_ERASE)

    def show(self) -> None:
        """Put it back."""
        self._write(_ERASE + self._line)

    def close(self) -> None:
        """Take it off the terminal for good."""
        live.leave(self)
        self.hide()

    def _bar(self, done: int, total: int) -> str:
        if not carries(self._stream, "━╸╺"):
            return ""
        target = io.StringIO()
        console = Console(
            file=target,
            width=_BAR_WIDTH,
            color_system="standard" if self._color else None,
            force_terminal=self._color,
            no_color=not self._color,
            legacy_windows=False,
            _environ={},
        )
        console.print(ProgressBar(total=total, completed=min(done, total), width=_BAR_WIDTH), end="")
        return " " + target.getvalue()

    def _columns(self) -> int:
        with suppress(OSError, ValueError):
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        return 80

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text if carries(self._stream, text) else escaped_for(self._stream, text))
            self._stream.flush()
