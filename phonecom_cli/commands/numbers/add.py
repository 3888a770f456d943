"""`phonecom numbers add`: addPhoneNumber."""

from __future__ import annotations

from phonecom_cli.commands._each import run_each
from phonecom_cli.commands._types import Ctx, Numbers
from phonecom_cli.numbers import several
from phonecom_cli.result import Result

ACTION = "addPhoneNumber"
EXAMPLES = (
    (
        "add the first number found",
        "phonecom --sandbox numbers search --prefix 858 -n 1 | phonecom --sandbox numbers add - --yes",
    ),
)


def command(ctx: Ctx, numbers: Numbers) -> Result:
    """Add numbers from the inventory to the account. They are charged from then on.

    Only numbers that are free or reserved by you can be added; numbers to be ported or on backorder cannot.
    """
    where = ctx.obj.account.where
    return run_each(
        ctx.obj,
        ACTION,
        numbers,
        question=lambda shown: f"Add {several(shown)} to {where}? This costs money.",
        line=f"Added {{}} to {where}.",
    )
