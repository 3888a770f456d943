"""Undoing what a keyring left behind on the terminal when it was given up while asking there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable


def remembered() -> Callable[[], None]:
    """Remembers the terminal's mode; what this returns restores it. Does nothing where there is no terminal.

    Some keyrings ask for a master password with echo turned off. Left behind in the middle of that, they
    would leave the user's shell without echo.
    """
    try:
        import termios

        handle = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except (ImportError, OSError):
        return _nothing
    try:
        mode = termios.tcgetattr(handle)
    except termios.error:
        return _nothing
    finally:
        os.close(handle)

    def restore() -> None:
        with contextlib.suppress(OSError, termios.error):
            again = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
            try:
                # A job in the background that set the mode would be stopped for it.
                if os.tcgetpgrp(again) == os.getpgrp() and termios.tcgetattr(again) != mode:
                    termios.tcsetattr(again, termios.TCSANOW, mode)
            finally:
                os.close(again)

    return restore


def _nothing() -> None:
    return
