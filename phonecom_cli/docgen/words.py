"""What the writers for the three shells share: lists that every command refers to, and lines for a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from phonecom_cli.commands._run import columns_of
from phonecom_cli.docgen.countries import COUNTRIES, STATES
from phonecom_cli.docgen.spec import Cmd, walk
from phonecom_cli.docgen.topics import TOPICS
from phonecom_cli.docgen.values import Words

_MAIN = {"1": "US", "7": "RU", "39": "IT", "44": "GB", "47": "NO", "61": "AU", "212": "MA", "358": "FI"}
"""Whose name stands for a calling code that several share; otherwise the first by its letters."""

HEADER = (
    "Made by `python -m phonecom_cli.docgen` from the live command tree; edits here are lost.",
    "It starts no program: everything it knows is written below or read from the settings file.",
)


def reader(shell: str) -> str:
    """The part of a completion that is not generated: what reads the line and offers words."""
    return (Path(__file__).parent / "shells" / f"reader.{shell}").read_text()


def states() -> Words:
    """The states of the US and the provinces of Canada."""
    return STATES


def countries() -> Words:
    """Countries in two letters."""
    return tuple((letters, name) for letters, _, name in COUNTRIES)


def calling_codes() -> Words:
    """Calling codes, each once."""
    codes: dict[str, str] = {}
    for letters, code, name in COUNTRIES:
        if code != "0" and _MAIN.get(code, letters) == letters:
            codes.setdefault(code, name)
    return tuple(sorted(codes.items(), key=lambda item: int(item[0])))


def fields(cmd: Cmd) -> tuple[str, ...]:
    """The columns that are known of a command's result."""
    action = cmd.action
    if action is None:
        return ()
    return action.shape.columns if action.shape.rows else columns_of(action)


def help_words(tree: Cmd) -> Iterator[tuple[tuple[str, ...], Words]]:
    """What `help` takes after each beginning: topics and commands first, then a noun's verbs."""
    topics = tuple((topic.name, topic.about) for topic in TOPICS)
    yield (), (*topics, *((child.path[-1], child.about) for child in tree.children))
    for cmd in walk(tree):
        if cmd.path and cmd.children:
            yield cmd.path, tuple((child.path[-1], child.about) for child in cmd.children)
