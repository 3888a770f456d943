"""`phonecom help`, and --help as people and pipes see it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from phonecom_cli.docgen.markup import Code, Heading, Items, Para, prose
from phonecom_cli.docgen.plain import write
from phonecom_cli.docgen.topics import TOPICS
from phonecom_cli.docgen.topics.exit_codes import EXIT
from phonecom_cli.errors import PhonecomError
from tests.conftest import Phonecom

NAMES = ("environment", "exit-codes", "formatting", "credentials", "control-routes", "sandbox")


def test_help_alone_lists_the_topics(phonecom: Phonecom) -> None:
    outcome = phonecom("help")
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines() if line.startswith("  ") and line[2] != " "][
        : len(NAMES)
    ] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_topic_fits_eighty_columns_and_ends_with_a_newline(name: str, phonecom: Phonecom) -> None:
    outcome = phonecom("help", name)
    assert outcome.code == 0
    assert outcome.out.endswith("\n")
    # Code is never folded: a program reads it.
    topic = next(topic for topic in TOPICS if topic.name == name)
    code = {
        line.strip() for block in topic.blocks if isinstance(block, Code) for line in block.text.splitlines()
    }
    assert [line for line in outcome.out.splitlines() if len(line) > 80 and line.strip() not in code] == []


@pytest.mark.parametrize("words", [["numbers", "search"], ["sms"], ["help"]])
def test_help_of_a_command_is_what_its_own_option_shows(words: list[str], phonecom: Phonecom) -> None:
    assert phonecom("help", *words) == phonecom(*words, "--help")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["exit-cods"], "Did you mean phonecom help exit-codes?"),
        (["nmbers"], "Did you mean phonecom help numbers?"),
        (["numbers", "serch"], "Did you mean phonecom help numbers search?"),
        (["qqqqqq"], "There are: environment, exit-codes, "),
        (["numbers", "list", "more"], "has no commands"),
    ],
)
def test_an_unknown_topic_suggests_the_nearest(words: list[str], meant: str, phonecom: Phonecom) -> None:
    outcome = phonecom("help", *words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert meant in outcome.err
    assert outcome.err.count(" sandbox,") <= 1  # a topic and a noun


def test_headings_are_bold_on_a_terminal_and_nowhere_else(phonecom: Phonecom) -> None:
    for words in (["help", "exit-codes"], ["numbers", "--help"]):
        assert "\x1b" not in phonecom(*words).out
        assert "\x1b[1m" in phonecom(*words, terminal=True).out
        assert "\x1b" not in phonecom(*words, terminal=True, env={"NO_COLOR": "1"}).out
        assert "\x1b" not in phonecom("--no-color", *words, terminal=True).out
        plain = phonecom(*words, terminal=True).out.replace("\x1b[1m", "").replace("\x1b[0m", "")
        assert plain == phonecom(*words).out


def test_help_begins_with_what_it_is_and_examples_come_before_options(phonecom: Phonecom) -> None:
    text = phonecom("numbers", "search", "--help").out
    places = [
        text.index(part)
        for part in ("Usage:", "Search the numbers", "Examples:", "Options:", "Output:", "Connection:")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("columns", [40, 80, 100, 240])
def test_help_is_as_wide_as_the_terminal_but_a_hundred_at_most(columns: int, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "phonecom_cli", "--help"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": str(columns)},
        capture_output=True,
        text=True,
        check=True,
    )
    prose_lines = ran.stdout.split("Examples:")[0].splitlines()
    assert max(map(len, prose_lines)) <= max(min(columns, 100), 50)


def test_the_exit_codes_told_are_those_of_the_errors() -> None:
    def walk(kind: type[PhonecomError]) -> set[type[PhonecomError]]:
        return {kind}.union(*(walk(each) for each in kind.__subclasses__()))

    told = {int(code) for codes, _ in EXIT for code in codes.split(", ")}
    assert {kind.exit_code for kind in walk(PhonecomError)} | {0, 129, 143, 141} == told
    topic = next(topic for topic in TOPICS if topic.name == "exit-codes")
    terms = {term for block in topic.blocks if isinstance(block, Items) for term, _ in block.items}
    assert {kind.code for kind in walk(PhonecomError) if kind is not PhonecomError} <= terms


def test_prose_is_read_as_it_looks() -> None:
    blocks = prose(
        "Words\nof a paragraph.\n\n# Heading\n\nterm\n    what it\n    means\nother\n    too\n\n    code  \n\n    more"
    )
    assert blocks == (
        Para("Words of a paragraph."),
        Heading("Heading"),
        Items((("term", "what it means"), ("other", "too"))),
        Code("code\n\nmore"),
    )
    text, headings = write(blocks)
    assert headings == {"Heading"}
    assert "  term   what it means\n  other  too\n" in text
