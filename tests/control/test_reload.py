"""A routes file that changes: taken whole when it is right, and the old rules kept when it is not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from phonecom_cli.control.routes import RoutesError, read_routes
from phonecom_cli.control.service import Service
from tests.control.services import FIELDS, ask, make_service
from tests.control.test_routes import DEFAULT, WRONG


class Served:
    """A service with a routes file and a clock that the test turns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = 0.0
        self.lines: list[str] = []
        self.write("18585602201")
        self.service: Service = make_service(path, log=self.lines.append, monotonic=lambda: self.now)

    def write(self, number: str) -> None:
        self.replace(f'default = "{number}"\n')

    def replace(self, text: str) -> None:
        new = self.path.with_suffix(".new")
        new.write_text(text)
        new.replace(self.path)

    def answer(self, *, after: float = 1.0) -> str:
        self.now += after
        return ask(self.service, FIELDS).text.removeprefix("simple-forward,")

    def events(self) -> list[str]:
        return [event for line in self.lines if (event := json.loads(line)["event"]) != "decision"]


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(tmp_path / "routes.toml")


def test_a_changed_file_is_taken_when_two_looks_see_the_same(served: Served) -> None:
    served.write("18585602202")
    assert [served.answer() for _ in range(3)] == ["18585602201", "18585602202", "18585602202"]
    assert served.events() == ["reloaded"]


def test_a_file_that_is_still_being_written_is_not_taken(served: Served) -> None:
    for size in (1, 2, 3):
        served.replace(f'default = "1858560220{size}"\n# {"x" * size}\n')
        assert served.answer() == "18585602201"
    assert served.answer() == "18585602203"
    assert served.events() == ["reloaded"]


def test_between_looks_nothing_is_read(served: Served) -> None:
    served.write("18585602202")
    assert [served.answer(after=0.0) for _ in range(50)] == ["18585602201"] * 50


def test_a_file_is_taken_at_once_when_told_to(served: Served) -> None:
    served.write("18585602202")
    served.service.routes.reload()
    assert served.answer(after=0.0) == "18585602202"


def test_a_broken_file_keeps_the_old_rules_and_says_so_once(served: Served) -> None:
    served.replace('default = "sales"\n')
    assert [served.answer() for _ in range(5)] == ["18585602201"] * 5
    (line,) = [json.loads(line) for line in served.lines if "reload-failed" in line]
    assert line["kept"] == "the old rules"
    assert line["mistakes"] == ["line 1: default: leads to 'sales'; no forward and no menu has this name"]
    served.write("18585602203")
    assert [served.answer() for _ in range(2)][-1] == "18585602203"


def test_a_file_that_is_gone_keeps_the_old_rules(served: Served) -> None:
    served.path.unlink()
    assert [served.answer() for _ in range(3)] == ["18585602201"] * 3
    assert served.events() == ["reload-failed"]
    served.write("18585602202")
    assert [served.answer() for _ in range(2)][-1] == "18585602202"


def test_a_file_that_cannot_be_read_keeps_the_old_rules(served: Served) -> None:
    served.path.unlink()
    served.path.mkdir()
    served.service.routes.reload()
    assert served.answer() == "18585602201"
    assert served.events() == ["reload-failed"]


def test_a_change_within_the_clock_tick_of_the_disk_is_seen(served: Served) -> None:
    times = served.path.stat()
    served.write("18585602202")
    os.utime(served.path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert [served.answer() for _ in range(2)][-1] == "18585602202"


@pytest.mark.parametrize("kind", WRONG)
def test_each_kind_of_mistake_keeps_the_old_rules(kind: str, served: Served) -> None:
    served.replace(DEFAULT + WRONG[kind][0])
    served.service.routes.reload()
    assert served.answer() == "18585602201"
    assert served.events() == ["reload-failed"]


def test_callers_in_a_menu_that_a_reload_removed_get_the_default(served: Served) -> None:
    with_menu = (
        'default = "18585602209"\n[menu.main]\nplay = "Hello"\nexpect = "D"\nbranch = { 1 = "18585602201" }\n'
        '[[rule]]\nanswer = "main"\n'
    )
    fields = {**FIELDS, "previous-response": "play-and-get-digits,Hello,D", "digits": "1"}
    served.replace(with_menu)
    served.service.routes.reload()
    assert ask(served.service, fields).text == "simple-forward,18585602201"
    served.replace(with_menu.replace("Hello", "Good evening"))
    served.service.routes.reload()
    assert ask(served.service, fields).text == "simple-forward,18585602209"


def test_any_half_of_a_file_is_refused_or_is_routes() -> None:
    text = (
        'default = "18585602209"\n[menu.main]\nplay = "Hello"\nexpect = "D"\nbranch = { 1 = "18585602201" }\n'
        '[[rule]]\nanswer = "main"\n'
    )
    refused = 0
    for end in range(len(text)):
        try:
            read_routes(text[:end])
        except RoutesError:
            refused += 1
    assert refused > len(text) // 2
