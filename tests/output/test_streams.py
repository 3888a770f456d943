"""Real processes: pipes, encodings, full and closed streams, and what gets loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
from phonecom_cli.errors import LocalError, PhonecomError
from phonecom_cli.output.errors import show_error
from phonecom_cli.output.render import ReaderGone, render
from phonecom_cli.output.style import Style
from phonecom_cli.output.voice import Voice
from phonecom_cli.result import Document, Record, Rows
from phonecom_cli.world import real_world
world = real_world()
what, fmt, count, streamed = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:] == ["streamed"]
row = {"id": "1", "name": "Z\\u00fcrich \\u20ac \\U0001f600", "startTime": 1256679735, "n": "+18585602222"}
rows = Rows((row for _ in range(count)), streamed=streamed, xml=b"<a>\\xe9</a>")
results = {"rows": rows, "record": Record(row), "doc": Document("Z\\u00fcrich\\n"), "none": None}
try:
    render(results[what], Style(fmt), world)
except ReaderGone:
    code = 141
except PhonecomError as error:
    show_error(error, as_json=False, world=world)
    code = error.exit_code
else:
    code = 0
voice = Voice(world, quiet=False, verbose=False, as_json=False, color=False)
with voice.progress("x", 1) as progress:
    progress.advance()
if code == 0 and "PHONECOM_TEST_MODULES" in world.environ:
    print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
sys.exit(code)
"""


def run(*words: str, shell: str = "", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the script in its own process; `shell` says where its stdout goes."""
    command = [sys.executable, "-c", SCRIPT, *words]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    if shell:
        command = ["/bin/bash", "-c", f'"$@" {shell}', "bash", *command]
    return subprocess.run(command, env=env, capture_output=True, timeout=60, check=False)


FORMATS = ["table", "json", "jsonl", "csv", "tsv", "xml"]


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_stdout_is_exit_7_with_one_line(fmt: str, unbuffered: str) -> None:
    done = run("rows", fmt, "3", shell=">/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 7
    assert done.stderr.decode().splitlines() == [
        "phonecom: stdout: no space left to write to",
        "hint: the result was not written whole",
    ]


@pytest.mark.parametrize("fmt", ["table", "json", "csv"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_takes_only_a_part_is_exit_7(tmp_path: Path, fmt: str, unbuffered: str) -> None:
    command = [sys.executable, "-c", SCRIPT, "rows", fmt, "2000"]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": unbuffered}
    shell = ["/bin/bash", "-c", f'ulimit -f 16; "$@" >"{tmp_path}/out"', "bash", *command]
    done = subprocess.run(shell, env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == 7
    assert done.stderr.decode().startswith("phonecom: stdout: File too large\n")


@pytest.mark.parametrize(
    ("what", "fmt"), [("rows", "json"), ("record", "tsv"), ("doc", "table"), ("rows", "xml")]
)
def test_a_closed_stdout_is_exit_7(what: str, fmt: str) -> None:
    done = run(what, fmt, "1", shell=">&-")
    assert done.returncode == 7
    assert done.stderr.decode().startswith("phonecom: stdout is closed")
    assert run("none", fmt, "1", shell=">&-").returncode == 0


@pytest.mark.parametrize("fmt", FORMATS[:-1])
@pytest.mark.parametrize("streamed", ["", "streamed"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(fmt: str, streamed: str, unbuffered: str) -> None:
    words = ["rows", fmt, "20000", *([streamed] if streamed else [])]
    done = run(*words, shell='| head -1; exit "${PIPESTATUS[0]}"', PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (141, b"")
    assert done.stdout.count(b"\n") == 1


def test_a_small_result_whose_reader_has_gone_is_noticed_too() -> None:
    read, write = os.pipe()
    os.close(read)
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "record", "json", "1"],
        env=env, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


ENCODINGS = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:replace"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-8"},
]


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("environ", ENCODINGS, ids=lambda env: "-".join(env.values()))
def test_no_locale_makes_a_result_fail(fmt: str, environ: dict[str, str]) -> None:
    done = run("rows", fmt, "1", **environ)
    assert done.returncode == 0, done.stderr
    if fmt in ("json", "jsonl"):
        encoding = environ.get("PYTHONIOENCODING", "utf-8").split(":")[0]
        parsed = json.loads(done.stdout.decode(encoding))
        row = parsed[0] if fmt == "json" else parsed
        assert row["name"] == "Zürich € \U0001f600"
    if fmt == "xml":
        assert done.stdout == b"<a>\xe9</a>"
    assert b"?" not in done.stdout


@pytest.mark.parametrize("fmt", ["json", "jsonl", "csv", "tsv", "xml"])
def test_rich_is_loaded_for_tables_alone(fmt: str) -> None:
    done = run("rows", fmt, "2", PHONECOM_TEST_MODULES="1")
    loaded = set(done.stderr.decode().split())
    assert loaded.isdisjoint({"rich", "phonenumbers", "difflib", "requests", "typer", "getpass"})
    assert {"rich"} <= set(run("rows", "table", "2", PHONECOM_TEST_MODULES="1").stderr.decode().split())


@pytest.mark.parametrize("words", [("none", "table", "0"), ("rows", "table", "0"), ("doc", "table", "0")])
def test_rich_is_not_loaded_when_no_table_is_drawn(words: tuple[str, ...]) -> None:
    done = run(*words, PHONECOM_TEST_MODULES="1")
    assert "rich" not in done.stderr.decode().split()
    assert "json" in done.stderr.decode().split()
