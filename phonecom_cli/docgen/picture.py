"""`python -m phonecom_cli.docgen.picture`: the README's picture, from a real session on a pseudo-terminal.

Each line is run by the shell with the installed `phonecom`, in a new sandbox; what the terminal shows, prompt
and colours included, is drawn. `--check` verifies that the picture is current: the session is one whose output
does not depend on the day.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path

from phonecom_cli.output.picture import draw_svg

PICTURE = ".readme/terminal.svg"
SESSION = (
    "phonecom --sandbox numbers search --prefix 858 -n 3",
    "phonecom --sandbox numbers add '(858) 202-0237' --yes",
    "phonecom --sandbox sms send 'Lunch?' --from 8582020237 --to 858-380",
    "phonecom --sandbox sms send 'Lunch?' --from 8582020237 --to 858-380-7710",
    "phonecom --sandbox numbers list | grep SAN_DIEGO | cut -f2,4",
    "phonecom control explain 'simple-forward,18585602222ww1234w5'",
)
_WIDTH = 92
_PROGRESS = re.compile(r"(\r\x1b\[K[^\r\n]*(?=\r\x1b\[K))*\r\x1b\[K")
"""A progress bar, which takes itself away when it is done."""
_PROMPT = "\x1b[1;32m$\x1b[0m "


def draw() -> str:
    """The picture as it would be now."""
    with tempfile.TemporaryDirectory() as home:
        _run("phonecom --sandbox numbers list", home)  # makes the sandbox, whose progress is not to be seen
        shown = "".join(f"{_PROMPT}{line}\n{_run(line, home)}" for line in SESSION)
    return draw_svg(shown.rstrip("\n"), title="phonecom", width=_WIDTH)


def _run(line: str, home: str) -> str:
    """What the terminal shows of a line."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, _WIDTH, 0, 0))
    environ = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": home,
        "PHONECOM_HOME": home,
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    with subprocess.Popen(  # noqa: S603 - the lines above
        ["/bin/sh", "-c", line], stdin=follower, stdout=follower, stderr=follower, env=environ, cwd=home
    ):
        os.close(follower)
        return _PROGRESS.sub("", _read_all(leader).replace("\r\n", "\n"))


def _read_all(leader: int) -> str:
    seen = b""
    try:
        while piece := os.read(leader, 65536):
            seen += piece
    except OSError:
        pass  # on Linux, how a terminal says that its other side is closed
    finally:
        os.close(leader)
    return seen.decode()


def main(argv: Sequence[str]) -> int:
    """Write the picture; with `--check`, say whether it is current."""
    path = Path(__file__).parent.parent.parent / PICTURE
    drawn = draw()
    if list(argv) == ["--check"]:
        current = path.is_file() and path.read_text() == drawn
        sys.stdout.write("" if current else f"stale: {PICTURE}\n")
        return 0 if current else 1
    path.parent.mkdir(exist_ok=True)
    path.write_text(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
