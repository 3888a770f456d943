"""`phonecom config path`."""

from __future__ import annotations

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.result import Document, Record, Result

EXAMPLES = (
    ("the settings file", "phonecom config path"),
    ("all places of files", "phonecom config path -o json"),
)


def command(ctx: Ctx) -> Result:
    """Print where the settings file is, or would be. It need not exist, nor be valid."""
    run = ctx.obj
    refuse_dry_run(run, "config path")
    paths = run.paths
    if not run.options.output:
        return Document(f"{paths.config}\n")
    return Record({"settings": str(paths.config), "sandbox": str(paths.sandbox)})
