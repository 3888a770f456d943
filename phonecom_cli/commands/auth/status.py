"""`phonecom auth status`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.actions import ACTIONS
from phonecom_cli.commands._run import preview
from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth import _login
from phonecom_cli.commands.auth._words import refuse_dry_run
from phonecom_cli.credentials import accounts
from phonecom_cli.errors import CredentialsError
from phonecom_cli.result import Record, Result, Row

EXAMPLES = (
    ("who am I?", "phonecom --sandbox auth status"),
    ("in a script: is there a password, and does it work?", "phonecom --sandbox auth status --check -o json"),
)


def command(
    ctx: Ctx,
    check: Annotated[
        bool, typer.Option("--check", help="Ask Phone.com, with one read, whether it takes them.")
    ] = False,
) -> Result:
    """Tell which profile, username, source of the password and keyring would be used. Shows no secret.

    Exit 0 when a command would have credentials, 4 when not. Nothing is sent without --check.
    """
    run = ctx.obj
    if check and run.options.dry_run:
        return Record(preview(run, ACTIONS[_login.CHECK], []))
    refuse_dry_run(run, "auth status without --check")
    profile = run.profile
    data: Row = {
        "profile": profile.name,
        "chosenBy": profile.chosen_by,
        "environment": profile.environment,
        "url": profile.url,
        "username": run.account.username or None,
        "source": None,
        "keyring": accounts.keyring_name(),
        "live": profile.is_live,
    }
    try:
        account = run.account.credentials
        data["source"] = account.source
        if check:
            _login.ask_phonecom(run)
            data["checked"] = True
    except CredentialsError as error:
        return Record({**data, "ready": False}, failure=error)
    return Record({**data, "ready": True})
