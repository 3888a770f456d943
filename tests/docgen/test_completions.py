"""Completions in real shells on a pseudo-terminal: everything that exists is offered, and nothing else."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from phonecom_cli.docgen.countries import COUNTRIES, STATES
from phonecom_cli.docgen.spec import Cmd, everywhere, read_tree, walk
from phonecom_cli.settings.keys import _COUNTRIES, KEYS
from tests.docgen.shells import BASH_COMPLETION, COMPLETIONS, Shell
from tests.tools import need

SHELLS = ["bash", "bash with bash-completion", "zsh", "fish"]
COMMANDS = list(walk(read_tree()))
SETTINGS = """\
profile = "work"

[profiles.work]  # the office
username = "joesmith"

[ profiles . "night-shift" ]
country = "GB"

[profiles.'a.b']
"""


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A shell in a folder with a few files. PATH holds no phonecom and no python: completions start neither."""
    name, _, package = request.param.partition(" with ")
    need(name)
    if package and not BASH_COMPLETION.exists():
        pytest.skip("the bash-completion package is not installed")
    home = tmp_path_factory.mktemp("home")
    (home / "phonecom").mkdir()
    (home / "phonecom" / "settings.toml").write_text(SETTINGS)
    (home / "routes.toml").write_text("")
    (home / "numbers.csv").write_text("")
    environ = {"HOME": str(home), "PHONECOM_HOME": str(home / "phonecom"), "PATH": str(tools(home))}
    started = Shell(name, environ, home, package=bool(package))
    yield started
    started.close()


def tools(home: Path) -> Path:
    """A folder of the few programs that shells themselves need."""
    folder = home / "bin"
    folder.mkdir()
    for name in ("bash", "zsh", "fish", "cat", "ls", "uname", "sed", "stty", "seq"):
        for place in ("/usr/bin", "/bin"):
            if Path(place, name).exists():
                (folder / name).symlink_to(Path(place, name))
                break
    return folder


def offered(shell: Shell, line: str) -> set[str]:
    """What a TAB lists after a line, or the word it completes."""
    done = shell.tab(line)
    if done.line != line and done.line.endswith(" "):
        return {done.line.split()[-1]}
    if done.line != line:
        # What all have in common has been put in; the next TAB lists them.
        return offered(shell, done.line)
    if shell.name == "fish":
        # The pager draws columns; the list itself is asked for by its own name.
        shell.run(f"complete -C {quoted(line)} | string replace -r '\\t.*' '' >offered")
        return set((shell.folder / "offered").read_text().split())
    names: set[str] = set()
    for row in done.listed.replace(line.strip(), "\n").splitlines():
        names.update(re.split(r" -- ", row)[0].split())
    return {name for name in names if not re.fullmatch(r"bash-[0-9.]+[#$]|phonecom", name)}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'") + "'"


def names(cmd: Cmd) -> set[str]:
    return {name for option in (*cmd.options, *everywhere()) for name in option.names}


def test_every_command_offers_its_options_and_no_others(shell: Shell) -> None:
    for cmd in COMMANDS:
        long = {name for name in names(cmd) if name.startswith("--")}
        found = offered(shell, f"{cmd.words} --")
        # zsh also offers arguments that have hyphens in the middle.
        assert {name for name in found if name.startswith("-")} == long, cmd.words


def test_every_short_option_is_offered(shell: Shell) -> None:
    for cmd in COMMANDS:
        assert names(cmd) <= offered(shell, f"{cmd.words} -") | {"-"}, cmd.words


def test_every_noun_offers_its_commands_and_no_others(shell: Shell) -> None:
    for cmd in COMMANDS:
        if cmd.children:
            assert offered(shell, f"{cmd.words} ") == {child.path[-1] for child in cmd.children}, cmd.words


def test_choices_are_offered_after_their_options(shell: Shell) -> None:
    for cmd in COMMANDS:
        for option in cmd.options:
            if option.values.kind == "words" and option.metavar:
                words = {word for word, _ in option.values.words}
                assert offered(shell, f"{cmd.words} {option.names[-1]} ") == words, option.names


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("phonecom num", "phonecom numbers "),
        ("phonecom numbers sea", "phonecom numbers search "),
        ("phonecom numbers search --patt", "phonecom numbers search --pattern"),
        ("phonecom numbers search --type lo", "phonecom numbers search --type local "),
        ("phonecom numbers search --type=lo", "phonecom numbers search --type=local "),
        ("phonecom -o js num", "phonecom -o js numbers "),
        ("phonecom --sandbox -qo json numbers sea", "phonecom --sandbox -qo json numbers search "),
        ("phonecom --output=csv numbers list --no-h", "phonecom --output=csv numbers list --no-header "),
        ("phonecom numbers list -o xm", "phonecom numbers list -o xml "),
        ("phonecom numbers list --output=xm", "phonecom numbers list --output=xml "),
        ("phonecom --prof", "phonecom --profile"),
        ("phonecom --profile night", "phonecom --profile night-shift "),
        ("phonecom --profile=wo", "phonecom --profile=work "),
        ("phonecom auth switch a.", "phonecom auth switch a.b "),
        ("phonecom numbers prefixes --country GB", "phonecom numbers prefixes --country GB "),
        ("phonecom numbers search --state HA", "phonecom numbers search --state HA"),
        ("phonecom numbers search --state=WY", "phonecom numbers search --state=WY "),
        ("phonecom api getVoice", "phonecom api getVoiceList "),
        ("phonecom api sendSMS fromNumber=1 toN", "phonecom api sendSMS fromNumber=1 toNumber="),
        ("phonecom api sendSMS message=@numb", "phonecom api sendSMS message=@numbers.csv "),
        ("phonecom control check rou", "phonecom control check routes.toml "),
        (
            "phonecom control serve routes.toml --log numb",
            "phonecom control serve routes.toml --log numbers.csv ",
        ),
        ("phonecom help exit", "phonecom help exit-codes "),
        ("phonecom help numbers sea", "phonecom help numbers search "),
        ("phonecom config get time", "phonecom config get timezone "),
        ("phonecom sms send -- --fro", "phonecom sms send -- --fro"),
    ],
)
def test_one_tab(line: str, done: str, shell: Shell) -> None:
    found = shell.tab(line).line
    # After an option that takes a value, after KEY= and in lists of fields, shells differ in what they add.
    assert found.rstrip(" =") == done.rstrip(" =")


def test_fields_go_on_after_a_comma(shell: Shell) -> None:
    found = shell.tab("phonecom numbers list --fields id,nick").line
    assert found.rstrip(" ,") == "phonecom numbers list --fields id,nickName"


def test_profiles_are_read_from_the_settings(shell: Shell) -> None:
    assert offered(shell, "phonecom --profile ") == {"default", "sandbox", "work", "night-shift", "a.b"}


def test_calling_codes_follow_a_digit_and_letters_a_letter(shell: Shell) -> None:
    assert offered(shell, "phonecom numbers states --country 35") >= {"351", "353", "358"}
    assert offered(shell, "phonecom numbers states --country U") == {
        letters for letters, _, _ in COUNTRIES if letters.startswith("U")
    }


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_descriptions_are_shown(name: str, tmp_path: Path) -> None:
    need(name)
    shell = Shell(name, {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, tmp_path)
    try:
        assert "Search the numbers that are for sale." in shell.tab("phonecom numbers s").listed
        assert "Area code, e.g. 858." in shell.tab("phonecom numbers search --p").listed
        assert "United Kingdom" in shell.tab("phonecom numbers states --country G").listed
    finally:
        shell.close()


@pytest.mark.parametrize(
    ("name", "file"), [("bash", "phonecom.bash"), ("zsh", "_phonecom"), ("fish", "phonecom.fish")]
)
def test_a_completion_is_valid_to_its_shell(name: str, file: str) -> None:
    need(name)
    subprocess.run([name, "-n", COMPLETIONS / file], check=True)


def test_the_countries_are_those_of_the_settings_and_of_the_numbering_plan() -> None:
    import phonenumbers

    assert [letters for letters, _, _ in COUNTRIES] == _COUNTRIES.split()
    for letters, code, _ in COUNTRIES:
        assert int(code) == phonenumbers.country_code_for_region(letters)
    assert len({letters for letters, _ in STATES}) == len(STATES) == 52 + 13


def test_the_settings_of_config_are_those_there_are() -> None:
    get = next(cmd for cmd in COMMANDS if cmd.path == ("config", "get"))
    assert [word for word, _ in get.args[0].values.words] == [key.name for key in KEYS]
