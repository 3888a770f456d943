"""The secret in the service's URL: made, read, judged and compared.

Two are accepted at once, so that one can be exchanged while calls come in: the new one first, then the old.
"""

from __future__ import annotations

import hmac
import math
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from phonecom_cli.errors import CredentialsError, LocalError, SettingsError
from phonecom_cli.secret import Secret

LEAST_BITS = 128
MOST = 2
_CLASSES = (
    ("0123456789", 10),
    ("abcdefghijklmnopqrstuvwxyz", 26),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26),
    ("-_", 2),
)
_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HINT = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(24))'"
_LARGEST = 4096
_CONTAINER = ("/run/secrets/", "/var/run/secrets/")


def make_token() -> Secret:
    """A fresh token of 192 random bits."""
    return Secret(secrets.token_urlsafe(24))


class Tokens:
    """The one or two tokens that are accepted."""

    __slots__ = ("_accepted", "first")

    def __init__(self, tokens: Iterable[Secret]) -> None:
        accepted = tuple(tokens)
        self.first = accepted[0]
        self._accepted = tuple(token.reveal().encode() for token in accepted)

    def accept(self, candidate: str) -> bool:
        """Whether this is one of them. Takes as long for any candidate of a length, right or wrong."""
        given = candidate.encode("utf-8", "replace")
        found = False
        for token in self._accepted:
            found |= hmac.compare_digest(token, given)
        return found


def read_tokens(text: str, source: str) -> Tokens:
    """Tokens from text, separated by spaces, commas or line ends.

    Args:
        text: one or two tokens.
        source: what the text is, for messages, which never quote it.

    Raises:
        SettingsError: there are none or too many, or one could be guessed.
    """
    words = [word for word in re.split(r"[\s,]+", text.lstrip("\ufeff")) if word]
    if not 1 <= len(words) <= MOST:
        raise SettingsError(
            f"{source} holds {len(words)} tokens; it must be one, or two while they are exchanged"
        )
    for word in words:
        _judge(word, source)
    return Tokens(Secret(word) for word in words)


def _judge(token: str, source: str) -> None:
    if not _SHAPE.fullmatch(token):
        raise SettingsError(f"{source} holds a token with other characters than A-Z a-z 0-9 - _", hint=_HINT)
    if re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", token):
        alphabet = 16
    else:
        alphabet = sum(size for characters, size in _CLASSES if set(token) & set(characters))
    bits = len(token) * math.log2(alphabet)
    if bits < LEAST_BITS or len(set(token)) < 8:
        raise SettingsError(
            f"{source} holds a token that could be guessed; it must carry at least {LEAST_BITS} random bits, "
            "as 22 mixed letters and digits or 32 hexadecimal ones do",
            hint=_HINT,
        )


def read_token_file(path: Path) -> Tokens:
    """Tokens from a file of one or two lines.

    Raises:
        CredentialsError: the file is the user's own and others can read it.
        LocalError: it cannot be read.
        SettingsError: what it holds cannot be used.
    """
    try:
        with path.open("rb") as file:
            if _exposed(file.fileno(), path):
                raise CredentialsError(f"others can read the token file {path}", hint=f"chmod 600 {path}")
            data = file.read(_LARGEST)
    except OSError as error:
        raise LocalError(f"the token file {path} cannot be read: {error.strerror}") from error
    return read_tokens(data.decode("utf-8", "replace"), f"the token file {path}")


def _exposed(handle: int, path: Path) -> bool:
    """Whether the file is one's own and open to others; a container's secret may be, and so may a pipe."""
    status = os.fstat(handle)
    if status.st_uid != os.geteuid() or not status.st_mode & 0o044:
        return False
    return not (os.fstatvfs(handle).f_flag & os.ST_RDONLY or str(path.resolve()).startswith(_CONTAINER))
