"""Answers in shapes that no preset knows, through whole commands in every format: no data is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from phonecom_cli.actions import ACTIONS
from tests.commands.api import TO, at
from tests.conftest import Outcome, Phonecom
from tests.harness import RawServer, echoing

LISTS = [action for action in ACTIONS.values() if action.shape.rows]

SHAPES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "text with attributes": (
        '<prefix-list><prefix state="CA" quantity="12">858</prefix>'
        '<prefix state="NY" quantity="3">212</prefix></prefix-list>',
        [
            {"state": "CA", "quantity": 12, "prefix": "858"},
            {"state": "NY", "quantity": 3, "prefix": "212"},
        ],
    ),
    "one row of text with attributes": (
        '<prefix-list><prefix state="CA" quantity="12">858</prefix></prefix-list>',
        [{"state": "CA", "quantity": 12, "prefix": "858"}],
    ),
    "rows of text alone": (
        "<things><thing>one</thing><thing>two</thing></things>",
        [{"thing": "one"}, {"thing": "two"}],
    ),
    "one row alone": ("<zones><zone><name>Poway</name></zone></zones>", [{"name": "Poway"}]),
    "rows with only attributes": (
        '<items><item code="44" name="United Kingdom"/><item code="1" name="United States"/></items>',
        [{"code": "44", "name": "United Kingdom"}, {"code": "1", "name": "United States"}],
    ),
    "one row with only attributes": (
        '<items><item code="44" name="United Kingdom"/></items>',
        [{"code": "44", "name": "United Kingdom"}],
    ),
    "a row with an extra element": (
        "<rows><row><a>1</a></row><row><a>2</a><surprise>!</surprise></row></rows>",
        [{"a": "1"}, {"a": "2", "surprise": "!"}],
    ),
    "nested and repeated inside a row": (
        "<rows><row id='1'><tag>x</tag><tag>y</tag><fee><setup>9</setup></fee></row><row id='2'/></rows>",
        [{"id": "1", "tag": ["x", "y"], "fee": {"setup": "9"}}, {"id": "2"}],
    ),
    "no container": ("<row><a>1</a></row><row><a>2</a></row>", [{"a": "1"}, {"a": "2"}]),
    "an attribute named like a child": (
        '<rows><row id="1"><id>2</id></row><row id="3"><id>4</id></row></rows>',
        [{"@id": "1", "id": "2"}, {"@id": "3", "id": "4"}],
    ),
    "an empty element": (
        "<rows><row><a/><b>1</b></row><row><a>x</a><b>2</b></row></rows>",
        [{"a": None, "b": "1"}, {"a": "x", "b": "2"}],
    ),
    "awkward text": (
        '<rows><row><a>tab\there</a></row><row><a>two\nlines, "q" &amp; &lt;b&gt; =1+1</a></row></rows>',
        [{"a": "tab\there"}, {"a": 'two\nlines, "q" & <b> =1+1'}],
    ),
    "nothing in a container": ("<prefix-list/>", []),
    "nothing at all": ("", []),
}


def show(phonecom: Phonecom, data: str, output: str, command: tuple[str, ...], *more: str) -> Outcome:
    with RawServer(lambda connection: echoing(connection, data)) as server:
        outcome = at(server, phonecom, *command, *more, "-o", output, env={"COLUMNS": "200"})
    assert outcome.code == 0, outcome
    return outcome


def command_of(name: str) -> tuple[str, ...]:
    more = {"getPhoneNumberRegionList": ("--prefix", "858"), "getPhoneNumberLocalityList": ("--state", "CA")}
    return (*ACTIONS[name].command, *more.get(name, ()))


@pytest.mark.parametrize("action", [action.name for action in LISTS])
@pytest.mark.parametrize(("data", "rows"), SHAPES.values(), ids=SHAPES)
def test_json_has_all_of_it_and_is_always_an_array(
    data: str, rows: list[dict[str, Any]], action: str, phonecom: Phonecom
) -> None:
    outcome = show(phonecom, data, "json", command_of(action))
    assert json.loads(outcome.out) == rows
    assert outcome.err == ""
    lines = show(phonecom, data, "jsonl", command_of(action)).out.splitlines()
    assert [json.loads(line) for line in lines] == rows


def texts(value: Any) -> list[str]:
    """Every text of a value, as a cell may hold it."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [] if value is None else [str(value)]


def unescaped(cell: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"t": "\t", "n": "\n", "r": "\r"}.get(found[1], found[1]), cell)


def as_cell(value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


@pytest.mark.parametrize("streamed", [(), ("--all",)], ids=["whole", "streamed"])
@pytest.mark.parametrize("output", ["csv", "tsv"])
@pytest.mark.parametrize(("data", "rows"), SHAPES.values(), ids=SHAPES)
def test_separated_values_have_each_in_its_column(
    data: str, rows: list[dict[str, Any]], output: str, streamed: tuple[str, ...], phonecom: Phonecom
) -> None:
    outcome = show(phonecom, data, output, ("call", "list"), *streamed)
    if output == "csv":
        table = list(csv.reader(io.StringIO(outcome.out, newline="")))
    else:
        table = [[unescaped(cell) for cell in line.split("\t")] for line in outcome.out.split("\n")[:-1]]
    header, *found = table
    assert len(header) == len(set(header))
    assert len(found) == len(rows)
    for cells, row in zip(found, rows, strict=True):
        by_name = dict(zip(header, cells, strict=True))
        late = json.loads(by_name.pop("extra", "") or "{}") if streamed else {}
        assert {name: cell for name, cell in by_name.items() if cell} == {
            name: as_cell(value) for name, value in row.items() if as_cell(value) and name not in late
        }
        assert {name: row[name] for name in late} == late


@pytest.mark.parametrize(("data", "rows"), SHAPES.values(), ids=SHAPES)
def test_a_table_shows_every_value(data: str, rows: list[dict[str, Any]], phonecom: Phonecom) -> None:
    outcome = show(phonecom, data, "table", ("numbers", "prefixes"))
    shown = re.sub(r"\s+", " ", outcome.out)
    for row in rows:
        for text in texts(row):
            assert re.sub(r"\s+", " ", text.replace("\t", "\\t").replace("\n", "\\n")) in shown, outcome.out
    if not rows:
        assert outcome.out == ""
        assert "None" in outcome.err


@pytest.mark.parametrize(("data", "rows"), SHAPES.values(), ids=SHAPES)
def test_xml_is_the_body_as_it_came(data: str, rows: list[dict[str, Any]], phonecom: Phonecom) -> None:
    outcome = show(phonecom, data, "xml", ("numbers", "prefixes"))
    found = ET.fromstring(outcome.out).find("resultData")
    expected = ET.fromstring(f"<resultData>{data}</resultData>")
    assert (ET.tostring(found) if found is not None else b"<resultData />") == ET.tostring(expected)
    assert len(rows) == 0 or found is not None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ('<list total="812"><row><a>1</a></row><row><a>2</a></row></list>', "812"),
        ("<note>Maintenance on Sunday</note><list><row><a>1</a></row><row><a>2</a></row></list>", "Sunday"),
        ("<list><row><a>1</a></row><row><a>2</a></row><more>yes</more></list>", "yes"),
    ],
)
@pytest.mark.parametrize("output", ["tsv", "json", "jsonl", "csv", "table"])
def test_what_stands_beside_the_rows_is_told_in_one_line(
    output: str, data: str, told: str, phonecom: Phonecom
) -> None:
    outcome = show(phonecom, data, output, ("numbers", "prefixes"), "-q")
    assert told in outcome.err
    assert len(outcome.err.splitlines()) == 1
    whole = show(phonecom, data, "json", ("api", "getPhoneNumberPrefixList"))
    assert told in whole.out


RECORDS: dict[str, tuple[str, dict[str, Any]]] = {
    "text": ("<url>https://x/1.wav</url>", {"url": "https://x/1.wav"}),
    "text in a wrapper": ("<preview><url>https://x/1.wav</url></preview>", {"url": "https://x/1.wav"}),
    "attributes": (
        '<preview url="https://x/1.wav" seconds="9"/>',
        {"url": "https://x/1.wav", "seconds": "9"},
    ),
    "something else": (
        "<ready>soon</ready><link>a</link><link>b</link>",
        {"ready": "soon", "link": ["a", "b"]},
    ),
}


@pytest.mark.parametrize(("data", "record"), RECORDS.values(), ids=RECORDS)
@pytest.mark.parametrize("command", [("chatcall", "preview", "Hi"), ("chatcall", "status", "17")])
def test_an_object_has_all_of_it(
    command: tuple[str, ...], data: str, record: dict[str, Any], phonecom: Phonecom
) -> None:
    found = json.loads(show(phonecom, data, "json", command).out)
    assert {name: found[name] for name in record} == record
    assert {"clTRID", "svTRID"} == set(found) - set(record)
    for output in ("csv", "tsv", "table", "jsonl"):
        out = show(phonecom, data, output, command).out
        for text in texts(record):
            assert text in out


def test_fields_picks_what_an_answer_has(phonecom: Phonecom) -> None:
    data, _ = SHAPES["text with attributes"]
    outcome = show(phonecom, data, "tsv", ("numbers", "prefixes"), "--fields", "state,prefix")
    assert outcome.out == "state\tprefix\nCA\t858\nNY\t212\n"


def test_an_unknown_field_lists_those_of_the_answer(phonecom: Phonecom) -> None:
    data, _ = SHAPES["text with attributes"]
    with RawServer(lambda connection: echoing(connection, data)) as server:
        outcome = at(server, phonecom, "numbers", "prefixes", "--fields", "stat")
    assert outcome.code == 2
    assert "stat" in outcome.err
    assert "did you mean state?" in outcome.err
    assert "quantity" in outcome.err
    assert outcome.out == ""


def test_an_empty_list_accepts_any_field(phonecom: Phonecom) -> None:
    assert show(phonecom, "", "tsv", ("numbers", "prefixes"), "--fields", "x").out == "x\n"


@pytest.mark.parametrize("command", [("numbers", "reserve", "18585608120"), ("call", "originate", "101", TO)])
def test_an_empty_transaction_id_is_null(command: tuple[str, ...], phonecom: Phonecom) -> None:
    body = (
        b'<response><result status="ok"><msg>Command completed successfully</msg><resultDate/></result>'
        b"<trID><clTRID/><svTRID>7</svTRID></trID></response>"
    )
    with RawServer(lambda connection: connection.answer(200, body)) as server:
        outcome = at(server, phonecom, *command, "-o", "json")
    found = json.loads(outcome.out)
    row = found[0] if isinstance(found, list) else found
    assert (row["clTRID"], row["resultDate"], row["svTRID"]) == (None, None, "7")
