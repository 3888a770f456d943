"""`phonecom chatcall send`: sendChatCall."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli import numbers, times
from phonecom_cli.commands._run import message_text, run
from phonecom_cli.commands._types import Ctx, Message, ResponseType, Voice
from phonecom_cli.errors import InvalidValue
from phonecom_cli.result import Result

ACTION = "sendChatCall"
EXAMPLES = (
    (
        "speak to one person, now",
        "phonecom --sandbox chatcall send 'Hello [laugh]' --from-name Joe --from-email joe@example.com"
        " --to 'Ann=8583807710'",
    ),
    (
        "ask two, in two hours",
        "phonecom --sandbox chatcall send 'Are you coming?' --from-name Joe --from-email joe@example.com"
        " --to 'Ann=8583807710' --to 'Bob=8583807711' --response-type yes-no --at +2h --yes",
    ),
)


def command(
    ctx: Ctx,
    message: Message,
    from_name: Annotated[str, typer.Option(metavar="NAME", help="Name of the sender.")],
    from_email: Annotated[str, typer.Option(metavar="ADDRESS", help="Email address of the sender.")],
    to: Annotated[
        list[str], typer.Option(metavar="NAME=NUMBER", help="Recipient, US or CA; repeat it for several.")
    ],
    voice: Voice = None,
    response_type: ResponseType = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When: +2h, 2027-01-31T09:00; default now.")
    ] = None,
) -> Result:
    """Send a ChatCall, now or later: a message spoken to each recipient.

    Its ID, for `phonecom chatcall status`, is the result. Recipients hear an ad, which pays for the call.
    """
    context = ctx.obj
    names, called = zip(*(_recipient(text, context.profile.country) for text in to), strict=True)
    values = {
        "fromName": from_name,
        "fromEmail": from_email,
        "message": message_text(context, message),
        "toName": list(names),
        "toNumber": list(called),
        "voice": voice,
        "responseType": response_type and response_type.replace("-", "_"),
        "sendDate": None if at is None else times.parse_ahead(at, context.clock),
    }
    question = f"Send it to {len(to)} recipients, from {context.account.where}?" if len(to) > 1 else ""
    return run(context, ACTION, values, question=question)


def _recipient(text: str, country: str) -> tuple[str, str]:
    """`NAME=NUMBER`, split at its last `=`."""
    name, equals, number = text.rpartition("=")
    if not equals or not name.strip():
        raise InvalidValue(f"--to {text!r} is not NAME=NUMBER")
    if not numbers.is_nanp(numbers.parse(number, country).e164):
        raise InvalidValue(
            f"--to {text!r} is outside the North American plan",
            hint="ChatCalls go to US and CA numbers only.",
        )
    return name, number
