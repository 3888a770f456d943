"""`phonecom config list`."""

from __future__ import annotations

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.result import Result, Row, Rows
from phonecom_cli.settings.keys import KEYS, show_value

EXAMPLES = (
    ("the settings of the profile in use", "phonecom config list"),
    ("of another", "phonecom --sandbox config list"),
)


def command(ctx: Ctx) -> Result:
    """List every setting there is, with the profile's value, what holds without one, and its meaning."""
    run = ctx.obj
    refuse_dry_run(run, "config list")
    table = run.settings.tables.get(run.stored_profile.name, {})
    rows: list[Row] = [
        {
            "key": key.name,
            "value": show_value(table[key.name]) if key.name in table else None,
            "default": key.default,
            "about": key.about,
        }
        for key in KEYS
    ]
    return Rows(rows, ("key", "value", "default", "about"), title=f"Profile {run.stored_profile.name}")
