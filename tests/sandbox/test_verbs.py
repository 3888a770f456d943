"""`phonecom sandbox ...`, from its words to its output; and `sandbox serve` as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Phonecom
from tests.sandbox.api import take_apart
from tests.tools import need

LOGIN = "username=demo&password=demo&action="
pytestmark = pytest.mark.usefixtures("folder")


def rows(phonecom: Phonecom, *argv: str) -> list[dict[str, object]]:
    outcome = phonecom("sandbox", *argv, "-o", "json")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    return found if isinstance(found, list) else [found]


def test_status_tells_what_there_is(phonecom: Phonecom) -> None:
    (status,) = rows(phonecom, "status")
    assert status["numbersFree"] >= 100_000  # type: ignore[operator]
    assert (status["seed"], status["clock"], status["faults"]) == ("1", "real", None)
    assert str(status["accounts"]).split()[0] == "demo"


def test_what_one_command_changes_another_sees(phonecom: Phonecom) -> None:
    found = phonecom("--sandbox", "numbers", "search", "--prefix", "858", "-n", "1", "-o", "json")
    number = json.loads(found.out)[0]["phoneNumber"]
    assert phonecom("--sandbox", "numbers", "add", number, "--yes").code == 0
    assert number in phonecom("--sandbox", "numbers", "list").out
    sent = phonecom("--sandbox", "sms", "send", "Lunch?", "--from", number, "--to", "+18583807710")
    assert sent.code == 0
    assert rows(phonecom, "messages")[-1]["message"] == "Lunch?"
    last = rows(phonecom, "requests", "--last", "1")[0]
    assert (last["action"], last["username"], last["via"]) == ("sendSMS", "demo", "process")
    assert ["password", "****"] in last["params"]  # type: ignore[operator]


def test_reset_forgets_and_takes_a_seed(phonecom: Phonecom) -> None:
    phonecom("--sandbox", "sms", "send", "Lunch?", "--from", "+18585602222", "--to", "+18583807710")
    (status,) = rows(phonecom, "reset", "--seed", "7")
    assert (status["seed"], status["sms"], status["requests"]) == ("7", 4, 0)


def test_the_clock_is_set_advanced_stopped_and_made_real(phonecom: Phonecom) -> None:
    assert rows(phonecom, "clock") == [{"time": "2026-11-23T12:00:00.0000Z", "clock": "real", "ahead": 0}]
    assert rows(phonecom, "clock", "--advance", "2h")[0]["ahead"] == 7200
    (stopped,) = rows(phonecom, "clock", "--set", "2026-12-24T18:00:00Z", "--freeze")
    assert (stopped["time"], stopped["clock"]) == ("2026-12-24T18:00:00.0000Z", "standing still")
    assert rows(phonecom, "clock", "--advance", "1d")[0]["time"] == "2026-12-25T18:00:00.0000Z"
    assert rows(phonecom, "clock", "--run")[0]["clock"] == "moved"
    assert rows(phonecom, "clock", "--real")[0]["ahead"] == 0


def test_faults_are_set_shown_and_cleared_and_reach_the_client(phonecom: Phonecom) -> None:
    assert rows(phonecom, "faults") == []
    (fault,) = rows(phonecom, "faults", "reset-after@sendSMS", "--seed", "3")
    assert (fault["kind"], fault["action"], fault["seed"]) == ("reset-after", "sendSMS", 3)
    sent = phonecom("--sandbox", "sms", "send", "Once", "--from", "+18585602222", "--to", "+18583807710")
    assert sent.code == 5
    assert rows(phonecom, "faults", "--clear") == []
    assert [row["message"] for row in rows(phonecom, "messages")].count("Once") == 1


def test_a_time_limit_is_told_in_a_few_digits(phonecom: Phonecom) -> None:
    rows(phonecom, "faults", "latency=9")
    argv = ("sms", "send", "Once", "--from", "+18585602222", "--to", "+18583807710", "--timeout", "0.0212345")
    sent = phonecom("--sandbox", *argv)
    assert sent.code == 5
    assert "no whole answer within 0.0212 s" in sent.err


def test_a_caller_may_show_a_short_number(phonecom: Phonecom) -> None:
    shown = rows(phonecom, "ring", "--to", "+18585602222", "--from", "611")
    assert shown[0]["happened"] == "extension 101 rings, showing 611"


def test_ring_shows_the_steps_and_logs_the_call(phonecom: Phonecom) -> None:
    steps = rows(
        phonecom, "ring", "--to", "(858) 560-2222", "--from", "+18583807710", "--forward", "unanswered"
    )
    assert "takes a message" in str(steps[-1]["happened"])
    calls = phonecom("--sandbox", "call", "list", "--since", "5m", "-o", "json")
    assert json.loads(calls.out)[-1]["finalAction"] == "voicemail 101"


@pytest.mark.parametrize(
    "argv",
    [
        ["faults", "fire"],
        ["faults", "--clear", "error"],
        ["faults", "--seed", "1"],
        ["clock", "--advance", "soon"],
        ["clock", "--real", "--advance", "1h"],
        ["ring", "--to", "+14155550199"],
        ["ring", "--to", "+18585602222", "--forward", "maybe"],
        ["ring", "--to", "+18585602222", "--digits", "x"],
        ["ring", "--to", "+12124445555", "--control-url", "ftp://127.0.0.1/x"],
        ["reset", "--dry-run"],
        ["serve", "--dry-run"],
    ],
)
def test_wrong_usage_is_2_and_changes_nothing(phonecom: Phonecom, argv: list[str]) -> None:
    before = rows(phonecom, "status"), rows(phonecom, "clock")
    outcome = phonecom("sandbox", *argv)
    assert outcome.code == 2, outcome.out
    assert outcome.out == ""
    assert outcome.err
    assert (rows(phonecom, "status"), rows(phonecom, "clock")) == before


@contextmanager
def serving(tmp_path: Path, *argv: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real `sandbox serve`; gives the process and its first line."""
    environ = {**os.environ, "PHONECOM_HOME": str(tmp_path / "phonecom")}
    process = subprocess.Popen(
        [sys.executable, "-m", "phonecom_cli", "sandbox", "serve", "--port", "0", *argv],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate(timeout=10)


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as response:
        return bytes(response.read())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_tells_its_url_first_and_answers_until_stopped(tmp_path: Path, number: signal.Signals) -> None:
    with serving(tmp_path) as (process, url):
        assert url.endswith("/special/xmlapi")
        assert take_apart(get(f"{url}?{LOGIN}getPhoneNumberList")).rows
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert "demo, password demo" in err
    assert "warning" not in err.lower()


def test_serve_finishes_what_is_under_way(tmp_path: Path) -> None:
    need("curl")
    with serving(tmp_path, "--fault", "latency=1.5@getVoiceList") as (process, url):
        curl = subprocess.Popen(
            ["curl", "-sS", "-v", f"{url}?{LOGIN}getVoiceList"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert curl.stderr is not None
        for line in curl.stderr:  # the request is out
            if line.startswith(b"> GET"):
                break
        # The log has it as soon as it was worked on, before it is answered.
        control = url.replace("/special/xmlapi", "/_sandbox/requests")
        while not json.loads(get(control)):
            pass
        process.send_signal(signal.SIGTERM)
        body, _ = curl.communicate(timeout=20)
        process.communicate(timeout=20)
    assert take_apart(body).rows
    assert process.returncode == 0


def test_serve_warns_when_others_can_reach_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0") as (process, url):
        assert url.startswith("http://0.0.0.0:")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert "whoever can reach this machine can use the sandbox" in err


def test_serve_and_commands_share_one_state(tmp_path: Path, phonecom: Phonecom) -> None:
    with serving(tmp_path) as (_, url):
        take_apart(
            get(f"{url}?{LOGIN}updateExtensionNotification&extension=101&enableSms=yes&clTRID=12345678")
        )
        last = rows(phonecom, "requests", "--last", "1")[0]
        assert (last["via"], last["action"], last["method"]) == ("http", "updateExtensionNotification", "GET")
        assert rows(phonecom, "status")[0]["url"] == url.removesuffix("/special/xmlapi")
        calls = json.loads(phonecom("--sandbox", "call", "list", "-o", "json").out)
        recording = next(str(call["url"]) for call in calls if call.get("url"))
        assert get(recording)[:4] == b"RIFF"


def test_faults_given_to_serve_end_with_it(tmp_path: Path, phonecom: Phonecom) -> None:
    with serving(tmp_path, "--fault", "error@getVoiceList", "--fault-seed", "5") as (process, url):
        assert not take_apart(get(f"{url}?{LOGIN}getVoiceList")).ok
        assert rows(phonecom, "faults")[0]["seed"] == 5
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert rows(phonecom, "faults") == []


def test_a_port_in_use_is_7_and_says_so(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, url):
        port = url.split(":")[2].split("/")[0]
        with serving(tmp_path, "--port", port) as (second, _):
            _, err = second.communicate(timeout=20)
    assert second.returncode == 7
    assert f"port {port}" in err


def test_requests_are_followed_as_they_arrive(tmp_path: Path, phonecom: Phonecom) -> None:
    environ = {**os.environ, "PHONECOM_HOME": str(tmp_path / "phonecom")}
    phonecom("--sandbox", "chatcall", "voices")
    process = subprocess.Popen(
        [sys.executable, "-m", "phonecom_cli", "sandbox", "requests", "--follow", "-o", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["action"] == "getVoiceList"
    phonecom("--sandbox", "chatcall", "sounds")
    assert json.loads(process.stdout.readline())["action"] == "getSoundList"
    phonecom("sandbox", "reset")
    phonecom("--sandbox", "numbers", "list")
    assert json.loads(process.stdout.readline())["action"] == "getPhoneNumberList"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
