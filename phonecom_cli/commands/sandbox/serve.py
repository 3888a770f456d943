"""`phonecom sandbox serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.commands.sandbox._open import no_dry_run, opened
from phonecom_cli.context import Context
from phonecom_cli.errors import LocalError
from phonecom_cli.result import Result
from phonecom_cli.settings.endpoint import LOOPBACK

EXAMPLES = (
    ("on this machine", "phonecom sandbox serve"),
    ("on a free port, as scripts do", "phonecom sandbox serve --port 0"),
    ("losing one answer in ten of sendSMS", "phonecom sandbox serve --fault reset-after:0.1@sendSMS"),
)


def command(
    ctx: Ctx,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="0 takes a free one.")] = 8650,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FAULT", help="Set this fault while serving, as `sandbox faults` does; repeatable."
        ),
    ] = None,
    fault_seed: Annotated[
        int | None, typer.Option(metavar="N", help="Decides which requests the faults strike.")
    ] = None,
    threads: Annotated[
        int, typer.Option(min=1, max=256, metavar="N", help="Connections worked on at once.")
    ] = 16,
) -> Result:
    """Serve the sandbox over HTTP, by GET and POST, until stopped.

    The first line on stdout is the URL of the endpoint. Programs written for Phone.com work against it with only
    the host changed; the demo account is demo, password demo. SIGTERM finishes what is under way.
    """
    run = ctx.obj
    no_dry_run(run, "serve")
    if host not in LOOPBACK:
        run.voice.warn(f"listening on {host}: whoever can reach this machine can use the sandbox")
    from phonecom_cli.sandbox import admin
    from phonecom_cli.sandbox.web import application
    from phonecom_cli.serving import serve

    with opened(run) as sandbox:
        if fault:
            admin.set_faults(sandbox, fault, fault_seed)

        def ready(url: str) -> None:
            admin.announce(sandbox, url)
            _tell(run, url)

        try:
            serve(application(sandbox, warn=run.voice.warn), host, port, threads=threads, on_ready=ready)
        finally:
            admin.announce(sandbox, "")
            if fault:
                admin.set_faults(sandbox, [], None)
    return None


def _tell(run: Context, url: str) -> None:
    from phonecom_cli.sandbox.exchange import ENDPOINT_PATH

    stdout = run.world.stdout
    assert stdout is not None  # checked at start
    try:
        stdout.write(f"{url}{ENDPOINT_PATH}\n")
        stdout.flush()
    except OSError as error:
        raise LocalError(f"the URL cannot be written to stdout: {error.strerror}") from error
    run.voice.note("The demo account is demo, password demo. Ctrl-C stops.")
    run.voice.note(f"Try: curl '{url}{ENDPOINT_PATH}?username=demo&password=demo&action=getPhoneNumberList'")
