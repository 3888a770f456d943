"""`phonecom help`: topics, and the help of any command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import click
import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.errors import UsageError
from phonecom_cli.result import Document, Result
from phonecom_cli.suggest import nearest
from phonecom_cli.tree import Shown

EXAMPLES = (
    ("the topics", "phonecom help"),
    ("what exit codes mean", "phonecom help exit-codes"),
    ("how a command is used", "phonecom help numbers search"),
)


def command(
    ctx: Ctx,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC...]", help="A topic, or the words of a command; none lists the topics."
        ),
    ] = None,
) -> Result:
    """Explain a topic or a command.

    Topics are man pages too: `man phonecom-exit-codes`.
    """
    from phonecom_cli.docgen import plain
    from phonecom_cli.docgen.topics import TOPICS

    words = list(topic or ())
    for each in TOPICS:
        # Before a noun of that name: `phonecom sandbox --help` is at hand for that.
        if words == [each.name]:
            return Document(*plain.write(each.blocks))
    if words:
        return _command(ctx, words, [each.name for each in TOPICS])
    return _list([(each.name, each.about) for each in TOPICS])


def _list(topics: Sequence[tuple[str, str]]) -> Document:
    from phonecom_cli.docgen import plain
    from phonecom_cli.docgen.markup import Heading, Items, Para

    blocks = (
        Heading("Topics"),
        Items(tuple(topics)),
        Para("`phonecom help TOPIC` shows one, and `phonecom help COMMAND` how a command is used."),
    )
    return Document(*plain.write(blocks))


def _command(ctx: Ctx, words: Sequence[str], topics: Sequence[str]) -> Document:
    """The help of the command with those words, as its own --help shows it."""
    context: click.Context = ctx.find_root()
    for word in words:
        noun = context.command
        if not isinstance(noun, click.Group):
            raise UsageError(f"{context.command_path} has no commands, so not {word!r} either")
        found = noun.get_command(context, word)
        if found is None:
            raise _unknown(context, word, [*([] if context.parent else topics), *noun.list_commands(context)])
        context = click.Context(found, parent=context, info_name=word)
    return Shown(context.get_help()).document


def _unknown(context: click.Context, word: str, known: Sequence[str]) -> UsageError:
    meant = nearest(word, known)
    words = ["phonecom", "help", *context.command_path.split()[1:], meant]
    return UsageError(
        f"{context.command_path} has no command {word!r}"
        if context.parent
        else f"there is no topic or command {word!r}",
        hint=f"Did you mean {' '.join(words)}?"
        if meant
        else f"There are: {', '.join(dict.fromkeys(known))}.",
    )
