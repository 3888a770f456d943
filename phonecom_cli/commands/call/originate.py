"""`phonecom call originate`: originateCall."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Result

ACTION = "originateCall"
EXAMPLES = (
    ("call extension 101, then connect it", "phonecom --sandbox call originate 101 +18583807710"),
    (
        "show your main number to the person called",
        "phonecom --sandbox call originate +18583807711 +18583807710 --caller-id-b +18585602222",
    ),
)


def command(
    ctx: Ctx,
    leg_a: Annotated[str, typer.Argument(metavar="LEG_A", help="Number or extension to call first.")],
    leg_b: Annotated[str, typer.Argument(metavar="LEG_B", help="Number to connect it to.")],
    caller_id_a: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Caller ID for leg A; leg B's number if not given.")
    ] = None,
    caller_id_b: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Caller ID for leg B; leg A's number if not given.")
    ] = None,
    ring_timeout: Annotated[
        str | None, typer.Option(metavar="SECONDS", help="How long leg A may ring; 20 if not given.")
    ] = None,
) -> Result:
    """Call leg A, and connect it to leg B when it answers."""
    values = {
        "legAPhoneNumber": leg_a,
        "legACallerId": caller_id_a,
        "legATimeout": ring_timeout,
        "legBPhoneNumber": leg_b,
        "legBCallerId": caller_id_b,
    }
    return run(ctx.obj, ACTION, values, line=f"Calling {leg_a}, to be connected to {leg_b}.")
