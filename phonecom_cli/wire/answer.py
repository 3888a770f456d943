"""An answer of the API: read whole and checked, or refused.

Guide, "General information": a `result` with its status, `msg` and `resultDate`; a `trID` with `clTRID` and
`svTRID`; and, for commands that return data, `resultData`. Their order is not guaranteed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from phonecom_cli.errors import BadAnswer
from phonecom_cli.wire.excerpt import Hide, excerpt, shown
from phonecom_cli.wire.values import text_of

if TYPE_CHECKING:
    from phonecom_cli.wire.guard import Tree

_KNOWN = {
    "": {"result", "resultData", "trID"},
    "result": {"@status", "msg", "resultDate"},
    "trID": {"clTRID", "svTRID"},
}
"""What the guide shows in an answer, by element; what else there is goes into `Answer.extra`."""


class Answer(NamedTuple):
    """What the API answered.

    Attributes:
        ok: whether its status is `ok`; else it is `error`.
        msg: the message; "" when there is none.
        result_date: as it came, such as 2007-12-01T13:28:50.0000Z; "" when there is none.
        cltrid: the client transaction ID that is echoed; "" when it is empty, None when it is absent.
        svtrid: the server transaction ID; "" when there is none.
        data: the tree of `resultData`; None when it is absent or empty.
        xml: the body as it came.
        extra: what the guide does not know beside these, by path: ("result/code", ...).
        tree: the tree of the whole `response`.
    """

    ok: bool
    msg: str
    result_date: str
    cltrid: str | None
    svtrid: str
    data: Tree
    xml: bytes
    extra: tuple[tuple[str, Tree], ...] = ()
    tree: Tree = None


def read_answer(body: bytes, hide: Hide = shown) -> Answer:
    """Read an answer.

    Args:
        body: as it came, decompressed.
        hide: masks secrets in the part of the body that an error quotes.

    Raises:
        BadAnswer: it is not well-formed, is not an answer of this API, or does not say in exactly one
            `result` whether it is `ok` or `error`.
    """
    # The one place that loads xmltodict, at the first answer.
    from phonecom_cli.wire.guard import BadXMLError, parse

    try:
        root = _response(parse(body)) if body.strip() else "it is empty"
    except BadXMLError as bad:
        root = str(bad)
    reason = root if isinstance(root, str) else _fault(root)
    if isinstance(root, str) or reason:
        quoted = f" It begins: {excerpt(body, hide)}" if body.strip() else ""
        raise BadAnswer(f"The answer cannot be trusted: {reason}.{quoted}")
    return _answer(root, body)


def _response(document: dict[str, Tree]) -> dict[str, Tree] | str:
    name, root = next(iter(document.items()))
    if name != "response":
        return f"its root element is <{name[:40]}> and not <response>"
    return root if isinstance(root, dict) else "it is an empty <response>"


def _fault(root: dict[str, Tree]) -> str:
    """What is wrong with a response, a clause; "" when it can be taken at its word."""
    result, ids = root.get("result"), root.get("trID")
    if isinstance(result, list):
        return "it has more than one <result>"
    status = result.get("@status") if isinstance(result, dict) else None
    if status not in {"ok", "error"}:
        return "it does not say whether the status is ok or error"
    if isinstance(ids, list):
        return "it has more than one <trID>"
    if isinstance(ids, dict) and (isinstance(ids.get("clTRID"), list) or isinstance(ids.get("svTRID"), list)):
        return "it has more than one transaction ID of a kind"
    return ""


def _answer(root: dict[str, Tree], body: bytes) -> Answer:
    result, ids = root["result"], root.get("trID")
    assert isinstance(result, dict)
    known_ids = ids if isinstance(ids, dict) else {}
    return Answer(
        ok=result["@status"] == "ok",
        msg=text_of(result.get("msg")),
        result_date=text_of(result.get("resultDate")),
        cltrid=text_of(known_ids["clTRID"]) if "clTRID" in known_ids else None,
        svtrid=text_of(known_ids.get("svTRID")),
        data=root.get("resultData"),
        xml=body,
        extra=tuple(_extra("", root) + _extra("result", result) + _extra("trID", ids)),
        tree=root,
    )


def _extra(path: str, node: Tree) -> list[tuple[str, Tree]]:
    if not isinstance(node, dict):
        return [(path, node)] if node else []
    prefix = f"{path}/" if path else ""
    return [
        (f"{prefix}{key}", child)
        for key, child in node.items()
        if key not in _KNOWN[path] and not key.startswith("@xmlns") and not key.startswith("@xsi:")
    ]
