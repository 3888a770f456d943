"""Programs that some tests need beside Python: a shell, a keyring daemon, a web server, another language."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

NODE_MODULES = "/usr/share/nodejs"
"""Where Debian keeps node's modules; other builds of node do not look there."""


def need(*programs: str) -> None:
    """Skip the test where a program is missing; on CI, which installs them all, fail instead."""
    _require([program for program in programs if shutil.which(program) is None])


def need_library(name: str, *probe: str) -> None:
    """The same for a library of another language: `probe` is a command line that succeeds where it is there."""
    need(probe[0])
    environ = {**os.environ, "NODE_PATH": NODE_MODULES}
    if subprocess.run(probe, env=environ, capture_output=True, check=False).returncode:
        _require([name])


def _require(missing: list[str]) -> None:
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
