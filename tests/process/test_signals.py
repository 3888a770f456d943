"""Signals while a server stalls, in real processes: what was under way is said, and nothing is sent twice."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.commands.api import ACCOUNT, FROM, SMS, TO
from tests.harness import Connection, RawServer, echoing
from tests.process.tool import PATIENCE, Ended, start

SIGNALS = {"SIGHUP": 129, "SIGINT": 130, "SIGTERM": 143}


class Stall:
    """Answers the first `well` requests, then never; `reached` is set when one waits."""

    def __init__(self, well: int = 0) -> None:
        self.well = well
        self.reached = threading.Event()

    def __call__(self, connection: Connection) -> None:
        if connection.number <= self.well:
            echoing(connection)
            return
        self.reached.set()
        connection.mute()


def stopped(name: str, stall: Stall, environ: dict[str, str], *argv: str) -> tuple[Ended, int]:
    """A command that is sent the signal while the server stalls, and how many requests arrived."""
    with RawServer(stall) as server, start([*argv, "--url", server.url], environ) as process:
        assert stall.reached.wait(PATIENCE)
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(timeout=PATIENCE)
        return Ended(process.returncode, out, err.decode()), server.count


@pytest.mark.parametrize(("name", "code"), SIGNALS.items())
@pytest.mark.parametrize(
    "argv", [SMS, ("call", "originate", "101", TO), ("api", "sendSMS", f"toNumber={TO}")], ids=" ".join
)
def test_a_write_stopped(argv: tuple[str, ...], name: str, code: int, environ: dict[str, str]) -> None:
    ended, count = stopped(name, Stall(), environ, *argv)
    assert ended.code == code, ended
    assert count == 1
    assert "may have happened" in ended.err
    assert ended.err.count("may have happened") == 1
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(("name", "code"), SIGNALS.items())
@pytest.mark.parametrize("argv", [("numbers", "list"), ("call", "list", "--all")], ids=" ".join)
def test_a_read_stopped(argv: tuple[str, ...], name: str, code: int, environ: dict[str, str]) -> None:
    ended, count = stopped(name, Stall(), environ, *argv)
    assert ended.code == code, ended
    assert count == 1
    assert "may have happened" not in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.out == b""


@pytest.mark.parametrize(("name", "code"), SIGNALS.items())
def test_several_writes_stopped_in_the_second(name: str, code: int, environ: dict[str, str]) -> None:
    """The first was done, the second is unknown, the third was not attempted: each has its row."""
    argv = ("numbers", "reserve", "18585608120", "18585608121", "18585608122", "-o", "json")
    ended, count = stopped(name, Stall(well=1), environ, *argv)
    assert ended.code == code, ended
    assert count == 2
    rows = [(row["phoneNumber"], row["status"]) for row in json.loads(ended.out)]
    assert rows == [("+18585608120", "ok"), ("+18585608121", "unknown"), ("+18585608122", "not attempted")]
    error = json.loads(ended.err.splitlines()[-1])["error"]
    assert (error["code"], error["exitCode"]) == ("stopped", code)


def test_a_hangup_that_the_caller_ignores_is_ignored(environ: dict[str, str], tmp_path: Path) -> None:
    released = threading.Event()
    reached = threading.Event()

    def answer_late(connection: Connection) -> None:
        reached.set()
        released.wait(PATIENCE)
        echoing(connection)

    with RawServer(answer_late) as server:
        with start(
            [*SMS, "--url", server.url],
            environ,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
        ) as process:
            assert reached.wait(PATIENCE)
            process.send_signal(signal.SIGHUP)
            released.set()
            _, err = process.communicate(timeout=PATIENCE)
        assert server.count == 1
    assert (process.returncode, err) == (0, b"")


def test_no_password_on_a_command_line(environ: dict[str, str]) -> None:
    stall = Stall()
    with RawServer(stall) as server, start([*SMS, "--url", server.url], environ) as process:
        assert stall.reached.wait(PATIENCE)
        line = Path(f"/proc/{process.pid}/cmdline").read_bytes()
        process.terminate()
        process.communicate(timeout=PATIENCE)
        head, _, body = server.requests[0].raw.partition(b"\r\n\r\n")
    assert ACCOUNT["PHONECOM_PASSWORD"].encode() not in line
    assert b"w00t" not in head
    assert b"w00t" in body


def test_children_do_not_inherit_the_password(environ: dict[str, str], tmp_path: Path) -> None:
    """A password command runs with the user's environment, less our own secrets."""
    dump = tmp_path / "dump"
    script = tmp_path / "command"
    script.write_text(f"#!/bin/sh\nenv > {dump}\ncat /proc/$$/cmdline >> {dump}\necho fr0m-command\n")
    script.chmod(0o700)
    folder = tmp_path / "phonecom"
    folder.mkdir()
    with RawServer(echoing) as server:
        (folder / "settings.toml").write_text(
            f'[profiles.default]\nenvironment = "{server.url}"\nusername = "joe"\npassword-command = "{script}"\n'
        )
        bare = {name: value for name, value in environ.items() if name != "PHONECOM_PASSWORD"}
        with start(
            ["numbers", "list"],
            {**bare, "PHONECOM_CONTROL_TOKEN": "t0ken-0f-c0ntr0l"},
            stdin=subprocess.DEVNULL,
        ) as process:
            _, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (0, b"")
        assert dict(server.requests[0].pairs)["password"] == "fr0m-command"
    assert b"t0ken-0f-c0ntr0l" not in dump.read_bytes()
    assert b"PHONECOM_PASSWORD" not in dump.read_bytes()
    assert FROM.encode() not in dump.read_bytes()


def test_ctrl_c_while_it_starts_is_no_traceback(environ: dict[str, str], tmp_path: Path) -> None:
    """Whoever notices a typo presses it before the libraries are loaded."""
    (tmp_path / "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    with start(["numbers", "list"], {**environ, "PYTHONPATH": str(tmp_path)}) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
