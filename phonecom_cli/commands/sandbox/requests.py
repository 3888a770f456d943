"""`phonecom sandbox requests`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.context import Context
from phonecom_cli.result import Result, Row, Rows

EXAMPLES = (
    ("the latest", "phonecom sandbox requests --last 10"),
    ("as they arrive", "phonecom sandbox requests --follow"),
    ("what a program really sent", "phonecom sandbox requests --last 1 -o json --fields action,params"),
)
_INTERVAL = 0.2


def command(
    ctx: Ctx,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with those that arrive, until stopped.")
    ] = False,
    last: Annotated[
        int | None, typer.Option("--last", "-n", min=0, metavar="N", help="Only that many of the latest.")
    ] = None,
) -> Result:
    """Show the API requests that the sandbox received, in process and over HTTP, with secrets masked.

    The latest 20,000 are kept. `fault` names what the sandbox was told to do wrong with a request.
    """
    no_dry_run(ctx.obj, "requests")
    from phonecom_cli.sandbox.admin import REQUEST_COLUMNS

    return Rows(
        _rows(ctx.obj, last, follow=follow),
        REQUEST_COLUMNS,
        empty="No requests yet.",
        streamed=follow,
    )


def _rows(run: Context, last: int | None, *, follow: bool) -> Iterator[Row]:
    from phonecom_cli.sandbox import admin

    with opened(run) as sandbox:
        rows = admin.request_rows(sandbox, limit=last)
        seen = admin.latest_request(sandbox)
        yield from rows
        while follow:
            run.world.sleep(_INTERVAL)
            latest = admin.latest_request(sandbox)
            if latest < seen:  # made anew meanwhile
                seen = 0
            if latest > seen:
                yield from admin.request_rows(sandbox, after=seen)
                seen = latest
