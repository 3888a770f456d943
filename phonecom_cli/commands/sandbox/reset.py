"""`phonecom sandbox reset`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run
from phonecom_cli.result import Record, Result

EXAMPLES = (
    ("start anew", "phonecom sandbox reset"),
    ("another inventory and other calls", "phonecom sandbox reset --seed 7"),
)


def command(
    ctx: Ctx,
    seed: Annotated[
        int | None,
        typer.Option(metavar="N", help="What inventory and calls are made from; the same seed, the same."),
    ] = None,
) -> Result:
    """Make the sandbox anew: accounts, numbers, calls, messages, time and faults.

    A `sandbox serve` that is running goes on with the new one.
    """
    run = ctx.obj
    no_dry_run(run, "reset")
    from phonecom_cli.sandbox import admin

    made = admin.renew(run.paths.sandbox, now=run.world.now, progress=run.voice.progress, seed=seed)
    return Record(made, line=f"The sandbox is new, made from seed {made['seed']}.")
