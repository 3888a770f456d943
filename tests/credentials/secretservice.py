"""A real Secret Service for one test: gnome-keyring under a session bus of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("dbus-run-session", "dbus-send", "gnome-keyring-daemon", "secret-tool")


class SecretService:
    """The running service.

    Attributes:
        environ: what a program needs in its environment to reach it; nothing else of ours is in there.
        pid: the daemon's process.
    """

    def __init__(self, environ: dict[str, str], pid: int) -> None:
        self.environ = environ
        self.pid = pid

    def wait(self) -> None:
        """Waits until the daemon has its name on the bus."""
        deadline = time.monotonic() + 10
        words = ("org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")
        while "true" not in self._send("org.freedesktop.DBus", "/", *words):
            assert time.monotonic() < deadline, "gnome-keyring-daemon did not start"

    def _send(self, *words: str) -> str:
        command = ["dbus-send", "--session", "--print-reply=literal", f"--dest={words[0]}", *words[1:]]
        return subprocess.run(command, env=self.environ, capture_output=True, check=True, text=True).stdout

    def lock(self) -> None:
        """Locks every collection; nobody is there to unlock it."""
        self._send(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            "array:objpath:/org/freedesktop/secrets/collection/login",
        )

    def stop(self) -> None:
        """Stops the daemon where it stands: it keeps its name on the bus and answers nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def holds(self, service: str) -> str:
        """What an independent program finds stored for a service; "" for nothing."""
        done = subprocess.run(
            ["secret-tool", "lookup", "service", service],
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout


@contextmanager
def running(home: Path) -> Iterator[SecretService]:
    """Starts the service with an unlocked collection, its files below `home`."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(home / "share"),
    }
    bus = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec cat"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdin is not None
    assert bus.stdout is not None
    try:
        environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert daemon.stdin is not None
        try:
            daemon.stdin.write(b"login")
            daemon.stdin.close()
            service = SecretService(environ, daemon.pid)
            service.wait()
            yield service
        finally:
            daemon.kill()
            daemon.wait(10)
    finally:
        bus.stdin.close()
        bus.stdout.close()
        bus.wait(10)
