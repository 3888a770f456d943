"""The wheel, built and installed in a fresh environment: what it brings is where the system looks."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from phonecom_cli import __version__
from phonecom_cli.docgen.wheel import COMPLETIONS, places
from tests.tools import need

PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree as it is."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT],
        check=True,
        capture_output=True,
    )
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with nothing but the wheel in it: its dependencies are not this test's business."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False)
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--quiet", "--python", folder / "bin/python",
            "install", "--no-deps", "--no-index", "--disable-pip-version-check", wheel,
        ],
        check=True,
    )  # fmt: skip
    return folder


def test_every_page_and_completion_is_installed_byte_for_byte(installed: Path) -> None:
    wanted = {installed / place: Path(source).read_bytes() for source, place in places(PROJECT).items()}
    assert {path: path.read_bytes() for path in wanted} == wanted
    pages = {path.name for path in (installed / "share/man").rglob("*") if path.is_file()}
    assert pages == {path.name for path in (PROJECT / "man").iterdir()}
    assert {path.name for path in (PROJECT / "completions").iterdir()} == set(COMPLETIONS)


def test_man_finds_the_pages_of_the_environment(installed: Path) -> None:
    need("man")
    for page in ("phonecom", "phonecom-numbers-search", "phonecom-control-routes", "phonecom-exit-codes"):
        found = subprocess.run(
            ["man", "-M", installed / "share/man", "-w", page], capture_output=True, text=True, check=True
        )
        assert found.stdout.startswith(str(installed)), page


def test_bash_finds_the_completion_by_itself(installed: Path) -> None:
    need("bash")
    loader = Path("/usr/share/bash-completion/bash_completion")
    if not loader.exists():
        need("bash-completion")
    script = f"source {loader}; _completion_loader phonecom; complete -p phonecom"
    environ = {"PATH": os.environ["PATH"], "XDG_DATA_DIRS": str(installed / "share"), "HOME": "/nonexistent"}
    found = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True, check=False)
    assert found.stdout == "complete -F _phonecom phonecom\n"


def test_fish_finds_the_completion_by_itself(installed: Path, tmp_path: Path) -> None:
    need("fish")
    environ = {
        "PATH": f"{installed / 'bin'}:{os.environ['PATH']}",
        "XDG_DATA_DIRS": str(installed / "share"),
        "HOME": str(tmp_path),
    }
    found = subprocess.run(
        ["fish", "-c", "complete -C 'phonecom numbers sea'"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.split("\t")[0] == "search"


def test_the_command_is_installed_and_knows_its_version(installed: Path) -> None:
    ran = subprocess.run(
        [installed / "bin/phonecom", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"phonecom {__version__}\n"


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = email.message_from_bytes(archive.read(f"phonecom_cli-{__version__}.dist-info/METADATA"))
    assert "phonecom_cli/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert not [name for name in names if name.startswith(("tests/", "man/")) or "__pycache__" in name]


def test_what_the_completions_are_made_of_is_in_the_wheel(wheel: Path) -> None:
    """The topics are read by `phonecom help`; the rest is small, and installed with them."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {f"phonecom_cli/docgen/shells/reader.{shell}" for shell in ("bash", "zsh", "fish")}
    assert sources | {"phonecom_cli/docgen/topics/formatting.py"} <= names
