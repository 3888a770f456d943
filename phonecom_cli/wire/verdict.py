"""What a reply is worth: an answer, a refusal, or nothing that can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from phonecom_cli.errors import BadAnswer, NoAnswer, Refused
from phonecom_cli.wire.answer import Answer, read_answer
from phonecom_cli.wire.excerpt import Hide, excerpt

if TYPE_CHECKING:
    from phonecom_cli.wire.request import Request
    from phonecom_cli.wire.transport import Reply

ACTIVATION = "Phone.com must also have activated the API for the account."


class UnusableError(Exception):
    """An attempt that brought no usable answer.

    Attributes:
        reason: a clause, without full stop.
        sent: whether a byte of the request may have left.
        retryable: whether the same request could do better a moment later.
        kind: what it is for a read.
        retry_after: the seconds that the server asks to wait.
    """

    def __init__(
        self,
        reason: str,
        *,
        sent: bool = True,
        retryable: bool = False,
        kind: type[NoAnswer] = NoAnswer,
        hint: str = "",
        sv_trid: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent
        self.retryable = retryable
        self.kind = kind
        self.hint = hint
        self.sv_trid = sv_trid
        self.retry_after = retry_after


def judge(reply: Reply, request: Request, hide: Hide) -> Answer:
    """The answer in a reply, if its status is `ok`.

    Args:
        reply: what came.
        request: what it is to answer.
        hide: masks secrets in what is quoted of the reply.

    Raises:
        Refused: a whole answer with status error, under HTTP 2xx or 4xx.
        UnusableError: anything else.
    """
    status = reply.status
    if 300 <= status < 400:
        raise UnusableError(
            f"the server redirects (HTTP {status}), which is not followed",
            hint="Check the URL of the profile: the password is sent to no other address than that.",
        )
    if not (200 <= status < 300 or 400 <= status < 500):
        raise UnusableError(_http(reply, hide), retryable=500 <= status < 600, retry_after=reply.retry_after)
    answer = _read(reply, hide)
    if not _is_echo(answer, request):
        raise UnusableError(
            "the answer belongs to another request (its clTRID is not the one that was sent)",
            kind=BadAnswer,
            sv_trid=answer.svtrid,
        )
    if not answer.ok:
        raise _refused(answer, hide)
    if status >= 400:
        raise UnusableError(_http(reply, hide), sv_trid=answer.svtrid)
    return answer


def _read(reply: Reply, hide: Hide) -> Answer:
    if not reply.body.strip() and reply.status < 400:
        # A connection that breaks off within the headers looks like this, too.
        raise UnusableError("the answer is empty", retryable=True)
    try:
        return read_answer(reply.body, hide)
    except BadAnswer as error:
        is_failure = reply.status >= 400
        failure = UnusableError(
            _http(reply, hide) if is_failure else _as_clause(error.message),
            kind=NoAnswer if is_failure else BadAnswer,
            hint="" if is_failure else "See the whole answer with -v.",
        )
    raise failure


def _http(reply: Reply, hide: Hide) -> str:
    quoted = excerpt(reply.body, hide)
    return f"the server answered HTTP {reply.status}" + (f" ({quoted})" if quoted else "")


def _as_clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _is_echo(answer: Answer, request: Request) -> bool:
    """Whether the answer echoes this request's clTRID, or none."""
    return not answer.cltrid or answer.cltrid == request.cltrid.strip()


def _refused(answer: Answer, hide: Hide) -> Refused:
    import re

    message = hide(answer.msg) or "The API refused, and does not say why."
    hint = ""
    if re.search(
        r"\b(password|authenticat\w*|login|log in|credentials?|not activated)\b", message, re.IGNORECASE
    ):
        hint = f"Check the username and password with `phonecom auth status --check`. {ACTIVATION}"
    return Refused(message, hint=hint, sv_trid=answer.svtrid)
