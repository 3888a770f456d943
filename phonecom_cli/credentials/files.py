"""PHONECOM_PASSWORD_FILE: a file whose first line is the password."""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from pathlib import Path

from phonecom_cli.credentials.text import first_line
from phonecom_cli.errors import CredentialsError
from phonecom_cli.secret import Secret

_SOURCE = "PHONECOM_PASSWORD_FILE"
LIMIT = 10.0
"""Seconds to wait for a file that is a pipe."""
_LARGEST = 64 * 1024
_SECRETS = ("/run/secrets/", "/var/run/secrets/")
"""Where container engines put secrets; they set the owner and mode, not the user."""


def read_password_file(name: str) -> Secret:
    """The first line of the file. Links are followed, and a pipe (`<(...)`) is a file.

    Raises:
        CredentialsError: it cannot be read, has an empty first line, or is the user's own and others can read
            it.
    """
    path = Path(os.path.expanduser(name))  # noqa: PTH111 - Path's own raises without a home
    try:
        # Without waiting, or a named pipe that nobody writes to would hang here.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if _exposed(handle, path):
                raise CredentialsError(
                    f"{_SOURCE} names {path}, which others can read", hint=f"chmod 600 {_quoted(path)}"
                )
            data = _read(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise CredentialsError(
            f"{_SOURCE} names {path}, which cannot be read: {error.strerror or error}"
        ) from None
    return first_line(data, f"{_SOURCE} names {path}, which")


def _exposed(handle: int, path: Path) -> bool:
    """Whether the file is the user's own, others can read it, and it is no secret given to a container."""
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if status.st_uid != os.geteuid() or not status.st_mode & 0o044:
        return False
    if os.fstatvfs(handle).f_flag & os.ST_RDONLY:
        return False
    return not (status.st_uid == 0 and str(path.resolve()).startswith(_SECRETS))


def _read(handle: int) -> bytes:
    """Everything there is, up to a bound; a pipe is waited for."""
    deadline = time.monotonic() + LIMIT
    data = b""
    while len(data) < _LARGEST:
        ready, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError(None, f"nothing came within {LIMIT:g} seconds")
        piece = os.read(handle, _LARGEST - len(data))
        if not piece:
            break
        data += piece
    return data


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))
