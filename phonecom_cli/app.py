"""The one place where a run begins and ends: parse, run, draw the result, or turn an error into an exit code."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TextIO

import click

from phonecom_cli import __version__
from phonecom_cli.context import Context
from phonecom_cli.errors import InternalError, LocalError, PhonecomError, Stopped, UsageError
from phonecom_cli.options import JSON_FORMATS, Options
from phonecom_cli.output.errors import show_error
from phonecom_cli.output.render import render
from phonecom_cli.output.sink import ReaderGone, ensure_open
from phonecom_cli.output.style import Style, use_color
from phonecom_cli.output.voice import Voice
from phonecom_cli.result import Document, Record, Result
from phonecom_cli.tree import Shown, root
from phonecom_cli.world import World, real_world

READER_GONE = 141
_STOPPED = {"SIGTERM": "terminated", "SIGHUP": "hung up"}


def run(argv: Sequence[str], world: World | None = None) -> int:
    """Run one command line, from its words to its exit code. Nothing escapes but the exit code.

    Args:
        argv: the words after the program's name.
        world: the surroundings; the real ones unless a test brings its own.
    """
    if world is None:
        world = real_world()
        _catch_signals()
    try:
        return _ended([_utf8(word) for word in argv], world)
    finally:
        _let_go(world.stderr)


def _ended(argv: Sequence[str], world: World) -> int:
    options = Options()
    try:
        ensure_open(world)
        _run(list(argv), world, options)
    except ReaderGone:
        return READER_GONE
    except click.exceptions.NoArgsIsHelpError as error:
        _say(world, error.format_message())
        return UsageError.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the boundary: nothing goes past it
        told = _told(error, verbose=options.verbose, world=world)
        color = use_color(world.stderr, world.environ, no_color=options.no_color)
        show_error(told, as_json=_wants_json(argv, world, options), world=world, color=color)
        return told.exit_code
    return 0


def _run(argv: list[str], world: World, options: Options) -> None:
    context = Context(
        world, options, lambda: _voice(world, options, as_json=_wants_json(argv, world, options))
    )
    tree = root()
    try:
        with tree.make_context("phonecom", argv, obj=context) as started:
            result: Result = tree.invoke(started)
    except Shown as shown:
        result = shown.document
    except click.exceptions.Exit:
        return
    try:
        render(result, _style(context, result), world)
    except LocalError as error:
        if context.done:
            error.hint = f"{error.hint}, but the API has done what it was asked to"
        raise
    if isinstance(result, Record) and result.failure:
        raise result.failure


def _style(context: Context, result: Result) -> Style:
    """How the result is to be drawn. Only a result that has several forms asks the settings."""
    options, world = context.options, context.world
    if result is None or isinstance(result, Document):
        return Style(format="table", color=use_color(world.stdout, world.environ, no_color=options.no_color))
    return Style(
        format=context.format,
        fields=options.fields,
        header=not options.no_header,
        spreadsheet=options.spreadsheet,
        zone=context.clock.zone if context.format == "table" else None,
        color=use_color(world.stdout, world.environ, no_color=options.no_color),
        quiet=options.quiet,
    )


def _voice(world: World, options: Options, *, as_json: bool) -> Voice:
    return Voice(
        world,
        quiet=options.quiet,
        verbose=options.verbose,
        as_json=as_json,
        color=use_color(world.stderr, world.environ, no_color=options.no_color),
    )


def _told(error: BaseException, *, verbose: bool, world: World) -> PhonecomError:
    """Whatever was raised, as an error of ours."""
    if isinstance(error, PhonecomError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return Stopped("interrupted")
    if isinstance(error, click.ClickException):
        return _usage(error)
    return _internal(error, verbose=verbose, world=world)


def _wants_json(argv: Sequence[str], world: World, options: Options) -> bool:
    """Whether errors are to be JSON, also when parsing failed before it came to `--output`."""
    if options.output:
        return options.output in JSON_FORMATS
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        if word in {"-o", "--output"} and following in JSON_FORMATS:
            return True
        if word.startswith(("-ojson", "--output=json")):
            return True
    return world.environ.get("PHONECOM_OUTPUT") in JSON_FORMATS


def _usage(error: click.ClickException) -> UsageError:
    """Click's complaint about the command line, in this tool's words."""
    ctx = getattr(error, "ctx", None)
    hint = f"`{ctx.command_path} --help` shows how it is used." if ctx else ""
    message = error.format_message().strip().rstrip(".")
    return UsageError(message[:1].lower() + message[1:], hint=hint)


def _internal(error: BaseException, *, verbose: bool, world: World) -> InternalError:
    """A mistake of ours, told with its place in the code and without any value of the user's."""
    if isinstance(error, MemoryError):
        return InternalError("out of memory")
    import traceback

    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "phonecom_cli" in frame.filename
    ]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"
    if verbose:
        for frame in frames:
            _say(world, f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
    return InternalError(
        f"a mistake in phonecom {__version__}: {type(error).__name__} at {place}",
        hint="Please report it with the command you ran (no passwords) and this line; -v shows the way there.",
    )


def _utf8(word: str) -> str:
    """An argument that Python read in an ASCII locale, as the UTF-8 it was; one that is neither stays as it is."""
    try:
        return os.fsencode(word).decode() if any("\ud800" <= char <= "\udfff" for char in word) else word
    except UnicodeError:
        return word


def _let_go(stream: TextIO | None) -> None:
    """What a full stderr did not take must not fail again when Python exits: that would be exit code 120."""
    if stream is None:
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            stream.close()


def _say(world: World, text: str) -> None:
    if world.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            world.stderr.write(text + "\n")
            world.stderr.flush()


def _catch_signals() -> None:
    """SIGTERM and SIGHUP end a command as Ctrl-C does, so that it can say what is left undone."""

    def stop(number: int, _frame: FrameType | None) -> None:
        name = signal.Signals(number).name
        raise Stopped(_STOPPED[name], exit_code=128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # A signal that the caller had ignored (nohup) stays ignored.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)
