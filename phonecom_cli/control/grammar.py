"""The five commands of the guide's chapter "Call control API (BETA)": read, checked and written.

`parse` and `format` are each other's inverse: a command that parses is written back byte for byte, and
every text either parses or gives the position and the reason.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple, TypeAlias

from phonecom_cli.control.doubts import doubts
from phonecom_cli.control.patterns import DIGITS, matches, pattern_fault

__all__ = [
    "NAMES",
    "Command",
    "GrammarError",
    "MultipleForward",
    "MultipleForwardVoiceTag",
    "PlayAndGetDigits",
    "SimpleForward",
    "SimpleForwardVoiceTag",
    "format",
    "is_forward",
    "matches",
    "name",
    "parse",
    "warnings",
]

TAG_LENGTH = 40
"""What the guide recommends at most for a voice tag, in characters."""


class GrammarError(ValueError):
    """A text that is not a command. `position` counts characters from 0; `reason` says what is wrong."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"character {position + 1}: {reason}")
        self.position = position
        self.reason = reason


class SimpleForward(NamedTuple):
    """Forward to one number. `dtmf` is "" or what is sent after the answer: `ww1234w5`, each w 0.5 s."""

    number: str
    dtmf: str = ""


class SimpleForwardVoiceTag(NamedTuple):
    """Forward to one number, whose answerer first hears `tag` spoken."""

    tag: str
    number: str
    dtmf: str = ""


class MultipleForward(NamedTuple):
    """Ring all numbers at once; the first to answer gets the caller."""

    numbers: tuple[str, ...]


class MultipleForwardVoiceTag(NamedTuple):
    """Ring all numbers at once, whoever answers hears `tag` first."""

    tag: str
    numbers: tuple[str, ...]


class PlayAndGetDigits(NamedTuple):
    """Play the recording of that name and wait for digits that fit the pattern, or for a timeout."""

    recording: str
    pattern: str


Command: TypeAlias = (
    "SimpleForward | SimpleForwardVoiceTag | MultipleForward | MultipleForwardVoiceTag | PlayAndGetDigits"
)

_TYPES: dict[str, type[Command]] = {
    "simple-forward": SimpleForward,
    "simple-forward-voicetag": SimpleForwardVoiceTag,
    "multiple-forward": MultipleForward,
    "multiple-forward-voicetag": MultipleForwardVoiceTag,
    "play-and-get-digits": PlayAndGetDigits,
}

NAMES = tuple(_TYPES)
"""The names of the commands on the wire."""


def name(command: Command) -> str:
    """The command's name on the wire, such as `simple-forward`."""
    return next(wire for wire, kind in _TYPES.items() if type(command) is kind)


def is_forward(command: Command) -> bool:
    """Whether the command forwards the caller, as all do but `play-and-get-digits`."""
    return not isinstance(command, PlayAndGetDigits)


def format(command: Command) -> str:  # noqa: A001 - grammar.format is the other half of grammar.parse
    """The command as it goes over the wire.

    Raises:
        GrammarError: the command holds something that no text can say, such as a quote in a voice tag.
    """
    text = _write(command)
    if parse(text) != command:
        # E.g. a recording "A" with the pattern ",D": each is a legal character of the other.
        raise GrammarError(0, "the parts of this command cannot be told apart when it is written")
    return text


def _write(command: Command) -> str:
    wire = name(command)
    match command:
        case SimpleForward(number, dtmf):
            return f"{wire},{number}{dtmf}"
        case SimpleForwardVoiceTag(tag, number, dtmf):
            return f'{wire},"{tag}",{number}{dtmf}'
        case MultipleForward(numbers):
            return ",".join((wire, *numbers))
        case MultipleForwardVoiceTag(tag, numbers):
            return ",".join((wire, f'"{tag}"', *numbers))
        case PlayAndGetDigits(recording, pattern):
            return f"{wire},{recording},{pattern}"


def parse(text: str) -> Command:
    """Read one command, exactly as it goes over the wire.

    Raises:
        GrammarError: with the position of the first character that is wrong, and the reason.
    """
    wire, comma, _ = text.partition(",")
    if wire not in _TYPES:
        raise GrammarError(0, _name_reason(text, wire))
    if not comma:
        raise GrammarError(len(text), f"a comma must follow {wire}")
    _refuse_controls(text)
    start = len(wire) + 1
    if wire == "play-and-get-digits":
        return _play(text, start)
    if wire.endswith("-voicetag"):
        tag, start = _tag(text, start)
        if wire.startswith("simple"):
            return SimpleForwardVoiceTag(tag, *_single(text, start))
        return MultipleForwardVoiceTag(tag, _several(text, start))
    if wire == "simple-forward":
        return SimpleForward(*_single(text, start))
    return MultipleForward(_several(text, start))


def warnings(command: Command) -> tuple[str, ...]:
    """What is allowed and probably not meant: what `remarks` tells, and improbable numbers."""
    return (
        *remarks(command),
        *(doubt for each in dict.fromkeys(_numbers(command)) for doubt in doubts(each)),
    )


def _numbers(command: Command) -> tuple[str, ...]:
    """Every number that a command rings."""
    if isinstance(command, (MultipleForward, MultipleForwardVoiceTag)):
        return command.numbers
    return () if isinstance(command, PlayAndGetDigits) else (command.number,)


def remarks(command: Command) -> tuple[str, ...]:
    """What is allowed and probably not meant, but for the numbers themselves: a long voice tag, a doubled part."""
    found = []
    tag = getattr(command, "tag", "")
    if len(tag) > TAG_LENGTH:
        found.append(f"the voice tag has {len(tag)} characters; the guide recommends at most {TAG_LENGTH}")
    numbers = _numbers(command)
    if len(numbers) == 1 and isinstance(command, (MultipleForward, MultipleForwardVoiceTag)):
        found.append(
            f"a simultaneous forward to one number; simple-forward{'-voicetag' * bool(tag)} says that"
        )
    found.extend(f"{number} is named twice" for number in dict.fromkeys(numbers) if numbers.count(number) > 1)
    if isinstance(command, PlayAndGetDigits):
        parts = command.pattern.split("|")
        found.extend(
            f"the pattern {part} is given twice" for part in dict.fromkeys(parts) if parts.count(part) > 1
        )
    return tuple(found)


def _name_reason(text: str, wire: str) -> str:
    if not text.strip():
        return "there is no command"
    if text.startswith("\ufeff"):
        return "a byte order mark stands before the command"
    if wire != wire.strip() and wire.strip() in _TYPES:
        return "there are spaces around the command's name"
    if wire.lower() in _TYPES:
        return f"names are in small letters: {wire.lower()}"
    return f"not a command; they are {', '.join(NAMES)}"


def _refuse_controls(text: str) -> None:
    for position, character in enumerate(text):
        # Lone surrogates have no bytes; line and paragraph separators end a line for many readers.
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            what = "a line break" if character in "\r\n\u2028\u2029\x85" else f"U+{ord(character):04X}"
            raise GrammarError(position, f"{what}; a command is one line of text")


def _tag(text: str, start: int) -> tuple[str, int]:
    """The voice tag that begins at `start`, and where the numbers after it begin."""
    if text[start : start + 1] != '"':
        raise GrammarError(start, "the voice tag must be enclosed in double quotes")
    end = text.find('"', start + 1)
    if end < 0:
        raise GrammarError(len(text), "the voice tag's closing double quote is missing")
    tag = text[start + 1 : end]
    if not tag.strip():
        raise GrammarError(
            start + 1, "the voice tag is empty; without one, use the command without -voicetag"
        )
    if text[end + 1 : end + 2] != ",":
        reason = "a comma must follow the voice tag"
        raise GrammarError(
            end + 1, reason + (", which cannot hold a double quote" if '"' in text[end + 1 :] else "")
        )
    return tag, end + 2


def _number(text: str, start: int) -> int:
    """Where the number that begins at `start` ends; it is E.164 without the `+`, 7 to 15 digits."""
    end = start
    while end < len(text) and text[end] in DIGITS:
        end += 1
    if end == start:
        if text[start : start + 1] == "+":
            raise GrammarError(start, "a number is written without the +")
        raise GrammarError(
            start, "a number is missing" if text[start : start + 1] in ("", ",") else _stray(text[start])
        )
    if text[start] == "0":
        raise GrammarError(start, "a number begins with its country code, and none begins with 0")
    if not 7 <= end - start <= 15:
        raise GrammarError(start, f"a number has 7 to 15 digits, this one {end - start}")
    return end


def _stray(character: str) -> str:
    shown = "a space" if character.isspace() else character
    return f"{shown} is not a digit 0-9"


def _single(text: str, start: int) -> tuple[str, str]:
    end = _number(text, start)
    for position in range(end, len(text)):
        character = text[position]
        if character == ",":
            raise GrammarError(position, "only one number; several are for multiple-forward")
        if character != "w" and (position == end or character not in DIGITS):
            raise GrammarError(
                position, f"{_stray(character)}; tones after the number are w and digits, as in w1234"
            )
    if text.endswith("w"):
        raise GrammarError(len(text), "digits must follow w")
    return text[start:end], text[end:]


def _several(text: str, start: int) -> tuple[str, ...]:
    numbers = []
    while True:
        end = _number(text, start)
        numbers.append(text[start:end])
        if end == len(text):
            return tuple(numbers)
        if text[end] == "w":
            raise GrammarError(end, "tones (w and digits) work on single forwards only")
        if text[end] != ",":
            raise GrammarError(end, _stray(text[end]))
        start = end + 1


def _play(text: str, start: int) -> PlayAndGetDigits:
    comma = text.rfind(",")
    if comma < start:
        raise GrammarError(len(text), "a recording's name, a comma and a pattern must follow")
    recording, pattern = text[start:comma], text[comma + 1 :]
    if not recording.strip():
        raise GrammarError(start, "the name of the recording is missing")
    if recording != recording.strip():
        position = start if recording[0].isspace() else start + len(recording.rstrip())
        raise GrammarError(position, "a space at the edge of the recording's name")
    fault = pattern_fault(pattern)
    if fault is not None:
        raise GrammarError(comma + 1 + fault[0], fault[1])
    return PlayAndGetDigits(recording, pattern)
