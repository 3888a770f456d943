"""The service's log: one JSON object a line, for decisions and for what happens to the service.

What callers type and what is dialled after an answer may be codes, so digits and tones appear as stars; the
place in the routes file tells which branch they chose. The token is never handed to the log.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TextIO, TypeAlias

from phonecom_cli.control.grammar import NAMES
from phonecom_cli.errors import LocalError

LONGEST = 200
"""Characters of one value; names and error texts come from strangers."""

GATHERING = 0.02
"""Seconds for which a deferred log gathers lines."""

MOST_WAITING = 100_000
"""Lines that may wait for a disk that does not answer."""

Value: TypeAlias = "str | float | list[str]"

Values: TypeAlias = "Mapping[str, Value]"

_Happening: TypeAlias = "tuple[float, str, Values | Callable[[], Values]]"
"""When, what and its values: made into a line only when it is written, many at once, which is four times as fast."""

_text = json.encoder.encode_basestring_ascii
_TONES = re.compile(r"(?<=[0-9])w[w0-9]+")
_LAST_OF_NAME = max(name.rfind("w") for name in NAMES)
_DIGIT = re.compile(r"[0-9]")


def mask_tones(text: str) -> str:
    """A command with its tones as stars: `simple-forward,18585602222ww****`."""
    # In most commands the last w is that of "forward", and there is nothing to look for.
    if text.rfind("w") <= _LAST_OF_NAME and text.startswith(NAMES):
        return text
    return _TONES.sub(lambda found: _DIGIT.sub("*", found[0]), text)


class DecisionLog:
    """Writes lines. A failing log never fails a call: lines that were lost are counted and told.

    A deferred log hands what happened to a thread of its own, which writes that of some milliseconds at once:
    a write for each would let go of the interpreter's lock in every request, at a fifth of the service's rate.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        reopen: Callable[[], None] = lambda: None,
        *,
        deferred: bool = False,
    ) -> None:
        self._write = write
        self._reopen = reopen
        self._lock = threading.Lock()
        self._lost = 0
        self._waiting: deque[_Happening] = deque()
        self._wake = threading.Event()
        self._deferred = deferred
        self._process = 0

    def __call__(self, event: str, **values: Value) -> None:
        """Write one event. Empty values are left out, long ones are cut."""
        self.tell(event, values)

    def tell(self, event: str, values: Values | Callable[[], Values]) -> None:
        """The same, with values or with what will work them out when the line is written."""
        happening = (time.time(), event, values)
        if not self._deferred:
            with self._lock:
                self._write_out([happening])
            return
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(happening)
        else:
            self._lost += 1
        if not self._wake.is_set():
            self._start()
            self._wake.set()

    def flush(self) -> None:
        """Write what is waiting, and wait for what another thread is writing: at exit nothing is lost."""
        with self._lock:
            waiting: list[_Happening] = []
            with suppress(IndexError):
                while True:
                    waiting.append(self._waiting.popleft())
            if waiting:
                self._write_out(waiting)

    def reopen(self) -> None:
        """Open a log file anew, after its rotation."""
        self.flush()
        with self._lock:
            self._reopen()

    def _start(self) -> None:
        """Start the thread: once in each process, because a fork leaves it behind."""
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._work, name="log", daemon=True).start()
                atexit.register(self.flush)

    def _work(self) -> None:
        while True:
            self._wake.wait()
            time.sleep(GATHERING)
            self._wake.clear()
            self.flush()

    def _write_out(self, happenings: list[_Happening]) -> None:
        try:
            lost = _line(time.time(), "lines-lost", {"lines": self._lost}) if self._lost else ""
            self._write(lost + "".join(_line(*each) for each in happenings))
            self._lost = 0
        except (OSError, ValueError):
            self._lost += len(happenings)


def _line(moment: float, event: str, values: Values | Callable[[], Values]) -> str:
    """One JSON object with a line end. Put together by hand: a fifth of what `json.dumps` takes."""
    second = int(moment)
    pieces = [f'{{"time": "{_second(second)}.{int((moment - second) * 1000):03}+00:00", "event": "{event}"']
    for name, value in (values() if callable(values) else values).items():
        if type(value) is str:
            if value:
                pieces.append(f'"{name}": {_text(value if len(value) <= LONGEST else value[:LONGEST])}')
        elif type(value) is float:
            pieces.append(f'"{name}": {value!r}')
        elif value != []:
            pieces.append(f'"{name}": {json.dumps(value)}')
    return ", ".join(pieces) + "}\n"


@lru_cache(maxsize=1)
def _second(moment: int) -> str:
    """A second in ISO 8601, which many lines share."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def log_to_stream(stream: TextIO | None) -> DecisionLog:
    """A log on stderr; one that goes nowhere when stderr is closed."""

    def write(text: str) -> None:
        if stream is not None:
            stream.write(text)
            stream.flush()

    return DecisionLog(write, deferred=True)


def log_to_file(path: Path) -> DecisionLog:
    """A log appended to a file, which only its owner can read when it is new.

    Raises:
        LocalError: the file cannot be opened.
    """
    file = _LogFile(path)
    return DecisionLog(file.write, file.reopen, deferred=True)


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
        # Appended whole, also when several processes share the file.
        data = text.encode()
        while data:
            data = data[os.write(self._handle, data) :]

    def reopen(self) -> None:
        try:
            handle = self._open()
        except OSError:
            return  # better the old file than none
        os.close(self._handle)
        self._handle = handle
