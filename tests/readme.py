"""The README's `console` blocks, run: each `$ ` line in order, in one home, on a terminal of 80 columns.

`python -m tests.readme` writes the current output into the README; `test_readme.py` holds it to that.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHANGING = (
    (re.compile(r"pc-[0-9a-f]{20}"), "pc-3f0c9a51d2e84b7790ac"),
    (re.compile(r"\b1[78]\d{17,18}\b"), "17954160590000000007"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "2026-11-23 12:00:00"),
)
"""What differs from run to run (identifiers and the time of day), and what the README shows for it."""


def current(text: str) -> str:
    """The README with the output of every block as it is now."""
    with tempfile.TemporaryDirectory() as home:
        return _BLOCK.sub(lambda block: "```console\n" + _run_block(block[1], home) + "```", text)


def _run_block(block: str, home: str) -> str:
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run_on_terminal(line[2:], home)}" for line in lines)


def run_on_terminal(line: str, home: str) -> str:
    """What a shell line prints on a terminal of 80 columns, without colour."""
    leader, follower = pty.openpty()
    environ = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": home,
        "PHONECOM_HOME": home,
        "TERM": "xterm",
        "TZ": "UTC",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    process = subprocess.Popen(
        ["/bin/sh", "-c", line], stdin=follower, stdout=follower, stderr=follower, env=environ, cwd=home
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # the far side is closed
            break
        if not piece:
            break
        seen += piece
    process.wait()
    os.close(leader)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode().replace("\r\n", "\n"))
    text = re.sub(r"^[^\n]*\r", "", text, flags=re.MULTILINE)  # a progress line that was taken back
    for pattern, shown in _CHANGING:
        text = pattern.sub(shown, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


if __name__ == "__main__":
    README.write_text(current(README.read_text()))
