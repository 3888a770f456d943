"""Serve a WSGI application with waitress until a signal says stop. The one home of waitress.

Stopping is orderly: no new connection is taken, requests under way are answered, idle ones are closed. A
second signal ends the process at once.
"""

from __future__ import annotations

import logging
import signal
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.server import create_server
from waitress.task import WSGITask
from waitress.wasyncore import loop

from phonecom_cli.errors import LocalError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ABORT = "phonecom.abort"
"""In the WSGI environ: call it, and the connection is reset without an answer. It does not return."""


class Limits(NamedTuple):
    """What one client may take.

    Attributes:
        body_bytes, header_bytes: of one request; more is answered 413 or 431.
        connections: open at once; more wait in the listening queue.
        idle_seconds: after which a connection without a request is closed; also what the whole of one request
            may take to arrive.
        grace_seconds: how long requests under way may take to finish when the server stops.
    """

    body_bytes: int = 1 << 20
    header_bytes: int = 1 << 16
    connections: int = 2_000
    idle_seconds: int = 60
    grace_seconds: float = 10.0


DEFAULT_LIMITS = Limits()

SPARE_FILES = 64
"""Open files beside the connections."""


class _Task(WSGITask):
    channel: _Channel

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[ABORT] = self._abort
        return environ

    def write(self, data: bytes) -> None:
        # Head and body as one piece: each piece is a system call of its own, and lets go of the interpreter's
        # lock, for which the threads then compete.
        self.channel.hold()
        try:
            super().write(data)
        finally:
            self.channel.let_go()

    def _abort(self) -> NoReturn:
        # Lingering for no time makes the close a reset. The exception is waitress's own way to end a task
        # without writing anything more.
        connection = self.channel.socket
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ClientDisconnected


class _Channel(HTTPChannel):
    task_class = _Task
    _held: list[bytes] | None = None

    def hold(self) -> None:
        """Keep what is written until `let_go`."""
        self._held = []

    def let_go(self) -> None:
        """Write what was kept, as one piece."""
        held, self._held = self._held, None
        if held:
            self.write_soon(b"".join(held))

    def write_soon(self, data: Any) -> Any:
        if self._held is None:
            return super().write_soon(data)
        self._held.append(data)
        return len(data)

    def handle_read(self) -> None:
        # A drip of bytes is not activity: what arrives in the middle of a request leaves the idle clock
        # where the request began, so that each has `idle_seconds` to be complete.
        began = self.last_activity if self.request is not None else None
        super().handle_read()
        if began is not None and self.request is not None:
            self.last_activity = began


class _Inline:
    """Instead of waitress's threads: requests are worked on where they were read, one after the other.

    An application that never waits is twice as fast this way, because no two threads compete for the
    interpreter's lock.
    """

    def __init__(self) -> None:
        self._tasks: deque[HTTPChannel] = deque()

    def add_task(self, task: HTTPChannel) -> None:
        self._tasks.append(task)

    def work(self) -> None:
        """Answer what was read since the last time."""
        while self._tasks:
            self._tasks.popleft().service()

    def shutdown(self, *, timeout: float = 0) -> None:
        """There are no threads to end."""


class Server:
    """A listening server. `run` serves until `stop` is called, from a signal handler or another thread."""

    def __init__(
        self,
        app: WSGIApplication,
        host: str,
        port: int,
        *,
        threads: int = 8,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        """Listen on `host` and `port`; 0 takes a free port.

        With `threads` 0 requests are worked on in the thread of `run`, one after the other: for applications
        that never wait and whose answers are small.

        Raises:
            LocalError: the address cannot be listened on.
        """
        self._limits = limits
        self._stopping = False
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._sockets: dict[int, Any] = {}
        _allow_open_files(limits.connections + SPARE_FILES)
        listener = _listen(host, port)
        self.port: int = listener.getsockname()[1]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.port}"
        # Its warnings (a queue of waiting requests, an answer cut short on purpose) are no news to anyone.
        logging.getLogger("waitress").setLevel(logging.ERROR)
        create: Any = create_server
        self._server = create(
            app,
            map=self._sockets,
            sockets=[listener],
            threads=max(1, threads),
            ident="phonecom",
            max_request_body_size=limits.body_bytes,
            max_request_header_size=limits.header_bytes,
            connection_limit=limits.connections,
            channel_timeout=limits.idle_seconds,
            cleanup_interval=max(1, limits.idle_seconds // 4),
            asyncore_use_poll=True,  # select() ends at 1,024 open files
            backlog=1024,
            # Whose word on the client's address counts is decided by the applications, which know the proxy.
            clear_untrusted_proxy_headers=False,
        )
        self._server.channel_class = _Channel
        self._wake = self._server.pull_trigger
        self._inline = _Inline() if threads == 0 else None
        if self._inline is not None:
            self._server.task_dispatcher.shutdown()
            self._server.task_dispatcher = self._inline
            # The loop has nobody to be woken by but `stop`.
            self._server.pull_trigger = lambda: None

    def run(self) -> None:
        """Serve until told to stop, then finish what is under way."""
        server = self._server
        try:
            while not self._stopping:
                self._once(1.0)
            # `stop` may still be at its last line on another thread, and what it wakes by is closed below.
            self._woken.get()
            server.del_channel(self._sockets)
            server.socket.close()
            deadline = time.monotonic() + self._limits.grace_seconds
            while self._busy() and time.monotonic() < deadline:
                self._once(0.05)
        finally:
            server.task_dispatcher.shutdown(timeout=1)
            for channel in list(server.active_channels.values()):
                channel.handle_close()
            server.close()

    def _once(self, timeout: float) -> None:
        loop(timeout=timeout, use_poll=True, map=self._sockets, count=1)
        if self._inline is not None:
            self._inline.work()

    def stop(self) -> None:
        """Ask `run` to finish and return."""
        self._stopping = True
        self._wake()
        self._woken.put(None)

    def _busy(self) -> bool:
        channels = self._server.active_channels.values()
        return any(channel.requests or channel.total_outbufs_len for channel in channels)


def serve(
    app: WSGIApplication,
    host: str,
    port: int,
    *,
    threads: int = 8,
    on_ready: Callable[[str], None],
    limits: Limits = DEFAULT_LIMITS,
    stop_signals: Sequence[signal.Signals] = (signal.SIGTERM, signal.SIGINT),
) -> signal.Signals:
    """Serve until one of `stop_signals` arrives, in the main thread; return which one it was.

    Args:
        app: the WSGI application. `environ["phonecom.abort"]()` resets its connection.
        host: an address or a name; only its first address is listened on.
        port: 0 takes a free one.
        threads: how many requests are worked on at once; 0 for applications that never wait (see `Server`).
        on_ready: called once with the URL (no path, no final slash) when connections are taken.
        limits: what one client may take.
        stop_signals: their former handlers are put back at the end.

    Raises:
        LocalError: the address cannot be listened on.
    """
    server = Server(app, host, port, threads=threads, limits=limits)
    received: list[signal.Signals] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(signal.Signals(number))
        for each in stop_signals:
            signal.signal(each, signal.SIG_DFL)
        server.stop()

    former = {each: signal.signal(each, stop) for each in stop_signals}
    try:
        on_ready(server.url)
        server.run()
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
    return received[0]


def _allow_open_files(wanted: int) -> None:
    """Raise this process's own limit, often 1,024, as far as the system lets it."""
    try:
        import resource
    except ImportError:  # not a POSIX system: there is no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LocalError(
            f"cannot listen on {host} port {port}: {reason}", hint="Choose another with --host and --port."
        ) from error
    return listener
