"""`phonecom auth logout`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import place, refuse_dry_run
from phonecom_cli.credentials import accounts
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Record, Result
from phonecom_cli.settings import edit

EXAMPLES = (
    ("forget the password of the profile in use", "phonecom auth logout"),
    ("forget a profile altogether", "phonecom auth logout --profile work --remove-profile"),
)


def command(
    ctx: Ctx,
    remove_profile: Annotated[
        bool, typer.Option("--remove-profile", help="Take the profile out of the settings, too.")
    ] = False,
) -> Result:
    """Remove the profile's password from the keyring. The account at Phone.com is not touched."""
    run = ctx.obj
    refuse_dry_run(run, "auth logout")
    if run.options.url:
        raise UsageError("--url does not say whose password to remove; --profile does")
    profile = run.stored_profile
    shared = accounts.sharing(run.settings, profile)
    removed = bool(profile.username) and accounts.forget(profile, profile.username)
    if removed and shared:
        run.voice.warn(f"that was also the password of the profile {', '.join(shared)}")
    if remove_profile:
        edit.remove_profile(run.paths.config, profile.name)
    left = accounts.outranked_by(profile, run.world.environ)
    if left and left != "PHONECOM_USERNAME":
        run.voice.warn(f"{left} is still set, and is still used")
    who = f"{profile.username or '(no username)'} in {place(profile)}, profile {profile.name}"
    line = f"Logged out {who}." if removed else f"Nothing was stored for {who}."
    return Record(
        {
            "profile": profile.name,
            "environment": profile.environment,
            "username": profile.username or None,
            "removed": removed,
            "profileRemoved": remove_profile,
        },
        line=line,
    )
