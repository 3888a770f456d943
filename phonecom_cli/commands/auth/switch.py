"""`phonecom auth switch`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import place, refuse_dry_run
from phonecom_cli.credentials import find_username
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Record, Result
from phonecom_cli.settings import edit

EXAMPLES = (("use another profile from now on", "phonecom auth switch work"),)


def command(
    ctx: Ctx, name: Annotated[str, typer.Argument(metavar="NAME", help="The profile to use from now on.")]
) -> Result:
    """Choose the profile that commands use when neither --profile nor PHONECOM_PROFILE names one."""
    run = ctx.obj
    refuse_dry_run(run, "auth switch")
    if run.profile_name not in (None, name):
        raise UsageError(f"auth switch {name} and --profile {run.profile_name} name two profiles")
    profile = run.settings.named(name)
    edit.switch(run.paths.config, name)
    if run.world.environ.get("PHONECOM_PROFILE", name) != name:
        run.voice.warn("PHONECOM_PROFILE is set and outranks this")
    username = find_username(profile, {})
    return Record(
        {"profile": name, "environment": profile.environment, "username": username or None},
        line=f"Commands now use the profile {name}: {username or '(no username)'} in {place(profile)}.",
    )
