"""A client of a test server, with short times, and what it tells."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from phonecom_cli.secret import Secret
from phonecom_cli.wire.client import Client, Event
from phonecom_cli.wire.request import Request
from phonecom_cli.wire.transport import HttpTransport, Reply

CANARY = "c4n4ry p&ss<w>ör%d"
CHECK = "Look before sending it again."
WRITE = ("sendSMS", [("fromNumber", "+18585602222"), ("toNumber", "+18583807710"), ("message", "hi")])
READ: tuple[str, list[tuple[str, str]]] = ("getPhoneNumberList", [])


class Waits:
    """A `sleep` that returns at once and remembers how long it should have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def client_of(url: str, **changes: Any) -> Client:
    """A client with the canary as password; it does not really wait between attempts."""
    transport = changes.pop("transport", None) or HttpTransport(
        url, environ=changes.pop("environ", {}), ca_bundle=changes.pop("ca_bundle", "")
    )
    settings: dict[str, Any] = {
        "url": url,
        "username": "joe",
        "password": Secret(CANARY),
        "timeout": 5.0,
        "monotonic": time.monotonic,
        "sleep": Waits(),
        **changes,
    }
    return Client(transport, **settings)


def write(client: Client) -> Any:
    return client.call(*WRITE, writes=True, check=CHECK)


def read(client: Client) -> Any:
    return client.call(*READ, writes=False)


class Script:
    """A transport that gives prepared replies, or raises prepared errors, and remembers the requests."""

    def __init__(self, *steps: Reply | Exception | Callable[[Request], Reply]) -> None:
        self.steps = list(steps)
        self.requests: list[Request] = []
        self.seconds: list[float] = []
        self._lock = threading.Lock()

    def send(self, request: Request, seconds: float) -> Reply:
        with self._lock:
            self.requests.append(request)
            self.seconds.append(seconds)
            step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step(request) if callable(step) else step

    def close(self) -> None:
        pass


class Told(list[Event]):
    """Collects events; `told.of("warning")` are the texts of one kind."""

    def of(self, kind: str) -> list[str]:
        return [event.text for event in self if event.kind == kind]
