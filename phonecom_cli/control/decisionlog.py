"""The service's log: one JSON object a line, for decisions and for what happens to the service.

What callers type and what is dialled after an answer may be codes, so digits and tones appear as stars; the
place in the routes file tells which branch they chose. The token is never handed to the log.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from phonecom_cli.errors import LocalError

LONGEST = 200
"""Characters of one value; names and error texts come from strangers."""

_TONES = re.compile(r"(?<=[0-9])w[w0-9]+")
_DIGIT = re.compile(r"[0-9]")


def mask_tones(text: str) -> str:
    """A command with its tones as stars: `simple-forward,18585602222ww****`."""
    return _TONES.sub(lambda found: _DIGIT.sub("*", found[0]), text) if "w" in text else text


class DecisionLog:
    """Writes lines. A failing log never fails a call: lines that were lost are counted and told."""

    def __init__(self, write: Callable[[str], None], reopen: Callable[[], None] = lambda: None) -> None:
        self._write = write
        self._reopen = reopen
        self._lock = threading.Lock()
        self._lost = 0

    def __call__(self, event: str, **values: str | float | list[str]) -> None:
        """Write one event. Empty values are left out, long ones are cut."""
        line: dict[str, str | float | list[str]] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds")
        }
        line["event"] = event
        for name, value in values.items():
            if value not in ("", []):
                line[name] = value[:LONGEST] if isinstance(value, str) else value
        text = json.dumps(line) + "\n"
        with self._lock:
            try:
                if self._lost:
                    text = json.dumps({**line, "event": "lines-lost", "lines": self._lost}) + "\n" + text
                self._write(text)
                self._lost = 0
            except (OSError, ValueError):
                self._lost += 1

    def reopen(self) -> None:
        """Open a log file anew, after its rotation."""
        with self._lock:
            self._reopen()


def log_to_stream(stream: TextIO | None) -> DecisionLog:
    """A log on stderr; one that goes nowhere when stderr is closed."""

    def write(text: str) -> None:
        if stream is not None:
            stream.write(text)
            stream.flush()

    return DecisionLog(write)


def log_to_file(path: Path) -> DecisionLog:
    """A log appended to a file, which only its owner can read when it is new.

    Raises:
        LocalError: the file cannot be opened.
    """
    file = _LogFile(path)
    return DecisionLog(file.write, file.reopen)


class _LogFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._handle = self._open()
        except OSError as error:
            raise LocalError(f"the log {path} cannot be written: {error.strerror}") from error

    def _open(self) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def write(self, text: str) -> None:
        # One call a line: appended whole, also when several processes share the file.
        data = text.encode()
        if os.write(self._handle, data) < len(data):
            raise OSError("the line was cut short")

    def reopen(self) -> None:
        try:
            handle = self._open()
        except OSError:
            return  # better the old file than none
        os.close(self._handle)
        self._handle = handle
