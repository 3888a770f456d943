"""One action, from a verb's values to its result: encode, ask, send, present.

Every verb of an action ends here, so that what is promised of all of them is kept in one place: refusals come
before anything is sent, a dry run sends nothing, a write is asked for, and no outcome is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from phonecom_cli.actions import ACTIONS, Action
from phonecom_cli.context import Context
from phonecom_cli.errors import Declined, NeedsYes, Stopped, UsageError
from phonecom_cli.fields import check_fields
from phonecom_cli.result import Record, Result, Row, Rows

if TYPE_CHECKING:
    from phonecom_cli.actions.encode import Given, Pairs
    from phonecom_cli.wire.answer import Answer

OUTCOME = ("status", "msg", "resultDate", "clTRID", "svTRID")
"""What every answer tells beside its data."""

PREVIEW = ("method", "url", "params")
"""What a dry run shows of a request."""


def run(
    ctx: Context, name: str, values: Mapping[str, Given], *, question: str = "", line: str = ""
) -> Result:
    """Do one action once.

    Args:
        ctx: the run.
        name: the action's wire name.
        values: its parameters' values by wire name; None is not given.
        question: what to ask first; "" for an action that is not asked for.
        line: what to tell a person when it is done, for actions that return no data.
    """
    action = ACTIONS[name]
    pairs = ctx.encoder.encode(action, values)
    ready(ctx, action)
    if ctx.options.dry_run:
        return Record(preview(ctx, action, pairs))
    _ = ctx.account.client  # without credentials there is nothing to ask
    if question:
        ask(ctx, question)
    answer = send(ctx, action, pairs)
    return present(ctx, action, answer, line=line)


def ready(ctx: Context, action: Action) -> None:
    """Refuse what can be refused before a write is sent: afterwards nothing may be."""
    ctx.account.check_may_write(action)
    _ = ctx.format, ctx.clock
    if action.writes and ctx.options.fields and action.command[0] != "api":
        check_fields(ctx.options.fields, (*columns_of(action), *(PREVIEW if ctx.options.dry_run else ())))


def columns_of(action: Action) -> tuple[str, ...]:
    """The columns that are known of an action's result, the one that tells several items apart first."""
    first = (action.each,) if action.each else ()
    return tuple(dict.fromkeys((*first, *action.shape.columns, *OUTCOME)))


def send(ctx: Context, action: Action, pairs: Pairs) -> Answer:
    """Send one request. A write that the user interrupts has an unknown outcome, and is told so."""
    try:
        answer = ctx.account.client.call(action.name, pairs, writes=action.writes, check=action.check)
    except (KeyboardInterrupt, Stopped) as stop:
        if not action.writes:
            raise
        code = stop.exit_code if isinstance(stop, Stopped) else Stopped.exit_code
        raise Stopped(
            f"stopped while {action.name} was under way: it may have happened",
            hint=action.check,
            exit_code=code,
        ) from stop
    if action.writes:
        ctx.done += 1
    return answer


def ask(ctx: Context, question: str, *, retype: str = "") -> None:
    """Ask before a write; `--yes` answers. Nobody there to answer is a refusal.

    With `retype` the answer is that name, typed again.
    """
    if ctx.options.yes:
        return
    if not ctx.voice.can_ask():
        raise NeedsYes(
            f"this needs --yes, since nobody can be asked here: {question}",
            hint="Nothing was sent. Add --yes to mean it, or --dry-run to see the request.",
        )
    if retype and not ctx.voice.retype(f"{question} Type {retype} to go on: ", retype):
        raise Declined("the name typed is not the same; nothing was sent")
    if not retype and not ctx.voice.confirm(question):
        raise Declined("not confirmed; nothing was sent")


def preview(ctx: Context, action: Action, pairs: Pairs) -> Row:
    """What a dry run shows: the exact request, secrets masked.

    Fields of the answer that was to come pick nothing of it.
    """
    if not set(ctx.options.fields) <= set(PREVIEW):
        ctx.options.fields = ()
    request = ctx.account.dry_request(action.name, pairs, writes=action.writes)
    params = [[name, value] for name, value in request.masked()]
    return {"method": "POST", "url": request.url, "params": params}  # type: ignore[dict-item] # lists are invariant


def present(ctx: Context, action: Action, answer: Answer, *, line: str = "") -> Result:
    """An answer as a list or an object."""
    from phonecom_cli.wire.rows import is_unusual, record_of

    if action.shape.rows:
        return Rows(
            rows(ctx, action, answer),
            action.shape.columns,
            answer.xml,
            empty=f"None: {action.name} gave an empty list.",
        )
    data = record_of(answer, action.shape)
    if not data and not action.shape.element:
        said = f" The server says: {answer.msg}" if line and is_unusual(answer.msg) else ""
        return Record(outcome(answer), answer.xml, f"{line or f'{answer.msg}.'}{said}")
    data = {**data, "clTRID": answer.cltrid or None, "svTRID": answer.svtrid or None}
    return Record(with_fields(ctx, action, data), answer.xml)


def with_fields(ctx: Context, action: Action, data: Row) -> Row:
    """What a write returned, with the fields that were asked for and are not in it: it is done, and not refused."""
    missing = [name for name in ctx.options.fields if name not in data] if action.writes else []
    if missing:
        ctx.voice.warn(f"{action.name} is done, and its answer has no {', '.join(missing)}")
    return {**data, **dict.fromkeys(missing)}


def rows(ctx: Context, action: Action, answer: Answer, told: set[str] | None = None) -> list[Row]:
    """The rows of an answer; what stands beside them is told, unless it is in `told`, where it is put."""
    from phonecom_cli.wire.rows import rows_of

    found, notes = rows_of(answer, action.shape)
    for note in notes:
        if told is None or note not in told:
            ctx.voice.warn(note)
    if told is not None:
        told.update(notes)
    return found


def outcome(answer: Answer) -> Row:
    """What an action that returns no data returns."""
    return {
        "status": "ok" if answer.ok else "error",
        "msg": answer.msg or None,
        "resultDate": answer.result_date or None,
        "clTRID": answer.cltrid or None,
        "svTRID": answer.svtrid or None,
    }


def one_response(ctx: Context, requests: int) -> None:
    """Refuse `xml`, which is one response body, where several requests would be made."""
    if ctx.format == "xml" and requests != 1:
        raise UsageError(
            "xml shows one response, and this command makes several requests",
            hint="Choose another format, or run it for one at a time.",
        )


def message_text(ctx: Context, message: str) -> str:
    """A message, read from stdin where it is `-`; the last newline of a file is not part of it."""
    return ctx.stdin_text("the message").removesuffix("\n") if message == "-" else message
