"""What a command does, in words."""

from __future__ import annotations

import re

from phonecom_cli.control.grammar import (
    Command,
    MultipleForward,
    MultipleForwardVoiceTag,
    PlayAndGetDigits,
    SimpleForward,
    SimpleForwardVoiceTag,
)

PAUSE = 0.5
"""Seconds that each `w` waits."""


def explain(command: Command) -> str:
    """One or two sentences that say what Phone.com does with the command."""
    match command:
        case SimpleForward(number, dtmf):
            return f"Forward the caller to {_phone(number)}.{_tones(dtmf)}"
        case SimpleForwardVoiceTag(tag, number, dtmf):
            return (
                f"Forward the caller to {_phone(number)}, announced with the voice tag “{tag}”.{_tones(dtmf)}"
            )
        case MultipleForward(numbers):
            return f"{_ring(numbers)}."
        case MultipleForwardVoiceTag(tag, numbers):
            return f"{_ring(numbers)}, announced with the voice tag “{tag}”."
        case PlayAndGetDigits(recording, pattern):
            return (
                f"Play the recording “{recording}” and wait until the caller has pressed "
                f"{pattern_words(pattern)}, or until a timeout; then ask what comes next."
            )


def _phone(number: str) -> str:
    return f"+{number}"


def _listed(words: list[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _ring(numbers: tuple[str, ...]) -> str:
    if len(numbers) == 1:
        return f"Ring {_phone(numbers[0])} and connect the caller when it answers"
    phones = _listed([_phone(number) for number in numbers])
    return f"Ring {phones} at once and connect the caller to the first to answer"


def _tones(dtmf: str) -> str:
    steps = [
        f"wait {_seconds(len(part))}" if part[0] == "w" else f"send the tones {part}"
        for part in re.findall(r"w+|[0-9]+", dtmf)
    ]
    return f" After the called party answers, {', '.join(steps)}." if steps else ""


def _seconds(pauses: int) -> str:
    seconds = pauses * PAUSE
    return f"{seconds:g} second" + ("" if seconds == 1 else "s")


def pattern_words(pattern: str) -> str:
    """What fits a pattern: `55D` is "any number between 550 and 559", `DDD|DDDD` is "3 or 4 digits"."""
    alternatives = list(dict.fromkeys(pattern.split("|")))
    lengths = [str(len(one)) for one in alternatives if not one.strip("D")]
    words = [_alternative(one) for one in alternatives if one.strip("D")]
    if lengths:
        words.append(f"{_listed(lengths, 'or')} digit{'' if lengths == ['1'] else 's'}")
    return _listed(words, "or")


def _alternative(one: str) -> str:
    """An alternative that is not only D."""
    if "D" not in one:
        return one
    prefix = one.rstrip("D")
    if "D" not in prefix:
        return f"any number between {one.replace('D', '0')} and {one.replace('D', '9')}"
    return f"{one} (D is any digit)"
