"""Real processes: the service as users start it, other servers, and plain HTTP to them."""

from __future__ import annotations

import http.client
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.control.services import TOKEN

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds that a process may take to start or to end before a test gives up."""


class Running(NamedTuple):
    """A process that serves."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path


@contextmanager
def started(
    argv: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose stderr goes to `log`, ended at the end whatever happens."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    with log.open("wb") as errors:
        process = subprocess.Popen(
            argv,
            stdout=subprocess.PIPE,
            stderr=errors,
            stdin=subprocess.DEVNULL,
            env=environment,
            cwd=log.parent,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


@contextmanager
def serving(
    routes: Path, *options: str, env: Mapping[str, str] | None = None, token: str | None = TOKEN
) -> Iterator[Running]:
    """`phonecom control serve` on a free port, with its URL as it writes it on stdout."""
    log = routes.with_suffix(".stderr")
    argv = [sys.executable, "-m", "phonecom_cli", "control", "serve", str(routes), "--port", "0", *options]
    secret = {"PHONECOM_CONTROL_TOKEN": token} if token is not None else {}
    with started(argv, log=log, env={**secret, **(env or {})}) as process:
        line = first_line(process, log)
        yield Running(process, line, log)


def first_line(process: subprocess.Popen[bytes], log: Path) -> str:
    """The first line on stdout."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    line = process.stdout.readline().decode() if ready else ""
    assert line.endswith("\n"), f"it did not start: {log.read_text()}"
    return line.removesuffix("\n")


class Got(NamedTuple):
    """An HTTP answer."""

    status: int
    kind: str
    text: str


class Client:
    """One kept-alive connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.path = parts.path
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)

    def ask(self, fields: Mapping[str, str] | None = None, *, path: str | None = None) -> Got:
        target = self.path if path is None else path
        self.connection.request("GET", f"{target}?{urlencode(fields)}" if fields else target)
        response = self.connection.getresponse()
        return Got(response.status, response.headers.get("Content-Type", ""), response.read().decode())

    def close(self) -> None:
        self.connection.close()


def get(url: str, fields: Mapping[str, str] | None = None, *, path: str | None = None) -> Got:
    """One request on a connection of its own."""
    client = Client(url)
    try:
        return client.ask(fields, path=path)
    finally:
        client.close()


def free_port() -> int:
    """A port that was free a moment ago, for servers that cannot choose one themselves."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens there."""
    from time import monotonic

    deadline = monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "it has ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert monotonic() < deadline, "it does not listen"
            select.select([], [], [], 0.02)
        else:
            return


def wait_for_line(log: Path, text: str, *, count: int = 1) -> None:
    """Until `text` stands in so many lines of the log."""
    from time import monotonic

    deadline = monotonic() + PATIENCE
    while sum(text in line for line in log.read_text().splitlines()) < count:
        assert monotonic() < deadline, f"{text!r} is not in {log.read_text()}"
        select.select([], [], [], 0.02)
