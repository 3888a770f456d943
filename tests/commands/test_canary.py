"""A canary password meets every fault, in every mode: it is found in no output and in no file."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from phonecom_cli import times
from tests.commands.api import CREATE, FROM, SMS, TO, US, WRITES, at
from tests.commands.test_outcomes import FAULTS
from tests.conftest import Outcome, Phonecom
from tests.harness import Connection, RawServer, answer_xml, cltrid_of, echoing

CANARY = 'Can&ry "p/w+ <1>%é'
NEW_CANARY = "An0ther <canary> & 'more'=%"
ENV = {"PHONECOM_USERNAME": "joesmith", "PHONECOM_PASSWORD": CANARY}
MODES = {
    "plain": (),
    "-v": ("-v",),
    "-o json": ("-o", "json"),
    "--dry-run": ("--dry-run", "-v"),
}
COMMANDS = {
    "read": ("numbers", "list"),
    "write": SMS,
    "several": (*WRITES["numbers reserve"], "18585608121"),
    "account create": (*CREATE, *US, "--yes"),
    "api": ("api", "createAccount", "newPassword=@-", "--yes"),
}


def _echo_body(connection: Connection) -> None:
    """A debugging proxy: the request's form, as it came."""
    connection.answer(500, b"<pre>" + connection.request.body + b"</pre>", content_type="text/html")


def _echo_values(connection: Connection) -> None:
    """A page that shows what was typed, escaped as HTML."""
    shown = "".join(
        f"<li>{html.escape(name)}: {html.escape(value)}" for name, value in connection.request.pairs
    )
    connection.answer(200, f"<html><body>{shown}</body></html>".encode())


def _echo_json(connection: Connection) -> None:
    connection.answer(404, json.dumps(connection.request.pairs).encode())


def _refuse_with_it(connection: Connection) -> None:
    """The API's own error, with the passwords in it."""
    form = dict(connection.request.pairs)
    told = html.escape(f"Wrong password {form['password']!r} / {form.get('newPassword', '')}")
    echoing(connection, status="error", msg=f"Authentication failed: {told}")


def _another_with_it(connection: Connection) -> None:
    form = dict(connection.request.pairs)
    connection.answer(200, answer_xml("other", msg=html.escape(form["password"])))


def _redirect_with_it(connection: Connection) -> None:
    where = f"http://example.com/?password={quote(dict(connection.request.pairs)['password'])}"
    connection.answer(302, connection.request.body, headers={"Location": where})


def _malformed_with_it(connection: Connection) -> None:
    form = dict(connection.request.pairs)
    body = (
        f"<response><clTRID>{cltrid_of(connection.request)}</clTRID>{html.escape(form['password'])}</respons>"
    )
    connection.answer(200, body.encode())


ECHOES: dict[str, Callable[[Connection], object]] = {
    "echoes the form": _echo_body,
    "echoes the values as HTML": _echo_values,
    "echoes the values as JSON": _echo_json,
    "refuses with it": _refuse_with_it,
    "another's answer with it": _another_with_it,
    "redirects with it": _redirect_with_it,
    "malformed with it": _malformed_with_it,
}
DONE = {"success": echoing}


def spellings(secret: str) -> set[str]:
    """The secret in each encoding in which it could be shown, without white space and boxes."""
    forms = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}
    forms |= {html.escape(secret), html.escape(secret, quote=False), json.dumps(secret)[1:-1]}
    forms |= {json.dumps(secret, ensure_ascii=False)[1:-1]}
    return {squeezed(form) for form in forms}


def squeezed(text: str) -> str:
    """The text as one word: without line breaks, spaces and the lines of boxes."""
    return "".join(char for char in text if not char.isspace() and not "\u2500" <= char <= "\u259f")


SPELLED = spellings(CANARY) | spellings(NEW_CANARY)
SPELLED |= {unicodedata.normalize("NFD", text) for text in SPELLED}


def search(outcome: Outcome, folder: Path) -> list[str]:
    """Where the canary is found."""
    places = {"stdout": outcome.out, "stderr": outcome.err}
    for file in folder.rglob("*"):
        if file.is_file():
            places[str(file)] = file.read_bytes().decode("utf-8", "replace")
    return [
        f"{place}: {text!r}" for place, text in places.items() for form in SPELLED if form in squeezed(text)
    ]


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_fault_shows_a_password(
    command: tuple[str, ...], mode: tuple[str, ...], phonecom: Phonecom, tmp_path: Path
) -> None:
    for name, fault in {**FAULTS, **ECHOES, **DONE}.items():
        with RawServer(fault) as server:
            outcome = at(server, phonecom, *command, *mode, env=ENV, stdin=f"{NEW_CANARY}\n")
            arrived = [request.body for request in server.requests]
        assert search(outcome, tmp_path) == [], name
        assert bool(arrived) == ("--dry-run" not in mode)
        assert all(quote_plus(CANARY).encode() in body for body in arrived)
        assert "/special/xmlapi" in outcome.err or "-v" not in mode or "--dry-run" in mode


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_no_crash_shows_a_password(
    mode: tuple[str, ...], phonecom: Phonecom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> int:
        raise RuntimeError(f"{CANARY} {NEW_CANARY}")

    monkeypatch.setattr(times, "parse", broken)
    outcome = phonecom("call", "list", "--since", "today", *mode, env=ENV)
    assert outcome.code == 70
    assert search(outcome, tmp_path) == []


REFUSALS: dict[str, tuple[str, ...]] = {
    "an option of that name": ("numbers", "list", "--password", CANARY),
    "a key of api": ("api", "getVoiceList", f"password={CANARY}"),
    "a new password of api": ("api", "createAccount", f"newPassword={CANARY}"),
    "user information in a URL": ("numbers", "list", "--url", f"https://joe:{quote(CANARY)}@example.com/"),
    "a query in a URL": ("numbers", "list", "--url", f"https://example.com/?password={quote(CANARY)}"),
    "an option with =": ("numbers", "list", f"--password={CANARY}"),
}


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
@pytest.mark.parametrize("argv", REFUSALS.values(), ids=REFUSALS)
def test_no_refusal_repeats_a_password(
    argv: tuple[str, ...], mode: tuple[str, ...], phonecom: Phonecom, tmp_path: Path
) -> None:
    outcome = phonecom(*argv, *mode, env={"PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD": "other"})
    assert outcome.code == 2
    assert search(outcome, tmp_path) == []


def test_a_dry_run_masks_what_a_password_file_holds(phonecom: Phonecom, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(NEW_CANARY)
    outcome = phonecom("api", "addThing", f"apiPassword=@{secret}", f"from={FROM}", "--dry-run", env=ENV)
    secret.unlink()
    assert outcome.code == 0
    assert search(outcome, tmp_path) == []
    assert ["apiPassword", "****"] in json.loads(outcome.out)["params"]


def test_a_message_that_holds_the_password_is_the_users_own(phonecom: Phonecom) -> None:
    """What was typed on the line is sent as typed; only what the tool shows of it is masked."""
    argv = ("sms", "send", f"It is {CANARY}", "--from", FROM, "--to", TO)
    with RawServer(echoing) as server:
        outcome = at(server, phonecom, *argv, env=ENV)
        assert dict(server.requests[0].pairs)["message"] == f"It is {CANARY}"
    assert outcome.code == 0
    assert not re.search("It is", outcome.err)


@pytest.mark.parametrize("form", sorted(SPELLED))
def test_the_search_would_find_it(form: str, tmp_path: Path) -> None:
    boxed = "\n".join(f"│ {form[at : at + 7]} │" for at in range(0, len(form), 7))
    assert search(Outcome(0, "", boxed), tmp_path)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "journal").write_text(f"x{form}y")
    assert search(Outcome(0, "", ""), tmp_path)
