"""How a result is to be drawn, and what the terminal allows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple, TextIO

from phonecom_cli.world import is_terminal

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "xml")


class Style(NamedTuple):
    """How to draw a result.

    Attributes:
        format: one of `FORMATS`.
        fields: the columns to draw, in this order; () for all.
        header: whether CSV and TSV begin with the names of the columns.
        spreadsheet: prefix `'` to cells that a spreadsheet would run as formulas.
        zone: the time zone of readable times in tables; None for UTC.
        color: whether stdout may have colours.
        quiet: leave out what only says that all went well.
    """

    format: str
    fields: tuple[str, ...] = ()
    header: bool = True
    spreadsheet: bool = False
    zone: tzinfo | None = None
    color: bool = False
    quiet: bool = False


def use_color(stream: TextIO | None, environ: Mapping[str, str], *, no_color: bool = False) -> bool:
    """Whether to colour what goes to a stream.

    `--no-color`, a `NO_COLOR` that is not empty (no-color.org) and `TERM=dumb` forbid it; otherwise a
    terminal has colours, and anything else has them when `FORCE_COLOR` is set and not `0`.
    """
    if no_color or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream) or environ.get("FORCE_COLOR", "") not in ("", "0")
