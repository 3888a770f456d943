"""The settings file, changed: comments and order stay, and no reader ever sees half a file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from phonecom_cli.errors import LocalError, SettingsError
from phonecom_cli.settings.file import DEFAULT, check_name, parse, read_text
from phonecom_cli.settings.keys import BY_NAME, Key, Setting, read_value
from phonecom_cli.settings.paths import private_folder
from phonecom_cli.suggest import nearest

_HEADER = "# Settings of phonecom. `phonecom config list` shows what may stand here and what it means.\n"


def find_key(name: str) -> Key:
    """The key of that name.

    Raises:
        SettingsError: there is none; the nearest is suggested.
    """
    key = BY_NAME.get(name)
    if key is None:
        near = nearest(name, list(BY_NAME))
        meant = f"; did you mean {near}?" if near else ""
        raise SettingsError(
            f"there is no setting {name!r}{meant}", hint=f"The settings are: {', '.join(BY_NAME)}."
        )
    return key


def set_value(path: Path, profile: str, name: str, text: str) -> Setting:
    """Sets one key of one profile from text as a person types it; returns the value in its settled spelling.

    Raises:
        SettingsError: the key is unknown, the value cannot be right, or the file is not valid as it stands.
        LocalError: the file cannot be written.
    """
    key = find_key(name)
    try:
        value = read_value(key, text)
    except ValueError as error:
        raise SettingsError(
            f"{key.name} {error}", hint=f"For example: phonecom config set {key.name} '{key.example}'"
        ) from None
    add_profile(path, profile, {key.name: value})
    return value


def add_profile(path: Path, name: str, values: dict[str, Setting]) -> None:
    """Makes a profile, or sets these keys of one there is. The values are in their settled spelling.

    Raises:
        SettingsError: the name cannot be a profile's, or the file is not valid as it stands.
        LocalError: the file cannot be written.
    """
    check_name(name)

    def change(document: Any) -> None:
        table = _profile_table(document, name)
        for key, value in values.items():
            table[key] = value

    _edit(path, change)


def unset_value(path: Path, profile: str, name: str) -> bool:
    """Takes a key out of a profile, an unknown one too; says whether it was there.

    Raises:
        SettingsError: the key is neither there nor known.
        LocalError: the file cannot be written.
    """
    found = False

    def change(document: Any) -> None:
        nonlocal found
        table = document.get("profiles", {}).get(profile, {})
        found = name in table
        if found:
            del table[name]
        else:
            find_key(name)

    _edit(path, change, repairs=True)
    return found


def remove_profile(path: Path, name: str) -> bool:
    """Takes a profile out, and the switch to it; says whether it was there."""
    found = False

    def change(document: Any) -> None:
        nonlocal found
        found = name in document.get("profiles", {})
        if found:
            del document["profiles"][name]
        if document.get("profile") == name:
            del document["profile"]

    _edit(path, change)
    return found


def switch(path: Path, name: str) -> None:
    """Makes a profile the one that commands use when none is named. The caller knows that it exists."""

    def change(document: Any) -> None:
        document["profile"] = name

    _edit(path, change)


def switched(path: Path) -> str:
    """The switched profile's name, or the default's, also in a file with mistakes of meaning."""
    import tomllib

    try:
        name = tomllib.loads(read_text(path) or "").get("profile", DEFAULT)
    except tomllib.TOMLDecodeError:
        return DEFAULT
    return name if isinstance(name, str) else DEFAULT


def _profile_table(document: Any, name: str) -> Any:
    import tomlkit

    if "profiles" not in document:
        document["profiles"] = tomlkit.table(is_super_table=True)
    profiles = document["profiles"]
    if name not in profiles:
        profiles[name] = tomlkit.table()
    return profiles[name]


def _edit(path: Path, change: Callable[[Any], None], *, repairs: bool = False) -> None:
    """Reads, changes and replaces the file; what would not be valid afterwards is not written.

    With `repairs`, a file that has mistakes of meaning may be changed, and may keep others.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    private_folder(path.parent)
    with _alone(path.parent):
        text = read_text(path)
        if not repairs:
            parse(path, text or "")
        try:
            document = tomlkit.parse(_HEADER if text is None else text)
            change(document)
            changed = tomlkit.dumps(document)
        except TOMLKitError:
            parse(path, text or "")  # the standard library says the same with the line
            raise SettingsError(
                f"{path} is spelt in a way that cannot be changed here", hint="Change it in an editor."
            ) from None
        if not repairs:
            parse(path, changed)
        if changed != text:
            write_private(path, changed)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps two changes of the file from losing each other's: an advisory lock on its folder."""
    try:
        import fcntl
    except ImportError:  # Windows: the replacement stays atomic, and people do not race themselves
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_private(path: Path, text: str) -> None:
    """Replaces a file whole, or not at all; only its owner can read it, from its first byte on.

    A link is followed, so that a settings file kept elsewhere (dotfiles) stays a link.

    Raises:
        LocalError: the file cannot be written; what was there stays.
    """
    target = path.resolve()
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(path, error) from None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> LocalError:
    return LocalError(
        f"{path} cannot be written: {error.strerror or error}",
        hint="Set PHONECOM_HOME to a folder that can be written.",
    )
