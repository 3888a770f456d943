"""Both ways in which Python may write to stdout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.process.tool import environment


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A small environment with an account and a home of its own."""
    return environment(tmp_path)


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The same, with PYTHONUNBUFFERED unset and set: it changes when a failed write is noticed."""
    return environment(tmp_path, PYTHONUNBUFFERED=request.param)
