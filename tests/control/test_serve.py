"""`phonecom control serve` as a process: its one line, its log, signals, and other servers."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from phonecom_cli.control.manual import GUNICORN
from tests.control.processes import (
    PATIENCE,
    ROOT,
    Client,
    Running,
    free_port,
    get,
    serving,
    started,
    wait_for_line,
    wait_for_port,
)
from tests.control.services import FIELDS, OTHER_TOKEN, TOKEN

ROUTES = 'default = "18585602299"\n[[rule]]\nname = "all"\nanswer = "1858560220{}"\n'


@pytest.fixture
def routes(tmp_path: Path) -> Path:
    path = tmp_path / "routes.toml"
    path.write_text(ROUTES.format(1))
    return path


def replace(routes: Path, text: str) -> None:
    new = routes.with_suffix(".new")
    new.write_text(text)
    new.replace(routes)


def end(running: Running, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
    """Stop it, and give its exit code and what else it wrote on stdout."""
    running.process.send_signal(number)
    assert running.process.stdout is not None
    rest = running.process.stdout.read().decode()
    return running.process.wait(PATIENCE), rest


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_writes_its_url_answers_and_stops(routes: Path, number: signal.Signals) -> None:
    with serving(routes) as running:
        assert re.fullmatch(rf"http://127\.0\.0\.1:[0-9]+/call/{TOKEN}", running.url)
        assert get(running.url, FIELDS) == (200, "text/plain", "simple-forward,18585602201")
        assert get(running.url, path="/healthz") == (200, "text/plain", "ok\n")
        assert get(running.url, FIELDS, path="/call/wrong").status == 404
        assert end(running, number) == (0, "")
        lines = [json.loads(line) for line in running.log.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["serving", "decision", "refused", "stopped"]
    assert lines[1]["rule"] == "rule[1] all"
    assert TOKEN not in running.log.read_text()


def test_without_a_token_one_is_made_and_shown(routes: Path) -> None:
    with serving(routes, token=None) as running:
        token = running.url.rpartition("/")[2]
        assert re.fullmatch(r"[A-Za-z0-9_-]{32}", token)
        assert get(running.url, FIELDS).status == 200
        end(running)
        assert token not in running.log.read_text()


def test_the_log_can_be_a_file_and_is_opened_anew_on_sighup(routes: Path, tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    with serving(routes, "--log", str(log)) as running:
        get(running.url, FIELDS)
        log.rename(tmp_path / "calls.1")
        running.process.send_signal(signal.SIGHUP)
        wait_for_line_in_new(log)
        get(running.url, FIELDS)
        end(running)
    assert running.log.read_text() == ""
    assert '"decision"' in (tmp_path / "calls.1").read_text()
    assert '"decision"' in log.read_text()


def wait_for_line_in_new(log: Path) -> None:
    from select import select
    from time import monotonic

    deadline = monotonic() + PATIENCE
    while not log.exists() or "reloaded" not in log.read_text():
        assert monotonic() < deadline
        select([], [], [], 0.02)


def test_a_changed_file_is_served_and_a_broken_one_keeps_the_old_rules(routes: Path) -> None:
    with serving(routes) as running:
        replace(routes, ROUTES.format(2))
        wait_for_line(running.log, '"reloaded"')
        assert get(running.url, FIELDS).text == "simple-forward,18585602202"
        replace(routes, "rule = 1\n")
        wait_for_line(running.log, '"reload-failed"')
        assert get(running.url, FIELDS).text == "simple-forward,18585602202"
        replace(routes, ROUTES.format(3))
        running.process.send_signal(signal.SIGHUP)
        wait_for_line(running.log, '"reloaded"', count=2)
        assert get(running.url, FIELDS).text == "simple-forward,18585602203"


def test_a_token_is_exchanged_while_calls_come_in(routes: Path, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.touch(0o600)
    file.write_text(TOKEN + "\n")
    with serving(routes, "--token-file", str(file), token=None) as running:
        old, new = f"/call/{TOKEN}", f"/call/{OTHER_TOKEN}"
        statuses = [[get(running.url, FIELDS, path=path).status for path in (old, new)]]
        for number, text in enumerate((f"{OTHER_TOKEN}\n{TOKEN}\n", OTHER_TOKEN), 1):
            file.write_text(text)
            running.process.send_signal(signal.SIGHUP)
            wait_for_line(running.log, '"tokens-reloaded"', count=number)
            statuses.append([get(running.url, FIELDS, path=path).status for path in (old, new)])
        file.write_text("weak")
        running.process.send_signal(signal.SIGHUP)
        wait_for_line(running.log, '"token-reload-failed"')
        statuses.append([get(running.url, FIELDS, path=path).status for path in (old, new)])
    assert statuses == [[200, 404], [200, 200], [404, 200], [404, 200]]


def test_what_is_under_way_is_finished_on_sigterm(routes: Path) -> None:
    with serving(routes) as running:
        port = int(running.url.split(":")[2].split("/")[0])
        body = b"uniqueID=abc-1&dialedNumber=18585608120"
        head = f"POST /call/{TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        sockets = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(20)]
        for one in sockets:
            one.sendall(head + body)
        # All of them have been accepted when the last has its first byte; then it is told to stop.
        first = sockets[-1].recv(1)
        running.process.send_signal(signal.SIGTERM)
        answers = [b"" if one is not sockets[-1] else first for one in sockets]
        for index, one in enumerate(sockets):
            while piece := one.recv(65536):
                answers[index] += piece
            one.close()
        assert running.process.wait(PATIENCE) == 0
    assert all(answer.endswith(b"simple-forward,18585602201") for answer in answers)


@pytest.mark.parametrize(
    ("spoil", "code", "message"),
    [
        ("rule = 1\n", 2, "must be tables in their order"),
        (None, 2, "there is no file"),
    ],
)
def test_routes_that_are_broken_at_start_are_exit_2(
    routes: Path, spoil: str | None, code: int, message: str
) -> None:
    if spoil is None:
        routes.unlink()
    else:
        routes.write_text(spoil)
    found = run("control", "serve", str(routes))
    assert (found.returncode, found.stdout) == (code, "")
    assert message in found.stderr


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "phonecom_cli", *argv],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )


def test_a_weak_token_is_exit_2_and_not_quoted(routes: Path) -> None:
    found = run("control", "serve", str(routes), PHONECOM_CONTROL_TOKEN="hunter2hunter2")
    assert (found.returncode, found.stdout) == (2, "")
    assert "hunter2" not in found.stderr


def test_a_port_that_is_taken_is_exit_7(routes: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = run("control", "serve", str(routes), "--port", str(taken.getsockname()[1]))
    assert (found.returncode, found.stdout) == (7, "")


def test_there_is_no_request_that_a_dry_run_could_show(routes: Path) -> None:
    assert run("control", "serve", str(routes), "--dry-run").returncode == 2


def test_the_allow_list_keeps_others_out(routes: Path) -> None:
    with serving(routes, "--allow", "192.0.2.0/24") as running:
        assert get(running.url, FIELDS).status == 403
        assert get(running.url, path="/healthz").status == 200
    with serving(routes, "--allow", "127.0.0.0/8") as running:
        assert get(running.url, FIELDS).status == 200


def test_headers_and_bodies_have_limits(routes: Path) -> None:
    with serving(routes) as running:
        assert get(running.url, {**FIELDS, "callerIdName": "x" * 20_000}).status == 414
        port = int(running.url.split(":")[2].split("/")[0])
        for request, status in (
            (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", b" 431 "),
            (f"POST /call/{TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n".encode(), b" 413 "),
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(request)
                assert status in connection.recv(64)


def test_gunicorn_serves_the_application_as_documented(routes: Path) -> None:
    line = GUNICORN.split(" ", 1)
    assert line[0] == "PHONECOM_CONTROL_TOKEN=..."
    port = free_port()
    words = [word.strip("'") for word in line[1].replace("127.0.0.1:8651", f"127.0.0.1:{port}").split(" ")]
    program = Path(sys.executable).with_name(words[0])
    log = routes.with_suffix(".gunicorn")
    with started([str(program), *words[1:]], log=log, env={"PHONECOM_CONTROL_TOKEN": TOKEN}) as process:
        wait_for_port(port, process)
        client = Client(f"http://127.0.0.1:{port}/call/{TOKEN}")
        assert client.ask(FIELDS) == (200, "text/plain", "simple-forward,18585602201")
        client.close()
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert '"decision"' in log.read_text()
