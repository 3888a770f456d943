"""JSON and JSON Lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.errors import NoAnswer
from phonecom_cli.output.render import render
from phonecom_cli.output.style import Style
from phonecom_cli.result import Record, Row, Rows
from tests.output.streams import Stream, drawn, rows, world

NAMES = st.text(min_size=1, max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
ROWS = st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=5)


@given(items=ROWS, streamed=st.booleans())
def test_json_gives_back_exactly_what_went_in(items: list[dict[str, object]], *, streamed: bool) -> None:
    assert json.loads(drawn(rows(*items, streamed=streamed), "json")) == items


@given(items=ROWS, streamed=st.booleans())
def test_jsonl_is_one_object_a_line(items: list[dict[str, object]], *, streamed: bool) -> None:
    lines = drawn(rows(*items, streamed=streamed), "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == items


@given(ROWS)
def test_json_is_indented_as_json_dumps_does(items: list[dict[str, object]]) -> None:
    plain = json.dumps(items, indent=2, ensure_ascii=False)
    if plain.isascii() and "\x7f" not in plain:
        assert drawn(rows(*items), "json") == plain + "\n"


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize("count", [0, 1, 2, 199, 200, 201, 400, 401])
def test_a_list_is_an_array_however_long(count: int, *, streamed: bool) -> None:
    items: list[Row] = [{"id": str(at)} for at in range(count)]
    text = drawn(Rows(iter(items), streamed=streamed), "json")
    assert json.loads(text) == items
    assert text.endswith("]\n")


def test_none_is_an_empty_array_and_no_lines() -> None:
    assert drawn(rows(empty="No calls."), "json") == "[]\n"
    assert drawn(rows(empty="No calls."), "jsonl") == ""


def test_an_object_is_an_object() -> None:
    record = Record({"phoneNumber": "+18585602222", "clTRID": None, "tags": ["a", {"b": 1}]})
    assert json.loads(drawn(record, "json")) == record.data
    assert drawn(record, "jsonl") == (
        '{"phoneNumber": "+18585602222", "clTRID": null, "tags": ["a", {"b": 1}]}\n'
    )


def test_the_line_for_a_person_is_never_in_json() -> None:
    assert json.loads(drawn(Record({"status": "ok"}, line="Sent."), "json")) == {"status": "ok"}


def test_fields_pick_and_order_keys_and_leave_out_absent_ones() -> None:
    style = Style("json", fields=("b", "a"))
    text = drawn(rows({"a": "1", "b": "2", "c": "3"}, {"a": "4"}), style)
    assert [list(row.items()) for row in json.loads(text)] == [[("b", "2"), ("a", "1")], [("a", "4")]]
    assert drawn(Record({"a": "1", "b": None}), Style("jsonl", fields=("b",))) == '{"b": null}\n'


@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_streamed_rows_are_handed_on_as_each_arrives(fmt: str) -> None:
    stdout = Stream()
    seen: list[str] = []

    def arriving() -> object:
        for at in range(3):
            yield {"id": f"row{at}"}
            seen.append(stdout.text)

    render(Rows(arriving(), streamed=True), Style(fmt), world(stdout))  # type: ignore[arg-type]
    assert [text.count("row") for text in seen] == [1, 2, 3]


@pytest.mark.parametrize("streamed", [True, False])
def test_rows_that_break_off_are_drawn_and_the_array_is_closed(*, streamed: bool) -> None:
    def breaking() -> object:
        yield {"id": "1"}
        yield {"id": "2"}
        raise NoAnswer("the second page did not come")

    stdout = Stream()
    with pytest.raises(NoAnswer, match="second page"):
        render(Rows(breaking(), streamed=streamed), Style("json"), world(stdout))  # type: ignore[arg-type]
    assert json.loads(stdout.text) == [{"id": "1"}, {"id": "2"}]


def test_ctrl_c_between_rows_closes_the_array_too() -> None:
    def breaking() -> object:
        yield {"id": "1"}
        raise KeyboardInterrupt

    stdout = Stream()
    with pytest.raises(KeyboardInterrupt):
        render(Rows(breaking(), streamed=True), Style("json"), world(stdout))  # type: ignore[arg-type]
    assert json.loads(stdout.text) == [{"id": "1"}]


@pytest.mark.parametrize("fmt", ["json", "jsonl", "csv", "tsv", "table"])
@pytest.mark.parametrize("streamed", [True, False])
def test_an_error_before_the_first_row_is_no_empty_list(fmt: str, *, streamed: bool) -> None:
    def breaking() -> object:
        yield from ()
        raise NoAnswer("nothing came")

    surroundings = world(Stream())
    result = Rows(breaking(), columns=("id",), streamed=streamed, empty="None.")  # type: ignore[arg-type]
    with pytest.raises(NoAnswer):
        render(result, Style(fmt), surroundings)
    assert isinstance(surroundings.stdout, Stream)
    assert isinstance(surroundings.stderr, Stream)
    assert (surroundings.stdout.text, surroundings.stderr.text) == ("", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_that_lacks_a_character_still_gives_exact_json(encoding: str) -> None:
    data: Row = {"name": "Zürich € 😀 日本"}
    for fmt in ("json", "jsonl"):
        stdout = Stream(encoding=encoding)
        render(Rows([data]), Style(fmt), world(stdout))
        parsed = json.loads(stdout.bytes.decode(encoding))
        assert parsed in (data, [data])
