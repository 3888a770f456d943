"""`phonecom numbers list`: getPhoneNumberList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Result

ACTION = "getPhoneNumberList"
EXAMPLES = (
    ("your numbers", "phonecom --sandbox numbers list"),
    (
        "only the numbers, for a script",
        "phonecom --sandbox numbers list -o tsv --no-header --fields phoneNumber",
    ),
)


def command(ctx: Ctx) -> Result:
    """List the active phone numbers on the account."""
    return run(ctx.obj, ACTION, {})
