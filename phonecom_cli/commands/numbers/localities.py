"""`phonecom numbers localities`: getPhoneNumberLocalityList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Country, Ctx, Prefix, State
from phonecom_cli.result import Result

ACTION = "getPhoneNumberLocalityList"
EXAMPLES = (
    ("the rate centres of California", "phonecom --sandbox numbers localities --state CA"),
    ("around one area code", "phonecom --sandbox numbers localities --prefix 858"),
)


def command(ctx: Ctx, country: Country = None, prefix: Prefix = None, state: State = None) -> Result:
    """List the localities (rate centres) of a prefix or state, and how many numbers each has.

    At least one of --prefix and --state must be given; both are sent if given.
    """
    values = {"countryCode": country or ctx.obj.profile.country, "prefix": prefix, "state": state}
    return run(ctx.obj, ACTION, values)
