"""The command tree: nouns and verbs found by name in `commands` and loaded when they are used.

A package in `commands` whose `VERBS` lists its members is a noun; a module with a function `command` is a verb.
Nothing is registered twice: the module's place in the folder is its place in the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import click
import typer
from typer.core import TyperCommand, TyperOption

from phonecom_cli import __version__
from phonecom_cli.errors import UsageError
from phonecom_cli.options import FORMATS, Options
from phonecom_cli.result import Document
from phonecom_cli.suggest import nearest

ROOT = "phonecom_cli.commands"
_LONGEST = 86400
_WIDEST = 100
"""How wide help becomes on a wide terminal."""


class Shown(Exception):
    """Ends parsing with a text to show; it is drawn like any other result."""

    def __init__(self, text: str) -> None:
        text = text if text.endswith("\n") else text + "\n"
        headings = (line for line in text.splitlines() if line.endswith(":") and not line.startswith(" "))
        self.document = Document(text, frozenset(headings))


class EverywhereOption(click.Option):
    """An option of every command: it sets an attribute of the run's `Options`, wherever it stands."""

    def __init__(self, *args: Any, panel: str, **kwargs: Any) -> None:
        super().__init__(*args, expose_value=False, callback=_set_option, **kwargs)
        self.panel = panel


def _set_option(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value is None or value is False or param.name is None:
        return
    options: Options = ctx.obj.options
    if param.name == "fields":
        value = tuple(name.strip() for name in str(value).split(",") if name.strip())
        if not value:
            raise UsageError(
                "--fields names no field", hint="Give one or more, as in --fields id,phoneNumber."
            )
    if param.name == "cltrid" and not value:
        raise UsageError("--cltrid is empty", hint="Leave it out to have a fresh one made.")
    if isinstance(value, float) and not 0 < value <= _LONGEST:
        raise UsageError(f"--{param.name} must be more than 0 and at most {_LONGEST} seconds")
    setattr(options, param.name, value)


def _show_help(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        raise Shown(ctx.get_help())


EVERYWHERE: tuple[click.Option, ...] = (
    EverywhereOption(
        ["-o", "--output"],
        panel="Output",
        type=click.Choice(FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}; by default table on a terminal, tsv in a pipe.",
    ),
    EverywhereOption(["--fields"], panel="Output", metavar="A,B", help="Only these columns, in this order."),
    EverywhereOption(["--no-header"], panel="Output", is_flag=True, help="No header line in csv and tsv."),
    EverywhereOption(
        ["--spreadsheet"],
        panel="Output",
        is_flag=True,
        help="In csv and tsv, prefix ' to cells a spreadsheet would run.",
    ),
    EverywhereOption(
        ["--utc"], panel="Output", is_flag=True, help="Read and show times in UTC, not local time."
    ),
    EverywhereOption(["--no-color"], panel="Output", is_flag=True, help="No colours."),
    EverywhereOption(["-q", "--quiet"], panel="Output", is_flag=True, help="No progress, no success lines."),
    EverywhereOption(
        ["-v", "--verbose"],
        panel="Output",
        is_flag=True,
        help="Show each request and answer on stderr, secrets masked.",
    ),
    EverywhereOption(
        ["-p", "--profile"], panel="Connection", metavar="NAME", help="Use this profile of the settings."
    ),
    EverywhereOption(
        ["--sandbox"],
        panel="Connection",
        is_flag=True,
        help="Use the local sandbox; the same as --profile sandbox.",
    ),
    EverywhereOption(["--url"], panel="Connection", metavar="URL", help="Send to this endpoint instead."),
    EverywhereOption(
        ["--dry-run"],
        panel="Connection",
        is_flag=True,
        help="Print the request, secrets masked; send nothing.",
    ),
    EverywhereOption(
        ["-y", "--yes"], panel="Connection", is_flag=True, help="Answer every question with yes."
    ),
    EverywhereOption(
        ["--timeout"],
        panel="Connection",
        type=float,
        metavar="SECONDS",
        help="How long one API call may take, retries included; default 30.",
    ),
    EverywhereOption(
        ["--cltrid"],
        panel="Connection",
        metavar="TEXT",
        help="Client transaction ID to send; default a fresh one.",
    ),
)

_HELP = click.Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="Show this help.",
)


class _Helpful(click.Command):
    """A command with the options of every command, and help in sections: what, options, examples."""

    module: ModuleType

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:  # noqa: ARG002 - click's signature
        return [*self.params, *EVERYWHERE, _HELP]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        return _HELP

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for arg in args:
            if any("\ud800" <= char <= "\udfff" for char in arg):
                raise UsageError("an argument is not valid UTF-8 text")
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        first, *rest = super().collect_usage_pieces(ctx)
        required = [
            f"{param.opts[0]} {param.make_metavar(ctx)}"
            for param in self.params
            if isinstance(param, click.Option) and param.required
        ]
        return [first, *required, *rest]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            record = _argument_record(param) or param.get_help_record(ctx)
            if record is not None:
                sections.setdefault(_panel(param), []).append(record)
        self.format_examples(formatter)
        self.format_commands(ctx, formatter)
        for name, records in sections.items():
            if records:
                with formatter.section(name):
                    formatter.write_dl(records, col_max=34)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if isinstance(self, click.Group):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            with formatter.section("Commands"):
                formatter.write_dl(
                    [(name, first_sentence(command.help or "")) for name, command in commands if command]
                )

    def format_examples(self, formatter: click.HelpFormatter) -> None:
        examples: Sequence[tuple[str, str]] = getattr(self.module, "EXAMPLES", ())
        if not examples:
            return
        from phonecom_cli.fold import fold

        with formatter.section("Examples"):
            indent = " " * formatter.current_indent
            for what, line in examples:
                formatter.write(f"{indent}# {what}\n")
                formatter.write("".join(f"{indent}{part}\n" for part in fold(line, formatter.width - 2)))


def first_sentence(text: str) -> str:
    """What a list of commands says of one: its help's first sentence."""
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    end = paragraph.find(". ")
    return paragraph if end < 0 else paragraph[: end + 1]


def _panel(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return "Arguments"
    return str(getattr(param, "panel", None) or getattr(param, "rich_help_panel", None) or "Options")


def _argument_record(param: click.Parameter) -> tuple[str, str] | None:
    if not isinstance(param, click.Argument):
        return None
    return (param.make_metavar(click.Context(click.Command(None))), str(getattr(param, "help", None) or ""))


class Verb(_Helpful, TyperCommand):
    """A command that does something."""


class Noun(_Helpful, click.Group):
    """A command that holds others, each loaded when it is used."""

    def __init__(self, name: str, module: ModuleType) -> None:
        super().__init__(
            name=name,
            help=module.__doc__,
            add_help_option=False,
            context_settings={"max_content_width": _WIDEST},
        )
        self.module = module

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.module.VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return load(self.module, cmd_name) if cmd_name in self.module.VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            raise UsageError(
                f"{ctx.command_path} has no command {name!r}",
                hint=self._meant(ctx, name),
            )
        return name, command, args[1:]

    def _meant(self, ctx: click.Context, name: str) -> str:
        close = nearest(name, self.module.VERBS)
        if close:
            return f"Did you mean {ctx.command_path} {close}?"
        return "There are: " + ", ".join(self.module.VERBS) + "."


def load(parent: ModuleType, name: str) -> click.Command:
    """The command of that name below a noun's package."""
    module = import_module(f"{parent.__name__}.{name.replace('-', '_')}")
    if hasattr(module, "VERBS"):
        return Noun(name, module)
    maker = typer.Typer(add_completion=False, rich_markup_mode=None)
    maker.command(name, cls=Verb, add_help_option=False, context_settings=getattr(module, "CONTEXT", None))(
        module.command
    )
    command = typer.main.get_command(maker)
    assert isinstance(command, Verb)
    command.module = module
    return command


def _show_version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        raise Shown(f"phonecom {__version__}")


def root() -> Noun:
    """The whole tree."""
    tree = Noun("phonecom", import_module(ROOT))
    tree.params.append(
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="Show the version.",
        )
    )
    return tree


__all__ = ["EVERYWHERE", "Noun", "Shown", "TyperOption", "Verb", "load", "root"]
