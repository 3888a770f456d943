"""Where data goes: stdout, whatever its encoding, with every way it can fail turned into our own errors."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase
from typing import TextIO

from phonecom_cli.errors import LocalError
from phonecom_cli.output import live
from phonecom_cli.output.text import ascii_json, carries, escaped_for
from phonecom_cli.world import World, is_terminal


class ReaderGone(Exception):
    """The reader of stdout went away. `app` ends the process quietly with 141."""


def ensure_open(world: World) -> None:
    """Raise `LocalError` when stdout is closed: noticed before anything is sent, not after.

    Raises:
        LocalError: there is nowhere to write the result to.
    """
    if world.stdout is None or world.stdout.closed:
        raise LocalError(
            "stdout is closed, so the result has nowhere to go", hint="to throw it away, write >/dev/null"
        )


class Sink:
    """Stdout for data. A failed write closes the stream, so that nothing fails again when Python exits.

    Attributes:
        terminal: whether a person reads it.
        escaped: whether characters had to be written as escapes, because the stream's encoding lacks them.
    """

    def __init__(self, world: World) -> None:
        ensure_open(world)
        assert world.stdout is not None
        self.stream: TextIO = world.stdout
        self.terminal = is_terminal(world.stdout)
        self.escaped = False
        # With PYTHONUNBUFFERED nothing stands between Python's text and the descriptor, and what a full disk
        # or a closing pipe took only a part of would be lost without an error.
        buffer = getattr(world.stdout, "buffer", None)
        self._raw = buffer if isinstance(buffer, RawIOBase) else None

    def write(self, text: str) -> None:
        """Write text; what the encoding lacks becomes an escape such as `u20ac` after a backslash."""
        if not carries(self.stream, text):
            text = escaped_for(self.stream, text)
            self.escaped = True
        with self._failing():
            self._put(text)

    def write_json(self, text: str) -> None:
        """Write JSON; what the encoding lacks becomes JSON's own escape."""
        with self._failing():
            self._put(text if carries(self.stream, text) else ascii_json(text))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are."""
        if not hasattr(self.stream, "buffer"):  # a stream of text alone
            self.write(data.decode("utf-8", "backslashreplace"))
            return
        with self._failing():
            self.stream.flush()
            self._put_bytes(data)

    def flush(self) -> None:
        """Hand everything to the system: only now is it known that it could be written."""
        with self._failing():
            self.stream.flush()

    def _put(self, text: str) -> None:
        if self._raw is None:
            self.stream.write(text)
        else:
            self._put_bytes(text.encode(self.stream.encoding, self.stream.errors or "strict"))

    def _put_bytes(self, data: bytes) -> None:
        if self._raw is None:
            self.stream.buffer.write(data)
            return
        left = memoryview(data)
        while left:
            written = self._raw.write(left)
            if written is None:
                raise BlockingIOError(errno.EAGAIN, "not ready to be written to")
            left = left[written:]

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            if self.terminal:
                with live.paused():
                    yield
            else:
                yield
        except BrokenPipeError:
            self._abandon()
            raise ReaderGone from None
        except (OSError, ValueError) as error:
            self._abandon()
            raise LocalError(f"stdout: {_reason(error)}", hint="the result was not written whole") from None

    def _abandon(self) -> None:
        # Closing tries to write the rest once more. The descriptor itself stays open: Python's standard
        # streams do not own theirs.
        with suppress(OSError, ValueError):
            self.stream.close()


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "no space left to write to"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "closed while it was written to"
