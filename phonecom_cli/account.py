"""The account of a run and the way to it: who it is, its credentials, its client, its recordings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from phonecom_cli.errors import NoAnswer, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from phonecom_cli.actions import Action
    from phonecom_cli.context import Context
    from phonecom_cli.credentials import Credentials
    from phonecom_cli.credentials.vault import Lookup
    from phonecom_cli.local import SandboxTransport
    from phonecom_cli.wire.client import Client, Event
    from phonecom_cli.wire.request import Request
    from phonecom_cli.wire.transport import Transport


class Account:
    """The account that a run is for. Asking who it is sends nothing and needs no password."""

    def __init__(self, run: Context, assumed: Credentials | None = None) -> None:
        """`assumed` are credentials to go on with instead of those that would be found."""
        self._run = run
        self._assumed = assumed

    @cached_property
    def credentials(self) -> Credentials:
        """The username and password, and where they came from."""
        if self._assumed is not None:
            return self._assumed
        from phonecom_cli import credentials

        return credentials.find(
            self._run.stored_profile,
            self._run.world.environ,
            url_override=self._run.options.url or "",
            started=self._lookup,
        )

    @cached_property
    def _lookup(self) -> Lookup | None:
        """The search in the keyring, which goes on while the libraries for the request are loaded."""
        if self._assumed is not None:
            return None
        from phonecom_cli import credentials

        profile = self._run.stored_profile
        return credentials.begin(profile, self._run.world.environ, url_override=self._run.options.url or "")

    @cached_property
    def client(self) -> Client:
        """The client of the profile's endpoint."""
        _ = self._lookup
        from phonecom_cli.wire.client import Client

        transport = self._transport()
        account = self.credentials
        self._run.voice.detail(
            f"profile {self._run.profile.name}: {self.where}, password from {account.source}"
        )
        return Client(
            transport,
            url=self._run.profile.url,
            username=account.username,
            password=account.password,
            timeout=self._run.options.timeout,
            cltrid=self._run.options.cltrid,
            monotonic=self._run.world.monotonic,
            sleep=self._run.world.sleep,
            on_event=self._hear,
            show_bodies=self._run.options.verbose,
        )

    def close(self) -> None:
        """Let go of connections and of the sandbox's state."""
        if "client" in self.__dict__:
            self.client.close()

    @cached_property
    def _sandbox(self) -> SandboxTransport:
        from phonecom_cli.local import SandboxTransport

        world = self._run.world
        return SandboxTransport(self._run.paths.sandbox, world.now, self._run.voice.progress, world.sleep)

    def _transport(self) -> Transport:
        profile = self._run.profile
        if profile.is_sandbox:
            return self._sandbox
        from phonecom_cli.wire.transport import HttpTransport

        return HttpTransport(profile.url, environ=self._run.world.environ, ca_bundle=profile.ca_bundle)

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
        if self._run.profile.is_sandbox:
            with Store(file) as store:
                store.write(self._sandbox.read(url))
                store.finish()
            return
        try:
            download(
                url,
                file,
                seconds=self._run.options.timeout,
                environ=self._run.world.environ,
                ca_bundle=self._run.profile.ca_bundle,
            )
        except FetchError as error:
            raise NoAnswer(f"the download failed: {error.reason}", hint=f"It is at {url}.") from error

    def _hear(self, event: Event) -> None:
        """What the client tells while it works: warnings always, the rest under `-v`."""
        if event.warning:
            self._run.voice.warn(event.text)
        else:
            self._run.voice.detail(event.text)

    def dry_request(self, action: str, pairs: Sequence[tuple[str, str]], *, writes: bool) -> Request:
        """The request that would be sent. Needs no credentials: an unknown username is empty."""
        from phonecom_cli.secret import Secret
        from phonecom_cli.wire.request import Request, fresh_cltrid

        profile = self._run.profile
        return Request(
            action=action,
            params=tuple(pairs),
            url=profile.url,
            writes=writes,
            username=self.username,
            password=None if profile.authenticated_by_address else Secret("****"),
            cltrid=self._run.options.cltrid or fresh_cltrid(),
        )

    @property
    def username(self) -> str:
        """The account's username as far as it is known without asking for a password; else ""."""
        from phonecom_cli.credentials import find_username

        return find_username(self._run.profile, self._run.world.environ)

    @property
    def where(self) -> str:
        """The account and environment, as a question names them: "account joe in production"."""
        place = "the sandbox" if self._run.profile.is_sandbox else self._run.profile.environment
        return f"account {self.username or '(unknown)'} in {place}"

    def check_may_write(self, action: Action) -> None:
        """Refuse a write where the profile's settings demand that the profile be named for one."""
        profile = self._run.profile
        named = profile.chosen_by in {"--profile", "PHONECOM_PROFILE"}
        if action.writes and profile.explicit_profile_for_writes and not named:
            raise UsageError(
                f"{action.name} writes, and profile {profile.name} must be named for writes",
                hint=f"Add --profile {profile.name}; the setting explicit-profile-for-writes asks for it.",
            )
