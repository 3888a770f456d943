"""The settings file of a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], None]:
    """Writes the settings file that the next command reads."""

    def write(text: str) -> None:
        folder = tmp_path / "phonecom"
        folder.mkdir(exist_ok=True)
        (folder / "settings.toml").write_text(text)

    return write
