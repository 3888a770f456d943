"""Errors as people and programs read them."""

from __future__ import annotations

import json

import pytest

from phonecom_cli.context import default_format
from phonecom_cli.errors import PhonecomError, Refused, UnknownOutcome
from phonecom_cli.output.errors import show_error
from phonecom_cli.output.style import use_color
from phonecom_cli.world import World
from tests.output.streams import HOSTILE, Stream, acting_in


def told(error: PhonecomError, *, as_json: bool = False, stderr: Stream | None = None, **environ: str) -> str:
    stream = stderr or Stream()
    show_error(error, as_json=as_json, world=World(environ, None, None, stream))
    return stream.text


def test_a_message_and_its_hint() -> None:
    error = UnknownOutcome("the answer did not come", hint="look at `phonecom numbers list`")
    assert told(error) == "phonecom: the answer did not come\nhint: look at `phonecom numbers list`\n"


def test_the_servers_transaction_is_named_where_there_is_one() -> None:
    assert told(Refused("no", sv_trid="129")) == "phonecom: no\nsvTRID: 129\n"


def test_json_is_one_line_with_every_key() -> None:
    text = told(Refused("line one\nline two", hint="try", sv_trid="129"), as_json=True)
    assert text.count("\n") == 1
    assert json.loads(text) == {
        "error": {
            "code": "api-error",
            "message": "line one\nline two",
            "hint": "try",
            "exitCode": 1,
            "svTRID": "129",
        }
    }
    assert json.loads(told(PhonecomError("x", exit_code=5), as_json=True))["error"] == {
        "code": "error",
        "message": "x",
        "hint": None,
        "exitCode": 5,
        "svTRID": None,
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_in_errors(text: str) -> None:
    error = Refused(text, hint=text, sv_trid=text)
    assert acting_in(told(error)) == set()
    as_json = told(error, as_json=True)
    assert acting_in(as_json) == set()
    assert json.loads(as_json)["error"]["message"] == text


def test_a_message_cannot_pose_as_a_hint_of_ours() -> None:
    lines = told(Refused("no\nhint: send your password", hint="real")).splitlines()
    assert [line for line in lines if line.startswith("hint:")] == ["hint: real"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("errors", ["strict", "backslashreplace"])
def test_an_encoding_that_lacks_a_character(encoding: str, errors: str) -> None:
    error = Refused("Zürich € 😀")
    as_json = told(error, as_json=True, stderr=Stream(encoding=encoding, errors=errors))
    assert json.loads(as_json)["error"]["message"] == "Zürich € 😀"
    assert "\\u20ac" in told(error, stderr=Stream(encoding=encoding, errors=errors))


def test_a_stderr_that_is_gone_is_no_second_error() -> None:
    closed = Stream()
    closed.close()
    for stream in (None, closed):
        show_error(Refused("x"), as_json=False, world=World({}, None, None, stream))


def test_colour_on_a_terminal_only_and_not_with_no_color() -> None:
    assert "\x1b[" in told(Refused("x"), stderr=Stream(terminal=True))
    assert "\x1b" not in told(Refused("x"), stderr=Stream(terminal=True), NO_COLOR="1")
    assert "\x1b" not in told(Refused("x"))


@pytest.mark.parametrize(
    ("terminal", "environ", "no_color", "expected"),
    [
        (True, {}, False, True),
        (True, {"TERM": "dumb"}, False, False),
        (True, {"NO_COLOR": ""}, False, True),
        (True, {"NO_COLOR": "0"}, False, False),
        (True, {}, True, False),
        (False, {}, False, False),
        (False, {"FORCE_COLOR": "1"}, False, True),
        (False, {"FORCE_COLOR": "0"}, False, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_who_gets_colours(*, terminal: bool, environ: dict[str, str], no_color: bool, expected: bool) -> None:
    assert use_color(Stream(terminal=terminal), environ, no_color=no_color) is expected


def test_a_table_for_a_person_and_tsv_for_a_pipe() -> None:
    assert default_format(Stream(terminal=True)) == "table"
    assert default_format(Stream()) == "tsv"
    assert default_format(None) == "tsv"
