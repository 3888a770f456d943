"""`phonecom numbers prefixes`: getPhoneNumberPrefixList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Country, Ctx
from phonecom_cli.result import Result

ACTION = "getPhoneNumberPrefixList"
EXAMPLES = (("those of the United Kingdom", "phonecom --sandbox numbers prefixes --country GB"),)


def command(ctx: Ctx, country: Country = None) -> Result:
    """List a country's prefixes (area codes), and about how many numbers each has.

    Supported prefixes are listed whether or not a number is left; the quantity is approximate.
    """
    return run(ctx.obj, ACTION, {"countryCode": country or ctx.obj.profile.country})
