"""The reference of routes files says nothing that is not so: its examples are checked and called."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from phonecom_cli.control import manual, specs
from phonecom_cli.control.conversation import Call, Script, play
from phonecom_cli.control.manual import EXAMPLES
from phonecom_cli.control.routes import KEYS, read_routes
from phonecom_cli.control.simulate import ask_routes
from tests.conftest import Phonecom

NEW_YORK = ZoneInfo("America/New_York")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NOON = datetime(2026, 3, 2, 12, tzinfo=NEW_YORK)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_passes_check_without_a_warning(
    example: manual.Example, tmp_path: Path, phonecom: Phonecom
) -> None:
    path = tmp_path / "routes.toml"
    path.write_text(example.toml)
    found = phonecom("control", "check", str(path), "-o", "json")
    assert (found.code, found.out, found.err) == (0, "[]\n", "")


def answers(
    title: str, *, dialed: str = "18585608120", caller: str = "16195550134", **more: object
) -> list[str]:
    """What a simulated call against the example of that title is answered."""
    (example,) = [one for one in EXAMPLES if title in one.title]
    now = more.pop("now", NOON)
    assert isinstance(now, datetime)
    script = Script(**more)  # type: ignore[arg-type]
    exchanges = list(play(Call("1", dialed, caller), script, ask_routes(read_routes(example.toml), now)))
    assert [one.breach for one in exchanges] == [""] * len(exchanges)
    return [one.text for one in exchanges if one.request.kind != "ended"]


def test_office_hours() -> None:
    assert answers("Office hours") == ["simple-forward,18585602222"]
    assert answers("Office hours", now=NOON.replace(hour=17)) == ["simple-forward,18585602299"]
    assert answers("Office hours", now=NOON.replace(day=1)) == ["simple-forward,18585602299"]


@pytest.mark.parametrize(
    ("digits", "last"),
    [
        (("1",), 'simple-forward-voicetag,"Sales",18585602201'),
        (("2",), "simple-forward,18585602202"),
        (("101",), "simple-forward,18585602200ww101"),
        (("none",), "simple-forward,18585602200"),
        (("7", "1"), 'simple-forward-voicetag,"Sales",18585602201'),
        (("7", "7"), "simple-forward,18585602200"),
        (("55", "none"), "simple-forward,18585602200"),
    ],
)
def test_the_menu(digits: tuple[str, ...], last: str) -> None:
    assert answers("A menu", digits=digits)[-1] == last


def test_sales_is_followed_by_the_operator() -> None:
    assert answers("A menu", digits=("1",), forwards=("unanswered",))[-1] == "simple-forward,18585602200"


def test_ring_several() -> None:
    assert answers("Ring several") == [
        'multiple-forward-voicetag,"Support line",18585602222,18585602223,16195550134'
    ]


@pytest.mark.parametrize(
    ("caller", "number"),
    [
        ("12125550101", "18585602240"),
        ("447700900123", "442079460018"),
        ("", "18585602299"),
        ("1", "18585602222"),
    ],
)
def test_divert_by_caller(caller: str, number: str) -> None:
    assert answers("Divert by caller", caller=caller) == [f"simple-forward,{number}"]


def test_a_rule_for_each_dialled_number() -> None:
    assert answers("A different rule", dialed="18585608120") == ["simple-forward,18585602201"]
    assert answers("A different rule", dialed="18585608199") == ["simple-forward,18585602299"]
    assert answers("A different rule", dialed="18668252541", forwards=("unanswered", "unanswered")) == [
        "simple-forward,18585602202",
        "simple-forward,18585602203",
        "simple-forward,18585602299",
    ]


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("2026-03-02T07:59", "18585602299"),  # Monday: Sunday's night
        ("2026-03-02T08:00", "18585602222"),
        ("2026-03-05T18:00", "18585602299"),  # Thursday
        ("2026-03-06T07:00", "18585602299"),  # Friday: Thursday's night
        ("2026-03-06T12:00", "18585602222"),
        ("2026-03-06T19:00", "18585602299"),
        ("2026-03-07T12:00", "18585602299"),  # Saturday
        ("2026-11-26T12:00", "18585602299"),
        ("2027-11-26T12:00", "18585602222"),  # that date is of one year
        ("2027-12-24T12:00", "18585602299"),
    ],
)
def test_holidays(moment: str, number: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=LOS_ANGELES)
    assert answers("Holidays", now=now) == [f"simple-forward,{number}"]


def test_forward_and_dial_an_extension_by_dtmf() -> None:
    assert answers("Forward and dial") == ["simple-forward,18585602222ww1234w5"]
    assert answers("Forward and dial", forwards=("error",)) == [
        "simple-forward,18585602222ww1234w5",
        "simple-forward,18585602298",
    ]


def test_the_smallest_file_of_the_introduction() -> None:
    lines = [line.strip() for line in manual.INTRODUCTION.splitlines() if line.startswith("    ")]
    assert read_routes("\n".join(lines)).default.wire == "simple-forward,18585602222"


def test_every_key_is_described_in_its_section() -> None:
    keys = {
        "The file": [key for key in KEYS if key not in ("forward", "menu", "period", "rule")],
        "[forward.NAME]": specs.FORWARD_KEYS,
        "[menu.NAME]": [key for key in specs.MENU_KEYS if key != "branch"],
        "[period.NAME]": specs.PERIOD_KEYS,
        "[[rule]]": [key for key in specs.RULE_KEYS if key not in specs.PERIOD_KEYS],
    }
    for title, expected in keys.items():
        (section,) = [one for one in manual.SECTIONS if one.title == title]
        described = [line for line in section.text.splitlines() if line and not line.startswith(" ")]
        missing = [key for key in expected if key not in described]
        assert not missing, f"{title} does not describe {missing}"
