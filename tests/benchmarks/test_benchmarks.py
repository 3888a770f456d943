"""The benchmarks run: one sample of each, nothing judged. No test fails on a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks import cases

ROOT = Path(__file__).parents[2]


def test_one_command_measures_everything_and_writes_it_as_json(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    argv = (sys.executable, "-m", "tests.benchmarks", "--quick", "--json", str(figures))
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(figures.read_text())
    place = cases.Place("phonecom", "python", "http://127.0.0.1", "/nowhere")
    measured = {(line["group"], line["name"]) for line in found["comparisons"]}
    for group in cases.groups(place):
        assert {(group.name, name) for name in list(group.commands)[1:]} <= measured
        assert group.limits.keys() <= group.commands.keys()
    assert ("rows in process", "500 rows to JSON") in measured
    assert set(found["imports"]) == set(cases.profiled(place))
    assert all(line["figure"] > 0 and line["name"] in done.stdout for line in found["comparisons"])
    assert all("phonecom_cli" in profile["packages"] for profile in found["imports"].values())
