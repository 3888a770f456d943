"""Text from elsewhere, made harmless: what a terminal would act on is shown as an escape.

Escaped are the control characters (Cc: C0, DEL, C1), the format characters (Cf: bidirectional controls,
zero-width characters, tags, soft hyphens), surrogates (Cs), the line and paragraph separators (Zl, Zp), and
the letters that draw nothing at all (fillers, joiners, variation selectors beyond the common sixteen).
An emoji made of several joined by U+200D therefore falls into its parts: what can be seen beats what is
pretty.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TextIO

_BEYOND_ASCII = (
    "\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


@cache
def _acting(kept: str) -> re.Pattern[str]:
    low = "".join(chr(code) for code in range(32) if chr(code) not in kept)
    return re.compile(f"[{re.escape(low)}{_BEYOND_ASCII}]")


@cache
def _acting_in_json() -> re.Pattern[str]:
    return re.compile(f"[{_BEYOND_ASCII}]")


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    short = _SHORT.get(char)
    if short is not None:
        return short
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(text: str, keep: str = "") -> str:
    r"""The text with everything that could act on a terminal as an escape: `\x1b`, `\n`, `\u202e`.

    Args:
        text: any text.
        keep: characters below U+0020 to leave as they are, such as a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    return _acting(keep).sub(_escape, text)


def block(text: str) -> str:
    """Text of several lines for stderr: later lines are indented, so that none can pose as a line of ours."""
    return visible(text.rstrip("\n"), keep="\n").replace("\n", "\n  ")


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def harmless_json(text: str) -> str:
    """JSON with everything that could act on a terminal as `uXXXX` escapes: it parses to the same values."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _acting_in_json().sub(_json_escape, text)


def ascii_json(text: str) -> str:
    """JSON in ASCII alone, for streams that can carry no more. It parses to the same values."""
    return re.sub(r"[^\x00-\x7e]", _json_escape, text)


def carries(stream: TextIO, text: str) -> bool:
    """Whether the stream's encoding has every character of the text."""
    if text.isascii():
        return True
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def escaped_for(stream: TextIO, text: str) -> str:
    """The text with what the stream's encoding lacks as escapes in the manner of `visible`."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
