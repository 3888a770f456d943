"""Any table at any width: it fits, and every character of every cell is in it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from phonecom_cli.output.layout import GAPS, humps, plan
from phonecom_cli.output.text import visible
from tests.output.streams import drawn, rows

NAME = st.sampled_from(["id", "finalActionDuration", "phoneNumber", "nickName", "x" * 30, "名前", "URLOfIt"])
CELL = st.text(st.sampled_from("ab 日é\t\u202e😀-"), max_size=60)
TABLE = st.lists(st.dictionaries(NAME, CELL, min_size=1), min_size=1, max_size=4)


def letters(text: str) -> Counter[str]:
    return Counter(text.replace(" ", "").replace("\n", ""))


@given(items=TABLE, width=st.integers(20, 220), streamed=st.booleans())
def test_it_fits_and_nothing_is_lost(items: list[dict[str, str]], width: int, *, streamed: bool) -> None:
    text = drawn(rows(*items, streamed=streamed), "table", columns=width)
    assert max(map(cell_len, text.splitlines())) <= width
    wanted = letters("".join(visible(cell) for row in items for cell in row.values()))
    assert wanted - letters(text) == Counter()


@given(
    columns=st.lists(st.tuples(NAME, st.lists(CELL, min_size=2, max_size=2)), min_size=1, max_size=8),
    width=st.integers(1, 250),
)
def test_a_plan_never_exceeds_the_terminal(columns: list[tuple[str, list[str]]], width: int) -> None:
    headers, cells = [name for name, _ in columns], [column for _, column in columns]
    made = plan(headers, cells, width, cell_len)
    if made is None:
        return
    assert made.gap in GAPS
    assert min(made.widths) >= 1
    assert sum(made.widths) + made.gap * (len(headers) - 1) <= width
    if not made.folded:
        for column, given_width in zip(cells, made.widths, strict=True):
            assert max(map(cell_len, column)) <= given_width


def test_long_text_gives_way_before_numbers_and_times() -> None:
    time, text = "2026-03-02 14:51:32 EST", "word " * 40
    made = plan(["startTime", "transcription"], [[time], [text]], 60, cell_len)
    assert made is not None
    assert made.widths[0] == len(time)
    assert made.folded


def test_names_are_broken_at_their_humps() -> None:
    assert humps("finalActionDuration") == ["final", "Action", "Duration"]
    assert humps("clTRID") == ["cl", "TRID"]
    assert humps("id") == ["id"]


def test_a_long_word_stays_whole_where_prose_can_give_way() -> None:
    key, about = "explicit-profile-for-writes", "word " * 40
    made = plan(["key", "about", "note"], [[key], [about], [about]], 60, cell_len)
    assert made is not None
    assert made.widths[0] == len(key)


def test_a_row_of_nothing_is_a_row_at_any_width() -> None:
    names = ["id", "x" * 30, "finalActionDuration"]
    assert "id" in drawn(rows(dict.fromkeys(names, "")), "table", columns=20)
