"""A password that is used is found nowhere: argv, children, settings, -v, dry runs, errors, a forced crash."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.auth.tool import PASSWORD, ROOT, USERNAME, Tool
from tests.conftest import Phonecom
from tests.harness import Connection, RawServer, echoing

NAMED = {"PHONECOM_USERNAME": USERNAME}
GIVEN = {**NAMED, "PHONECOM_PASSWORD": PASSWORD}


def hits(text: str) -> list[str]:
    """Where the password is in a text, also broken over lines, boxed, or encoded for a form."""
    plain = re.sub(r"[\s│┃|╭╮╰╯─━]", "", text)
    return [
        form for form in (PASSWORD, PASSWORD.replace("-", "%2D"), PASSWORD.encode().hex()) if form in plain
    ]


ANSWERS: dict[str, Callable[[Connection], None]] = {
    "fine": echoing,
    "refused": lambda connection: echoing(connection, status="error", msg="No"),
    "echoed": lambda connection: connection.answer(200, connection.request.body),
    "told": lambda connection: echoing(connection, status="error", msg=f"bad password {PASSWORD}"),
    "html": lambda connection: connection.answer(500, b"<html>" + connection.request.body),
    "cut": Connection.reset,
}


@pytest.mark.parametrize("options", [(), ("-v",), ("-o", "json"), ("-v", "-o", "json")], ids=" ".join)
@pytest.mark.parametrize("name", ANSWERS)
def test_no_answer_makes_a_command_show_it(phonecom: Phonecom, name: str, options: tuple[str, ...]) -> None:
    with RawServer(ANSWERS[name]) as server:
        done = phonecom("numbers", "list", "--url", server.url, *options, env=GIVEN)
        assert server.requests[0].pairs[1] == ("password", PASSWORD)
        assert PASSWORD not in server.requests[0].target
    assert hits(done.out + done.err) == []


def test_dry_runs_status_and_settings_do_not_have_it(tool: Tool, server: RawServer) -> None:
    for argv in (
        ("numbers", "list", "--dry-run", "-v"),
        ("auth", "status", "-v"),
        ("config", "list"),
        ("auth", "list"),
    ):
        done = tool.run(*argv, **GIVEN)
        assert done.code == 0, done.err
        assert hits(done.out + done.err) == []
    for file in tool.home.rglob("*"):
        if file.is_file():
            assert hits(file.read_text(errors="replace")) == []
    assert server.count == 0


def test_it_is_on_no_command_line_while_a_request_waits(tool: Tool) -> None:
    seen: list[bytes] = []

    def look(connection: Connection) -> None:
        seen.extend(path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline"))
        echoing(connection)

    if not Path("/proc/self/cmdline").exists():
        pytest.skip("no /proc here")
    with RawServer(look) as server:
        tool.endpoint(server.url)
        assert tool.run("numbers", "list", **GIVEN).code == 0
    assert any(b"phonecom_cli" in line for line in seen)
    assert not any(PASSWORD.encode() in line for line in seen)


def test_no_option_takes_a_password(tool: Tool) -> None:
    for argv in (("numbers", "list", "--password", PASSWORD), ("auth", "login", f"--password={PASSWORD}")):
        done = tool.run(*argv)
        assert done.code == 2
        assert hits(done.out + done.err) == []


def test_a_password_command_s_environment_does_not_have_it(tool: Tool, server: RawServer) -> None:
    shown = tool.home / "shown"
    give = tool.home / "bin" / "give"
    give.write_text(f"#!/bin/sh\nenv > {shown}\necho {PASSWORD}\n")
    give.chmod(0o755)
    tool.endpoint(server.url, f'username = "{USERNAME}"', 'password-command = "give"')
    done = tool.run("numbers", "list", PHONECOM_PASSWORD="", PHONECOM_CONTROL_TOKEN=PASSWORD)
    assert done.code == 0, done.err
    assert "HOME=" in shown.read_text()
    assert hits(shown.read_text()) == []


CRASH = """
import sys
from phonecom_cli.wire import client
def crash(self, *given, **named):
    local = "in a frame beside the password"
    raise RuntimeError(f"crashed with {self.__dict__} {given} {named}")
client.Client.call = crash
from phonecom_cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("options", [(), ("-v",), ("-o", "json")], ids=" ".join)
def test_a_crash_does_not_show_it(tool: Tool, options: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, "numbers", "list", *options],
        env={**tool.environ, **GIVEN, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 70
    assert "RuntimeError" in done.stderr
    assert hits(done.stdout + done.stderr) == []
