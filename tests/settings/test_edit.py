"""The settings file as it is changed: comments stay, and it is whole and private at every moment."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from phonecom_cli.errors import LocalError, SettingsError
from phonecom_cli.settings import edit
from phonecom_cli.settings.file import Settings
from phonecom_cli.settings.keys import BY_NAME, KEYS, show_value

WRITTEN = """\
# My settings, written by hand
profile = "work"  # since May

[profiles.work]
# Joe's
username = "joe"   # not joseph
country = "US"

# the old one
[profiles.old]
username = "j"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def test_a_first_value_makes_a_private_file_in_a_private_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "settings.toml"
    previous = os.umask(0)
    try:
        edit.set_value(path, "default", "country", "gb")
    finally:
        os.umask(previous)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert Settings.load(path).profile(None, {}).country == "GB"
    assert os.listdir(path.parent) == ["settings.toml"]


def test_every_key_can_be_set_from_its_example_shown_and_unset(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for key in KEYS:
        value = edit.set_value(path, "work", key.name, key.example)
        assert show_value(Settings.load(path).tables["work"][key.name]) == show_value(value) == key.example
        assert edit.unset_value(path, "work", key.name)
        assert not edit.unset_value(path, "work", key.name)
    assert Settings.load(path).tables == {"work": {}}


def test_comments_and_order_stay(path: Path) -> None:
    edit.set_value(path, "work", "country", "GB")
    assert path.read_text() == WRITTEN.replace('country = "US"', 'country = "GB"')
    edit.switch(path, "old")
    assert 'profile = "old"  # since May' in path.read_text()
    edit.add_profile(path, "new", {"username": "n"})
    assert path.read_text().startswith("# My settings, written by hand\n")
    assert path.read_text().rstrip().endswith('[profiles.new]\nusername = "n"')


def test_switching_in_a_file_without_a_switch_makes_a_top_level_key(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# c\n\n[profiles.a]\n# d\n")
    edit.switch(path, "a")
    assert Settings.load(path).switched == "a"
    assert "# c" in path.read_text()
    assert "# d" in path.read_text()


def test_a_removed_profile_takes_the_switch_to_it_along(path: Path) -> None:
    assert edit.remove_profile(path, "work")
    assert Settings.load(path).names() == ["old", "sandbox"]
    assert Settings.load(path).switched == ""
    assert not edit.remove_profile(path, "work")


@pytest.mark.parametrize(
    ("profile", "key", "value", "words"),
    [
        ("work", "countri", "US", "did you mean country?"),
        ("work", "country", "UK", "GB"),
        ("work", "explicit-profile-for-writes", "maybe", "true or false"),
        ("work", "environment", "prod", "production, development, sandbox or a URL"),
        ("work", "environment", "http://example.com", "environment cannot be used: plain http"),
        ("wo rk", "country", "US", "cannot be a profile's name"),
        ("sandbox", "username", "joe", "always has the username demo"),
        ("sandbox", "environment", "production", "always the sandbox"),
        ("work", "password", "canary-7f3a", "there is no setting 'password'"),
    ],
)
def test_a_wrong_value_changes_nothing(path: Path, profile: str, key: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        edit.set_value(path, profile, key, value)
    assert words in caught.value.message
    assert "canary" not in caught.value.message + caught.value.hint
    assert path.read_text() == WRITTEN


def test_flags_are_taken_as_people_type_them(path: Path) -> None:
    for text, value in (("yes", True), ("off", False), ("TRUE", True), ("no", False)):
        assert edit.set_value(path, "work", "explicit-profile-for-writes", text) is value


def test_a_broken_file_is_not_changed_but_its_line_is_told(path: Path) -> None:
    path.write_text("[profiles.a\n")
    with pytest.raises(SettingsError, match="line 1, column 12"):
        edit.set_value(path, "a", "country", "US")
    assert path.read_text() == "[profiles.a\n"


def test_a_mistaken_key_can_be_unset(path: Path) -> None:
    path.write_text("[profiles.a]\ncuntry = 'US'\nusername = 'j'\n")
    assert edit.unset_value(path, "a", "cuntry")
    assert path.read_text() == "[profiles.a]\nusername = 'j'\n"
    with pytest.raises(SettingsError, match="did you mean country"):
        edit.unset_value(path, "a", "cuntry")


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "home" / "settings.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    edit.set_value(link, "work", "country", "GB")
    assert link.is_symlink()
    assert 'country = "GB"' in path.read_text()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LocalError, match="No space left") as caught:
        edit.set_value(path, "work", "country", "GB")
    assert "PHONECOM_HOME" in caught.value.hint
    assert path.read_text() == WRITTEN
    assert os.listdir(path.parent) == ["settings.toml"]


def test_a_folder_that_cannot_be_made_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalError, match="cannot be made") as caught:
        edit.set_value(tmp_path / "file" / "settings.toml", "a", "country", "US")
    assert "PHONECOM_HOME" in caught.value.hint


def test_changes_at_once_lose_none(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    script = (
        "import sys; from pathlib import Path; from phonecom_cli.settings import edit\n"
        "for n in range(5): edit.set_value(Path(sys.argv[1]), f'{sys.argv[2]}{n}', 'username', 'u')\n"
    )
    root = Path(edit.__file__).parents[2]
    processes = [
        subprocess.Popen([sys.executable, "-c", script, path, name], env={"PYTHONPATH": str(root)})
        for name in "abc"
    ]
    assert [process.wait(30) for process in processes] == [0, 0, 0]
    assert set(Settings.load(path).tables) == {f"{name}{n}" for name in "abc" for n in range(5)}


def test_every_key_has_what_help_and_the_man_page_need() -> None:
    for key in KEYS:
        assert key.about.endswith(".")
        assert key.kind in ("text", "flag", "list")
        assert key.example
        assert key.default
        assert BY_NAME[key.name] is key
