"""One action for each of several numbers: a row for each, whatever becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from phonecom_cli import numbers
from phonecom_cli.actions import ACTIONS, Action
from phonecom_cli.commands import _run
from phonecom_cli.context import Context
from phonecom_cli.errors import InvalidValue, PhonecomError, SomeFailed, Stopped, UnknownOutcome
from phonecom_cli.result import Record, Result, Row, Rows

if TYPE_CHECKING:
    from phonecom_cli.actions.encode import Given, Pairs

_COLUMNS = {name for action in ACTIONS.values() for name in (*action.shape.columns, action.each) if name}
"""The columns that a header line of ours may have."""

_OTHER_FORMAT = re.compile(r"[\[{<]|.*[,\"]")
"""A line of JSON, XML or CSV."""

_FOR_PROGRAMS = frozenset({"resultDate", "clTRID"})
"""What a table of several outcomes leaves out, to fit: the time is now, and the other is our own."""

_FOR_WRITES = frozenset({"svTRID"})
"""What it leaves out of a read, too: nothing was done that one would ask Phone.com about."""


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
    _run.ready(ctx, action)
    _run.one_response(ctx, len(requests))
    if ctx.options.dry_run:
        previews = [_run.preview(ctx, action, pairs) for pairs in requests.values()]
        if len(previews) == 1 and ctx.format == "table":
            return Record(previews[0])  # its parameters one below the other, as those of any other action
        return Rows(previews, _run.PREVIEW)
    _ = ctx.account.client
    text = question(list(requests)) if question else ""
    if text:
        _run.ask(ctx, text)
    if len(requests) == 1 and ctx.format == "xml":
        return Rows((), xml=_run.send(ctx, action, *requests.values()).xml)
    is_for_person = ctx.format == "table" and not ctx.options.fields
    if len(requests) == 1 and line and is_for_person:
        answer = _run.send(ctx, action, *requests.values())
        return _run.present(ctx, action, answer, line=line.replace("{}", numbers.several(list(requests))))
    columns, outcomes = _run.columns_of(action), _attempt_all(ctx, action, requests)
    if is_for_person:
        hidden = _FOR_PROGRAMS if action.writes else _FOR_PROGRAMS | _FOR_WRITES
        columns = tuple(name for name in columns if name not in hidden)
        outcomes = ({name: row[name] for name in row if name not in hidden} for row in outcomes)
    return Rows(outcomes, columns, streamed=len(requests) > 1, work=action.writes)


def _e164(text: str) -> str:
    """A number of a row, the same whether its action takes it with `+` or without."""
    return text if text.startswith("+") else f"+{text}"


def _attempt_all(ctx: Context, action: Action, requests: Mapping[str, Pairs]) -> Iterator[Row]:
    from phonecom_cli.wire.rows import record_of

    failures: list[PhonecomError] = []
    label = {"phoneNumber": "numbers", "toNumber": "messages"}.get(action.each, action.each)
    with ctx.voice.progress(label, len(requests)) as bar:
        for done, (number, pairs) in enumerate(requests.items(), 1):
            item: Row = {action.each: number}
            try:
                answer = _run.send(ctx, action, pairs)
            except (UnknownOutcome, Stopped) as error:
                if not action.writes:
                    raise
                yield {**item, "status": "unknown", "msg": error.message}
                for left in list(requests)[done:]:
                    yield {action.each: left, "status": "not attempted"}
                raise _unknown(error, len(requests), len(requests) - done) from error
            except PhonecomError as error:
                failures.append(error)
                yield {**item, "status": "error", "msg": error.message, "svTRID": error.sv_trid or None}
            else:
                yield _row(item, record_of(answer, action.shape), _run.outcome(answer))
            bar.advance()
    _settle(failures, len(requests))


def _row(item: Row, data: Row, outcome: Row) -> Row:
    """A row of an item, what the answer holds and its outcome: nothing of the answer hides or is hidden."""
    ours = {**item, **outcome}
    row = dict(item)
    for name, value in data.items():
        if name not in ours:
            row[name] = value
        elif value != ours[name] and not (name in item and f"+{value}" == ours[name]):
            row[f"resultData/{name}"] = value
    return {**row, **outcome}


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
    if found and _OTHER_FORMAT.match(found[0]):
        raise InvalidValue(
            f"stdin has {found[0]!r}, which is no number",
            hint="Pipe one number a line, or the rows of a search as -o tsv gives them.",
        )
    if not found:
        raise InvalidValue(
            "stdin gave no number", hint="Pipe one number a line, or the rows of `numbers search`."
        )
    return found
