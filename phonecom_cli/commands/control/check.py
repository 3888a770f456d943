"""`phonecom control check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from phonecom_cli.commands._types import Ctx
from phonecom_cli.control.model import Mistake
from phonecom_cli.control.routes import RoutesError
from phonecom_cli.control.routesfile import load, unreadable
from phonecom_cli.errors import CheckFailed
from phonecom_cli.result import Result, Row, Rows

EXAMPLES = (("is this file right?", "phonecom control check routes.toml"),)
COLUMNS = ("severity", "line", "place", "problem")


def command(
    ctx: Ctx,  # noqa: ARG001 - every verb takes it
    routes: Annotated[Path, typer.Argument(metavar="ROUTES", help="The routes file, TOML.")],
) -> Result:
    """Check a routes file: every mistake with its line and place, and what is probably not meant.

    Exit 0 when the file can be used, warnings or not, and 1 when it cannot.
    """
    try:
        found = load(routes)
    except RoutesError as error:
        return Rows(_failing(routes, error.mistakes), COLUMNS)
    except OSError as error:
        raise unreadable(routes, error) from error
    rows = [_row("warning", warning) for warning in found.warnings]
    rules, menus = len(found.rules), len(found.menus)
    counted = f"{rules} rule{'' if rules == 1 else 's'}, {menus} menu{'' if menus == 1 else 's'}"
    return Rows(rows, COLUMNS, empty=f"{routes} is right: {counted}.")


def _failing(routes: Path, mistakes: Sequence[Mistake]) -> Iterator[Row]:
    for mistake in mistakes:
        yield _row("mistake", mistake)
    count = len(mistakes)
    raise CheckFailed(f"{routes} cannot be used: {count} mistake{'' if count == 1 else 's'}")


def _row(severity: str, mistake: Mistake) -> Row:
    return {
        "severity": severity,
        "line": mistake.line or None,
        "place": mistake.place or None,
        "problem": mistake.reason,
    }
