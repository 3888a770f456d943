"""The live command tree as plain data: what the writers of man pages and completions read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import click

from phonecom_cli.actions import ACTIONS, Action
from phonecom_cli.docgen.values import NOTHING, Values, values_of
from phonecom_cli.tree import EVERYWHERE, Noun, first_sentence, root


class Opt(NamedTuple):
    """An option.

    Attributes:
        names: `-n`, `--quantity`, in the order in which they are shown; a switch's negative form comes last.
        metavar: what its value is called; "" for a switch.
        about: its help, as written in the code.
        panel: "Options", "Output" or "Connection".
        values: what its value may be.
        default: what holds without it, where that is a value of its own.
    """

    names: tuple[str, ...]
    metavar: str
    about: str
    panel: str
    values: Values = NOTHING
    required: bool = False
    repeated: bool = False
    default: str = ""


class Arg(NamedTuple):
    """A positional argument; `metavar` as the usage line shows it."""

    metavar: str
    about: str
    values: Values = NOTHING
    required: bool = True
    repeated: bool = False


class Cmd(NamedTuple):
    """A command.

    Attributes:
        path: its words after `phonecom`; () for the root.
        text: its help text: paragraphs, the first sentence of which says what it does.
        options: its own; those of every command are `EVERYWHERE`.
        children: its commands, for a noun.
        action: the API's action it is the command of.
    """

    path: tuple[str, ...]
    text: str
    options: tuple[Opt, ...]
    args: tuple[Arg, ...]
    examples: tuple[tuple[str, str], ...]
    children: tuple[Cmd, ...] = ()
    is_noun: bool = False
    action: Action | None = None

    @property
    def words(self) -> str:
        """The words that a user types."""
        return " ".join(("phonecom", *self.path))

    @property
    def page(self) -> str:
        """The name of its man page."""
        return "-".join(("phonecom", *self.path))

    @property
    def about(self) -> str:
        """Its first sentence."""
        return first_sentence(self.text)


def read_tree() -> Cmd:
    """The whole tree, with every module of it loaded."""
    return _read(root(), ())


def walk(cmd: Cmd) -> Iterator[Cmd]:
    """A command and everything below it."""
    yield cmd
    for child in cmd.children:
        yield from walk(child)


def everywhere() -> tuple[Opt, ...]:
    """The options of every command, `--help` last."""
    help_option = Opt(("-h", "--help"), "", "Show this help.", "Options")
    return (*(_option(option, ()) for option in EVERYWHERE), help_option)


def _read(command: click.Command, path: tuple[str, ...]) -> Cmd:
    context = click.Context(command, info_name="phonecom")
    children: tuple[Cmd, ...] = ()
    if isinstance(command, click.Group):
        found = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        children = tuple(_read(child, (*path, name)) for name, child in found if child is not None)
    module = getattr(command, "module", None)
    return Cmd(
        path,
        (command.help or "").strip(),
        tuple(_option(param, path) for param in command.params if isinstance(param, click.Option)),
        tuple(_argument(param, path) for param in command.params if isinstance(param, click.Argument)),
        tuple(getattr(module, "EXAMPLES", ())),
        children,
        isinstance(command, Noun),
        ACTIONS.get(getattr(module, "ACTION", "")),
    )


def _option(option: click.Option, path: tuple[str, ...]) -> Opt:
    names = sorted(option.opts, key=len) + sorted(option.secondary_opts, key=len)
    return Opt(
        tuple(names),
        "" if option.is_flag else _metavar(option),
        _sentence(option.help),
        str(getattr(option, "panel", None) or "Options"),
        NOTHING if option.is_flag else values_of(option, path),
        option.required,
        option.multiple,
        _default(option),
    )


def _default(option: click.Option) -> str:
    value = option.get_default(click.Context(click.Command(None)), call=False)
    shown = not option.is_flag and not option.multiple and isinstance(value, (int, float, str))
    return str(value) if shown else ""


def _argument(argument: click.Argument, path: tuple[str, ...]) -> Arg:
    about = _sentence(getattr(argument, "help", None))
    return Arg(_metavar(argument), about, values_of(argument, path), argument.required, argument.nargs == -1)


def _metavar(param: click.Parameter) -> str:
    text = param.make_metavar(click.Context(click.Command(None)))
    # Choices come in brackets of their own, which would read as an optional value.
    return text[1:-1] if isinstance(param.type, click.Choice) and text.startswith("[") else text


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split())
