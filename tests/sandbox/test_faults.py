"""Misbehaviour on request, in process and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

import pytest

from phonecom_cli.errors import InvalidValue
from phonecom_cli.sandbox import HttpRequest, HttpResponse, SandboxCut, admin
from phonecom_cli.sandbox.engine import Sandbox
from phonecom_cli.sandbox.faults import KINDS, parse
from tests.sandbox.api import ENDPOINT, Api, Clock, HttpApi, served, take_apart

SMS = b"username=demo&password=demo&action=sendSMS&fromNumber=18585602222&toNumber=18583807710&message=Hi"


@pytest.fixture(params=["in process", "over HTTP"])
def slept(
    sandbox: Sandbox, clock: Clock, request: pytest.FixtureRequest
) -> Iterator[tuple[Api, list[float]]]:
    """The API, and what it slept: over HTTP the server passes the time, in process the answer says how much."""
    naps: list[float] = []
    if request.param == "in process":
        yield Napping(sandbox, clock, naps), naps
        return
    with served(sandbox, lambda seconds: naps.append(seconds) if seconds else None) as port:
        yield HttpApi(sandbox, clock, port), naps


class Napping(Api):
    def __init__(self, sandbox: Sandbox, clock: Clock, naps: list[float]) -> None:
        super().__init__(sandbox, clock)
        self.naps = naps

    def http(self, request: HttpRequest) -> HttpResponse:
        response = super().http(request)
        if response.delay:
            self.naps.append(response.delay)
        if response.drip:
            self.naps += [response.drip] * ((len(response.body) - 1) // 16)
        return response


def sent(api: Api) -> int:
    return sum(row["message"] == "Hi" for row in admin.message_rows(api.sandbox))


def send(api: Api) -> HttpResponse:
    return api.http(HttpRequest("POST", ENDPOINT, body=SMS))


def set_faults(api: Api, *texts: str, seed: int = 1) -> None:
    admin.set_faults(api.sandbox, list(texts), seed)


def test_an_error_is_answered_and_nothing_is_done(api: Api) -> None:
    set_faults(api, "error@sendSMS")
    answer = take_apart(send(api).body)
    assert not answer.ok
    assert "temporarily unavailable" in answer.msg
    assert sent(api) == 0
    assert api.ok("getVoiceList")


@pytest.mark.parametrize(("text", "status"), [("http", 503), ("http=500", 500), ("http=429", 429)])
def test_an_http_status_is_answered_and_nothing_is_done(api: Api, text: str, status: int) -> None:
    set_faults(api, text)
    assert send(api).status == status
    assert sent(api) == 0


@pytest.mark.parametrize(("kind", "count"), [("reset-before", 0), ("reset-after", 1)])
def test_a_reset_comes_before_or_after_the_action_was_carried_out(api: Api, kind: str, count: int) -> None:
    set_faults(api, kind)
    with pytest.raises(SandboxCut) as cut:
        send(api)
    assert cut.value.sent
    assert sent(api) == count
    assert admin.request_rows(api.sandbox)[-1]["outcome"] == "cut"


def test_a_truncated_answer_is_half_and_the_action_was_carried_out(api: Api) -> None:
    set_faults(api, "truncated")
    response = send(api)
    assert response.missing > 0
    with pytest.raises(ParseError):
        take_apart(response.body)
    assert sent(api) == 1


def test_a_malformed_answer_is_not_well_formed_and_the_action_was_carried_out(api: Api) -> None:
    set_faults(api, "malformed")
    response = send(api)
    assert response.status == 200
    with pytest.raises(ParseError):
        take_apart(response.body)
    assert sent(api) == 1


def test_latency_and_a_slow_drip_leave_the_answer_whole(slept: tuple[Api, list[float]]) -> None:
    api, naps = slept
    set_faults(api, "latency=0.2..0.8@getVoiceList", "drip=0.01@getSoundList")
    assert api.ok("getPhoneNumberList")
    assert naps == []
    api.ok("getVoiceList")
    assert len(naps) == 1
    assert 0.2 <= naps[0] <= 0.8
    body = api.ok("getSoundList").body
    assert naps[1:] == [0.01] * ((len(body.encode()) - 1) // 16)


def test_a_share_of_requests_is_struck_and_a_run_repeats(api: Api) -> None:
    def run(seed: int) -> list[bool]:
        set_faults(api, "error:0.3@getVoiceList", "http:0.2@getSoundList", seed=seed)
        return [api.call("getVoiceList").ok for _ in range(40)]

    first = run(7)
    assert 4 <= first.count(False) <= 20
    assert run(7) == first
    assert run(8) != first


def test_faults_outlive_the_process_until_they_are_cleared(api: Api) -> None:
    set_faults(api, "error")
    assert not api.call("getVoiceList").ok
    set_faults(api)
    assert api.ok("getVoiceList")
    assert admin.fault_rows(api.sandbox) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fire",
        "error:2",
        "error:x",
        "http=200",
        "http=99",
        "latency=2..1",
        "error@nothing",
        "error=1",
        "latency=1.2.3",
        "error:0.1:0.2",
    ],
)
def test_what_is_no_fault_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse(text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_may_have_a_share_and_an_action(kind: str) -> None:
    fault = parse(f"{kind}:0.25@getCallList")
    assert (fault.kind, fault.share, fault.action) == (kind, 0.25, "getCallList")


def control(
    sandbox: Sandbox, method: str, name: str, data: object = None, remote: str = "127.0.0.1"
) -> tuple[int, object]:
    from phonecom_cli.sandbox import manage

    body = b"" if data is None else json.dumps(data).encode()
    path, _, query = name.partition("?")
    response = manage.answer(
        sandbox, HttpRequest(method, f"/_sandbox/{path}", query=query.encode(), body=body, remote_addr=remote)
    )
    return response.status, json.loads(response.body)


def test_faults_are_set_by_a_control_call_over_http(sandbox: Sandbox, clock: Clock) -> None:
    with served(sandbox) as port:
        api = HttpApi(sandbox, clock, port)
        put = HttpRequest("PUT", "/_sandbox/faults", body=b'{"faults": ["error@getVoiceList"], "seed": 3}')
        answer = api.http(put)
        assert answer.status == 200
        assert json.loads(answer.body)[0]["kind"] == "error"
        assert not api.call("getVoiceList").ok
        assert api.http(HttpRequest("DELETE", "/_sandbox/faults")).status == 200
        assert api.ok("getVoiceList")


def test_control_calls_are_for_this_machine_only(sandbox: Sandbox) -> None:
    assert control(sandbox, "GET", "status", remote="192.0.2.1")[0] == 403
    assert control(sandbox, "GET", "status", remote="::1")[0] == 200


def test_control_calls_tell_what_is_wrong(sandbox: Sandbox) -> None:
    for data in ({"faults": "error"}, {"faults": ["fire"]}, {"faults": ["error"], "seed": "x"}, [1]):
        status, told = control(sandbox, "PUT", "faults", data)
        assert status == 400
        assert isinstance(told, dict)
        assert told["error"]
    assert control(sandbox, "GET", "nothing")[0] == 404
    assert control(sandbox, "PUT", "status")[0] == 405


def test_time_state_and_messages_by_control_calls(sandbox: Sandbox, clock: Clock) -> None:
    api = Api(sandbox, clock)
    at = int(clock().timestamp()) + 3600
    assert control(sandbox, "PUT", "clock", {"at": at, "freeze": True}) == (
        200,
        {"time": "2026-11-23T13:00:00.0000Z", "clock": "standing still", "ahead": 3600},
    )
    clock.advance(hours=5)
    assert api.ok("getVoiceList").result_date == "2026-11-23T13:00:00.0000Z"
    control(sandbox, "PUT", "clock", {"advance": 60, "freeze": False})
    clock.advance(seconds=5)
    assert api.ok("getVoiceList").result_date == "2026-11-23T13:01:05.0000Z"
    assert control(sandbox, "DELETE", "clock")[1] == {
        "time": "2026-11-23T17:00:05.0000Z",
        "clock": "real",
        "ahead": 0,
    }
    send(api)
    _, messages = control(sandbox, "GET", "messages")
    assert isinstance(messages, list)
    assert messages[-1]["message"] == "Hi"
    _, requests = control(sandbox, "GET", "requests?after=2")
    assert isinstance(requests, list)
    assert [row["action"] for row in requests] == ["sendSMS"]
    assert ["password", "****"] in requests[0]["params"]
    _, status = control(sandbox, "PUT", "state", {"seed": 1})
    assert isinstance(status, dict)
    assert (status["requests"], status["sms"]) == (0, 4)


def test_a_control_url_is_set_for_an_account_that_exists(sandbox: Sandbox) -> None:
    good = {"username": "demo", "url": "https://calls.example.com/answer"}
    assert control(sandbox, "PUT", "control-url", good) == (200, good)
    for data, reason in (
        ({"username": "nobody", "url": good["url"]}, "has no account nobody"),
        ({"username": "demo", "url": "ftp://calls.example.com"}, "begins with http:// or https://"),
    ):
        status, told = control(sandbox, "PUT", "control-url", data)
        assert status == 400
        assert isinstance(told, dict)
        assert reason in told["error"]
