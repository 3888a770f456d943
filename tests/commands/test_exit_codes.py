"""Each exit code of the contract, reached in at least two ways.

129, 130, 141 and 143 need real processes: `tests/process` reaches them. The table of all is at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from phonecom_cli import times
from phonecom_cli.commands import _run
from phonecom_cli.errors import Stopped
from tests.commands import test_outcomes
from tests.commands.api import ACCOUNT, ADD, SMS, at, ok
from tests.conftest import Phonecom
from tests.harness import Connection, RawServer, echoing
from tests.process import test_signals, test_streams

Handler = Callable[[Connection], object]


def refused(connection: Connection) -> None:
    echoing(connection, status="error", msg="No")


def every_second_fails(connection: Connection) -> None:
    if connection.number % 2:
        echoing(connection)
    else:
        refused(connection)


def second_unknown(connection: Connection) -> None:
    if connection.number == 2:
        connection.reset()
    else:
        echoing(connection)


def many_in_one_second(connection: Connection) -> None:
    form = dict(connection.request.pairs)
    calls = "".join(f'<call id="{n}"><startTime>1700000000</startTime></call>' for n in range(500))
    holds = int(form["startTime"]) <= 1700000000 <= int(form["endTime"])
    echoing(connection, f"<callList>{calls if holds else ''}</callList>")


THREE = ("18585608120", "18585608121", "18585608122")

WAYS: dict[int, list[tuple[tuple[str, ...], Handler]]] = {
    0: [(("numbers", "list"), ok), (SMS, ok), (("api", "addThing", "a=b"), ok)],
    1: [
        (("numbers", "list"), refused),
        (SMS, refused),
        (("api", "getVoiceList"), refused),
        (("numbers", "reserve", *THREE), refused),
    ],
    2: [
        (("nmbers",), ok),
        (("numbers", "search", "--page", "2"), ok),
        (("numbers", "list", "--fields", "x"), lambda c: echoing(c, "<a><b>1</b><b>2</b></a>")),
        (ADD, ok),
    ],
    3: [
        (("numbers", "list"), Connection.reset),
        (("numbers", "list"), lambda connection: connection.answer(200, b"<html/>")),
        (("numbers", "portable", *THREE), Connection.close),
    ],
    5: [
        (SMS, Connection.reset),
        (SMS, lambda connection: connection.answer(503)),
        (("numbers", "reserve", *THREE), second_unknown),
    ],
    6: [
        (("numbers", "reserve", *THREE), every_second_fails),
        (("numbers", "portable", *THREE), every_second_fails),
        (("call", "list", "--all"), many_in_one_second),
    ],
}

CASES = [(code, *way) for code, ways in WAYS.items() for way in ways]


@pytest.mark.parametrize(
    ("code", "argv", "handler"), CASES, ids=[f"{code}-{' '.join(argv)[:40]}" for code, argv, _ in CASES]
)
def test_the_exit_code(code: int, argv: tuple[str, ...], handler: Handler, phonecom: Phonecom) -> None:
    with RawServer(handler) as server:
        outcome = at(server, phonecom, *argv)
    assert outcome.code == code, outcome
    assert ("phonecom: " in outcome.err) == (code != 0)


@pytest.mark.parametrize("code", [code for code in WAYS if code])
def test_as_json_the_error_is_the_last_line_and_says_the_same(code: int, phonecom: Phonecom) -> None:
    argv, handler = WAYS[code][1]
    with RawServer(handler) as server:
        outcome = at(server, phonecom, *argv, "-o", "json")
    *before, last = outcome.err.splitlines()
    error = json.loads(last)["error"]
    assert set(error) == {"code", "message", "hint", "exitCode", "svTRID"}
    assert error["exitCode"] == outcome.code == code
    assert not any(line.startswith("{") for line in before)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"PHONECOM_USERNAME": "joe"},
        {"PHONECOM_PASSWORD": "w00t"},
        {"PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD_FILE": "/nowhere/at/all"},
    ],
    ids=["nothing", "no password", "no username", "no such file"],
)
def test_no_credentials(environ: dict[str, str], phonecom: Phonecom) -> None:
    outcome = phonecom(
        "numbers", "list", env={**environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    )
    assert outcome.code == 4, outcome
    assert "w00t" not in outcome.err


MISTAKES = [KeyError, ZeroDivisionError, RecursionError, AssertionError, UnicodeError, OSError]


@pytest.mark.parametrize("kind", MISTAKES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("options", [(), ("-v",), ("-o", "json")], ids=["plain", "-v", "-o json"])
def test_a_mistake_of_ours(
    options: tuple[str, ...], kind: type[Exception], phonecom: Phonecom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, *_args: object, **_kwargs: object) -> int:
        raise kind(f"{text} and {ACCOUNT['PHONECOM_PASSWORD']}")

    monkeypatch.setattr(times, "parse", broken)
    outcome = phonecom("call", "list", "--since", "2026-01-17", *options, env=ACCOUNT)
    assert outcome.code == 70
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert "2026-01-17" not in outcome.err
    assert ACCOUNT["PHONECOM_PASSWORD"] not in outcome.err
    assert "report it" in outcome.err
    assert "list.py:" in outcome.err or "test_exit_codes.py" not in outcome.err


def test_a_mistake_while_rows_are_drawn(phonecom: Phonecom, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise TypeError("18585608121")

    monkeypatch.setattr(_run, "outcome", broken)
    with RawServer(ok) as server:
        outcome = at(server, phonecom, "numbers", "reserve", *THREE)
    assert outcome.code == 70
    assert "TypeError at _each.py:" in outcome.err
    assert "18585608121" not in outcome.err


def test_no_memory_is_told_without_a_report(phonecom: Phonecom, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> int:
        raise MemoryError

    monkeypatch.setattr(times, "parse", broken)
    outcome = phonecom("call", "list", "--since", "today", env=ACCOUNT)
    assert "out of memory" in outcome.err
    assert "report" not in outcome.err


@pytest.mark.parametrize(("code", "name"), [(129, "hung up"), (130, "interrupted"), (143, "terminated")])
def test_a_signal_before_anything_is_sent(
    code: int, name: str, phonecom: Phonecom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_args: object, **_kwargs: object) -> int:
        raise Stopped(name, exit_code=code)

    monkeypatch.setattr(times, "parse", stopped)
    outcome = phonecom("call", "list", "--since", "today", env=ACCOUNT)
    assert (outcome.code, outcome.out) == (code, "")
    assert name in outcome.err


def test_a_file_that_cannot_be_read(phonecom: Phonecom, tmp_path: Path) -> None:
    outcome = phonecom("api", "sendSMS", f"message=@{tmp_path / 'none.txt'}", env=ACCOUNT)
    assert outcome.code == 7
    assert "No such file" in outcome.err


ELSEWHERE = {
    4: [test_outcomes.test_without_credentials_it_says_how_to_log_in_and_how_to_try, test_no_credentials],
    7: [test_streams.test_a_full_stdout, test_streams.test_a_closed_stdout],
    70: [test_a_mistake_of_ours, test_a_mistake_while_rows_are_drawn],
    129: [test_signals.test_a_write_stopped, test_signals.test_a_read_stopped],
    130: [test_signals.test_a_write_stopped, test_signals.test_a_read_stopped],
    141: [test_streams.test_a_reader_that_goes_away, test_streams.test_a_reader_that_never_was],
    143: [test_signals.test_a_write_stopped, test_signals.test_a_read_stopped],
}
"""Those that other tests reach, two each."""

CONTRACT = {0, 1, 2, 3, 4, 5, 6, 7, 70, 129, 130, 141, 143}


def test_the_table_is_whole() -> None:
    assert set(WAYS) | set(ELSEWHERE) == CONTRACT
    for ways in (WAYS | ELSEWHERE).values():
        assert len(ways) >= 2  # type: ignore[arg-type] # both are lists
