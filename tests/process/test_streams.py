"""Standard streams that are closed, full, gone or of another encoding, in real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.api import FROM, SMS, TO
from tests.harness import Connection, RawServer, echoing
from tests.process.tool import environment, shell, start, tool


def many(connection: Connection) -> None:
    """Far more than a pipe holds."""
    rows = "".join(
        f"<call id='{n}'><callerId>+19735678323</callerId><finalAction>{'queue ' * 20}</finalAction></call>"
        for n in range(4000)
    )
    echoing(connection, f"<callList>{rows}</callList>")


def accented(connection: Connection) -> None:
    echoing(
        connection,
        "<phoneNumberList><phoneNumber id='1'><nickName>Café €</nickName></phoneNumber></phoneNumberList>",
    )


@pytest.mark.parametrize("output", ["tsv", "json", "table"])
def test_a_reader_that_goes_away(output: str, both: dict[str, str]) -> None:
    with RawServer(many) as server:
        ended = shell(
            'phonecom call list --url "$1" -o "$2" | head -c 1 >/dev/null; exit "${PIPESTATUS[0]}"',
            both,
            server.url,
            output,
        )
    assert (ended.code, ended.err.replace(_FULL, "")) == (141, "")


_FULL = "warning: the API returns at most 500 calls, so there may be more: add --all\n"


def test_a_reader_that_never_was(both: dict[str, str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        with RawServer(echoing) as server:
            ended = tool("numbers", "list", "--url", server.url, environ=both, stdout=write_end)
    finally:
        os.close(write_end)
    assert (ended.code, ended.err) == (141, "")


@pytest.mark.parametrize("argv", [("--version",), ("sms", "send", "--help")])
def test_a_reader_of_help_that_goes_away(argv: tuple[str, ...], both: dict[str, str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = tool(*argv, environ=both, stdout=write_end)
    finally:
        os.close(write_end)
    assert (ended.code, ended.err) == (141, "")


@pytest.mark.parametrize("output", ["tsv", "json", "xml"])
def test_a_full_stdout(output: str, both: dict[str, str]) -> None:
    with RawServer(accented) as server:
        ended = shell('phonecom numbers list --url "$1" -o "$2" >/dev/full', both, server.url, output)
    assert ended.code == 7
    first, *more = ended.err.splitlines()
    assert "stdout: no space left to write to" in first
    assert len(more) == (output not in {"json", "jsonl"})  # the hint is a line of its own
    assert "Traceback" not in ended.err
    assert "Exception ignored" not in ended.err


def test_a_full_stdout_does_not_hide_that_a_write_is_done(both: dict[str, str]) -> None:
    with RawServer(echoing) as server:
        ended = shell('phonecom "${@:2}" --url "$1" >/dev/full', both, server.url, *SMS)
        assert server.count == 1
    assert ended.code == 7
    assert "the API has done what it was asked to" in ended.err


def test_several_writes_go_on_when_the_reader_goes_away(both: dict[str, str]) -> None:
    numbers = [str(18585608120 + n) for n in range(5)]
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        with RawServer(echoing) as server:
            argv = ("numbers", "reserve", *numbers, "--url", server.url)
            ended = tool(*argv, environ=both, stdout=write_end)
            assert [dict(request.pairs)["phoneNumber"] for request in server.requests] == numbers
    finally:
        os.close(write_end)
    assert ended.code == 141


@pytest.mark.parametrize("argv", ["--version", "--help"])
def test_a_full_stdout_for_help(argv: str, both: dict[str, str]) -> None:
    ended = shell(f"phonecom {argv} >/dev/full", both)
    assert ended.code == 7
    assert ended.err.startswith("phonecom: ")
    assert len(ended.err.splitlines()) <= 2


@pytest.mark.parametrize("command", ["numbers list", "sms send Hi --from 8585550100 --to 8583807710"])
def test_a_closed_stdout(command: str, both: dict[str, str]) -> None:
    with RawServer(echoing) as server:
        ended = shell(f'phonecom {command} --url "$1" >&-', both, server.url)
        assert server.connections == 0
    assert ended.code == 7
    assert "stdout is closed" in ended.err
    assert "Traceback" not in ended.err


def test_a_closed_stdout_for_the_version(both: dict[str, str]) -> None:
    ended = shell("phonecom --version >&-", both)
    assert ended.code == 7
    assert "stdout is closed" in ended.err


def test_a_closed_stderr_takes_no_data_with_it(both: dict[str, str]) -> None:
    with RawServer(accented) as server:
        ended = shell('phonecom numbers list --url "$1" -v -o json 2>&-', both, server.url)
    assert ended.code == 0
    assert json.loads(ended.out)[0]["nickName"] == "Café €"


def test_a_full_stderr_takes_no_data_with_it(both: dict[str, str]) -> None:
    with RawServer(accented) as server:
        ended = shell('phonecom numbers list --url "$1" -v -o json 2>/dev/full', both, server.url)
    assert ended.code == 0
    assert json.loads(ended.out)[0]["nickName"] == "Café €"


@pytest.mark.parametrize(
    ("before", "stdin"),
    [("", "<&-"), ("", "</dev/null"), ("", "< <(echo y)"), ("setsid ", "</dev/null"), ("setsid ", "<<< y")],
)
def test_nobody_to_ask(before: str, stdin: str, environ: dict[str, str]) -> None:
    command = (
        f'{before}bash -c \'"$0" -m phonecom_cli numbers add 8585608120 --url "$1"\' "$PYTHON" "$1" {stdin}'
    )
    with RawServer(echoing) as server:
        ended = shell(command, {**environ, "PYTHON": sys.executable}, server.url)
        assert server.connections == 0
    assert ended.code == 2, ended
    assert "needs --yes" in ended.err


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("sms", "send", "-", "--from", FROM, "--to", TO), "stdin"),
        (("numbers", "reserve", "-"), "stdin"),
        (("api", "sendSMS", "message=@-"), "stdin"),
    ],
)
def test_a_closed_stdin_that_was_to_be_read(
    argv: tuple[str, ...], says: str, environ: dict[str, str]
) -> None:
    with RawServer(echoing) as server:
        ended = shell('phonecom "${@:2}" --url "$1" <&-', environ, server.url, *argv)
        assert server.connections == 0
    assert ended.code == 2
    assert says in ended.err


def test_stdin_of_another_encoding_is_refused(environ: dict[str, str]) -> None:
    argv = ("sms", "send", "-", "--from", FROM, "--to", TO)
    with (
        RawServer(echoing) as server,
        start([*argv, "--url", server.url], environ, stdin=subprocess.PIPE) as process,
    ):
        _, err = process.communicate("Café".encode("latin-1"))
        assert server.connections == 0
    assert process.returncode == 2
    assert b"not valid text" in err


LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-16"},
]


@pytest.mark.parametrize("locale", LOCALES, ids=str)
@pytest.mark.parametrize("output", ["tsv", "json"])
def test_no_locale_loses_the_result(locale: dict[str, str], output: str, tmp_path: Path) -> None:
    with RawServer(accented) as server:
        argv = ("numbers", "list", "--url", server.url, "-o", output)
        ended = tool(*argv, environ=environment(tmp_path, **locale))
    assert ended.code == 0, ended
    encoding = locale.get("PYTHONIOENCODING", "utf-8")
    text = ended.out.decode("utf-8" if output == "xml" else encoding)
    assert "Caf" in text
    if output in {"json", "jsonl"}:
        rows = json.loads(text)
        assert (rows[0] if output == "json" else rows)["nickName"] == "Café €"


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_no_locale_changes_what_is_sent(locale: dict[str, str], tmp_path: Path) -> None:
    with RawServer(echoing) as server:
        argv = ("sms", "send", "Café & <tag> = 100% +ok", *SMS[3:], "--url", server.url)
        ended = tool(*argv, environ=environment(tmp_path, **locale))
        [request] = server.requests
    assert ended.code == 0, ended
    assert dict(request.pairs)["message"] == "Café & <tag> = 100% +ok"


@pytest.mark.parametrize("locale", LOCALES[1:4], ids=str)
def test_an_error_is_told_in_any_locale(locale: dict[str, str], tmp_path: Path) -> None:
    def refuse(connection: Connection) -> None:
        echoing(connection, status="error", msg="Café €")

    with RawServer(refuse) as server:
        process = start(["numbers", "list", "--url", server.url], environment(tmp_path, **locale))
        _, err = process.communicate()
    assert process.returncode == 1
    assert b"C" in err
    assert b"Traceback" not in err


def test_an_argument_that_is_not_text(environ: dict[str, str]) -> None:
    with RawServer(echoing) as server:
        ended = shell(
            r"""phonecom sms send $'\x9b' --from 8585550100 --to 8583807710 --url "$1" """,
            environ,
            server.url,
        )
        assert server.connections == 0
    assert ended.code == 2
    assert "UTF-8" in ended.err


def test_nothing_but_a_path(tmp_path: Path) -> None:
    """What cron gives, and less."""
    (tmp_path / "password").write_text("w00t\n")
    (tmp_path / "password").chmod(0o600)
    bare = {"PATH": "/usr/bin:/bin"}
    told = {**bare, "PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD_FILE": str(tmp_path / "password")}
    with RawServer(accented) as server:
        ended = tool("numbers", "list", "--url", server.url, "-o", "json", environ=told)
        assert (ended.code, ended.err) == (0, "")
        sent = dict(server.requests[0].pairs)
    assert (sent["username"], sent["password"]) == ("joe", "w00t")
    without = tool("numbers", "list", environ=bare)
    assert without.code == 4
    assert "auth login" in without.err


@pytest.mark.parametrize("home", ["", "/nonexistent", "/proc/1/nowhere"])
def test_a_home_that_is_missing_or_cannot_be_written(home: str, tmp_path: Path) -> None:
    with RawServer(accented) as server:
        environ = environment(tmp_path, HOME=home, PHONECOM_HOME="")
        ended = tool("numbers", "list", "--url", server.url, "-o", "json", environ=environ)
    assert (ended.code, ended.err) == (0, "")
