"""The inventory behind the searches: large, the same from the same seed, right to the last number."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phonecom_cli.sandbox import inventory, open_sandbox, overlays, pattern
from phonecom_cli.sandbox.engine import Sandbox
from phonecom_cli.sandbox.inventory import LINES, Block, Search
from tests.sandbox.api import START

NOW = int(START.timestamp())


def everything(sandbox: Sandbox, **wanted: str) -> list[str]:
    search = Search(**{"country": "1", "now": NOW, **wanted})  # type: ignore[arg-type]
    found: list[str] = []
    for page in range(1, 10_000):
        rows = inventory.search(sandbox.state.db, search, 20_000, page)
        found += [offer.number for offer in rows]
        if len(rows) < 20_000:
            return found
    raise AssertionError


@pytest.fixture(scope="module")
def whole(made: Path) -> list[str]:
    sandbox = open_sandbox(made.parent, now=lambda: START)
    try:
        return everything(sandbox)
    finally:
        sandbox.close()


def test_there_are_at_least_100000_numbers_each_once_and_in_order(whole: list[str], sandbox: Sandbox) -> None:
    abroad = [
        each
        for (code,) in sandbox.state.db.execute("SELECT code FROM countries WHERE code != '1'")
        for each in everything(sandbox, country=code)
    ]
    assert len(whole) + len(abroad) >= 100_000
    assert whole == sorted(set(whole))
    assert len(abroad) == len(set(abroad))
    total = sandbox.state.db.execute("SELECT SUM(size) FROM blocks").fetchone()[0]
    owned = sandbox.state.db.execute("SELECT COUNT(*) FROM numbers").fetchone()[0]
    assert len(whole) + len(abroad) == total - owned


def test_numbers_are_possible_everywhere_and_valid_abroad(whole: list[str], sandbox: Sandbox) -> None:
    for number in whole[::997]:
        assert phonenumbers.is_possible_number(phonenumbers.parse(f"+{number}")), number
        assert re.fullmatch("1[2-9][0-9]{2}[2-9][0-9]{6}", number)
    for code in ("44", "49", "39", "81"):
        for number in everything(sandbox, country=code)[::101]:
            assert phonenumbers.is_valid_number(phonenumbers.parse(f"+{number}")), number


@pytest.mark.parametrize(
    "text",
    ["1858*", "*0000", "*1*2*3", "555", "*FLOW*", "1212*****", "858*7", "18585602*", "*", "0", "1*0*0*0*0"],
)
def test_a_pattern_finds_exactly_the_numbers_that_its_meaning_says(
    sandbox: Sandbox, whole: list[str], text: str
) -> None:
    plain = pattern.digits_of(text)
    if "*" in plain:
        plain = plain if plain.startswith(("1", "*")) else "1" + plain
        meaning = re.compile(re.sub(r"\*+", lambda stars: f"[0-9]{{{len(stars[0])},}}", plain))
        wanted = [number for number in whole if meaning.fullmatch(number)]
    else:
        wanted = [number for number in whole if plain in number]
    assert everything(sandbox, pattern=text) == wanted


@given(
    st.text("0123456789*ABZ", min_size=1, max_size=13).filter(
        lambda text: len(re.findall(r"\*+", text)) <= 4
    ),
    st.sampled_from(["1", "44", "353"]),
    st.integers(9, 13),
)
def test_templates_cover_a_pattern_and_nothing_else(text: str, country: str, length: int) -> None:
    plain = pattern.digits_of(text)
    if "*" in plain and not plain.startswith((country, "*")):
        plain = country + plain
    meaning = re.compile(re.sub(r"\*+", lambda stars: f"[0-9]{{{len(stars[0])},}}", plain))
    for template in pattern.templates(text, country, length):
        assert len(template) == length
        for fill in "059":
            number = template.replace("*", fill)
            if "*" in plain:
                assert meaning.fullmatch(number)
            else:
                assert plain in number


@settings(max_examples=50)
@given(st.integers(0, LINES - 1), st.integers(1, LINES))
def test_a_block_holds_as_many_lines_as_its_size(first: int, size: int) -> None:
    block = Block("1858560", "1", "858", "local", "CA", "San Diego", "SAN_DIEGO_CA", first, size)
    assert sum(inventory.holds(block, line) for line in range(LINES)) == size
    assert inventory.holds(block, first)


def test_each_area_code_is_in_one_geography(sandbox: Sandbox) -> None:
    grouped = [prefix for group in overlays.GROUPS for prefix in group]
    assert len(grouped) == len(set(grouped))
    assert overlays.geography("917") == overlays.geography("212") == "212"
    assert overlays.geography("254") == "254"
    known = {
        prefix for (prefix,) in sandbox.state.db.execute("SELECT prefix FROM prefixes WHERE country = '1'")
    }
    assert {prefix for group in overlays.GROUPS for prefix in group} <= known


def test_the_same_seed_makes_the_same_sandbox_and_another_seed_another(made: Path, tmp_path: Path) -> None:
    def content(folder: Path, seed: int | None) -> list[object]:
        sandbox = open_sandbox(folder, now=lambda: START, seed=seed)
        try:
            return [
                sandbox.state.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
                for table in ("blocks", "prefixes", "numbers", "calls")
            ]
        finally:
            sandbox.close()

    usual = content(made.parent, None)
    assert content(tmp_path / "one", 1) == usual
    blocks, prefixes, numbers, calls = content(tmp_path / "other", 2)
    assert (prefixes, numbers) == (usual[1], usual[2])  # the demo account keeps its numbers
    assert blocks != usual[0]
    assert calls != usual[3]


def test_a_later_use_loads_no_place_data_and_little_else(folder: Path) -> None:
    script = (
        "import sys, pathlib, datetime\n"
        "from phonecom_cli.sandbox import HttpRequest, open_sandbox\n"
        "sandbox = open_sandbox(pathlib.Path(sys.argv[1]), now=lambda: datetime.datetime.now(datetime.UTC))\n"
        "body = b'username=demo&password=demo&action=getPhoneNumberInventory&countryCode=1&pattern=1858*'\n"
        "assert b'status=\"ok\"' in sandbox.handle(HttpRequest('POST', '/special/xmlapi', body=body)).body\n"
        "heavy = {'phonenumbers', 'random', 'json', 'decimal', 'zoneinfo', 'wave', 'email', 'http'}\n"
        "print(*sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_importing_the_package_loads_neither_engine_nor_sqlite() -> None:
    script = (
        "import sys, phonecom_cli.sandbox\n"
        "print(*(name in sys.modules for name in ('sqlite3', 'phonecom_cli.sandbox.engine')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
