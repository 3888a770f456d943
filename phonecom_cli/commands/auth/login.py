"""`phonecom auth login`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.actions import ACTIONS
from phonecom_cli.commands._run import preview
from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.auth import _login
from phonecom_cli.commands.auth._words import place
from phonecom_cli.credentials import Credentials, accounts
from phonecom_cli.result import Record, Result

EXAMPLES = (
    ("a person, at a terminal", "phonecom auth login"),
    (
        "the password from a file, into a profile of its own",
        "phonecom auth login --profile work --username joesmith --password-stdin < password.txt",
    ),
    (
        "an account that Phone.com knows by its address",
        "phonecom auth login --profile office --username joesmith --by-address",
    ),
)


def command(
    ctx: Ctx,
    username: Annotated[
        str | None, typer.Option(metavar="NAME", help="The account's username; asked for without it.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from stdin, its first line.")
    ] = False,
    environment: Annotated[
        str | None,
        typer.Option(metavar="ENV", help="production (the default), development, sandbox, or an https URL."),
    ] = None,
    by_address: Annotated[
        bool, typer.Option("--by-address", help="Phone.com knows the account by its address: no password.")
    ] = False,
) -> Result:
    """Check a username and password with one read, and keep the password in the system's keyring.

    The rest is kept in the settings, under --profile NAME. A password is never kept in a file. Where there is
    no keyring, or nobody to type, see `phonecom help credentials`.
    """
    run = ctx.obj
    target = _login.target(run, username, environment, by_address=by_address)
    if run.options.dry_run:
        run.assume(target, Credentials(target.username, None, "dry run"))
        return Record(preview(run, ACTIONS[_login.CHECK], []))
    if not by_address:
        _login.require_someone(run, from_stdin=password_stdin)
        accounts.require_keyring(target)
    target = _login.with_username(run, target, named=username is not None)
    password = None if by_address else _login.password(run, target, from_stdin=password_stdin)
    _login.check(run, target, password)
    stored = accounts.keep(run.settings, target, password)
    _login.advise(run, target, stored)
    kept = (
        f" The password is in the keyring ({stored.keyring})." if stored.keyring else " No password is sent."
    )
    return Record(
        {
            "profile": target.name,
            "environment": target.environment,
            "username": target.username,
            "source": "keyring" if stored.keyring else "authenticated by address",
            "keyring": stored.keyring or None,
        },
        line=f"Logged in to {place(target)} as {target.username or '(no username)'}, profile {target.name}.{kept}",
    )
