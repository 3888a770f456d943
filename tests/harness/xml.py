"""Answers as the guide shows them, written as text."""

from __future__ import annotations

from tests.harness.server import Connection, Received


def cltrid_of(request: Received) -> str:
    """The clTRID that a request carries."""
    return dict(request.pairs)["clTRID"]


def answer_xml(
    cltrid: str = "",
    data: str = "",
    *,
    status: str = "ok",
    msg: str = "Command completed successfully",
    svtrid: str = "12990954922162961333",
) -> bytes:
    """A whole answer; `data` is XML and goes into resultData, which is left out when it is empty."""
    result_data = f"<resultData>{data}</resultData>" if data else ""
    return (
        f'<response>{result_data}<result status="{status}"><msg>{msg}</msg>'
        "<resultDate>2011-03-02T19:51:32.0000Z</resultDate></result>"
        f"<trID><clTRID>{cltrid}</clTRID><svTRID>{svtrid}</svTRID></trID></response>"
    ).encode()


def echoing(connection: Connection, data: str = "", *, http: int = 200, **kwargs: str) -> None:
    """Answer a request well, its clTRID echoed."""
    connection.answer(http, answer_xml(cltrid_of(connection.request), data, **kwargs))
