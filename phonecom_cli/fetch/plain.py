"""`get` and `download`: one plain GET each, redirects included only where they are asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from phonecom_cli.fetch.http import Head, HttpClient, Receive, Sink

MAX_BYTES = 16 * 1024 * 1024
RECORDING_BYTES = 512 * 1024 * 1024
"""The most a recording may be: some fifteen hours of telephone sound."""


class FetchError(Exception):
    """A GET that brought nothing usable.

    Attributes:
        reason: what happened, a clause without full stop.
        status: the HTTP status, 0 when there was no answer.
        sent: whether the request may have left this machine.
    """

    def __init__(self, reason: str, *, status: int = 0, sent: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.sent = sent


class Fetched(NamedTuple):
    """An answer, whatever its status.

    Attributes:
        status: the HTTP status.
        content_type: the header as it came, parameters included; "" when there is none.
        headers: all headers, their names in lower case.
        body: decompressed.
        seconds: how long it took, in seconds.
    """

    status: int
    content_type: str
    headers: Mapping[str, str]
    body: bytes
    seconds: float


class Downloaded(NamedTuple):
    """A file that was stored: its type as the server calls it, its size in bytes, and the time it took."""

    content_type: str
    size: int
    seconds: float


def get(
    url: str,
    *,
    params: Sequence[tuple[str, str]] | Mapping[str, str] | None = None,
    seconds: float,
    max_bytes: int = MAX_BYTES,
    accept_types: Sequence[str] = (),
    max_redirects: int = 0,
    ca_bundle: str = "",
    environ: Mapping[str, str],
) -> Fetched:
    """GET a URL into memory. An HTTP error status is an answer like any other.

    Args:
        url: http or https.
        params: appended to the URL's query, form-encoded UTF-8.
        seconds: the deadline of the whole.
        max_bytes: the most the body may be, decompressed.
        accept_types: refuse a 2xx answer of another type; prefixes such as "audio/".
        max_redirects: how many redirects to follow; with none, a 3xx is returned as it came.
        ca_bundle: a file of certificates to trust instead of the usual ones.
        environ: for `HTTPS_PROXY` and `NO_PROXY`.

    Raises:
        FetchError: no complete answer, or one of a type that is not accepted.
    """
    started = time.monotonic()
    pieces: list[bytes] = []

    def receive(head: Head) -> Sink:
        _check_type(head, accept_types)
        pieces.clear()
        return pieces.append

    asked = _Asked(with_params(url, params), started + seconds, max_bytes, max_redirects, receive)
    head = _fetch(asked, environ, ca_bundle)
    headers = {name.lower(): value for name, value in head.headers.items()}
    return Fetched(head.status, head.content_type, headers, b"".join(pieces), time.monotonic() - started)


def download(
    url: str,
    file_path: Path,
    *,
    seconds: float,
    max_bytes: int = RECORDING_BYTES,
    accept_types: Sequence[str] = (),
    max_redirects: int = 5,
    ca_bundle: str = "",
    environ: Mapping[str, str],
) -> Downloaded:
    """GET a URL into a file, which appears, or replaces another, only when it is complete.

    `file_path` may be a device or a pipe: those are written to as the body arrives. All else is as in `get`.

    Raises:
        FetchError: no complete answer with a 2xx status and an accepted type.
        LocalError: the file could not be written.
    """
    from phonecom_cli.fetch.store import Store

    started = time.monotonic()
    with Store(file_path) as store:

        def receive(head: Head) -> Sink:
            if not 200 <= head.status < 300:
                raise FetchError(f"the server answered HTTP {head.status}", status=head.status)
            _check_type(head, accept_types)
            return store.write

        asked = _Asked(url, started + seconds, max_bytes, max_redirects, receive)
        head = _fetch(asked, environ, ca_bundle)
        store.finish()
    return Downloaded(head.content_type, store.size, time.monotonic() - started)


def with_params(url: str, params: Sequence[tuple[str, str]] | Mapping[str, str] | None) -> str:
    """The URL with `params` appended to its query; a query it already has stays as it is."""
    if not params:
        return url
    from urllib.parse import urlencode

    base, hash_mark, _ = url.partition("#")
    del hash_mark
    joint = "" if base.endswith(("?", "&")) else "&" if "?" in base else "?"
    pairs = list(params.items()) if isinstance(params, Mapping) else list(params)
    return base + joint + urlencode(pairs)


class _Asked(NamedTuple):
    url: str
    deadline: float
    max_bytes: int
    redirects: int
    receive: Callable[[Head], Sink]


def _fetch(asked: _Asked, environ: Mapping[str, str], ca_bundle: str) -> Head:
    from phonecom_cli import __version__
    from phonecom_cli.fetch.http import HttpClient

    client = HttpClient(environ=environ, ca_bundle=ca_bundle, user_agent=f"phonecom/{__version__}")
    try:
        return _follow(client, asked)
    finally:
        client.close()


def _follow(client: HttpClient, asked: _Asked) -> Head:
    """Send, and follow as many redirects as are allowed; the last answer is received."""
    url = asked.url
    for left in range(asked.redirects, -1, -1):
        head = _one(client, url, asked, _unless_redirect(asked.receive) if left else asked.receive)
        target = _location(head)
        if not left or not target:
            break
        url = _next_url(url, target)
    return head


def _one(client: HttpClient, url: str, asked: _Asked, receive: Receive) -> Head:
    from phonecom_cli.fetch.http import ExchangeError

    if not url.lower().startswith(("http://", "https://")):
        raise FetchError("only http and https URLs can be fetched", sent=False)
    seconds = asked.deadline - time.monotonic()
    if seconds <= 0:
        raise FetchError("the time is up", sent=False)
    try:
        return client.exchange("GET", url, receive, seconds=seconds, max_bytes=asked.max_bytes)
    except ExchangeError as error:
        raise FetchError(error.reason, sent=error.sent) from None


def _unless_redirect(receive: Callable[[Head], Sink]) -> Receive:
    return lambda head: None if _location(head) else receive(head)


def _location(head: Head) -> str:
    return head.headers.get("Location", "") if head.status in {301, 302, 303, 307, 308} else ""


def _next_url(url: str, target: str) -> str:
    from urllib.parse import urljoin

    following = urljoin(url, target)
    if url.lower().startswith("https:") and not following.lower().startswith("https:"):
        raise FetchError("the server redirects from https to something less safe")
    return following


def _check_type(head: Head, accept_types: Sequence[str]) -> None:
    if not accept_types or not 200 <= head.status < 300:
        return
    if not head.content_type.lower().startswith(tuple(kind.lower() for kind in accept_types)):
        found = head.content_type.partition(";")[0].strip()[:60] or "no type"
        wanted = " or ".join(accept_types)
        raise FetchError(f"the server sent {found} where {wanted} was expected", status=head.status)
