"""Tables on a terminal: whole, inert, and readable at any width."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from phonecom_cli.errors import UsageError
from phonecom_cli.output.render import render
from phonecom_cli.output.style import Style
from phonecom_cli.result import Document, Record, Row, Rows
from tests.output.streams import HOSTILE, Stream, acting_in, drawn, rows, world

NEW_YORK = Style("table", zone=ZoneInfo("America/New_York"))
CALL = {
    "id": "105900",
    "startTime": 1256679735,
    "startTimeGmt": "2009-10-27T21:42:15.0000Z",
    "callerId": "+19735678323",
    "calledNumber": "+16247688421",
    "duration": 52,
    "finalAction": "queue 61",
    "url": None,
}
WIDTHS = [20, 30, 40, 60, 72, 80, 86, 100, 200]


def words_of(text: str) -> str:
    """The text without what folding may change: spaces, line breaks and rules."""
    return re.sub(r"[\s─-]", "", text)


def test_a_call_as_a_person_reads_it() -> None:
    lines = drawn(rows(CALL), NEW_YORK, columns=100).splitlines()
    assert lines[0].split() == ["id", "startTime", "callerId", "calledNumber", "duration", "finalAction"]
    assert set(lines[1]) == {"─"}
    assert re.split(r" {2,}", lines[2]) == [
        "105900",
        "2009-10-27 17:42:15 EDT",
        "+1 973-567-8323",
        "+1 624-768-8421",
        "0:52",
        "queue 61",
    ]


def test_calls_fit_into_eighty_columns_without_folding() -> None:
    lines = drawn(rows(CALL, CALL), NEW_YORK, columns=80).splitlines()
    assert sum("105900" in line and "17:42:15 EDT" in line and "queue 61" in line for line in lines) == 2
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("startTime", 1256679735, "2009-10-27 21:42:15 UTC"),
        ("startTime", "1256679735", "2009-10-27 21:42:15 UTC"),
        ("startTime", "soon", "soon"),
        ("startTime", 12, "12"),
        ("sendDate", "2011-03-02T19:51:32.0000Z", "2011-03-02 19:51:32 UTC"),
        ("anything", "2011-03-02T19:51:32.2500Z", "2011-03-02 19:51:32.25 UTC"),
        ("anything", "2011-13-02T19:51:32.0000Z", "2011-13-02T19:51:32.0000Z"),
        ("anything", "0001-01-01T00:00:00.0000Z", "0001-01-01 00:00:00 UTC"),
        ("duration", 0, "0:00"),
        ("duration", 754, "12:34"),
        ("finalActionDuration", 3661, "1:01:01"),
        ("duration", "unknown", "unknown"),
        ("smsNumber", "+447911123456", "+44 7911 123456"),
        ("phoneNumber", "+18668252541", "+1 866-825-2541"),
        ("phoneNumber", "anonymous", "anonymous"),
        ("quantity", 1256679735, "1256679735"),
        ("enabled", True, "true"),
        ("tags", ["a", None], '["a", null]'),
    ],
)
def test_values_are_readable(name: str, value: object, shown: str) -> None:
    assert drawn(rows({name: value}), "table").splitlines()[2].strip() == shown


def test_times_at_the_ends_of_the_calendar_are_still_shown() -> None:
    zone = ZoneInfo("America/New_York")
    text = drawn(rows({"a": "0001-01-01T00:00:00.0000Z"}), Style("table", zone=zone))
    assert "0001" in text or "0000" in text or "1-01-01" in text


def test_the_second_telling_of_a_start_is_left_out_only_when_it_says_the_same() -> None:
    assert "startTimeGmt" not in drawn(rows(CALL), NEW_YORK)
    assert "startTimeGmt" in drawn(
        rows(CALL, CALL | {"startTimeGmt": "2009-10-27T21:42:16.0000Z"}), NEW_YORK, columns=200
    )
    assert "startTimeGmt" in drawn(rows(CALL | {"startTime": "?"}), NEW_YORK, columns=200)
    asked = Style("table", fields=("startTimeGmt",))
    assert "2009-10-27 21:42:15 UTC" in drawn(rows(CALL), asked)


def test_columns_without_a_value_are_left_out_unless_asked_for() -> None:
    assert "url" not in drawn(rows(CALL), NEW_YORK)
    assert drawn(rows(CALL), Style("table", fields=("url", "id"))).split()[:2] == ["url", "id"]


def test_numbers_stand_on_the_right_and_text_on_the_left() -> None:
    text = drawn(rows({"n": 5, "t": "a"}, {"n": 12345, "t": "bbb"}), "table")
    assert text.splitlines()[2:] == ["    5  a", "12345  bbb"]


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_nothing_is_cut_however_narrow(width: int) -> None:
    row = CALL | {
        "finalActionDuration": 11,
        "url": "https://control.phone.com/recordings/" + "0123456789" * 9,
        "transcription": "Please call me back about the order of yesterday. " * 5,
        "日本語の列": "四月は君の嘘" * 12,
    }
    text = drawn(rows(row, row), NEW_YORK, columns=width)
    assert max(map(cell_len, text.splitlines())) <= width
    for part in ("2009-10-27", "17:42:15", "EDT", "105900", "973-567-8323", "0:52", "queue", "0:11"):
        assert text.count(part) >= 2
    assert "…" not in text


@pytest.mark.parametrize("width", WIDTHS)
@given(value=st.text(st.characters(codec="utf-8", exclude_characters="─-"), max_size=120))
def test_every_character_of_a_value_is_there_after_folding(width: int, value: str) -> None:
    lines = drawn(rows({"text": "x" + value}), "table", columns=width).splitlines()
    from phonecom_cli.output.text import visible

    assert words_of("".join(lines)).endswith(words_of("x" + visible(value)))


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_and_visible_everywhere(text: str, width: int) -> None:
    hostile: dict[str, Any] = {
        "id": text,
        text: "x",
        "callerId": text,
        "startTime": text,
        "duration": text,
        "list": [text],
    }
    shown = [
        drawn(rows(hostile, title=text), "table", columns=width, terminal=True),
        drawn(rows(hostile, title=text, streamed=True), "table", columns=width, terminal=True),
        drawn(Record({**hostile, "rows": [hostile]}), "table", columns=width, terminal=True),
        drawn(Record({"a": "1"}, line=text), "table", columns=width, terminal=True),
        drawn(Document(text + "\n"), "table", columns=width, terminal=True),
        drawn(
            rows({"a": "1"}, xml=text.encode("utf-8", "surrogatepass")), "xml", columns=width, terminal=True
        ),
    ]
    for each in shown:
        assert acting_in(each, allowed="\n\t") == set()
    if text.startswith(("[", ":")):
        assert all(words_of(text) in words_of(each) for each in (shown[0], shown[2], shown[3], shown[4]))


def test_the_one_line_of_an_action() -> None:
    record = Record(
        {"status": "ok", "msg": "m", "resultDate": "d", "clTRID": "1", "svTRID": "2"}, line="Sent."
    )
    assert drawn(record, "table") == "Sent.\n"
    assert drawn(record, Style("table", quiet=True)) == ""
    assert drawn(record._replace(data=record.data | {"id": "7"}), Style("table", quiet=True)) == "Sent.\n"
    assert drawn(record, Style("table", fields=("svTRID",))) == "svTRID  2\n"


def test_an_object_is_listed_with_its_lists_as_tables_below() -> None:
    record = Record(
        {
            "id": "12",
            "from": {"name": "Ann", "number": "+18585602222"},
            "recipients": [{"name": "Bo", "answer": "yes"}, {"name": "Cy"}],
            "params": [["action", "sendSMS"], ["toNumber", "x"]],
            "odd": [["a"], "b"],
            "clTRID": None,
        }
    )
    assert drawn(record, "table").splitlines() == [
        "id           12",
        "from.name    Ann",
        "from.number  +1 858-560-2222",
        'odd          [["a"], "b"]',
        "clTRID",
        "",
        "recipients",
        "name  answer",
        "────────────",
        "Bo    yes",
        "Cy",
        "",
        "params",
        "name      value",
        "─────────────────",
        "action    sendSMS",
        "toNumber  x",
    ]


def test_an_empty_list_tells_a_person_on_stderr() -> None:
    for quiet, told in ((False, "No calls.\n"), (True, "")):
        surroundings = world(Stream())
        render(rows(columns=("id",), empty="No calls."), Style("table", quiet=quiet), surroundings)
        assert isinstance(surroundings.stdout, Stream)
        assert isinstance(surroundings.stderr, Stream)
        assert (surroundings.stdout.text, surroundings.stderr.text) == ("", told)


def test_a_long_stream_is_drawn_in_parts_and_new_columns_show() -> None:
    drawn_before: list[str] = []
    stdout = Stream()

    def arriving() -> object:
        for at in range(250):
            if at == 150:
                drawn_before.append(stdout.text)
            yield {"id": str(1000 + at)} | ({"late": "bird"} if at > 200 else {})

    render(Rows(arriving(), streamed=True), Style("table"), world(stdout))  # type: ignore[arg-type]
    assert "1099" in drawn_before[0]
    assert [word for word in stdout.text.split() if word.isdecimal()] == [str(at) for at in range(1000, 1250)]
    assert stdout.text.count("bird") == 49


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_table_in_an_encoding_without_lines(encoding: str) -> None:
    stdout = Stream(encoding=encoding)
    render(rows({"name": "Zürich €"}), Style("table"), world(stdout))
    header, rule, row = stdout.bytes.decode(encoding).splitlines()
    assert header == "name"
    assert set(rule) == {"-"}
    assert row in ("Zürich \\u20ac", "Z\\xfcrich \\u20ac")


def test_colour_is_bold_names_and_nothing_else() -> None:
    text = drawn(rows({"name": "[red]x"}), Style("table", color=True))
    assert text.splitlines()[0] == "\x1b[1mname\x1b[0m"
    assert text.splitlines()[2] == "[red]x"
    assert "\x1b" not in drawn(rows({"name": "x"}), "table", terminal=True)


def test_xml_is_byte_for_byte_in_a_pipe() -> None:
    body = b'<?xml version="1.0" encoding="iso-8859-1"?>\r\n<a>\xe9\x1b</a>'
    for result in (rows({"a": "1"}, xml=body), Record({"a": "1"}, xml=body)):
        stdout = Stream()
        render(result, Style("xml"), world(stdout))
        assert stdout.bytes == body


def test_xml_on_a_terminal_is_readable_whatever_its_line_ends() -> None:
    body = b"<a>\r\n\t<b>\xff\x9b</b>\n</a>"
    assert drawn(rows(xml=body), "xml", terminal=True) == "<a>\n\t<b>\\xff\\x9b</b>\n</a>\n"


@pytest.mark.parametrize("result", [rows({"a": "1"}), Record({"a": "1"})])
def test_xml_of_several_answers_is_refused_and_nothing_is_drawn(result: Rows | Record) -> None:
    stdout = Stream()
    with pytest.raises(UsageError, match="XML"):
        render(result, Style("xml"), world(stdout))
    assert stdout.text == ""


def test_times_are_those_of_the_zone_in_summer_and_winter() -> None:
    for month, name, hour in ((1, "EST", 7), (7, "EDT", 8)):
        epoch = int(datetime(2026, month, 1, 12, tzinfo=UTC).timestamp())
        assert f"0{hour}:00:00 {name}" in drawn(rows({"startTime": epoch}), NEW_YORK)


def test_long_names_of_an_object_stay_whole_where_the_values_leave_room() -> None:
    inner: Row = {"recipient": {"toNumber": "+18583837710", "response": "yes"}}
    shown = drawn(Record({"status": "sent", "recipientList": inner}), "table", columns=80)
    assert "recipientList.recipient.toNumber  +1 858-383-7710\n" in shown
