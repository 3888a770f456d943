"""Hatch's build hook: man pages and completions go into the wheel, to where the system looks for them.

Named in pyproject.toml. A hook and not a list there, so that a new command's page needs no line of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPLETIONS = {
    "phonecom.bash": "share/bash-completion/completions/phonecom",
    "_phonecom": "share/zsh/site-functions/_phonecom",
    "phonecom.fish": "share/fish/vendor_completions.d/phonecom.fish",
}


def places(project: Path) -> dict[str, str]:
    """Each generated file of the project, and where it is installed below the environment."""
    pages = sorted((project / "man").iterdir())
    found = {str(page): f"share/man/man{page.suffix[1:]}/{page.name}" for page in pages}
    return found | {str(project / "completions" / name): place for name, place in COMPLETIONS.items()}


class SharedFiles(BuildHookInterface):  # type: ignore[type-arg] # hatchling's own configuration, unused here
    """Adds them to a wheel; an editable install has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatch before it builds."""
        if version != "editable":
            build_data["shared_data"].update(places(Path(self.root)))
