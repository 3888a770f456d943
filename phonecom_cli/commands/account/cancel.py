"""`phonecom account cancel`: cancelAccount."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.actions import ACTIONS
from phonecom_cli.commands._run import ask, present, preview, ready, send
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Record, Result

ACTION = "cancelAccount"
EXAMPLES = (("cancel a sub-account", "phonecom --sandbox account cancel shop --yes"),)


def command(
    ctx: Ctx,
    account_username: Annotated[
        str,
        typer.Argument(metavar="ACCOUNT_USERNAME", help="The account to cancel; yours must be its master."),
    ],
) -> Result:
    """Cancel an existing account, for good.

    On a terminal the username is to be typed again; elsewhere --yes is needed. An account with active devices,
    pending orders, shipments, porting requests or the like cannot be cancelled.
    """
    run, action = ctx.obj, ACTIONS[ACTION]
    pairs = run.encoder.encode(action, {"accountUsername": account_username})
    ready(run, action)
    if run.options.dry_run:
        return Record(preview(run, action, pairs))
    _ = run.account.client
    ask(
        run,
        f"This cancels the account {account_username}, from {run.account.where}.",
        retype=account_username,
    )
    return present(run, action, send(run, action, pairs), line=f"Account {account_username} cancelled.")
