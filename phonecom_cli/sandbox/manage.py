"""The sandbox's own calls over HTTP, for tests in any language: `/_sandbox/...`, in JSON, from loopback only.

    GET  /_sandbox/status
    GET  /_sandbox/faults     PUT {"faults": ["reset-after:0.1@sendSMS"], "seed": 1}     DELETE
    GET  /_sandbox/clock      PUT {"at": 1795000000, "advance": 3600, "freeze": true}    DELETE
    GET  /_sandbox/requests?after=ID
    GET  /_sandbox/messages
    PUT  /_sandbox/control-url {"username": "demo", "url": "http://127.0.0.1:8651/call/..."}
    PUT  /_sandbox/state      {"seed": 7}    makes everything anew

Changes are PUT and DELETE, which no web page of another origin can send here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any, TypeAlias

from phonecom_cli.errors import PhonecomError, UsageError
from phonecom_cli.sandbox import admin
from phonecom_cli.sandbox.engine import Sandbox
from phonecom_cli.sandbox.exchange import HttpRequest, HttpResponse
from phonecom_cli.sandbox.form import decode

PREFIX = "/_sandbox/"

_Given: TypeAlias = Mapping[str, Any]
_JSON = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))


def answer(sandbox: Sandbox, http: HttpRequest) -> HttpResponse:
    """Answer one of the sandbox's own calls."""
    try:
        allowed = ip_address(http.remote_addr).is_loopback
    except ValueError:
        allowed = False
    if not allowed:
        return _json(403, {"error": "only from this machine"})
    name = http.path.removeprefix(PREFIX)
    work = _WORK.get((http.method, name))
    if work is None:
        known = sorted({each for _, each in _WORK})
        status = 405 if name in known else 404
        return _json(status, {"error": f"{http.method} {http.path} is not known", "known": known})
    try:
        return _json(200, work(sandbox, _given(http)))
    except PhonecomError as error:
        status = 400 if isinstance(error, UsageError) else 500
        return _json(status, {"error": error.message, "hint": error.hint})


def _given(http: HttpRequest) -> _Given:
    if not http.body:
        return dict(decode(http.query, b"", ""))
    try:
        given = json.loads(http.body)
    except ValueError as error:
        raise UsageError(f"the body is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise UsageError("the body must be a JSON object")
    return given


def _json(status: int, data: object) -> HttpResponse:
    return HttpResponse(status, _JSON, json.dumps(data).encode() + b"\n")


def _whole(given: _Given, name: str) -> int | None:
    value = given.get(name)
    try:
        return None if value is None else int(value)
    except (TypeError, ValueError):
        raise UsageError(f"{name} must be a whole number") from None


def _put_faults(sandbox: Sandbox, given: _Given) -> object:
    texts = given.get("faults", [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise UsageError('faults must be a list of texts, such as ["latency=0.2"]')
    admin.set_faults(sandbox, texts, _whole(given, "seed"))
    return admin.fault_rows(sandbox)


def _put_clock(sandbox: Sandbox, given: _Given) -> object:
    freeze = given.get("freeze")
    if freeze is not None and not isinstance(freeze, bool):
        raise UsageError("freeze must be true or false")
    admin.set_clock(sandbox, at=_whole(given, "at"), advance=_whole(given, "advance") or 0, freeze=freeze)
    return admin.clock_row(sandbox)


def _real_clock(sandbox: Sandbox, _given: _Given) -> object:
    admin.make_clock_real(sandbox)
    return admin.clock_row(sandbox)


def _put_url(sandbox: Sandbox, given: _Given) -> object:
    username, url = str(given.get("username", "")), str(given.get("url", ""))
    admin.set_control_url(sandbox, username, url)
    return {"username": username, "url": url}


def _put_state(sandbox: Sandbox, given: _Given) -> object:
    admin.reset(sandbox, _whole(given, "seed"))
    return admin.status(sandbox)


_WORK: dict[tuple[str, str], Callable[[Sandbox, _Given], object]] = {
    ("GET", "status"): lambda sandbox, _: admin.status(sandbox),
    ("GET", "faults"): lambda sandbox, _: admin.fault_rows(sandbox),
    ("PUT", "faults"): _put_faults,
    ("DELETE", "faults"): lambda sandbox, _: _put_faults(sandbox, {}),
    ("GET", "clock"): lambda sandbox, _: admin.clock_row(sandbox),
    ("PUT", "clock"): _put_clock,
    ("DELETE", "clock"): _real_clock,
    ("GET", "requests"): lambda sandbox, given: admin.request_rows(sandbox, _whole(given, "after") or 0),
    ("GET", "messages"): lambda sandbox, _: admin.message_rows(sandbox),
    ("PUT", "control-url"): _put_url,
    ("PUT", "state"): _put_state,
}
