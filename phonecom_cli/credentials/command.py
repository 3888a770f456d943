"""`password-command`: a program whose first line of output is the password."""

from __future__ import annotations

import contextlib
import os
import select
import shlex
import signal
import subprocess
import time
from collections.abc import Mapping

from phonecom_cli.credentials.text import first_line
from phonecom_cli.errors import CredentialsError
from phonecom_cli.secret import Secret
from phonecom_cli.settings.environment import without_secrets

LIMIT = 10.0
"""Seconds the program may take."""
_LARGEST = 64 * 1024


def run_password_command(command: str, environ: Mapping[str, str]) -> Secret:
    """Runs the program without a shell and takes the first line it writes.

    It cannot ask: its stdin is empty and it has no terminal. It does not inherit our own secrets. What it
    writes, to either stream, is never shown.

    Raises:
        CredentialsError: it cannot be run, fails, does not end in time, or writes nothing.
    """
    words = shlex.split(command)
    words[0] = os.path.expanduser(words[0])  # noqa: PTH111 - a name without a slash must stay one
    name = words[0]
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own setting, run as they wrote it
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=without_secrets(environ),
            start_new_session=True,  # so that whatever it started can be ended with it
        )
    except OSError as error:
        raise _failure(name, f"cannot be run: {error.strerror or error}") from None
    try:
        data = _output(process)
    except TimeoutError:
        raise _failure(name, f"did not end within {LIMIT:g} seconds") from None
    finally:
        _end(process)
    code = process.returncode
    if code:
        raise _failure(name, f"failed (exit code {code})" if code > 0 else f"was ended by signal {-code}")
    return first_line(data, f"the password-command {name!r}")


def _output(process: subprocess.Popen[bytes]) -> bytes:
    """What the program writes until it ends, up to a bound; a child it leaves behind is not waited for."""
    assert process.stdout is not None
    handle = process.stdout.fileno()
    deadline = time.monotonic() + LIMIT
    data = b""
    open_still = True
    while True:
        ended = process.poll() is not None
        ready = bool(open_still and select.select([handle], [], [], 0.0 if ended else 0.02)[0])
        if ready:
            piece = os.read(handle, _LARGEST)
            open_still = bool(piece)
            data = (data + piece)[:_LARGEST]
        elif ended:
            return data
        elif not open_still:
            time.sleep(0.005)
        if time.monotonic() > deadline:
            _kill(process)
            raise TimeoutError


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program if it still runs, as when the user interrupts this one."""
    if process.poll() is None:
        _kill(process)
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kills the program and what it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _failure(name: str, problem: str) -> CredentialsError:
    return CredentialsError(
        f"the password-command {name!r} {problem}",
        hint="Run it by itself to see what it says; it gets no terminal and nothing on stdin. "
        "`phonecom config get password-command` shows it.",
    )
