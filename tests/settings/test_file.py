"""The settings file as it is read: which profile, which values, and on which line a mistake stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from phonecom_cli.errors import LocalError, SettingsError
from phonecom_cli.settings.file import Settings, find_line, parse
from phonecom_cli.settings.keys import KEYS
from phonecom_cli.settings.profile import ENDPOINTS, Profile

PATH = Path("/home/joe/settings.toml")


def mistake(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        parse(PATH, text)
    return caught.value


def test_without_a_file_there_are_two_profiles(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "absent" / "settings.toml")
    assert settings.names() == ["default", "sandbox"]
    assert settings.profile(None, {}) == Profile("default", "production", ENDPOINTS["production"], "default")
    sandbox = settings.profile("sandbox", {})
    assert (sandbox.url, sandbox.chosen_by, sandbox.is_sandbox) == ("sandbox:", "--profile", True)


def test_every_key_reaches_the_profile() -> None:
    settings = parse(
        PATH,
        """
        [profiles.work]
        environment = "https://proxy.example/special/xmlapi"
        username = "joe"
        country = "gb"
        from = "+18585602222"
        timezone = "America/New_York"
        output = "json"
        ca-bundle = "/etc/company.pem"
        password-command = "pass show 'phone com'"
        authenticated-by-address = true
        allowed-countries = ["us", "CA"]
        explicit-profile-for-writes = true
        """,
    )
    url = "https://proxy.example/special/xmlapi"
    assert settings.profile("work", {}) == Profile(
        "work",
        url,
        url,
        "--profile",
        username="joe",
        country="GB",
        from_number="+18585602222",
        timezone="America/New_York",
        output="json",
        ca_bundle="/etc/company.pem",
        password_command="pass show 'phone com'",
        authenticated_by_address=True,
        allowed_countries=("US", "CA"),
        explicit_profile_for_writes=True,
    )
    assert {key.name for key in KEYS} == set(settings.tables["work"])


def test_keys_and_profile_fields_are_the_same_set() -> None:
    resolved = {"name", "url", "chosen_by"}
    assert {key.field for key in KEYS} == set(Profile._fields) - resolved


@pytest.mark.parametrize(
    ("option", "environ", "switched", "expected"),
    [
        ("a", {"PHONECOM_PROFILE": "b"}, "c", ("a", "--profile")),
        (None, {"PHONECOM_PROFILE": "b"}, "c", ("b", "PHONECOM_PROFILE")),
        (None, {"PHONECOM_PROFILE": ""}, "c", ("c", "auth switch")),
        (None, {}, "", ("default", "default")),
    ],
)
def test_which_profile(
    option: str | None, environ: dict[str, str], switched: str, expected: tuple[str, str]
) -> None:
    top = f'profile = "{switched}"\n' if switched else ""
    profile = parse(PATH, top + "[profiles.a]\n[profiles.b]\n[profiles.c]\n").profile(option, environ)
    assert (profile.name, profile.chosen_by) == expected


def test_an_unknown_profile_suggests_the_nearest_and_says_what_named_it() -> None:
    settings = parse(PATH, "[profiles.work]\n[profiles.home]\n")
    with pytest.raises(
        SettingsError, match=r"'wrok' \(named by PHONECOM_PROFILE\); did you mean work\?"
    ) as caught:
        settings.profile(None, {"PHONECOM_PROFILE": "wrok"})
    assert "work, home, sandbox" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[profiles.a]\n\ncuntry = "US"\n', 3, "did you mean country?"),
        ("[profiles.a]\nca_bundle = '/x'\n", 2, "did you mean ca-bundle?"),
        ('# c\n[profiles]\na.country = "US"\nb = { country = "UK" }\n', 4, "United Kingdom that is GB"),
        ('[profiles.a]\nfrom = """\n12"""\n', 2, "must be a phone number"),
        ("[profiles.a]\nauthenticated-by-address = 'yes'\n", 2, "true or false, without quotes"),
        ("[profiles.a]\nallowed-countries = 'US'\n", 2, 'such as ["US", "CA"]'),
        ("[profiles.a]\nallowed-countries = ['US',\n 'XX']\n", 2, "two letters of a country"),
        ("[profiles.a]\ntimezone = 'Mars/Olympus'\n", 2, "America/New_York"),
        ("[profiles.a]\ntimezone = '../../etc/passwd'\n", 2, "America/New_York"),
        ("[profiles.a]\noutput = 'yaml'\n", 2, "table, json, jsonl, csv, tsv, xml"),
        ('[profiles.a]\npassword-command = "pass \'x"\n', 2, "quote that is not closed"),
        ("[profiles.a]\npassword-command = '  '\n", 2, "must be a command"),
        ("[profiles.a]\nca-bundle = 'cert.pem'\n", 2, "whole path"),
        ("[profiles.a]\nusername = 5\n", 2, "must be text, in quotes"),
        ('[profiles.a]\nusername = "a\\u0007"\n', 2, "without control characters"),
        ("[profiles.sandbox]\nenvironment = 'production'\n", 2, "always the sandbox"),
        ("[profiles.sandbox]\nusername = 'joe'\n", 2, "always has the username demo"),
        ("profile = 'b'\n[profiles.a]\n", 1, "there is no [profiles.b]"),
        ("profile = 3\n", 1, "in quotes"),
        ("profiles = 3\n", 1, "must be tables"),
        ("[profiles]\na = 3\n", 2, "must be a table [profiles.a]"),
        ("[profiles]\n[profiles.'a b']\n", 2, "cannot be a profile's name"),
        ("country = 'US'\n", 1, "belongs under a table"),
        ("\n\nprofils = 1\n", 3, "did you mean profiles?"),
        ("[profiles.a]\ncountry = US\n", 2, "Invalid value"),
        ('[profiles.a]\ncountry = "US"\ncountry = "GB"\n', 3, "Cannot overwrite"),
        ("[profiles.a]\ncountry = '''US\n\n", 2, "Expected"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, words: str) -> None:
    message = mistake(text).message
    assert message.startswith(f"{PATH}, line {line}")
    assert words in message


@pytest.mark.parametrize("word", ["password", "Password", "passwd", "pass"])
def test_a_password_in_the_file_is_refused_without_showing_it(word: str) -> None:
    error = mistake(f"[profiles.a]\n{word} = 'canary-7f3a'\n")
    assert "auth login" in error.hint
    assert "canary" not in error.message + error.hint


@pytest.mark.parametrize(
    "url",
    [
        "http://control.phone.com/special/xmlapi",
        "http://10.0.0.1/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "ftp://localhost/",
        "https://",
        "https:///path",
        "https://joe:canary-7f3a@host/",
        "https://joe@host/",
        "https://host/?password=canary-7f3a",
        "https://host/?",
        "https://host/#x",
        "https://host:0/",
        "https://host:99999/",
        "https://ho st/",
        "https://[::1/",
        "https://höst/",
    ],
)
def test_an_endpoint_that_could_leak_is_refused(url: str) -> None:
    error = mistake(f"[profiles.a]\nenvironment = '{url}'\n")
    assert "line 2, profiles.a.environment" in error.message
    assert "canary" not in error.message + error.hint


@pytest.mark.parametrize(
    "url",
    ["https://host/x", "http://localhost:8650/", "http://127.0.0.2:1/", "http://[::1]:8650/special/xmlapi"],
)
def test_an_endpoint_that_is_safe_is_taken(url: str) -> None:
    assert parse(PATH, f"[profiles.a]\nenvironment = '{url}'\n").profile("a", {}).url == url


def test_only_production_is_live() -> None:
    text = "[profiles.dev]\nenvironment = 'development'\n[profiles.rehearsal]\nenvironment = 'sandbox'\n"
    settings = parse(PATH, text)
    live = {name: settings.profile(name, {}).is_live for name in ("default", "dev", "rehearsal", "sandbox")}
    assert live == {"default": True, "dev": False, "rehearsal": False, "sandbox": False}
    assert settings.profile("rehearsal", {}).is_sandbox


def test_a_file_that_cannot_be_read_is_this_machines_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.mkdir()
    with pytest.raises(LocalError, match="cannot be read"):
        Settings.load(path)


def test_a_file_that_is_not_text_has_a_line(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"# fine\nprofile = '\xff'\n")
    with pytest.raises(SettingsError, match="line 2: not UTF-8"):
        Settings.load(path)


def test_a_huge_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"#" * 300_000)
    with pytest.raises(SettingsError, match="256 KiB"):
        Settings.load(path)


def test_files_from_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbf[profiles.a]\r\ncountry = 'GB'\r\n")
    assert Settings.load(path).profile("a", {}).country == "GB"


def test_a_line_is_found_in_every_spelling() -> None:
    text = 'a = """\n[x]\ny=1\n"""\n\n[x]\n# y = 1\ny = [\n 1,\n]\n[["t"]]\n'
    assert find_line(text, ("a",)) == 1
    assert find_line(text, ("x", "y")) == 8
    assert find_line(text, ("t",)) == 11
