"""`phonecom numbers states`: getPhoneNumberStateList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Country, Ctx
from phonecom_cli.result import Result

ACTION = "getPhoneNumberStateList"
EXAMPLES = (("those of the United Kingdom", "phonecom --sandbox numbers states --country GB"),)


def command(ctx: Ctx, country: Country = None) -> Result:
    """List a country's states, and about how many numbers each has.

    Supported states are listed whether or not a number is left; the quantity is approximate. Abroad the
    state may be National.
    """
    return run(ctx.obj, ACTION, {"countryCode": country or ctx.obj.profile.country})
