"""`phonecom control serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Result

EXAMPLES = (
    ("answer calls by these rules", "phonecom control serve routes.toml --token-file token"),
    (
        "only for the proxy in front of it",
        "phonecom control serve routes.toml --proxy 127.0.0.1 --log calls.jsonl",
    ),
)


def command(
    ctx: Ctx,
    routes: Annotated[Path, typer.Argument(metavar="ROUTES", help="The routes file, TOML.")],
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="0 takes a free one.")] = 8651,
    token_file: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="One or two tokens for the URL; else PHONECOM_CONTROL_TOKEN, or a new one."
        ),
    ] = None,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append decisions here, not to stderr.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Answer only this address or range (192.0.2.0/24); repeatable."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Believe the X-Forwarded-For of this proxy; repeatable."),
    ] = None,
) -> Result:
    """Serve a routes file to Phone.com, until stopped.

    The only line on stdout is the URL to give to Phone.com, with its secret; decisions are logged as JSON lines.
    The file is read again when it changes and on SIGHUP; a broken one keeps the old rules. Put TLS in front of
    it, as phonecom-control-routes(5) shows. SIGTERM finishes what is under way.
    """
    from phonecom_cli.control.serve import ServeOptions, serve_routes

    if ctx.obj.options.dry_run:
        raise UsageError(
            "control serve sends no request that --dry-run could show", hint="Try: control check."
        )
    options = ServeOptions(routes, host, port, token_file, log, tuple(allow or ()), tuple(proxy or ()))
    serve_routes(options, ctx.obj.world)
    return None
