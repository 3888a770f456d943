"""What numbers cost, and how they are written for people. The guide names the fees and gives no figures."""

from __future__ import annotations

_PRECIOUS = frozenset({"212", "800"})


def monthly(country: str, kind: str) -> str:
    """The monthly fee ("cost") in dollars."""
    if kind == "TF":
        return "7.88"
    return "4.88" if country == "1" else "9.88"


def setup_fee(number: str, prefix: str) -> str:
    """The premium setup fee in dollars, "" where there is none: for digits that are easily remembered."""
    tail = number[-4:]
    if len(set(tail)) == 1:
        return "199.00"
    if tail[:2] == tail[2:] or tail.endswith("000") or tail in "0123456789" or tail in "9876543210":
        return "49.00"
    return "24.00" if prefix in _PRECIOUS else ""


def friendly(country: str, prefix: str, number: str) -> str:
    """The "friendly format": national, without the country code and without a trunk zero.

    Public programs take its digits after the country code for the number, so no digit is added or left out:
    `(858) 560-8120`, and for +44 113 350 6121 `(113) 350-6121`.
    """
    rest = number[len(country) + len(prefix) :]
    cut = len(rest) - 4
    return f"({prefix}) {rest[:cut]}-{rest[cut:]}" if cut > 0 else f"({prefix}) {rest}"
