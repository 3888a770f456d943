"""`auth` and `config` as words typed: what they refuse, change and print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from phonecom_cli.settings.keys import KEYS
from tests.conftest import Phonecom


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "phonecom" / "settings.toml"
    path.parent.mkdir()
    path.write_text('# mine\n[profiles.work]\nusername = "joe"\ncountry = "GB"\n')
    return path


def test_a_value_is_set_read_listed_and_unset(phonecom: Phonecom, file: Path) -> None:
    assert phonecom("config", "set", "-p", "work", "country", "us").code == 0
    assert phonecom("-p", "work", "config", "get", "country").out == "US\n"
    assert file.read_text().startswith("# mine\n")
    rows = json.loads(phonecom("config", "list", "-p", "work", "-o", "json").out)
    assert [row["key"] for row in rows] == [key.name for key in KEYS]
    assert {row["key"]: row["value"] for row in rows if row["value"]} == {"username": "joe", "country": "US"}
    assert phonecom("config", "unset", "-p", "work", "username").code == 0
    assert phonecom("config", "get", "-p", "work", "username").out == "\n"


def test_get_prints_what_holds_and_an_object_when_asked(phonecom: Phonecom) -> None:
    assert phonecom("config", "get", "country").out == "US\n"
    assert phonecom("config", "get", "country", "-o", "json").out == '{\n  "country": "US"\n}\n'
    assert phonecom("config", "get", "explicit-profile-for-writes").out == "false\n"


def test_path_is_printed_for_a_broken_file_too(phonecom: Phonecom, file: Path) -> None:
    file.write_text("[broken\n")
    assert phonecom("config", "path").out == f"{file}\n"
    assert json.loads(phonecom("config", "path", "-o", "json").out)["settings"] == str(file)
    broken = phonecom("config", "list")
    assert (broken.code, broken.out) == (2, "")
    assert "line 1" in broken.err


def test_a_mistaken_key_is_found_and_taken_out(phonecom: Phonecom, file: Path) -> None:
    file.write_text("profile = 'work'\n[profiles.work]\ncuntry = 'GB'\n")
    wrong = phonecom("numbers", "list")
    assert wrong.code == 2
    assert f"{file}, line 3" in wrong.err
    assert "did you mean country?" in wrong.err
    assert phonecom("config", "unset", "cuntry").code == 0
    assert phonecom("config", "list").code == 0


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("config", "set", "cuntry", "GB"), "did you mean country?"),
        (("config", "set", "country", "UK"), "GB"),
        (("config", "get", "pasword"), "did you mean"),
        (("config", "set", "password", "canary"), "there is no setting"),
        (("auth", "switch", "wrok"), "did you mean work?"),
        (("auth", "switch", "work", "-p", "sandbox"), "two profiles"),
        (("auth", "login"), "--password-stdin"),
        (("auth", "login", "--sandbox"), "sandbox needs no login"),
        (("auth", "login", "--url", "https://host/"), "--environment URL"),
        (("auth", "login", "--environment", "http://host/"), "plain http"),
        (("auth", "login", "-p", "a b"), "profile's name"),
        (("auth", "logout", "--url", "https://host/"), "--profile"),
        (("auth", "status", "-p", "wrok"), "did you mean work?"),
        (("auth", "list", "extra"), "extra"),
        *(
            ((*verb, "--dry-run"), "--dry-run shows a request")
            for verb in (("auth", "logout"), ("auth", "status"))
        ),
        (("auth", "switch", "work", "--dry-run"), "--dry-run shows a request"),
        (("config", "set", "country", "US", "--dry-run"), "--dry-run shows a request"),
        (("config", "unset", "country", "--dry-run"), "--dry-run shows a request"),
    ],
)
def test_what_is_refused_changes_nothing(
    phonecom: Phonecom, file: Path, argv: tuple[str, ...], words: str
) -> None:
    before = file.read_text()
    done = phonecom(*argv)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "canary" not in done.err
    assert file.read_text() == before


def test_switching_says_where_one_is_now(phonecom: Phonecom, file: Path) -> None:
    done = phonecom("auth", "switch", "work", terminal=True)
    assert done.out.rstrip() == "Commands now use the profile work: joe in production (live)."
    assert 'profile = "work"' in file.read_text()
    warned = phonecom("auth", "switch", "sandbox", env={"PHONECOM_PROFILE": "work"})
    assert "PHONECOM_PROFILE is set and outranks this" in warned.err
    assert phonecom("auth", "status").code == 0


def test_a_login_s_dry_run_shows_the_read_and_stores_nothing(phonecom: Phonecom, file: Path) -> None:
    before = file.read_text()
    done = phonecom("auth", "login", "-p", "new", "--username", "ann", "--dry-run", "-o", "json")
    assert done.code == 0, done.err
    request = json.loads(done.out)
    assert request["params"][:3] == [
        ["username", "ann"],
        ["password", "****"],
        ["action", "getPhoneNumberList"],
    ]
    assert file.read_text() == before


def test_the_sandbox_is_always_ready(phonecom: Phonecom) -> None:
    given = {"PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD": "canary"}
    done = phonecom("--sandbox", "auth", "status", "--check", "-o", "json", env=given)
    status = json.loads(done.out)
    assert (done.code, status["username"], status["source"], status["checked"]) == (
        0,
        "demo",
        "sandbox",
        True,
    )


def test_a_login_can_be_rehearsed_against_the_sandbox_by_address(phonecom: Phonecom) -> None:
    """The sandbox wants a password, so this login is refused, and leaves no profile."""
    words = (
        "auth",
        "login",
        "-p",
        "rehearsal",
        "--environment",
        "sandbox",
        "--username",
        "joe",
        "--by-address",
    )
    refused = phonecom(*words)
    assert refused.code == 4
    assert "Nothing was stored" in refused.err
    assert "rehearsal" not in phonecom("auth", "list").out


def test_a_first_login_to_the_sandbox_does_not_turn_later_commands_there(phonecom: Phonecom) -> None:
    where = ("--profile", "rehearsal", "--environment", "sandbox", "--username", "office", "--by-address")
    done = phonecom("auth", "login", *where)
    assert done.code == 0, done.err
    assert "still use the profile default" in done.err
    assert "no username" in phonecom("numbers", "list").err
    assert phonecom("-p", "rehearsal", "numbers", "list").code == 0
