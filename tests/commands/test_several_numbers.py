"""Verbs that take several numbers: a row for each, whatever became of it, and one exit code for all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest

from tests.commands.api import FROM, TO, at, ok
from tests.conftest import Phonecom
from tests.harness import Connection, RawServer, echoing

Handler = Callable[[Connection], object]

A, B, C = "18585608120", "18585608121", "18585608122"
RESERVE = ("numbers", "reserve")


def refuse(connection: Connection) -> None:
    echoing(connection, status="error", msg="Not for sale", svtrid="77")


def by_number(**handlers: Handler) -> Handler:
    """Answers each number by its last digit: `_0=refuse`."""

    def handler(connection: Connection) -> None:
        form = dict(connection.request.pairs)
        number = form.get("phoneNumber") or form["toNumber"]
        handlers.get(f"_{number[-1]}", ok)(connection)

    return handler


def rows_of(out: str) -> list[tuple[str, str]]:
    return [(row["phoneNumber"].lstrip("+"), row["status"]) for row in json.loads(out)]


def test_all_are_attempted_and_each_has_its_row(phonecom: Phonecom) -> None:
    with RawServer(by_number(_1=refuse)) as server:
        outcome = at(server, phonecom, *RESERVE, A, B, C, "-o", "json")
        assert [dict(request.pairs)["phoneNumber"] for request in server.requests] == [A, B, C]
    assert outcome.code == 6
    rows = json.loads(outcome.out)
    assert rows_of(outcome.out) == [(A, "ok"), (B, "error"), (C, "ok")]
    assert all(next(iter(row)) == "phoneNumber" for row in rows)
    assert (rows[1]["msg"], rows[1]["svTRID"]) == ("Not for sale", "77")
    assert rows[0]["svTRID"]
    error = json.loads(outcome.err)["error"]
    assert error["code"] == "some-failed"
    assert "1 of 3" in error["message"]


def test_one_alone_is_a_list_too(phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, A, "-o", "json")
    assert (outcome.code, rows_of(outcome.out)) == (0, [(A, "ok")])


def test_it_stops_at_an_unknown_outcome(phonecom: Phonecom) -> None:
    with RawServer(by_number(_1=Connection.reset)) as server:
        outcome = at(server, phonecom, *RESERVE, A, B, C, "-o", "json")
        assert server.count == 2
    assert outcome.code == 5
    assert rows_of(outcome.out) == [(A, "ok"), (B, "unknown"), (C, "not attempted")]
    error = json.loads(outcome.err)["error"]
    assert error["code"] == "unknown-outcome"
    assert "1 of 3 not attempted" in error["message"]
    assert "numbers search" in error["hint"]


def test_an_unknown_outcome_outranks_failures(phonecom: Phonecom) -> None:
    with RawServer(by_number(_0=refuse, _1=Connection.reset)) as server:
        outcome = at(server, phonecom, *RESERVE, A, B, C)
    assert outcome.code == 5


@pytest.mark.parametrize(
    ("handler", "argv", "code"),
    [
        (refuse, RESERVE, 1),
        (refuse, ("numbers", "portable"), 1),
        (lambda connection: connection.answer(404, b"no"), ("numbers", "portable"), 3),
        (by_number(_0=refuse, _1=lambda connection: connection.answer(404)), ("numbers", "portable"), 6),
    ],
    ids=["refused", "refused reads", "no answers", "failed in two ways, one done"],
)
def test_the_exit_code_is_the_common_one_or_6(
    handler: Handler, argv: tuple[str, ...], code: int, phonecom: Phonecom
) -> None:
    with RawServer(handler) as server:
        outcome = at(server, phonecom, *argv, A, B, C, "-o", "json")
    assert outcome.code == code
    assert len(rows_of(outcome.out)) == 3


def test_failed_in_two_ways_is_6(phonecom: Phonecom) -> None:
    handler = by_number(_0=refuse, _1=lambda connection: connection.answer(404))
    with RawServer(handler) as server:
        assert at(server, phonecom, "numbers", "portable", A, B).code == 6


def test_reads_go_on_after_a_failure(phonecom: Phonecom) -> None:
    with RawServer(by_number(_1=Connection.close)) as server:
        outcome = at(server, phonecom, "numbers", "portable", A, B, C, "-o", "json")
    assert outcome.code == 6
    assert [status for _, status in rows_of(outcome.out)] == ["ok", "error", "ok"]


def test_an_sms_to_several(phonecom: Phonecom) -> None:
    argv = ("sms", "send", "Hi", "--from", FROM, "--to", TO, "--to", "858 380 7711", "--yes", "-o", "json")
    with RawServer(by_number(_1=refuse)) as server:
        outcome = at(server, phonecom, *argv)
    rows = [(row["toNumber"], row["status"]) for row in json.loads(outcome.out)]
    assert (outcome.code, rows) == (6, [(TO, "ok"), ("+18583807711", "error")])


STDIN = {
    "one a line": f"{A}\n(858) 560-8121\n",
    "no last newline": f"{A}\n+{B}",
    "line ends of Windows": f"{A}\r\n{B}\r\n",
    "empty lines": f"\n{A}\n\n  \n{B}\n",
    "our header": f"phoneNumber\n{A}\n{B}\n",
    "our TSV": f"phoneNumber\thumanReadable\tcost\n+{A}\t(858) 560-8120\t4.88\n+{B}\t(858) 560-8121\t4.88\n",
    "our TSV without a header": f"+{A}\t(858) 560-8120\t4.88\n+{B}\t(858) 560-8121\t4.88\n",
    "the number in another column": f"id\tphoneNumber\tnickName\n19676\t+{A}\tHome\n72354\t+{B}\t\n",
    "a byte order mark": f"\ufeff{A}\n{B}\n",
    "a nickname with what Python takes for a line end": f"phoneNumber\tnickName\n+{A}\tone\x0btwo\u2028\n+{B}\t\n",
    "a byte order mark before our header": f"\ufeffid\tphoneNumber\n1\t{A}\n2\t{B}\n",
    "twice": f"{A}\n{B}\n858-560-8120\n",
}


@pytest.mark.parametrize("text", STDIN.values(), ids=STDIN)
def test_numbers_from_stdin(text: str, phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, "-", stdin=text)
        sent = [dict(request.pairs)["phoneNumber"] for request in server.requests]
    assert outcome.code == 0, outcome.err
    assert sent == [A, B]
    assert ("warning: " in outcome.err) == ("twice" in outcome.err)


def test_stdin_between_arguments_keeps_the_order(phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        at(server, phonecom, *RESERVE, C, "-", stdin=f"{A}\n{B}\n")
        assert [dict(request.pairs)["phoneNumber"] for request in server.requests] == [C, A, B]


def test_a_number_given_twice_is_taken_once_with_a_warning(phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, A, "(858) 560-8120", B)
        assert server.count == 2
    assert outcome.code == 0
    assert "taken once" in outcome.err


@pytest.mark.parametrize("text", ["", "\n\n", "phoneNumber\n", "phoneNumber\tcost\n"])
def test_an_empty_stdin_is_refused(text: str, phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, "-", stdin=text)
        assert server.connections == 0
    assert outcome.code == 2
    assert "stdin gave no number" in outcome.err
    assert "one number a line" in outcome.err


def test_a_bad_line_of_stdin_stops_before_the_first_is_sent(phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, "-", stdin=f"{A}\nnonsense\n{B}\n")
        assert server.connections == 0
    assert outcome.code == 2
    assert "nonsense" in outcome.err


def test_a_first_line_that_is_no_header_of_ours_is_not_skipped(phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, "-", stdin=f"Mum\n{A}\n")
        assert server.connections == 0
    assert (outcome.code, "'Mum'" in outcome.err) == (2, True)


def test_search_feeds_reserve(phonecom: Phonecom) -> None:
    """`numbers search | numbers reserve -`, of an answer that has only the friendly format."""

    def search(connection: Connection) -> None:
        rows = "".join(
            f"<phoneNumber><humanReadable>(858) 560-{n}</humanReadable></phoneNumber>" for n in (8120, 8121)
        )
        echoing(connection, f"<phoneNumberList>{rows}</phoneNumberList>")

    with RawServer(search) as server:
        found = at(server, phonecom, "numbers", "search", "--prefix", "858")
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, "-", stdin=found.out)
        assert [dict(request.pairs)["phoneNumber"] for request in server.requests] == [A, B]
    assert outcome.code == 0


def test_each_row_is_written_before_the_next_is_sent(phonecom: Phonecom) -> None:
    """A table of a hundred numbers must not be lost because the last hangs: in a pipe rows come as they happen."""
    seen: list[int] = []
    read_end, write_end = os.pipe()

    def handler(connection: Connection) -> None:
        os.set_blocking(read_end, False)
        try:
            seen.append(len(os.read(read_end, 65_536).splitlines()))
        except BlockingIOError:
            seen.append(0)
        ok(connection)

    import sys

    from phonecom_cli.app import run
    from phonecom_cli.world import World
    from tests.commands.api import ACCOUNT

    with RawServer(handler) as server, open(write_end, "w", encoding="utf-8") as out:
        world = World({**ACCOUNT, "PHONECOM_HOME": "/nonexistent"}, None, out, sys.stderr)
        assert run([*RESERVE, A, B, C, "--url", server.url], world) == 0
    os.close(read_end)
    assert seen == [0, 2, 1]


@pytest.mark.parametrize("output", ["json", "jsonl", "csv", "tsv", "table"])
def test_every_format_has_every_row(output: str, phonecom: Phonecom) -> None:
    with RawServer(by_number(_1=Connection.reset)) as server:
        outcome = at(server, phonecom, *RESERVE, A, B, C, "-o", output, env={"COLUMNS": "300"})
    assert outcome.code == 5
    digits = "".join(char for char in outcome.out if char.isdigit() or char == "\n")
    for number in (A, B, C):
        assert number in digits
    for status in ("ok", "unknown", "not attempted"):
        assert status in outcome.out


ONE_LINE = {
    "add": (("numbers", "add", A, "--yes"), "Added +1 858-560-8120 to account joesmith"),
    "reserve": ((*RESERVE, A), "Reserved +1 858-560-8120 until about midnight Pacific time.\n"),
    "unreserve": (("numbers", "unreserve", A), "Returned +1 858-560-8120 to the inventory.\n"),
    "sms": (("sms", "send", "Hi", "--from", FROM, "--to", TO), "Sent to +1 858-380-7710.\n"),
}


@pytest.mark.parametrize(("argv", "line"), ONE_LINE.values(), ids=ONE_LINE)
def test_a_person_reads_one_line_for_one_number(argv: tuple[str, ...], line: str, phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *argv, "-o", "table")
        quiet = at(server, phonecom, *argv, "-o", "table", "-q")
    assert outcome.out.startswith(line)
    assert len(outcome.out.splitlines()) == 1
    assert (quiet.code, quiet.out) == (0, "")


@pytest.mark.parametrize(("argv", "line"), ONE_LINE.values(), ids=ONE_LINE)
@pytest.mark.parametrize(("fault", "code"), [(refuse, 1), (Connection.reset, 5)], ids=["refused", "unknown"])
def test_a_person_reads_no_such_line_of_what_failed(
    fault: Handler, code: int, argv: tuple[str, ...], line: str, phonecom: Phonecom
) -> None:
    with RawServer(fault) as server:
        outcome = at(server, phonecom, *argv, "-o", "table")
    assert (outcome.code, outcome.out) == (code, "")
    assert line.strip() not in outcome.err


def test_what_the_server_says_of_a_success_is_in_that_line(phonecom: Phonecom) -> None:
    with RawServer(lambda connection: echoing(connection, msg="Queued for later")) as server:
        outcome = at(server, phonecom, "sms", "send", "Hi", "--from", FROM, "--to", TO, "-o", "table")
    assert outcome.out == "Sent to +1 858-380-7710. The server says: Queued for later\n"


def test_a_table_of_several_outcomes_fits_a_terminal(phonecom: Phonecom) -> None:
    with RawServer(by_number(_1=refuse)) as server:
        outcome = at(server, phonecom, *RESERVE, A, B, C, "-o", "table", env={"COLUMNS": "80"})
    header, _, *rows = outcome.out.splitlines()
    assert header.split() == ["phoneNumber", "status", "msg", "svTRID"]
    assert len(rows) == 3
    assert max(map(len, outcome.out.splitlines())) <= 80


@pytest.mark.parametrize("fields", ["phoneNumber,status", "params", "method,url"])
def test_a_dry_run_takes_the_fields_of_the_answer_and_its_own(fields: str, phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, A, "--dry-run", "--fields", fields, "-o", "json")
        assert server.connections == 0
    assert outcome.code == 0, outcome
    [row] = json.loads(outcome.out)
    assert set(row) == (set(fields.split(",")) & {"method", "url", "params"} or {"method", "url", "params"})


def test_what_is_sent_of_one_number_is_shown_below_one_another_and_exactly(phonecom: Phonecom) -> None:
    outcome = phonecom("sms", "send", "Hi", "--from", FROM, "--to", TO, "--dry-run", "-o", "table")
    shown = [line.split() for line in outcome.out.splitlines()]
    assert ["fromNumber", FROM] in shown
    assert ["toNumber", TO] in shown


def test_the_outcomes_of_a_read_fit_a_terminal_unfolded(phonecom: Phonecom) -> None:
    def eligible(connection: Connection) -> None:
        echoing(connection, "<portingEligibility>Yes</portingEligibility>")

    with RawServer(eligible) as server:
        outcome = at(server, phonecom, "numbers", "portable", A, B, "-o", "table", env={"COLUMNS": "80"})
    header, _, *rows = outcome.out.splitlines()
    assert header.split() == ["phoneNumber", "portingEligibility", "status", "msg"]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<status>Yes</status>", {"status": "ok", "resultData/status": "Yes"}),
        ("<phoneNumber>1</phoneNumber>", {"phoneNumber": f"+{A}", "resultData/phoneNumber": "1"}),
        (f"<phoneNumber>{A}</phoneNumber>", {"phoneNumber": f"+{A}"}),
    ],
)
def test_an_answer_s_data_neither_hides_the_outcome_nor_is_hidden(
    data: str, told: dict[str, str], phonecom: Phonecom
) -> None:
    with RawServer(lambda connection: echoing(connection, data)) as server:
        outcome = at(server, phonecom, "numbers", "portable", A, "-o", "json")
    [row] = json.loads(outcome.out)
    assert {name: row[name] for name in told} == told
    assert next(iter(row)) == "phoneNumber"
    assert ("resultData/phoneNumber" in row) == ("resultData/phoneNumber" in told)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_rows_of_another_format_on_stdin_are_told_which_is_taken(form: str, phonecom: Phonecom) -> None:
    found = phonecom("--sandbox", "numbers", "search", "--prefix", "858", "-n", "2", "-o", form)
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *RESERVE, "-", stdin=found.out)
        assert server.connections == 0
    assert outcome.code == 2
    assert "-o tsv" in outcome.err
