"""CSV and TSV, read back by their grammars."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.errors import UsageError
from phonecom_cli.output.render import render
from phonecom_cli.output.separated import unformula
from phonecom_cli.output.style import Style
from phonecom_cli.result import Record, Rows
from tests.output.streams import HOSTILE, Stream, acting_in, drawn, rows, untsv, world

TEXT = st.text(st.characters(codec="utf-8"))
TABLES = st.lists(st.fixed_dictionaries({"a": TEXT, "b": TEXT, "c": TEXT}), min_size=1, max_size=5)


def uncsv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def read(fmt: str, text: str) -> list[list[str]]:
    return uncsv(text) if fmt == "csv" else untsv(text)


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize("fmt", ["csv", "tsv"])
@given(items=TABLES)
def test_cells_come_back_exactly(fmt: str, *, streamed: bool, items: list[dict[str, str]]) -> None:
    read_back = read(fmt, drawn(rows(*items, columns=("a", "b", "c"), streamed=streamed), fmt))
    extra = ["extra"] if streamed else []
    assert read_back[0] == ["a", "b", "c", *extra]
    assert read_back[1:] == [[row["a"], row["b"], row["c"], *([""] if streamed else [])] for row in items]


@given(TABLES)
def test_csv_is_rfc_4180(items: list[dict[str, str]]) -> None:
    plain = r'[^",\r\n]*'
    quoted = r'"(?:[^"]|"")*"'
    line = rf"(?:{plain}|{quoted})(?:,(?:{plain}|{quoted}))*\r\n"
    assert re.fullmatch(rf"(?:{line})+", drawn(rows(*items), "csv"))


@given(TABLES)
def test_tsv_is_one_line_a_row(items: list[dict[str, str]]) -> None:
    text = drawn(rows(*items), "tsv")
    assert text.count("\n") == len(items) + 1
    assert text.count("\t") == 2 * (len(items) + 1)
    assert "\r" not in text


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
def test_values_of_every_kind(fmt: str) -> None:
    row = {
        "t": "x",
        "n": 52,
        "none": None,
        "yes": True,
        "f": 1.5,
        "list": ["a\tb", "é"],
        "obj": {"k": [None]},
    }
    header, cells = read(fmt, drawn(rows(row), fmt))
    assert header == list(row)
    assert cells[:5] == ["x", "52", "", "true", "1.5"]
    assert [json.loads(cell) for cell in cells[5:]] == [["a\tb", "é"], {"k": [None]}]


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
def test_the_header_is_the_preset_then_what_rows_add_in_order(fmt: str) -> None:
    result = rows({"z": "1", "id": "2"}, {"id": "3", "y": "4"}, columns=("id", "nickName"))
    assert read(fmt, drawn(result, fmt)) == [
        ["id", "nickName", "z", "y"],
        ["2", "", "1", ""],
        ["3", "", "", "4"],
    ]


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
def test_no_rows_are_the_header_alone(fmt: str) -> None:
    assert read(fmt, drawn(rows(columns=("id", "name")), fmt)) == [["id", "name"]]
    assert drawn(rows(columns=("id",)), Style(fmt, header=False)) == ""


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
def test_no_header(fmt: str) -> None:
    assert read(fmt, drawn(rows({"a": "1"}), Style(fmt, header=False))) == [["1"]]


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
def test_what_later_rows_of_a_stream_add_is_in_the_last_column(fmt: str) -> None:
    result = rows({"id": "1", "a": "2"}, {"id": "3", "new": ["x"], "a": "4"}, columns=("id",), streamed=True)
    header, first, second = read(fmt, drawn(result, fmt))
    assert header == ["id", "a", "extra"]
    assert first == ["1", "2", ""]
    assert second[:2] == ["3", "4"]
    assert json.loads(second[2]) == {"new": ["x"]}


def test_a_column_called_extra_keeps_its_name() -> None:
    header, row = untsv(drawn(rows({"extra": "mine"}, streamed=True), "tsv"))
    assert header == ["extra", "@extra"]
    assert row == ["mine", ""]


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
@pytest.mark.parametrize("streamed", [True, False])
def test_fields_pick_and_order_columns(fmt: str, *, streamed: bool) -> None:
    result = rows({"a": "1", "b": "2"}, {"a": "3"}, columns=("c",), streamed=streamed)
    text = drawn(result, Style(fmt, fields=("b", "c", "a")))
    assert read(fmt, text) == [["b", "c", "a"], ["2", "", "1"], ["", "", "3"]]


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "tsv"])
@pytest.mark.parametrize("streamed", [True, False])
def test_an_unknown_field_is_refused_listing_the_known_and_nothing_is_drawn(
    fmt: str, *, streamed: bool
) -> None:
    stdout = Stream()
    result = rows({"id": "1", "nickName": "x"}, columns=("id", "phoneNumber"), streamed=streamed)
    with pytest.raises(UsageError, match="nickname") as caught:
        render(result, Style(fmt, fields=("id", "nickname")), world(stdout))
    assert "did you mean nickName?" in caught.value.hint
    assert "id, phoneNumber, nickName" in caught.value.hint
    assert stdout.text == ""


@pytest.mark.parametrize("fmt", ["json", "csv"])
def test_an_object_knows_its_fields_too(fmt: str) -> None:
    with pytest.raises(UsageError, match="nope"):
        drawn(Record({"status": "ok"}), Style(fmt, fields=("nope",)))


def test_an_empty_list_accepts_any_field() -> None:
    assert drawn(rows(columns=("id",)), Style("tsv", fields=("whatever",))) == "whatever\n"
    assert drawn(rows(columns=("id",)), Style("json", fields=("whatever",))) == "[]\n"


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
def test_an_object_is_a_header_and_a_row(fmt: str) -> None:
    record = Record({"status": "ok", "msg": "Done, really", "clTRID": None}, line="Done.")
    assert read(fmt, drawn(record, fmt)) == [["status", "msg", "clTRID"], ["ok", "Done, really", ""]]


@pytest.mark.parametrize("start", [*"=+-@\t\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_formulas_are_exact_by_default_and_quoted_for_spreadsheets(start: str) -> None:
    cell = f"{start}SUM(A1)"
    assert uncsv(drawn(rows({"a": cell}), "csv"))[1] == [cell]
    assert uncsv(drawn(rows({"a": cell}), Style("csv", spreadsheet=True)))[1] == [f"'{cell}"]
    assert untsv(drawn(rows({"a": cell}), Style("tsv", spreadsheet=True)))[1] == [f"'{cell}"]
    assert uncsv(drawn(rows({cell: "x"}), Style("csv", spreadsheet=True)))[0] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["+18585602222", "+1234567", "", "a=1", " =1", "1-2"])
def test_phone_numbers_and_plain_cells_are_no_formulas(cell: str) -> None:
    assert unformula(cell) == cell


@pytest.mark.parametrize(
    "cell", ["+123456", "+1234567890123456", "+1858560222\u0662", "+18585602222\n", "+1858560222 "]
)
def test_what_only_looks_like_a_number_is_quoted(cell: str) -> None:
    assert unformula(cell) == f"'{cell}"


def test_a_number_that_is_negative_is_no_formula() -> None:
    assert uncsv(drawn(rows({"a": -5}), Style("csv", spreadsheet=True)))[1] == ["-5"]


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_exact_in_a_pipe_and_harmless_on_a_terminal(fmt: str, text: str) -> None:
    result = rows({"a": text, text: "x"})
    assert read(fmt, drawn(result, fmt)) == [["a", text], [text, "x"]]
    on_terminal = drawn(result, fmt, terminal=True).replace("\r\n", "\n")
    assert acting_in(on_terminal, allowed="\n\t" if fmt == "tsv" else "\n") == set()


def test_what_an_encoding_lacks_is_escaped_and_said() -> None:
    stdout = Stream(encoding="latin-1")
    surroundings = world(stdout)
    render(rows({"a": "é €"}), Style("csv", quiet=True), surroundings)
    assert stdout.bytes == b"a\r\n\xe9 \\u20ac\r\n"
    assert isinstance(surroundings.stderr, Stream)
    assert "PYTHONIOENCODING" in surroundings.stderr.text


def test_streamed_rows_leave_at_once() -> None:
    stdout = Stream()
    seen: list[int] = []

    def arriving() -> object:
        for at in range(3):
            yield {"id": str(at)}
            seen.append(stdout.text.count("\n"))

    render(Rows(arriving(), streamed=True), Style("tsv"), world(stdout))  # type: ignore[arg-type]
    assert seen == [2, 3, 4]
