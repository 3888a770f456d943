"""Questions, notes, warnings and progress, on a real terminal and without one."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import termios
import threading
from collections.abc import Callable, Iterator
from typing import TextIO

import pytest

from phonecom_cli.errors import UsageError
from phonecom_cli.output.voice import Voice
from phonecom_cli.world import World
from tests.output.streams import HOSTILE, Stream, acting_in


class Terminal:
    """A pseudo-terminal with a person at it, who types an answer once the question is on the screen."""

    def __init__(self) -> None:
        self.master, slave = pty.openpty()
        self.stdin: TextIO = os.fdopen(os.dup(slave), "r", encoding="utf-8")
        self.stderr: TextIO = os.fdopen(slave, "w", encoding="utf-8")
        self.screen = ""

    def voice(self, *, quiet: bool = False, monotonic: Callable[[], float] = lambda: 0.0) -> Voice:
        world = World({}, self.stdin, None, self.stderr, monotonic=monotonic)
        return Voice(world, quiet=quiet, verbose=False, as_json=False, color=False)

    def see(self, until: str) -> None:
        while until not in self.screen:
            self.screen += os.read(self.master, 4096).decode(errors="replace")

    def type_after(self, prompt: str, typed: bytes) -> threading.Thread:
        def person() -> None:
            self.see(prompt)
            os.write(self.master, typed)

        thread = threading.Thread(target=person, daemon=True)
        thread.start()
        return thread

    def rest(self) -> str:
        """Everything on the screen, once nothing more can come."""
        self.stderr.write("<end>")
        self.stderr.flush()
        self.see("<end>")
        return self.screen.replace("<end>", "")

    def close(self) -> None:
        self.stdin.close()
        self.stderr.close()
        os.close(self.master)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    made.close()


def piped(text: str = "", **options: bool) -> tuple[Voice, Stream]:
    stderr = Stream()
    chosen = {"quiet": False, "verbose": False, "as_json": False, "color": False} | options
    return Voice(World({}, io.StringIO(text), None, stderr), **chosen), stderr


@pytest.mark.parametrize(
    ("typed", "answer"),
    [(b"y\n", True), (b"YES\n", True), (b" y \n", True), (b"\n", False), (b"n\n", False), (b"yep\n", False),
     (b"\x04", False), (b"\xff\n", False)],
)  # fmt: skip
def test_only_a_yes_confirms(terminal: Terminal, typed: bytes, *, answer: bool) -> None:
    person = terminal.type_after("[y/N] ", typed)
    if typed == b"\xff\n":
        with pytest.raises(UsageError, match="not text"):
            terminal.voice().confirm("Buy it?")
    else:
        assert terminal.voice().confirm("Buy it?") is answer
    person.join()
    assert terminal.rest().startswith("Buy it? [y/N] ")


def test_ctrl_c_at_a_question_interrupts() -> None:
    class Interrupting(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    voice = Voice(
        World({}, Interrupting(), None, Stream(terminal=True)),
        quiet=False,
        verbose=False,
        as_json=False,
        color=False,
    )
    with pytest.raises(KeyboardInterrupt):
        voice.confirm("Buy it?")


@pytest.mark.parametrize(
    ("typed", "answer"), [(b"joe\n", True), (b"Joe\n", False), (b"y\n", False), (b"\n", False)]
)
def test_only_the_name_itself_is_a_retyped_name(terminal: Terminal, typed: bytes, *, answer: bool) -> None:
    terminal.type_after("again: ", typed)
    assert terminal.voice().retype("Type the username again:", "joe") is answer


def test_a_password_is_not_shown_and_the_terminal_echoes_again_afterwards(terminal: Terminal) -> None:
    terminal.type_after("Password: ", b"hunter2\n")
    before = termios.tcgetattr(terminal.stdin.fileno())
    assert terminal.voice().hidden("Password:") == "hunter2"
    assert termios.tcgetattr(terminal.stdin.fileno()) == before
    assert terminal.rest() == "Password: \r\n"


def test_one_space_stands_between_a_prompt_and_what_is_typed(terminal: Terminal) -> None:
    terminal.type_after("Username: ", b"joe\n")
    terminal.voice().line("Username: ")
    assert terminal.rest() == "Username: joe\r\n"


def test_a_line_is_shown(terminal: Terminal) -> None:
    terminal.type_after("Username: ", "zoë \n".encode())
    assert terminal.voice().line("Username:") == "zoë "
    assert "zoë" in terminal.rest()


def test_what_comes_through_a_pipe_answers_nothing() -> None:
    voice, stderr = piped("y\ny\ny\n")
    assert not voice.can_ask()
    assert voice.confirm("Buy it?") is False
    assert voice.retype("Again:", "y") is False
    for ask in (voice.line, voice.hidden):
        with pytest.raises(UsageError, match="nobody"):
            ask("Name:")
    assert stderr.text == ""


def test_a_person_needs_both_stdin_and_stderr(terminal: Terminal) -> None:
    for stdin, stderr in ((terminal.stdin, Stream()), (io.StringIO("y\n"), terminal.stderr), (None, None)):
        voice = Voice(World({}, stdin, None, stderr), quiet=False, verbose=False, as_json=False, color=False)
        assert not voice.can_ask()
    assert terminal.voice().can_ask()


def test_quiet_silences_notes_and_never_warnings() -> None:
    for quiet, expected in (
        (True, "warning: rows were left out\n"),
        (False, "done\nwarning: rows were left out\n"),
    ):
        voice, stderr = piped(quiet=quiet)
        voice.note("done")
        voice.warn("rows were left out")
        voice.detail("POST ...")
        assert stderr.text == expected


def test_verbose_tells_details() -> None:
    voice, stderr = piped(verbose=True)
    voice.detail("POST https://x\nusername=demo")
    assert stderr.text == "POST https://x\n  username=demo\n"


def test_a_message_for_a_program_is_one_line() -> None:
    voice, stderr = piped(as_json=True)
    voice.warn("one\ntwo")
    assert stderr.text == "warning: one\\ntwo\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_in_notes_questions_and_labels(terminal: Terminal, text: str) -> None:
    voice, stderr = piped(verbose=True)
    for say in (voice.note, voice.warn, voice.detail):
        say(text)
    assert acting_in(stderr.text) == set()
    terminal.type_after("[y/N] ", b"n\n")
    terminal.voice().confirm(text)
    assert acting_in(terminal.rest(), allowed="\r\n") == set()


def test_a_stderr_that_is_gone_stops_nothing() -> None:
    with open("/dev/full", "w") as full:
        for stream in (None, full):
            voice = Voice(
                World({}, None, None, stream), quiet=False, verbose=True, as_json=False, color=False
            )
            voice.note("x")
            voice.warn("x")
        with contextlib.suppress(OSError):
            full.close()


def test_progress_is_nothing_where_nobody_looks() -> None:
    for quiet in (True, False):
        voice, stderr = piped(quiet=quiet)
        with voice.progress("Sending", 3) as progress:
            progress.advance(3)
            progress.update("last")
        assert stderr.text == ""


class Hours:
    """A clock that moves on by an hour whenever it is read."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 3600
        return self.now


@pytest.mark.parametrize("label", ["Sending [/bold] :smiley:"])
def test_progress_on_a_terminal_shows_how_far_it_is_and_cleans_up(terminal: Terminal, label: str) -> None:
    os.environ.pop("COLUMNS", None)
    voice = terminal.voice(monotonic=Hours())
    with voice.progress(label, 7) as progress:
        progress.advance(3)
        voice.note("a note above the bar")
        progress.update("to Ann\x1b[2J")
    screen = terminal.rest()
    assert label in screen
    assert "3/7" in screen
    assert "a note above the bar\r\n" in screen
    assert "\x1b[2J" not in screen
    assert screen.endswith("\r\x1b[K")  # nothing of the bar is left
    assert "\x1b[?25l" not in screen  # the cursor is never hidden, so it cannot be lost


def test_a_question_takes_the_bar_off_the_terminal_until_it_is_answered(terminal: Terminal) -> None:
    voice = terminal.voice(monotonic=Hours())
    with voice.progress("Sending", 7) as progress:
        progress.advance()
        person = terminal.type_after("Go on? [y/N] ", b"y\n")
        assert voice.confirm("Go on?")
        person.join()
        progress.advance()
    asked = terminal.rest().split("Go on? [y/N] ")[1]
    assert asked.lstrip().startswith("y\r\n")  # what was typed stands right behind the question


def test_quick_work_shows_no_bar(terminal: Terminal) -> None:
    with terminal.voice().progress("Sending", 7) as progress:
        progress.advance(7)
    assert terminal.rest() == ""
