"""Every call of a span of time, fetched through windows that hold fewer than the API's limit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from phonecom_cli.errors import BadAnswer, Incomplete
from phonecom_cli.result import Row


class _Window(NamedTuple):
    """Seconds from `first` to `last`, and how many calls in them a larger window has shown; 0 if none."""

    first: int
    last: int
    known: int = 0
    is_later: bool = False


def walk(fetch: Callable[[int, int], list[Row]], first: int, last: int, *, limit: int) -> Iterator[Row]:
    """Yield each call between two seconds once, oldest window first, in a constant amount of memory.

    A window that comes back full may have lost rows, so it is cut in two and each part is asked for; windows
    share no second, since the API's ends are both inclusive.

    Args:
        fetch: the calls from one second to another, both included, at most `limit` of them.
        first: Unix time of the first second.
        last: Unix time of the last second.
        limit: how many rows the API returns at most, without saying when it left some out.

    Raises:
        Incomplete: after the last row, when single seconds hold as many rows as the API returns.
        BadAnswer: the server does not keep to the window that it is asked for.
    """
    full_seconds, first_full = 0, 0
    cutter = _Cutter()
    pending = [_Window(first, last)]
    while pending:
        window = pending.pop()
        rows = fetch(window.first, window.last)
        times = sorted(filter(None, map(_time, rows)))
        inside = times[bisect_left(times, window.first) : bisect_left(times, window.last + 1)]
        if len(rows) >= limit and times and not inside:
            raise BadAnswer("the server answers with calls outside of the time that it was asked for")
        if len(rows) >= limit and window.first < window.last:
            pending += cutter.cut(window, inside)
            continue
        if len(rows) >= limit:
            full_seconds += 1
            first_full = window.first if full_seconds == 1 else first_full
        cutter.learn(window, len(rows))
        yield from _once(rows, window)
    if full_seconds:
        raise Incomplete(
            f"the API cannot give all calls: {full_seconds} second(s) hold {limit} or more,"
            f" the first at Unix time {first_full}",
            hint="What is printed is all that the API returns for those seconds.",
        )


class _Cutter:
    """Chooses where to cut a full window.

    Cut at the middle of the calls it has shown, each part has a share of them for certain, so that the number
    of windows is bounded by the calls and not by how they lie in time. Where a part has turned out to hold no
    more than was shown, the server returns the oldest or the newest calls first, and the share follows.
    """

    def __init__(self) -> None:
        self._share = 0.5
        self._depth = 0

    def cut(self, window: _Window, times: Sequence[int]) -> tuple[_Window, _Window]:
        """The two parts, the later one first. `times`: when the calls shown of it began, in order."""
        self._depth += 1
        middle = window.first + (window.last - window.first + 1) // 2
        at = times[int(len(times) * self._share)] if times else middle
        if self._depth % 3 == 0:
            # The newest calls first: cutting them off in turn would bring the first row after all others.
            at = min(at, middle)
        at = min(max(at, window.first + 1), window.last)
        earlier = bisect_left(times, at)
        return (
            _Window(at, window.last, len(times) - earlier, is_later=True),
            _Window(window.first, at - 1, earlier),
        )

    def learn(self, window: _Window, count: int) -> None:
        """A window has turned out to hold that many calls."""
        self._depth = 0
        if not window.known:
            return
        if count == window.known:
            self._share += -0.15 if window.is_later else 0.15
            self._share = min(max(self._share, 0.04), 0.96)
        else:
            self._share = (self._share + 0.5) / 2


def _once(rows: list[Row], window: _Window) -> Iterator[Row]:
    """The rows of a window in order of time, each id once; those of another window come with that."""
    seen: set[object] = set()
    for row in sorted(rows, key=_order):
        time, mark = _time(row), row.get("id")
        is_inside = time is None or window.first <= time <= window.last
        if is_inside and (mark is None or mark not in seen):
            seen.add(mark)
            yield row


def _time(row: Row) -> int | None:
    start = row.get("startTime")
    return start if isinstance(start, int) else None


def _order(row: Row) -> tuple[int, str]:
    return (_time(row) or 0, str(row.get("id")))
