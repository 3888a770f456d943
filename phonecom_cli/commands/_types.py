"""What verbs take, in the words that several of them share."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import click
import typer

from phonecom_cli.context import Context


class Ctx(typer.Context):
    """The context that typer hands to a verb; its `obj` is the run's."""

    obj: Context


Numbers: TypeAlias = Annotated[
    list[str],
    typer.Argument(metavar="NUMBER...", help="Phone numbers as people write them; - reads them from stdin."),
]
Country: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Calling code or two letters (44, GB); default the setting country."),
]
Prefix: TypeAlias = Annotated[str | None, typer.Option(metavar="DIGITS", help="Area code, e.g. 858.")]
State: TypeAlias = Annotated[str | None, typer.Option(metavar="STATE", help="State, e.g. CA.")]
Message: TypeAlias = Annotated[
    str, typer.Argument(metavar="MESSAGE", help="The text; - reads it from stdin.")
]
Voice: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ID", help="Voice; `phonecom chatcall voices` lists them.")
]
ResponseType: TypeAlias = Annotated[
    str | None,
    typer.Option(
        click_type=click.Choice(["none", "yes-no", "yes-no-maybe"]),
        help="Answers that the recipient may give.",
    ),
]
