"""A routes file on disk: taken whole at the start, and again when it changes and is right."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from phonecom_cli.control.model import Mistake, Routes
from phonecom_cli.control.routes import RoutesError, read_routes
from phonecom_cli.errors import LocalError, SettingsError, UsageError

LARGEST = 4 * 1024 * 1024
"""Bytes of a routes file."""

INTERVAL = 0.5
"""Seconds between two looks. A change is taken when two looks see the same, so that a file in the middle of
being written is not."""

_SHOWN = 5


class Tell(Protocol):
    """Where the file's fate is told, as events of the log."""

    def __call__(self, event: str, **values: str | float | list[str]) -> None: ...


def load(path: Path) -> Routes:
    """Read a routes file.

    Raises:
        RoutesError: it cannot be used as it stands.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RoutesError([Mistake("", f"larger than {LARGEST} bytes")])
    try:
        text = data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        raise RoutesError([Mistake("", f"not UTF-8 text: byte 0x{byte:02X}", line)]) from error
    return read_routes(text)


def load_for_use(path: Path) -> Routes:
    """The same for a command that goes on to use it.

    Raises:
        SettingsError: the file is broken; the message holds the first mistakes.
        UsageError: there is no such file.
        LocalError: it cannot be read.
    """
    try:
        return load(path)
    except RoutesError as error:
        shown = "; ".join(str(mistake) for mistake in error.mistakes[:_SHOWN])
        more = f"; and {len(error.mistakes) - _SHOWN} more" if len(error.mistakes) > _SHOWN else ""
        hint = f"phonecom control check {path} lists every mistake."
        raise SettingsError(f"{path} cannot be used: {shown}{more}", hint=hint) from error
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> UsageError | LocalError:
    """What a file that cannot be read amounts to: a wrong name, or a failure of this machine."""
    if isinstance(error, FileNotFoundError):
        return UsageError(f"there is no file {path}")
    if isinstance(error, IsADirectoryError):
        return UsageError(f"{path} is a folder; a routes file is one TOML file")
    return LocalError(f"{path} cannot be read: {error.strerror}")


class RoutesFile:
    """The routes in force. They are exchanged whole, between two requests and never within one."""

    def __init__(self, path: Path, tell: Tell, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Read the file for the first time; raises as `load_for_use` does."""
        self.path = path
        self._tell = tell
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._taken = _signature(path)
        self._seen = self._taken
        self._next = monotonic() + INTERVAL
        self.routes = load_for_use(path)

    def look(self) -> None:
        """Take a changed file. Costs nothing but a clock reading when it is not yet time to look."""
        now = self._monotonic()
        if now < self._next or not self._lock.acquire(blocking=False):
            return
        try:
            self._next = now + INTERVAL
            signature = _signature(self.path)
            settled = signature == self._seen
            self._seen = signature
            if settled and signature != self._taken:
                self._take(signature)
        finally:
            self._lock.release()

    def reload(self) -> None:
        """Take the file now, changed or not."""
        with self._lock:
            self._take(_signature(self.path))

    def _take(self, signature: tuple[int, ...]) -> None:
        self._taken = self._seen = signature
        try:
            routes = load(self.path)
        except RoutesError as error:
            self._tell("reload-failed", kept="the old rules", mistakes=[str(one) for one in error.mistakes])
        except OSError as error:
            self._tell("reload-failed", kept="the old rules", mistakes=[error.strerror or str(error)])
        else:
            self.routes = routes
            self._tell("reloaded", rules=len(routes.rules), warnings=[str(one) for one in routes.warnings])


def _signature(path: Path) -> tuple[int, ...]:
    """What changes when a file changes; () when there is none."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns)
