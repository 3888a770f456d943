"""`phonecom numbers unreserve`: unreservePhoneNumber."""

from __future__ import annotations

from phonecom_cli.commands._each import run_each
from phonecom_cli.commands._types import Ctx, Numbers
from phonecom_cli.result import Result

ACTION = "unreservePhoneNumber"
EXAMPLES = (
    (
        "give back what you reserved",
        "phonecom --sandbox numbers search --prefix 760 -n 1 > found.tsv"
        " && phonecom --sandbox numbers reserve - < found.tsv"
        " && phonecom --sandbox numbers unreserve - < found.tsv",
    ),
)


def command(ctx: Ctx, numbers: Numbers) -> Result:
    """Return reserved numbers to the inventory."""
    return run_each(ctx.obj, ACTION, numbers, line="Returned {} to the inventory.")
