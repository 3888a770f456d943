"""Every example of every help text and of the README, and what some of them need beside the sandbox."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from phonecom_cli.docgen.spec import read_tree, walk

PROJECT = Path(__file__).parent.parent.parent
FILES = {
    "routes.toml": 'default = "18585602222"\n\n[menu.main]\nplay = "Main Greeting"\nexpect = "D"\n\n'
    '[menu.main.branch]\n1 = "18585602201"\n\n[[rule]]\nanswer = "main"\n',
    "token": "0123456789abcdefghijklmnop\n",
    "password.txt": "correct horse battery\n",
    "note.txt": "Lunch at noon?\n",
    "contacts.csv": "to,name\n+18583807710,Ann\n+18583807711,Bob\n",
}
SETTINGS = '[profiles.work]\nenvironment = "sandbox"\nusername = "demo"\n'
ELSEWHERE = {
    "phonecom auth login": "asks at a terminal, and Phone.com itself whether the password is right",
    "phonecom auth login --profile work --username joesmith --password-stdin < password.txt": "asks Phone.com itself",
    "phonecom auth login --profile office --username joesmith --by-address": "asks Phone.com itself",
    "phonecom auth logout --profile work --remove-profile": "asks the machine's keyring",
    "phonecom control simulate https://calls.example.com/answer.php --dialed 18585608120 --caller unknown": (
        "asks a service on the network"
    ),
    "phonecom sandbox ring --to +12124445555 --control-url http://127.0.0.1:8651/call/TOKEN --digits 1": (
        "asks a service that must be running, by its token"
    ),
}
"""Those that cannot run as they stand on a machine without an account and without a network, and why."""
SERVING = re.compile(r"phonecom (sandbox serve|control serve|sandbox requests --follow)\b")
"""Those that end when they are told to. On a port of their own: tests run beside each other."""
PORTS = {"sandbox serve", "control serve"}


class Ran(NamedTuple):
    """What became of an example."""

    code: int
    err: str


def lines() -> Iterator[str]:
    """The examples of all help texts, each once."""
    yield from dict.fromkeys(line for cmd in walk(read_tree()) for _, line in cmd.examples)


def make_home(folder: Path) -> None:
    """A folder as an example finds it: a few files, a profile, and a sandbox with its inventory made."""
    for name, text in FILES.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o600)
    home = folder / "home"
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS)
    made = run("phonecom --sandbox numbers list", folder)
    assert made.code == 0, made.err


def run_apart(line: str, made: Path, folder: Path) -> Ran:
    """Run an example in a copy of the folder, so that none meets what another did."""
    shutil.copytree(made, folder)
    return stop_when_it_serves(line, folder) if SERVING.match(line) else run(line, folder)


def run(line: str, folder: Path) -> Ran:
    """Run a line under bash; a pipe fails where any part of it does."""
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=environ(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Ran(ran.returncode, ran.stderr)


def stop_when_it_serves(line: str, folder: Path) -> Ran:
    """Run a line that goes on until stopped: once it has written its first line, ask it to end."""
    words = " ".join(line.split()[1:3])
    if words in PORTS and "--port" not in line:
        line += " --port 0"
    with subprocess.Popen(
        ["bash", "-c", f"exec {line}"],
        cwd=folder,
        env=environ(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        patience = threading.Timer(30, process.kill)
        patience.start()
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate()
        patience.cancel()
    return Ran(process.returncode, err)


def environ(folder: Path) -> dict[str, str]:
    """What an example may know of the machine."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "PHONECOM_HOME": str(folder / "home"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
