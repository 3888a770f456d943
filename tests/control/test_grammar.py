"""The five commands, as the guide's chapter "Call control API (BETA)" writes them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from phonecom_cli.control import grammar
from phonecom_cli.control.grammar import (
    GrammarError,
    MultipleForward,
    MultipleForwardVoiceTag,
    PlayAndGetDigits,
    SimpleForward,
    SimpleForwardVoiceTag,
)
from tests.control.strategies import commands

GOOD: dict[str, grammar.Command] = {
    "simple-forward,18585602222": SimpleForward("18585602222"),
    "simple-forward,18585602222w1234": SimpleForward("18585602222", "w1234"),
    "simple-forward,18585602222ww1234w5": SimpleForward("18585602222", "ww1234w5"),
    'simple-forward-voicetag,"Sales, West",18585602222': SimpleForwardVoiceTag("Sales, West", "18585602222"),
    'simple-forward-voicetag,"Ventes élite",18585602222ww1w2': SimpleForwardVoiceTag(
        "Ventes élite", "18585602222", "ww1w2"
    ),
    "multiple-forward,18585602222,4420794600": MultipleForward(("18585602222", "4420794600")),
    'multiple-forward-voicetag,"Help",18585602222,18585602223,18585602224': MultipleForwardVoiceTag(
        "Help", ("18585602222", "18585602223", "18585602224")
    ),
    "play-and-get-digits,Main Greeting,55D": PlayAndGetDigits("Main Greeting", "55D"),
    "play-and-get-digits,Main Greeting,DDD|DDDD": PlayAndGetDigits("Main Greeting", "DDD|DDDD"),
    "play-and-get-digits,Hello, world, again,D": PlayAndGetDigits("Hello, world, again", "D"),
    'play-and-get-digits,"quoted",D': PlayAndGetDigits('"quoted"', "D"),
}

BAD = {
    "": (0, "there is no command"),
    "  \n": (0, "there is no command"),
    "hang-up": (0, "not a command"),
    "Simple-Forward,18585602222": (0, "small letters"),
    " simple-forward,18585602222": (0, "spaces around"),
    "\ufeffsimple-forward,18585602222": (0, "byte order mark"),
    "simple-forward": (14, "a comma must follow"),
    "simple-forward,": (15, "a number is missing"),
    "simple-forward,+18585602222": (15, "without the +"),
    "simple-forward, 18585602222": (15, "a space is not a digit"),
    "simple-forward,١٨٥٨٥٦٠٢٢٢٢": (15, "is not a digit 0-9"),
    "simple-forward,123456": (15, "7 to 15 digits, this one 6"),
    "simple-forward,1234567890123456": (15, "7 to 15 digits, this one 16"),
    "simple-forward,08585602222": (15, "none begins with 0"),
    "simple-forward,1858-5602222": (15, "7 to 15 digits, this one 4"),
    "simple-forward,18585602222-1": (26, "- is not a digit"),
    "simple-forward,18585602222w": (27, "digits must follow w"),
    "simple-forward,18585602222w12w": (30, "digits must follow w"),
    "simple-forward,18585602222W12": (26, "W is not a digit"),
    "simple-forward,18585602222w1#": (28, "# is not a digit"),
    "simple-forward,18585602222,18585602223": (26, "several are for multiple-forward"),
    "simple-forward,18585602222\n": (26, "a line break; a command is one line"),
    "simple-forward,18585602222\r\nsimple-forward,18585602223": (26, "a line break"),
    "simple-forward-voicetag,Sales,18585602222": (24, "must be enclosed in double quotes"),
    'simple-forward-voicetag,"Sales,18585602222': (42, "closing double quote is missing"),
    'simple-forward-voicetag,"",18585602222': (25, "the voice tag is empty"),
    'simple-forward-voicetag,"  ",18585602222': (25, "the voice tag is empty"),
    'simple-forward-voicetag,"A "B" C",18585602222': (28, "cannot hold a double quote"),
    'simple-forward-voicetag,"Sales" ,18585602222': (31, "a comma must follow the voice tag"),
    'simple-forward-voicetag,"Sa\tles",18585602222': (27, "U+0009"),
    "simple-forward-voicetag,18585602222": (24, "must be enclosed in double quotes"),
    "multiple-forward,18585602222w1,18585602223": (28, "single forwards only"),
    "multiple-forward,18585602222,": (29, "a number is missing"),
    "multiple-forward,18585602222,,18585602223": (29, "a number is missing"),
    "multiple-forward,18585602222;18585602223": (28, "; is not a digit"),
    "play-and-get-digits,Greeting": (28, "a recording's name, a comma and a pattern"),
    "play-and-get-digits,,D": (20, "name of the recording is missing"),
    "play-and-get-digits, Greeting,D": (20, "a space at the edge"),
    "play-and-get-digits,Greeting ,D": (28, "a space at the edge"),
    "play-and-get-digits,Greeting,": (29, "the pattern is missing"),
    "play-and-get-digits,Greeting, D": (29, "' ' cannot be in a pattern"),
    "play-and-get-digits,Greeting,d": (29, "'d' cannot be in a pattern"),
    "play-and-get-digits,Greeting,DDDIDDDD": (32, "'I' cannot be in a pattern"),
    "play-and-get-digits,Greeting,1||2": (31, "an alternative of the pattern is empty"),
    "play-and-get-digits,Greeting,|1": (29, "an alternative of the pattern is empty"),
    "play-and-get-digits,Greeting,1|": (31, "an alternative of the pattern is empty"),
    "play-and-get-digits,Gr\ud800,1": (22, "U+D800"),
}


@pytest.mark.parametrize("text", GOOD)
def test_a_command_is_read_and_written_back(text: str) -> None:
    assert grammar.parse(text) == GOOD[text]
    assert grammar.format(GOOD[text]).encode() == text.encode()


@pytest.mark.parametrize("text", BAD)
def test_a_wrong_command_is_refused_with_position_and_reason(text: str) -> None:
    position, reason = BAD[text]
    with pytest.raises(GrammarError) as caught:
        grammar.parse(text)
    assert caught.value.position == position
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"character {position + 1}: ")


@given(commands())
def test_any_command_formatted_parses_back(command: grammar.Command) -> None:
    text = grammar.format(command)
    assert grammar.parse(text) == command
    assert grammar.format(grammar.parse(text)).encode() == text.encode()


@given(
    st.one_of(
        st.text(),
        st.builds(
            lambda name, rest: f"{name},{rest}", st.sampled_from(grammar.NAMES), st.text(',"wD|0159 +é\n')
        ),
    )
)
@example("simple-forward,\x00")
def test_any_text_parses_or_gives_a_reason(text: str) -> None:
    fault = None
    try:
        command = grammar.parse(text)
    except GrammarError as error:
        fault = error
    if fault is None:
        assert grammar.format(command).encode() == text.encode()
    else:
        assert 0 <= fault.position <= len(text)
        assert fault.reason


@pytest.mark.parametrize(
    "command",
    [
        SimpleForward("18585602222", "1234"),
        SimpleForward("+18585602222"),
        SimpleForwardVoiceTag('say "hi"', "18585602222"),
        MultipleForward(()),
        MultipleForward(("18585602222w1", "18585602223")),
        PlayAndGetDigits("A", ",D"),
        PlayAndGetDigits("A\nB", "D"),
    ],
)
def test_what_no_text_can_say_is_not_written(command: grammar.Command) -> None:
    with pytest.raises(GrammarError):
        grammar.format(command)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            f'simple-forward-voicetag,"{"x" * 41}",18585602222',
            "41 characters; the guide recommends at most 40",
        ),
        ("multiple-forward,18585602222", "a simultaneous forward to one number; simple-forward says that"),
        ('multiple-forward-voicetag,"A",18585602222', "simple-forward-voicetag says that"),
        ("multiple-forward,18585602222,18585602222", "18585602222 is named twice"),
        ("simple-forward,8585602222", "without its 1"),
        ("simple-forward,1858560222", "1858560222 has 10 digits; numbers that begin with 1 have 11"),
        ("play-and-get-digits,A,D|1|D", "the pattern D is given twice"),
    ],
)
def test_what_is_allowed_and_probably_not_meant_is_a_warning(text: str, warning: str) -> None:
    (found,) = grammar.warnings(grammar.parse(text))
    assert warning in found


@pytest.mark.parametrize("text", GOOD)
def test_what_is_meant_gives_no_warning(text: str) -> None:
    assert grammar.warnings(grammar.parse(text)) == ()


def test_a_voice_tag_of_forty_characters_gives_no_warning() -> None:
    assert grammar.warnings(SimpleForwardVoiceTag("x" * 40, "18585602222")) == ()


@pytest.mark.parametrize(
    ("pattern", "digits", "fit"),
    [
        ("55D", "550", "yes"),
        ("55D", "559", "yes"),
        ("55D", "560", "no"),
        ("55D", "55", "no"),
        ("DDD|DDDD", "123", "yes"),
        ("DDD|DDDD", "1234", "yes"),
        ("DDD|DDDD", "12", "no"),
        ("DDD|DDDD", "12345", "no"),
        ("D", "", "no"),
        ("D", "D", "no"),
        ("D", "٣", "no"),
        ("1|2", "2", "yes"),
    ],
)
def test_patterns_match_as_the_guide_says(pattern: str, digits: str, fit: str) -> None:
    assert grammar.matches(pattern, digits) is (fit == "yes")
