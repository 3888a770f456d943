"""The sandbox's state: one SQLite file, used by several processes at once.

The journal is SQLite's rollback journal and not its write-ahead log, which before 3.51.3 can damage a file that
two connections write. Every request is one immediate transaction. What an action changed is on disk before its
answer goes out; the log of a mere read is left to the operating system, which a killed process does not lose.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from phonecom_cli.errors import LocalError

FILE_NAME = "sandbox.db"
FORMAT = 1
"""Kept in `user_version`; 0 is a file that is still empty."""

BUSY_SECONDS = 30.0

_HINT = "`phonecom sandbox reset` makes a new one."

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT NOT NULL UNIQUE COLLATE NOCASE, password TEXT NOT NULL,
    parent INTEGER, addresses TEXT NOT NULL DEFAULT '', control_url TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL, cancelled INTEGER, details TEXT NOT NULL DEFAULT '');
CREATE TABLE holds (account INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL);

CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT NOT NULL, lengths TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE prefixes (
    country TEXT NOT NULL, prefix TEXT NOT NULL, type TEXT NOT NULL, geography TEXT NOT NULL,
    PRIMARY KEY (country, prefix)) WITHOUT ROWID;
CREATE INDEX prefixes_of_geography ON prefixes (country, geography);
CREATE TABLE blocks (
    head TEXT PRIMARY KEY, country TEXT NOT NULL, prefix TEXT NOT NULL, type TEXT NOT NULL,
    state TEXT NOT NULL COLLATE NOCASE, region TEXT NOT NULL COLLATE NOCASE,
    locality TEXT NOT NULL COLLATE NOCASE, first INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX blocks_of_prefix ON blocks (country, prefix, head);
CREATE INDEX blocks_of_state ON blocks (country, state, head);

CREATE TABLE numbers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, head TEXT NOT NULL,
    account INTEGER NOT NULL, until INTEGER, nickname TEXT NOT NULL DEFAULT '',
    rate_center TEXT NOT NULL DEFAULT '');
CREATE INDEX numbers_of_account ON numbers (account);
CREATE INDEX numbers_of_head ON numbers (head);
CREATE TABLE rules (number TEXT PRIMARY KEY, kind TEXT NOT NULL, timeout INTEGER) WITHOUT ROWID;
CREATE TABLE destinations (
    number TEXT NOT NULL, position INTEGER NOT NULL, target TEXT NOT NULL, voice_tag TEXT NOT NULL,
    screening TEXT NOT NULL, caller_id TEXT NOT NULL, PRIMARY KEY (number, position)) WITHOUT ROWID;

CREATE TABLE extensions (
    account INTEGER NOT NULL, extension TEXT NOT NULL, name TEXT NOT NULL, enableEmail TEXT NOT NULL,
    enableSms TEXT NOT NULL, emailAddress TEXT NOT NULL, emailFormat TEXT NOT NULL, smsNumber TEXT NOT NULL,
    PRIMARY KEY (account, extension)) WITHOUT ROWID;
CREATE TABLE calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, start INTEGER NOT NULL,
    caller TEXT NOT NULL, called TEXT NOT NULL, duration INTEGER NOT NULL, action TEXT NOT NULL,
    action_duration INTEGER, recording TEXT NOT NULL, transcription TEXT NOT NULL);
CREATE INDEX calls_of_account ON calls (account, start, id);

CREATE TABLE sms (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, at INTEGER NOT NULL,
    sender TEXT NOT NULL, recipient TEXT NOT NULL, message TEXT NOT NULL, parts INTEGER NOT NULL);
CREATE TABLE notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
    recipient TEXT NOT NULL, message TEXT NOT NULL);
CREATE TABLE previews (token TEXT PRIMARY KEY, text TEXT NOT NULL, voice TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chatcalls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, from_name TEXT NOT NULL,
    from_email TEXT NOT NULL, message TEXT NOT NULL, voice TEXT NOT NULL, response_type TEXT NOT NULL,
    at INTEGER NOT NULL);
CREATE TABLE recipients (
    chatcall INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL,
    PRIMARY KEY (chatcall, position)) WITHOUT ROWID;

CREATE TABLE requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, via TEXT NOT NULL, remote TEXT NOT NULL,
    method TEXT NOT NULL, action TEXT NOT NULL, username TEXT NOT NULL, params TEXT NOT NULL,
    outcome TEXT NOT NULL, message TEXT NOT NULL, fault TEXT NOT NULL, ms REAL NOT NULL);
"""


class UnusableState(LocalError):
    """The file is damaged, or was made by another version: it can only be made anew."""


class State:
    """An open state. One connection, for one thread at a time."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db = db
        self.path = path
        self._durable = True

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One immediate transaction: committed when the block ends, undone when it raises.

        Raises:
            LocalError: the file is locked for too long, full, damaged or not writable.
        """
        with local_errors(self.path):
            if durable != self._durable:
                self.db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
                self._durable = durable
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    def get(self, key: str, default: str = "") -> str:
        """A value of `meta`."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return default if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Set a value of `meta`, within a transaction."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def remake(self, fill: Callable[[State], None]) -> None:
        """Empty the state and fill it anew, in one transaction: whoever has it open sees old or new."""
        with self.transaction():
            _remake(self, fill)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()


def open_state(folder: Path, fill: Callable[[State], None]) -> State:
    """Open the state of a folder; one that is not there yet is made, by exactly one of several processes.

    Raises:
        LocalError: the folder or file cannot be used, or was made by another version of this tool.
    """
    path = folder / FILE_NAME
    _create(path)
    with local_errors(path):
        # One connection serves all threads of a server, one after the other: the engine holds a lock.
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        state = State(db, path)
        try:
            version = _version(db)
            if version == 0:
                with state.transaction():
                    if _version(db) == 0:
                        _remake(state, fill)
            elif version != FORMAT:
                _refuse(path)
        except BaseException:
            db.close()
            raise
    return state


@contextmanager
def local_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of this machine into a `LocalError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LocalError(f"the sandbox in {path} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)):
            raise
        raise UnusableState(f"the sandbox in {path} is damaged: {error}", hint=_HINT) from error


def _create(path: Path) -> None:
    """Make folder and file with no access for others, before SQLite would make them with what umask allows."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LocalError(
            f"the sandbox cannot be kept in {path}: {error.strerror}",
            hint="Set PHONECOM_HOME to a folder that can be written.",
        ) from error


def _refuse(path: Path) -> NoReturn:
    raise UnusableState(f"the sandbox in {path} was made by another version of this tool", hint=_HINT)


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _remake(state: State, fill: Callable[[State], None]) -> None:
    db = state.db
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (name,) in tables.fetchall():
        db.execute(f"DROP TABLE {name}")
    for statement in SCHEMA.split(";\n"):
        if statement.strip():
            db.execute(statement)
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").fetchone():
        db.execute("DELETE FROM sqlite_sequence")
    fill(state)
    db.execute(f"PRAGMA user_version = {FORMAT}")
