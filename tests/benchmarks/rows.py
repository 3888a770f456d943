"""500 rows from bytes to JSON in one process: the tool's way and the libraries' alone. Run by path, writes JSON.

python rows.py ROUNDS
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def libraries_alone(body: bytes) -> str:
    """What the least script does."""
    import xmltodict

    return json.dumps(xmltodict.parse(body)["response"]["resultData"]["callList"]["call"], indent=2)


def tool(body: bytes) -> str:
    """What `call list -o json` does with the bytes of an answer."""
    from phonecom_cli.actions import ACTIONS
    from phonecom_cli.output.render import render
    from phonecom_cli.output.style import Style
    from phonecom_cli.result import Rows
    from phonecom_cli.wire.answer import read_answer
    from phonecom_cli.wire.rows import rows_of
    from phonecom_cli.world import World

    shape = ACTIONS["getCallList"].shape
    rows, _ = rows_of(read_answer(body), shape)
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    render(Rows(rows, shape.columns), Style(format="json"), World({}, None, stdout, None))
    stdout.seek(0)
    return stdout.read()


def main() -> None:
    """Time both in turn, and write their seconds a round."""
    sys.path.append(str(Path(__file__).parents[2]))
    from tests.benchmarks import server

    body = server.answer(b"action=getCallList")
    sides: tuple[Callable[[bytes], str], ...] = (libraries_alone, tool)
    counts = [len(json.loads(side(body))) for side in sides]
    assert counts == [500, 500], counts
    seconds: list[list[float]] = [[], []]
    for _ in range(int(sys.argv[1])):
        for side, times in zip(sides, seconds, strict=True):
            started = time.perf_counter()
            side(body)
            times.append(time.perf_counter() - started)
    print(json.dumps({"least": seconds[0], "phonecom": seconds[1]}))


if __name__ == "__main__":
    main()
