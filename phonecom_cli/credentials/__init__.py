"""Where a username and a password come from, each source in its turn and by its name.

The order is the contract's: PHONECOM_PASSWORD, PHONECOM_PASSWORD_FILE, the profile's `password-command`,
the operating system's keyring. The first that is set is the one used: one that is set and fails is an error,
never a reason to try the next, which might be another account's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from phonecom_cli.credentials.vault import Lookup
from phonecom_cli.errors import CredentialsError
from phonecom_cli.secret import Secret
from phonecom_cli.settings.profile import Profile

SANDBOX_USERNAME = "demo"
SANDBOX_PASSWORD = "demo"  # noqa: S105 - the sandbox's own, told to everyone

KEYRING = "keyring"


class Credentials(NamedTuple):
    """What a request is authenticated with.

    Attributes:
        username: the account's username; "" only where the account is known by its address.
        password: None only where the account is known by its address, and nothing is sent.
        source: where the password came from: "PHONECOM_PASSWORD", "PHONECOM_PASSWORD_FILE",
            "password-command", "keyring", "sandbox" or "authenticated by address".
    """

    username: str
    password: Secret | None
    source: str


def find_username(profile: Profile, environ: Mapping[str, str]) -> str:
    """The username that would be used, or ""; no source of passwords is touched."""
    if profile.is_sandbox:
        return profile.username or SANDBOX_USERNAME
    return environ.get("PHONECOM_USERNAME", "") or profile.username


def begin(profile: Profile, environ: Mapping[str, str], *, url_override: str = "") -> Lookup | None:
    """Starts looking in the keyring, if that is the source that applies, while the caller does other work.

    Its cost then overlaps with what the request needs anyway. Give what this returns to `find`.
    """
    username = find_username(profile, environ)
    if _source(profile, environ, url_override) != KEYRING or not username:
        return None
    return Lookup(profile.url, username)


def find(
    profile: Profile, environ: Mapping[str, str], *, url_override: str = "", started: Lookup | None = None
) -> Credentials:
    """The username and password for a profile, from the first source that applies.

    Args:
        profile: the profile of this run.
        environ: the environment variables.
        url_override: the `--url` of this run. What is stored for the profile (`password-command`, keyring) is
            not given to another origin than the profile's own.
        started: what `begin` returned.

    Raises:
        CredentialsError: there is no password, or the source that applies has failed. The message names every
            source tried.
    """
    username = find_username(profile, environ)
    source = _source(profile, environ, url_override)
    if source == "sandbox":
        return Credentials(username, Secret(SANDBOX_PASSWORD), source)
    if source == "authenticated by address":
        return Credentials(username, None, source)
    if not username:
        raise CredentialsError(
            f"no username: PHONECOM_USERNAME is not set, and the profile {profile.name} has none", hint=_HINT
        )
    if source == "PHONECOM_PASSWORD":
        return Credentials(username, Secret(environ["PHONECOM_PASSWORD"]), source)
    if source == "PHONECOM_PASSWORD_FILE":
        from phonecom_cli.credentials.files import read_password_file

        return Credentials(username, read_password_file(environ["PHONECOM_PASSWORD_FILE"]), source)
    if source == "password-command":
        from phonecom_cli.credentials.command import run_password_command

        return Credentials(username, run_password_command(profile.password_command, environ), source)
    return _from_keyring(profile, environ, username, url_override, started)


_HINT = (
    "Log in with `phonecom auth login`. Where nobody can type, set PHONECOM_USERNAME with "
    "PHONECOM_PASSWORD_FILE, or the profile's password-command: see `phonecom help credentials`. "
    "To try everything without an account: `phonecom --sandbox ...`."
)


def _source(profile: Profile, environ: Mapping[str, str], url_override: str) -> str:
    """The name of the source that applies; "" when none is left."""
    if profile.is_sandbox and profile.username in ("", SANDBOX_USERNAME):
        return "sandbox"
    if profile.authenticated_by_address:
        return "authenticated by address"
    if not profile.is_sandbox:
        for name in ("PHONECOM_PASSWORD", "PHONECOM_PASSWORD_FILE"):
            if environ.get(name):
                return name
    if _elsewhere(profile, url_override):
        return ""
    return "password-command" if profile.password_command else KEYRING


def _elsewhere(profile: Profile, url_override: str) -> bool:
    """Whether `--url` leads to another origin than the one the profile's password is for."""
    if not url_override:
        return False
    from phonecom_cli.settings.endpoint import origin

    return origin(url_override) != origin(profile.url)


def _from_keyring(
    profile: Profile, environ: Mapping[str, str], username: str, url_override: str, started: Lookup | None
) -> Credentials:
    tried = [] if profile.is_sandbox else [_unset(name, environ) for name in _VARIABLES]
    if _elsewhere(profile, url_override):
        tried.append(f"what is stored for {profile.url} is not given to another address")
    else:
        lookup = started or Lookup(profile.url, username)
        found = lookup.wait()
        if found.password:
            return Credentials(username, found.password, KEYRING)
        tried += ["the profile has no password-command", f"keyring: {found.problem}"]
    raise CredentialsError(
        f"no password for {username} ({profile.environment}, profile {profile.name}) "
        f"after trying these: {'; '.join(tried)}",
        hint=_HINT,
    )


_VARIABLES = ("PHONECOM_PASSWORD", "PHONECOM_PASSWORD_FILE")


def _unset(name: str, environ: Mapping[str, str]) -> str:
    return f"{name} is empty" if name in environ else f"{name} is not set"
