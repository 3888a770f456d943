"""A progress bar on a terminal, drawn by Rich."""

from __future__ import annotations

from contextlib import suppress
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from phonecom_cli.output import live


class TerminalBar:
    """One bar, removed when the work is done. Its text must be harmless already."""

    def __init__(self, stream: TextIO, *, color: bool) -> None:
        console = Console(
            file=stream, no_color=not color, markup=False, emoji=False, highlight=False, legacy_windows=False
        )
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=None)
        self._progress.start()
        live.enter(self)

    def draw(self, text: str, done: int, total: int | None) -> None:
        """Show that text, and how far it is."""
        self._progress.update(self._task, description=text, completed=done, total=total)

    def hide(self) -> None:
        """Take it off the terminal."""
        with suppress(OSError, ValueError):
            self._progress.stop()

    def show(self) -> None:
        """Put it back."""
        with suppress(OSError, ValueError):
            self._progress.start()

    def close(self) -> None:
        """Take it off the terminal for good."""
        live.leave(self)
        self.hide()
