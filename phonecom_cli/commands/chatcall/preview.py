"""`phonecom chatcall preview`: previewChatCall."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from phonecom_cli.actions import ACTIONS
from phonecom_cli.commands import _run
from phonecom_cli.commands._types import Ctx, Message, ResponseType, Voice
from phonecom_cli.errors import InvalidValue
from phonecom_cli.result import Record, Result

ACTION = "previewChatCall"
EXAMPLES = (
    (
        "hear it before it is sent",
        "phonecom --sandbox chatcall preview 'Hello [laugh], it is me' --from-name Joe --save hello.wav",
    ),
)


def command(
    ctx: Ctx,
    message: Message,
    from_name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the sender.")] = None,
    to_name: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Name of the recipient.")] = None,
    voice: Voice = None,
    response_type: ResponseType = None,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also download the recording (WAV).")
    ] = None,
) -> Result:
    """Make a recording of a ChatCall without sending it, and give its URL."""
    run, action = ctx.obj, ACTIONS[ACTION]
    if save is not None and (save.is_dir() or str(save) == "-"):
        raise InvalidValue(f"--save must name a file, and {str(save)!r} is none")
    values = {
        "fromName": from_name,
        "message": _run.message_text(run, message),
        "toName": to_name or None,
        "voice": voice,
        "responseType": response_type and response_type.replace("-", "_"),
    }
    pairs = run.encoder.encode(action, values)
    if run.options.dry_run:
        return Record(_run.preview(run, action, pairs))
    result = _run.present(run, action, _run.send(run, action, pairs))
    if save is not None and isinstance(result, Record):
        run.account.download(str(result.data.get("url") or ""), save)
        return result._replace(data={**result.data, "file": str(save)})
    return result
