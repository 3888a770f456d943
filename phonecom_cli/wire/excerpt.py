"""What of a server's text, and of secrets in it, may be shown in a message."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable

Hide = Callable[[str], str]

_MASK = "****"
_SHORTEST = 3
"""A secret shorter than this is not looked for: half of every message would be masked."""


def shown(text: str) -> str:
    """The text itself: hides nothing."""
    return text


def hider(secrets: Iterable[str], username: str = "") -> Hide:
    """A function that masks secrets in text, plain or in the encodings in which a server may echo them.

    A secret that is the username as well (the sandbox's `demo`) stays: the username is shown in any case.
    """
    wanted = {secret for secret in secrets if len(secret) >= _SHORTEST and secret != username}
    if not wanted:
        return shown

    import html
    import json
    import re
    from urllib.parse import quote, quote_plus

    forms: set[str] = set()
    for secret in wanted:
        plain = secret.encode("utf-8", "replace").decode()
        forms |= {secret, plain, quote(plain), quote(plain, safe=""), quote_plus(plain), repr(secret)[1:-1]}
        forms |= {html.escape(secret), html.escape(secret, quote=False), json.dumps(secret)[1:-1]}
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(form) for form in longest_first), re.IGNORECASE)
    return lambda text: pattern.sub(_MASK, text)


def decoded(body: bytes) -> str:
    """The bytes as text for people: UTF-8, or UTF-16 where a byte order mark says so; never an error."""
    is_utf16 = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return body.decode("utf-16" if is_utf16 else "utf-8", errors="replace").removeprefix("\ufeff")


def excerpt(body: bytes, hide: Hide = shown, limit: int = 200) -> str:
    """The beginning of a body on one line, at most `limit` characters, with no character that acts."""
    line = " ".join(hide(decoded(body[:65_536])).split())
    safe = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in line[: limit + 1])
    return safe if len(safe) <= limit else f"{safe[: limit - 1]}…"
