"""What every test stands on: an isolated home, a fixed clock and zone, and the tool run whole in process."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from phonecom_cli.app import run
from phonecom_cli.world import World

# HYPOTHESIS_PROFILE=thorough runs every property on 5,000 examples.
settings.register_profile("quick", max_examples=100, deadline=None)
settings.register_profile("thorough", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


class Outcome(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def stream(data: bytes = b"", *, terminal: bool = False) -> io.TextIOWrapper:
    """A stream of bytes, as a process has them."""
    kind = Terminal if terminal else io.TextIOWrapper
    return kind(io.BytesIO(data), encoding="utf-8", newline="", write_through=True)


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the home, the settings or the keyring of whoever runs it."""
    for name in ("PHONECOM_USERNAME", "PHONECOM_PASSWORD", "PHONECOM_PASSWORD_FILE", "PHONECOM_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PHONECOM_HOME", str(tmp_path / "phonecom"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")


Phonecom = Callable[..., Outcome]


@pytest.fixture
def phonecom(tmp_path: Path) -> Phonecom:
    """Runs one command line in process, with streams and clock of its own.

    Keyword arguments: `stdin` (text; None is closed), `env` (added to a small one), `terminal` (all three
    streams are one), `now`.
    """

    def invoke(
        *argv: str,
        stdin: str | None = "",
        env: Mapping[str, str] | None = None,
        terminal: bool = False,
        now: datetime = NOW,
    ) -> Outcome:
        environ = {
            "PHONECOM_HOME": str(tmp_path / "phonecom"),
            "HOME": str(tmp_path),
            "TERM": "xterm",
            **(env or {}),
        }
        out, err = stream(terminal=terminal), stream(terminal=terminal)
        source = None if stdin is None else stream(stdin.encode(), terminal=terminal)
        # Waiting before another attempt would only make the tests slow; the wire's own tests measure it.
        world = World(environ, source, out, err, now=lambda: now, sleep=lambda _seconds: None)
        code = run(argv, world)
        texts = [each.buffer.getvalue().decode() for each in (out, err)]  # type: ignore[attr-defined]
        return Outcome(code, *texts)

    return invoke
