"""`phonecom control check`, `explain` and `simulate` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Phonecom

ROUTES = """
timezone = "America/New_York"
default = "18585602299"

[menu.main]
play = "Main Greeting"
expect = "D"
[menu.main.branch]
1 = "18585602221"

[[rule]]
name = "office"
hours = "09:00-17:00"
answer = "main"
"""


@pytest.fixture
def routes(tmp_path: Path) -> str:
    path = tmp_path / "routes.toml"
    path.write_text(ROUTES)
    return str(path)


def test_check_of_a_right_file(routes: str, phonecom: Phonecom) -> None:
    assert phonecom("control", "check", routes, "-o", "json") == (0, "[]\n", "")
    told = phonecom("control", "check", routes, terminal=True)
    assert told.code == 0
    assert "is right: 1 rule, 1 menu." in (told.out + told.err).replace("\n", " ")


def test_check_reports_every_mistake_as_a_row_and_exits_1(tmp_path: Path, phonecom: Phonecom) -> None:
    path = tmp_path / "routes.toml"
    path.write_text(ROUTES.replace("default", "defualt").replace('"main"', '"man"'))
    found = phonecom("control", "check", str(path), "-o", "json")
    assert found.code == 1
    assert [(row["severity"], row["line"], row["place"]) for row in json.loads(found.out)] == [
        ("mistake", None, "default"),
        ("mistake", 3, "defualt"),
        ("mistake", 14, "rule[1].answer"),
    ]
    error = json.loads(found.err)["error"]
    assert (error["code"], error["exitCode"]) == ("check-failed", 1)
    assert error["message"].endswith("3 mistakes")


def test_check_reports_a_syntax_error_with_its_line(tmp_path: Path, phonecom: Phonecom) -> None:
    path = tmp_path / "routes.toml"
    path.write_text('default = "18585602299"\n[rule\n')
    found = phonecom("control", "check", str(path), "-o", "json")
    (row,) = json.loads(found.out)
    assert (found.code, row["line"]) == (1, 2)
    assert "not valid TOML" in row["problem"]


def test_check_takes_a_file_that_begins_with_a_byte_order_mark(tmp_path: Path, phonecom: Phonecom) -> None:
    path = tmp_path / "routes.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ROUTES.encode())
    assert phonecom("control", "check", str(path), "-o", "json") == (0, "[]\n", "")
    path.write_bytes(b"\xef\xbb\xbfa\n\nb \xfe")
    found = phonecom("control", "check", str(path), "-o", "json")
    (row,) = json.loads(found.out)
    assert (row["line"], row["problem"]) == (3, "not UTF-8 text: byte 0xFE")


def test_check_of_warnings_alone_exits_0(tmp_path: Path, phonecom: Phonecom) -> None:
    path = tmp_path / "routes.toml"
    path.write_text(ROUTES.replace('answer = "main"', 'answer = "18585602222"'))
    found = phonecom("control", "check", str(path))
    assert found.code == 0
    assert found.out.splitlines()[1:] == ["warning\t5\tmenu.main\tnothing leads here"]


def test_check_of_no_file_is_exit_2(tmp_path: Path, phonecom: Phonecom) -> None:
    for path in (tmp_path / "missing.toml", tmp_path):
        assert phonecom("control", "check", str(path)).code == 2


def test_explain_says_it_in_words(phonecom: Phonecom) -> None:
    found = phonecom("control", "explain", "simple-forward,18585602222ww1234w5", "-o", "json")
    assert found.code == 0
    assert json.loads(found.out) == {
        "command": "simple-forward",
        "meaning": "Forward the caller to +18585602222. After the called party answers, wait 1 second, "
        "send the tones 1234, wait 0.5 seconds, send the tones 5.",
        "number": "18585602222",
        "dtmf": "ww1234w5",
    }


def test_explain_warns(phonecom: Phonecom) -> None:
    found = phonecom("control", "explain", "multiple-forward,18585602222")
    assert found.code == 0
    assert "a simultaneous forward to one number" in found.err


def test_explain_of_what_is_no_command_is_exit_1_with_position_and_reason(phonecom: Phonecom) -> None:
    found = phonecom("control", "explain", "play-and-get-digits,Main,DDDIDDDD", "-o", "json")
    assert (found.code, found.out) == (1, "")
    error = json.loads(found.err)["error"]
    assert error["message"].startswith("not a valid command, character 29: 'I' cannot be in a pattern")
    assert error["hint"] == "It is at 'IDDDD'."


def test_simulate_shows_the_conversation(routes: str, phonecom: Phonecom) -> None:
    argv = (
        "control",
        "simulate",
        routes,
        "--dialed",
        "(858) 560-8120",
        "--at",
        "2026-03-02T10:00",
        "--digits",
        "1",
    )
    rows = json.loads(phonecom(*argv, "--caller", "+44 20 7946 0018", "--caller-name", "J", "-o", "json").out)
    assert [row["answer"] for row in rows] == [
        "play-and-get-digits,Main Greeting,D",
        "simple-forward,18585602221",
        "",
    ]
    assert rows[1]["sent"] == {
        "uniqueID": "simulated-1",
        "dialedNumber": "18585608120",
        "callerIdNumber": "442079460018",
        "callerIdName": "J",
        "previous-response": "play-and-get-digits,Main Greeting,D",
        "digits": "1",
    }
    table = phonecom(*argv, terminal=True).out
    assert "the caller presses 1" in table
    assert "play-and-get-digits,Main Greeting,D" in table


def test_simulate_pretends_a_time(routes: str, phonecom: Phonecom) -> None:
    argv = ("control", "simulate", routes, "--dialed", "18585608120", "-o", "json", "--at")
    for moment, answer in (
        ("2026-03-02T16:59", "play-and-get-digits,Main Greeting,D"),
        ("2026-03-02T17:00", "simple-forward,18585602299"),
        ("2026-03-02T17:00+00:00", "play-and-get-digits,Main Greeting,D"),
    ):
        assert json.loads(phonecom(*argv, moment).out)[0]["answer"] == answer


def test_simulate_of_several_menus_and_forwards(routes: str, phonecom: Phonecom) -> None:
    argv = (
        "control",
        "simulate",
        routes,
        "--dialed",
        "18585608120",
        "-o",
        "json",
        "--at",
        "2026-03-02T10:00",
    )
    more = ("--digits", "none", "--forward", "unanswered", "--forward", "hangup", "--duration", "0")
    rows = json.loads(phonecom(*argv, *more).out)
    assert [row["happened"] for row in rows] == [
        "a call arrives",
        "the caller presses nothing until the timeout",
        "nobody answers",
        "the caller hangs up",
    ]
    assert rows[-1]["sent"]["duration"] == "0"


@pytest.mark.parametrize(
    "argv",
    [
        ("--dialed", "nobody"),
        ("--dialed", "18585608120", "--digits", "1*"),
        ("--dialed", "18585608120", "--digits", ""),
        ("--dialed", "18585608120", "--forward", "perhaps"),
        ("--dialed", "18585608120", "--duration", "-1"),
        ("--dialed", "18585608120", "--at", "soon"),
        ("--dialed", "18585608120", "--within", "0"),
        ("--dialed", "18585608120", "--dry-run"),
        (),
    ],
)
def test_simulate_refuses_what_cannot_be(routes: str, phonecom: Phonecom, argv: tuple[str, ...]) -> None:
    found = phonecom("control", "simulate", routes, *argv)
    assert (found.code, found.out) == (2, "")


def test_simulate_of_a_broken_file_is_exit_2(tmp_path: Path, phonecom: Phonecom) -> None:
    path = tmp_path / "routes.toml"
    path.write_text("default = 1")
    assert phonecom("control", "simulate", str(path), "--dialed", "18585608120").code == 2


def test_a_dry_run_shows_the_first_request_without_the_token(phonecom: Phonecom) -> None:
    url = "https://calls.example.com/call/kT9rWq2LxZ7vBn4MfHs8Yd"
    found = phonecom("control", "simulate", url, "--dialed", "18585608120", "--dry-run", "-o", "json")
    assert json.loads(found.out) == {
        "method": "GET",
        "url": "https://calls.example.com/call/****",
        "params": [
            ["uniqueID", "simulated-1"],
            ["dialedNumber", "18585608120"],
            ["callerIdNumber", ""],
            ["callerIdName", ""],
        ],
    }


def test_a_url_of_another_kind_is_no_file(phonecom: Phonecom) -> None:
    found = phonecom("control", "simulate", "ftp://calls.example.com/x", "--dialed", "18585608120")
    assert found.code == 2
    assert "ftp://calls.example.com/x is no http or https URL" in found.err


def test_a_service_on_the_network_has_its_own_clock(phonecom: Phonecom) -> None:
    argv = (
        "control",
        "simulate",
        "http://127.0.0.1:1/",
        "--dialed",
        "18585608120",
        "--at",
        "2026-03-02T10:00",
    )
    assert phonecom(*argv).code == 2
