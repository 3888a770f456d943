"""Phone.com's side of one call, as the guide's chapter "Call control API (BETA)" describes it.

`play` asks, judges the answer, and works out what Phone.com would ask next. It does no input or output:
whoever uses it hands over `ask`, which carries a request to a web service, or to routes in memory.

A call begins with four fields (uniqueID, dialedNumber, callerIdNumber, callerIdName), which every request
repeats. Each later one adds `previous-response`, and `digits` after a menu; the last adds `duration`; one
after a bad answer adds `error`. What the guide leaves open is settled here: an error report may be answered
with a command, which is then obeyed, or with nothing, which ends the call; a bad answer to an error report
is not reported again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from phonecom_cli.control import grammar

BODY_LIMIT = 4096
"""Bytes of an answer that are looked at: far more than any command needs."""

Kind: TypeAlias = Literal["arrival", "digits", "forward", "error", "ended"]
"""Why Phone.com asks: a call arrived, a menu or a forward is over, an answer was bad, the call is over."""

Params: TypeAlias = tuple[tuple[str, str], ...]


class Call(NamedTuple):
    """An incoming call. The caller's number and name are "" when they are not known."""

    unique_id: str
    dialed: str
    caller: str = ""
    caller_name: str = ""

    def params(self) -> Params:
        """The four fields of every request. All are always present."""
        return (
            ("uniqueID", self.unique_id),
            ("dialedNumber", self.dialed),
            ("callerIdNumber", self.caller),
            ("callerIdName", self.caller_name),
        )


class Script(NamedTuple):
    """What people and networks do during the call.

    Attributes:
        digits: for each menu in turn what the caller presses; `none` waits for the timeout, `hangup` hangs
            up. When the list is used up, the caller presses nothing.
        forwards: for each forward in turn how it ends: `answered` (the call completes), `unanswered`
            (Phone.com asks again), `hangup` (the caller gives up) or `error` (Phone.com reports that it
            could not forward). When the list is used up, forwards are answered.
        duration: what the last request says, in seconds.
        within: how many seconds an answer may take. The guide gives no limit.
        requests: after so many requests the caller hangs up, so that every call ends.
    """

    digits: tuple[str, ...] = ()
    forwards: tuple[str, ...] = ()
    duration: int = 60
    within: float = 5.0
    requests: int = 25


class Request(NamedTuple):
    """One access of the web service: why, its parameters in order, and in words what had happened."""

    kind: Kind
    params: Params
    happened: str


class Answer(NamedTuple):
    """What the web service answered, and in how many seconds."""

    status: int
    content_type: str
    body: bytes
    seconds: float = 0.0


class Failure(NamedTuple):
    """No answer came: why, and after how many seconds."""

    reason: str
    seconds: float = 0.0


Reply: TypeAlias = "Answer | Failure"


class Exchange(NamedTuple):
    """One request with its answer.

    Attributes:
        text: the answer's text as Phone.com quotes it in `previous-response`.
        command: the command it is; None when there is none to obey.
        breach: how the service broke the protocol; "" when it did not.
        notes: what is allowed and probably not meant.
    """

    request: Request
    reply: Reply
    text: str
    command: grammar.Command | None
    breach: str
    notes: tuple[str, ...]


def play(call: Call, script: Script, ask: Callable[[Request], Reply]) -> Iterator[Exchange]:
    """Play one call from its arrival to its end, giving each exchange as soon as its answer is there."""
    base = call.params()
    turns = _Turns(iter(script.digits), iter(script.forwards))
    request = Request("arrival", base, "a call arrives")
    for count in range(1, script.requests + 1):
        exchange = judge(request, ask(request), within=script.within)
        yield exchange
        if request.kind == "ended":
            return
        kind, extra, happened = _next(exchange, turns)
        if count + 1 >= script.requests and kind != "ended":
            kind, extra, happened = "ended", (), f"the caller hangs up after {count} requests"
        if kind == "ended":
            extra = (("duration", str(script.duration)),)
        request = Request(kind, (*base, ("previous-response", exchange.text), *extra), happened)


class _Turns(NamedTuple):
    digits: Iterator[str]
    forwards: Iterator[str]


_Next: TypeAlias = "tuple[Kind, Params, str]"


def _next(exchange: Exchange, turns: _Turns) -> _Next:
    """Why Phone.com asks next, with which further fields, and what happened in words."""
    if exchange.breach:
        if exchange.request.kind == "error":
            return "ended", (), "the error report was answered badly too; the call ends"
        return "error", (("error", exchange.breach),), "Phone.com reports an error"
    if exchange.command is None:
        return "ended", (), "there is no command to go on with; the call ends"
    if isinstance(exchange.command, grammar.PlayAndGetDigits):
        return _menu(next(turns.digits, "none"), exchange.command)
    return _forward(next(turns.forwards, "answered"))


def _forward(outcome: str) -> _Next:
    if outcome == "error":
        error = "the call could not be forwarded"
        return "error", (("error", error),), f"Phone.com reports an error: {error}"
    if outcome == "unanswered":
        return "forward", (), "nobody answers"
    return "ended", (), "answered; the call completes" if outcome == "answered" else "the caller hangs up"


def _menu(pressed: str, menu: grammar.PlayAndGetDigits) -> _Next:
    if pressed == "hangup":
        return "ended", (), "the caller hangs up"
    if pressed == "none":
        return "digits", (), "the caller presses nothing until the timeout"
    # Phone.com stops listening at the first match, here the longest that these digits hold.
    for end in range(len(pressed), 0, -1):
        if grammar.matches(menu.pattern, pressed[:end]):
            rest = f"; {pressed[end:]} comes too late" if end < len(pressed) else ""
            return "digits", (("digits", pressed[:end]),), f"the caller presses {pressed[:end]}{rest}"
    return (
        "digits",
        (("digits", pressed),),
        f"the caller presses {pressed}, which does not match, until the timeout",
    )


def judge(request: Request, reply: Reply, *, within: float = 5.0) -> Exchange:
    """Hold one answer against the protocol: status 200, `text/plain`, one valid command, in time."""
    if isinstance(reply, Failure):
        return Exchange(request, reply, "", None, reply.reason, ())
    text = reply.body[:BODY_LIMIT].decode("utf-8", "replace").rstrip("\r\n")
    breach = _transport_breach(reply, within)
    if breach or request.kind == "ended":
        ignored = ("the call is over; this text is ignored",)
        return Exchange(request, reply, text, None, breach, ignored if text and not breach else ())
    if request.kind == "error" and not text:
        return Exchange(request, reply, text, None, "", ())
    breach = _text_breach(reply, text)
    if breach:
        return Exchange(request, reply, text, None, breach, ())
    command = grammar.parse(text)
    notes = grammar.warnings(command)
    if len(text.encode()) < len(reply.body):
        notes = (*notes, "a line break follows the command; better send none")
    return Exchange(request, reply, text, command, "", notes)


def _transport_breach(answer: Answer, within: float) -> str:
    if answer.status != 200:
        return f"HTTP status {answer.status}; it must be 200"
    if answer.seconds > within:
        return f"the answer took {answer.seconds:.1f} s; {within:g} s are allowed"
    return ""


def _text_breach(answer: Answer, text: str) -> str:
    media_type = answer.content_type.partition(";")[0].strip().lower()
    if media_type != "text/plain":
        return f"the content type is {media_type or 'missing'}; it must be text/plain"
    if len(answer.body) > BODY_LIMIT:
        return f"the answer is longer than {BODY_LIMIT} bytes; it must be one command"
    try:
        answer.body.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1} is not UTF-8"
    lines = [line for line in text.splitlines() if line.strip()]
    if len([line for line in lines if line.startswith(grammar.NAMES)]) > 1:
        return "two commands; an answer is one"
    try:
        grammar.parse(text)
    except grammar.GrammarError as error:
        return f"not a valid command: {error}"
    return ""
