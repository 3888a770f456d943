"""Who a request is from."""

from __future__ import annotations

import sqlite3

from phonecom_cli.actions import COMMON_PARAMS
from phonecom_cli.sandbox import passwords
from phonecom_cli.sandbox.call import Account
from phonecom_cli.sandbox.form import Pairs
from phonecom_cli.sandbox.refusal import Refusal

_FAILED = "Authentication failed: unknown username or wrong password"


def authenticate(db: sqlite3.Connection, pairs: Pairs, remote_addr: str) -> Account:
    """The account of a request: by username and password, or by address where that was arranged.

    Raises:
        Refusal: it is nobody's. Unknown and cancelled accounts and wrong passwords are told alike.
    """
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in COMMON_PARAMS:
            if name in given:
                raise Refusal(f"Parameter given more than once: {name}")
            given[name] = value
    username, password = given.get("username", ""), given.get("password", "")
    if not username:
        raise Refusal("Missing parameter: username")
    if not password:
        return _by_address(db, username, remote_addr)
    row = db.execute(
        "SELECT id, username, password FROM accounts WHERE username = ? AND cancelled IS NULL", (username,)
    ).fetchone()
    if row is None or not passwords.matches(password, row[2]):
        raise Refusal(_FAILED)
    return Account(row[0], row[1])


def _by_address(db: sqlite3.Connection, username: str, remote_addr: str) -> Account:
    """Guide: "Unless you make special arrangements for IP-based or other authentication"."""
    row = db.execute(
        "SELECT id, username, addresses FROM accounts WHERE username = ? AND cancelled IS NULL", (username,)
    ).fetchone()
    if row is None or remote_addr not in row[2].split():
        raise Refusal("Missing parameter: password")
    return Account(row[0], row[1])
