"""The wire's transport to the sandbox in process: the same bytes that would cross a network, without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from phonecom_cli.wire.transport import Reply, TransportError

if TYPE_CHECKING:
    from phonecom_cli.sandbox import Sandbox
    from phonecom_cli.wire.request import Request

ENDPOINT_PATH = "/special/xmlapi"


class SandboxTransport:
    """Hands encoded requests to the sandbox, which is opened at the first of them."""

    def __init__(self, folder: Path, now: Callable[[], datetime], progress: Callable[..., object]) -> None:
        self._folder = folder
        self._now = now
        self._progress = progress
        self._sandbox: Sandbox | None = None

    def send(self, request: Request, seconds: float) -> Reply:
        """Have the sandbox answer; its rehearsed failures become what a network would have shown."""
        from phonecom_cli.sandbox import HttpRequest, SandboxCut, open_sandbox

        if self._sandbox is None:
            self._sandbox = open_sandbox(self._folder, now=self._now, progress=self._progress)
        http = HttpRequest(
            method="POST",
            path=ENDPOINT_PATH,
            body=request.body(),
            content_type="application/x-www-form-urlencoded",
        )
        try:
            response = self._sandbox.handle(http)
        except SandboxCut as cut:
            raise TransportError(sent=cut.sent, reason=str(cut), retryable=True) from cut
        return Reply(response.status, response.body, response.content_type)

    def close(self) -> None:
        """Let go of the sandbox's state."""
        if self._sandbox is not None:
            self._sandbox.close()
