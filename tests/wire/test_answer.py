"""faults.md, Answers, and facts 5 and 6: what may come back, and what is made of it."""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable

import pytest

from phonecom_cli.errors import BadAnswer, NoAnswer, PhonecomError, Refused, UnknownOutcome
from phonecom_cli.wire.answer import Answer, read_answer
from phonecom_cli.wire.guard import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT
from phonecom_cli.wire.request import Request
from phonecom_cli.wire.rows import whole
from phonecom_cli.wire.transport import Reply, TransportError
from tests.harness import answer_xml
from tests.wire.helpers import CANARY, CHECK, Script, Told, client_of, read, write

URL = "https://service.example/x"
OK = b'<result status="ok"><msg>Command completed successfully</msg></result>'
Step = Reply | Exception | Callable[[Request], Reply]


def echo(request: Request) -> Reply:
    return Reply(200, answer_xml(request.cltrid))


def fails(call: Callable[..., object], *steps: Step, **changes: object) -> tuple[PhonecomError, Script]:
    """What a call raises when these replies come, and the transport that gave them."""
    script = Script(*steps)
    with pytest.raises(PhonecomError) as caught:
        call(client_of(URL, transport=script, **changes))
    return caught.value, script


# --- what cannot be trusted: 3 for a read, 5 for a write, one request

UNTRUSTED = {
    "an HTML login page": b"<html><head><title>Log in</title></head><body><form/></body></html>",
    "an HTML page with a DOCTYPE": b"<!DOCTYPE html><html><body>Log in</body></html>",
    "text": b"Service temporarily unavailable",
    "JSON": b'{"status": "ok"}',
    "nothing but a space": b"<response> </response>",
    "cut off": answer_xml("x")[:-9],
    "the guide's mismatched tags": b"<response><voice><name>Dubya</domainName></voice></response>",
    "an entity bomb": b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<response>" + OK + b"<resultData>&b;&b;</resultData></response>",
    "an external entity": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><response>&x;</response>',
    "an external DTD": b'<!DOCTYPE response SYSTEM "http://127.0.0.1:1/x.dtd"><response>'
    + OK
    + b"</response>",
    "a status by ATTLIST": b'<!DOCTYPE response [<!ATTLIST result status CDATA "ok">]>'
    b"<response><result><msg>x</msg></result></response>",
    "an undefined entity": b"<response>" + OK + b"<resultData>&nbsp;</resultData></response>",
    "too deep": b"<response>" + b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH + OK + b"</response>",
    "6 MB of depth": b"<a>" * 2_000_000,
    "12 MB of empty elements": b"<response>" + OK + b"<a/>" * 3_000_000 + b"</response>",
    "a million attributes": b"<response>"
    + OK
    + b"<a "
    + b" ".join(b'a%d=""' % n for n in range(500_000))
    + b"/></response>",
    "a text without end": b"<response>" + OK + b"<a>" + b"x" * (MAX_TEXT + 1) + b"</a></response>",
    "an unknown encoding": b'<?xml version="1.0" encoding="klingon"?><response>' + OK + b"</response>",
    "a wrong encoding": b'<?xml version="1.0" encoding="utf-8"?><response>'
    + OK
    + b"<a>\xff\xfe</a></response>",
    "an encoding of several bytes": b'<?xml version="1.0" encoding="shift_jis"?><response>'
    + OK
    + b"</response>",
    "UTF-16 without a mark": ("<response>" + OK.decode() + "</response>").encode("utf-16-le")[:-1],
    "NUL bytes": b"\0" * 1000,
    "two roots": b"<response>" + OK + b"</response><response>" + OK + b"</response>",
    "another root": b"<resp>" + OK + b"</resp>",
    "another root in a namespace": b'<p:response xmlns:p="urn:x">' + OK + b"</p:response>",
    "an unbound prefix that doubles an attribute": b'<response a="1" a="2">' + OK + b"</response>",
    "no result": b"<response><resultData/></response>",
    "an empty result": b"<response><result/></response>",
    "a text for a result": b"<response><result>ok</result></response>",
    "an unknown status": b'<response><result status="OK"/></response>',
    "a pending status": b'<response><result status="pending"/></response>',
    "an empty status": b'<response><result status=""/></response>',
    "a status as an element": b"<response><result><status>ok</status></result></response>",
    "two results": b"<response>" + OK + b'<result status="error"/></response>',
    "two results alike": b"<response>" + OK + OK + b"</response>",
    "two transaction IDs": b"<response>" + OK + b"<trID><clTRID/></trID><trID><clTRID/></trID></response>",
    "a doubled clTRID": b"<response>" + OK + b"<trID><clTRID>1</clTRID><clTRID>1</clTRID></trID></response>",
    "a doubled svTRID": b"<response>" + OK + b"<trID><svTRID>1</svTRID><svTRID>1</svTRID></trID></response>",
}


@pytest.mark.parametrize("body", UNTRUSTED.values(), ids=UNTRUSTED)
def test_an_answer_that_cannot_be_trusted_is_3_for_a_read(body: bytes) -> None:
    started = time.monotonic()
    error, script = fails(read, Reply(200, body))
    assert type(error) is BadAnswer
    assert error.exit_code == 3
    assert len(script.requests) == 1
    assert time.monotonic() - started < 4


@pytest.mark.parametrize("body", UNTRUSTED.values(), ids=UNTRUSTED)
def test_an_answer_that_cannot_be_trusted_is_5_for_a_write(body: bytes) -> None:
    error, script = fails(write, Reply(200, body))
    assert type(error) is UnknownOutcome
    assert error.exit_code == 5
    assert CHECK in error.hint
    assert script.requests[0].cltrid in error.hint
    assert len(script.requests) == 1


def test_an_empty_answer_to_a_read_is_tried_again() -> None:
    error, script = fails(read, Reply(200, b""), Reply(200, b" \n"), Reply(200, b""))
    assert (error.exit_code, len(script.requests)) == (3, 3)
    error, script = fails(write, Reply(200, b""))
    assert (error.exit_code, len(script.requests)) == (5, 1)


def test_malformed_xml_is_reported_with_its_line_and_column() -> None:
    with pytest.raises(BadAnswer) as caught:
        read_answer(b"<response>\n  <voice>\n    <name>Dubya</domainName>\n")
    assert "line 3, column 18 (mismatched tag)" in caught.value.message


def test_at_most_200_sanitised_characters_of_a_body_are_shown() -> None:
    body = b"<html>\x1b]8;;http://evil\x07 \xe2\x80\xae\x9b31m\n\n" + b"y" * 5000
    with pytest.raises(BadAnswer) as caught:
        read_answer(body)
    message = caught.value.message
    assert message.isprintable()
    assert len(message.partition("It begins: ")[2]) <= 200
    assert "\\u001b]8;;http://evil\\u0007" in message


# --- HTTP statuses


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
@pytest.mark.parametrize("body", [b"", b"<html>sorry</html>", answer_xml(), answer_xml(status="error")])
def test_5xx_is_unknown_for_a_write_and_tried_again_for_a_read(status: int, body: bytes) -> None:
    error, script = fails(write, Reply(status, body))
    assert (type(error), error.exit_code, len(script.requests)) == (UnknownOutcome, 5, 1)
    error, script = fails(read, *[Reply(status, body)] * 3)
    assert (type(error), error.exit_code, len(script.requests)) == (NoAnswer, 3, 3)
    assert f"HTTP {status}" in error.message


def test_a_read_succeeds_after_a_503() -> None:
    script = Script(Reply(503, b""), echo)
    assert read(client_of(URL, transport=script)).ok
    assert len(script.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429])
def test_4xx_with_a_whole_api_error_is_a_refusal(status: int) -> None:
    def refuse(request: Request) -> Reply:
        return Reply(status, answer_xml(request.cltrid, status="error", msg="No such number", svtrid="77"))

    for call in (read, write):
        error, script = fails(call, refuse)
        assert (type(error), error.exit_code, error.message) == (Refused, 1, "No such number")
        assert error.sv_trid == "77"
        assert len(script.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 429])
@pytest.mark.parametrize("body", [b"", b"<html>no</html>", answer_xml(), answer_xml(status="error")[:-5]])
def test_4xx_with_anything_else_is_no_answer_and_is_not_tried_again(status: int, body: bytes) -> None:
    error, script = fails(read, Reply(status, body))
    assert (type(error), error.exit_code, len(script.requests)) == (NoAnswer, 3, 1)
    error, script = fails(write, Reply(status, body))
    assert (type(error), error.exit_code, len(script.requests)) == (UnknownOutcome, 5, 1)


@pytest.mark.parametrize("status", [0, 100, 199, 600, 999])
def test_a_status_that_is_none_is_no_answer(status: int) -> None:
    assert fails(read, Reply(status, answer_xml()))[0].exit_code == 3
    assert fails(write, Reply(status, answer_xml()))[0].exit_code == 5


def test_2xx_other_than_200_counts_when_its_answer_is_whole() -> None:
    script = Script(lambda request: Reply(202, answer_xml(request.cltrid)))
    assert write(client_of(URL, transport=script)).ok


def test_retry_after_is_honoured() -> None:
    waits: list[float] = []
    script = Script(Reply(503, b"", retry_after=3.0), echo)
    read(client_of(URL, transport=script, sleep=waits.append))
    assert waits == [3.0]


def test_retry_after_beyond_the_deadline_ends_the_call() -> None:
    waits: list[float] = []
    error, script = fails(read, Reply(503, b"", retry_after=3600.0), sleep=waits.append)
    assert (error.exit_code, len(script.requests), waits) == (3, 1, [])


# --- status and transaction IDs


@pytest.mark.parametrize("call", [read, write])
def test_status_error_in_a_200_is_a_refusal_with_its_svtrid(call: Callable[..., object]) -> None:
    error, script = fails(call, Reply(200, answer_xml(status="error", msg="Not your number", svtrid="123")))
    assert (type(error), error.exit_code, error.sv_trid) == (Refused, 1, "123")
    assert error.message == "Not your number"
    assert error.hint == ""
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "msg",
    [
        "Invalid username or password",
        "Authentication failed",
        "login incorrect",
        "Bad credentials.",
        "API not activated",
    ],
)
def test_a_wrong_password_has_a_hint(msg: str) -> None:
    error, _ = fails(read, Reply(200, answer_xml(status="error", msg=msg)))
    assert "phonecom auth status" in error.hint
    assert "activated the API" in error.hint


@pytest.mark.parametrize("msg", ["newPassword is too short", "This username is taken", "Unknown voice"])
def test_other_refusals_have_none(msg: str) -> None:
    assert fails(read, Reply(200, answer_xml(status="error", msg=msg)))[0].hint == ""


def test_a_refusal_without_a_message_says_so() -> None:
    error, _ = fails(read, Reply(200, b'<response><result status="error"/></response>'))
    assert (error.exit_code, error.message) == (1, "The API refused, and does not say why.")


@pytest.mark.parametrize("status", ["ok", "error"])
def test_another_cltrid_is_never_an_answer(status: str) -> None:
    reply = Reply(200, answer_xml("someone-else", status=status))
    error, script = fails(read, reply)
    assert (type(error), error.exit_code, len(script.requests)) == (BadAnswer, 3, 1)
    error, script = fails(write, reply)
    assert (type(error), error.exit_code, len(script.requests)) == (UnknownOutcome, 5, 1)


ABSENT = b'<response><result status="ok"/><trID><svTRID>1</svTRID></trID></response>'


@pytest.mark.parametrize("body", [answer_xml(""), ABSENT, b'<response><result status="ok"/></response>'])
def test_an_absent_or_empty_cltrid_is_accepted_with_a_warning_for_writes(body: bytes) -> None:
    for call, warnings in ((write, 1), (read, 0)):
        told = Told()
        assert call(client_of(URL, transport=Script(Reply(200, body)), on_event=told.append)).ok
        assert len(told.of("warning")) == warnings


def test_no_warning_when_the_cltrid_was_sent_empty() -> None:
    told = Told()
    client = client_of(URL, transport=Script(Reply(200, answer_xml(""))), on_event=told.append, cltrid="")
    assert write(client).ok
    assert told.of("warning") == []


def test_white_space_around_an_echo_does_not_matter() -> None:
    script = Script(lambda request: Reply(200, answer_xml(f"\n  {request.cltrid}\n")))
    assert write(client_of(URL, transport=script)).ok


# --- what counts as well-formed, and is read whole


def text(answer: Answer) -> object:
    data = whole(answer)["resultData"]
    assert isinstance(data, dict)
    return data["a"]


@pytest.mark.parametrize(
    ("encoding", "declared", "mark"),
    [
        ("utf-8", "", b""),
        ("utf-8", "utf-8", b""),
        ("utf-8", "UTF-8", codecs.BOM_UTF8),
        ("latin-1", "iso-8859-1", b""),
        ("cp1252", "windows-1252", b""),
        ("utf-16-le", "utf-16", codecs.BOM_UTF16_LE),
        ("utf-16-be", "", codecs.BOM_UTF16_BE),
    ],
)
def test_encodings(encoding: str, declared: str, mark: bytes) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = f'{head}<response><resultData><a>Café</a></resultData><result status="ok"/></response>'
    assert text(read_answer(mark + document.encode(encoding))) == "Café"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<a>x<!-- y -->z</a>", "xz"),
        ("<a><![CDATA[<b>&amp;]]></a>", "<b>&amp;"),
        ("<a>x<![CDATA[ ]]>y</a>", "x y"),
        ("<a>&lt;&#65;&#x1F600;&amp;</a>", "<A😀&"),
        ("<a> padded </a>", " padded "),
        ("<a>line\nline</a>", "line\nline"),
        ("<a>  \n </a>", None),
        ("<a/>", None),
        ("<a><?php x ?></a>", None),
        ("<a>" + "word \n" * 20_000 + "</a>", "word \n" * 20_000),
        ("<a>" + "x" * 8192 + "   </a>", "x" * 8192 + "   "),
        ("<a>before<b>in</b>after</a>", {"b": "in", "a": "beforeafter"}),
        (
            '<a xml:lang="en" xmlns:p="urn:p" p:q="1">x</a>',
            {"a": "x", "aXml:lang": "en", "aXmlns:p": "urn:p", "aP:q": "1"},
        ),
    ],
)
def test_no_character_of_a_text_is_lost(xml: str, expected: object) -> None:
    data = f"<resultData>{xml}</resultData>"
    found = whole(read_answer(f'<response>{data}<result status="ok"/></response>'.encode()))["resultData"]
    wanted = expected if isinstance(expected, dict) and "b" not in expected else {"a": expected}
    assert found == wanted


def test_order_does_not_matter() -> None:
    body = b'<response><trID><svTRID>9</svTRID></trID><result status="ok"><msg>m</msg></result><resultData/></response>'
    answer = read_answer(body)
    assert (answer.ok, answer.msg, answer.svtrid, answer.cltrid, answer.data) == (True, "m", "9", None, None)


def test_all_parts_of_an_answer() -> None:
    body = answer_xml("12", "<a>1</a>", svtrid="34")
    answer = read_answer(body)
    assert answer.cltrid == "12"
    assert answer.svtrid == "34"
    assert answer.result_date == "2011-03-02T19:51:32.0000Z"
    assert answer.xml == body
    assert whole(answer) == {
        "resultData": {"a": "1"},
        "result": {
            "status": "ok",
            "msg": "Command completed successfully",
            "resultDate": "2011-03-02T19:51:32.0000Z",
        },
        "trID": {"clTRID": "12", "svTRID": "34"},
    }


def test_a_default_namespace_changes_nothing() -> None:
    answer = read_answer(b'<response xmlns="urn:x"><result status="ok"/></response>')
    assert answer.ok
    assert answer.extra == ()


def test_what_the_guide_does_not_know_is_kept() -> None:
    body = (
        b'<response version="2"><warning>old</warning><result status="ok" code="1000"><msg lang="en">m</msg>'
        b"</result><trID><other>1</other></trID></response>"
    )
    answer = read_answer(body)
    assert answer.msg == "m"
    assert dict(answer.extra) == {
        "@version": "2",
        "warning": "old",
        "result/@code": "1000",
        "trID/other": "1",
    }


def test_limits_leave_room_for_the_largest_real_answers() -> None:
    row = (
        '<call id="1"><startTime gmt="x">1</startTime>'
        + "".join(f"<c{n}>v</c{n}>" for n in range(20))
        + "</call>"
    )
    body = answer_xml("", f"<callList>{row * 5000}</callList>")
    assert read_answer(body).ok
    assert MAX_ELEMENTS > 5000 * 22


# --- time and attempts


class Clock:
    """A clock that a slow transport moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_the_attempts_of_a_read_share_its_timeout() -> None:
    clock = Clock()
    seconds: list[float] = []

    class Mute(Script):
        def send(self, request: Request, seconds_left: float) -> Reply:
            seconds.append(seconds_left)
            clock.now += seconds_left
            raise TransportError(sent=True, reason="it did not answer")

    client = client_of(URL, transport=Mute(), timeout=30.0, monotonic=clock.monotonic, sleep=clock.sleep)
    with pytest.raises(NoAnswer, match=r"did not answer \(the last of 3 attempts\)"):
        read(client)
    assert len(seconds) == 3
    assert seconds[0] == 18.0
    assert clock.now <= 1030.0


def test_an_attempt_of_a_write_has_all_the_time() -> None:
    script = Script(echo)
    write(client_of(URL, transport=script, timeout=30.0))
    assert script.seconds[0] > 29


def test_a_write_that_has_not_left_is_sent_again() -> None:
    unsent = TransportError(sent=False, reason="it refused the connection")
    script = Script(unsent, unsent, echo)
    assert write(client_of(URL, transport=script)).ok
    assert len(script.requests) == 3


def test_what_cannot_do_better_is_not_tried_again() -> None:
    bad = TransportError(sent=False, reason="the certificate is not trusted", retryable=False)
    error, script = fails(read, bad)
    assert (error.exit_code, len(script.requests)) == (3, 1)


def test_every_call_has_a_fresh_cltrid_unless_one_is_given() -> None:
    script = Script(echo, echo)
    client = client_of(URL, transport=script)
    write(client)
    write(client)
    assert script.requests[0].cltrid != script.requests[1].cltrid
    script = Script(echo)
    write(client_of(URL, transport=script, cltrid="mine"))
    assert script.requests[0].cltrid == "mine"


# --- what is told


def test_events_tell_each_request_and_answer_without_secrets() -> None:
    told = Told()
    script = Script(Reply(503, b"busy"), echo)
    read(client_of(URL, transport=script, on_event=told.append))
    assert [event.kind for event in told] == ["request", "reply", "retry", "request", "reply"]
    assert told.of("request")[0].startswith(
        f"POST {URL} username=joe password=**** action=getPhoneNumberList clTRID=pc-"
    )
    assert told.of("reply")[0].startswith("HTTP 503, 4 bytes")
    assert told.of("retry")[0].startswith("the server answered HTTP 503 (busy); trying again in ")
    assert CANARY not in repr(told)


def test_bodies_are_told_only_when_asked_for() -> None:
    for show, count in ((False, 0), (True, 1)):
        told = Told()
        read(client_of(URL, transport=Script(echo), on_event=told.append, show_bodies=show))
        assert len(told.of("body")) == count
