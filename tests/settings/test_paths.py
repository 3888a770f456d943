"""Where files are kept: as the platform says, under PHONECOM_HOME, or nowhere."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from phonecom_cli.errors import LocalError
from phonecom_cli.settings import paths
from phonecom_cli.settings.environment import VARIABLES, without_secrets

ROOT = Path(paths.__file__).parents[2]


def found(**environ: str) -> dict[str, Any]:
    """What a fresh process with only these variables finds, and whether platformdirs was loaded."""
    script = (
        "import json, os, sys; from phonecom_cli.settings.paths import find_paths\n"
        "found = {name: str(path) for name, path in find_paths(os.environ)._asdict().items()}\n"
        "print(json.dumps({**found, 'loaded': 'platformdirs' in sys.modules}))"
    )
    environ = {"PYTHONPATH": str(ROOT), **environ}
    done = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.skipif(
    sys.platform != "linux", reason="the folders of other platforms are platformdirs' to test"
)
def test_the_platforms_folders() -> None:
    assert found(HOME="/home/joe") == {
        "config": "/home/joe/.config/phonecom/settings.toml",
        "state": "/home/joe/.local/state/phonecom/batches",
        "sandbox": "/home/joe/.local/state/phonecom/sandbox",
        "loaded": True,
    }
    assert found(HOME="/home/joe", XDG_CONFIG_HOME="/c")["config"] == "/c/phonecom/settings.toml"


def test_phonecom_home_holds_everything_and_costs_nothing(tmp_path: Path) -> None:
    expected = {"config": "settings.toml", "state": "batches", "sandbox": "sandbox"}
    result = found(PHONECOM_HOME=str(tmp_path))
    assert result == {**{name: str(tmp_path / end) for name, end in expected.items()}, "loaded": False}


def test_without_home_paths_are_still_found() -> None:
    assert all(Path(found()[name]).is_absolute() for name in ("config", "state", "sandbox"))


def test_a_user_without_any_home_reads_nothing_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as with a user id that has no entry
    assert all(path.is_relative_to("/nonexistent/phonecom") for path in paths.find_paths({}))


def test_a_relative_phonecom_home_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.find_paths({"PHONECOM_HOME": "here"}).config == tmp_path / "here" / "settings.toml"


def test_folders_are_private(tmp_path: Path) -> None:
    paths.private_folder(tmp_path / "a")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalError):
        paths.private_folder(tmp_path / "file")


def test_programs_started_by_this_one_do_not_inherit_secrets() -> None:
    environ = {variable.name: "x" for variable in VARIABLES} | {"PATH": "/bin"}
    left = without_secrets(environ)
    assert "PHONECOM_PASSWORD" not in left
    assert "PHONECOM_CONTROL_TOKEN" not in left
    assert left["PATH"] == "/bin"
    assert left["PHONECOM_USERNAME"] == "x"


def test_the_table_of_variables_is_what_the_code_reads() -> None:
    """Every PHONECOM_ variable in the code is in the table, and every one in the table is read somewhere."""
    import re

    here = ROOT / "phonecom_cli" / "settings" / "environment.py"
    texts = [path.read_text() for path in (ROOT / "phonecom_cli").rglob("*.py") if path != here]
    read = {name for text in texts for name in re.findall(r"\bPHONECOM_[A-Z_]+\b", text)}
    assert read <= {variable.name for variable in VARIABLES}
