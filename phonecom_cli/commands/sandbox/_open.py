"""The sandbox of this user, opened for a verb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from phonecom_cli.context import Context
from phonecom_cli.errors import UsageError

if TYPE_CHECKING:
    from phonecom_cli.sandbox.engine import Sandbox


@contextmanager
def opened(run: Context) -> Iterator[Sandbox]:
    """The sandbox, made first if there is none, and closed afterwards."""
    from phonecom_cli.sandbox import open_sandbox

    sandbox = open_sandbox(run.paths.sandbox, now=run.world.now, progress=run.voice.progress)
    try:
        yield sandbox
    finally:
        sandbox.close()


def no_dry_run(run: Context, verb: str) -> None:
    """Refuse --dry-run where there is no request that it could show."""
    if run.options.dry_run:
        raise UsageError(f"sandbox {verb} sends no request that --dry-run could show")
