"""Whose settings: the profile that `--profile`, PHONECOM_PROFILE or `auth switch` names, else `default`."""

from __future__ import annotations

from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.context import Context


def profile_to_change(run: Context, verb: str) -> str:
    """The name of the profile; it need not exist yet."""
    refuse_dry_run(run, verb)
    return run.settings.choose(run.profile_name, run.world.environ)[0]
