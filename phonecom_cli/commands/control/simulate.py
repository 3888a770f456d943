"""`phonecom control simulate`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Annotated

import typer

from phonecom_cli.commands._played import UNKNOWN, patience, read_caller, read_number, read_script
from phonecom_cli.commands._types import Ctx
from phonecom_cli.context import Context
from phonecom_cli.control.conversation import Call, Reply, Request, Script
from phonecom_cli.control.simulate import COLUMNS, ask_routes, ask_service, conversation
from phonecom_cli.errors import InvalidValue, UsageError
from phonecom_cli.result import Record, Result, Rows, Value

EXAMPLES = (
    (
        "a caller who presses 1 and is not answered",
        "phonecom control simulate routes.toml --dialed 18585608120 --digits 1 --forward unanswered",
    ),
    ("on Christmas day", "phonecom control simulate routes.toml --dialed 18585608120 --at 2026-12-25T10:00"),
    (
        "a service on the network, caller unknown",
        "phonecom control simulate https://calls.example.com/answer.php --dialed 18585608120 --caller unknown",
    ),
)


def command(
    ctx: Ctx,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="An http or https URL, or a routes file.")],
    dialed: Annotated[str, typer.Option(metavar="NUMBER", help="The number that is called.")],
    caller: Annotated[
        str, typer.Option(metavar="NUMBER", help="The caller's number; unknown for none.")
    ] = UNKNOWN,
    caller_name: Annotated[str, typer.Option(metavar="TEXT", help="The caller's name.")] = "",
    digits: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIGITS", help="Pressed at the next menu; none is a timeout, hangup ends; repeatable."
        ),
    ] = None,
    forward: Annotated[
        list[str] | None,
        typer.Option(
            metavar="END",
            help="How the next forward ends: answered, unanswered, hangup or error; repeatable.",
        ),
    ] = None,
    duration: Annotated[int, typer.Option(min=0, metavar="SECONDS", help="What the last request says.")] = 60,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="A time to pretend, as 2026-12-25T10:00, in the routes' time zone."
        ),
    ] = None,
    within: Annotated[
        float, typer.Option(min=0.001, max=3600, metavar="SECONDS", help="How long an answer may take.")
    ] = 5.0,
) -> Result:
    """Play Phone.com's side of a call against a web service or a routes file, and show the conversation.

    Exit 1 when the service breaks the protocol: another status than 200, another type than text/plain, no valid
    command, two of them, or too slow. Only the first digits of a --digits that fit the menu's pattern are sent.
    """
    run = ctx.obj
    call = Call(
        "simulated-1",
        read_number(run, dialed).removeprefix("+"),
        read_caller(run, caller).removeprefix("+"),
        caller_name,
    )
    script = read_script(digits, forward, duration)._replace(within=within)
    if not target.startswith(("http://", "https://")):
        return _played(call, script, _ask_file(run, target, at))
    if at is not None:
        raise UsageError("--at is for routes files; a service on the network has its own clock")
    if run.options.dry_run:
        return _first_request(target, call)
    return _played(call, script, ask_service(target, patience(run, script), run.world.environ))


def _first_request(url: str, call: Call) -> Record:
    params: list[Value] = [list(pair) for pair in call.params()]
    return Record({"method": "GET", "url": _masked(url), "params": params})


def _played(call: Call, script: Script, ask: Callable[[Request], Reply]) -> Rows:
    return Rows(conversation(call, script, ask), COLUMNS, streamed=True)


def _ask_file(run: Context, target: str, at: str | None) -> Callable[[Request], Reply]:
    from phonecom_cli.control.routesfile import load_for_use

    if "://" in target:
        raise UsageError(f"{target} is no http or https URL, and no routes file")
    if run.options.dry_run:
        raise UsageError("a routes file is asked in memory; there is no request that --dry-run could show")
    routes = load_for_use(Path(target))
    now = run.world.now() if at is None else _moment(at, routes.zone or run.clock.zone or UTC)
    return ask_routes(routes, now)


def _moment(text: str, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(f"--at {text!r} is not a time", hint="Write 2026-12-25T10:00.") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _masked(url: str) -> str:
    return re.sub(r"(/call/)[^/?#]+", r"\1****", url)
