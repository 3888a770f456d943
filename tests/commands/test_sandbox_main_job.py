"""The main job, whole commands in the sandbox: what a newcomer does first, and what changes by it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from phonecom_cli.app import run
from phonecom_cli.world import World
from tests.conftest import NOW, Outcome, stream

Sandbox = Callable[..., Outcome]


def invoke(home: Path, *argv: str, stdin: str = "") -> Outcome:
    environ = {"PHONECOM_HOME": str(home), "HOME": str(home), "TERM": "xterm"}
    out, err = stream(), stream()
    code = run(
        ["--sandbox", *argv],
        World(environ, stream(stdin.encode()), out, err, now=lambda: NOW, sleep=lambda _seconds: None),
    )
    texts = [each.buffer.getvalue().decode() for each in (out, err)]  # type: ignore[attr-defined]
    return Outcome(code, *texts)


@pytest.fixture(scope="module")
def used_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox whose inventory is made: that takes a second, once."""
    home = tmp_path_factory.mktemp("home")
    assert invoke(home, "numbers", "list").code == 0
    return home


@pytest.fixture
def sandbox(used_before: Path, tmp_path: Path) -> Sandbox:
    """Runs a command in a sandbox of the test's own."""
    home = tmp_path / "own"
    shutil.copytree(used_before, home)
    return lambda *argv, **streams: invoke(home, *argv, **streams)


def read(outcome: Outcome) -> Any:
    assert outcome.code == 0, outcome
    return json.loads(outcome.out)


def numbers_of(outcome: Outcome) -> list[str]:
    return [row["phoneNumber"] for row in read(outcome)]


def search(sandbox: Sandbox, *more: str) -> list[str]:
    return numbers_of(sandbox("numbers", "search", "--prefix", "858", "-n", "3", "-o", "json", *more))


def test_search_add_send_and_list(sandbox: Sandbox) -> None:
    found = sandbox("numbers", "search", "--prefix", "858", "-n", "1")
    number = found.out.splitlines()[1].split("\t")[0]
    assert sandbox("numbers", "add", "-", "--yes", stdin=found.out).code == 0
    assert number in numbers_of(sandbox("numbers", "list", "-o", "json"))
    sent = sandbox("sms", "send", "Grüße & <tag> = 100% +ok", "--from", number, "--to", "(858) 380-7710")
    assert (sent.code, sent.err) == (0, "")
    messages = read(sandbox("sandbox", "messages", "-o", "json"))
    last = {name: messages[-1][name] for name in ("from", "to", "message")}
    assert last == {"from": number, "to": "+18583807710", "message": "Grüße & <tag> = 100% +ok"}


def test_a_number_added_is_no_longer_for_sale(sandbox: Sandbox) -> None:
    number, *_ = search(sandbox)
    assert sandbox("numbers", "add", number, "--yes").code == 0
    assert number not in search(sandbox)
    again = sandbox("numbers", "add", number, "--yes")
    assert again.code == 1
    assert number.lstrip("+") in again.err


def test_an_sms_only_from_a_number_of_the_account(sandbox: Sandbox) -> None:
    number, *_ = search(sandbox)
    before = read(sandbox("sandbox", "messages", "-o", "json"))
    refused = sandbox("sms", "send", "Hi", "--from", number, "--to", "8583807710")
    assert refused.code == 1
    assert "not on your account" in refused.err
    assert read(sandbox("sandbox", "messages", "-o", "json")) == before


def test_a_reserved_number_leaves_the_search_until_it_is_returned(sandbox: Sandbox) -> None:
    number, *others = search(sandbox)
    assert sandbox("numbers", "reserve", number).code == 0
    assert number not in search(sandbox)
    assert search(sandbox)[:2] == others
    assert sandbox("numbers", "unreserve", number).code == 0
    assert search(sandbox)[0] == number


def test_search_feeds_reserve_and_add_takes_what_is_reserved(sandbox: Sandbox) -> None:
    found = sandbox("numbers", "search", "--prefix", "619", "-n", "2")
    reserved = sandbox("numbers", "reserve", "-", stdin=found.out)
    assert (reserved.code, len(reserved.out.splitlines())) == (0, 3)
    added = sandbox("numbers", "add", "-", "--yes", stdin=reserved.out)
    assert added.code == 0, added
    listed = numbers_of(sandbox("numbers", "list", "-o", "json"))
    assert all(line.split("\t")[0] in listed for line in found.out.splitlines()[1:])


def test_a_dry_run_changes_nothing_and_makes_no_sandbox(tmp_path: Path) -> None:
    outcome = invoke(tmp_path / "fresh", "numbers", "add", "18585608120", "--dry-run", "-o", "json")
    assert outcome.code == 0
    assert not (tmp_path / "fresh").exists()


def test_without_sandbox_nothing_goes_there(tmp_path: Path) -> None:
    environ = {"PHONECOM_HOME": str(tmp_path / "fresh"), "HOME": str(tmp_path)}
    out, err = stream(), stream()
    assert run(["numbers", "list"], World(environ, None, out, err)) == 4
    assert not (tmp_path / "fresh" / "sandbox").exists()


def test_the_environment_s_account_is_not_the_sandbox_s(used_before: Path) -> None:
    environ = {"PHONECOM_HOME": str(used_before), "PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD": "w00t"}
    out, err = stream(), stream()
    assert run(["--sandbox", "numbers", "list"], World(environ, None, out, err, now=lambda: NOW)) == 0


def test_ring_all_replaces_every_rule(sandbox: Sandbox) -> None:
    [number, *_] = numbers_of(sandbox("numbers", "list", "-o", "json"))
    argv = ("numbers", "ring-all", number, "--yes")
    assert sandbox(*argv, "--to", "101", "--to", "8583807710,tag=Sales,screen=yes").code == 0
    assert sandbox(*argv, "--to", "102").code == 0
    refused = sandbox("numbers", "ring-all", "+18583807710", "--yes", "--to", "102")
    assert refused.code == 1


def test_call_list_all_has_more_than_one_answer_holds(sandbox: Sandbox) -> None:
    first = sandbox("call", "list", "-o", "json")
    assert len(read(first)) == 500
    assert "--all" in first.err
    every = sandbox("call", "list", "--all", "-o", "json")
    rows = read(every)
    assert every.err == ""
    assert len(rows) > 500
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["startTime"] for row in rows] == sorted(row["startTime"] for row in rows)
    assert {row["id"] for row in read(first)} <= {row["id"] for row in rows}


def test_search_all_has_each_number_once(sandbox: Sandbox) -> None:
    outcome = sandbox("numbers", "search", "--prefix", "858", "--all", "-o", "json")
    numbers = numbers_of(outcome)
    assert len(numbers) > 500
    assert len(set(numbers)) == len(numbers)


def test_a_chatcall_from_message_to_status(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "hello.wav"
    preview = read(sandbox("chatcall", "preview", "Hello [laugh]", "--save", str(file), "-o", "json"))
    assert preview["file"] == str(file)
    assert file.read_bytes()[:4] == b"RIFF"
    argv = ("chatcall", "send", "Hello", "--from-name", "Joe", "--from-email", "joe@example.com")
    sent = read(sandbox(*argv, "--to", "Ann=8583807710", "--at", "+2h", "-o", "json"))
    status = sandbox("chatcall", "status", sent["ChatCallID"], "-o", "json")
    assert "18583807710" in status.out
    assert "Ann" in status.out
    assert read(status)


@pytest.mark.parametrize("name", [".", "-", ""])
def test_a_preview_is_saved_in_a_file_only(name: str, sandbox: Sandbox) -> None:
    outcome = sandbox("chatcall", "preview", "Hello", "--save", name)
    assert outcome.code == 2
    assert "--save must name a file" in outcome.err


def test_a_cancelled_account_is_gone(sandbox: Sandbox) -> None:
    argv = ("account", "create", "newshop", "--name", "Joe", "--address", "1 Main St", "--city", "Poway")
    more = ("--state", "CA", "--zip", "92064", "--country", "US", "--phone", "8583807710")
    last = ("--email", "joe@example.com", "--new-password-stdin", "--yes")
    made = sandbox(*argv, *more, *last, stdin="s3cret\n")
    assert made.code == 0, made
    assert sandbox(*argv, *more, *last, stdin="s3cret\n").code == 1
    assert sandbox("account", "cancel", "newshop", "--yes").code == 0
    assert sandbox("account", "cancel", "newshop", "--yes").code == 1


def test_every_read_of_the_sandbox_has_rows(sandbox: Sandbox) -> None:
    for argv in (
        ("numbers", "countries"),
        ("numbers", "prefixes"),
        ("numbers", "states"),
        ("numbers", "regions", "--state", "CA"),
        ("numbers", "localities", "--prefix", "858"),
        ("chatcall", "voices"),
        ("chatcall", "sounds"),
        ("numbers", "portable", "18585608120"),
    ):
        assert len(read(sandbox(*argv, "-o", "json"))) >= 1, argv
