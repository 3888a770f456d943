"""What the verbs of `auth` say alike."""

from __future__ import annotations

from phonecom_cli.context import Context
from phonecom_cli.errors import UsageError
from phonecom_cli.settings.profile import Profile


def place(profile: Profile) -> str:
    """The environment in a sentence; a live one says so."""
    if profile.is_sandbox:
        return "the sandbox"
    return f"{profile.environment} (live)" if profile.is_live else profile.environment


def refuse_dry_run(ctx: Context, verb: str) -> None:
    """A dry run shows a request, and must change nothing: what sends none has nothing to show."""
    if ctx.options.dry_run:
        raise UsageError(f"--dry-run shows a request, and {verb} sends none")
