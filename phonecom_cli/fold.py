"""Long example lines, broken where a shell allows it, so that what is copied still runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_OPERATORS = ("|", "&&", "||", ";")


def fold(line: str, width: int) -> list[str]:
    """The line as several, each but the last ending in a backslash.

    It is broken before pipes and the like, and what is still too long, before options and parameters. A line
    that fits stays as it is.
    """
    if len(line) <= width:
        return [line]
    commands = list(_split(line, lambda word, _: word in _OPERATORS))
    lines = [each for command in commands for each in _pack(command, width)]
    first, *rest = (each.strip() for each in lines)
    joined = [first, *(f"    {each}" for each in rest)]
    return [f"{each} \\" for each in joined[:-1]] + joined[-1:]


def _pack(command: str, width: int) -> Iterator[str]:
    """One command in as many lines as it needs; `phonecom --sandbox` stays together."""
    current = ""
    for part in _split(command, _may_begin):
        if current and len(current) + len(part) + 6 > width:
            yield current
            current = ""
        current += part
    yield current


def _may_begin(word: str, before: str) -> bool:
    """Whether a line may begin with that word: an option, or a parameter of `api`."""
    name, equals, _ = word.partition("=")
    return before != "phonecom" and (word.startswith("--") or (equals == "=" and name.isidentifier()))


def _split(line: str, begins: Callable[[str, str], bool]) -> Iterator[str]:
    """The line before each word that begins something; the function is given it and the word before."""
    part, before = "", ""
    for word in _words(line):
        if part and begins(word.strip(), before):
            yield part
            part = ""
        part += word
        before = word.strip()
    yield part


def _words(line: str) -> Iterator[str]:
    """The words as they are written, quotes and all, each with the space before it."""
    word, quote, depth = "", "", 0
    for char in line:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "()":
            depth += 1 if char == "(" else -1
        if char == " " and not quote and not depth and word.strip():
            yield word
            word = ""
        word += char
    yield word
