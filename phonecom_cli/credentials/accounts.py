"""Logging in and out: what is stored for a profile, and what stands in the way of using it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from phonecom_cli.credentials import KEYRING, find_username, vault
from phonecom_cli.errors import CredentialsError, PhonecomError
from phonecom_cli.secret import Secret
from phonecom_cli.settings import edit
from phonecom_cli.settings.file import DEFAULT, Settings
from phonecom_cli.settings.keys import Setting
from phonecom_cli.settings.profile import Profile

ALTERNATIVES = (
    "Nothing was stored. Without a keyring, set PHONECOM_USERNAME with PHONECOM_PASSWORD_FILE or "
    "PHONECOM_PASSWORD, or give the profile a password-command: see `phonecom help credentials`."
)


class Stored(NamedTuple):
    """What logging in left behind.

    Attributes:
        keyring: the name of the keyring that holds the password; "" where none is sent.
        switched: the profile is now the one that commands use.
    """

    keyring: str
    switched: bool


def require_keyring(profile: Profile) -> str:
    """The name of the keyring that would hold the password, and that answers now.

    Raises:
        CredentialsError: there is none to be used; the hint names the alternatives.
    """
    try:
        return vault.probe(profile.url, profile.username)
    except vault.VaultError as error:
        raise _no_keyring(error) from None


def keep(settings: Settings, profile: Profile, password: Secret | None) -> Stored:
    """Stores checked credentials: the password in the keyring, the rest in the settings file, or neither.

    What the profile's former username or endpoint had in the keyring is removed, unless another profile
    uses it.

    Raises:
        CredentialsError: the keyring did not take the password.
        LocalError: the settings file cannot be written.
    """
    former = settings.named(profile.name) if profile.name in settings.tables else None
    keyring = ""
    if password is not None:
        try:
            keyring = vault.store(profile.url, profile.username, password)
        except vault.VaultError as error:
            raise _no_keyring(error) from None
    try:
        _write(settings.path, profile)
        # Nothing goes to the sandbox unasked: the first profile becomes the usual one only if it is a real one.
        first = not settings.switched and profile.name != DEFAULT and DEFAULT not in settings.tables
        switched = first and not profile.is_sandbox
        if switched:
            edit.switch(settings.path, profile.name)
    except PhonecomError:
        if password is not None:
            _remove_quietly(profile)
        raise
    if former and former.username and _entry(former) != _entry(profile) and not sharing(settings, former):
        _remove_quietly(former)
    return Stored(keyring, switched)


def _write(path: Path, profile: Profile) -> None:
    values: dict[str, Setting] = {"environment": profile.environment}
    if profile.username:
        values["username"] = profile.username
    if profile.authenticated_by_address:
        values["authenticated-by-address"] = True
    edit.add_profile(path, profile.name, values)
    if not profile.authenticated_by_address:
        edit.unset_value(path, profile.name, "authenticated-by-address")


def forget(profile: Profile, username: str) -> bool:
    """Removes the profile's password from the keyring; says whether there was one.

    Raises:
        CredentialsError: the keyring cannot be used, so that it may still be there.
    """
    try:
        return vault.remove(profile.url, username)
    except vault.VaultError as error:
        raise CredentialsError(
            f"the password of {username} may still be stored: keyring: {error}",
            hint="Unlock the keyring or set PYTHON_KEYRING_BACKEND to the right one, and log out again.",
        ) from None


def sharing(settings: Settings, profile: Profile) -> list[str]:
    """The other profiles that use the same password in the keyring."""
    others = (settings.named(name) for name in settings.tables if name != profile.name)
    return [other.name for other in others if _entry(other) == _entry(profile)]


def outranked_by(profile: Profile, environ: Mapping[str, str]) -> str:
    """What would be used instead of the password in the keyring; "" for nothing."""
    for name in ("PHONECOM_PASSWORD", "PHONECOM_PASSWORD_FILE", "PHONECOM_USERNAME"):
        if environ.get(name) and not profile.is_sandbox:
            return name
    return "password-command" if profile.password_command else ""


def keyring_name() -> str:
    """The keyring that would be used, or in parentheses why there is none."""
    try:
        return vault.describe()
    except vault.VaultError as error:
        return f"({error})"


def _entry(profile: Profile) -> tuple[str, str]:
    return profile.url, find_username(profile, {})


def _remove_quietly(profile: Profile) -> None:
    """Removes what is in nobody's way if it stays."""
    try:
        vault.remove(profile.url, profile.username)
    except vault.VaultError:
        return


def _no_keyring(error: vault.VaultError) -> CredentialsError:
    return CredentialsError(f"the password cannot be kept in the {KEYRING}: {error}", hint=ALTERNATIVES)
