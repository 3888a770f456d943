"""`phonecom numbers ring-all`: updateCallHandlingSimpleRingAll."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Annotated

import typer

from phonecom_cli import numbers
from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.errors import InvalidValue
from phonecom_cli.result import Result

ACTION = "updateCallHandlingSimpleRingAll"
EXAMPLES = (
    (
        "ring two phones for half a minute",
        "phonecom --sandbox numbers ring-all +18585602222 --to 8583807710 --to 101,screen=yes --ring-timeout 30 --yes",
    ),
    (
        "tell the one who answers what it is about",
        "phonecom --sandbox numbers ring-all +18585602222 --to '8583807710,tag=Sales call' --yes",
    ),
)
_QUOTING = "Quote a part with a comma whole: '101,\"tag=Sales, West\"'."
_MEMBERS = {"tag": "VoiceTag", "screen": "Screening", "caller-id": "CallerId"}


def command(
    ctx: Ctx,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help="The account's number whose calls are handled.")
    ],
    to: Annotated[
        list[str],
        typer.Option(
            metavar="DESTINATION",
            help="NUMBER[,tag=TEXT][,screen=yes|no][,caller-id=NUMBER], quoted as in CSV; 1 to 10, in order.",
        ),
    ],
    ring_timeout: Annotated[
        str | None, typer.Option(metavar="SECONDS", help="How long to ring all of them; 60 if not given.")
    ] = None,
) -> Result:
    """Ring up to ten destinations at once when a number is called.

    All existing call handling rules of the number are replaced. A destination is a phone number or an extension;
    without a caller ID it is shown the caller's own.
    """
    shown = numbers.several([numbers.parse(number, ctx.obj.profile.country).e164])
    question = f"Replace all call handling rules of {shown} on {ctx.obj.account.where}?"
    count = f"{len(to)} destination" + ("s at once" if len(to) > 1 else "")
    values = {
        "phoneNumber": number,
        "destination": [_destination(text) for text in to],
        "timeout": ring_timeout,
    }
    return run(ctx.obj, ACTION, values, question=question, line=f"{shown} now rings {count}.")


def _destination(text: str) -> Mapping[str, str | None]:
    try:
        [cells] = csv.reader([text], strict=True)
    except (csv.Error, ValueError) as error:
        raise InvalidValue(
            f"--to {text!r} is not one line of CSV",
            hint=_QUOTING,
        ) from error
    member: dict[str, str | None] = {"": cells[0].strip() if cells else ""}
    for cell in cells[1:]:
        name, equals, value = cell.strip().partition("=")
        if name not in _MEMBERS or not equals or not value:
            raise InvalidValue(
                f"--to {text!r} has {cell!r}, which is none of tag=TEXT, screen=yes|no, caller-id=NUMBER",
                hint=_QUOTING if '"' in text else "",
            )
        if _MEMBERS[name] in member:
            raise InvalidValue(f"--to {text!r} has {name} twice")
        member[_MEMBERS[name]] = value
    return member
