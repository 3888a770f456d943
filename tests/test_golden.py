"""Each action's golden pair: the exact parameters that its command sends, and what it makes of an answer.

`golden/<action>.json` holds the command line, the parameters and the result; `golden/<action>.xml` the answer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from phonecom_cli.actions import ACTIONS
from tests.conftest import Phonecom
from tests.recorder import recording

GOLDEN = Path(__file__).parent / "golden"
ACCOUNT = {"PHONECOM_USERNAME": "joesmith", "PHONECOM_PASSWORD": "w00t & more"}


def load(action: str) -> tuple[dict[str, Any], bytes]:
    pair = json.loads((GOLDEN / f"{action}.json").read_text())
    return pair, (GOLDEN / f"{action}.xml").read_bytes()


@pytest.mark.parametrize("action", ACTIONS)
def test_the_command_sends_exactly_the_parameters_of_the_guide(action: str, phonecom: Phonecom) -> None:
    pair, answer = load(action)
    with recording(answer) as server:
        outcome = phonecom(
            *pair["argv"],
            "--url",
            server.url,
            "--cltrid",
            "golden",
            "-o",
            "json",
            stdin=pair.get("stdin", ""),
            env=ACCOUNT,
        )
    assert outcome.err == ""
    assert outcome.code == 0
    [request] = server.requests
    assert request.path == "/special/xmlapi"
    assert request.content_type.split(";")[0] == "application/x-www-form-urlencoded"
    common = [("username", "joesmith"), ("password", "w00t & more"), ("action", action), ("clTRID", "golden")]
    own = [pair for pair in request.form if pair not in common]
    assert own == [tuple(each) for each in pair["params"]]
    assert sorted(request.form) == sorted([*common, *own])


@pytest.mark.parametrize("action", ACTIONS)
def test_the_answer_becomes_the_result(action: str, phonecom: Phonecom) -> None:
    pair, answer = load(action)
    with recording(answer) as server:
        options = ("--url", server.url, "--cltrid", "golden")
        as_json = phonecom(*pair["argv"], *options, "-o", "json", stdin=pair.get("stdin", ""), env=ACCOUNT)
        as_xml = phonecom(*pair["argv"], *options, "-o", "xml", stdin=pair.get("stdin", ""), env=ACCOUNT)
    result = json.loads(as_json.out)
    assert result == pair["result"]
    assert isinstance(result, list) == isinstance(pair["result"], list)
    assert as_xml.out.encode() == answer


@pytest.mark.parametrize("action", ACTIONS)
def test_a_dry_run_shows_the_same_request_and_sends_nothing(action: str, phonecom: Phonecom) -> None:
    pair, answer = load(action)
    argv = [word for word in pair["argv"] if word != "--yes"]
    with recording(answer) as server:
        outcome = phonecom(
            *argv,
            "--url",
            server.url,
            "--dry-run",
            "--cltrid",
            "golden",
            "-o",
            "json",
            stdin=pair.get("stdin", ""),
        )
    assert outcome.code == 0, outcome.err
    assert server.requests == []
    shown = json.loads(outcome.out)
    [request] = shown if isinstance(shown, list) else [shown]
    assert request["method"] == "POST"
    assert request["url"] == server.url
    secret = {"password", "newPassword"}
    expected = [[name, "****" if name in secret else value] for name, value in pair["params"]]
    own = [each for each in request["params"] if each[0] not in {"username", "password", "action", "clTRID"}]
    assert own == expected
    assert ["password", "****"] in request["params"]
    assert "p&ss= w+rd%" not in outcome.out + outcome.err


def test_every_parameter_of_the_guide_is_in_a_golden_request() -> None:
    for name, action in ACTIONS.items():
        sent = {key for key, _ in load(name)[0]["params"]}
        assert {param.name for param in action.params} <= sent, name
        if action.group:
            assert {f"destination{number}" for number in range(1, 11)} <= sent


def test_there_is_a_golden_pair_for_each_action_and_no_other() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(ACTIONS)
    assert {path.stem for path in GOLDEN.glob("*.xml")} == set(ACTIONS)
