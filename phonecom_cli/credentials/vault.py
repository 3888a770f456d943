"""The operating system's keyring, held at arm's length: no backend can keep the tool waiting.

Every call runs in a daemon thread with a limit. A backend may wait for a prompt that nobody sees, for a
service that has stopped, or for a D-Bus that went silent, in Python or in C; the thread is then left
behind, and the interpreter ends without it. Whatever a backend throws is a reason, never a crash.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from phonecom_cli.credentials.terminal import remembered
from phonecom_cli.secret import Secret

LIMIT = 3.0
"""Seconds that all work with the keyring for one purpose may take."""


class VaultError(Exception):
    """The keyring cannot be used; the text says why, in the middle of a sentence, and holds no secret."""


class Found(NamedTuple):
    """What looking for a password came to: the password, or why there is none."""

    password: Secret | None
    problem: str = ""


class Lookup:
    """A search for one password, begun when it is made and waited for when it is needed."""

    def __init__(self, url: str, username: str) -> None:
        self._username = username
        service = service_name(url)
        self._job = _Job(lambda keyring: keyring.get_password(service, username))

    def wait(self) -> Found:
        """The password, within the limit counted from the start."""
        try:
            text = self._job.wait()
        except VaultError as error:
            return Found(None, str(error))
        if not text:
            return Found(None, f"nothing is stored for {self._username}")
        return Found(Secret(str(text)))


def service_name(url: str) -> str:
    """What passwords for an endpoint are stored under. They are the endpoint's and the username's alone."""
    return f"phonecom:{url}"


def store(url: str, username: str, password: Secret) -> str:
    """Stores a password, reads it back, and says which keyring holds it.

    Raises:
        VaultError: it is not there afterwards.
    """
    service = service_name(url)
    text = password.reveal()

    def work(keyring: Any) -> str:
        ring = _ring(keyring)
        keyring.set_password(service, username, text)
        if keyring.get_password(service, username) != text:
            raise VaultError(f"{ring.name} took the password and does not give it back")
        return str(ring.name)

    try:
        return str(_Job(work).wait())
    except VaultError as error:
        raise VaultError(str(error).replace(text, "****") if text else str(error)) from None


def remove(url: str, username: str) -> bool:
    """Removes every password stored for the endpoint and username; says whether there was one.

    Raises:
        VaultError: it cannot be said, or there is one still.
    """
    service = service_name(url)

    def work(keyring: Any) -> bool:
        found = False
        for _ in range(10):  # a keyring may hold doubles, and removes one at a time
            if keyring.get_password(service, username) is None:
                return found
            keyring.delete_password(service, username)
            found = True
        raise VaultError("the password is still there after removing it")

    return bool(_Job(work).wait())


def describe() -> str:
    """The name of the keyring that would be used.

    Raises:
        VaultError: there is none, or it cannot be said.
    """
    return str(_Job(lambda keyring: _ring(keyring).name).wait())


def probe(url: str, username: str) -> str:
    """The name of the keyring that would be used, which has just answered a question.

    Raises:
        VaultError: there is none, or it is locked, or does not answer.
    """
    service = service_name(url)

    def work(keyring: Any) -> str:
        ring = _ring(keyring)
        keyring.get_password(service, username or "-")
        return str(ring.name)

    return str(_Job(work).wait())


_NONE = "there is no keyring on this machine"


def _ring(keyring: Any) -> Any:
    """The keyring to keep passwords in.

    One that stores them in plain files has a low priority by keyring's convention, and is taken only where
    the user has chosen it, in the environment or in keyring's own configuration.
    """
    ring = keyring.get_keyring()
    if type(ring).__module__ == "keyring.backends.fail":
        raise VaultError(_NONE)
    if ring.priority < 1 and not (keyring.core.load_env() or keyring.core.load_config()):
        raise VaultError(f"{ring.name} does not protect what it stores")
    return ring


class _Job:
    """Work with the keyring in a thread of its own."""

    def __init__(self, work: Callable[[Any], object]) -> None:
        self._work = work
        self._result: object = None
        self._problem = ""
        self._done = threading.Event()
        self._restore_terminal = remembered()
        self._deadline = time.monotonic() + LIMIT
        threading.Thread(target=self._run, name="keyring", daemon=True).start()

    def _run(self) -> None:
        try:
            import logging

            # A misconfigured keyring logs tracebacks, which would reach stderr for want of a handler.
            logging.getLogger("keyring").addHandler(logging.NullHandler())
            import keyring

            self._result = self._work(keyring)
        except BaseException as error:  # noqa: BLE001 - a backend may throw anything, SystemExit too
            self._problem = _reason(error)
        finally:
            self._done.set()

    def wait(self) -> object:
        """What the work returned.

        Raises:
            VaultError: it failed, or did not end in time.
        """
        if not self._done.wait(max(0.0, self._deadline - time.monotonic())):
            self._restore_terminal()
            raise VaultError(f"it did not answer within {LIMIT:g} seconds (locked, or stuck)")
        if self._problem:
            raise VaultError(self._problem)
        return self._result


def _reason(error: BaseException) -> str:
    """A backend's error as part of a sentence: one line, bounded, and in our words where we have them."""
    if isinstance(error, VaultError):
        return str(error)
    kind = type(error).__name__
    known = {"NoKeyringError": _NONE, "KeyringLocked": "it is locked"}.get(kind)
    if known:
        return known
    text = "".join(character if character.isprintable() else " " for character in str(error)[:200]).strip()
    return f"{kind}: {text}" if text else kind
