"""`phonecom sandbox ring`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from phonecom_cli.commands._played import UNKNOWN, patience, read_caller, read_number, read_script
from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.context import Context
from phonecom_cli.result import Result, Row, Rows

if TYPE_CHECKING:
    from phonecom_cli.sandbox.ring import Incoming

EXAMPLES = (
    ("call the demo account", "phonecom sandbox ring --to +18585602222 --from +18583807710"),
    ("nobody answers, so it is a voicemail", "phonecom sandbox ring --to +18585602222 --forward unanswered"),
    (
        "a number without a rule asks your service",
        "phonecom sandbox ring --to +12124445555 --control-url http://127.0.0.1:8651/call/TOKEN --digits 1",
    ),
)


def command(
    ctx: Ctx,
    to: Annotated[str, typer.Option(metavar="NUMBER", help="The number of the sandbox that is called.")],
    caller: Annotated[
        str, typer.Option("--from", metavar="NUMBER", help="The caller's number; unknown for none.")
    ] = UNKNOWN,
    name: Annotated[str, typer.Option(metavar="TEXT", help="The caller's name.")] = "",
    digits: Annotated[
        list[str] | None,
        typer.Option(metavar="DIGITS", help="Pressed at the next menu; none, hangup; repeatable."),
    ] = None,
    forward: Annotated[
        list[str] | None,
        typer.Option(metavar="END", help="Answered, unanswered, hangup or error, in turn; repeatable."),
    ] = None,
    duration: Annotated[int, typer.Option(min=0, metavar="SECONDS", help="How long the call lasts.")] = 60,
    control_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="First set the account's call control URL; empty removes it."),
    ] = None,
) -> Result:
    """Let a call come in to a number of the sandbox, and show how it is routed.

    A number with a ring-all rule rings its destinations. One without a rule, or set to disconnect, asks the
    account's call control URL, as the guide describes; exit 1 when the service there breaks the protocol.
    Afterwards the call is in the account's log, and a voicemail has sent its notifications.
    """
    run = ctx.obj
    no_dry_run(run, "ring")
    from phonecom_cli.control.simulate import COLUMNS
    from phonecom_cli.sandbox.ring import Incoming

    incoming = Incoming(
        to=read_number(run, to).removeprefix("+"),
        caller=read_caller(run, caller),
        name=name,
        script=read_script(digits, forward, duration),
    )
    return Rows(_steps(run, incoming, control_url), COLUMNS, streamed=True)


def _steps(run: Context, incoming: Incoming, control_url: str | None) -> Iterator[Row]:
    from phonecom_cli.control.simulate import ask_service
    from phonecom_cli.sandbox import admin
    from phonecom_cli.sandbox.ring import owner, ring

    with opened(run) as sandbox:
        username = owner(sandbox, incoming.to)
        if control_url is not None:
            admin.set_control_url(sandbox, username, control_url)
        seconds = patience(run, incoming.script)
        yield from ring(sandbox, incoming, lambda url: ask_service(url, seconds, run.world.environ))
