"""`phonecom chatcall status`: getChatCallStatus."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._run import run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.result import Result

ACTION = "getChatCallStatus"
EXAMPLES = (
    (
        "what became of it",
        "phonecom --sandbox chatcall status $(phonecom --sandbox chatcall send 'Hello' --from-name Joe"
        " --from-email joe@example.com --to 'Ann=8583807710' -o tsv --no-header --fields ChatCallID)",
    ),
)


def command(
    ctx: Ctx,
    chatcall_id: Annotated[
        str, typer.Argument(metavar="CHATCALL_ID", help="The ID that `chatcall send` gave.")
    ],
) -> Result:
    """Tell what became of a ChatCall, for each recipient."""
    return run(ctx.obj, ACTION, {"ChatCallID": chatcall_id})
