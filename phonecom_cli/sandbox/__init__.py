"""The local Phone.com: state in one SQLite file, a handler for each action, in process and over HTTP.

Importing this package costs nothing; the engine is loaded by `open_sandbox`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from phonecom_cli.sandbox.exchange import HttpRequest, HttpResponse, SandboxCut

if TYPE_CHECKING:
    from phonecom_cli.sandbox.engine import Sandbox

Progress: TypeAlias = Callable[[str], AbstractContextManager[Any]]
"""Shows that something with that label is going on, while the context is open."""

__all__ = ["HttpRequest", "HttpResponse", "Progress", "SandboxCut", "open_sandbox"]


def open_sandbox(
    folder: Path, *, now: Callable[[], datetime], progress: Progress | None = None, seed: int | None = None
) -> Sandbox:
    """Open the sandbox of a folder, and make it first if there is none.

    Args:
        folder: where `sandbox.db` is; created with mode 0700.
        now: the real time in UTC, on which the sandbox's own clock stands.
        progress: called with a label while the inventory is made, which takes a second or two.
        seed: what a new sandbox is made from; without one always the same. One that exists keeps its own.

    Raises:
        LocalError: the folder or the file cannot be used.
    """
    from phonecom_cli.sandbox.engine import Sandbox
    from phonecom_cli.sandbox.seed import make
    from phonecom_cli.sandbox.state import open_state

    def fill(state: Any) -> None:
        make(state, now(), seed=seed, progress=progress)

    return Sandbox(open_state(folder, fill), now)
