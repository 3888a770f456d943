"""The tool as a real process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.commands.api import ACCOUNT

TOOL = (sys.executable, "-m", "phonecom_cli")
ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30


class Ended(NamedTuple):
    """How a process ended, and what it wrote."""

    code: int
    out: bytes
    err: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """A small environment with an account and a home; `NAME=""` leaves a variable out."""
    environ = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "PHONECOM_HOME": str(home / "phonecom"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        **ACCOUNT,
        **more,
    }
    return {name: value for name, value in environ.items() if value}


def start(argv: Sequence[str], environ: Mapping[str, str], **options: Any) -> subprocess.Popen[bytes]:
    """Start the tool, its streams pipes unless told otherwise."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*TOOL, *argv], env=dict(environ), cwd=ROOT, **{**streams, **options})


def tool(*argv: str, environ: Mapping[str, str], **options: Any) -> Ended:
    """Run the tool to its end."""
    with start(argv, environ, **options) as process:
        out, err = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, out or b"", (err or b"").decode())


def shell(script: str, environ: Mapping[str, str], *arguments: str) -> Ended:
    """Run a script of bash in which `phonecom` is the tool and $1, $2, ... the arguments."""
    with subprocess.Popen(
        [
            "bash",
            "-c",
            f'phonecom() {{ "{sys.executable}" -m phonecom_cli "$@"; }}\n{script}',
            "-",
            *arguments,
        ],
        env=dict(environ),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        out, err = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, out, err.decode())
