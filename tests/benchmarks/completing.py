"""Completion is a file that the shell reads: it starts no Python, nor any other program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.processes import BenchmarkError, Command, measure
from tests.benchmarks.report import Line, compare

_COMPLETE = """
source "$1"
[[ $(complete -p phonecom) =~ -F\\ ([^ ]+) ]]
COMP_WORDS=(phonecom numbers l) COMP_CWORD=2 COMP_LINE='phonecom numbers l' COMP_POINT=18
"${BASH_REMATCH[1]}" phonecom l numbers
echo "${COMPREPLY[@]}"
"""
_TRAP = "#!/bin/sh\necho \"$0 $*\" >> '{mark}'\n"


def completing(folder: Path, rounds: int) -> Iterator[Line]:
    """`phonecom numbers l<TAB>` in bash, by bash alone. Nothing where there is no bash.

    Raises:
        BenchmarkError: a program was started, or nothing was completed.
    """
    bash = shutil.which("bash")
    found = sorted(folder.glob("*phonecom*bash*")) or sorted(folder.glob("bash/*"))
    if bash is None or not found:
        return
    with tempfile.TemporaryDirectory(prefix="phonecom-bench-") as name:
        traps = Path(name) / "bin"
        mark = Path(name) / "started"
        traps.mkdir()
        for program in ("phonecom", "python", "python3"):
            (traps / program).write_text(_TRAP.format(mark=mark))
            (traps / program).chmod(0o755)
        commands = [
            Command((bash, "--norc", "-c", "echo")),
            Command((bash, "--norc", "-c", _COMPLETE, "bash", str(found[0]))),
        ]
        costs = measure(commands, rounds, {"PATH": str(traps)})
        if mark.exists():
            raise BenchmarkError(f"completion started {mark.read_text()}")
    base, own = ([cost.wall for cost in each] for each in costs)
    cpu = tuple([cost.cpu for cost in each] for each in costs)
    yield compare(("completion", "numbers l<TAB>", "bash"), own, base, cpu=(cpu[1], cpu[0]))
