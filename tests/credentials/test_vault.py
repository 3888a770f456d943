"""The keyring, real and broken: what is stored is found, and nothing that goes wrong holds or ends the tool."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from phonecom_cli.credentials import vault
from tests.credentials.secretservice import SecretService

ROOT = Path(vault.__file__).parents[2]
CANARY = "canary-7f3a91"
URL = "https://host.example/api"

SCRIPT = """
import json, sys, time
from phonecom_cli.credentials import vault
from phonecom_cli.secret import Secret
URL = "https://host.example/api"
for step in sys.argv[1:]:
    start = time.monotonic()
    try:
        if step == "store":
            result = vault.store(URL, "joe", Secret("canary-7f3a91"))
        elif step == "look":
            found = vault.Lookup(URL, "joe").wait()
            result = found.password.reveal() if found.password else found.problem
        elif step == "remove":
            result = vault.remove(URL, "joe")
        else:
            result = vault.describe()
    except vault.VaultError as error:
        result = "error: " + str(error)
    print(json.dumps([result, time.monotonic() - start]), flush=True)
"""


def steps(environ: dict[str, str], *words: str) -> list[Any]:
    """The results of steps in a fresh process, which must end by itself within 5 seconds of the last."""
    environ = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **environ}
    if "HOME" not in environ:
        environ["HOME"] = "/nonexistent"
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words],
        env=environ,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert time.monotonic() - start < 5 * len(words)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(seconds < 3.5 for _, seconds in lines)
    return [result for result, _ in lines]


def test_a_password_is_stored_found_and_removed(secret_service: SecretService) -> None:
    service = vault.service_name(URL)
    assert steps(secret_service.environ, "name", "look", "store", "look") == [
        "SecretService Keyring",
        "nothing is stored for joe",
        "SecretService Keyring",
        CANARY,
    ]
    assert secret_service.holds(service) == CANARY
    assert steps(secret_service.environ, "remove", "remove", "look") == [
        True,
        False,
        "nothing is stored for joe",
    ]
    assert secret_service.holds(service) == ""


def test_another_program_s_doubles_are_removed_too(secret_service: SecretService) -> None:
    for extra in ("1", "2"):
        subprocess.run(
            [
                *("secret-tool", "store", "--label=x", "service", vault.service_name(URL)),
                *("username", "joe", "extra", extra),
            ],
            env=secret_service.environ,
            input=CANARY.encode(),
            check=True,
        )
    assert steps(secret_service.environ, "remove") == [True]
    assert secret_service.holds(vault.service_name(URL)) == ""


def test_a_locked_collection_is_said_to_be_locked(secret_service: SecretService) -> None:
    steps(secret_service.environ, "store")
    secret_service.lock()
    look, store, remove = steps(secret_service.environ, "look", "store", "remove")
    assert "locked" in look
    assert store.startswith("error: ")
    assert "locked" in store
    assert "locked" in remove


def test_a_stopped_daemon_is_left_behind(secret_service: SecretService) -> None:
    steps(secret_service.environ, "store")
    secret_service.stop()
    assert "did not answer within 3 seconds" in steps(secret_service.environ, "look")[0]
    secret_service.go_on()
    assert steps(secret_service.environ, "look") == [CANARY]


def silent_after_hello(listener: socket.socket) -> None:
    """A bus that lets a client authenticate, and then reads and says nothing more."""
    with listener.accept()[0] as connection:
        data = b""
        while not data.endswith(b"BEGIN\r\n"):
            piece = connection.recv(4096)
            if not piece:
                return
            data += piece
            if piece.startswith((b"\0AUTH", b"AUTH")):
                connection.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            elif piece.startswith(b"NEGOTIATE_UNIX_FD"):
                connection.sendall(b"AGREE_UNIX_FD\r\n")
        while connection.recv(4096):
            pass


def test_a_bus_that_falls_silent_is_left_behind(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "bus"))
        listener.listen()
        thread = threading.Thread(target=silent_after_hello, args=(listener,))
        thread.start()
        (reason,) = steps({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/bus"}, "look")
        thread.join()
    assert "did not answer within 3 seconds" in reason


@pytest.mark.parametrize("backend", [{}, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}])
def test_without_a_keyring_everything_says_so(tmp_path: Path, backend: dict[str, str]) -> None:
    missing = "there is no keyring on this machine"
    environ = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none", **backend}
    assert steps(environ, "look", "store", "name", "remove") == [
        missing,
        *[f"error: {missing}"] * 3,
    ]


def test_a_keyring_that_keeps_nothing_is_noticed() -> None:
    name, look, store = steps(
        {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}, "name", "look", "store"
    )
    assert name == "null Keyring"
    assert look == "nothing is stored for joe"
    assert store == "error: null Keyring took the password and does not give it back"


@pytest.mark.parametrize("backend", ["no.such.Keyring", "os.path", "", "keyring.backends.fail.Missing"])
def test_a_misspelt_backend_in_the_environment_is_a_reason(backend: str) -> None:
    results = steps({"PYTHON_KEYRING_BACKEND": backend}, "look", "store", "name")
    assert "Error" in results[0]
    assert all("Error" in result for result in results)


def test_a_misspelt_backend_in_keyring_s_configuration_is_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "python_keyring"
    folder.mkdir()
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=no.such.Keyring\n")
    assert "ModuleNotFoundError" in steps({"XDG_CONFIG_HOME": str(tmp_path)}, "look")[0]
    (folder / "keyringrc.cfg").write_text("not a configuration")
    assert "MissingSectionHeaderError" in steps({"XDG_CONFIG_HOME": str(tmp_path)}, "look")[0]


BACKEND = """
import sys, time
from keyring.backend import KeyringBackend
class Ring(KeyringBackend):
    priority = {priority}
    def get_password(self, service, username): {get}
    def set_password(self, service, username, password): {set}
    def delete_password(self, service, username): pass
"""


@pytest.mark.parametrize(
    ("get", "words"),
    [
        ("raise SystemExit(9)", "SystemExit: 9"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise OSError(5, 'I/O' + chr(27) + '[31m error' * 99)", "I/O"),
        ("raise MemoryError", "MemoryError"),
        ("time.sleep(60)", "did not answer within 3 seconds"),
    ],
)
def test_whatever_a_backend_does_is_a_reason(tmp_path: Path, get: str, words: str) -> None:
    (tmp_path / "ring.py").write_text(BACKEND.format(priority=5, get=get, set="pass"))
    environ = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PYTHON_KEYRING_BACKEND": "ring.Ring"}
    (reason,) = steps(environ, "look")
    assert words in reason
    assert "\x1b" not in reason
    assert len(reason) < 300


def test_a_backend_s_complaint_does_not_show_the_password(tmp_path: Path) -> None:
    complain = "raise RuntimeError(f'cannot keep {password} here')"
    (tmp_path / "ring.py").write_text(BACKEND.format(priority=5, get="pass", set=complain))
    environ = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PYTHON_KEYRING_BACKEND": "ring.Ring"}
    assert steps(environ, "store") == ["error: RuntimeError: cannot keep **** here"]


def test_a_plain_file_is_never_chosen_by_itself(tmp_path: Path) -> None:
    """A backend of low priority, as third parties register them, holds a password only if the user chose it."""
    package = tmp_path / "plain-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Name: plain\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[keyring.backends]\nplain = ring\n")
    (tmp_path / "ring.py").write_text(BACKEND.format(priority=0.5, get=f"return '{CANARY}'", set="pass"))
    environ = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"}
    assert steps(environ, "store") == ["error: ring Ring does not protect what it stores"]
    assert steps({**environ, "PYTHON_KEYRING_BACKEND": "ring.Ring"}, "store") == ["ring Ring"]
