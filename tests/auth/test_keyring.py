"""Logging in, using, switching and logging out, with a real keyring and with bad ones."""

from __future__ import annotations

import json

import pytest

from tests.auth.tool import PASSWORD, USERNAME, Done, Tool
from tests.credentials.secretservice import SecretService
from tests.harness import RawServer

LOGIN = ("auth", "login", "--username", USERNAME, "--password-stdin")
ALTERNATIVES = ("PHONECOM_PASSWORD_FILE", "password-command", "phonecom help credentials")


def refused_in_time(done: Done) -> None:
    """Exit 4 within 5 seconds, naming the alternatives, nothing on stdout and no traceback."""
    assert done.code == 4, done.err
    assert done.seconds < 5
    assert all(words in done.err for words in ALTERNATIVES)
    assert "Traceback" not in done.err
    assert PASSWORD not in done.out + done.err


def test_login_use_switch_logout(desktop: Tool, server: RawServer, secret_service: SecretService) -> None:
    service = f"phonecom:{server.url}"
    done = desktop.run(*LOGIN, "-o", "json", stdin=f"{PASSWORD}\n")
    assert done.code == 0, done.err
    assert json.loads(done.out) == {
        "profile": "default",
        "environment": server.url,
        "username": USERNAME,
        "source": "keyring",
        "keyring": "SecretService Keyring",
    }
    assert secret_service.holds(service) == PASSWORD
    assert PASSWORD not in desktop.settings.read_text()

    assert desktop.run("numbers", "list", "-o", "jsonl").out == '{"id": "7"}\n'
    status = json.loads(desktop.run("auth", "status", "-o", "json").out)
    assert (status["source"], status["keyring"], status["ready"]) == (
        "keyring",
        "SecretService Keyring",
        True,
    )

    second = desktop.run(*LOGIN, "--profile", "second", "--environment", server.url, stdin=PASSWORD)
    assert second.code == 0
    assert "still use the profile default" in second.err
    assert desktop.run("auth", "switch", "second").code == 0
    rows = [json.loads(line) for line in desktop.run("auth", "list", "-o", "jsonl").out.splitlines()]
    assert {row["profile"]: row["current"] for row in rows} == {
        "default": False,
        "second": True,
        "sandbox": False,
    }

    out = desktop.run("auth", "logout", "--remove-profile", "-o", "json")
    assert json.loads(out.out)["removed"] is True
    assert "also the password of the profile default" in out.err
    assert secret_service.holds(service) == ""
    assert "second" not in desktop.settings.read_text()
    refused_in_time(desktop.run("numbers", "list"))


def test_a_person_types_and_sees_no_password(
    desktop: Tool, secret_service: SecretService, server: RawServer
) -> None:
    answers = {"Username for": USERNAME, f"Password of {USERNAME}:": PASSWORD}
    done = desktop.type(answers, "phonecom", "auth", "login")
    assert done.code == 0, done.out
    assert PASSWORD not in done.out
    assert f"as {USERNAME}" in done.out
    assert "in the keyring (SecretService Keyring)" in done.out
    assert secret_service.holds(f"phonecom:{server.url}") == PASSWORD


def test_a_refusal_stores_nothing(desktop: Tool, secret_service: SecretService, server: RawServer) -> None:
    before = desktop.settings.read_text()
    done = desktop.run(*LOGIN, "-o", "json", stdin="wrong-canary\n")
    assert done.code == 4
    error = json.loads(done.err.splitlines()[-1])["error"]
    assert "Invalid username or password" in error["message"]
    assert "Nothing was stored" in error["hint"]
    assert "activated the API" in error["hint"]
    assert error["svTRID"]
    assert "wrong-canary" not in done.err
    assert secret_service.holds(f"phonecom:{server.url}") == ""
    assert desktop.settings.read_text() == before
    assert server.count == 1


def test_no_answer_stores_nothing(desktop: Tool, secret_service: SecretService) -> None:
    url = "http://127.0.0.1:1/"
    done = desktop.run(*LOGIN, "--environment", url, stdin=PASSWORD)
    assert done.code == 3
    assert secret_service.holds(f"phonecom:{url}") == ""


def test_another_username_leaves_no_orphan(
    desktop: Tool, secret_service: SecretService, server: RawServer
) -> None:
    assert desktop.run(*LOGIN, stdin=PASSWORD).code == 0
    desktop.settings.write_text(desktop.settings.read_text().replace(USERNAME, "former"))
    assert (
        desktop.process(
            *("secret-tool", "store", "--label=x", "service", f"phonecom:{server.url}", "username", "former"),
            stdin="old",
        ).code
        == 0
    )
    assert desktop.run(*LOGIN, stdin=PASSWORD).code == 0
    assert desktop.process("secret-tool", "lookup", "username", "former").out == ""
    assert secret_service.holds(f"phonecom:{server.url}") == PASSWORD


def test_settings_that_cannot_be_written_leave_no_password_behind(
    desktop: Tool, secret_service: SecretService, server: RawServer
) -> None:
    elsewhere = "/proc/version"  # below a file there is no folder, for root either
    done = desktop.run(*LOGIN, "--environment", server.url, stdin=PASSWORD, PHONECOM_HOME=elsewhere)
    assert done.code == 7, done.err
    assert secret_service.holds(f"phonecom:{server.url}") == ""


@pytest.mark.parametrize("argv", [("numbers", "list"), ("auth", "status"), LOGIN], ids=lambda argv: argv[1])
@pytest.mark.parametrize("state", ["locked", "stopped"])
def test_a_keyring_that_does_not_answer_holds_nobody(
    desktop: Tool, secret_service: SecretService, state: str, argv: tuple[str, ...]
) -> None:
    assert desktop.run(*LOGIN, stdin=PASSWORD).code == 0
    if state == "locked":
        secret_service.lock()
    else:
        secret_service.stop()
    done = desktop.run(*argv, stdin=PASSWORD)
    assert done.code == 4
    assert done.seconds < 5
    assert all(words in done.err for words in ALTERNATIVES)
    assert "locked" in done.err


BAD = {
    "absent": {},
    "null": {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
    "misconfigured": {"PYTHON_KEYRING_BACKEND": "no.such.Keyring"},
    "failing": {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_keyring_is_said_at_login_and_in_use(tool: Tool, server: RawServer, name: str) -> None:
    refused_in_time(tool.run(*LOGIN, stdin=PASSWORD, **BAD[name]))
    refused_in_time(tool.run("numbers", "list", PHONECOM_USERNAME=USERNAME, **BAD[name]))
    assert server.count == (1 if name == "null" else 0)
    assert "username" not in tool.settings.read_text()


def test_a_bad_keyring_is_in_nobody_s_way(tool: Tool) -> None:
    given = {"PHONECOM_USERNAME": USERNAME, "PHONECOM_PASSWORD": PASSWORD}
    for environ in BAD.values():
        assert tool.run("numbers", "list", **given, **environ).code == 0


def test_a_keyring_given_up_while_it_asks_leaves_the_terminal_as_it_was(tool: Tool) -> None:
    """As keyrings do that have a master password: asked for with echo off, and nobody answers."""
    ask = "    def get_password(self, service, username): return getpass.getpass('Master password: ')"
    (tool.home / "ring.py").write_text(
        "import getpass\nfrom keyring.backend import KeyringBackend\n"
        f"class Ring(KeyringBackend):\n    priority = 5\n{ask}\n"
        "    def set_password(self, service, username, password): pass\n"
    )
    launcher = tool.home / "bin" / "phonecom"
    launcher.write_text(launcher.read_text().replace("PYTHONPATH=", f"PYTHONPATH={tool.home}:"))
    tool.environ |= {"PYTHON_KEYRING_BACKEND": "ring.Ring", "PHONECOM_USERNAME": USERNAME}
    done = tool.type({}, "sh", "-c", "phonecom numbers list; echo code $?; stty -a")
    assert "Master password:" in done.out
    assert "code 4" in done.out
    assert " -echo " not in done.out
    assert " echo " in done.out


def test_logging_out_of_a_stopped_keyring_says_what_may_be_left(
    desktop: Tool, secret_service: SecretService
) -> None:
    assert desktop.run(*LOGIN, stdin=PASSWORD).code == 0
    secret_service.stop()
    done = desktop.run("auth", "logout")
    assert (done.code, done.seconds < 5) == (4, True)
    assert "may still be stored" in done.err


def test_a_stored_password_stays_at_its_origin(desktop: Tool, server: RawServer) -> None:
    from tests.auth.tool import account

    assert desktop.run(*LOGIN, stdin=PASSWORD).code == 0
    with RawServer(account) as other:
        done = desktop.run("numbers", "list", "--url", other.url)
        assert done.code == 4
        assert "is not given to another address" in done.err
        assert other.count == 0
        given = desktop.run("numbers", "list", "--url", other.url, PHONECOM_PASSWORD=PASSWORD)
        assert (given.code, other.count) == (0, 1)
    assert desktop.run("numbers", "list", "--url", f"{server.url}/other").code == 0
