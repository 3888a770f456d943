"""What a command may ask for: settings, clock, client, credentials; and to ask, note and show progress.

Everything is made when it is first asked for, so a command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from phonecom_cli.errors import InvalidValue, NoAnswer, SettingsError, UsageError
from phonecom_cli.options import FORMATS, Options
from phonecom_cli.times import Clock
from phonecom_cli.world import World, is_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from phonecom_cli.actions import Action
    from phonecom_cli.actions.encode import Encoder
    from phonecom_cli.credentials import Credentials
    from phonecom_cli.credentials.vault import Lookup
    from phonecom_cli.local import SandboxTransport
    from phonecom_cli.settings.file import Settings
    from phonecom_cli.settings.paths import Paths
    from phonecom_cli.settings.profile import Profile
    from phonecom_cli.wire.client import Client, Event
    from phonecom_cli.wire.request import Request
    from phonecom_cli.wire.transport import Transport


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
            return "table" if is_terminal(self.world.stdout) else "tsv"
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

        return Encoder(self.profile.country, self.voice.warn)

    @cached_property
    def credentials(self) -> Credentials:
        """The username and password of this run, and where they came from."""
        from phonecom_cli import credentials

        return credentials.find(
            self.stored_profile,
            self.world.environ,
            url_override=self.options.url or "",
            started=self._lookup,
        )

    @cached_property
    def _lookup(self) -> Lookup | None:
        """The search in the keyring, which goes on while the libraries for the request are loaded."""
        from phonecom_cli import credentials

        profile = self.stored_profile
        return credentials.begin(profile, self.world.environ, url_override=self.options.url or "")

    def assume(self, profile: Profile, account: Credentials) -> None:
        """Go on as another account, as `auth login` does with one that is not stored yet."""
        self.__dict__.update(profile=profile, stored_profile=profile, credentials=account, _lookup=None)

    @cached_property
    def client(self) -> Client:
        """The client of the profile's endpoint."""
        _ = self._lookup
        from phonecom_cli.wire.client import Client

        transport = self._transport()
        account = self.credentials
        self.voice.detail(f"profile {self.profile.name}: {self.where}, password from {account.source}")
        return Client(
            transport,
            url=self.profile.url,
            username=account.username,
            password=account.password,
            timeout=self.options.timeout,
            cltrid=self.options.cltrid,
            monotonic=self.world.monotonic,
            sleep=self.world.sleep,
            on_event=self._hear,
            show_bodies=self.options.verbose,
        )

    def close(self) -> None:
        """Let go of connections and of the sandbox's state, if there were any."""
        if "client" in self.__dict__:
            self.client.close()

    @cached_property
    def _sandbox(self) -> SandboxTransport:
        from phonecom_cli.local import SandboxTransport

        world = self.world
        return SandboxTransport(self.paths.sandbox, world.now, self.voice.progress, world.sleep)

    def _transport(self) -> Transport:
        profile = self.profile
        if profile.is_sandbox:
            return self._sandbox
        from phonecom_cli.wire.transport import HttpTransport

        return HttpTransport(profile.url, environ=self.world.environ, ca_bundle=profile.ca_bundle)

    def download(self, url: str, file: Path) -> None:
        """Fetch a recording or preview into a file, which appears only when it is complete.

        Raises:
            NoAnswer: there is no URL, or it could not be fetched.
            LocalError: the file cannot be written.
        """
        from phonecom_cli.fetch import FetchError, download
        from phonecom_cli.fetch.store import Store

        if not url:
            raise NoAnswer("the answer has no URL to download")
        if self.profile.is_sandbox:
            with Store(file) as store:
                store.write(self._sandbox.read(url))
                store.finish()
            return
        try:
            download(
                url,
                file,
                seconds=self.options.timeout,
                environ=self.world.environ,
                ca_bundle=self.profile.ca_bundle,
            )
        except FetchError as error:
            raise NoAnswer(f"the recording could not be downloaded: {error.reason}") from error

    def _hear(self, event: Event) -> None:
        """What the client tells while it works: warnings always, the rest under `-v`."""
        if event.warning:
            self.voice.warn(event.text)
        else:
            self.voice.detail(event.text)

    def dry_request(self, action: str, pairs: Sequence[tuple[str, str]], *, writes: bool) -> Request:
        """The request that would be sent. Needs no credentials: an unknown username is empty."""
        from phonecom_cli.secret import Secret
        from phonecom_cli.wire.request import Request, fresh_cltrid

        profile = self.profile
        return Request(
            action=action,
            params=tuple(pairs),
            url=profile.url,
            writes=writes,
            username=self.username,
            password=None if profile.authenticated_by_address else Secret("****"),
            cltrid=self.options.cltrid or fresh_cltrid(),
        )

    @property
    def username(self) -> str:
        """The account's username as far as it is known without asking for a password; else ""."""
        if self.profile.is_sandbox:
            return self.profile.username or "demo"
        return self.world.environ.get("PHONECOM_USERNAME") or self.profile.username

    @property
    def where(self) -> str:
        """The account and environment, as a question names them: "account joe in production"."""
        place = "the sandbox" if self.profile.is_sandbox else self.profile.environment
        return f"account {self.username or '(unknown)'} in {place}"

    def check_may_write(self, action: Action) -> None:
        """Refuse a write where the profile's settings demand that the profile be named for one."""
        profile = self.profile
        named = profile.chosen_by in {"--profile", "PHONECOM_PROFILE"}
        if action.writes and profile.explicit_profile_for_writes and not named:
            raise UsageError(
                f"{action.name} writes, and profile {profile.name} must be named for writes",
                hint=f"Add --profile {profile.name}; the setting explicit-profile-for-writes asks for it.",
            )

    def stdin_text(self, what: str) -> str:
        """All of standard input as text.

        Raises:
            InvalidValue: stdin is closed, or is not UTF-8.
        """
        stdin = self.world.stdin
        if stdin is None:
            raise InvalidValue(f"{what} was to be read from stdin, which is closed")
        try:
            text = stdin.read()
            if not any("\ud800" <= char <= "\udfff" for char in text):
                return text
            # In an ASCII locale Python keeps what it cannot read as halves of surrogate pairs.
            return text.encode(stdin.encoding, "surrogateescape").decode()
        except UnicodeError as error:
            raise InvalidValue(f"{what} on stdin is not valid text") from error
