"""What a command may ask for: settings, clock, the account and its client; and to ask, note and show progress.

Everything is made when it is first asked for, so a command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TextIO

from phonecom_cli.errors import InvalidValue, SettingsError, UsageError
from phonecom_cli.options import FORMATS, Options
from phonecom_cli.times import Clock
from phonecom_cli.world import World, is_terminal

if TYPE_CHECKING:
    from phonecom_cli.account import Account
    from phonecom_cli.actions.encode import Encoder
    from phonecom_cli.credentials import Credentials
    from phonecom_cli.settings.file import Settings
    from phonecom_cli.settings.paths import Paths
    from phonecom_cli.settings.profile import Profile


class Progress(Protocol):
    """A progress bar, or nothing where nobody is looking."""

    def advance(self, steps: int = 1) -> None: ...
    def update(self, text: str) -> None: ...


class Voice(Protocol):
    """How a command speaks to a person; `output` gives it sound. Everything of it goes to stderr."""

    def note(self, text: str) -> None: ...
    def warn(self, text: str) -> None: ...
    def detail(self, text: str) -> None: ...
    def can_ask(self) -> bool: ...
    def confirm(self, question: str) -> bool: ...
    def retype(self, prompt: str, expected: str) -> bool: ...
    def hidden(self, prompt: str) -> str: ...
    def line(self, prompt: str) -> str: ...
    def progress(self, label: str, total: int | None = None) -> AbstractContextManager[Progress]: ...


def default_format(stdout: TextIO | None) -> str:
    """The format when none is chosen: a table for a person, TSV for a pipe."""
    return "table" if is_terminal(stdout) else "tsv"


class Context:
    """One run of the tool."""

    def __init__(self, world: World, options: Options, make_voice: Callable[[], Voice]) -> None:
        self.world = world
        self.options = options
        self.usual_format = ""
        """A command's own default format, which outranks the settings'."""
        self.done = 0
        """How many writes the API has carried out."""
        self._make_voice = make_voice

    @cached_property
    def voice(self) -> Voice:
        """How to speak to a person."""
        return self._make_voice()

    @cached_property
    def format(self) -> str:
        """The output format: `--output`, PHONECOM_OUTPUT, the setting, or what suits stdout."""
        if self.options.output or self.usual_format:
            return self.options.output or self.usual_format
        name = self.world.environ.get("PHONECOM_OUTPUT") or self.profile.output
        if not name:
            return default_format(self.world.stdout)
        if name not in FORMATS:
            raise SettingsError(f"PHONECOM_OUTPUT is {name!r}", hint="It may be " + ", ".join(FORMATS) + ".")
        return name

    @cached_property
    def paths(self) -> Paths:
        """Where settings, journals and the sandbox live."""
        from phonecom_cli.settings.paths import find_paths

        return find_paths(self.world.environ)

    @cached_property
    def settings(self) -> Settings:
        """The settings file, read and validated."""
        from phonecom_cli.settings.file import Settings

        return Settings.load(self.paths.config)

    def forget_settings(self) -> None:
        """The settings file was changed: what is asked for next is read anew."""
        for name in ("settings", "stored_profile", "profile", "format"):
            self.__dict__.pop(name, None)

    @property
    def profile_name(self) -> str | None:
        """The profile that the command line names, if it does."""
        options = self.options
        if options.profile == "":
            raise UsageError("--profile is empty", hint="Leave it out for the profile in use.")
        if options.sandbox and options.profile not in (None, "sandbox"):
            raise UsageError(f"--sandbox is --profile sandbox, and --profile {options.profile} was given too")
        return "sandbox" if options.sandbox else options.profile

    @cached_property
    def stored_profile(self) -> Profile:
        """The profile of this run as the settings have it: its passwords are for its own URL."""
        return self.settings.profile(self.profile_name, self.world.environ)

    @cached_property
    def profile(self) -> Profile:
        """The profile of this run, with `--url` applied."""
        options, profile = self.options, self.stored_profile
        if options.url is None:
            return profile
        if profile.is_sandbox:
            raise UsageError(
                "--url and the sandbox in process do not go together", hint="Give one of the two."
            )
        from phonecom_cli.settings.endpoint import check_endpoint

        try:
            check_endpoint(options.url)
        except ValueError as error:
            raise InvalidValue(f"--url cannot be used: {error}") from None
        return profile._replace(url=options.url, environment=options.url)

    @cached_property
    def clock(self) -> Clock:
        """The present moment and the user's time zone."""
        if self.options.utc:
            from datetime import UTC

            return Clock(self.world.now(), UTC)
        name = self.profile.timezone
        if not name:
            return Clock(self.world.now(), None)
        from zoneinfo import ZoneInfo

        try:
            return Clock(self.world.now(), ZoneInfo(name))
        except (KeyError, ValueError, OSError) as error:
            raise SettingsError(f"the setting timezone is {name!r}, which is no time zone") from error

    @cached_property
    def encoder(self) -> Encoder:
        """Encodes values as this profile's country writes numbers."""
        from phonecom_cli.actions.encode import Encoder

        return Encoder(self.profile.country, self.voice.warn, self.profile.allowed_countries)

    @cached_property
    def account(self) -> Account:
        """The account of this run, and the way to it."""
        from phonecom_cli.account import Account

        return Account(self)

    def assume(self, profile: Profile, credentials: Credentials) -> None:
        """Go on as another account, as `auth login` does with one that is not stored yet."""
        from phonecom_cli.account import Account

        self.__dict__.update(profile=profile, stored_profile=profile, account=Account(self, credentials))

    def close(self) -> None:
        """Let go of connections and of the sandbox's state, if there were any."""
        if "account" in self.__dict__:
            self.account.close()

    def stdin_text(self, what: str) -> str:
        """All of standard input as text.

        Raises:
            InvalidValue: stdin is closed, or is not UTF-8.
        """
        stdin = self.world.stdin
        if stdin is None:
            raise InvalidValue(f"cannot read {what} from stdin: it is closed")
        try:
            text = stdin.read()
            if not any("\ud800" <= char <= "\udfff" for char in text):
                return text
            # In an ASCII locale Python keeps what it cannot read as halves of surrogate pairs.
            return text.encode(stdin.encoding, "surrogateescape").decode()
        except UnicodeError as error:
            raise InvalidValue(f"cannot read {what} from stdin: it is not valid text") from error
