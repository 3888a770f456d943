"""The process's surroundings in one object: environment, streams, clock. Tests replace it whole."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple, TextIO


def _utc_now() -> datetime:
    return datetime.now(UTC)


class World(NamedTuple):
    """What a command may know of the machine it runs on.

    Attributes:
        environ: the environment variables, as they were at start.
        stdin, stdout, stderr: the streams; None where the caller closed them.
        now: the time of day, in UTC.
        monotonic: seconds that never jump, for deadlines.
        sleep: waits that many seconds.
    """

    environ: Mapping[str, str]
    stdin: TextIO | None
    stdout: TextIO | None
    stderr: TextIO | None
    now: Callable[[], datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def real_world() -> World:
    """The real surroundings of this process."""
    return World(os.environ, sys.stdin, sys.stdout, sys.stderr)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; a closed or missing one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
