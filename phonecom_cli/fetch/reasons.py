"""What an exception of the network means, in words of ours.

The libraries' own texts quote URLs, which may hold tokens, and proxies, which may hold passwords.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
)
from urllib3.exceptions import InvalidHeader as BadHeader


def describe(error: BaseException, host: str, seconds: float) -> tuple[str, bool]:
    """The reason of a failure, a clause without full stop, and whether trying again could help."""
    causes = list(_causes(error))

    def first(*kinds: type[BaseException]) -> BaseException | None:
        return next((cause for cause in causes if isinstance(cause, kinds)), None)

    if proxy := first(ProxyError, requests.exceptions.InvalidProxyURL):
        return _proxy(causes, proxy)
    if isinstance(found := first(socket.gaierror), socket.gaierror):
        return f"the host {host} could not be found", found.errno != socket.EAI_NONAME
    if found := first(ssl.SSLError):
        return _tls(found, host)
    # In urllib3 a connection that could not be made is a kind of timeout.
    if first(ConnectTimeoutError) and not first(NewConnectionError):
        return f"{host} could not be reached in time", True
    if first(TimeoutError, ReadTimeoutError):
        return f"{host} did not answer within {round(seconds, 1 if seconds >= 0.95 else 2):g} seconds", True
    return _after(causes, host)


def _after(causes: list[BaseException], host: str) -> tuple[str, bool]:
    """The reasons that have to do with what came, or broke off, rather than with reaching the server."""
    kinds: tuple[tuple[tuple[type[BaseException], ...], str, bool], ...] = (
        ((ConnectionRefusedError,), f"{host} refused the connection", True),
        ((ConnectionResetError, BrokenPipeError, ConnectionAbortedError), f"{host} cut the connection", True),
        ((RemoteDisconnected,), f"{host} closed the connection without an answer", True),
        ((IncompleteRead,), f"{host} closed the connection before its answer was complete", True),
        ((DecodeError,), "the answer could not be decompressed", False),
        ((BadHeader, BadStatusLine), "what came is not an HTTP answer", True),
        ((requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema), "the URL is not valid", False),
        ((HTTPException,), "what came is not an HTTP answer", True),
    )
    for classes, reason, retryable in kinds:
        if any(isinstance(cause, classes) for cause in causes):
            return reason, retryable
    for cause in causes:
        if isinstance(cause, OSError) and cause.strerror:
            return f"{host} could not be reached ({cause.strerror})", True
    return f"the connection to {host} failed ({type(causes[-1]).__name__})", True


def _proxy(causes: list[BaseException], error: BaseException) -> tuple[str, bool]:
    for cause in causes:
        text = str(cause)
        if isinstance(cause, OSError) and text.startswith("Tunnel connection failed: "):
            answer = text.removeprefix("Tunnel connection failed: ")
            return f"the proxy refused ({answer[:60]})", False
    if isinstance(error, requests.exceptions.InvalidProxyURL):
        return "HTTPS_PROXY is not a valid URL", False
    return "the proxy could not be used", True


def _tls(error: BaseException, host: str) -> tuple[str, bool]:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {host} is not trusted ({error.verify_message.rstrip('.')})", False
    reason = getattr(error, "reason", None)
    text = reason.replace("_", " ").lower() if isinstance(reason, str) else "it broke off"
    return f"the TLS connection to {host} failed ({text})", True


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it wraps, in the several ways the libraries wrap."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [getattr(cause, "reason", None), cause.__cause__, cause.__context__, *cause.args]
