"""`call list --all`: every call once, whatever their density, in whatever order the server picks its 500."""

from __future__ import annotations

import json
import random
import tracemalloc
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.calllog.windows import walk
from phonecom_cli.errors import BadAnswer, Incomplete
from phonecom_cli.result import Row
from tests.commands.api import at
from tests.conftest import NOW, Phonecom
from tests.harness import Connection, RawServer, echoing

LAST = int(NOW.timestamp())
DAY = 86_400
ORDERS = ("oldest", "newest", "any")


class CallLog:
    """The server's side of getCallList: at most `limit` of the calls of a window, in no order."""

    def __init__(self, times: Sequence[int], order: str = "any", limit: int = 500) -> None:
        self.times = sorted(times)
        self.order = order
        self.limit = limit
        self.requests = 0
        self.windows: list[tuple[int, int]] = []
        self.chance = random.Random(7)

    def __call__(self, first: int, last: int) -> list[Row]:
        self.requests += 1
        self.windows.append((first, last))
        low, high = bisect_left(self.times, first), bisect_right(self.times, last)
        if self.order == "oldest":
            high = min(high, low + self.limit)
        elif self.order == "newest":
            low = max(low, high - self.limit)
        places = self.chance.sample(range(low, high), min(high - low, self.limit))
        return [{"id": f"{place}", "startTime": self.times[place]} for place in places]

    def walk(self, first: int = 0, last: int = LAST) -> Iterator[Row]:
        return walk(self, first, last, limit=self.limit)

    def answer(self, connection: Connection) -> None:
        form = dict(connection.request.pairs)
        rows = self(int(form["startTime"]), int(form["endTime"]))
        calls = "".join(
            f'<call id="{row["id"]}"><startTime gmt="x">{row["startTime"]}</startTime></call>' for row in rows
        )
        echoing(connection, f"<callList>{calls}</callList>")


def bound(calls: int, limit: int = 500) -> float:
    """The requests that so many calls may take: four for each answer's worth, and the descent to the first."""
    return 4 * calls / limit + 150


def spread(count: int, over: int, end: int = LAST) -> list[int]:
    chance = random.Random(count)
    return [end - chance.randrange(over) for _ in range(count)]


DENSITIES = {
    "none": [],
    "one": [LAST],
    "decades of nothing, then a month": spread(5000, 30 * DAY),
    "a month, then decades of nothing": spread(5000, 30 * DAY, 1_000_000_000),
    "3,000 in a minute": spread(3000, 60, LAST - 1000 * DAY),
    "ten years, evenly": spread(20_000, 3650 * DAY),
    "storms": [LAST - n * 97 * DAY - second % 120 for n in range(9) for second in range(1500)],
    "499 in each of ten seconds": [LAST - n * 3600 for n in range(10) for _ in range(499)],
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("times", DENSITIES.values(), ids=DENSITIES)
def test_each_call_comes_once_oldest_first(times: list[int], order: str) -> None:
    log = CallLog(times, order)
    rows = list(log.walk())
    assert [row["startTime"] for row in rows] == sorted(times)
    assert len({row["id"] for row in rows}) == len(times)
    assert log.requests <= bound(len(times))


@given(
    st.lists(st.integers(0, 300) | st.integers(0, 10**9) | st.sampled_from([0, 1, 299, 10**9]), max_size=80),
    st.sampled_from(ORDERS),
    st.integers(2, 12),
)
def test_any_calls_come_once_or_the_loss_is_told(times: list[int], order: str, limit: int) -> None:
    log = CallLog(times, order, limit)
    rows: list[Row] = []
    full = [time for time in set(times) if times.count(time) >= limit]
    if full:
        with pytest.raises(Incomplete, match=rf"{len(full)} second.* Unix time {min(full)}$"):
            rows.extend(log.walk(0, 10**9))
    else:
        rows.extend(log.walk(0, 10**9))
    expected = [time for time in set(times) for _ in range(min(times.count(time), limit))]
    assert sorted(str(row["startTime"]) for row in rows) == sorted(map(str, expected))
    assert [row["startTime"] for row in rows] == sorted(expected)
    assert len({row["id"] for row in rows}) == len(rows)
    # Up to 30 halvings for each cluster, where so few rows are an answer.
    assert log.requests <= 4 * len(times) / limit * 8 + 150


def test_windows_share_no_second_and_leave_none_out() -> None:
    log = CallLog(spread(3000, 60))
    for _ in log.walk(LAST - 5000, LAST):
        pass
    kept = [window for window in log.windows if not any(_inside(other, window) for other in log.windows)]
    kept.sort()
    assert kept[0][0] == LAST - 5000
    assert kept[-1][1] == LAST
    assert all(following[0] == window[1] + 1 for window, following in pairwise(kept))


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def test_memory_does_not_grow_with_the_calls() -> None:
    peaks = []
    for count in (3_000, 20_000):
        log = CallLog(spread(count, 3650 * DAY))
        walking = log.walk()
        next(walking)
        tracemalloc.start()
        assert sum(1 for _ in walking) == count - 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_the_first_row_does_not_wait_for_the_last() -> None:
    for order in ORDERS:
        log = CallLog(spread(50_000, 3650 * DAY), order)
        next(log.walk())
        assert log.requests < 50


def test_a_server_that_ignores_the_window_is_told() -> None:
    def deaf(_first: int, _last: int) -> list[Row]:
        return [{"id": f"{n}", "startTime": LAST - n} for n in range(500)]

    with pytest.raises(BadAnswer, match="outside of the time"):
        list(walk(deaf, 0, LAST, limit=500))


def test_rows_without_id_or_time_are_kept() -> None:
    rows: list[Row] = [
        {"callerId": "+1"},
        {"callerId": "+1"},
        {"id": "a"},
        {"id": "a"},
        {"startTime": "soon"},
    ]
    found = list(walk(lambda _first, _last: rows, 0, LAST, limit=500))
    assert len(found) == 4


def test_the_whole_command(phonecom: Phonecom) -> None:
    log = CallLog([*spread(2000, 30 * DAY), *spread(1500, 60, LAST - 200 * DAY)])
    with RawServer(log.answer) as server:
        outcome = at(server, phonecom, "call", "list", "--all", "-o", "jsonl")
    assert (outcome.code, outcome.err) == (0, "")
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [row["startTime"] for row in rows] == log.times
    assert log.requests <= bound(3500)
    assert log.windows[0] == (0, LAST)


def test_the_span_that_was_asked_for_and_no_more(phonecom: Phonecom) -> None:
    log = CallLog(spread(3000, 30 * DAY))
    with RawServer(log.answer) as server:
        outcome = at(
            server,
            phonecom,
            "call",
            "list",
            "--all",
            "--since",
            "7d",
            "--until",
            "2d",
            "-o",
            "tsv",
            "--no-header",
        )
    first, last = LAST - 7 * DAY, LAST - 2 * DAY
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) == sum(first <= time <= last for time in log.times)
    assert all(first <= start <= end <= last for start, end in log.windows)


def test_a_second_that_holds_more_than_the_api_can_give(phonecom: Phonecom) -> None:
    full = LAST - 5 * DAY
    log = CallLog([*spread(900, 30 * DAY), *[full] * 700])
    with RawServer(log.answer) as server:
        outcome = at(server, phonecom, "call", "list", "--all", "-o", "json")
    assert outcome.code == 6
    rows = json.loads(outcome.out)
    assert len(rows) == 900 + 500
    error = json.loads(outcome.err.splitlines()[-1])["error"]
    assert error["code"] == "incomplete"
    assert str(full) in error["message"]
    assert "1 second" in error["message"]


@pytest.mark.parametrize(("count", "warnings"), [(499, 0), (500, 1)])
def test_without_all_a_full_answer_is_warned_of(count: int, warnings: int, phonecom: Phonecom) -> None:
    calls = "".join(f'<call id="{n}"/>' for n in range(count))
    with RawServer(lambda connection: echoing(connection, f"<callList>{calls}</callList>")) as server:
        outcome = at(server, phonecom, "call", "list", "-q")
        assert server.count == 1
    assert outcome.code == 0
    assert outcome.err.count("--all") == warnings


def test_a_failure_in_the_middle_keeps_what_came(phonecom: Phonecom) -> None:
    log = CallLog(spread(3000, 30 * DAY), "oldest")

    def fail_later(connection: Connection) -> None:
        if connection.number < 10:
            log.answer(connection)
        else:
            connection.answer(503)

    with RawServer(fail_later) as server:
        outcome = at(server, phonecom, "call", "list", "--all", "-o", "json")
    assert outcome.code == 3
    rows = json.loads(outcome.out)
    assert 0 < len(rows) < 3000
    assert [row["startTime"] for row in rows] == log.times[: len(rows)]


def test_what_stands_beside_the_rows_is_told_once(phonecom: Phonecom) -> None:
    log = CallLog(spread(2000, 30 * DAY))

    def noting(connection: Connection) -> None:
        form = dict(connection.request.pairs)
        rows = log(int(form["startTime"]), int(form["endTime"]))
        calls = "".join(
            f'<call id="{row["id"]}"><startTime>{row["startTime"]}</startTime></call>' for row in rows
        )
        echoing(connection, f"<note>Maintenance on Sunday</note><callList>{calls}</callList>")

    with RawServer(noting) as server:
        outcome = at(server, phonecom, "call", "list", "--all")
    assert outcome.code == 0
    assert outcome.err.count("Maintenance on Sunday") == 1


def test_now_is_the_end(phonecom: Phonecom) -> None:
    log = CallLog([])
    with RawServer(log.answer) as server:
        at(server, phonecom, "call", "list", "--all", now=datetime.fromisoformat("2027-01-01T00:00:00Z"))
    assert log.windows == [(0, 1_798_761_600)]
