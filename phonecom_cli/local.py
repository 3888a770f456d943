"""The wire's transport to the sandbox in process: the same bytes that would cross a network, without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from phonecom_cli.errors import NoAnswer
from phonecom_cli.sandbox import HttpRequest, HttpResponse, Progress, SandboxCut, open_sandbox
from phonecom_cli.sandbox.exchange import ENDPOINT_PATH
from phonecom_cli.wire.transport import Reply, TransportError

if TYPE_CHECKING:
    from phonecom_cli.sandbox.engine import Sandbox
    from phonecom_cli.wire.request import Request

_DRIP = 16
"""How many bytes of a rehearsed slow line come at a time."""


class SandboxTransport:
    """Hands encoded requests to the sandbox, which is opened at the first of them.

    What the sandbox rehearses of a bad network (a late, slow, cut or lost answer) is what the client sees.
    """

    def __init__(
        self, folder: Path, now: Callable[[], datetime], progress: Progress, sleep: Callable[[float], None]
    ) -> None:
        self._folder = folder
        self._now = now
        self._progress = progress
        self._sleep = sleep
        self._sandbox: Sandbox | None = None

    def send(self, request: Request, seconds: float) -> Reply:
        """Have the sandbox answer one API request within that many seconds."""
        try:
            response = self._open().handle(HttpRequest("POST", ENDPOINT_PATH, body=request.body()))
        except SandboxCut as cut:
            self._sleep(min(cut.delay, seconds))
            raise TransportError(sent=cut.sent, reason=str(cut)) from cut
        self._pass_time(response, seconds)
        if response.missing:
            raise TransportError(sent=True, reason="the connection was closed in mid answer")
        return Reply(response.status, response.body, response.content_type)

    def read(self, url: str) -> bytes:
        """A recording or preview of the sandbox's, by its URL."""
        response = self._open().handle(HttpRequest("GET", urlsplit(url).path))
        if response.status != 200:
            raise NoAnswer(f"the sandbox has no recording at {url}")
        return response.body

    def close(self) -> None:
        """Let go of the sandbox's state."""
        if self._sandbox is not None:
            self._sandbox.close()

    def _open(self) -> Sandbox:
        if self._sandbox is None:
            self._sandbox = open_sandbox(self._folder, now=self._now, progress=self._progress)
        return self._sandbox

    def _pass_time(self, response: HttpResponse, seconds: float) -> None:
        took = response.delay + response.drip * (len(response.body) / _DRIP)
        if took:
            self._sleep(min(took, seconds))
        if took > seconds:
            raise TransportError(sent=True, reason=f"no whole answer within {seconds:.3g} s")
