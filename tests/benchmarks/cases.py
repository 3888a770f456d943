"""What is compared with what, and how much more the tool may cost. The limits are the contract's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.processes import Command, Cost

HERE = Path(__file__).parent


class Place(NamedTuple):
    """What is measured where: the executable, the interpreter it runs on, the endpoint."""

    phonecom: str
    python: str
    url: str
    profile_home: str
    """A PHONECOM_HOME whose default profile is that endpoint's, with a username and no password."""


class Group(NamedTuple):
    """Commands that are run in the same rounds; the first is what the others are measured by."""

    name: str
    commands: dict[str, Command]
    limits: dict[str, float]
    figure: Callable[[Cost], float] = lambda cost: cost.wall
    unit: str = "s"
    environ: dict[str, str] = {}  # noqa: RUF012 # a tuple's default, never written to


SEND = ("sms", "send", "Lunch?", "--from", "+18585602222", "--to", "+18583807710")
VERSIONS = ("http", "aws", "twilio", "pip", "doctl", "sentry-cli", "heroku", "sqlite-utils", "hatch")


def with_keyring(place: Place) -> dict[str, str]:
    """What is set where the password comes from a keyring: a profile, and the keyring that answers at once."""
    return {
        "PHONECOM_HOME": place.profile_home,
        "PHONECOM_PASSWORD": "",
        "PYTHON_KEYRING_BACKEND": "fixed_keyring.Keyring",
        "PYTHONPATH": str(HERE / "least"),
    }


def groups(place: Place) -> list[Group]:
    """Every comparison of the tool."""
    return [*_start(place), *_requests(place), *_tables(place)]


def others(place: Place) -> Group:
    """What other command lines on this machine take to say their version; nothing is demanded of them."""
    found = {name: shutil.which(name) for name in VERSIONS}
    return Group(
        "versions of others",
        {
            "bare Python": _bare(place),
            "phonecom": Command((place.phonecom, "--version")),
            **{name: Command((path, "--version")) for name, path in found.items() if path},
        },
        {},
    )


def _bare(place: Place) -> Command:
    """What any console script costs: pip's generated ones import these two."""
    return Command((place.python, "-c", "import re, sys; print()"))


def _start(place: Place) -> list[Group]:
    bare = _bare(place)

    def tool(*words: str, terminal: bool = False) -> Command:
        return Command((place.phonecom, *words), terminal)

    helps = {
        "--help": ("--help",),
        "numbers --help": ("numbers", "--help"),
        "numbers list --help": ("numbers", "list", "--help"),
        "sms send --help": ("sms", "send", "--help"),
    }
    return [
        Group("version", {"bare Python": bare, "--version": tool("--version")}, {"--version": 1.25}),
        Group(
            "help in a pipe",
            {"bare Python": bare, **{name: tool(*words) for name, words in helps.items()}},
            dict.fromkeys(helps, 6.0),
        ),
        Group(
            "help on a terminal",
            {"bare Python": bare, **{name: tool(*words, terminal=True) for name, words in helps.items()}},
            dict.fromkeys(helps, 10.0),
        ),
    ]


def _requests(place: Place) -> list[Group]:
    def tool(*words: str) -> Command:
        return Command((place.phonecom, *words, "-o", "json"))

    def least(script: str) -> Command:
        return Command((place.python, str(HERE / "least" / script), place.url))

    numbers, send = tool("numbers", "list", "--url", place.url), tool(*SEND, "--url", place.url)
    plain = {"least script": least("numbers_list.py"), "numbers list": numbers}
    sending = {"least script": least("sms_send.py"), "sms send": send}
    memory: Callable[[Cost], float] = lambda cost: cost.memory  # noqa: E731 # a field, twice
    found = []
    curl = shutil.which("curl")
    if curl:
        found.append(("curl", Command((curl, "-sS", "-d", "action=getPhoneNumberList", place.url))))
    httpie = shutil.which("http", path=str(Path(place.python).parent)) or shutil.which("http")
    if httpie:
        words = ("--ignore-stdin", "--form", "POST", place.url, "action=getPhoneNumberList")
        found.append(("httpie", Command((httpie, *words))))
    return [
        Group("numbers list", plain | dict(found), {"numbers list": 1.3}),
        Group("sms send", sending, {"sms send": 1.3}),
        Group(
            "with the keyring",
            {"least script": least("numbers_list_keyring.py"), "numbers list": tool("numbers", "list")},
            {"numbers list": 1.3},
            environ=with_keyring(place),
        ),
        Group(
            "the sandbox",
            {
                "least script over HTTP": least("numbers_list.py"),
                "--sandbox numbers list": tool("--sandbox", "numbers", "list"),
                "--sandbox sms send": tool("--sandbox", *SEND),
            },
            {"--sandbox numbers list": 1.3, "--sandbox sms send": 1.3},
        ),
        Group("memory of numbers list", plain, {"numbers list": 1.3}, memory, "MiB"),
        Group("memory of sms send", sending, {"sms send": 1.3}, memory, "MiB"),
    ]


def _tables(place: Place) -> list[Group]:
    def calls(form: str, *, terminal: bool = False) -> Command:
        return Command((place.phonecom, "call", "list", "--url", place.url, "-o", form), terminal)

    return [
        Group("500 calls", {"json": calls("json"), "table": calls("table")}, {"table": 3.0}),
        Group(
            "500 calls on a terminal",
            {"json": calls("json", terminal=True), "table": calls("table", terminal=True)},
            {"table": 3.0},
        ),
    ]


def profiled(place: Place) -> dict[str, tuple[str, ...]]:
    """The command lines whose imports are told, one of each kind."""
    return {
        "--version": ("--version",),
        "--help": ("--help",),
        "numbers list --help": ("numbers", "list", "--help"),
        "numbers list": ("numbers", "list", "--url", place.url, "-o", "json"),
        "numbers list, keyring": ("numbers", "list", "-o", "json"),
        "sms send": (*SEND, "--url", place.url, "-o", "json"),
        "call list, table": ("call", "list", "--url", place.url, "-o", "table"),
        "--sandbox numbers list": ("--sandbox", "numbers", "list", "-o", "json"),
    }
