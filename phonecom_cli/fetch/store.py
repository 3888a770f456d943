"""A file that appears only when it is complete."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from phonecom_cli.errors import LocalError


class Store:
    """Writes beside the target and moves into its place at `finish`; leaves nothing behind otherwise.

    Raises:
        LocalError: the file cannot be written.
    """

    def __init__(self, target: Path) -> None:
        self.size = 0
        self._target = self._path = target
        self._in_place = False
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            # Through links, as every other program that writes a file does.
            self._target = self._path = self._target.resolve()
            # A device or a pipe cannot be replaced, only written to.
            self._in_place = self._target.exists() and not self._target.is_file()
            if not self._in_place:
                self._path = self._target.with_name(f".phonecom-{secrets.token_hex(8)}")
            self._file = self._path.open("wb" if self._in_place else "xb")
        except (OSError, RuntimeError) as error:
            raise self._failed(error) from None
        return self

    def write(self, piece: bytes) -> None:
        """Append a piece."""
        assert self._file is not None
        try:
            self._file.write(piece)
        except OSError as error:
            # Not as an OSError: those that pass through the network's machinery are the network's.
            raise self._failed(error) from None
        self.size += len(piece)

    def finish(self) -> None:
        """Bring what was written into its place."""
        assert self._file is not None
        try:
            self._file.flush()
            if not self._in_place:
                os.fsync(self._file.fileno())
            self._file.close()
            if not self._in_place:
                self._path.replace(self._target)
        except OSError as error:
            raise self._failed(error) from None
        self._file = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self._file.close()
        if not self._in_place:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _failed(self, error: OSError | RuntimeError) -> LocalError:
        why = getattr(error, "strerror", None) or "its path cannot be followed"
        return LocalError(f"{self._target} cannot be written: {why}.")
