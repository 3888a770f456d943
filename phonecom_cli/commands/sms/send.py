"""`phonecom sms send`: sendSMS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from phonecom_cli import segments
from phonecom_cli.commands._each import run_each
from phonecom_cli.commands._run import message_text
from phonecom_cli.commands._types import Ctx, Message
from phonecom_cli.errors import InvalidValue, UsageError
from phonecom_cli.numbers import several
from phonecom_cli.result import Result

ACTION = "sendSMS"
EXAMPLES = (
    ("send one", "phonecom --sandbox sms send 'Lunch?' --from +18585602222 --to '(858) 380-7710'"),
    (
        "what a program says, to two people",
        "date | phonecom --sandbox sms send - --from +18585602222 --to 8583807710 --to 8583807711 --yes",
    ),
)


def command(
    ctx: Ctx,
    message: Message,
    to: Annotated[list[str], typer.Option(metavar="NUMBER", help="Recipient; repeat it for several.")],
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="NUMBER", help="A number of your account; default the setting from."),
    ] = None,
    allow_long: Annotated[
        bool, typer.Option("--allow-long", help="Send a message of several parts, each charged.")
    ] = False,
) -> Result:
    """Send an SMS to one or more recipients, a message each.

    A message of more than one part (160 characters, or 70 where one is outside the GSM alphabet) is refused
    unless --allow-long is given.
    """
    run = ctx.obj
    sender = from_ or run.profile.from_number
    if not sender:
        raise UsageError(
            "no number to send from", hint="Give --from NUMBER, or set one: phonecom config set from NUMBER."
        )
    if message == "-" and "-" in to:
        raise UsageError("the message and the recipients cannot both come from stdin")
    text = message_text(run, message)
    check_length(text, allow_long=allow_long)

    def question(numbers: Sequence[str]) -> str:
        return (
            f"Send {len(numbers)} messages, to {several(numbers)}, from {run.account.where}?"
            if len(numbers) > 1
            else ""
        )

    return run_each(
        run, ACTION, to, {"fromNumber": sender, "message": text}, question=question, line="Sent to {}."
    )


def check_length(text: str, *, allow_long: bool) -> None:
    """Refuse an empty message, and one of several parts unless they are allowed."""
    counted = segments.count(text)
    if not text.strip():
        raise InvalidValue("the message is empty")
    if counted.parts == 1 or allow_long:
        return
    single = 160 if counted.encoding == "GSM-7" else 70
    because = ""
    if counted.offenders:
        named = " ".join(counted.offenders[:10]) + (" ..." if len(counted.offenders) > 10 else "")
        because = f", because of characters outside the GSM alphabet: {named}"
    raise InvalidValue(
        f"the message {_length(text, counted)} and would be {counted.parts} parts; one part holds {single}{because}",
        hint="Shorten it, or add --allow-long to send and pay for all parts.",
    )


def _length(text: str, counted: segments.Segments) -> str:
    """How long the message is, and as how long it counts where some characters count twice."""
    if counted.length == len(text):
        return f"is {counted.length} characters long ({counted.encoding})"
    return f"is {len(text)} characters long, counts as {counted.length} ({counted.encoding})"
