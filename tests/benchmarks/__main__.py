"""Measure the tool against the least that Python allows; see the table it writes.

    python -m tests.benchmarks                    # all, some minutes
    python -m tests.benchmarks --install          # of a wheel in a fresh environment, as users have it
    python -m tests.benchmarks --quick --only version --json figures.json

Ratios of medians in one run say how the tool does; times of different machines or hours say nothing. No test
fails on them: with `--check` the command itself ends with 1 when a limit is not kept.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import cases, importing, report
from tests.benchmarks.completing import completing
from tests.benchmarks.processes import measure

ROOT = Path(__file__).parents[2]
PARTS = ("control", "sandbox", "keyring_path")
"""Benchmarks of one part each, with a `main` of their own; run after the comparisons."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run what is asked for; the exit code."""
    asked = _arguments(argv)
    rounds = 1 if asked.quick else asked.rounds
    with tempfile.TemporaryDirectory(prefix="phonecom-bench-") as folder, _server() as url:
        phonecom = _install(Path(folder)) if asked.install else asked.phonecom
        place = cases.Place(phonecom, str(Path(phonecom).parent / "python"), url, _profile(Path(folder), url))
        environ = _environ(Path(folder))
        compared = cases.groups(place) if asked.quick else [*cases.groups(place), cases.others(place)]
        compared = [group for group in compared if _wanted(group.name, asked.only)]
        lines = [*_lines(compared, environ, rounds), *_apart(place, environ, asked.only, rounds)]
        profiles = {}
        if _wanted("imports", asked.only):
            for name, words in cases.profiled(place).items():
                keyring = cases.with_keyring(place) if "keyring" in name else {}
                profiles[name] = importing.profile(place.python, words, environ | keyring, min(rounds, 5))
    print(report.table(lines))
    print(report.import_table(profiles))
    parts = {} if asked.quick else _parts(asked.only)
    if asked.json:
        figures = {
            "comparisons": [{**line._asdict(), "verdict": line.verdict} for line in lines],
            "imports": {name: found._asdict() for name, found in profiles.items()},
            "parts": parts,
        }
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return int(asked.check and any(line.verdict == "OVER" for line in lines))


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    beside = str(Path(sys.executable).with_name("phonecom"))
    parser.add_argument("--phonecom", default=beside, metavar="PATH", help="the executable to measure")
    parser.add_argument("--install", action="store_true", help="measure a fresh installation of this tree")
    parser.add_argument(
        "--rounds", type=int, default=25, metavar="N", help="runs of each command; default 25"
    )
    parser.add_argument("--quick", action="store_true", help="one run of each, to see that all is measured")
    parser.add_argument(
        "--only", nargs="+", default=(), metavar="NAME", help="groups whose name has this in it"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--check", action="store_true", help="end with 1 when a limit is not kept")
    return parser.parse_args(argv)


def _wanted(name: str, only: Sequence[str]) -> bool:
    return not only or any(word in name for word in only)


def _lines(groups: Sequence[cases.Group], environ: dict[str, str], rounds: int) -> Iterator[report.Line]:
    for group in groups:
        names = list(group.commands)
        costs = measure(list(group.commands.values()), rounds, environ | group.environ)
        figures = [[group.figure(cost) for cost in each] for each in costs]
        cpu = [[cost.cpu for cost in each] for each in costs]
        for name, own, own_cpu in list(zip(names, figures, cpu, strict=True))[1:]:
            yield report.compare(
                (group.name, name, names[0]),
                own,
                figures[0],
                cpu=(own_cpu, cpu[0]) if group.unit == "s" else None,
                limit=group.limits.get(name),
                unit=group.unit,
            )


def _apart(
    place: cases.Place, environ: dict[str, str], only: Sequence[str], rounds: int
) -> Iterator[report.Line]:
    """What is not measured as whole commands of the tool."""
    if _wanted("rows in process", only):
        script = str(cases.HERE / "rows.py")
        argv = (place.python, script, str(rounds * 4))
        found = json.loads(subprocess.run(argv, env=environ, capture_output=True, check=True).stdout)
        named = ("rows in process", "500 rows to JSON", "xmltodict and json")
        yield report.compare(named, found["phonecom"], found["least"], limit=1.8)
    if _wanted("completion", only):
        yield from completing(ROOT / "completions", rounds)


def _environ(folder: Path) -> dict[str, str]:
    """A small environment of its own, so that no one's settings or proxies are measured.

    PHONECOM_HOME is not in it: where files are kept is then asked of the platform, as for most users.
    """
    home = folder / "home"
    home.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PHONECOM_USERNAME": "joe",
        "PHONECOM_PASSWORD": "secret",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _profile(folder: Path, url: str) -> str:
    """A PHONECOM_HOME with a profile for the endpoint."""
    home = folder / "profile"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text(f'[profiles.default]\nenvironment = "{url}"\nusername = "joe"\n')
    return str(home)


@contextmanager
def _server() -> Iterator[str]:
    """The endpoint's URL, served by another process."""
    argv = (sys.executable, str(cases.HERE / "server.py"))
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _install(folder: Path) -> str:
    """A fresh environment with the tool in it, not editable; its executable."""
    subprocess.run((sys.executable, "-m", "venv", str(folder / "venv")), check=True)
    python = str(folder / "venv" / "bin" / "python")
    subprocess.run((python, "-m", "pip", "install", "-q", str(ROOT)), check=True, stdout=sys.stderr)
    return str(folder / "venv" / "bin" / "phonecom")


def _parts(only: Sequence[str]) -> dict[str, object]:
    """The figures of the benchmarks of one part each, which print their own."""
    figures: dict[str, object] = {}
    for name in PARTS:
        module = f"tests.benchmarks.{name}"
        if importlib.util.find_spec(module) and _wanted(name, only):
            print(f"\n{name}:", flush=True)
            figures[name] = importlib.import_module(module).main()
    return figures


if __name__ == "__main__":
    sys.exit(main())
