"""Where nobody types: each source works with PATH and HOME alone, and none of them ends at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from phonecom_cli.credentials.manual import RECIPES
from tests.auth.tool import PASSWORD, USERNAME, Tool
from tests.harness import Connection, RawServer, echoing

NAMED = {"PHONECOM_USERNAME": USERNAME}


@pytest.fixture
def secret(tool: Tool) -> Path:
    path = tool.home / "secret"
    path.touch(0o600)
    path.write_text(PASSWORD + "\n")
    return path


def test_each_unattended_source_works_with_path_and_home_alone(
    tool: Tool, server: RawServer, secret: Path
) -> None:
    assert set(tool.environ) == {"PATH", "HOME"}
    assert tool.run("numbers", "list", PHONECOM_PASSWORD=PASSWORD, **NAMED).code == 0
    assert tool.run("numbers", "list", PHONECOM_PASSWORD_FILE=str(secret), **NAMED).code == 0
    tool.endpoint(server.url, f'username = "{USERNAME}"', f"password-command = 'cat {secret}'")
    assert tool.run("numbers", "list").code == 0
    assert server.count == 3


def test_an_account_known_by_its_address_sends_no_password(tool: Tool, server: RawServer) -> None:
    tool.endpoint(server.url, "authenticated-by-address = true")
    tool.run("numbers", "list", PHONECOM_PASSWORD=PASSWORD)
    names = [name for name, _ in server.requests[0].pairs]
    assert names == ["action", "clTRID"]


@pytest.mark.parametrize("output", [(), ("-o", "json")])
def test_a_command_without_any_ends_at_once(tool: Tool, server: RawServer, output: tuple[str, ...]) -> None:
    done = tool.run("numbers", "list", *output, **NAMED)
    assert (done.code, done.out) == (4, "")
    assert done.seconds < 3
    for words in (
        "PHONECOM_PASSWORD is not set",
        "PHONECOM_PASSWORD_FILE",
        "password-command",
        "keyring: there is",
    ):
        assert words in done.err
    for words in ("phonecom auth login", "phonecom --sandbox"):
        assert words in done.err
    if output:
        assert json.loads(done.err.splitlines()[-1])["error"]["exitCode"] == 4
    assert server.count == 0


def test_status_says_which_source_and_sends_nothing(tool: Tool, server: RawServer, secret: Path) -> None:
    done = tool.run("auth", "status", "-o", "json", PHONECOM_PASSWORD_FILE=str(secret), **NAMED)
    status = json.loads(done.out)
    assert (done.code, server.count) == (0, 0)
    assert (status["profile"], status["username"], status["source"]) == (
        "default",
        USERNAME,
        "PHONECOM_PASSWORD_FILE",
    )
    assert status["keyring"] == "(there is no keyring on this machine)"
    assert PASSWORD not in done.out + done.err

    none = tool.run("auth", "status", "-o", "json")
    assert none.code == 4
    assert json.loads(none.out)["ready"] is False
    assert json.loads(none.err)["error"]["exitCode"] == 4


def test_status_check_sends_one_read(tool: Tool, server: RawServer) -> None:
    good = tool.run("auth", "status", "--check", PHONECOM_PASSWORD=PASSWORD, **NAMED)
    assert (good.code, server.count) == (0, 1)
    bad = tool.run("auth", "status", "--check", PHONECOM_PASSWORD="wrong", **NAMED)
    assert (bad.code, server.count) == (4, 2)
    assert "Invalid username or password" in bad.err
    dry = tool.run("auth", "status", "--check", "--dry-run", **NAMED)
    assert (dry.code, server.count) == (0, 2)


def test_a_wrong_password_elsewhere_is_phone_com_s_refusal(tool: Tool) -> None:
    done = tool.run("numbers", "list", PHONECOM_PASSWORD="wrong", **NAMED)
    assert done.code == 1
    assert "phonecom auth status" in done.err
    assert "activated the API" in done.err


def test_the_environment_that_is_used_is_named_under_v(tool: Tool, server: RawServer) -> None:
    done = tool.run("numbers", "list", "-v", PHONECOM_PASSWORD=PASSWORD, **NAMED)
    assert server.url in done.err
    assert USERNAME in done.err
    assert PASSWORD not in done.err


def test_a_setting_can_demand_that_the_profile_is_named_for_writes(tool: Tool, server: RawServer) -> None:
    tool.endpoint(server.url, f'username = "{USERNAME}"', "explicit-profile-for-writes = true")
    write = ("numbers", "reserve", "18585608120")
    assert tool.run("numbers", "list", PHONECOM_PASSWORD=PASSWORD).code == 0
    refused = tool.run(*write, PHONECOM_PASSWORD=PASSWORD)
    assert refused.code == 2
    assert "--profile default" in refused.err
    assert server.count == 1
    assert tool.run(*write, "--profile", "default", PHONECOM_PASSWORD=PASSWORD).code == 0
    assert tool.run(*write, PHONECOM_PASSWORD=PASSWORD, PHONECOM_PROFILE="default").code == 0


def test_an_open_password_file_is_refused_with_the_cure(tool: Tool, secret: Path) -> None:
    secret.chmod(0o444)
    refused = tool.run("numbers", "list", PHONECOM_PASSWORD_FILE=str(secret), **NAMED)
    assert refused.code == 4
    assert f"chmod 600 {secret}" in refused.err


# The recipes of `phonecom help credentials`, as pasted


def recipe(title: str) -> tuple[str, str]:
    found = next(recipe for recipe in RECIPES if recipe.title == title)
    return found.script, found.file


def paste(tool: Tool, script: str, stdin: str | None = None, **environ: str) -> str:
    done = tool.process("sh", "-e", "-c", script, stdin=stdin, **environ)
    assert done.code == 0, done.err
    return done.out


def program(tool: Tool, name: str, text: str) -> None:
    (tool.home / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
    (tool.home / "bin" / name).chmod(0o755)


def test_the_recipe_for_a_person(desktop: Tool, server: RawServer) -> None:
    script, _ = recipe("A person at a terminal")
    answers = {"Username for": USERNAME, f"Password of {USERNAME}:": PASSWORD}
    done = desktop.type(answers, "sh", "-e", "-c", script)
    assert done.code == 0, done.out
    assert PASSWORD not in done.out
    assert server.count == 2


def test_the_recipe_for_several_accounts(desktop: Tool, server: RawServer) -> None:
    script, _ = recipe("Several accounts")
    desktop.run("config", "set", "--profile", "shop", "environment", server.url)
    done = desktop.type({f"Password of {USERNAME}:": PASSWORD}, "sh", "-e", "-c", script)
    assert done.code == 0, done.out
    assert "shop" in desktop.run("auth", "list").out


def test_the_recipe_for_cron(tool: Tool, server: RawServer) -> None:
    script, crontab = recipe("cron")
    paste(tool, script, stdin=f"{PASSWORD}\n")
    assert (tool.home / ".phonecom-password").stat().st_mode & 0o777 == 0o600
    *settings, line = crontab.splitlines()
    assert "%" not in line  # cron reads it as a newline
    environ = dict(setting.split("=", 1) for setting in settings)  # which cron does not expand
    paste(tool, line.split(None, 5)[5], **environ)
    assert (tool.home / "calls.csv").exists()
    assert server.count == 2


def test_the_recipe_for_a_password_manager(tool: Tool, server: RawServer) -> None:
    script, _ = recipe("A password manager")
    program(tool, "pass", f'[ "$*" = "show phone.com" ] && printf "%s\\n" {PASSWORD} "user: joe"')
    tool.run("config", "set", "--profile", "nightly", "environment", server.url)
    paste(tool, script)
    assert server.count == 2


def test_the_recipe_for_containers(tool: Tool, server: RawServer, secret: Path) -> None:
    script, compose = recipe("Containers")
    place = tool.home / "phonecom"
    place.mkdir()
    (place / "settings.toml").write_text(tool.settings.read_text())
    paste(tool, script.replace("/run/secrets/phonecom", str(secret)).replace("/tmp/phonecom", str(place)))
    assert server.count == 2
    assert "/run/secrets/phonecom" in compose


def test_the_recipe_for_ci(tool: Tool, server: RawServer) -> None:
    script, _ = recipe("CI")
    assert "+1" in paste(tool, script, PHONECOM_PASSWORD=PASSWORD, **NAMED)
    assert server.count == 2


def test_the_recipe_for_an_account_known_by_its_address(tool: Tool) -> None:
    def by_address(connection: Connection) -> None:
        assert "password" not in dict(connection.request.pairs)
        echoing(connection, '<phoneNumberList><phoneNumber id="7"/></phoneNumberList>')

    with RawServer(by_address) as server:
        tool.run("config", "set", "--profile", "office", "environment", server.url)
        script, _ = recipe("An account known by its address")
        assert "7" in paste(tool, script)
        assert server.count == 2


def test_every_recipe_is_tested() -> None:
    text = Path(__file__).read_text()
    assert all(f'recipe("{each.title}")' in text for each in RECIPES)
