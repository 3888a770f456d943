"""The log at the end of the service: what was decided is in it."""

from __future__ import annotations

import threading

from phonecom_cli.control.decisionlog import DecisionLog


def test_the_last_flush_waits_for_a_line_that_is_being_written() -> None:
    writing, written = threading.Event(), threading.Event()
    lines: list[str] = []

    def slow_disk(text: str) -> None:
        writing.set()
        written.wait(10)
        lines.append(text)

    log = DecisionLog(slow_disk, deferred=True)
    log("decision", rule="default")
    assert writing.wait(10)
    seen: list[int] = []

    def leave() -> None:
        log.flush()
        seen.append(len(lines))

    leaving = threading.Thread(target=leave)
    leaving.start()
    assert not seen
    written.set()
    leaving.join(10)
    assert seen == [1]
