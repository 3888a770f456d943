"""Running a command as a user would, and what it cost: wall time, processor time, memory.

Commands are compared in rounds, each of which runs all of them once, in an order that is turned from round to
round: whatever else the machine is doing then falls on all alike.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run cost. `cpu` is user and system time; `memory` the peak resident size in MiB."""

    wall: float
    cpu: float
    memory: float


class Command(NamedTuple):
    """A command line to measure. `terminal` gives it one as its stdout and stderr; else stdout is a pipe."""

    argv: tuple[str, ...]
    terminal: bool = False


class BenchmarkError(Exception):
    """A command did not do what it is measured at."""


def measure(commands: Sequence[Command], rounds: int, environ: Mapping[str, str]) -> list[list[Cost]]:
    """The costs of each command in each round, in the order of the commands.

    Where there are several, one more round warms caches.
    """
    if rounds > 1:
        for command in commands:
            run(command, environ)
    costs: list[list[Cost]] = [[] for _ in commands]
    for turn in range(rounds):
        for place in range(len(commands)):
            chosen = (place + turn) % len(commands)
            costs[chosen].append(run(commands[chosen], environ))
    return costs


def run(command: Command, environ: Mapping[str, str]) -> Cost:
    """Run once, reading all that it writes.

    Raises:
        BenchmarkError: it failed, or wrote nothing.
    """
    starter = _on_terminal if command.terminal else _in_pipe
    started = time.perf_counter()
    process, drain = starter(command.argv, environ)
    written = drain()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not written:
        raise BenchmarkError(
            f"{' '.join(command.argv)} exited with {process.returncode}: {written[-2000:]!r}"
        )
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _UNITS_PER_MIB)


_UNITS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024

Started = tuple[subprocess.Popen[bytes], Callable[[], bytes]]


def _in_pipe(argv: Sequence[str], environ: Mapping[str, str]) -> Started:
    process = subprocess.Popen(
        argv, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    with_stdout = process.stdout

    def drain() -> bytes:
        with with_stdout:
            return with_stdout.read()

    return process, drain


def _on_terminal(argv: Sequence[str], environ: Mapping[str, str]) -> Started:
    ours, theirs = os.openpty()
    process = subprocess.Popen(argv, env=environ, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)

    def drain() -> bytes:
        pieces = []
        with suppress(OSError):  # Linux ends a terminal with EIO
            while piece := os.read(ours, 65_536):
                pieces.append(piece)
        os.close(ours)
        return b"".join(pieces)

    return process, drain
