"""Texts as data: headings, paragraphs, definition lists and code, drawn as man macros and as terminal text.

Inside a text, `backticks` hold what is typed or printed literally. They stay in a terminal and are bold in a man page.
"""

from __future__ import annotations

import textwrap
from typing import NamedTuple, TypeAlias


class Heading(NamedTuple):
    """A heading; `level` 2 stands below one of level 1."""

    text: str
    level: int = 1


class Para(NamedTuple):
    """A paragraph."""

    text: str


class Items(NamedTuple):
    """A definition list: each term with its text."""

    items: tuple[tuple[str, str], ...]


class Code(NamedTuple):
    """Lines as they are."""

    text: str


Block: TypeAlias = Heading | Para | Items | Code


class Topic(NamedTuple):
    """A text of its own: a help topic, and a man page.

    Attributes:
        name: what `phonecom help` calls it; its page is `phonecom-NAME`.
        section: of the manual: 5 for files, 7 for conventions.
        about: in a few words, without a full stop.
        see: other pages, as `phonecom-sms-send(1)`.
    """

    name: str
    section: int
    about: str
    blocks: tuple[Block, ...]
    see: tuple[str, ...] = ()


def prose(text: str) -> tuple[Block, ...]:
    """Blocks from plain text.

    `# Heading` and `## Heading below it`; lines indented by four stand as they are; an unindented line above
    indented ones is a term and its text; everything else is paragraphs.
    """
    blocks: list[Block] = []
    for chunk in textwrap.dedent(text).strip("\n").split("\n\n"):
        if chunk.startswith("    "):
            code = textwrap.dedent(chunk).rstrip()
            last = blocks[-1] if blocks else None
            if isinstance(last, Code):
                blocks[-1] = Code(f"{last.text}\n\n{code}")
            else:
                blocks.append(Code(code))
        elif chunk.startswith("#"):
            marks, _, heading = chunk.partition(" ")
            blocks.append(Heading(heading.strip(), len(marks)))
        elif "\n    " in chunk:
            blocks.append(Items(_definitions(chunk)))
        elif chunk.strip():
            blocks.append(Para(" ".join(chunk.split())))
    return tuple(blocks)


def _definitions(chunk: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for line in chunk.splitlines():
        if line.startswith("    "):
            term, text = found.pop()
            found.append((term, f"{text} {line.strip()}".strip()))
        else:
            found.append((line.strip(), ""))
    return tuple(found)
