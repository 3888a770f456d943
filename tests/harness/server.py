"""RawServer: accepts connections, reads requests, and leaves every answer to a function."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self

from tests.harness.forms import pairs_of


class Received(NamedTuple):
    """A request as it came: all of its bytes, and its parts."""

    raw: bytes
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The form's pairs: of the body for a POST, of the query for a GET."""
        if self.method == "POST":
            return pairs_of(self.body)
        return pairs_of(self.target.partition("?")[2].encode())


class Connection:
    """One connection, at the moment when a request has been read from it.

    `number` counts the requests of the whole server from 1, `place` those of this connection.
    """

    def __init__(self, server: RawServer, sock: socket.socket, plain_fd: int) -> None:
        self.server = server
        self.sock = sock
        self.request = Received(b"", "", "", {}, b"")
        self.number = 0
        self.place = 0
        self._plain_fd = plain_fd
        self.is_open = True

    def answer(
        self,
        status: int = 200,
        body: bytes = b"",
        *,
        content_type: str = "text/xml",
        headers: dict[str, str] | None = None,
    ) -> None:
        """A complete answer; the connection stays open for the next request."""
        self.raw(
            self.head(
                status, {"Content-Type": content_type, "Content-Length": str(len(body)), **(headers or {})}
            )
        )
        self.raw(body)

    @staticmethod
    def head(status: int, headers: dict[str, str]) -> bytes:
        """A status line and headers, with the empty line."""
        lines = [f"HTTP/1.1 {status} Reason", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def raw(self, data: bytes) -> None:
        """These bytes and no others. A client that has gone away is no error."""
        with contextlib.suppress(OSError):
            self.sock.sendall(data)

    def plaintext(self, data: bytes) -> None:
        """These bytes past the TLS that the connection speaks."""
        with contextlib.suppress(OSError):
            os.write(self._plain_fd, data)

    def drip(self, data: bytes, every: float = 0.02, *, repeat: bool = False) -> None:
        """A byte at a time; `repeat` goes on until the server stops or the client leaves."""
        while True:
            for place in range(len(data)):
                try:
                    self.sock.sendall(data[place : place + 1])
                except OSError:
                    return
                if self.wait(every):
                    return
            if not repeat:
                return

    def pour(self, data: bytes) -> None:
        """The same bytes again and again until the client leaves or the server stops."""
        with contextlib.suppress(OSError):
            while not self.server.stopping.is_set():
                self.sock.sendall(data)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait, at most until the server stops; True when it does."""
        return self.server.stopping.wait(seconds)

    def mute(self) -> None:
        """Never answer."""
        self.wait()

    def half_close(self) -> None:
        """Send no more, but keep reading."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Close as a server does that has finished."""
        self.is_open = False
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def reset(self) -> None:
        """Close with a reset instead of an end."""
        self.is_open = False
        with contextlib.suppress(OSError):
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.release()
        # Past TLS, which would say goodbye first.
        with contextlib.suppress(OSError):
            os.close(self.sock.detach())

    def release(self) -> None:
        """Let go of the second descriptor, which would keep the connection alive."""
        if self._plain_fd >= 0:
            os.close(self._plain_fd)
            self._plain_fd = -1


Handler = Callable[[Connection], object]


class RawServer:
    """Serves on a free port of loopback until the `with` ends.

    Args:
        handler: answers a request; called in the connection's thread.
        tls: a server's context; None for plain http.
        silent: accept connections and neither read nor write.

    Attributes:
        count: requests of which at least one byte arrived. Over TLS, inside of it.
        requests: those that arrived whole, in order.
        connections: connections that were accepted.
        errors: what handlers raised; the `with` raises the first at its end.
    """

    def __init__(self, handler: Handler, *, tls: ssl.SSLContext | None = None, silent: bool = False) -> None:
        self.count = 0
        self.connections = 0
        self.requests: list[Received] = []
        self.errors: list[Exception] = []
        self.stopping = threading.Event()
        self._handler = handler
        self._tls = tls
        self._silent = silent
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        """The endpoint, at the API's own path."""
        return f"{self.origin}/special/xmlapi"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for sock in self._open:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        if self.errors and error is None:
            raise self.errors[0]

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True, name="raw-server")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._open.append(sock)
            self._start(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        if self._silent:
            self.stopping.wait()
            sock.close()
            return
        plain_fd = os.dup(sock.fileno()) if self._tls else -1
        try:
            spoken = self._tls.wrap_socket(sock, server_side=True) if self._tls else sock
        except OSError:
            os.close(plain_fd)
            sock.close()
            return
        with self._lock:
            self._open.append(spoken)
        connection = Connection(self, spoken, plain_fd)
        try:
            while connection.is_open and not self.stopping.is_set() and self._read(connection):
                self._handler(connection)
        except Exception as error:  # noqa: BLE001 # told by the test, at the end of the `with`
            self.errors.append(error)
        finally:
            connection.release()
            if connection.is_open:
                connection.close()

    def _read(self, connection: Connection) -> bool:
        """Read one request; False when there is none."""
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more(connection, is_first=not data)
            if not data or data.endswith(_END):
                return False
        lines = data[:end].decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
        }
        length = int(headers.get("content-length", "0"))
        while len(data) < end + 4 + length:
            data += self._more(connection, is_first=False)
            if data.endswith(_END):
                return False
        method, target, _ = lines[0].split(" ", 2)
        request = Received(data, method, target, headers, data[end + 4 :])
        with self._lock:
            self.requests.append(request)
        connection.request = request
        connection.place += 1
        return True

    def _more(self, connection: Connection, *, is_first: bool) -> bytes:
        try:
            data = connection.sock.recv(65_536)
        except OSError:
            return _END
        if data and is_first:
            with self._lock:
                self.count += 1
                connection.number = self.count
        return data or _END


_END = b"\0<end of connection>\0"
