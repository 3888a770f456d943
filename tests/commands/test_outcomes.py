"""What a command comes to when the answer is bad: a write is never sent twice, and no outcome is guessed."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.api import ACCOUNT, NEW_PASSWORD, READS, SMS, WRITES, at
from tests.conftest import Outcome, Phonecom
from tests.harness import Certificates, Connection, RawServer, answer_xml, cltrid_of, echoing, server_context

Fault = Callable[[Connection], object]


def _answering(body: bytes | str, status: int = 200) -> Fault:
    data = body if isinstance(body, bytes) else body.encode()
    return lambda connection: connection.answer(status, data)


def _truncated(connection: Connection) -> None:
    body = answer_xml(cltrid_of(connection.request))
    connection.raw(connection.head(200, {"Content-Length": str(len(body))}) + body[:-20])
    connection.close()


def _truncated_silently(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Connection": "close"}) + answer_xml()[:-20])
    connection.close()


def _broken_off(data: bytes) -> Fault:
    def fault(connection: Connection) -> None:
        connection.raw(data)
        connection.close()

    return fault


def _redirect(connection: Connection) -> None:
    elsewhere = f"{connection.server.origin}/elsewhere"
    connection.answer(307, b"moved", headers={"Location": elsewhere})


def _result(xml: str) -> Fault:
    """An answer with these elements for its result."""
    return lambda connection: connection.answer(
        200,
        f"<response>{xml}<trID><clTRID>{cltrid_of(connection.request)}</clTRID></trID></response>".encode(),
    )


PAGE = "<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>"
OK = '<result status="ok"><msg>x</msg></result>'

PASSING: dict[str, Fault] = {
    "a reset": Connection.reset,
    "the connection closed": Connection.close,
    "half a status line": _broken_off(b"HTTP/1."),
    "a 500": _answering("", 500),
    "a 503 with a page": _answering(PAGE, 503),
    "a 502 with a good answer in it": lambda connection: echoing(connection, http=502),
    "truncated": _truncated,
}
"""Faults after which a read is worth another attempt."""

LASTING: dict[str, Fault] = {
    "garbage": _broken_off(b"\x00\xff\x00\xff\r\n\r\n"),
    "a login page": _answering(PAGE),
    "a well-formed page": _answering("<html><body>Please log in</body></html>"),
    "truncated without a length": _truncated_silently,
    "the guide's own slip": _answering("<response><name>Dubya</domainName></response>"),
    "an empty body": _answering(""),
    "an empty response": _answering("<response/>"),
    "an entity": _answering('<!DOCTYPE r [<!ENTITY a "b">]><response>&a;</response>'),
    "another request's answer": _answering(answer_xml("another")),
    "no status": _result("<result><msg>x</msg></result>"),
    "an unknown status": _result('<result status="maybe"><msg>x</msg></result>'),
    "two results": _result(OK * 2),
    "no result": _result(""),
    "an unknown encoding": _answering(b'<?xml version="1.0" encoding="ebcdic-17"?><response/>'),
    "a redirect": _redirect,
    "a 404 with a page": _answering(PAGE, 404),
    "a 403 with success in it": lambda connection: echoing(connection, http=403),
}
"""Faults that another attempt would meet again."""

FAULTS = PASSING | LASTING


def meet(fault: Fault, phonecom: Phonecom, *argv: str) -> tuple[Outcome, int]:
    """A command line's outcome at a server with that fault, and how many requests arrived there."""
    with RawServer(fault) as server:
        outcome = at(server, phonecom, *argv, stdin=f"{NEW_PASSWORD}\n")
        return outcome, server.count


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("argv", WRITES.values(), ids=WRITES)
def test_a_write_without_a_valid_answer_is_unknown_and_sent_once(
    argv: tuple[str, ...], fault: Fault, phonecom: Phonecom
) -> None:
    outcome, count = meet(fault, phonecom, *argv)
    assert outcome.code == 5, outcome
    assert count == 1
    assert "may have happened" in outcome.err
    assert "hint: " in outcome.err
    rows = outcome.out.splitlines()
    assert rows == [] or "\tunknown\t" in rows[1]


@pytest.mark.parametrize("argv", WRITES.values(), ids=WRITES)
def test_as_json_an_unknown_outcome_is_one_line(argv: tuple[str, ...], phonecom: Phonecom) -> None:
    outcome, _ = meet(Connection.reset, phonecom, *argv, "-o", "json")
    [line] = outcome.err.splitlines()
    error = json.loads(line)["error"]
    assert (error["code"], error["exitCode"]) == ("unknown-outcome", 5)
    assert error["hint"]


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
@pytest.mark.parametrize("argv", READS.values(), ids=READS)
def test_a_read_is_tried_again_and_then_fails(
    argv: tuple[str, ...], fault: Fault, phonecom: Phonecom
) -> None:
    outcome, count = meet(fault, phonecom, *argv)
    assert outcome.code == 3, outcome
    assert count == 3


@pytest.mark.parametrize("fault", LASTING.values(), ids=LASTING)
@pytest.mark.parametrize("argv", READS.values(), ids=READS)
def test_a_read_that_cannot_be_trusted_fails(argv: tuple[str, ...], fault: Fault, phonecom: Phonecom) -> None:
    outcome, count = meet(fault, phonecom, *argv)
    assert outcome.code == 3, outcome
    assert 1 <= count <= 3
    assert len(outcome.err) < 1000


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_a_read_recovers(fault: Fault, phonecom: Phonecom) -> None:
    def once(connection: Connection) -> None:
        if connection.number == 1:
            fault(connection)
        else:
            echoing(connection, '<voice-list><voice id="1"><name>Dubya</name></voice></voice-list>')

    outcome, count = meet(once, phonecom, "chatcall", "voices", "-o", "json")
    assert outcome.code == 0
    assert count == 2
    assert json.loads(outcome.out) == [{"id": "1", "name": "Dubya"}]


@pytest.mark.parametrize("argv", (WRITES | READS).values(), ids=WRITES | READS)
@pytest.mark.parametrize("status", [200, 400, 401, 403])
def test_the_api_s_refusal(status: int, argv: tuple[str, ...], phonecom: Phonecom) -> None:
    def refuse(connection: Connection) -> None:
        echoing(connection, http=status, status="error", msg="No such thing", svtrid="4711")

    outcome, count = meet(refuse, phonecom, *argv)
    assert outcome.code == 1, outcome
    assert count == 1
    assert "No such thing" in outcome.err
    assert "4711" in outcome.err


@pytest.mark.parametrize("argv", (WRITES | READS).values(), ids=WRITES | READS)
def test_a_refused_connection_sends_nothing(argv: tuple[str, ...], phonecom: Phonecom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/special/xmlapi"
    outcome = phonecom(*argv, "--url", url, env=ACCOUNT, stdin=f"{NEW_PASSWORD}\n")
    assert outcome.code == 3, outcome
    assert "nothing was sent" in outcome.err
    assert "refused" in outcome.err


@pytest.mark.parametrize("kind", ["untrusted", "expired", "wrong_host"])
def test_a_bad_certificate_sends_nothing(kind: str, tmp_path: Path, phonecom: Phonecom) -> None:
    certificate = getattr(Certificates(tmp_path), kind)()
    with RawServer(echoing, tls=server_context(certificate)) as server:
        outcome = at(server, phonecom, *SMS)
        assert server.count == 0
    assert outcome.code == 3, outcome
    assert "certificate" in outcome.err
    assert "nothing was sent" in outcome.err


@pytest.mark.parametrize(("argv", "code"), [(SMS, 5), (("numbers", "list"), 3)], ids=["a write", "a read"])
def test_silence_ends_at_the_timeout(argv: tuple[str, ...], code: int, phonecom: Phonecom) -> None:
    outcome, count = meet(Connection.mute, phonecom, *argv, "--timeout", "0.3")
    assert outcome.code == code, outcome
    assert count == 1 or code == 3


def test_a_wrong_password_hints_at_login_and_activation(phonecom: Phonecom) -> None:
    def refuse(connection: Connection) -> None:
        echoing(connection, status="error", msg="Authentication failed")

    outcome, _ = meet(refuse, phonecom, "numbers", "list")
    assert outcome.code == 1
    assert "auth status" in outcome.err
    assert "activated the API" in outcome.err


@pytest.mark.parametrize("argv", (WRITES | READS).values(), ids=WRITES | READS)
def test_without_credentials_it_says_how_to_log_in_and_how_to_try(
    argv: tuple[str, ...], phonecom: Phonecom
) -> None:
    outcome = phonecom(*argv, stdin=f"{NEW_PASSWORD}\n")
    assert outcome.code == 4, outcome
    assert "phonecom auth login" in outcome.err
    assert "--sandbox" in outcome.err
    assert outcome.out == ""


def test_no_credentials_are_told_before_the_question(phonecom: Phonecom) -> None:
    assert phonecom("numbers", "add", "18585608120").code == 4


def test_a_write_whose_answer_echoes_no_cltrid_is_done_with_a_warning(phonecom: Phonecom) -> None:
    outcome, count = meet(_answering(answer_xml("")), phonecom, *SMS)
    assert (outcome.code, count) == (0, 1)
    assert "warning: " in outcome.err
    assert "clTRID" in outcome.err


def test_a_read_whose_answer_echoes_no_cltrid_is_done(phonecom: Phonecom) -> None:
    outcome, _ = meet(_answering(answer_xml("")), phonecom, "numbers", "list")
    assert (outcome.code, outcome.err) == (0, "")
