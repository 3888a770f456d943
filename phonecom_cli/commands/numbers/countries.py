"""`phonecom numbers countries`: getPhoneNumberCountryList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Result

ACTION = "getPhoneNumberCountryList"
EXAMPLES = (("where numbers are for sale", "phonecom --sandbox numbers countries"),)


def command(ctx: Ctx) -> Result:
    """List the countries whose numbers are for sale, with their calling codes."""
    return run(ctx.obj, ACTION, {})
