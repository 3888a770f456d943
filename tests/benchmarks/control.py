"""Decisions a second of the call control service, beside an application that does nothing on the same server.

Both run as processes of their own, one after the other in several rounds, and are asked by this one over
kept-alive connections. The rate of the service should be at least 0.8 of the other's.

    python -m tests.benchmarks.control
"""

from __future__ import annotations

import os
import select
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

ROOT = Path(__file__).parents[2]
TOKEN = "kT9rWq2LxZ7vBn4MfHs8Yd"
CONNECTIONS = 8
REQUESTS = 3_000
ROUNDS = 5
GOAL = 0.8

ROUTES = """
timezone = "America/New_York"
default = "18585602299"

[forward.sales]
to = "18585602201"
voice-tag = "Sales"

[menu.main]
play = "Main Greeting"
expect = "D|DDD"
other = "sales"
none = "sales"
[menu.main.branch]
1 = "sales"
DDD = "18585602202"

[period.holidays]
dates = ["12-25", "01-01", "07-04"]

[[rule]]
dialed = "18585608121"
answer = "18585602203"

[[rule]]
name = "always open"
dialed = "18585608120"
days = "mon-sun"
hours = "00:00-24:00"
unless = "holidays"
answer = "main"
"""

CALL = {
    "uniqueID": "4f0c-1",
    "dialedNumber": "18585608120",
    "callerIdNumber": "16195550134",
    "callerIdName": "JOHN DOE",
}
ASKED = (
    CALL,
    {**CALL, "previous-response": "play-and-get-digits,Main Greeting,D|DDD", "digits": "1"},
    {**CALL, "previous-response": 'simple-forward-voicetag,"Sales",18585602201'},
    {**CALL, "previous-response": "simple-forward,18585602299", "duration": "60"},
)
"""The four requests of a call, asked in turn."""


class Measured(NamedTuple):
    """Requests a second, and the time within which 99 of 100 were answered, in milliseconds."""

    rate: float
    p99: float


def nothing(_environ: dict[str, object], start_response: StartResponse) -> Iterable[bytes]:
    """The application to compare with: the same headers, one fixed answer."""
    body = b"play-and-get-digits,Main Greeting,D|DDD"
    headers = [
        ("Content-Type", "text/plain"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start_response("200 OK", headers)
    return [body]


def serve_nothing() -> None:
    """The process that serves it, exactly as `control serve` serves."""
    from phonecom_cli.control.serve import LIMITS
    from phonecom_cli.serving import serve

    def ready(url: str) -> None:
        sys.stdout.write(f"{url}/call/{TOKEN}\n")
        sys.stdout.flush()

    serve(nothing, "127.0.0.1", 0, threads=8, on_ready=ready, limits=LIMITS)


@contextmanager
def served(argv: list[str], folder: Path) -> Iterator[int]:
    """The port of a server process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PHONECOM_CONTROL_TOKEN": TOKEN}
    process = subprocess.Popen([sys.executable, *argv], stdout=subprocess.PIPE, env=environment, cwd=folder)
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 30)
        line = process.stdout.readline().decode() if ready else ""
        yield int(line.split(":")[2].split("/")[0])
    finally:
        process.terminate()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def whole(answer: bytes) -> bool:
    """Whether head and body are there; waitress sends them one after the other."""
    head, blank, body = answer.partition(b"\r\n\r\n")
    length = head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
    return bool(blank) and len(body) >= int(length)


def measure(port: int) -> Measured:
    """Ask over all connections at once, each its next request as soon as it has its answer."""
    requests = [
        f"GET /call/{TOKEN}?{urlencode(fields)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        for fields in ASKED
    ]
    selector = selectors.DefaultSelector()
    started: dict[socket.socket, float] = {}
    received: dict[socket.socket, bytes] = {}
    times: list[float] = []
    for number in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ)
        started[connection] = perf_counter()
        connection.sendall(requests[number % len(requests)])
    begin = perf_counter()
    sent = CONNECTIONS
    while len(times) < REQUESTS:
        for key, _ in selector.select(30):
            waiting = key.fileobj
            assert isinstance(waiting, socket.socket)
            answer = received.pop(waiting, b"") + waiting.recv(65536)
            if not whole(answer):
                received[waiting] = answer
                continue
            now = perf_counter()
            assert answer.startswith(b"HTTP/1.1 200 "), answer[:100]
            times.append(now - started[waiting])
            started[waiting] = now
            waiting.sendall(requests[sent % len(requests)])
            sent += 1
    elapsed = perf_counter() - begin
    for connection in started:
        connection.close()
    selector.close()
    return Measured(len(times) / elapsed, statistics.quantiles(times, n=100)[98] * 1000)


def main() -> dict[str, float]:
    """Measure, print, and return the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "routes.toml").write_text(ROUTES)
        ours = [
            "-m",
            "phonecom_cli",
            "control",
            "serve",
            "routes.toml",
            "--port",
            "0",
            "--log",
            "calls.jsonl",
        ]
        theirs = ["-c", "from tests.benchmarks.control import serve_nothing; serve_nothing()"]
        with served(ours, folder) as service, served(theirs, folder) as bare:
            for port in (service, bare):
                measure(port)  # a first round that does not count
            rounds = [(measure(service), measure(bare)) for _ in range(ROUNDS)]
    figures = {
        "decisions_per_second": statistics.median(one.rate for one, _ in rounds),
        "decisions_p99_ms": statistics.median(one.p99 for one, _ in rounds),
        "nothing_per_second": statistics.median(other.rate for _, other in rounds),
        "nothing_p99_ms": statistics.median(other.p99 for _, other in rounds),
        "ratio": statistics.median(one.rate / other.rate for one, other in rounds),
        "goal": GOAL,
    }
    for key, value in figures.items():
        print(f"{key:24} {value:10.2f}")
    return figures


if __name__ == "__main__":
    main()
