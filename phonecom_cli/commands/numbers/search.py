"""`phonecom numbers search`: getPhoneNumberInventory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from typing import Annotated

import typer

from phonecom_cli import numbers
from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.encode import Given
from phonecom_cli.commands import _run
from phonecom_cli.commands._types import Country, Ctx, Prefix, State
from phonecom_cli.context import Context
from phonecom_cli.errors import InvalidValue, UsageError
from phonecom_cli.result import Record, Result, Row, Rows

ACTION = "getPhoneNumberInventory"
EXAMPLES = (
    ("five numbers around San Diego", "phonecom --sandbox numbers search --prefix 858 -n 5"),
    ("in a city", "phonecom --sandbox numbers search --state CA --region 'San Diego' -n 5"),
    ("toll-free, spelling a word", "phonecom --sandbox numbers search --type toll-free --pattern '*TAXI'"),
    (
        "reserve what is found",
        "phonecom --sandbox numbers search --prefix 858 -n 2 | phonecom --sandbox numbers reserve -",
    ),
)
_TYPES = {"toll-free": "TF", "tf": "TF", "local": "local"}
_PAGE = 500


def command(
    ctx: Ctx,
    country: Country = None,
    type: Annotated[
        str | None, typer.Option(metavar="toll-free|local", help="Only toll-free or local.")
    ] = None,
    state: State = None,
    region: Annotated[str | None, typer.Option(metavar="CITY", help="Region (city); needs --state.")] = None,
    locality: Annotated[
        str | None, typer.Option(metavar="NAME", help="Locality (rate centre); needs --state.")
    ] = None,
    prefix: Prefix = None,
    pattern: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Digits, letters and * for any digit: 1858555****.")
    ] = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", "-n", metavar="1-500", help="How many numbers to return.")
    ] = None,
    page: Annotated[
        str | None, typer.Option(metavar="N", help="Which page of that many, from 1; needs --quantity.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Every page, streamed; each number once.")] = False,
) -> Result:
    """Search the numbers that are for sale.

    A prefix finds the whole geography of an area code, its overlays included; a pattern finds the digits
    themselves: --prefix 212 also finds 646 numbers, --pattern '1212*' does not.
    """
    run = ctx.obj
    values: dict[str, Given] = {
        "countryCode": country or run.profile.country,
        "type": _type(type),
        "state": state,
        "region": region,
        "locality": locality,
        "prefix": prefix,
        "pattern": pattern,
        "quantity": quantity,
        "page": page,
    }
    if all:
        return _every_page(run, values)
    action = ACTIONS[ACTION]
    pairs = run.encoder.encode(action, values)
    if run.options.dry_run:
        return Record(_run.preview(run, action, pairs))
    answer = _run.send(run, action, pairs)
    found = [_with_number(row, dict(pairs)["countryCode"]) for row in _run.rows(run, action, answer)]
    return Rows(found, action.shape.columns, answer.xml, empty="No numbers like that are for sale.")


def _type(given: str | None) -> str | None:
    if given is None:
        return None
    if given.lower() not in _TYPES:
        raise InvalidValue(f"--type {given!r} is neither toll-free nor local")
    return _TYPES[given.lower()]


def _every_page(run: Context, values: dict[str, Given]) -> Result:
    if values["page"] is not None:
        raise UsageError("--all starts at the first page, and --page was given too", hint="Leave one out.")
    _run.one_response(run, 0)
    action = ACTIONS[ACTION]
    values["quantity"] = values["quantity"] or _PAGE
    first = run.encoder.encode(action, {**values, "page": 1})
    if run.options.dry_run:
        return Record(_run.preview(run, action, first))
    if values["type"] == "TF" and values["pattern"]:
        run.voice.warn("a toll-free pattern search is answered at random, ten at a time: this may not be all")
    pages = _pages(run, values)
    first_page = next(pages, [])
    columns = tuple(dict.fromkeys([*action.shape.columns, *(name for row in first_page for name in row)]))
    rows = chain(first_page, chain.from_iterable(pages))
    return Rows(rows, columns, streamed=True, empty="No numbers like that are for sale.")


def _pages(run: Context, values: dict[str, Given]) -> Iterator[list[Row]]:
    """Every page until one is empty or brings nothing new; numbers can move between pages, so each comes once."""
    action = ACTIONS[ACTION]
    seen: set[str] = set()
    told: set[str] = set()
    for page in count(1):
        pairs = run.encoder.encode(action, {**values, "page": page})
        answer = _run.send(run, action, pairs)
        rows = _run.rows(run, action, answer, told)
        known = [_with_number(row, dict(pairs)["countryCode"]) for row in rows]
        fresh = {repr(row.get("phoneNumber") or row): row for row in known}
        fresh = {key: row for key, row in fresh.items() if key not in seen}
        if not fresh:
            return
        seen.update(fresh)
        yield list(fresh.values())


def _with_number(row: Row, code: str) -> Row:
    """The row with `phoneNumber` first, worked out from the friendly format where the answer lacks it."""
    given = row.get("phoneNumber")
    written = given if isinstance(given, str) else row.get("humanReadable")
    if not isinstance(written, str):
        return row
    number = numbers.from_national(code, written)
    return {"phoneNumber": number or written, **{name: row[name] for name in row if name != "phoneNumber"}}
