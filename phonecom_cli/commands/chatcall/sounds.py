"""`phonecom chatcall sounds`: getSoundList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Result

ACTION = "getSoundList"
EXAMPLES = (("the sounds that a message can hold", "phonecom --sandbox chatcall sounds"),)


def command(ctx: Ctx) -> Result:
    """List the sounds that a message can hold, in square brackets: Hello [laugh]."""
    return run(ctx.obj, ACTION, {})
