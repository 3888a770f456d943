"""A text as a terminal shows it: 80 columns, and which of its lines are headings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from phonecom_cli.docgen.markup import Block, Code, Heading, Items, Para

WIDTH = 80
_BESIDE = 18
"""Terms up to this long have their text beside them; longer ones, above it."""


def write(blocks: Iterable[Block], width: int = WIDTH) -> tuple[str, frozenset[str]]:
    """The text, and those of its lines that are headings."""
    blocks = tuple(blocks)
    headings = frozenset(_heading(block) for block in blocks if isinstance(block, Heading))
    return "\n\n".join("\n".join(_lines(block, width)) for block in blocks) + "\n", headings


def _lines(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield _heading(block)
    elif isinstance(block, Para):
        yield from _wrap(block.text, width, 2)
    elif isinstance(block, Code):
        yield from (f"      {line}".rstrip() for line in block.text.splitlines())
    else:
        yield from _items(block, width)


def _heading(heading: Heading) -> str:
    return f"{' ' * (heading.level - 1)}{heading.text}"


def _items(block: Items, width: int) -> Iterator[str]:
    widest = max(len(term) for term, _ in block.items)
    beside = widest <= _BESIDE
    column = widest + 4 if beside else 6
    for term, text in block.items:
        lines = list(_wrap(text, width, column)) or [""]
        if beside:
            yield f"  {term.ljust(column - 2)}{lines[0].strip()}".rstrip()
            yield from lines[1:]
        else:
            yield f"  {term}"
            yield from lines


def _wrap(text: str, width: int, indent: int) -> Iterator[str]:
    space = " " * indent
    yield from textwrap.wrap(
        text,
        width,
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )
