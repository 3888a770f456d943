"""How far long work is. Rich is loaded when a bar really appears, which quick work never needs."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from phonecom_cli.output.text import visible

if TYPE_CHECKING:
    from phonecom_cli.output.bar import TerminalBar

PATIENCE = 0.3
"""Seconds of work before a bar appears."""


class Progress:
    """A bar that appears on a terminal once the work has taken a while. A context manager.

    Args:
        label: what is being done.
        total: how many steps there are; None if that is not known.
        stream: the terminal to draw on; None draws nothing.
        monotonic: the clock that decides when it has taken a while.
        color: whether the bar may have colours.
    """

    def __init__(
        self,
        label: str,
        total: int | None,
        stream: TextIO | None,
        monotonic: Callable[[], float],
        *,
        color: bool = False,
    ) -> None:
        self._label = label
        self._total = total
        self._stream = stream
        self._monotonic = monotonic
        self._color = color
        self._text = ""
        self._done = 0
        self._since = 0.0
        self._bar: TerminalBar | None = None

    def __enter__(self) -> Self:
        self._since = self._monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def advance(self, steps: int = 1) -> None:
        """So many steps more are done."""
        self._done += steps
        self._draw()

    def update(self, text: str = "", *, total: int | None = None) -> None:
        """Change the text behind the label, or the number of steps."""
        self._text = visible(text) or self._text
        self._total = self._total if total is None else total
        self._draw()

    def _draw(self) -> None:
        if self._stream is None:
            return
        if self._bar is None:
            if self._monotonic() - self._since < PATIENCE:
                return
            from phonecom_cli.output.bar import TerminalBar

            self._bar = TerminalBar(self._stream, self._monotonic, self._since, color=self._color)
        self._bar.draw(f"{self._label} {self._text}".rstrip(), self._done, self._total)
