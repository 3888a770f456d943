"""Every call of a span of time, fetched through windows that hold fewer than the API's limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from phonecom_cli.errors import Incomplete
from phonecom_cli.result import Row


def walk(fetch: Callable[[int, int], list[Row]], first: int, last: int, *, limit: int) -> Iterator[Row]:
    """Yield each call between two seconds once, oldest window first, in a constant amount of memory.

    A window that comes back full may have lost rows, so it is asked for again as smaller ones; windows share no
    second, since the API's ends are both inclusive. A quiet stretch widens the next window.

    Args:
        fetch: the calls from one second to another, both included, at most `limit` of them.
        first: Unix time of the first second.
        last: Unix time of the last second.
        limit: how many rows the API returns at most, without saying when it left some out.

    Raises:
        Incomplete: after the last row, when single seconds hold as many rows as the API returns.
    """
    full_seconds: list[int] = []
    width = max(1, last - first + 1)
    start = first
    while start <= last:
        end = min(start + width - 1, last)
        rows = fetch(start, end)
        if len(rows) >= limit and start < end:
            width = max(1, (end - start + 1) // 2)
            continue
        if len(rows) >= limit:
            full_seconds.append(start)
        yield from _once(rows)
        start = end + 1
        if len(rows) < limit // 4:
            width *= 2
    if full_seconds:
        raise Incomplete(
            f"the API cannot give all calls: {len(full_seconds)} second(s) hold {limit} or more,"
            f" the first at Unix time {full_seconds[0]}",
            hint="What is printed is all that the API returns for those seconds.",
        )


def _once(rows: list[Row]) -> Iterator[Row]:
    """The rows of a window in order of time, each id once."""
    seen: set[object] = set()
    for row in sorted(rows, key=_order):
        if row.get("id") is None or row["id"] not in seen:
            seen.add(row.get("id"))
            yield row


def _order(row: Row) -> tuple[int, str]:
    start = row.get("startTime")
    return (start if isinstance(start, int) else 0, str(row.get("id")))
