"""One HTTP request and its answer: a deadline for the whole, a cap on the size, and nothing done unasked.

No redirect is followed, no failure retried, no `.netrc` read, no cookie kept, and of the environment only
the proxy of https URLs. Requests' adapter is used without its session, which would do all of these.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout, parse_url

from phonecom_cli.errors import SettingsError
from phonecom_cli.fetch.connection import POOLS, Exchange, exchanging
from phonecom_cli.fetch.proxies import proxy_for
from phonecom_cli.fetch.reasons import describe

_CONNECTIONS = 32
_READ = 65_536


class Head(NamedTuple):
    """An answer's status and headers. Header names are found in any case."""

    status: int
    headers: Mapping[str, str]

    @property
    def content_type(self) -> str:
        """The header Content-Type as it came; "" when there is none."""
        return self.headers.get("Content-Type", "")


Sink = Callable[[bytes], object]
Receive = Callable[[Head], "Sink | None"]
"""Given the head, says where the body goes, piece by piece; None leaves the body unread."""


class ExchangeError(Exception):
    """No complete answer.

    Attributes:
        reason: what happened, a short clause without full stop, such as "the connection was refused".
        sent: whether any byte of the request may have left this machine. False is certain.
        retryable: whether the same request could do better a moment later.
    """

    def __init__(self, reason: str, *, sent: bool, retryable: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent
        self.retryable = retryable


class _Adapter(HTTPAdapter):
    """Requests' adapter, with connections that mark and limit. It retries nothing by default."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager


class HttpClient:
    """Sends requests over connections that are kept for the next one. Safe to use from several threads."""

    def __init__(self, *, environ: Mapping[str, str], ca_bundle: str = "", user_agent: str) -> None:
        self._environ = environ
        self._verify = ca_bundle or True
        self._user_agent = user_agent
        self._adapter = _Adapter(pool_connections=4, pool_maxsize=_CONNECTIONS)

    def exchange(
        self,
        method: str,
        url: str,
        receive: Receive,
        *,
        seconds: float,
        max_bytes: int,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Head:
        """Send one request and receive its answer, whatever its status.

        Args:
            method: GET or POST.
            url: where to; http or https.
            receive: told the head when it has come, gives the sink for the decoded body.
            seconds: the deadline for everything, from the name's resolution to the body's last byte.
            max_bytes: the most the body may be, after decompression.
            body: sent as it is.
            headers: besides User-Agent, Accept-Encoding and Content-Length.

        Raises:
            ExchangeError: there was no complete answer.
            SettingsError: the environment's proxy cannot be used.
        """
        exchange = Exchange(seconds)
        request, proxies = self._prepare(method, url, body, headers or {})
        host = parse_url(str(request.url)).host or "the server"
        try:
            with exchanging(exchange):
                return self._send(request, proxies, exchange, receive, max_bytes)
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            where = f"{host} (through the proxy)" if proxies else host
            reason, retryable = describe(error, where, seconds)
        # Raised out here, where no chained exception holds the request and its password.
        raise ExchangeError(reason, sent=exchange.sent, retryable=retryable)

    def close(self) -> None:
        """Close the connections that were kept."""
        self._adapter.close()

    def _prepare(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[requests.PreparedRequest, dict[str, str]]:
        own = {"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate", **headers}
        try:
            request = requests.Request(method, url, headers=own, data=body).prepare()
            parts = parse_url(str(request.url))
        except (requests.RequestException, HTTPError, ValueError):
            raise ExchangeError("the URL is not valid", sent=False, retryable=False) from None
        proxy = proxy_for(parts.scheme or "", parts.host or "", parts.port, self._environ)
        return request, {"https": proxy} if proxy else {}

    def _send(
        self,
        request: requests.PreparedRequest,
        proxies: dict[str, str],
        exchange: Exchange,
        receive: Receive,
        max_bytes: int,
    ) -> Head:
        timeout = Timeout(connect=exchange.connecting(), read=exchange.remaining())
        response = self._adapter.send(
            request,
            stream=True,
            timeout=timeout,  # type: ignore[arg-type]
            verify=self._verify,
            proxies=proxies,
        )
        complete = False
        try:
            head = Head(response.status_code, response.headers)
            sink = receive(head)
            if sink is not None:
                for piece in _pieces(response.raw, max_bytes, exchange):
                    sink(piece)
                complete = True
            return head
        finally:
            if complete:
                response.raw.release_conn()
            else:
                # What was not read would be taken for the next answer.
                response.raw.close()


def _pieces(raw: Any, max_bytes: int, exchange: Exchange) -> Iterator[bytes]:
    """The decoded body piece by piece; a cap on what comes out, so that a small body cannot grow large."""
    total = 0
    while piece := raw.read(_READ, decode_content=True):
        total += len(piece)
        if total > max_bytes:
            reason = f"the answer is larger than {max_bytes:,} bytes"
            raise ExchangeError(reason, sent=True, retryable=False)
        yield piece
        exchange.remaining()


def check_ca_bundle(path: str) -> None:
    """Refuse a CA bundle that cannot be read or holds no certificate.

    Raises:
        SettingsError: it cannot be used.
    """
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:
        what = "holds no certificate" if isinstance(error, ssl.SSLError) else (error.strerror or "unreadable")
        raise SettingsError(
            f"The CA bundle {path} cannot be used: {what}.",
            hint="The setting `ca-bundle` names a PEM file of the certificates to trust.",
        ) from None
