"""One API call: sent once or, where that is safe, more often; and what a failure of it means.

A read may be sent again, a write only while it is certain that nothing of it has left this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from phonecom_cli.errors import NoAnswer, NotSent, PhonecomError, UnknownOutcome
from phonecom_cli.wire.excerpt import Hide, decoded, hider
from phonecom_cli.wire.request import Request, fresh_cltrid
from phonecom_cli.wire.transport import Reply, Transport, TransportError
from phonecom_cli.wire.verdict import UnusableError, judge

if TYPE_CHECKING:
    from phonecom_cli.secret import Secret
    from phonecom_cli.wire.answer import Answer

ATTEMPTS = 3
FIRST_SHARE = 0.6
"""What of the time that is left a read's attempt may take while others can follow."""
BACKOFF_SECONDS = 0.25

Kind: TypeAlias = Literal["request", "reply", "body", "retry", "warning"]


class Event(NamedTuple):
    """Something that happened during a call, for `-v` and for warnings. It holds no secret.

    Attributes:
        kind: what.
        text: in words; one line, but for a body.
        params: the form of a request, secrets masked.
        status: the HTTP status of a reply.
        size: the bytes of a reply's body.
        seconds: how long a reply took, or how long a retry waits.
    """

    kind: Kind
    text: str
    params: tuple[tuple[str, str], ...] = ()
    status: int = 0
    size: int = 0
    seconds: float = 0.0

    @property
    def warning(self) -> bool:
        """Whether a user should see it without `-v`."""
        return self.kind == "warning"


class _Call(NamedTuple):
    """What stays the same over the attempts of one call."""

    request: Request
    check: str
    hide: Hide
    deadline: float


class Client:
    """Calls actions of the API at one endpoint for one account. Safe to use from several threads.

    Args:
        transport: what carries the requests.
        url: the endpoint.
        username: the account's; "" sends none.
        password: None sends none, where the account is known by its address.
        timeout: the seconds that one call may take, all attempts together.
        cltrid: sent with every call; None sends a fresh one with each.
        monotonic: seconds that never jump.
        sleep: waits that many seconds.
        on_event: told what happens; from the thread that calls.
        show_bodies: tell the bodies of replies, too.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        url: str,
        username: str,
        password: Secret | None,
        timeout: float = 30.0,
        cltrid: str | None = None,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
        on_event: Callable[[Event], None] | None = None,
        show_bodies: bool = False,
    ) -> None:
        self._transport = transport
        self._url = url
        self._username = username
        self._password = password
        self._timeout = timeout
        self._cltrid = cltrid
        self._monotonic = monotonic
        self._sleep = sleep
        self._on_event = on_event
        self._show_bodies = show_bodies

    def call(
        self, action: str, params: Sequence[tuple[str, str]], *, writes: bool, check: str = ""
    ) -> Answer:
        """Call an action and return its answer, whose status is `ok`.

        Args:
            action: the wire name.
            params: its own parameters, in order.
            writes: whether it changes, costs or sends: then it is never sent twice.
            check: for writes, how a user finds out whether it happened after all.

        Raises:
            Refused: the API answered with status error.
            NotSent: nothing left this machine.
            NoAnswer, BadAnswer: a read brought no usable answer.
            UnknownOutcome: a write left this machine and brought no usable answer.
            InvalidValue: a parameter is not text.
        """
        cltrid = fresh_cltrid() if self._cltrid is None else self._cltrid
        request = Request(action, tuple(params), self._url, writes, self._username, self._password, cltrid)
        request.body()
        deadline = self._monotonic() + self._timeout
        call = _Call(request, check, hider(request.secrets(), self._username), deadline)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(call, last=attempt == ATTEMPTS)
            except UnusableError as failure:
                unusable = failure
            wait = self._pause(unusable, attempt, call)
            if wait is None:
                break
            self._tell("retry", f"{unusable.reason}; trying again in {wait:.2f} s", seconds=wait)
            self._sleep(wait)
        raise _final(call, unusable, attempt)

    def close(self) -> None:
        """Let go of the transport's connections."""
        self._transport.close()

    def _attempt(self, call: _Call, *, last: bool) -> Answer:
        """One request and what came of it; UnusableError when that was no usable answer."""
        request = call.request
        left = call.deadline - self._monotonic()
        if left <= 0:
            raise UnusableError("the time is up", sent=False, retryable=False)
        share = left if last or request.writes else left * FIRST_SHARE
        if self._on_event is not None:
            self._tell("request", f"POST {request.url} {_form(request)}", params=tuple(request.masked()))
        started = self._monotonic()
        reply = _send(self._transport, request, share)
        self._tell_reply(call, reply, self._monotonic() - started)
        answer = judge(reply, request, call.hide)
        if request.writes and request.cltrid and not answer.cltrid:
            self._tell("warning", f"the answer to {request.action} does not echo its clTRID {request.cltrid}")
        return answer

    def _pause(self, failure: UnusableError, attempt: int, call: _Call) -> float | None:
        """How long to wait before sending again; None for not sending again."""
        may_again = failure.retryable and (not failure.sent or not call.request.writes)
        if not may_again or attempt == ATTEMPTS:
            return None
        import random

        left = call.deadline - self._monotonic()
        backoff = BACKOFF_SECONDS * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)  # noqa: S311 # not a secret
        wait = max(min(backoff, left / 4), failure.retry_after or 0.0)
        return wait if wait < left else None

    def _tell_reply(self, call: _Call, reply: Reply, seconds: float) -> None:
        if self._on_event is None:
            return
        size = len(reply.body)
        text = f"HTTP {reply.status}, {size} bytes in {seconds:.2f} s"
        self._on_event(Event("reply", text, status=reply.status, size=size, seconds=seconds))
        if self._show_bodies and reply.body:
            self._on_event(Event("body", call.hide(decoded(reply.body))))

    def _tell(
        self, kind: Kind, text: str, params: tuple[tuple[str, str], ...] = (), seconds: float = 0.0
    ) -> None:
        if self._on_event is not None:
            self._on_event(Event(kind, text, params, seconds=seconds))


def _form(request: Request) -> str:
    """The form on one line, secrets masked; what is empty or holds white space or controls is quoted."""
    return " ".join(
        f"{name}={text if text.isprintable() and text and ' ' not in text else repr(text)}"
        for name, text in request.masked()
    )


def _send(transport: Transport, request: Request, seconds: float) -> Reply:
    try:
        return transport.send(request, seconds)
    except TransportError as error:
        failure = UnusableError(error.reason, sent=error.sent, retryable=error.retryable)
    raise failure


def _final(call: _Call, failure: UnusableError, attempts: int) -> PhonecomError:
    """The error that a user sees for a failure that is not tried again."""
    action = call.request.action
    reason = call.hide(failure.reason) + (f" (the last of {attempts} attempts)" if attempts > 1 else "")
    if not failure.sent:
        return NotSent(f"{action}: {reason}; nothing was sent.", hint=failure.hint)
    if call.request.writes:
        message = f"{action} was sent and no valid answer came: {reason}. It may have happened."
        trace = f"Its clTRID was {call.request.cltrid}." if call.request.cltrid else ""
        hint = " ".join(part for part in (call.check, trace) if part)
        return UnknownOutcome(message, hint=hint, sv_trid=failure.sv_trid)
    kind = failure.kind or NoAnswer
    return kind(f"{action}: {reason}.", hint=failure.hint, sv_trid=failure.sv_trid)
