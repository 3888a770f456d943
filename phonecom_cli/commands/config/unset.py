"""`phonecom config unset`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.errors import SettingsError
from phonecom_cli.result import Record, Result
from phonecom_cli.settings import edit

EXAMPLES = (("back to the default", "phonecom config unset country"),)


def command(
    ctx: Ctx, key: Annotated[str, typer.Argument(metavar="KEY", help="One of `phonecom config list`.")]
) -> Result:
    """Take a setting out of the profile, so that its default holds. A mistaken key can be taken out, too."""
    run = ctx.obj
    refuse_dry_run(run, "config unset")
    name = run.profile_name or run.world.environ.get("PHONECOM_PROFILE") or ""
    if not name:
        name = _chosen(ctx)
    removed = edit.unset_value(run.paths.config, name, key)
    line = f"{key} is no longer set" if removed else f"{key} was not set"
    return Record({"profile": name, "key": key, "removed": removed}, line=f"{line}, in profile {name}.")


def _chosen(ctx: Ctx) -> str:
    """The switched profile, also where the file has the very mistake that is to be taken out."""
    run = ctx.obj
    try:
        return run.settings.choose(None, run.world.environ)[0]
    except SettingsError:
        run.usual_format = "tsv"  # the file cannot be asked for its own
        return edit.switched(run.paths.config)
