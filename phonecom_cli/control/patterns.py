"""Digit patterns: `0-9` for themselves, `D` for any digit, alternatives joined by `|`.

The guide's examples: `55D` is any number between 550 and 559, `DDD|DDDD` is 3 or 4 digits.
"""

from __future__ import annotations

DIGITS = frozenset("0123456789")


def matches(pattern: str, digits: str) -> bool:
    """Whether the whole of `digits` fits one of the pattern's alternatives."""
    return any(fits(alternative, digits) for alternative in pattern.split("|"))


def fits(alternative: str, digits: str) -> bool:
    """Whether the whole of `digits` fits one alternative, a text without `|`."""
    return len(alternative) == len(digits) and all(
        there in DIGITS and here in ("D", there) for here, there in zip(alternative, digits, strict=True)
    )


def covers(pattern: str, alternative: str) -> bool:
    """Whether every text that fits `alternative` fits one single alternative of `pattern`."""
    return any(
        len(wide) == len(alternative)
        and all(here in ("D", there) for here, there in zip(wide, alternative, strict=True))
        for wide in pattern.split("|")
    )


def common(one: str, other: str) -> str:
    """Digits that fit both alternatives, such as `11` for `1D` and `D1`; "" when there are none."""
    if len(one) != len(other):
        return ""
    shared = ""
    for left, right in zip(one, other, strict=True):
        if "D" not in (left, right) and left != right:
            return ""
        shared += (left if right == "D" else right).replace("D", "0")
    return shared


def pattern_fault(pattern: str) -> tuple[int, str] | None:
    """Where and why a text is not a pattern, or None when it is one. The position counts from 0."""
    before = "|"
    for offset, character in enumerate(pattern):
        if character == "|" == before:
            return offset, "an alternative of the pattern is empty"
        if character not in DIGITS and character not in "D|":
            return offset, f"{character!r} cannot be in a pattern; it is made of 0-9 and D, joined by |"
        before = character
    if before == "|":
        return len(pattern), "an alternative of the pattern is empty" if pattern else "the pattern is missing"
    return None
