"""`phonecom sandbox faults`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Result, Rows

EXAMPLES = (
    ("what is set", "phonecom sandbox faults"),
    (
        "every answer 0.2 to 0.8 s late, one in ten of them an error",
        "phonecom sandbox faults latency=0.2..0.8 error:0.1",
    ),
    ("SMS that are sent and never confirmed", "phonecom sandbox faults reset-after@sendSMS"),
    ("all well again", "phonecom sandbox faults --clear"),
)


def command(
    ctx: Ctx,
    faults: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FAULT...]", help="KIND[=VALUE][:SHARE][@ACTION]; replaces what was set."),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(metavar="N", help="Decides which requests are struck; the same seed, the same ones."),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="End all faults.")] = False,
) -> Result:
    """Show or set what the sandbox does wrong, in process and over HTTP.

    Kinds: latency=SECONDS or =A..B; error; http=STATUS (503); reset-before and reset-after the action was carried
    out; truncated; malformed; drip=SECONDS for every 16 bytes. SHARE is 0 to 1, all requests where it is left out.
    """
    run = ctx.obj
    no_dry_run(run, "faults")
    if clear and faults:
        raise UsageError("--clear ends all faults, and there are faults to set too")
    if seed is not None and not faults:
        raise UsageError("--seed goes with the faults to set")
    with opened(run) as sandbox:
        from phonecom_cli.sandbox import admin

        if clear or faults:
            admin.set_faults(sandbox, faults or [], seed)
        columns = ("fault", "kind", "share", "action", "does", "seed")
        return Rows(admin.fault_rows(sandbox), columns, empty="No faults: the sandbox behaves.")
