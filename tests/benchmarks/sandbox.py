"""Figures of the sandbox: first use, opening, requests in process, searches, and serving beside a do-nothing app.

Run `python -m tests.benchmarks.sandbox [--quick]`. Every figure of one run is from the same machine at the same
time, and what is compared is measured in turns.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from phonecom_cli.sandbox import HttpRequest, inventory, open_sandbox
from phonecom_cli.sandbox.seed import make
from phonecom_cli.sandbox.state import State, open_state

ENDPOINT = "/special/xmlapi"
LOGIN = "username=demo&password=demo&clTRID=1&action="
REQUESTS = {
    "getVoiceList": "getVoiceList",
    "getPhoneNumberList": "getPhoneNumberList",
    "inventory, 100 rows": "getPhoneNumberInventory&countryCode=1&prefix=858",
    "getCallList, 500 rows": "getCallList",
    "sendSMS (on disk before the answer)": "sendSMS&fromNumber=18585602222&toNumber=18583807710&message=Hi",
}
SEARCHES: dict[str, dict[str, str]] = {
    "first page of a country": {},
    "prefix with overlays": {"prefix": "212"},
    "state and region": {"state": "CA", "region": "San Diego"},
    "pattern, its start known": {"pattern": "1858*"},
    "pattern, its end known": {"pattern": "*0000"},
    "pattern, digits anywhere": {"pattern": "5555"},
    "page 200 of a country": {"page": "200"},
}
SERVER = """
import datetime, pathlib, sys
from phonecom_cli.serving import serve
if sys.argv[1] == "nothing":
    def app(environ, start_response):
        environ["wsgi.input"].read()
        start_response("200 OK", [("Content-Type", "text/xml"), ("Content-Length", "3")])
        return [b"ok\\n"]
else:
    from phonecom_cli.sandbox import open_sandbox
    from phonecom_cli.sandbox.web import application
    now = lambda: datetime.datetime.now(datetime.UTC)
    app = application(open_sandbox(pathlib.Path(sys.argv[1]), now=now), warn=print)
serve(app, "127.0.0.1", 0, threads=8, on_ready=lambda url: print(url, flush=True))
"""
OPENER = """
import datetime, pathlib, sys, time
started = time.perf_counter()
from phonecom_cli.sandbox import HttpRequest, open_sandbox
sandbox = open_sandbox(pathlib.Path(sys.argv[1]), now=lambda: datetime.datetime.now(datetime.UTC))
opened = time.perf_counter()
sandbox.handle(HttpRequest("POST", "/special/xmlapi", body=b"username=demo&password=demo&action=getPhoneNumberList"))
print(opened - started, time.perf_counter() - opened)
"""


def now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of several runs, sorted."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return sorted(found)


def p99(sorted_values: list[float]) -> float:
    """The value that 99 of 100 do not exceed."""
    return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * 99 // 100)]


def first_use(folder: Path, runs: int) -> dict[str, float]:
    """Seconds that a fresh process takes to make a sandbox, and milliseconds to open it again."""
    made, opened, answered = [], [], []
    for run in range(runs):
        for again in range(3):
            done = subprocess.run(
                [sys.executable, "-c", OPENER, str(folder / f"use{run}")],
                check=True,
                capture_output=True,
                text=True,
            )
            opening, answering = (float(word) for word in done.stdout.split())
            if again:
                opened.append(opening * 1000)
                answered.append(answering * 1000)
            else:
                made.append(opening)
    return {
        "first use, s": statistics.median(made),
        "opening later, imports included, ms": statistics.median(opened),
        "first answer then, ms": statistics.median(answered),
    }


def in_process(folder: Path, times: int) -> dict[str, dict[str, float]]:
    """Milliseconds of a request in process, once the sandbox is open."""
    sandbox = open_sandbox(folder, now=now)
    figures = {}
    for name, query in REQUESTS.items():
        request = HttpRequest("POST", ENDPOINT, body=(LOGIN + query).encode())
        sandbox.handle(request)
        found = timed(lambda request=request: sandbox.handle(request), times)  # type: ignore[misc]
        figures[name] = {"median ms": statistics.median(found), "p99 ms": p99(found)}
    sandbox.close()
    return figures


def searches(folder: Path, total: int, times: int) -> dict[str, dict[str, float]]:
    """Milliseconds of searches for 500 numbers among `total`."""

    def fill(state: State) -> None:
        make(state, now(), total=total)

    state = open_state(folder / str(total), fill)
    figures = {}
    for name, wanted in SEARCHES.items():
        page = int(wanted.get("page", "1"))
        narrowed = {key: value for key, value in wanted.items() if key != "page"}
        search = inventory.Search(country="1", now=int(now().timestamp()), **narrowed)
        found = timed(
            lambda search=search, page=page: inventory.search(state.db, search, 500, page),  # type: ignore[misc]
            times,
        )
        figures[name] = {"median ms": statistics.median(found), "p99 ms": p99(found)}
    state.close()
    return figures


@contextmanager
def server(what: str) -> Iterator[int]:
    """A server in a process of its own; gives the port."""
    process = subprocess.Popen([sys.executable, "-c", SERVER, what], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline().strip().rpartition(":")[2])
    finally:
        process.terminate()
        process.communicate(timeout=20)


def load(port: int, query: str, requests: int, clients: int = 4) -> tuple[float, list[float]]:
    """Requests per second over kept connections, and the milliseconds of each, sorted."""
    took: list[float] = []
    lock = threading.Lock()

    def client() -> None:
        own = []
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        for _ in range(requests // clients):
            started = time.perf_counter()
            connection.request("POST", ENDPOINT, LOGIN + query, headers)
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            own.append((time.perf_counter() - started) * 1000)
        connection.close()
        with lock:
            took.extend(own)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(took) / (time.perf_counter() - started), sorted(took)


def serving(folder: Path, requests: int, rounds: int) -> dict[str, dict[str, float]]:
    """Requests per second and p99 over HTTP, in turns with a do-nothing application on the same server."""
    kinds = {"do-nothing application": ("nothing", "x")}
    kinds |= {name: (str(folder), query) for name, query in REQUESTS.items()}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
    with server("nothing") as nothing, server(str(folder)) as sandbox:
        for _ in range(rounds):
            for name, (what, query) in kinds.items():
                rate, took = load(nothing if what == "nothing" else sandbox, query, requests)
                found[name].append((rate, p99(took)))
    return {
        name: {
            "requests/s": statistics.median(rate for rate, _ in pairs),
            "p99 ms": statistics.median(worst for _, worst in pairs),
        }
        for name, pairs in found.items()
    }


def main(argv: Sequence[str] = ()) -> dict[str, Any]:
    """Measure everything, print it as a table, and return it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--json", action="store_true", help="print JSON and no table")
    options = parser.parse_args(list(argv))
    few = options.quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures: dict[str, Any] = {"process": first_use(folder, 1 if few else 3)}
        used = folder / "use0"
        figures["in process"] = in_process(used, 50 if few else 300)
        for total in (120_000, 1_000_000):
            figures[f"search among {total:,}"] = searches(folder, total, 5 if few else 40)
        figures["served"] = serving(used, 200 if few else 1_000, 1 if few else 3)
    print(json.dumps(figures, indent=2) if options.json else table(figures))
    return figures


def table(figures: dict[str, Any]) -> str:
    """The figures as text."""
    lines = []
    for part, values in figures.items():
        lines.append(part)
        for name, value in values.items():
            told = value if isinstance(value, dict) else {"": value}
            cells = "  ".join(f"{number:10.2f} {unit}".rstrip() for unit, number in told.items())
            lines.append(f"  {name:<40}{cells}")
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
