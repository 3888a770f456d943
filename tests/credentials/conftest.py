from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.credentials import secretservice
from tests.tools import need


@pytest.fixture
def secret_service(tmp_path: Path) -> Iterator[secretservice.SecretService]:
    need(*secretservice.NEEDED)
    with secretservice.running(tmp_path / "keyring") as service:
        yield service
