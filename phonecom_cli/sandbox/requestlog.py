"""What arrived: a row for each request, without secrets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from phonecom_cli.sandbox.form import Pairs

KEPT = 20_000
"""So many of the latest requests are kept."""

_EVERY = 500
_LONGEST = 1_000
_SECRET = frozenset({"password", "newpassword"})
MASK = "****"


class Entry(NamedTuple):
    """One request, as it is kept.

    Attributes:
        id: its number, from 1; the server's transaction ID ends with it.
        at: Unix seconds of the machine's clock.
        via: "process" or "http".
        params: `name=value`, one a line, in the order they came; backslash and line ends escaped.
        outcome: "ok", "error", "http 404" and so on, or "cut".
        fault: the faults that struck it, as they were written.
        ms: milliseconds of work.
    """

    id: int
    at: int
    via: str
    remote: str
    method: str
    action: str
    username: str
    params: str
    outcome: str
    message: str
    fault: str
    ms: float


def keep(db: sqlite3.Connection, entry: Entry) -> None:
    """Add an entry, within a transaction."""
    db.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
    if entry.id % _EVERY == 0:
        db.execute("DELETE FROM requests WHERE id <= ?", (entry.id - KEPT,))


def after(db: sqlite3.Connection, identity: int, limit: int | None = None) -> list[Entry]:
    """The entries after one of them, oldest first; with a limit only that many of the latest."""
    query = "SELECT * FROM requests WHERE id > ? ORDER BY id DESC LIMIT ?"
    rows: Iterable[tuple[object, ...]] = db.execute(query, (identity, -1 if limit is None else limit))
    return [Entry(*row) for row in rows][::-1]  # type: ignore[arg-type]


def masked(pairs: Pairs) -> str:
    """Parameters as text, with the values of secrets hidden and long ones shortened."""
    return "\n".join(f"{_escape(name)}={_escape(_shown(name, value))}" for name, value in pairs)


def pairs_of(text: str) -> list[list[str]]:
    """The parameters of an entry as names and values again."""
    pairs = (line.partition("=") for line in text.split("\n") if line)
    return [[_unescape(name), _unescape(value)] for name, _, value in pairs]


def _shown(name: str, value: str) -> str:
    if name.lower() in _SECRET:
        return MASK
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "..."


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _unescape(text: str) -> str:
    out = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r") for part in out)
