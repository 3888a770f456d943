"""Connections that know whether a request has left the machine, and that end at a deadline.

The class of an exception tells neither: a TLS error or a timeout occurs before and after the request has
left, and urllib3's timeouts count from one socket operation to the next, so that a slow drip outlives them.
"""

from __future__ import annotations

import io
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any, cast

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

CONNECT_SECONDS = 10.0
"""The longest that finding and reaching a server may take, handshake included, so that a retry has time."""

IDLE_SECONDS = 4.0
"""A kept connection idle for longer is not used again: servers close theirs from about five seconds on, and
a request written into a connection that is being closed has an unknown outcome."""

_CHUNK = 65_536


class Exchange:
    """One request and its answer: when it must end, and whether a byte of the request has left."""

    __slots__ = ("connect_by", "deadline", "sent")

    def __init__(self, seconds: float) -> None:
        now = time.monotonic()
        self.deadline = now + seconds
        self.connect_by = now + min(seconds, CONNECT_SECONDS)
        self.sent = False

    def remaining(self) -> float:
        """Seconds until the deadline, more than 0.

        Raises:
            TimeoutError: there are none left.
        """
        return _left(self.deadline)

    def connecting(self) -> float:
        """Seconds that are left to be connected, more than 0; else TimeoutError."""
        return _left(self.connect_by)


def _left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the time is up")
    return seconds


class _Current(threading.local):
    """The exchange of this thread: a pool hands out connections, and offers no way to hand it in."""

    exchange: Exchange | None = None


_current = _Current()


@contextmanager
def exchanging(exchange: Exchange) -> Iterator[None]:
    """Within it, connections of the pools below serve `exchange` on this thread."""
    _current.exchange = exchange
    try:
        yield
    finally:
        _current.exchange = None


def _exchange() -> Exchange:
    exchange = _current.exchange
    assert exchange is not None, "a connection is used outside of an exchange"
    return exchange


class _DeadlineReader(io.RawIOBase):
    """A socket's bytes, each read limited by what is left of the whole."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, exchange: Exchange) -> None:
        self._raw = raw
        self._sock = sock
        self._exchange = exchange

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._exchange.remaining())
        return cast("int | None", self._raw.readinto(buffer))

    def close(self) -> None:
        # Not only the wrapper: a socket is closed for good when its last file is.
        self._raw.close()
        super().close()


class _DeadlineResponse(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_DeadlineReader(self.fp.detach(), sock, _exchange()))


if TYPE_CHECKING:
    _Base = HTTPConnection
else:
    _Base = object


class _Marked(_Base):
    """What both kinds of connection add to urllib3's own."""

    response_class = _DeadlineResponse
    _is_connecting = False
    _used = 0.0

    @property
    def is_connected(self) -> bool:
        return super().is_connected and time.monotonic() - self._used < IDLE_SECONDS

    def connect(self) -> None:
        self._is_connecting = True
        try:
            super().connect()
        finally:
            self._is_connecting = False

    def send(self, data: Any) -> None:
        """Send, noting it first. What a proxy is told before the request proper is not the request."""
        exchange = _exchange()
        if self.sock is None:
            self.connect()
        self._used = time.monotonic()
        if self._is_connecting:
            self.sock.settimeout(exchange.connecting())
            super().send(data)
            return
        exchange.sent = True
        view = memoryview(data)
        for start in range(0, len(view), _CHUNK):
            self.sock.settimeout(exchange.remaining())
            super().send(view[start : start + _CHUNK])

    def _new_conn(self) -> socket.socket:
        """Resolve and connect, trying each address, all within the exchange's time.

        The name is urllib3's own hook for this (its SOCKS connections override it, too).
        """
        exchange = _exchange()
        try:
            addresses = _resolve(self._dns_host, self.port, exchange)
            sock = _connect_any(addresses, exchange)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, "connecting took too long") from error
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error
        # The TLS handshake that follows counts its whole length against the socket's timeout.
        sock.settimeout(exchange.connecting())
        return sock


def _resolve(host: str, port: int | None, exchange: Exchange) -> list[Any]:
    """The addresses of a host. The system's resolver knows no deadline, so it works in its own thread."""
    bare = host.strip("[]")
    if bare.replace(".", "").isdecimal() or ":" in bare:
        return socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM)
    answers: queue.SimpleQueue[list[Any] | OSError | UnicodeError] = queue.SimpleQueue()

    def resolve() -> None:
        try:
            answers.put(socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=resolve, daemon=True, name="resolver").start()
    try:
        answer = answers.get(timeout=exchange.connecting())
    except queue.Empty:
        raise TimeoutError("the name server did not answer") from None
    if isinstance(answer, UnicodeError):
        raise socket.gaierror(socket.EAI_NONAME, "not a possible name of a host")
    if isinstance(answer, OSError):
        raise answer
    return answer


def _connect_any(addresses: list[Any], exchange: Exchange) -> socket.socket:
    """Connect to the first address that answers; a mute one takes no more than its share of the time."""
    failure: OSError = OSError("the name has no address")
    for place, (family, kind, protocol, _, address) in enumerate(addresses):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(exchange.connecting() / (len(addresses) - place))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect(address)
        except OSError as error:
            failure = error
            sock.close()
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise failure


class _MarkedHTTP(_Marked, HTTPConnection):
    pass


class _MarkedHTTPS(_Marked, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _MarkedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _MarkedHTTPS


POOLS: dict[str, Any] = {"http": _HTTPPool, "https": _HTTPSPool}
"""For a pool manager's `pool_classes_by_scheme`."""
