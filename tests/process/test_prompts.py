"""Questions on a real terminal: what counts as yes, what as no, and what is never shown."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator, Sequence

import pytest

from tests.commands.api import ADD, CREATE, FROM, NEW_PASSWORD, RING, SMS, TO, US
from tests.harness import RawServer, echoing
from tests.process.tool import PATIENCE, TOOL

CANCEL = ("account", "cancel", "oldshop")
CTRL_C, CTRL_D = b"\x03", b"\x04"


class Terminal:
    """The tool on a pseudo-terminal: what it shows, and keys to press."""

    def __init__(self, argv: Sequence[str], environ: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        _keep_output(slave)
        self.shown = b""
        self.process = subprocess.Popen(
            [*TOOL, *argv],
            env={**environ, "TERM": "xterm", "NO_COLOR": "1"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: _own_terminal(slave),  # noqa: PLW1509 - one system call, no lock
        )
        os.close(slave)

    def wait_for(self, text: str) -> None:
        """Read until the text is on the screen."""
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.shown:
            assert time.monotonic() < end, self.shown
            assert self._read(), f"{text!r} never came: {self.shown!r}"

    def press(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def end(self) -> int:
        """Read to the end, and the exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        return self.shown.decode().replace("\r\n", "\n")

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        try:
            data = os.read(self._master, 65_536) if ready else b""
        except OSError:  # Linux: the other side is closed
            data = b""
        self.shown += data
        return bool(data)


def _keep_output(slave: int) -> None:
    """Ctrl-C has the kernel throw away what is still to be shown, which may be what is said of it."""
    import termios

    modes = termios.tcgetattr(slave)
    modes[3] |= termios.NOFLSH
    termios.tcsetattr(slave, termios.TCSANOW, modes)


def _own_terminal(slave: int) -> None:
    """Make it the controlling terminal, so that Ctrl-C is a signal."""
    import fcntl
    import termios

    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def on_terminal(argv: Sequence[str], environ: dict[str, str]) -> Iterator[Terminal]:
    terminal = Terminal(argv, environ)
    try:
        yield terminal
    finally:
        terminal.close()


ASKED = {
    "numbers add": (ADD, "Add +1 858-560-8120"),
    "ring-all": ((*RING, "--to", TO), "Replace all call handling rules"),
    "sms to two": ((*SMS, "--to", "+18583807711"), "Send 2 messages"),
    "api addPhoneNumber": (("api", "addPhoneNumber", "phoneNumber=18585608120"), "Do addPhoneNumber"),
}


@pytest.mark.parametrize(("argv", "question"), ASKED.values(), ids=ASKED)
def test_yes_does_it(argv: tuple[str, ...], question: str, environ: dict[str, str]) -> None:
    with RawServer(echoing) as server:
        with on_terminal([*argv, "--url", server.url], environ) as terminal:
            terminal.wait_for("[y/N]")
            assert question in terminal.text
            assert "joesmith" in terminal.text
            assert server.url in terminal.text.replace("\n", "")
            assert server.connections == 0
            terminal.press(b"y\n")
            assert terminal.end() == 0
        assert server.count >= 1


@pytest.mark.parametrize(
    ("keys", "code"),
    [(b"n\n", 2), (b"\n", 2), (b"yess\n", 2), (CTRL_D, 2), (CTRL_C, 130)],
    ids=["n", "Enter", "yess", "Ctrl-D", "Ctrl-C"],
)
@pytest.mark.parametrize("argv", [ADD, CANCEL], ids=["y/N", "retyped"])
def test_anything_else_does_not(
    argv: tuple[str, ...], keys: bytes, code: int, environ: dict[str, str]
) -> None:
    with RawServer(echoing) as server:
        with on_terminal([*argv, "--url", server.url], environ) as terminal:
            terminal.wait_for("joesmith")
            terminal.wait_for("[y/N]" if argv is ADD else "Type oldshop to go on")
            terminal.press(keys)
            assert terminal.end() == code
        assert server.connections == 0
    assert "Traceback" not in terminal.text
    assert ("nothing was sent" if code == 2 else "\nphonecom: interrupted") in terminal.text


@pytest.mark.parametrize(("typed", "code"), [("oldshop", 0), ("y", 2), ("Oldshop", 2), ("oldsho", 2)])
@pytest.mark.parametrize(
    "argv", [CANCEL, ("api", "cancelAccount", "accountUsername=oldshop")], ids=["cancel", "api"]
)
def test_an_account_is_cancelled_by_its_name_alone(
    argv: tuple[str, ...], typed: str, code: int, environ: dict[str, str]
) -> None:
    with RawServer(echoing) as server:
        with on_terminal([*argv, "--url", server.url], environ) as terminal:
            terminal.wait_for("Type oldshop to go on")
            terminal.press(f"{typed}\n".encode())
            assert terminal.end() == code
        assert server.count == (code == 0)


@pytest.mark.parametrize("again", [NEW_PASSWORD, "another"], ids=["the same", "another"])
def test_a_new_password_is_asked_for_twice_and_never_shown(again: str, environ: dict[str, str]) -> None:
    argv = [word for word in (*CREATE, *US) if word != "--new-password-stdin"]
    with RawServer(echoing) as server:
        with on_terminal([*argv, "--url", server.url], environ) as terminal:
            terminal.wait_for("Password of the new account:")
            terminal.press(f"{NEW_PASSWORD}\n".encode())
            terminal.wait_for("The same again:")
            terminal.press(f"{again}\n".encode())
            if again == NEW_PASSWORD:
                terminal.wait_for("[y/N]")
                terminal.press(b"y\n")
            code = terminal.end()
        sent = [dict(request.pairs)["newPassword"] for request in server.requests]
    assert NEW_PASSWORD not in terminal.text
    assert again not in terminal.text.replace("another account", "")
    if again == NEW_PASSWORD:
        assert (code, sent) == (0, [NEW_PASSWORD])
    else:
        assert (code, sent) == (2, [])
        assert "differ" in terminal.text


@pytest.mark.parametrize(
    ("changed", "code"),
    [({}, 4), ({"--zip": "1"}, 2), ({"--state": ""}, 2)],
    ids=["no credentials", "a bad zip", "no state"],
)
def test_no_password_is_asked_for_in_vain(
    changed: dict[str, str], code: int, environ: dict[str, str]
) -> None:
    argv = [word for word in (*CREATE, *US) if word != "--new-password-stdin"]
    for option, value in changed.items():
        argv[argv.index(option) + 1] = value
    bare = {name: value for name, value in environ.items() if changed or "PASSWORD" not in name}
    with on_terminal([*argv, "--url", "http://127.0.0.1:9/"], bare) as terminal:
        assert terminal.end() == code
    assert "Password of" not in terminal.text


def test_an_interrupt_while_a_password_is_typed_leaves_the_terminal_as_it_was(
    environ: dict[str, str],
) -> None:
    import termios

    argv = [word for word in (*CREATE, *US) if word != "--new-password-stdin"]
    with on_terminal([*argv, "--url", "http://127.0.0.1:9/"], environ) as terminal:
        terminal.wait_for("Password of the new account:")
        terminal.press(CTRL_C)
        assert terminal.end() == 130
        assert termios.tcgetattr(terminal._master)[3] & termios.ECHO


def test_a_single_sms_does_not_ask(environ: dict[str, str]) -> None:
    with RawServer(echoing) as server, on_terminal([*SMS, "--url", server.url], environ) as terminal:
        assert terminal.end() == 0
    assert "y/N" not in terminal.text


def test_yes_asks_nothing_on_a_terminal_either(environ: dict[str, str]) -> None:
    with RawServer(echoing) as server, on_terminal([*CANCEL, "--url", server.url, "-y"], environ) as terminal:
        assert terminal.end() == 0
    assert "Type" not in terminal.text
    assert "oldshop cancelled" in terminal.text


def test_a_message_from_a_pipe_cannot_be_confirmed(environ: dict[str, str]) -> None:
    """Its stdin is the pipe, so that nobody can answer, terminal or not."""
    argv = ("sms", "send", "-", "--from", FROM, "--to", TO, "--to", "+18583807711")
    master, slave = pty.openpty()
    with RawServer(echoing) as server:
        process = subprocess.Popen(
            [*TOOL, *argv, "--url", server.url],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=slave,
            stderr=subprocess.PIPE,
        )
        _, err = process.communicate(b"y\n", timeout=PATIENCE)
        assert server.connections == 0
    os.close(master)
    os.close(slave)
    assert process.returncode == 2
    assert b"needs --yes" in err


def test_ringing_is_asked_and_told_with_the_number_that_is_meant(environ: dict[str, str]) -> None:
    argv = ("numbers", "ring-all", "(858) 555-0100", "--to", TO)
    with RawServer(echoing) as server, on_terminal([*argv, "--url", server.url], environ) as terminal:
        terminal.wait_for("rules of +1 858-555-0100 on account")
        terminal.press(b"y\n")
        assert terminal.end() == 0
    assert "+1 858-555-0100 now rings 1 destination." in terminal.text
