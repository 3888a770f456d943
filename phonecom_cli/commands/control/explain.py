"""`phonecom control explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.control import explain as words
from phonecom_cli.control import grammar
from phonecom_cli.errors import CheckFailed
from phonecom_cli.result import Record, Result, Row, Value

EXAMPLES = (
    ("what does this do?", "phonecom control explain 'simple-forward,18585602222ww1234w5'"),
    ("is this a command?", "phonecom control explain 'play-and-get-digits,Main Greeting,DDD|DDDD'"),
)


def command(
    ctx: Ctx,
    text: Annotated[str, typer.Argument(metavar="COMMAND", help="A command of the call control protocol.")],
) -> Result:
    """Say in words what a call control command does, or why it is not valid.

    Exit 1 when it is not, with the position of the first character that is wrong.
    """
    try:
        found = grammar.parse(text)
    except grammar.GrammarError as error:
        raise CheckFailed(f"not a valid command, {error}", hint=_pointer(text, error)) from error
    for warning in grammar.warnings(found):
        ctx.obj.voice.warn(warning)
    meaning = words.explain(found)
    parts: Row = {"command": grammar.name(found), "meaning": meaning}
    for name, value in found._asdict().items():
        shown: Value = list(value) if isinstance(value, tuple) else value
        if shown:
            parts[_KEYS.get(name, name)] = shown
    return Record(parts, line=meaning)


_KEYS = {"tag": "voiceTag"}


def _pointer(text: str, error: grammar.GrammarError) -> str:
    """What stands before and at the position, so that it need not be counted."""
    if error.position >= len(text):
        return "It is at the end." if text else ""
    return f"It is at {text[error.position : error.position + 20]!r}."
