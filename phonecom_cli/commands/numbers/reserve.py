"""`phonecom numbers reserve`: reservePhoneNumber."""

from __future__ import annotations

from phonecom_cli.commands._each import run_each
from phonecom_cli.commands._types import Ctx, Numbers
from phonecom_cli.result import Result

ACTION = "reservePhoneNumber"
EXAMPLES = (
    (
        "reserve two numbers",
        "phonecom --sandbox numbers search --prefix 619 -n 2 | phonecom --sandbox numbers reserve -",
    ),
)


def command(ctx: Ctx, numbers: Numbers) -> Result:
    """Reserve numbers, until about midnight Pacific time.

    Reserved numbers leave the search of everyone. The number of reservations is limited, so reserve only what
    an order is about to need.
    """
    return run_each(ctx.obj, ACTION, numbers, line="Reserved {} until about midnight Pacific time.")
