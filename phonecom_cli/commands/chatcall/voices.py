"""`phonecom chatcall voices`: getVoiceList."""

from __future__ import annotations

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Result

ACTION = "getVoiceList"
EXAMPLES = (("the voices to choose from", "phonecom --sandbox chatcall voices"),)


def command(ctx: Ctx) -> Result:
    """List the voices for text-to-speech."""
    return run(ctx.obj, ACTION, {})
