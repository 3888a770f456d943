"""What a command may load, read from a fresh process of each kind: start-up is a budget.

Each kind of command names the libraries that it may load. One that is not named here is a slow import that came
in unseen; one that is named and not loaded is a name too many.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.benchmarks.importing import imported
from tests.harness.server import Connection, RawServer

TREE = {"click", "typer"}
PLACES = {"platformdirs"}
SENT = TREE | PLACES | {"requests", "urllib3", "xmltodict", "ssl"}
SANDBOX = TREE | PLACES | {"sqlite3", "xmltodict"}
HEAVY = {
    "asyncio", "click", "keyring", "multiprocessing", "phonenumbers", "platformdirs", "pydantic", "requests",
    "rich", "sqlite3", "ssl", "tomlkit", "tomllib", "typer", "unittest", "urllib3", "waitress", "xmltodict",
}  # fmt: skip
"""The libraries that cost a start-up something. xmltodict brings `ssl` with it, by way of `urllib.request`."""

NUMBERS = b"""<response><result status="ok"><msg>done</msg></result><resultData><phoneNumberList>
<phoneNumber id="1"><phoneNumber>+18668252541</phoneNumber></phoneNumber></phoneNumberList></resultData></response>"""
SEND = ("sms", "send", "Lunch?", "--from", "+18585602222", "--to")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    def numbers(connection: Connection) -> None:
        connection.answer(body=NUMBERS)

    with RawServer(numbers) as server:
        yield server.url


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the sandbox has been used before."""
    path = tmp_path_factory.mktemp("home")
    _loaded(("--sandbox", "numbers", "list"), path)
    return path


@cache
def _at_start() -> frozenset[str]:
    """What the interpreter itself loads, and what this machine has put into its start."""
    return frozenset(imported(sys.executable, ("--version",), {})) - {"phonecom_cli.__main__"}


def _loaded(words: tuple[str, ...], home: Path) -> set[str]:
    environ = {"HOME": str(home), "PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD": "secret", "TZ": "UTC"}
    modules = imported(sys.executable, words, environ).keys() - _at_start()
    return {name.partition(".")[0] for name in modules} & HEAVY


def test_the_version_loads_nothing_but_itself() -> None:
    loaded = imported(sys.executable, ("--version",), {})
    assert {name for name in loaded if name.startswith("phonecom_cli")} == {
        "phonecom_cli",
        "phonecom_cli.__main__",
    }
    assert not {name.partition(".")[0] for name in loaded} & HEAVY


@pytest.mark.parametrize(
    ("words", "may_load"),
    [
        (("--help",), TREE),
        (("numbers", "--help"), TREE),
        (("sms", "send", "--help"), TREE),
        (("help", "exit-codes"), TREE | {"sqlite3"}),  # the topics are written from what the sandbox can do
        (("control", "explain", "simple-forward,18585602222"), TREE | PLACES),
        (("config", "list"), TREE | PLACES),
        (("numbers", "list", "--dry-run"), TREE | PLACES),
        ((*SEND, "+18583807710", "--dry-run"), TREE | PLACES),
        ((*SEND, "(858) 380-7710", "--dry-run"), TREE | PLACES | {"phonenumbers"}),
        (("numbers", "list", "--url", "URL"), SENT),
        (("numbers", "list", "--url", "URL", "-o", "json"), SENT),
        (("numbers", "list", "--url", "URL", "-o", "table"), SENT | {"rich"}),
        (("--sandbox", "numbers", "list"), SANDBOX | {"ssl"}),
        (("--sandbox", *SEND, "+18583807710"), SANDBOX | {"ssl"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_loads_what_it_uses(
    words: tuple[str, ...], may_load: set[str], url: str, home: Path
) -> None:
    assert _loaded(tuple(url if word == "URL" else word for word in words), home) == may_load
