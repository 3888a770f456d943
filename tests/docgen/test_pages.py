"""The man pages: one for each command, with its options and nothing else, and clean for both man programs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from phonecom_cli.actions import ACTIONS
from phonecom_cli.docgen.spec import Cmd, everywhere, read_tree, walk
from phonecom_cli.docgen.topics import TOPICS
from phonecom_cli.settings.environment import LIBRARIES, VARIABLES
from phonecom_cli.settings.keys import KEYS
from tests.tools import need

MAN = Path(__file__).parent.parent.parent / "man"
COMMANDS = list(walk(read_tree()))
PAGES = sorted(MAN.iterdir())


def read(name: str) -> str:
    """A page as text of wide lines, without bold and underlined letters."""
    need("mandoc")
    ran = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=400", MAN / name], capture_output=True, text=True, check=True
    )
    return re.sub(".\b", "", ran.stdout)


def tags(source: str) -> list[str]:
    """The terms of a page's definition lists, up to its section API or EXAMPLES."""
    options = re.split(
        r"^\.SH (?:API|EXAMPLES|\"EXIT STATUS\")$", source.replace("\\-", "-"), flags=re.MULTILINE
    )[0]
    return re.findall(r"^\.TP\n(.*)$", options, re.MULTILINE)


def section(text: str, name: str) -> str:
    found = re.search(rf"^{name}\n(.*?)(?=^\S)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def test_every_command_has_a_page_and_every_page_a_command_or_topic() -> None:
    wanted = {f"{cmd.page}.1" for cmd in COMMANDS}
    wanted |= {f"phonecom-{topic.name}.{topic.section}" for topic in TOPICS} | {"phonecom-config.5"}
    assert {page.name for page in PAGES} == wanted


@pytest.mark.parametrize("cmd", COMMANDS, ids=lambda cmd: cmd.page)
def test_a_page_has_the_options_of_its_command_and_no_others(cmd: Cmd) -> None:
    text = read(f"{cmd.page}.1")
    found = re.findall(r"(?<=fB)--?[a-z][a-z0-9-]*", "".join(tags((MAN / f"{cmd.page}.1").read_text())))
    wanted = [name for option in (*cmd.options, *everywhere()) for name in option.names]
    assert sorted(found) == sorted(wanted)
    for arg in cmd.args:
        assert arg.metavar in section(text, "ARGUMENTS")
    for child in cmd.children:
        assert child.words in section(text, "COMMANDS")
    for what, _ in cmd.examples:
        assert what[1:] in section(text, "EXAMPLES")


@pytest.mark.parametrize("cmd", [cmd for cmd in COMMANDS if cmd.action], ids=lambda cmd: cmd.page)
def test_the_page_of_an_action_names_it_and_every_parameter(cmd: Cmd) -> None:
    assert cmd.action is not None
    text = section(read(f"{cmd.page}.1"), "API")
    assert f"action {cmd.action.name}." in text
    for param in cmd.action.params:
        assert re.search(rf"\b{param.name}\b", text)


def test_every_action_has_a_page() -> None:
    assert {cmd.action.name for cmd in COMMANDS if cmd.action} == set(ACTIONS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_that_a_page_refers_to_exist(page: Path) -> None:
    referred = re.findall(r"(phonecom[a-z-]*)\(([157])\)", read(page.name))
    assert {f"{name}.{number}" for name, number in referred} <= {each.name for each in PAGES}


def test_mandoc_finds_nothing() -> None:
    need("mandoc")
    ran = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "all", *PAGES], check=False, capture_output=True, text=True
    )
    assert ran.stdout + ran.stderr == ""


def test_groff_warns_of_nothing() -> None:
    need("groff")
    for page in PAGES:
        ran = subprocess.run(
            ["groff", "-man", "-ww", "-Tutf8", "-z", page],
            check=False,
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )
        assert ran.stderr == "", page.name


def test_tables_of_the_code_are_whole_in_their_pages() -> None:
    environment = read("phonecom-environment.7")
    assert all(variable.name in environment for variable in (*VARIABLES, *LIBRARIES))
    config = read("phonecom-config.5")
    assert all(re.search(rf"^ +{key.name}$|^ +{key.name} ", config, re.MULTILINE) for key in KEYS)
