"""What a command line imports, and how long that takes: `python -X importtime`, summed by top-level package."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.benchmarks.processes import BenchmarkError


class Imports(NamedTuple):
    """Milliseconds by top-level package, the costliest first, and by module."""

    total: float
    packages: dict[str, float]
    modules: dict[str, float]


def profile(python: str, words: Sequence[str], environ: Mapping[str, str], runs: int) -> Imports:
    """Run the tool a few times and read what the interpreter tells of its imports: the least of each module.

    Raises:
        BenchmarkError: the command failed.
    """
    modules = imported(python, words, environ)
    for _ in range(runs - 1):
        for name, milliseconds in imported(python, words, environ).items():
            modules[name] = min(milliseconds, modules.get(name, milliseconds))
    packages: dict[str, float] = {}
    for name, milliseconds in modules.items():
        top = name.partition(".")[0]
        packages[top] = packages.get(top, 0) + milliseconds
    return Imports(sum(modules.values()), _sorted(packages), _sorted(modules))


def imported(python: str, words: Sequence[str], environ: Mapping[str, str]) -> dict[str, float]:
    """The modules that one run of the tool loads, from the interpreter's start, and their own milliseconds.

    Raises:
        BenchmarkError: the command failed.
    """
    argv = [python, "-X", "importtime", "-c", _AS_INSTALLED, *words]
    done = subprocess.run(
        argv, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchmarkError(f"{' '.join(words)} exited with {done.returncode}: {done.stderr[-2000:]}")
    modules: dict[str, float] = {}
    for line in done.stderr.splitlines():
        fields = line.removeprefix("import time:").split("|")
        if line.startswith("import time:") and len(fields) == 3 and fields[0].strip().isdecimal():
            name = fields[2].strip()
            modules[name] = modules.get(name, 0) + int(fields[0]) / 1000
    return modules


_AS_INSTALLED = "import re, sys; from phonecom_cli.__main__ import main; sys.exit(main())"
"""What pip's generated script does."""


def _sorted(times: dict[str, float]) -> dict[str, float]:
    return {name: round(times[name], 2) for name in sorted(times, key=times.__getitem__, reverse=True)}
