"""`phonecom config get`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.result import Document, Record, Result
from phonecom_cli.settings.edit import find_key
from phonecom_cli.settings.keys import show_value

EXAMPLES = (("for a script: the value alone", "phonecom config get country"),)


def command(
    ctx: Ctx, key: Annotated[str, typer.Argument(metavar="KEY", help="One of `phonecom config list`.")]
) -> Result:
    """Print a setting's value as it holds for the profile: set, or by default. Empty when there is none.

    The value stands alone unless --output asks for an object.
    """
    run = ctx.obj
    refuse_dry_run(run, "config get")
    found = find_key(key)
    value = getattr(run.stored_profile, found.field)
    text = show_value(list(value) if isinstance(value, tuple) else value)
    return Record({found.name: text or None}) if run.options.output else Document(f"{text}\n")
