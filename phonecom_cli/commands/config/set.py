"""`phonecom config set`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.config._profile import profile_to_change
from phonecom_cli.result import Record, Result
from phonecom_cli.settings import edit
from phonecom_cli.settings.file import SANDBOX
from phonecom_cli.settings.keys import show_value

EXAMPLES = (
    ("numbers without a calling code are British", "phonecom config set country GB"),
    ("a profile for cron", "phonecom config set --profile cron username joesmith"),
    (
        "where its password comes from",
        "phonecom config set --profile cron password-command 'pass show phone.com'",
    ),
)


def command(
    ctx: Ctx,
    key: Annotated[str, typer.Argument(metavar="KEY", help="One of `phonecom config list`.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value; items of a list between commas.")],
) -> Result:
    """Set a setting of the profile. The file's comments stay. A profile that is not there yet is made."""
    run = ctx.obj
    name = profile_to_change(run, "config set")
    new = name not in run.settings.tables
    shown = show_value(edit.set_value(run.paths.config, name, key, value))
    run.forget_settings()
    if new and name != SANDBOX:
        run.voice.note(f"The profile {name} is new.")
    return Record(
        {"profile": name, "key": key, "value": shown}, line=f"{key} is now {shown}, in profile {name}."
    )
