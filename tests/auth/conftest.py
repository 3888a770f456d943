from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.auth.tool import Tool, account
from tests.credentials.conftest import secret_service
from tests.credentials.secretservice import SecretService
from tests.harness import RawServer

__all__ = ["secret_service"]


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer(account) as running:
        yield running


@pytest.fixture
def tool(tmp_path: Path, server: RawServer) -> Tool:
    """The tool without a keyring, with only PATH and HOME."""
    return Tool(tmp_path / "home", server.url)


@pytest.fixture
def desktop(tool: Tool, secret_service: SecretService) -> Tool:
    """The tool where a real keyring is."""
    tool.environ["DBUS_SESSION_BUS_ADDRESS"] = secret_service.environ["DBUS_SESSION_BUS_ADDRESS"]
    return tool
