"""`control simulate`: Phone.com played against a web service, or against a routes file in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from phonecom_cli.control.conversation import (
    BODY_LIMIT,
    Answer,
    Call,
    Exchange,
    Failure,
    Reply,
    Request,
    Script,
    play,
)
from phonecom_cli.control.decide import CallRequest, decide
from phonecom_cli.control.explain import explain
from phonecom_cli.control.model import Routes
from phonecom_cli.errors import CheckFailed, NotSent
from phonecom_cli.fetch import FetchError, get
from phonecom_cli.result import Row

COLUMNS = (
    "step",
    "happened",
    "answer",
    "meaning",
    "problem",
    "notes",
    "status",
    "contentType",
    "milliseconds",
    "sent",
)


def ask_service(url: str, seconds: float, environ: Mapping[str, str]) -> Callable[[Request], Reply]:
    """Ask a real web service, and wait so many seconds for an answer."""

    def ask(request: Request) -> Reply:
        try:
            found = get(
                url, params=request.params, seconds=seconds, max_bytes=16 * BODY_LIMIT, environ=environ
            )
        except FetchError as error:
            if request.kind == "arrival" and not error.sent:
                raise NotSent(f"the service cannot be reached: {error.reason}") from error
            return Failure(f"no answer: {error.reason}")
        return Answer(found.status, found.content_type, found.body, found.seconds)

    return ask


def ask_routes(routes: Routes, now: datetime) -> Callable[[Request], Reply]:
    """Ask the routes of a file, at a moment that may be pretended."""

    def ask(request: Request) -> Reply:
        decision = decide(routes, CallRequest.of(dict(request.params)), now)
        return Answer(200, "text/plain", decision.command.encode())

    return ask


def conversation(call: Call, script: Script, ask: Callable[[Request], Reply]) -> Iterator[Row]:
    """The conversation as rows, each as soon as it has taken place.

    Raises:
        CheckFailed: after the last row, when the service broke the protocol.
    """
    breaches = []
    for step, exchange in enumerate(play(call, script, ask), 1):
        if exchange.breach:
            breaches.append(f"request {step}: {exchange.breach}")
        yield _row(step, exchange)
    if breaches:
        more = f" (and {len(breaches) - 1} more)" if len(breaches) > 1 else ""
        raise CheckFailed(f"the service broke the protocol: {breaches[0]}{more}")


def _row(step: int, exchange: Exchange) -> Row:
    reply = exchange.reply
    row: Row = {"step": step, "happened": exchange.request.happened}
    if isinstance(reply, Answer):
        row["answer"] = exchange.text
        row["status"] = reply.status
        row["contentType"] = reply.content_type
    if exchange.command is not None:
        row["meaning"] = explain(exchange.command)
    if exchange.breach:
        row["problem"] = exchange.breach
    if exchange.notes:
        row["notes"] = "; ".join(exchange.notes)
    row["milliseconds"] = round(reply.seconds * 1000, 1)
    row["sent"] = dict(exchange.request.params)
    return row
