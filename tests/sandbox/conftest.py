"""A sandbox for each test: made once, then copied, which takes a millisecond."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from phonecom_cli.sandbox import open_sandbox
from phonecom_cli.sandbox.engine import Sandbox
from phonecom_cli.sandbox.state import FILE_NAME
from tests.sandbox.api import START, Api, Clock, HttpApi, served


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new sandbox, made at START from the usual seed. For copying: nothing may change it."""
    folder = tmp_path_factory.mktemp("made")
    open_sandbox(folder, now=lambda: START).close()
    return folder / FILE_NAME


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A folder with a sandbox of its own."""
    folder = tmp_path / "phonecom" / "sandbox"
    folder.mkdir(parents=True)
    shutil.copy(made, folder)
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(folder: Path, clock: Clock) -> Iterator[Sandbox]:
    sandbox = open_sandbox(folder, now=clock)
    yield sandbox
    sandbox.close()


@pytest.fixture(params=["in process", "over HTTP"])
def api(sandbox: Sandbox, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Api]:
    """The API of the test's sandbox; every test that uses it runs in process and over HTTP."""
    if request.param == "in process":
        yield Api(sandbox, clock)
        return
    with served(sandbox) as port:
        yield HttpApi(sandbox, clock, port)


@pytest.fixture
def inside(sandbox: Sandbox, clock: Clock) -> Api:
    """The API in process only, for tests of what lies behind it."""
    return Api(sandbox, clock)
