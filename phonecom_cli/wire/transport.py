"""Sending a request over HTTP, once. Whether to send again is the client's to decide."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from phonecom_cli.errors import SettingsError

if TYPE_CHECKING:
    from phonecom_cli.fetch.http import Head, HttpClient, Sink
    from phonecom_cli.wire.request import Request

MAX_BYTES = 16 * 1024 * 1024
"""The most an answer may be, decompressed. 500 calls are a quarter of a megabyte."""


class Reply(NamedTuple):
    """What a server answered, unread.

    Attributes:
        status: the HTTP status.
        body: the body, decompressed; empty for a redirect, whose body is left unread.
        content_type: the header as it came.
        retry_after: the header Retry-After in seconds; None when there is none, or a date.
    """

    status: int
    body: bytes
    content_type: str = ""
    retry_after: float | None = None


class TransportError(Exception):
    """No complete reply.

    Attributes:
        sent: whether a byte of the request may have left this machine. False is certain.
        reason: a clause for people, without full stop, such as "the connection was refused".
        retryable: whether the same request could do better a moment later.
    """

    def __init__(self, *, sent: bool, reason: str, retryable: bool = True) -> None:
        super().__init__(reason)
        self.sent = sent
        self.reason = reason
        self.retryable = retryable


class Transport(Protocol):
    """What carries a request to a server and brings its reply."""

    def send(self, request: Request, seconds: float) -> Reply:
        """Send once, within so many seconds in all; TransportError when no complete reply came."""

    def close(self) -> None:
        """Let go of connections and other state."""


class HttpTransport:
    """The transport to a server.

    Args:
        url: the endpoint; checked by `check_url`.
        environ: for `HTTPS_PROXY` and `NO_PROXY`.
        ca_bundle: a PEM file of the certificates to trust instead of the usual ones.
        user_agent: the header User-Agent; "" for the tool's name and version.

    Raises:
        SettingsError: the URL or the CA bundle cannot be used.
    """

    def __init__(
        self, url: str, *, environ: Mapping[str, str], ca_bundle: str = "", user_agent: str = ""
    ) -> None:
        check_url(url)
        self._environ = environ
        self._ca_bundle = ca_bundle if url.startswith("https:") else ""
        self._user_agent = user_agent
        self._client: HttpClient | None = None
        self._lock = threading.Lock()

    def send(self, request: Request, seconds: float) -> Reply:
        """Send once. Safe to call from several threads; connections are kept for the next request."""
        from phonecom_cli.fetch.http import ExchangeError

        pieces: list[bytes] = []

        def receive(head: Head) -> Sink | None:
            return None if 300 <= head.status < 400 else pieces.append

        body = request.body()
        try:
            head = self._http().exchange(
                "POST",
                request.url,
                receive,
                seconds=seconds,
                max_bytes=MAX_BYTES,
                body=body,
                headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"},
            )
        except ExchangeError as error:
            failure = TransportError(sent=error.sent, reason=error.reason, retryable=error.retryable)
        else:
            wait = head.headers.get("Retry-After", "").strip()
            seconds_to_wait = float(wait) if re.fullmatch(r"[0-9]{1,6}", wait) else None
            return Reply(head.status, b"".join(pieces), head.content_type, seconds_to_wait)
        raise failure

    def close(self) -> None:
        """Close the kept connections."""
        if self._client is not None:
            self._client.close()

    def _http(self) -> HttpClient:
        """The machinery, loaded at the first request: it costs a tenth of a second."""
        with self._lock:
            if self._client is None:
                from phonecom_cli import __version__
                from phonecom_cli.fetch.http import HttpClient, check_ca_bundle

                if self._ca_bundle:
                    check_ca_bundle(self._ca_bundle)
                agent = self._user_agent or f"phonecom/{__version__}"
                self._client = HttpClient(environ=self._environ, ca_bundle=self._ca_bundle, user_agent=agent)
            return self._client


def check_url(url: str) -> None:
    """Refuse an endpoint to which a password must not be sent: see `settings.endpoint`.

    Raises:
        SettingsError: it is another kind of URL.
    """
    from phonecom_cli.settings.endpoint import check_endpoint

    try:
        check_endpoint(url)
    except ValueError as error:
        raise SettingsError(
            f"the URL of the API cannot be used: {error}",
            hint="Give a URL such as https://control.phone.com/special/xmlapi.",
        ) from None
