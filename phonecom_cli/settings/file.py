"""The settings file, read: profiles under their names, every key known and every value checked.

    profile = "work"                # what `auth switch` chose

    [profiles.work]
    username = "joesmith"
    country = "US"

Reading needs only the standard library; `settings.edit` writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from phonecom_cli.errors import LocalError, SettingsError
from phonecom_cli.settings.keys import BY_NAME, Setting, check_value
from phonecom_cli.settings.profile import ENDPOINTS, Profile
from phonecom_cli.suggest import nearest

DEFAULT = "default"
SANDBOX = "sandbox"
"""The two profiles that exist without being written down."""

_TOP = ("profile", "profiles")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LARGEST = 256 * 1024
_PASSWORD_HINT = (
    "A password is never kept in this file: see `phonecom auth login` and `phonecom help credentials`."  # noqa: S105
)

_OTHER = "Make a profile of another name for that."


class Settings:
    """What the settings file says.

    Attributes:
        path: the file, which need not exist.
        switched: the profile that `auth switch` chose, or "".
        tables: the keys of each profile that the file names, checked and settled.
    """

    def __init__(
        self, path: Path, switched: str = "", tables: dict[str, dict[str, Setting]] | None = None
    ) -> None:
        self.path = path
        self.switched = switched
        self.tables = tables or {}

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Reads the file; an absent one is empty settings.

        Raises:
            LocalError: it is there and cannot be read.
            SettingsError: it is not valid; the message has the line.
        """
        text = read_text(path)
        return cls(path) if text is None else parse(path, text)

    def names(self) -> list[str]:
        """Every profile there is, `sandbox` last."""
        names = [name for name in self.tables if name != SANDBOX]
        return [*(names or [DEFAULT]), SANDBOX]

    def profile(self, name: str | None, environ: Mapping[str, str]) -> Profile:
        """The profile to use: the one named by --profile, PHONECOM_PROFILE or `auth switch`, else `default`.

        Raises:
            SettingsError: there is no profile of that name.
        """
        name, chosen_by = self.choose(name, environ)
        if name not in (*self.tables, SANDBOX, DEFAULT):
            raise self._unknown(name, f" (named by {chosen_by})")
        return self._build(name, chosen_by, self.tables.get(name, {}))

    def named(self, name: str) -> Profile:
        """The profile of that name.

        Raises:
            SettingsError: there is none; the nearest is suggested.
        """
        if name not in (*self.tables, SANDBOX, DEFAULT):
            raise self._unknown(name)
        return self._build(name, "", self.tables.get(name, {}))

    def choose(self, name: str | None, environ: Mapping[str, str]) -> tuple[str, str]:
        """The name of the profile to use and what chose it, whether or not there is such a profile."""
        if name:
            return name, "--profile"
        if environ.get("PHONECOM_PROFILE"):
            return environ["PHONECOM_PROFILE"], "PHONECOM_PROFILE"
        if self.switched:
            return self.switched, "auth switch"
        return DEFAULT, "default"

    def _unknown(self, name: str, where: str = "") -> SettingsError:
        near = nearest(name, self.names())
        meant = f"; did you mean {near}?" if near else ""
        return SettingsError(
            f"there is no profile {name!r}{where}{meant}",
            hint=f"The profiles are: {', '.join(self.names())}. "
            "`phonecom auth login --profile NAME` makes a new one.",
        )

    def _build(self, name: str, chosen_by: str, table: Mapping[str, Setting]) -> Profile:
        values: dict[str, Any] = {BY_NAME[key].field: value for key, value in table.items()}
        environment = values.pop("environment", SANDBOX if name == SANDBOX else "production")
        values["allowed_countries"] = tuple(values.get("allowed_countries", ()))
        if "ca_bundle" in values:
            values["ca_bundle"] = str(Path(values["ca_bundle"]).expanduser())
        url = ENDPOINTS.get(environment, environment)
        return Profile(name, environment, url, chosen_by, **values)


def check_name(name: str) -> str:
    """A profile's name, when it can be one.

    Raises:
        SettingsError: it cannot.
    """
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"{name!r} cannot be a profile's name",
            hint="A name is up to 64 ASCII letters, digits, dots, hyphens and underscores, and starts with a "
            "letter or digit.",
        )
    return name


def read_text(path: Path) -> str | None:
    """The file's text, or None when there is no such file.

    Raises:
        LocalError: it is there and cannot be read.
        SettingsError: it is not UTF-8, or far too large to be settings.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise LocalError(
            f"the settings file {path} cannot be read: {error.strerror or error}",
            hint="Make it readable, or set PHONECOM_HOME to another folder.",
        ) from None
    if len(data) > _LARGEST:
        raise SettingsError(f"{path} is larger than {_LARGEST // 1024} KiB, so it cannot be a settings file")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}, line {line}: not UTF-8 text") from None


def parse(path: Path, text: str) -> Settings:
    """Settings from the file's text.

    Raises:
        SettingsError: it is not valid TOML, a key is unknown, or a value cannot be right.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}, {_syntax(error, text)}") from None
    check = _Checker(path, text)
    for key in data:
        if key not in _TOP:
            check.unknown((key,), "profile, or a table [profiles.NAME]", [*_TOP, *BY_NAME])
    switched = data.get("profile", "")
    if not isinstance(switched, str):
        check.fail(("profile",), "must be a profile's name, in quotes")
    profiles = data.get("profiles", {})
    if not isinstance(profiles, dict):
        check.fail(("profiles",), "must be tables [profiles.NAME]")
    tables = {name: check.table(name, table) for name, table in profiles.items()}
    if switched and switched not in (*tables, DEFAULT, SANDBOX):
        check.fail(("profile",), f"there is no [profiles.{switched}]")
    return Settings(path, switched, tables)


def _syntax(error: Exception, text: str) -> str:
    """What tomllib says, its line first, as every other mistake has it."""
    message = str(error)
    found = re.search(r" \(at line ([0-9]+), column ([0-9]+)\)$", message)
    if found:
        return f"line {found[1]}, column {found[2]}: {message[: found.start()]}"
    return f"line {text.rstrip().count(chr(10)) + 1}: {message.removesuffix(' (at end of document)')}"


class _Checker:
    """Checks tables and says on which line a mistake stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    def table(self, name: str, table: object) -> dict[str, Setting]:
        place = ("profiles", name)
        if not _NAME.fullmatch(name):
            self.fail(place, f"{name!r} cannot be a profile's name")
        if not isinstance(table, dict):
            self.fail(place, f"must be a table [profiles.{name}]")
        values: dict[str, Setting] = {}
        for word, value in table.items():
            if word not in BY_NAME:
                self.unknown((*place, word), ", ".join(BY_NAME), list(BY_NAME))
            try:
                values[word] = check_value(BY_NAME[word], value)
            except ValueError as error:
                self.fail((*place, word), str(error))
        if name == SANDBOX and values.get("environment", SANDBOX) != SANDBOX:
            self.fail((*place, "environment"), "the profile sandbox is always the sandbox's own", _OTHER)
        if name == SANDBOX and "username" in values:
            self.fail((*place, "username"), "the profile sandbox always has the username demo", _OTHER)
        return values

    def unknown(self, place: tuple[str, ...], known: str, words: list[str]) -> NoReturn:
        word = place[-1]
        if "pass" in word.lower() and "com" not in word.lower():
            self.fail(place, "unknown key", _PASSWORD_HINT)
        near = nearest(word.replace("_", "-"), words)
        if near and len(place) == 1 and near in BY_NAME:
            self.fail(place, f"unknown key here; {near} belongs under a table such as [profiles.{DEFAULT}]")
        meant = f"; did you mean {near}?" if near else ""
        self.fail(place, f"unknown key{meant}", f"The keys are: {known}.")

    def fail(self, place: tuple[str, ...], problem: str, hint: str = "") -> NoReturn:
        line = find_line(self._text, place)
        raise SettingsError(f"{self._path}, line {line}, {'.'.join(place)}: {problem}", hint=hint)


def find_line(text: str, place: tuple[str, ...]) -> int:
    """The line on which the statement that brings `place` into a valid TOML text starts, counted from 1.

    The text is read again up to each line end; where that is valid TOML, a statement has ended. So every
    spelling TOML has (dotted keys, inline tables, texts over several lines) is found without a second
    grammar. Quadratic, which a file of settings never shows.
    """
    import tomllib

    lines = text.splitlines(keepends=True)
    start = 1
    for number in range(1, len(lines) + 1):
        try:
            data: Any = tomllib.loads("".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
        for word in place:
            data = data.get(word) if isinstance(data, dict) else None
        if data is not None:
            return start
        start = number + 1
    return start
