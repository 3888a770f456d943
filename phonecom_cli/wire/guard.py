"""Parsing an answer's XML without trusting it: bytes in, a light tree out, or BadXMLError.

The tree is xmltodict's: an element is None (empty), text, or an object of attributes (`@id`), text (`#text`)
and children, in the document's order; children of one name that repeat are a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from xml.parsers import expat

import xmltodict

Tree: TypeAlias = "str | dict[str, Tree] | list[Tree] | None"

Handler: TypeAlias = Callable[..., None]

MAX_DEPTH = 64
MAX_ELEMENTS = 200_000
MAX_MARKUP = 2 * MAX_ELEMENTS
"""The most `<` and `=` there may be: two of the one an element, one of the other an attribute."""
MAX_TEXT = 1024 * 1024
"""The most characters between one tag and the next. A transcription has some thousands."""


class BadXMLError(Exception):
    """The bytes are not XML that can be trusted; the message is a clause that says why, and where."""


class _LimitError(ValueError):
    """Raised inside the parser, to end it."""


class _Parser:
    """Expat's parser with limits, in the shape that xmltodict drives."""

    def __init__(self, encoding: str | None, separator: str | None) -> None:
        parser = expat.ParserCreate(encoding, separator)
        parser.StartDoctypeDeclHandler = _refuse_doctype
        self.__dict__.update(parser=parser, limits=_limits(), Parse=parser.Parse)

    def __setattr__(self, name: str, value: Any) -> None:
        limit = self.__dict__["limits"].get(name)
        setattr(self.__dict__["parser"], name, limit(value) if limit else value)


def _limits() -> dict[str, Callable[[Handler], Handler]]:
    """What is put around xmltodict's handlers, by the name of the event. Closures, for they run per tag.

    White space between tags is dropped, which xmltodict would join into a text of its own; every other
    character of a text is kept.
    """
    depth = 0
    length = 0

    def starting(handler: Handler) -> Handler:
        def start(name: str, attributes: list[str]) -> None:
            nonlocal depth, length
            depth += 1
            if depth > MAX_DEPTH:
                raise _LimitError(f"its elements are nested more than {MAX_DEPTH} deep")
            length = 0
            handler(name, attributes)

        return start

    def ending(handler: Handler) -> Handler:
        def end(name: str) -> None:
            nonlocal depth, length
            depth -= 1
            length = 0
            handler(name)

        return end

    def reading(handler: Handler) -> Handler:
        def read(text: str) -> None:
            nonlocal length
            if not length and text.isspace():
                return
            length += len(text)
            if length > MAX_TEXT:
                raise _LimitError(f"one of its texts is longer than {MAX_TEXT:,} characters")
            handler(text)

        return read

    return {"StartElementHandler": starting, "EndElementHandler": ending, "CharacterDataHandler": reading}


class _Expat:
    """What xmltodict takes for the module `expat`."""

    ParserCreate = _Parser


def _refuse_doctype(*_: object) -> None:
    raise _LimitError("it has a DOCTYPE, which an answer never has")


def parse(body: bytes) -> dict[str, Tree]:
    """The tree of a document: an object with the root element as its only key.

    Raises:
        BadXMLError: not well-formed, an unknown encoding, or beyond one of the limits above.
    """
    if body.count(b"<") + body.count(b"=") > MAX_MARKUP:
        raise BadXMLError("it has more elements than any answer of this API")
    try:
        return xmltodict.parse(body, expat=_Expat, strip_whitespace=False)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        reason = f"malformed XML at line {error.lineno}, column {error.offset + 1} ({why})"
    except _LimitError as refusal:
        reason = str(refusal)
    except (ValueError, LookupError, UnicodeError, TypeError, RecursionError, AttributeError) as error:
        reason = f"its XML cannot be read ({type(error).__name__})"
    raise BadXMLError(reason)
