"""`phonecom sandbox clock`."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from phonecom_cli import times
from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.errors import InvalidValue, UsageError
from phonecom_cli.result import Record, Result

EXAMPLES = (
    ("what time it is there", "phonecom sandbox clock"),
    ("two hours later", "phonecom sandbox clock --advance 2h"),
    ("just before midnight Pacific", "phonecom sandbox clock --set 2026-11-01T23:59:50-08:00"),
    ("the real time again", "phonecom sandbox clock --real"),
)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def command(
    ctx: Ctx,
    set: Annotated[
        str | None, typer.Option(metavar="TIME", help="Set it; it runs on from there, as it did before.")
    ] = None,
    advance: Annotated[
        str | None, typer.Option(metavar="SPAN", help="Move it on, by 90s, 15m, 2h, 3d or 1w.")
    ] = None,
    freeze: Annotated[
        bool | None, typer.Option("--freeze/--run", help="Let it stand still, or run on from where it is.")
    ] = None,
    real: Annotated[bool, typer.Option("--real", help="Go by this machine's time again.")] = False,
) -> Result:
    """Show or set the sandbox's time, by which reservations end and ChatCalls go on."""
    run = ctx.obj
    no_dry_run(run, "clock")
    changes = set is not None or advance is not None or freeze is not None
    if real and changes:
        raise UsageError("--real goes with no other option of sandbox clock")
    at = None if set is None else times.parse(set, run.clock)
    seconds = 0 if advance is None else _span(advance)
    with opened(run) as sandbox:
        from phonecom_cli.sandbox import admin

        if real:
            admin.make_clock_real(sandbox)
        elif changes:
            admin.set_clock(sandbox, at=at, advance=seconds, freeze=freeze)
        return Record(admin.clock_row(sandbox))


def _span(text: str) -> int:
    found = re.fullmatch(r"\+?([0-9]{1,9})([smhdw])", text.strip().lower())
    if not found:
        raise InvalidValue(f"--advance {text!r} is no span of time", hint="Write 90s, 15m, 2h, 3d or 1w.")
    return int(found[1]) * _SECONDS[found[2]]
