"""Incoming calls, routed by the account's state or by its call control service."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest

from phonecom_cli.control.conversation import Script
from phonecom_cli.control.simulate import ask_service
from phonecom_cli.errors import CheckFailed, InvalidValue
from phonecom_cli.result import Row
from phonecom_cli.sandbox import admin
from phonecom_cli.sandbox.ring import Incoming, ring
from tests.sandbox.api import Api

MAIN, UNSET, DISCONNECT = "18585602222", "12124445555", "16192255000"
CALLER = "+18583807710"
Params = dict[str, str]


@contextmanager
def service(answers: list[str]) -> Iterator[tuple[str, list[Params]]]:
    """A call control service that gives these answers in turn; its URL, and what it was asked."""
    asked: list[Params] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)))
            text = answers[len(asked) - 1] if len(asked) <= len(answers) else ""
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/answer.php?key=1", asked
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def call(api: Api, to: str, *, caller: str = CALLER, **script: object) -> list[Row]:
    incoming = Incoming(to, caller, "J SMITH", Script(**script))  # type: ignore[arg-type]
    return list(ring(api.sandbox, incoming, lambda url: ask_service(url, 5, {})))


def logged(api: Api) -> dict[str, str | None]:
    return api.ok("getCallList").rows[-1]


def test_a_ring_all_rule_rings_all_destinations_with_voice_tag_and_caller_id(inside: Api) -> None:
    inside.ok(
        "updateCallHandlingSimpleRingAll",
        phoneNumber=MAIN,
        destination1=CALLER,
        destination1VoiceTag="Sales",
        destination2="102",
        destination2CallerId="+12542958368",
    )
    happened = [str(row["happened"]) for row in call(inside, MAIN, duration=42)]
    assert happened == [
        f'{CALLER} rings, showing {CALLER}; whoever answers hears "Sales"',
        "extension 102 rings, showing +12542958368",
        f"{CALLER} answers; the call lasts 42 s",
    ]
    row = logged(inside)
    assert (row["callerId"], row["calledNumber"]) == (CALLER, f"+{MAIN}")
    assert (row["duration"], row["finalAction"]) == ("42", f"forward {CALLER}")


def test_an_unanswered_call_is_a_voicemail_with_a_recording_and_notifications(inside: Api) -> None:
    inside.ok(
        "updateExtensionNotification", extension="101", enableSms="yes", smsNumber=CALLER, emailFormat="mp3"
    )
    call(inside, MAIN, forwards=("unanswered",), duration=17)
    row = logged(inside)
    assert row["finalAction"] == "voicemail 101"
    assert row["finalActionDuration"] == "17"
    assert str(row["url"]).endswith(".wav")
    email, sms = admin.message_rows(inside.sandbox)[-2:]
    assert (email["kind"], email["to"]) == ("email", "alice@example.com")
    assert str(email["message"]).endswith("as mp3")
    assert (sms["kind"], sms["to"]) == ("sms notification", CALLER)


def test_an_extension_that_answers_is_called_one(inside: Api) -> None:
    assert call(inside, MAIN, duration=5)[-1]["happened"] == "extension 101 answers; the call lasts 5 s"
    assert logged(inside)["finalAction"] == "extension 101"


def test_notifications_that_are_off_are_not_sent(inside: Api) -> None:
    inside.ok("updateExtensionNotification", extension="101", enableEmail="no")
    before = len(admin.message_rows(inside.sandbox))
    call(inside, MAIN, forwards=("unanswered",))
    assert len(admin.message_rows(inside.sandbox)) == before


def test_without_an_extension_nobody_takes_a_message(inside: Api) -> None:
    inside.ok("updateCallHandlingSimpleRingAll", phoneNumber=MAIN, destination1=CALLER, timeout="15")
    rows = call(inside, MAIN, forwards=("unanswered",))
    assert rows[-1]["happened"] == "nobody answers within 15 s"
    assert logged(inside)["finalAction"] == "no answer"


@pytest.mark.parametrize("number", [UNSET, DISCONNECT])
def test_numbers_with_no_call_routing_or_disconnect_access_the_pre_provided_url(
    inside: Api, number: str
) -> None:
    commands = ["play-and-get-digits,Welcome,D", "simple-forward,18585602222"]
    with service(commands) as (url, asked):
        admin.set_control_url(inside.sandbox, "demo", url)
        rows = call(inside, number, digits=("1",), duration=33)
    first, second, last = asked
    assert first.pop("key") == "1"
    assert set(first) == {"uniqueID", "dialedNumber", "callerIdNumber", "callerIdName"}
    assert (first["dialedNumber"], first["callerIdNumber"], first["callerIdName"]) == (
        number,
        CALLER[1:],
        "J SMITH",
    )
    assert (second["previous-response"], second["digits"]) == (commands[0], "1")
    assert (last["previous-response"], last["duration"]) == (commands[1], "33")
    assert {each["uniqueID"] for each in asked} == {first["uniqueID"]}
    assert [row.get("answer") for row in rows] == [*commands, ""]
    assert (logged(inside)["finalAction"], logged(inside)["duration"]) == ("forward +18585602222", "33")


def test_a_number_with_a_rule_does_not_access_the_url(inside: Api) -> None:
    with service([]) as (url, asked):
        admin.set_control_url(inside.sandbox, "demo", url)
        call(inside, MAIN)
    assert asked == []


def test_in_any_case_that_an_error_occurs_the_url_is_accessed_with_an_error_field(inside: Api) -> None:
    with service(["forward me somewhere"]) as (url, asked):
        admin.set_control_url(inside.sandbox, "demo", url)
        with pytest.raises(CheckFailed, match="broke the protocol"):
            call(inside, UNSET)
    assert "not a valid command" in asked[1]["error"]
    assert logged(inside)["calledNumber"] == f"+{UNSET}"


def test_without_a_url_the_caller_is_disconnected(inside: Api) -> None:
    (row,) = call(inside, DISCONNECT, caller="")
    assert "is set to disconnect" in str(row["happened"])
    assert (logged(inside)["finalAction"], logged(inside)["callerId"]) == ("disconnect", None)


def test_a_number_that_nobody_has_cannot_be_called(inside: Api) -> None:
    with pytest.raises(InvalidValue, match="no account"):
        call(inside, inside.free()[0])
