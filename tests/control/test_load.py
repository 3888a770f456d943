"""Many requests at once: reloads in the middle of them, and thousands of slow connections beside them."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.control.processes import PATIENCE, Client, get, serving, wait_for_line
from tests.control.services import FIELDS, TOKEN

REQUESTS = 10_000
RELOADS = 50
THREADS = 4


def generation(number: int) -> str:
    """Routes whose two answers belong together: a mixture of two generations would show."""
    return (
        f'default = "1858560{number:04}"\n[menu.main]\nplay = "Generation {number}"\nexpect = "D"\n'
        f'branch = {{ 1 = "1858560{number:04}" }}\n[[rule]]\nanswer = "main"\n'
    )


def test_ten_thousand_requests_during_fifty_reloads_without_a_wrong_or_lost_answer(tmp_path: Path) -> None:
    routes = tmp_path / "routes.toml"
    new = tmp_path / "new"
    routes.write_text(generation(0))
    right = {f"play-and-get-digits,Generation {number},D" for number in range(RELOADS + 1)}
    seen: Counter[str] = Counter()
    lock = threading.Lock()
    share = REQUESTS // THREADS
    progress = threading.Semaphore(0)

    def load(url: str) -> None:
        client = Client(url)
        found: Counter[str] = Counter()
        for _ in range(share):
            answered = client.ask(FIELDS)
            found[answered.text if answered.status == 200 else f"HTTP {answered.status}"] += 1
            progress.release()
        client.close()
        with lock:
            seen.update(found)

    with serving(routes, "--log", str(tmp_path / "log")) as running:
        workers = [threading.Thread(target=load, args=(running.url,)) for _ in range(THREADS)]
        for worker in workers:
            worker.start()
        for number in range(1, RELOADS + 1):
            # The reloads are spread over the requests, each when its part of them has been answered.
            for _ in range(REQUESTS // (RELOADS + 1)):
                assert progress.acquire(timeout=PATIENCE)
            # Every third is broken first, which must change nothing.
            new.write_text("rule = 1" if number % 3 == 0 else generation(number))
            new.replace(routes)
            running.process.send_signal(1)
        for worker in workers:
            worker.join()
        # The last one is in force in the end.
        wait_for_line(tmp_path / "log", "reload", count=2)
        new.write_text(generation(RELOADS))
        new.replace(routes)
        running.process.send_signal(1)
        wait_until(running.url, f"play-and-get-digits,Generation {RELOADS},D")
        running.process.terminate()
        assert running.process.wait(PATIENCE) == 0
    assert sum(seen.values()) == REQUESTS
    assert set(seen) <= right, set(seen) - right
    assert len(seen) > 5, "the reloads did not fall into the requests"


def wait_until(url: str, text: str) -> None:
    from time import monotonic

    deadline = monotonic() + PATIENCE
    while get(url, FIELDS).text != text:
        assert monotonic() < deadline


@contextmanager
def slow_connections(url: str, count: int) -> Iterator[list[socket.socket]]:
    """Connections that have sent half of a request and send no more."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count + 200:
        if hard < count + 200:
            pytest.skip(f"only {hard} open files are allowed here")
        resource.setrlimit(resource.RLIMIT_NOFILE, (count + 200, hard))
    port = int(url.split(":")[2].split("/", maxsplit=1)[0])
    opened: list[socket.socket] = []
    try:
        for number in range(count):
            connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            opened.append(connection)
            # Some have sent nothing, some a part of the head, some a head that promises a body.
            connection.sendall(
                (b"", b"GET /call/", f"POST /call/{TOKEN} HTTP/1.1\r\nContent-Length: 99\r\n\r\nu".encode())[
                    number % 3
                ]
            )
        yield opened
    finally:
        for connection in opened:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_thousand_slow_connections_do_not_stop_a_healthy_one(tmp_path: Path) -> None:
    routes = tmp_path / "routes.toml"
    routes.write_text(generation(0))
    with serving(routes) as running, slow_connections(running.url, 1000):
        with closing(Client(running.url)) as client:
            for _ in range(100):
                assert client.ask(FIELDS).text == "play-and-get-digits,Generation 0,D"
        for _ in range(20):
            assert get(running.url, FIELDS).status == 200
        running.process.terminate()
        assert running.process.wait(PATIENCE) == 0


def test_a_drip_of_bytes_does_not_keep_a_connection() -> None:
    from time import monotonic

    from phonecom_cli.serving import Limits, Server
    from tests.benchmarks.control import nothing

    server = Server(nothing, "127.0.0.1", 0, threads=0, limits=Limits(idle_seconds=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=0.1) as dripping:
            dripping.sendall(b"GET / HTTP/1.1\r\nX: ")
            deadline = monotonic() + PATIENCE
            while still_open(dripping):
                assert monotonic() < deadline, "it is kept for as long as it drips"
    finally:
        server.stop()
        thread.join()


def still_open(dripping: socket.socket) -> bool:
    """Send one byte more, and see within the socket's timeout whether the other side has closed."""
    try:
        dripping.sendall(b"x")
        return dripping.recv(1) != b""
    except TimeoutError:
        return True
    except ConnectionError:
        return False
