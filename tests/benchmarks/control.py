"""Decisions a second of the call control service, beside an application that does nothing on the same server.

That application is measured twice: on waitress with threads, as waitress serves applications, where the service's
rate should be at least 0.8 of its own (`ratio`); and in waitress's loop without threads, as `control serve` serves
(`ratio_in_loop`), which shows what parsing, deciding and logging take beside HTTP alone. All run as processes of
their own, in turn in several rounds, and are asked by this one over kept-alive connections.

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
REQUESTS = 1_000
ROUNDS = 21
GOAL = 0.8
THREADS = 8

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


class Server(NamedTuple):
    """A server process."""

    pid: int
    port: int


class Measured(NamedTuple):
    """Requests a second; the time within which 99 of 100 were answered, in milliseconds; and the processor time
    that the server took for one, in microseconds, which a busy machine disturbs less."""

    rate: float
    p99: float
    cpu: float


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


def serve_nothing(threads: int) -> None:
    """The process that serves it: with threads, or with 0 as `control serve` serves."""
    from phonecom_cli.control.serve import LIMITS
    from phonecom_cli.serving import serve

    def ready(url: str) -> None:
        sys.stdout.write(f"{url}/call/{TOKEN}\n")
        sys.stdout.flush()

    serve(nothing, "127.0.0.1", 0, threads=threads, on_ready=ready, limits=LIMITS)


@contextmanager
def served(argv: list[str], folder: Path) -> Iterator[Server]:
    """A server process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PHONECOM_CONTROL_TOKEN": TOKEN}
    process = subprocess.Popen([sys.executable, *argv], stdout=subprocess.PIPE, env=environment, cwd=folder)
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 30)
        line = process.stdout.readline().decode() if ready else ""
        yield Server(process.pid, int(line.split(":")[2].split("/")[0]))
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


def processor_time(pid: int) -> float:
    """Seconds that a process has spent on the processor so far; 0 where /proc does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(server: Server) -> Measured:
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
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ)
        started[connection] = perf_counter()
        connection.sendall(requests[number % len(requests)])
    begin, used = perf_counter(), processor_time(server.pid)
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
    elapsed, used = perf_counter() - begin, processor_time(server.pid) - used
    for connection in started:
        connection.close()
    selector.close()
    return Measured(
        len(times) / elapsed, statistics.quantiles(times, n=100)[98] * 1000, used / len(times) * 1e6
    )


def main() -> dict[str, float]:
    """Measure, print, and return the figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
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
        code = "from tests.benchmarks.control import serve_nothing; serve_nothing({})"
        with (
            served(ours, folder) as service,
            served(["-c", code.format(THREADS)], folder) as threads,
            served(["-c", code.format(0)], folder) as loop,
        ):
            servers = (service, threads, loop)
            for server in servers:
                measure(server)  # a first round that does not count
            rounds = [tuple(measure(server) for server in servers) for _ in range(ROUNDS)]
    figures: dict[str, float] = {}
    for index, name in enumerate(("decisions", "nothing_threads", "nothing_in_loop")):
        figures[f"{name}_per_second"] = statistics.median(one[index].rate for one in rounds)
        figures[f"{name}_p99_ms"] = statistics.median(one[index].p99 for one in rounds)
        figures[f"{name}_cpu_us"] = statistics.median(one[index].cpu for one in rounds)
    figures["ratio"] = statistics.median(one[0].rate / one[1].rate for one in rounds)
    figures["ratio_in_loop"] = statistics.median(one[0].rate / one[2].rate for one in rounds)
    figures["goal"] = GOAL
    for key, value in figures.items():
        print(f"{key:28} {value:10.2f}")
    return figures


if __name__ == "__main__":
    main()
