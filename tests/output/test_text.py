"""The one sanitiser: nothing that acts is left, and everything that can be read is as it was."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.output.text import ascii_json, block, escaped_for, harmless_json, visible
from tests.output.streams import HOSTILE, acting_in

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))


def test_every_control_format_surrogate_and_separator_character_of_unicode_is_escaped() -> None:
    left = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and visible(chr(code)) == chr(code)
    ]
    assert left == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b", "\\x9b"),
        ("\x7f", "\\x7f"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("\u3164", "\\u3164"),  # a letter, by its category, that draws nothing
        ("\U0001f468\u200d\U0001f469", "\U0001f468\\u200d\U0001f469"),
    ],
)
def test_what_acts_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["Zürich", "日本", "שלום", "cafe\u0301", "❤\ufe0f", "a\u00a0b", "😀", "[/x] :y:"]
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert visible(text) == text


@given(ANY_TEXT)
def test_no_acting_character_survives(text: str) -> None:
    assert acting_in(visible(text), allowed="") == set()


def test_later_lines_of_a_message_are_indented_so_that_none_poses_as_ours() -> None:
    assert block("no\nhint: run this\x1b[2J\n") == "no\n  hint: run this\\x1b[2J"


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner), max_leaves=8))
def test_json_made_harmless_parses_to_the_same_values(value: object) -> None:
    text = harmless_json(json.dumps(value, ensure_ascii=False))
    assert acting_in(text) == set()
    assert json.loads(text) == value
    assert json.loads(ascii_json(text)) == value
    assert ascii_json(text).isascii()


@pytest.mark.parametrize("text", HOSTILE)
def test_json_keeps_hostile_text_exact(text: str) -> None:
    safe = harmless_json(json.dumps([text], ensure_ascii=False))
    assert acting_in(safe) == set()
    assert json.loads(safe) == [text]


def test_what_an_encoding_lacks_becomes_an_escape_of_the_same_kind() -> None:
    latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert escaped_for(latin, "é € 😀") == "é \\u20ac \\U0001f600"
    assert re.fullmatch(r"[\x20-\x7e]+", escaped_for(io.TextIOWrapper(io.BytesIO(), encoding="ascii"), "é €"))
