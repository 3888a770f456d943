"""One action, from a verb's values to its result: encode, ask, send, present.

Every verb of an action ends here, so that what is promised of all of them is kept in one place: refusals come
before anything is sent, a dry run sends nothing, a write is asked for, and no outcome is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from phonecom_cli import numbers
from phonecom_cli.actions import ACTIONS, Action
from phonecom_cli.context import Context
from phonecom_cli.errors import (
    Declined,
    InvalidValue,
    NeedsYes,
    PhonecomError,
    SomeFailed,
    Stopped,
    UnknownOutcome,
    UsageError,
)
from phonecom_cli.fields import check_fields
from phonecom_cli.result import Record, Result, Row, Rows

if TYPE_CHECKING:
    from phonecom_cli.actions.encode import Given, Pairs
    from phonecom_cli.wire.answer import Answer

_COLUMNS = {name for action in ACTIONS.values() for name in (*action.shape.columns, action.each) if name}
"""The columns that a header line of ours may have."""

OUTCOME = ("status", "msg", "resultDate", "clTRID", "svTRID")
"""What every answer tells beside its data."""

_PREVIEW = ("method", "url", "params")
"""What a dry run shows of a request."""

_FOR_PROGRAMS = frozenset({"resultDate", "clTRID"})
"""What a table of several outcomes leaves out, to fit: the time is now, and the other is our own."""


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
    _ = ctx.client  # without credentials there is nothing to ask
    if question:
        ask(ctx, question)
    answer = send(ctx, action, pairs)
    return present(ctx, action, answer, line=line)


def ready(ctx: Context, action: Action) -> None:
    """Refuse what can be refused before a write is sent: afterwards nothing may be."""
    ctx.check_may_write(action)
    _ = ctx.format, ctx.clock
    if action.writes and ctx.options.fields and action.command[0] != "api":
        check_fields(ctx.options.fields, (*columns_of(action), *(_PREVIEW if ctx.options.dry_run else ())))


def columns_of(action: Action) -> tuple[str, ...]:
    """The columns that are known of an action's result, the one that tells several items apart first."""
    first = (action.each,) if action.each else ()
    return tuple(dict.fromkeys((*first, *action.shape.columns, *OUTCOME)))


def send(ctx: Context, action: Action, pairs: Pairs) -> Answer:
    """Send one request. A write that the user interrupts has an unknown outcome, and is told so."""
    try:
        answer = ctx.client.call(action.name, pairs, writes=action.writes, check=action.check)
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
    if not set(ctx.options.fields) <= set(_PREVIEW):
        ctx.options.fields = ()
    request = ctx.dry_request(action.name, pairs, writes=action.writes)
    params = [[name, value] for name, value in request.masked()]
    return {"method": "POST", "url": request.url, "params": params}  # type: ignore[dict-item] # lists are invariant


def present(ctx: Context, action: Action, answer: Answer, *, line: str = "") -> Result:
    """An answer as a list or an object."""
    from phonecom_cli.wire.rows import record_of

    if action.shape.rows:
        return Rows(
            rows(ctx, action, answer),
            action.shape.columns,
            answer.xml,
            empty=f"None: {action.name} gave an empty list.",
        )
    data = record_of(answer, action.shape)
    if not data and not action.shape.element:
        return Record(outcome(answer), answer.xml, line or f"{answer.msg}.")
    data = {**data, "clTRID": answer.cltrid or "", "svTRID": answer.svtrid}
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
        "msg": answer.msg,
        "resultDate": answer.result_date,
        "clTRID": answer.cltrid or "",
        "svTRID": answer.svtrid,
    }


def run_each(
    ctx: Context,
    name: str,
    items: Sequence[str],
    values: Mapping[str, Given] | None = None,
    *,
    question: Callable[[Sequence[str]], str] | None = None,
    line: str = "",
) -> Result:
    """Do one action for each of several numbers: a row for each, whatever becomes of it.

    Everything is encoded before the first is sent. All are attempted, but the run stops at an unknown outcome.
    `question` says what to ask for the numbers as they will be sent; "" for nothing. `line` tells a person that
    it is done where there was one number; `{}` stands for it.
    """
    action = ACTIONS[name]
    encoded = [
        ctx.encoder.encode(action, {**(values or {}), action.each: item}) for item in numbers_of(ctx, items)
    ]
    requests = {_e164(dict(pairs)[action.each]): pairs for pairs in encoded}
    if len(requests) < len(encoded):
        ctx.voice.warn("a number given twice is taken once")
    ready(ctx, action)
    one_response(ctx, len(requests))
    if ctx.options.dry_run:
        return Rows([preview(ctx, action, pairs) for pairs in requests.values()], _PREVIEW)
    _ = ctx.client
    text = question(list(requests)) if question else ""
    if text:
        ask(ctx, text)
    if len(requests) == 1 and ctx.format == "xml":
        return Rows((), xml=send(ctx, action, *requests.values()).xml)
    is_for_person = ctx.format == "table" and not ctx.options.fields
    if len(requests) == 1 and line and is_for_person:
        answer = send(ctx, action, *requests.values())
        return present(ctx, action, answer, line=line.replace("{}", numbers.several(list(requests))))
    columns, outcomes = columns_of(action), _attempt_all(ctx, action, requests)
    if is_for_person:
        columns = tuple(name for name in columns if name not in _FOR_PROGRAMS)
        outcomes = ({name: row[name] for name in row if name not in _FOR_PROGRAMS} for row in outcomes)
    return Rows(outcomes, columns, streamed=len(requests) > 1, work=action.writes)


def one_response(ctx: Context, requests: int) -> None:
    """Refuse `xml`, which is one response body, where several requests would be made."""
    if ctx.format == "xml" and requests != 1:
        raise UsageError(
            "xml shows one response, and this command makes several requests",
            hint="Choose another format, or run it for one at a time.",
        )


def _e164(text: str) -> str:
    """A number of a row, the same whether its action takes it with `+` or without."""
    return text if text.startswith("+") else f"+{text}"


def _attempt_all(ctx: Context, action: Action, requests: Mapping[str, Pairs]) -> Iterator[Row]:
    from phonecom_cli.wire.rows import record_of

    failures: list[PhonecomError] = []
    label = {"phoneNumber": "numbers", "toNumber": "messages"}.get(action.each, action.each)
    with ctx.voice.progress(label, len(requests) if len(requests) > 1 else 0) as bar:
        for done, (number, pairs) in enumerate(requests.items(), 1):
            item: Row = {action.each: number}
            try:
                answer = send(ctx, action, pairs)
            except (UnknownOutcome, Stopped) as error:
                if not action.writes:
                    raise
                yield {**item, "status": "unknown", "msg": error.message}
                for left in list(requests)[done:]:
                    yield {action.each: left, "status": "not attempted"}
                raise _unknown(error, len(requests), len(requests) - done) from error
            except PhonecomError as error:
                failures.append(error)
                yield {**item, "status": "error", "msg": error.message, "svTRID": error.sv_trid}
            else:
                yield {**item, **record_of(answer, action.shape), **outcome(answer)}
            bar.advance()
    _settle(failures, len(requests))


def _unknown(error: UnknownOutcome | Stopped, total: int, left: int) -> PhonecomError:
    if total == 1:
        return error
    message = f"{error.message.rstrip('.')}; stopped there, with {left} of {total} not attempted"
    return type(error)(message, hint=error.hint, exit_code=error.exit_code)


def _settle(failures: Sequence[PhonecomError], total: int) -> None:
    """Raise what several failures come to: their common kind if all failed alike, else `SomeFailed`."""
    if not failures:
        return
    first = failures[0]
    if total == 1:
        raise first
    if len(failures) == total and len({failure.exit_code for failure in failures}) == 1:
        raise type(first)(f"all {total} failed; the first: {first.message}", hint=first.hint)
    raise SomeFailed(f"{len(failures)} of {total} failed; each is told in its row", hint=first.hint)


def numbers_of(ctx: Context, items: Iterable[str]) -> list[str]:
    """The numbers of a command line, with `-` replaced by those on stdin."""
    return [word for item in items for word in (_from_stdin(ctx) if item == "-" else [item])]


def _from_stdin(ctx: Context) -> list[str]:
    """One number a line; of our own TSV, the column `phoneNumber` or else the first."""
    text = ctx.stdin_text("the numbers").removeprefix("\ufeff")
    # Not `splitlines`: a nickname may hold what Python takes for the end of a line, and TSV does not escape.
    lines = [line.split("\t") for line in text.split("\n") if line.strip()]
    column = 0
    if lines and _COLUMNS.intersection(cell.strip() for cell in lines[0]):
        header = [cell.strip() for cell in lines.pop(0)]
        column = header.index("phoneNumber") if "phoneNumber" in header else 0
    found = [line[column].strip() for line in lines if len(line) > column]
    if not found:
        raise InvalidValue(
            "stdin gave no number", hint="Pipe one number a line, or the rows of `numbers search`."
        )
    return found


def message_text(ctx: Context, message: str) -> str:
    """A message, read from stdin where it is `-`; the last newline of a file is not part of it."""
    return ctx.stdin_text("the message").removesuffix("\n") if message == "-" else message
