"""What commands say beside their result, and what they ask: all of it on stderr.

Only a person at a terminal can be asked: what comes through a pipe never answers a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from phonecom_cli.errors import LocalError, Stopped, UsageError
from phonecom_cli.output import live
from phonecom_cli.output.progress import Progress
from phonecom_cli.output.text import block, carries, escaped_for, visible
from phonecom_cli.world import World, is_terminal

_YELLOW, _BOLD, _PLAIN = "\x1b[1;33m", "\x1b[1m", "\x1b[0m"


class Voice:
    """Notes, warnings, questions and progress.

    Args:
        world: whose terminal.
        quiet: `-q`: no notes and no progress; warnings and questions stay.
        verbose: `-v`: details too.
        as_json: a program reads stderr: every message is one line.
        color: whether stderr may have colours.
    """

    def __init__(self, world: World, *, quiet: bool, verbose: bool, as_json: bool, color: bool) -> None:
        self._world = world
        self._quiet = quiet
        self._verbose = verbose
        self._as_json = as_json
        self._color = color

    def note(self, text: str) -> None:
        """Say that something went well, or how far it is. `-q` silences it."""
        if not self._quiet:
            self._say(self._message(text))

    def warn(self, text: str) -> None:
        """Warn, of loss above all. Nothing silences it."""
        self._say(self._styled(_YELLOW, "warning:") + " " + self._message(text))

    def detail(self, text: str) -> None:
        """Say what only `-v` asks for."""
        if self._verbose:
            self._say(self._message(text))

    def can_ask(self) -> bool:
        """Whether a person is there: stdin and stderr are both terminals."""
        return is_terminal(self._world.stdin) and is_terminal(self._world.stderr)

    def confirm(self, question: str) -> bool:
        """Ask a question whose answer is no unless `y` or `yes` is typed. Nobody there is a no, unasked.

        Raises:
            KeyboardInterrupt: the person pressed Ctrl-C.
        """
        if not self.can_ask():
            return False
        return self._ask(f"{question} [y/N] ").strip().lower() in ("y", "yes")

    def retype(self, prompt: str, expected: str) -> bool:
        """Ask for a name to be typed again: only exactly that name is a yes. Nobody there is a no."""
        if not self.can_ask():
            return False
        return self._ask(f"{prompt.rstrip()} ").strip() == expected

    def line(self, prompt: str) -> str:
        """Ask for one line, shown as it is typed; the end of the input counts as an empty line.

        Raises:
            UsageError: nobody is there to answer, or what was typed is not text.
        """
        self._require_person()
        return self._ask(f"{prompt.rstrip()} ")

    def hidden(self, prompt: str) -> str:
        """Ask for one line that is not shown as it is typed; the end of the input counts as an empty line.

        Raises:
            UsageError: nobody is there to answer, or what was typed is not text.
            LocalError: the terminal cannot hide what is typed.
        """
        self._require_person()
        with self._unechoed():
            return self._ask(f"{prompt.rstrip()} ", shown=False)

    def progress(self, label: str, total: int | None = None) -> AbstractContextManager[Progress]:
        """Show how far long work is: a bar on a terminal, and nothing at all anywhere else or with `-q`.

        Args:
            label: what is being done, e.g. "Sending".
            total: how many steps there are; None if that is not known.
        """
        stderr = self._world.stderr
        shown = stderr if is_terminal(stderr) and not self._quiet else None
        return Progress(visible(label), total, shown, self._world.monotonic, color=self._color)

    def _message(self, text: str) -> str:
        return visible(text.rstrip("\n")) if self._as_json else block(text)

    def _styled(self, code: str, text: str) -> str:
        return f"{code}{text}{_PLAIN}" if self._color else text

    def _say(self, text: str, end: str = "\n") -> None:
        stream = self._world.stderr
        if stream is None:
            return
        text += end
        # A stderr that is closed or full has nobody to tell, and must not stop the work.
        with suppress(OSError, ValueError), live.paused():
            stream.write(text if carries(stream, text) else escaped_for(stream, text))
            stream.flush()

    def _require_person(self) -> None:
        if not self.can_ask():
            raise UsageError("this asks a question, and nobody is at a terminal to answer it")

    def _ask(self, prompt: str, *, shown: bool = True) -> str:
        """One line from the terminal, without its end. `shown`: what is typed is."""
        stdin = self._world.stdin
        assert stdin is not None
        with live.paused():
            try:
                # Inside, since Ctrl-C may come as soon as the question is seen.
                self._say(self._styled(_BOLD, visible(prompt, keep="\n")), end="")
                answer = stdin.readline()
            except UnicodeDecodeError:
                raise UsageError("what was typed is not text in the terminal's encoding") from None
            except (OSError, ValueError) as error:
                raise LocalError(f"the terminal could not be read: {error}") from None
            except (KeyboardInterrupt, Stopped):
                if shown:
                    self._say("")  # what is said of it does not stand behind the question
                raise
            if not answer.endswith("\n"):
                self._say("")  # Ctrl-D leaves the cursor behind the question
        return answer.rstrip("\r\n")

    @contextmanager
    def _unechoed(self) -> Iterator[None]:
        # Like getpass, but on the streams that were given and not on /dev/tty, with the prompt on stderr.
        import termios

        stdin = self._world.stdin
        assert stdin is not None
        try:
            descriptor = stdin.fileno()
            before = termios.tcgetattr(descriptor)
            silent = list(before)
            silent[3] &= ~termios.ECHO
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, silent)
        except (termios.error, OSError, ValueError) as error:
            raise LocalError(f"the terminal cannot hide what is typed: {error}") from None
        try:
            yield
        finally:
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
            self._say("")  # the Enter that was not shown
