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
        self._target = target
        # A device or a pipe cannot be replaced, only written to.
        self._in_place = target.exists() and not target.is_file()
        self._path = target if self._in_place else target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("wb" if self._in_place else "xb")
        except OSError as error:
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

    def _failed(self, error: OSError) -> LocalError:
        return LocalError(f"{self._target} cannot be written: {error.strerror or 'unknown error'}.")
