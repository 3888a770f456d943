"""`phonecom account create`: createAccount."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.encode import Given
from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.context import Context
from phonecom_cli.errors import InvalidValue, NeedsYes
from phonecom_cli.result import Result

ACTION = "createAccount"
_HIDDEN = "****"
EXAMPLES = (
    (
        "an account with its password from a file",
        "phonecom --sandbox account create newshop --name 'Joe Smith' --address '1 Main St' --city Poway"
        " --state CA --zip 92064 --country US --phone 8583807710 --email joe@example.com"
        " --new-password-stdin --yes < password.txt",
    ),
)


def command(
    ctx: Ctx,
    new_username: Annotated[
        str, typer.Argument(metavar="NEW_USERNAME", help="The username of the new account.")
    ],
    name: Annotated[str, typer.Option(metavar="TEXT", help="Name of the account's holder.")],
    address: Annotated[str, typer.Option(metavar="TEXT", help="Address.")],
    city: Annotated[str, typer.Option(metavar="TEXT", help="City.")],
    country: Annotated[str, typer.Option(metavar="CC", help="Country, two letters.")],
    phone: Annotated[str, typer.Option(metavar="NUMBER", help="Phone number.")],
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Email address.")],
    company: Annotated[str | None, typer.Option(metavar="TEXT", help="Company name.")] = None,
    address2: Annotated[str | None, typer.Option(metavar="TEXT", help="Address, line 2.")] = None,
    state: Annotated[str | None, typer.Option(metavar="TEXT", help="State; required for US and CA.")] = None,
    zip: Annotated[str | None, typer.Option(metavar="ZIP", help="Zip; for US 5 or 9 digits.")] = None,
    fax: Annotated[str | None, typer.Option(metavar="NUMBER", help="Fax number.")] = None,
    email2: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Alternate email address.")] = None,
    master_id: Annotated[str | None, typer.Option(metavar="ID", help="Assigned by Phone.com.")] = None,
    branding_id: Annotated[str | None, typer.Option(metavar="ID", help="Assigned by Phone.com.")] = None,
    code: Annotated[
        str | None, typer.Option(metavar="CODE", help="Service code, assigned by Phone.com.")
    ] = None,
    phone_number: Annotated[str | None, typer.Option(metavar="NUMBER", help="Desired phone number.")] = None,
    new_password_stdin: Annotated[
        bool, typer.Option("--new-password-stdin", help="Read the new account's password from stdin.")
    ] = False,
) -> Result:
    """Create a new account. Its password is asked for twice, or read from stdin; never given on the line."""
    values: dict[str, Given] = {
        "newUsername": new_username,
        "newPassword": _HIDDEN,
        "name": name,
        "company": company,
        "address": address,
        "address2": address2,
        "city": city,
        "state": state,
        "zip": zip,
        "country": country,
        "phone": phone,
        "fax": fax,
        "email": email,
        "email2": email2,
        "masterid": master_id,
        "brandingid": branding_id,
        "code": code,
        "phoneNumber": phone_number,
    }
    # What is wrong with the rest is told before anybody types a password.
    ctx.obj.encoder.encode(ACTIONS[ACTION], values)
    values["newPassword"] = _new_password(ctx.obj, from_stdin=new_password_stdin)
    question = f"Create the account {new_username}, from {ctx.obj.account.where}? This costs money."
    return run(ctx.obj, ACTION, values, question=question, line=f"Account {new_username} created.")


def _new_password(run: Context, *, from_stdin: bool) -> str:
    """The new account's password. A dry run never asks: what it would show is masked anyway."""
    if from_stdin:
        text = run.stdin_text("the new password").split("\n", 1)[0].removesuffix("\r")
        if not text:
            raise InvalidValue("stdin gave no password")
        return text
    if run.options.dry_run:
        return _HIDDEN
    _ = run.account.client
    if not run.voice.can_ask():
        raise NeedsYes(
            "the new account's password cannot be asked for here",
            hint="Pipe it in and add --new-password-stdin.",
        )
    first = run.voice.hidden("Password of the new account: ")
    if not first:
        raise InvalidValue("the password is empty")
    if run.voice.hidden("The same again: ") != first:
        raise InvalidValue("the two passwords differ; nothing was sent")
    return first
