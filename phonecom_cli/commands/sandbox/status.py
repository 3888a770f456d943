"""`phonecom sandbox status`."""

from __future__ import annotations

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.result import Record, Result

EXAMPLES = (
    ("what is there", "phonecom sandbox status"),
    ("how many numbers are for sale", "phonecom sandbox status -o json --fields numbersFree"),
)


def command(ctx: Ctx) -> Result:
    """Show the sandbox's state: its file, seed, time, accounts, and what it holds."""
    no_dry_run(ctx.obj, "status")
    with opened(ctx.obj) as sandbox:
        from phonecom_cli.sandbox import admin

        return Record(admin.status(sandbox))
