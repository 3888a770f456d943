"""`phonecom sandbox messages`."""

from __future__ import annotations

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.result import Result, Rows

EXAMPLES = (
    ("everything that was sent", "phonecom sandbox messages"),
    ("as JSON, one a line", "phonecom sandbox messages -o jsonl"),
)


def command(ctx: Ctx) -> Result:
    """Show every SMS, ChatCall and voicemail notification that accounts of the sandbox sent, oldest first."""
    no_dry_run(ctx.obj, "messages")
    with opened(ctx.obj) as sandbox:
        from phonecom_cli.sandbox import admin

        return Rows(admin.message_rows(sandbox), admin.MESSAGE_COLUMNS, empty="No messages yet.")
