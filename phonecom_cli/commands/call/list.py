"""`phonecom call list`: getCallList."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli import times
from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.calls import CALL_LIST_LIMIT
from phonecom_cli.calllog import windows
from phonecom_cli.commands import _run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.context import Context
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Record, Result, Row, Rows

ACTION = "getCallList"
EXAMPLES = (
    ("the calls of today", "phonecom --sandbox call list --since today"),
    ("a day, as CSV", "phonecom --sandbox call list --since yesterday --until yesterday -o csv"),
    ("every call there is, one JSON object a line", "phonecom --sandbox call list --all -o jsonl"),
)
_WHEN = "2026-03-02, 2026-03-02T14:30, a Unix time, now, today, yesterday, 90m, 12h, 7d, 2w"


def command(
    ctx: Ctx,
    since: Annotated[str | None, typer.Option(metavar="TIME", help=f"Start: {_WHEN}.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="End, included; a day means all of it.")
    ] = None,
    all: Annotated[
        bool, typer.Option("--all", help="Every call of that time, beyond the API's 500.")
    ] = False,
) -> Result:
    """List the calls of the account.

    The API returns at most 500 calls and does not say when there are more; then a warning does. --all walks
    windows of time until each call has been fetched once, and streams them oldest first.
    """
    run = ctx.obj
    start = None if since is None else times.parse(since, run.clock)
    end = None if until is None else times.parse(until, run.clock, edge="end")
    if start is not None and end is not None and start > end:
        raise UsageError(f"--since {since} is after --until {until}", hint="Swap them.")
    if all:
        return _every_call(run, start, end)
    action = ACTIONS[ACTION]
    pairs = run.encoder.encode(action, {"startTime": start, "endTime": end})
    if run.options.dry_run:
        return Record(_run.preview(run, action, pairs))
    answer = _run.send(run, action, pairs)
    found = _run.rows(run, action, answer)
    if len(found) >= CALL_LIST_LIMIT:
        run.voice.warn(f"the API returns at most {CALL_LIST_LIMIT} calls, so there may be more: add --all")
    return Rows(found, action.shape.columns, answer.xml, empty="No calls.")


def _every_call(run: Context, start: int | None, end: int | None) -> Result:
    _run.one_response(run, 0)
    action = ACTIONS[ACTION]
    last = int(run.clock.now.timestamp()) if end is None else end

    told: set[str] = set()

    def fetch(first: int, final: int) -> list[Row]:
        pairs = run.encoder.encode(action, {"startTime": first, "endTime": final})
        return _run.rows(run, action, _run.send(run, action, pairs), told)

    if run.options.dry_run:
        pairs = run.encoder.encode(action, {"startTime": start or 0, "endTime": last})
        return Record(_run.preview(run, action, pairs))
    _ = run.account.client
    rows = windows.walk(fetch, start or 0, last, limit=CALL_LIST_LIMIT)
    return Rows(rows, action.shape.columns, streamed=True, empty="No calls.")
