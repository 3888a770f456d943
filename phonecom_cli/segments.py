"""How many parts an SMS takes: GSM 03.38's 7-bit alphabet or UCS-2, as the networks count.

One part holds 160 septets or 70 code units; several parts hold 153 or 67 each, for the header that joins them.
"""

from __future__ import annotations

from typing import NamedTuple

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


class Segments(NamedTuple):
    """How a message is counted.

    Attributes:
        encoding: "GSM-7" or "UCS-2".
        length: in septets (an extension character takes two) or in UTF-16 code units.
        parts: how many messages it would be sent as; 0 for an empty message.
        offenders: the characters that force UCS-2, each once, in order of appearance.
    """

    encoding: str
    length: int
    parts: int
    offenders: str


def count(message: str) -> Segments:
    """Count the parts of a message. A character is never split between two parts."""
    offenders = "".join(
        dict.fromkeys(char for char in message if char not in _BASIC and char not in _EXTENDED)
    )
    if offenders:
        return _pack("UCS-2", [len(char.encode("utf-16-be")) // 2 for char in message], 70, 67, offenders)
    return _pack("GSM-7", [2 if char in _EXTENDED else 1 for char in message], 160, 153, "")


def _pack(encoding: str, widths: list[int], single: int, each: int, offenders: str) -> Segments:
    length = sum(widths)
    if length <= single:
        return Segments(encoding, length, 1 if length else 0, offenders)
    parts, room = 1, each
    for width in widths:
        if width > room:
            parts, room = parts + 1, each
        room -= width
    return Segments(encoding, length, parts, offenders)
