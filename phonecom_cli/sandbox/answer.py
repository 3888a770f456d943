"""Answers as XML, in the guide's form: `response`, with `resultData`, `result` and `trID`.

Written by hand, since the guide's shape is small and fixed. Every row stands on one line of its own: programs
written against the API have long cut rows out with patterns, in which a dot does not match a line end.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from typing import NewType

Markup = NewType("Markup", str)
"""Text that is XML already."""

SUCCESS = "Command completed successfully"
CONTENT_TYPE = "text/xml; charset=utf-8"

# XML 1.0 has no way to write control characters, not even as references.
_FORBIDDEN = [*(code for code in range(32) if code not in (9, 10, 13)), 0xFFFE, 0xFFFF]
_TEXT: dict[int, str] = {
    **dict.fromkeys(_FORBIDDEN, "\N{REPLACEMENT CHARACTER}"),
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord("\r"): "&#13;",
}
_SPECIAL = re.compile('[&<>"\r\n\t\x00-\x1f\ufffe\uffff]').search
_ATTRIBUTE: dict[int, str] = {**_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


def leaf(name: str, value: object = None, **attributes: object) -> Markup:
    """An element with text; one without, written `<name/>` as in the guide, where the value is None or ""."""
    text = "" if value is None else str(value)
    if _SPECIAL(text):
        text = text.translate(_TEXT)
    opening = name + _attributes(attributes) if attributes else name
    return Markup(f"<{opening}>{text}</{name}>" if text else f"<{opening}/>")


def node(name: str, *children: Markup, **attributes: object) -> Markup:
    """An element with elements, on one line."""
    return Markup(f"<{name}{_attributes(attributes)}>{''.join(children)}</{name}>")


def rows(container: str, items: Iterable[Markup]) -> Markup:
    """A list, each row on a line of its own. One without rows is there all the same, and empty."""
    inner = "".join(f"{item}\n" for item in items)
    return Markup(f"<{container}>\n{inner}</{container}>")


def response(data: Markup | None, *, at: int, trid: tuple[str, str], error: str | None = None) -> bytes:
    """The whole answer.

    Args:
        data: what goes into `resultData`; None for actions that return no data.
        at: Phone.com's time, Unix seconds.
        trid: the client's transaction ID ("" when it gave none) and the server's.
        error: the message of a refusal.
    """
    result = node(
        "result",
        leaf("msg", SUCCESS if error is None else error),
        leaf("resultDate", gmt(at)),
        status="ok" if error is None else "error",
    )
    ids = node("trID", leaf("clTRID", trid[0]), leaf("svTRID", trid[1]))
    body = "" if data is None else f"<resultData>\n{data}\n</resultData>\n"
    return f"<response>\n{body}{result}\n{ids}\n</response>\n".encode()


def gmt(at: int) -> str:
    """A time as the guide writes it: 2007-12-01T13:28:50.0000Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.0000Z", time.gmtime(at))


def _attributes(attributes: dict[str, object]) -> str:
    out = ""
    for name, value in attributes.items():
        text = str(value)
        out += f' {name}="{text.translate(_ATTRIBUTE) if _SPECIAL(text) else text}"'
    return out
