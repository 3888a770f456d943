"""Interactive shells on a pseudo-terminal: lines are typed, TAB is pressed, and what the shell does is read.

A key of ours tells when the shell is done: it prints the line as it is now between two marks, so that nothing
waits for a time.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parent.parent.parent
COMPLETIONS = PROJECT / "completions"
BASH_COMPLETION = Path("/usr/share/bash-completion/bash_completion")

_ESCAPES = re.compile(
    r"\x1b(\[[0-9;?>=<]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>78cDEHMNOZ])|[\x0e\x0f]"
)
_TELL = {
    "bash": r"""_tell() { printf '\n<<%s>>\n' "$READLINE_LINE"; }; bind -x '"\C-t": _tell'""",
    "zsh": r"""_tell() { print -r -- $'\n'"<<$BUFFER>>" }; zle -N _tell; bindkey '^T' _tell""",
    "fish": r"""function _tell; printf '\n<<%s>>\n' (commandline); end; bind \ct _tell""",
}
_START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}


class Completed(NamedTuple):
    """What a TAB came to: the line, what was listed, how many seconds it took."""

    line: str
    listed: str
    seconds: float


class Shell:
    """One interactive shell with the completion loaded, wide enough that nothing is cut."""

    def __init__(self, name: str, environ: Mapping[str, str], folder: Path, *, package: bool = False) -> None:
        self.name = name
        self.folder = folder
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(_START[name][0], _START[name], {**environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"})
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 400, 240, 0, 0))
        for line in [_TELL[name], *self._setup(package=package)]:
            self._send(f"{line}\r")
        self.press("")

    def _setup(self, *, package: bool) -> list[str]:
        if self.name == "bash":
            loaded = [f"source {BASH_COMPLETION}"] if package else []
            quick = ("completion-query-items 0", "page-completions off", "show-all-if-ambiguous on")
            return [*loaded, *(f"bind 'set {each}'" for each in quick), f"source {COMPLETIONS}/phonecom.bash"]
        if self.name == "zsh":
            return [
                f"fpath=({COMPLETIONS} $fpath); autoload -Uz compinit; compinit -u -D",
                "LISTMAX=1000; unsetopt auto_menu; setopt no_beep",
            ]
        return [f"source {COMPLETIONS}/phonecom.fish"]

    def press(self, text: str) -> Completed:
        """Type a text and see what the line became; the line is empty again afterwards."""
        started = time.perf_counter()
        self._send(f"{text}\x14")
        shown = self._until(r"<<(.*)>>")
        seconds = time.perf_counter() - started
        line, listed = shown[1], shown.string[: shown.start()]
        self._send("\x05\x15")  # to the end of the line, and back to its start
        return Completed(line, listed, seconds)

    def tab(self, line: str) -> Completed:
        """Type a line, press TAB, and see what becomes of it; only the TAB is timed."""
        self._send(f"{line}\x14")
        self._until(r"<<(.*)>>")
        return self.press("\t")

    def run(self, line: str) -> None:
        """Run a line, and wait until the shell has read it."""
        self._send(f"{line}\r")
        self.press("")

    def close(self) -> None:
        """End the shell."""
        os.close(self.terminal)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)

    def _send(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def _until(self, pattern: str) -> re.Match[str]:
        """What the shell prints, without escapes, until the pattern is in it."""
        found = b""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if select.select([self.terminal], [], [], 1)[0]:
                found += os.read(self.terminal, 65536)
                text = _ESCAPES.sub("", found.decode(errors="replace")).replace("\r", "")
                # The setup's own lines are echoed, marks and all.
                for match in re.finditer(pattern, text):
                    if not re.search("%s|BUFFER|commandline", match[1]):
                        return match
        raise AssertionError(f"{self.name} did not say {pattern!r}; it said {found[-2000:]!r}")
