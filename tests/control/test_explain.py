"""Commands and patterns in words; the examples are the guide's own."""

from __future__ import annotations

import pytest
from hypothesis import given

from phonecom_cli.control import grammar
from phonecom_cli.control.explain import explain, pattern_words
from tests.control.strategies import commands

WORDS = {
    "simple-forward,18585602222": "Forward the caller to +18585602222.",
    "simple-forward,18585602222ww1234w5": (
        "Forward the caller to +18585602222. After the called party answers, "
        "wait 1 second, send the tones 1234, wait 0.5 seconds, send the tones 5."
    ),
    'simple-forward-voicetag,"Sales",18585602222': (
        "Forward the caller to +18585602222, announced with the voice tag “Sales”."
    ),
    "multiple-forward,18585602222,18585602223": (
        "Ring +18585602222 and +18585602223 at once and connect the caller to the first to answer."
    ),
    'multiple-forward-voicetag,"Help desk",18585602222,18585602223,18585602224': (
        "Ring +18585602222, +18585602223 and +18585602224 at once and connect the caller to the first to "
        "answer, announced with the voice tag “Help desk”."
    ),
    "multiple-forward,18585602222": "Ring +18585602222 and connect the caller when it answers.",
    "play-and-get-digits,Main Greeting,D|DDD": (
        "Play the recording “Main Greeting” and wait until the caller has pressed 1 or 3 digits, "
        "or until a timeout; then ask what comes next."
    ),
}


@pytest.mark.parametrize("text", WORDS)
def test_a_command_in_words(text: str) -> None:
    assert explain(grammar.parse(text)) == WORDS[text]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("55D", "any number between 550 and 559"),
        ("DDD|DDDD", "3 or 4 digits"),
        ("D", "1 digit"),
        ("1|2|9", "1, 2 or 9"),
        ("0|DDD", "0 or 3 digits"),
        ("1D5", "1D5 (D is any digit)"),
    ],
)
def test_a_pattern_in_words(pattern: str, words: str) -> None:
    assert pattern_words(pattern) == words


@given(commands())
def test_every_command_has_words_that_name_all_it_holds(command: grammar.Command) -> None:
    words = explain(command)
    for number in getattr(command, "numbers", (getattr(command, "number", ""),)):
        assert number in words
    assert getattr(command, "tag", "") in words
    assert getattr(command, "recording", "") in words
