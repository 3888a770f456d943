"""`phonecom auth list`."""

from __future__ import annotations

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.credentials import find_username
from phonecom_cli.result import Result, Row, Rows

EXAMPLES = (("every profile", "phonecom auth list"),)


def command(ctx: Ctx) -> Result:
    """List the profiles, with their environments and usernames, and which one is used."""
    run = ctx.obj
    refuse_dry_run(run, "auth list")
    current, _ = run.settings.choose(run.profile_name, run.world.environ)
    rows: list[Row] = []
    for name in run.settings.names():
        profile = run.settings.named(name)
        rows.append(
            {
                "profile": name,
                "environment": profile.environment,
                "username": find_username(profile, {}) or None,
                "current": name == current,
            }
        )
    return Rows(rows, ("profile", "environment", "username", "current"))
