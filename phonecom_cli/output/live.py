"""The progress bar that is on the terminal now, if any, so that others can write without running into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Bar(Protocol):
    """What can be taken off the terminal and put back."""

    def hide(self) -> None:
        """Take it off the terminal."""

    def show(self) -> None:
        """Put it back."""


_bars: list[Bar] = []


def enter(bar: Bar) -> None:
    """A bar is on the terminal from now on."""
    _bars.append(bar)


def leave(bar: Bar) -> None:
    """It no longer is."""
    if bar in _bars:
        _bars.remove(bar)


@contextmanager
def paused() -> Iterator[None]:
    """Inside, no bar is on the terminal; one inside another changes nothing."""
    if not _bars:
        yield
        return
    bar = _bars.pop()
    bar.hide()
    try:
        yield
    finally:
        _bars.append(bar)
        bar.show()
