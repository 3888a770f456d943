"""`control serve`: the service on waitress, reloading on change and on SIGHUP, until it is stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import NamedTuple

from phonecom_cli.control.addresses import Addresses, read_networks
from phonecom_cli.control.decisionlog import DecisionLog, log_to_file, log_to_stream
from phonecom_cli.control.routesfile import INTERVAL, RoutesFile
from phonecom_cli.control.service import BODY_LIMIT, CALL_PATH, TOKEN_VARIABLE, Service, find_tokens
from phonecom_cli.control.tokens import Tokens, make_token
from phonecom_cli.errors import LocalError, PhonecomError
from phonecom_cli.serving import Limits, serve
from phonecom_cli.world import World

LIMITS = Limits(body_bytes=BODY_LIMIT, header_bytes=32 * 1024, connections=4_000, idle_seconds=15)
"""What one client may take. A call is a request of a few hundred bytes."""

NO_THREADS = 0
"""A decision waits for nothing and takes some microseconds: handing it to a thread would take longer."""


class ServeOptions(NamedTuple):
    """What `control serve` was asked for."""

    routes: Path
    host: str
    port: int
    token_file: str | None = None
    log: Path | None = None
    allow: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()


def serve_routes(options: ServeOptions, world: World) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way.

    The first and only line on stdout is the URL to give to Phone.com. Everything else goes to the log.

    Raises:
        SettingsError: the routes file or a token cannot be used.
        LocalError: the address cannot be listened on, or a file cannot be read or written.
    """
    given = find_tokens(world.environ.get(TOKEN_VARIABLE, ""), options.token_file)
    tokens = given or Tokens([make_token()])
    addresses = Addresses(read_networks(options.allow, "--allow"), read_networks(options.proxies, "--proxy"))
    log = log_to_file(options.log) if options.log is not None else log_to_stream(world.stderr)
    routes = RoutesFile(options.routes, log, world.monotonic)
    service = Service(routes, tokens, log, addresses, world.now)

    def ready(url: str) -> None:
        _announce(world, f"{url}{CALL_PATH}{service.tokens.first.reveal()}")
        rules = routes.routes
        log(
            "serving",
            url=url,
            routes=str(options.routes),
            rules=len(rules.rules),
            warnings=[str(warning) for warning in rules.warnings],
            token="given" if given else "made for this run; give one to keep the URL",
        )

    with _watching(service, log, options.token_file):
        stopped = serve(
            service, options.host, options.port, threads=NO_THREADS, on_ready=ready, limits=LIMITS
        )
    log("stopped", signal=stopped.name)
    log.flush()


def _announce(world: World, url: str) -> None:
    if world.stdout is None:
        raise LocalError("stdout is closed, so the URL cannot be shown")
    try:
        world.stdout.write(url + "\n")
        world.stdout.flush()
    except (OSError, ValueError) as error:
        raise LocalError(f"the URL cannot be written to stdout: {error}") from error


@contextmanager
def _watching(service: Service, log: DecisionLog, token_file: str | None) -> Iterator[None]:
    """Look at the routes file twice a second; on SIGHUP take it, the tokens and a rotated log anew."""
    # A queue and no event: a signal may come while the handler of another is putting.
    orders: SimpleQueue[str] = SimpleQueue()

    def watch() -> None:
        while True:
            try:
                order = orders.get(timeout=INTERVAL)
            except Empty:
                service.routes.look()
                continue
            if order == "stop":
                return
            log.reopen()
            service.routes.reload()
            _renew_tokens(service, log, token_file)

    def hang_up(_number: int, _frame: FrameType | None) -> None:
        orders.put("reload")

    hup = getattr(signal, "SIGHUP", None)
    former = signal.signal(hup, hang_up) if hup is not None else None
    watcher = threading.Thread(target=watch, name="routes", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        orders.put("stop")
        watcher.join()
        if hup is not None:
            with suppress(TypeError):  # a handler that was not set from Python cannot be put back
                signal.signal(hup, former)


def _renew_tokens(service: Service, log: DecisionLog, token_file: str | None) -> None:
    if token_file is None:
        return
    try:
        service.tokens = find_tokens("", token_file) or service.tokens
    except PhonecomError as error:
        log("token-reload-failed", kept="the old tokens", error=error.message)
    else:
        log("tokens-reloaded")
