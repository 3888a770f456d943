"""Numbers that can be forwarded to and are probably not what was meant."""

from __future__ import annotations

import re

_NATIONAL = re.compile(r"[2-9][0-8][0-9][2-9][0-9]{6}")
"""Ten digits that are a North American number without its country code, or by chance another's whole one."""

_NORTH_AMERICAN_LENGTH = 11


def doubts(number: str) -> tuple[str, ...]:
    """What makes a number improbable: its country code or its length; the core has no library to be sure."""
    if _NATIONAL.fullmatch(number):
        return (
            f"{number} seems to lack its country code, as a North American number without its 1 does; "
            f"if so, write 1{number}",
        )
    if number.startswith("1") and len(number) != _NORTH_AMERICAN_LENGTH:
        return (
            f"{number} has {len(number)} digits; numbers that begin with 1 have {_NORTH_AMERICAN_LENGTH}",
        )
    return ()
