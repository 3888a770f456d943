"""The tool as an executable of its own, and an endpoint that knows one account."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import phonecom_cli
from tests.harness import Connection, echoing

ROOT = Path(phonecom_cli.__file__).parents[1]
USERNAME, PASSWORD = "joesmith", "canary-7f3a91"


def account(connection: Connection) -> None:
    """Answers only the right username and password, as Phone.com would."""
    form = dict(connection.request.pairs)
    if (form.get("username"), form.get("password")) == (USERNAME, PASSWORD):
        echoing(connection, '<phoneNumberList><phoneNumber id="7"/></phoneNumberList>')
    else:
        echoing(connection, status="error", msg="Invalid username or password")


class Done(NamedTuple):
    """What a process came to."""

    code: int
    out: str
    err: str
    seconds: float


class Tool:
    """Runs `phonecom` in processes whose environment is exactly what is said here.

    Attributes:
        environ: the environment; PATH and HOME to begin with.
        settings: the settings file below that home.
    """

    def __init__(self, home: Path, url: str) -> None:
        home.mkdir(exist_ok=True)
        (home / "bin").mkdir()
        executable = home / "bin" / "phonecom"
        executable.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m phonecom_cli "$@"\n')
        executable.chmod(0o755)
        self.home = home
        self.environ = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "HOME": str(home)}
        self.settings = home / ".config" / "phonecom" / "settings.toml"
        self.endpoint(url)

    def endpoint(self, url: str, *lines: str) -> None:
        """Makes the profile `default` one of that endpoint, so that nothing goes to the real one."""
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text("\n".join(["[profiles.default]", f'environment = "{url}"', *lines, ""]))

    def run(self, *argv: str, stdin: str | None = None, **environ: str) -> Done:
        return self.process("phonecom", *argv, stdin=stdin, **environ)

    def process(self, *argv: str, stdin: str | None = None, **environ: str) -> Done:
        start = time.monotonic()
        done = subprocess.run(
            argv,
            env={**self.environ, **environ},
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            cwd=self.home,
        )
        return Done(done.returncode, done.stdout, done.stderr, time.monotonic() - start)

    def type(self, answers: dict[str, str], *argv: str) -> Done:
        """Runs it at a terminal, where somebody types an answer when a prompt has come."""
        start = time.monotonic()
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.home)
            os.execvpe(argv[0], argv, self.environ)
        shown = b""
        waiting = dict(answers)
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            shown += piece
            for prompt, answer in list(waiting.items()):
                if prompt.encode() in shown:
                    del waiting[prompt]
                    os.write(terminal, answer.encode() + b"\n")
        os.close(terminal)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert not waiting, shown
        return Done(code, shown.decode(), "", time.monotonic() - start)
