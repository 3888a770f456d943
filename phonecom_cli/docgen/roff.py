"""Texts as man macros: what mandoc and groff both draw well, and lint finds nothing in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from phonecom_cli import __version__
from phonecom_cli.docgen.markup import Block, Code, Heading, Items, Para

DATES = {"0.1.0": "2026-11-23"}
"""The day of each version, for the foot of its pages: a page must not differ by the day it is made."""

_LITERAL = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
_TEXT = {"\\": r"\e", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
_CODE = re.compile(r"`([^`]+)`|(?<![\w-])(--?[a-z][a-z-]*)|(?<![\w/-])(phonecom-[a-z-]+)(?=\([0-9]\))")
_WIDTH = 78


def title(name: str, section: int) -> str:
    """The line that a page begins with."""
    head = (
        f'.TH "{name.upper()}" "{section}" "{DATES[__version__]}" "phonecom {__version__}" "phonecom manual"'
    )
    # Names of commands are not to be hyphenated, nor lines stretched.
    return f"{head}\n.nh\n.ad l"


def literal(text: str) -> str:
    """What is typed or printed exactly: hyphens stay hyphens, quotes stay quotes."""
    return "".join(_LITERAL.get(char, _outside(char)) for char in text)


def plain(text: str) -> str:
    """Running text, without any markup."""
    return "".join(_TEXT.get(char, _outside(char)) for char in text)


def inline(text: str) -> str:
    """Running text: what is in backticks, and options, bold."""
    parts: list[str] = []
    end = 0
    for match in _CODE.finditer(text):
        parts += [
            plain(text[end : match.start()]),
            page(match[3]) if match[3] else bold(match[1] or match[2]),
        ]
        end = match.end()
    return "".join([*parts, plain(text[end:])])


def bold(text: str) -> str:
    """Literal text in bold."""
    return rf"\fB{literal(text)}\fR"


def italic(text: str) -> str:
    """Literal text in italics: what the reader replaces."""
    return rf"\fI{literal(text)}\fR"


def name_line(name: str, about: str) -> Iterator[str]:
    """The page's name and what it is about, as `whatis` shows them."""
    yield from _wrap(rf"{literal(name)} \- {plain(about)}")


def page(name: str) -> str:
    """The name of a page, never hyphenated."""
    return rf"\%{bold(name)}"


def section(name: str) -> str:
    """A heading of the page, in capitals unless it is a word of a file."""
    return f".SH {_argument(name if name.startswith('[') else name.upper())}"


def blocks(content: Iterable[Block]) -> Iterator[str]:
    """The lines of a text; headings of level 1 are sections, others subsections."""
    fresh = True
    for block in content:
        if isinstance(block, Heading):
            yield section(block.text) if block.level == 1 else f".SS {_argument(block.text)}"
        elif isinstance(block, Para):
            if not fresh:
                yield ".PP"
            yield from paragraph(block.text)
        elif isinstance(block, Code):
            yield from code(block.text, fresh=fresh)
        else:
            yield from items(block)
        fresh = isinstance(block, Heading)


def paragraph(text: str) -> Iterator[str]:
    """Running text, a sentence to a line or more."""
    for sentence in re.split(r"(?<!e\.g\.)(?<=[.?:;])\s+(?=[A-Z`-])", text):
        for line in _wrap(inline(sentence)):
            yield _safe(line)


def items(block: Items) -> Iterator[str]:
    """A definition list."""
    for term, text in block.items:
        yield ".TP"
        yield _safe(bold(term))
        yield from paragraph(text)


def code(text: str, *, fresh: bool = False) -> Iterator[str]:
    """Lines as they are, set in."""
    if not fresh:
        yield ".PP"
    yield ".RS 4"
    yield ".EX"
    yield from (_safe(literal(line)) for line in text.splitlines())
    yield ".EE"
    yield ".RE"


def _wrap(text: str) -> list[str]:
    r"""Input lines of a moderate length; never broken inside `\fB...\fR`, whose spaces are kept together."""
    kept = re.sub(r"\\fB.*?\\fR", lambda match: match[0].replace(" ", "\x00"), text)
    lines = textwrap.wrap(kept, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\x00", " ") for line in lines]


def _safe(line: str) -> str:
    """A line that begins with no macro."""
    return rf"\&{line}" if line.startswith(".") else line


def _argument(text: str) -> str:
    return f'"{plain(text)}"' if " " in text or '"' in text else plain(text)


def _outside(char: str) -> str:
    return char if char.isascii() else rf"\[u{ord(char):04X}]"
