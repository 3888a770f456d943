"""How a ChatCall goes on as time passes: queued, calling, answered or not, and what was pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

_QUEUED, _RINGING, _TALKING = 5, 20, 45
"""Seconds after sending until it rings, until it is answered or not, and until it is over."""

_RESPONSES = {"none": ("",), "yes_no": ("yes", "no"), "yes_no_maybe": ("yes", "no", "maybe")}
_SPACING = 5
"""Seconds between the calls to one recipient and the next."""

_OUTCOMES = ("answered", "answered", "answered", "voicemail", "no answer")


class RecipientState(NamedTuple):
    """What has become of one recipient's call; `response` is "" as long as there is none."""

    status: str
    response: str
    is_final: bool


SCHEDULED = RecipientState("scheduled", "", is_final=False)


def states(seed: str, numbers: Sequence[str], seconds: int, response_type: str) -> list[RecipientState]:
    """The state of each recipient `seconds` after the ChatCall is due, which may be negative."""
    if seconds < 0:
        return [SCHEDULED] * len(numbers)
    return [
        _recipient(f"{seed} {number}", seconds - _SPACING * place, response_type)
        for place, number in enumerate(numbers)
    ]


def overall(states: Sequence[RecipientState]) -> str:
    """The status of the whole: scheduled until it is due, completed when all have come to an end."""
    if all(state == SCHEDULED for state in states):
        return SCHEDULED.status
    return "completed" if all(state.is_final for state in states) else "in progress"


def _recipient(seed: str, seconds: int, response_type: str) -> RecipientState:
    """What a recipient does depends on the seed alone."""
    if seconds < _QUEUED:
        return RecipientState("queued", "", is_final=False)
    if seconds < _RINGING:
        return RecipientState("calling", "", is_final=False)
    fate = crc32(seed.encode())
    outcome = _OUTCOMES[fate % len(_OUTCOMES)]
    if outcome == "no answer":
        return RecipientState(outcome, "", is_final=True)
    if seconds < _TALKING:
        return RecipientState("playing", "", is_final=False)
    choices = _RESPONSES[response_type] if outcome == "answered" else ("",)
    return RecipientState(outcome, choices[fate // 7 % len(choices)], is_final=True)
