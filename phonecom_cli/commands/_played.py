"""What people and networks do in a played call, as `control simulate` and `sandbox ring` are told it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from phonecom_cli import numbers
from phonecom_cli.context import Context
from phonecom_cli.control.conversation import Script
from phonecom_cli.errors import InvalidValue

UNKNOWN = "unknown"
"""Instead of a number: the caller has none."""

_PRESSED = re.compile(r"[0-9]{1,64}|none|hangup")
FORWARDS = ("answered", "unanswered", "hangup", "error")
_SHORT = re.compile(r"[0-9]{2,6}")


def read_script(digits: Sequence[str] | None, forwards: Sequence[str] | None, duration: int) -> Script:
    """The script that --digits, --forward and --duration give.

    Raises:
        InvalidValue: a word of theirs is none of the known.
    """
    return Script(
        digits=_words(
            digits, "--digits", lambda word: bool(_PRESSED.fullmatch(word)), "digits, none or hangup"
        ),
        forwards=_words(forwards, "--forward", FORWARDS.__contains__, ", ".join(FORWARDS)),
        duration=duration,
    )


def read_number(run: Context, text: str) -> str:
    """A number in E.164 format with `+`."""
    return numbers.parse(text, run.profile.country).e164


def read_caller(run: Context, text: str) -> str:
    """The same for a caller, who may be "unknown", which is "", or show a short number that no plan knows."""
    if text == UNKNOWN:
        return ""
    return text if _SHORT.fullmatch(text) else read_number(run, text)


def patience(run: Context, script: Script) -> float:
    """Seconds to wait for a service: a little longer than is allowed, to tell a late answer from none."""
    return min(run.options.timeout, script.within * 1.5 + 0.5)


def _words(
    given: Sequence[str] | None, option: str, fits: Callable[[str], bool], wanted: str
) -> tuple[str, ...]:
    for word in given or ():
        if not fits(word):
            raise InvalidValue(f"{option} {word!r} is none of: {wanted}")
    return tuple(given or ())
