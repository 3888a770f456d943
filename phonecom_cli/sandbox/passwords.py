"""Passwords of sandbox accounts: kept as a salted hash, since people rehearse with their real ones."""

from __future__ import annotations

import hashlib
import os


def keep(password: str) -> str:
    """What is stored of a password."""
    salt = os.urandom(8).hex()
    return f"{salt}${_digest(salt, password)}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one of which `kept` was stored."""
    salt, _, digest = kept.partition("$")
    return _digest(salt, password) == digest


def _digest(salt: str, password: str) -> str:
    return hashlib.blake2b(password.encode(), salt=bytes.fromhex(salt), digest_size=24).hexdigest()
