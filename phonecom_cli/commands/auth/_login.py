"""The steps of `auth login`: which profile, which username and password, and whether Phone.com takes them."""

from __future__ import annotations

from phonecom_cli.commands.auth._words import place
from phonecom_cli.context import Context
from phonecom_cli.credentials import Credentials
from phonecom_cli.credentials.accounts import Stored, outranked_by
from phonecom_cli.errors import CredentialsError, InvalidValue, Refused, UsageError
from phonecom_cli.secret import Secret
from phonecom_cli.settings.file import DEFAULT, SANDBOX, check_name
from phonecom_cli.settings.keys import BY_NAME
from phonecom_cli.settings.profile import ENDPOINTS, Profile

CHECK = "getPhoneNumberList"
"""The read that tells whether credentials are good."""


def target(run: Context, username: str | None, environment: str | None, *, by_address: bool) -> Profile:
    """The profile to log in to, as it would be stored; it may be new."""
    if run.options.url:
        raise UsageError("--url is for one run; --environment URL says what a profile is for")
    name, chosen_by = run.settings.choose(run.profile_name, run.world.environ)
    if name == SANDBOX:
        raise UsageError(
            "the sandbox needs no login",
            hint="To rehearse a login: --profile rehearsal --environment sandbox, with demo and demo.",
        )
    check_name(name)
    known = name in run.settings.tables or name == DEFAULT
    profile = run.settings.named(name) if known else Profile(name, "production", ENDPOINTS["production"])
    if environment is not None:
        environment = _checked("environment", environment)
        profile = profile._replace(environment=environment, url=ENDPOINTS.get(environment, environment))
    if username is not None:
        profile = profile._replace(username=_checked("username", username))
    return profile._replace(chosen_by=chosen_by, authenticated_by_address=by_address)


def _checked(key: str, text: str) -> str:
    try:
        return BY_NAME[key].check(text)
    except ValueError as error:
        raise InvalidValue(f"--{key} {error}") from None


def with_username(run: Context, profile: Profile, *, named: bool) -> Profile:
    """The profile with a username: the one named by an option, or typed, or none where the address is enough."""
    given = profile.username or ("" if profile.is_sandbox else run.world.environ.get("PHONECOM_USERNAME", ""))
    if run.voice.can_ask() and not named:
        typed = run.voice.line(f"Username for {place(profile)}{f' [{given}]' if given else ''}:").strip()
        given = typed or given
    if not given and not profile.authenticated_by_address:
        raise InvalidValue("no username was given", hint="Add --username NAME.")
    return profile._replace(username=_checked("username", given) if given else "")


def require_someone(run: Context, *, from_stdin: bool) -> None:
    """Refuses a login whose password could come from nowhere."""
    if not from_stdin and not run.voice.can_ask():
        raise UsageError("the password cannot be asked for here", hint="Pipe it in and add --password-stdin.")


def password(run: Context, profile: Profile, *, from_stdin: bool) -> Secret:
    """The password: typed unseen, or the first line of stdin."""
    if from_stdin:
        text = run.stdin_text("the password").split("\n", 1)[0].removesuffix("\r")
    else:
        text = run.voice.hidden(f"Password of {profile.username}:")
    if not text:
        raise InvalidValue("the password is empty")
    return Secret(text)


def check(run: Context, profile: Profile, secret: Secret | None) -> None:
    """Asks Phone.com with one read. A refusal means wrong credentials, and nothing is stored.

    Raises:
        CredentialsError: Phone.com refuses them.
        NoAnswer: it cannot be said.
    """
    run.assume(profile, Credentials(profile.username, secret, "auth login"))
    ask_phonecom(run, "Nothing was stored. ")


def ask_phonecom(run: Context, consequence: str = "") -> None:
    """Sends the one read with the run's own credentials.

    Raises:
        CredentialsError: Phone.com refuses them; the hint starts with the consequence.
        NoAnswer: it cannot be said.
    """
    try:
        run.account.client.call(CHECK, [], writes=False)
    except Refused as error:
        raise CredentialsError(
            f"{place(run.profile)} refused {run.account.credentials.username or 'the account'}: {error.message}",
            hint=f"{consequence}Phone.com must also have activated the API for the account.",
            sv_trid=error.sv_trid,
        ) from None


def advise(run: Context, profile: Profile, stored: Stored) -> None:
    """Says what else decides which account is used from now on."""
    other = outranked_by(profile, run.world.environ)
    if stored.keyring and other:
        run.voice.warn(f"{other} is set and outranks what was stored")
    current, _ = run.settings.choose(None, run.world.environ)
    if stored.switched and not run.world.environ.get("PHONECOM_PROFILE"):
        run.voice.note(f"Commands now use the profile {profile.name}.")
    elif current != profile.name:
        run.voice.note(
            f"Commands still use the profile {current}; `phonecom auth switch {profile.name}` changes that."
        )
