"""`phonecom extension notify`: updateExtensionNotification."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Result

ACTION = "updateExtensionNotification"
EXAMPLES = (
    (
        "mail voicemail as MP3",
        "phonecom --sandbox extension notify 101 --enable-email --email-address joe@example.com --email-format mp3",
    ),
    ("no more SMS", "phonecom --sandbox extension notify 101 --disable-sms"),
)


def command(
    ctx: Ctx,
    extension: Annotated[str, typer.Argument(metavar="EXTENSION", help="The extension's number.")],
    email: Annotated[
        bool | None, typer.Option("--enable-email/--disable-email", help="Notify by email, or no longer.")
    ] = None,
    sms: Annotated[
        bool | None, typer.Option("--enable-sms/--disable-sms", help="Notify by SMS, or no longer.")
    ] = None,
    email_address: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where emails go.")] = None,
    email_format: Annotated[
        str | None, typer.Option(metavar="wav|mp3", help="Format of the voicemail in emails.")
    ] = None,
    sms_number: Annotated[str | None, typer.Option(metavar="NUMBER", help="Where SMS go.")] = None,
) -> Result:
    """Set how an extension is told of voicemail. What is not given stays as it is."""
    values = {
        "enableEmail": email,
        "enableSms": sms,
        "emailAddress": email_address,
        "emailFormat": email_format,
        "smsNumber": sms_number,
    }
    if all(value is None for value in values.values()):
        raise UsageError(
            "nothing to set was given", hint="`phonecom extension notify --help` shows what there is."
        )
    return run(ctx.obj, ACTION, {"extension": extension, **values}, line=f"Extension {extension} updated.")
