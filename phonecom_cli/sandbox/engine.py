"""The sandbox itself: a request in, an answer out, and the state in between."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.model import Action
from phonecom_cli.sandbox import answer, clock, faults, media, requestlog
from phonecom_cli.sandbox.accounts import authenticate
from phonecom_cli.sandbox.answer import Markup
from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.checks import check
from phonecom_cli.sandbox.exchange import (
    DEFAULT_BASE_URL,
    ENDPOINT_PATH,
    HttpRequest,
    HttpResponse,
    SandboxCut,
)
from phonecom_cli.sandbox.form import Pairs, decode
from phonecom_cli.sandbox.handlers import HANDLERS
from phonecom_cli.sandbox.refusal import Refusal
from phonecom_cli.sandbox.state import State, local_errors

_XML = (("Content-Type", answer.CONTENT_TYPE),)
_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)

# Faults that keep an action from being carried out.
_BEFORE = frozenset({"error", "http", "reset-before"})
_BUSY = "The system is temporarily unavailable, please try again later"


class _Outcome(NamedTuple):
    """What became of a request: data or a refusal, and what the log will say."""

    data: Markup | None = None
    error: str | None = None
    username: str = ""


class Sandbox:
    """An open sandbox. May be used by several threads; requests are worked on one after the other."""

    def __init__(self, state: State, now: Callable[[], datetime]) -> None:
        self.state = state
        self.lock = threading.RLock()
        self._now = now

    def handle(self, http: HttpRequest) -> HttpResponse:
        """Answer one request: the API's, or the download of a recording or preview.

        Raises:
            SandboxCut: a fault says that the connection is reset.
            LocalError: the state cannot be used.
        """
        if http.path != ENDPOINT_PATH:
            with self.reading() as db:
                return media.answer(db, http)
        if http.method not in ("GET", "POST"):
            return HttpResponse(405, (*_TEXT, ("Allow", "GET, POST")), b"GET or POST, as the guide says\n")
        with self.lock:
            return self._api(http)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The state, for a look at it that no request of this process comes in between.

        Raises:
            LocalError: the state cannot be used.
        """
        with self.lock, local_errors(self.state.path):
            yield self.state.db

    def real_time(self) -> int:
        """The machine's time, Unix seconds."""
        return int(self._now().timestamp())

    def time(self) -> int:
        """The sandbox's time, Unix seconds."""
        return clock.now(self.state, self.real_time())

    def close(self) -> None:
        """Let go of the state."""
        with self.lock:
            self.state.close()

    def _api(self, http: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        pairs: Pairs = []
        unreadable: str | None = None
        try:
            pairs = decode(http.query, http.body, http.content_type)
        except Refusal as refusal:
            unreadable = refusal.message
        named = dict(reversed(pairs))
        name = named.get("action", "")
        action = ACTIONS.get(name)
        with self.state.transaction(durable=action is not None and action.writes):
            serial = faults.next_serial(self.state)
            plan = faults.plan(self.state, name, serial)
            if unreadable is not None:
                outcome = _Outcome(error=unreadable)
            elif plan.kind in _BEFORE:
                outcome = _Outcome(error=_BUSY, username=named.get("username", ""))
            else:
                outcome = self._carry_out(http, pairs, serial)
            at = self.time()
            real = self.real_time()
            requestlog.keep(
                self.state.db,
                requestlog.Entry(
                    id=serial,
                    at=real,
                    via=http.via,
                    remote=http.remote_addr,
                    method=http.method,
                    action=name,
                    username=outcome.username or named.get("username", ""),
                    params=requestlog.masked(pairs),
                    outcome=_described(plan, outcome),
                    message=outcome.error or "",
                    fault=plan.names,
                    ms=round((time.perf_counter() - started) * 1000, 3),
                ),
            )
        trid = (named.get("clTRID", ""), f"{real}{serial:010d}")
        return _respond(plan, answer.response(outcome.data, at=at, trid=trid, error=outcome.error))

    def _carry_out(self, http: HttpRequest, pairs: Pairs, serial: int) -> _Outcome:
        """Authenticate, check and do; what a refused action had begun is undone."""
        db = self.state.db
        db.execute("SAVEPOINT action")
        try:
            account = authenticate(db, pairs, http.remote_addr)
            action = _action(pairs)
            call = Call(
                db=db,
                account=account,
                values=check(action, pairs),
                now=self.time(),
                base_url=http.base_url or self.state.get("base_url", DEFAULT_BASE_URL),
                seed=self.state.get("seed"),
                serial=serial,
            )
            return _Outcome(data=HANDLERS[action.name](call), username=account.username)
        except Refusal as refusal:
            db.execute("ROLLBACK TO action")
            return _Outcome(error=refusal.message)


def _action(pairs: Pairs) -> Action:
    name = next((value for key, value in pairs if key == "action"), "")
    if not name:
        raise Refusal("Missing parameter: action")
    if name not in ACTIONS:
        raise Refusal(f"Unknown action: {name}")
    return ACTIONS[name]


def _described(plan: faults.Plan, outcome: _Outcome) -> str:
    if plan.kind.startswith("reset"):
        return "cut"
    if plan.kind == "http":
        return f"http {plan.status}"
    return "ok" if outcome.error is None else "error"


def _respond(plan: faults.Plan, body: bytes) -> HttpResponse:
    """The answer as the plan wants it: whole, late, in drops, in part, garbled, or not at all."""
    if plan.kind.startswith("reset"):
        raise SandboxCut(carried_out=plan.kind == "reset-after", delay=plan.delay)
    if plan.kind == "http":
        return HttpResponse(plan.status, _TEXT, b"The service is unavailable\n", plan.delay, plan.drip)
    missing = 0
    if plan.kind == "truncated":
        missing = len(body) - len(body) // 2
        body = body[: len(body) // 2]
    elif plan.kind == "malformed":
        body = body.replace(b"</msg>", b"</message>", 1)  # the kind of slip the guide's own example has
    return HttpResponse(200, _XML, body, plan.delay, plan.drip, missing)
