"""What is generated is current, and does not depend on who generates it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from phonecom_cli.docgen.__main__ import FOLDERS, check, generate, write

PROJECT = Path(__file__).parent.parent.parent


def test_the_committed_files_are_as_generated() -> None:
    assert check(PROJECT) == [], "run: python -m phonecom_cli.docgen"


def test_check_names_what_is_stale_missing_and_superfluous(tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    (tmp_path / "man/phonecom.1").write_text("old\n")
    (tmp_path / "man/phonecom-sms-send.1").unlink()
    (tmp_path / "man/phonecom-fax-send.1").write_text("never was\n")
    (tmp_path / "completions/_phonecom").unlink()
    assert check(tmp_path) == [
        "missing: completions/_phonecom",
        "missing: man/phonecom-sms-send.1",
        "stale: man/phonecom.1",
        "superfluous: man/phonecom-fax-send.1",
    ]
    write(tmp_path)
    assert check(tmp_path) == []


def test_neither_terminal_nor_locale_nor_home_nor_hash_seed_change_a_byte(tmp_path: Path) -> None:
    code = "import json; from phonecom_cli.docgen.__main__ import generate; print(json.dumps(generate()))"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PHONECOM_HOME": str(tmp_path / "elsewhere"),
        "PHONECOM_OUTPUT": "json",
        "COLUMNS": "37",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "FORCE_COLOR": "1",
        "TZ": "Asia/Tokyo",
    }
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environ, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == generate()
