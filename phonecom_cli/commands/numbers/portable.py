"""`phonecom numbers portable`: getPhoneNumberPortingEligibility."""

from __future__ import annotations

from phonecom_cli.commands._each import run_each
from phonecom_cli.commands._types import Ctx, Numbers
from phonecom_cli.result import Result

ACTION = "getPhoneNumberPortingEligibility"
EXAMPLES = (("could it be ported to Phone.com?", "phonecom --sandbox numbers portable 18585608120"),)


def command(ctx: Ctx, numbers: Numbers) -> Result:
    """Tell whether numbers could be ported to Phone.com: Yes or No for each."""
    return run_each(ctx.obj, ACTION, numbers)
