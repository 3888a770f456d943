"""Guide: createAccount, cancelAccount."""

from __future__ import annotations

import sqlite3

from phonecom_cli.actions import ACTIONS
from phonecom_cli.sandbox import passwords
from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.handlers.numbers import take
from phonecom_cli.sandbox.refusal import Refusal

_FIRST_EXTENSION = "101"


def create(call: Call) -> None:
    """Guide: createAccount. The account that creates another is its master."""
    values = call.values
    username = values.get("newUsername")
    if call.db.execute("SELECT 1 FROM accounts WHERE username = ?", (username,)).fetchone():
        raise Refusal(f"Username {username} is already taken")
    master = values.get("masterid")
    if master and master != str(call.account.id):
        raise Refusal(f"masterid {master} is not your account")
    details = "\n".join(f"{name}={values.get(name)}" for name in _details() if name in values)
    made = call.db.execute(
        "INSERT INTO accounts (username, password, parent, created, details) VALUES (?, ?, ?, ?, ?)",
        (username, passwords.keep(values.get("newPassword")), call.account.id, call.now, details),
    ).lastrowid
    assert made is not None
    call.db.execute(
        "INSERT INTO extensions VALUES (?, ?, ?, 'yes', 'no', ?, 'wav', '')",
        (made, _FIRST_EXTENSION, values.get("name"), values.get("email")),
    )
    if "phoneNumber" in values:
        take(call, values.get("phoneNumber")[1:], account=made)


def cancel(call: Call) -> None:
    """Guide: cancelAccount. Guide: only by its master account, and not with anything active or pending."""
    username = call.values.get("accountUsername")
    row = call.db.execute(
        "SELECT id, parent FROM accounts WHERE username = ? AND cancelled IS NULL", (username,)
    ).fetchone()
    if row is None or not _is_master(call.db, call.account.id, row[1]):
        raise Refusal(f"You must use the master account of {username} to cancel it")
    for kind, about in call.db.execute("SELECT kind, about FROM holds WHERE account = ?", (row[0],)):
        raise Refusal(
            f"Account {username} may not be cancelled: it has an active or pending {kind} ({about})"
        )
    below = "SELECT username FROM accounts WHERE parent = ? AND cancelled IS NULL"
    for (child,) in call.db.execute(below, (row[0],)):
        raise Refusal(
            f"Account {username} may not be cancelled: it is the master of the active account {child}"
        )
    call.db.execute("UPDATE accounts SET cancelled = ? WHERE id = ?", (call.now, row[0]))
    for table in ("destinations", "rules"):
        call.db.execute(
            f"DELETE FROM {table} WHERE number IN (SELECT number FROM numbers WHERE account = ?)",
            (row[0],),
        )
    call.db.execute("DELETE FROM numbers WHERE account = ?", (row[0],))


def _details() -> list[str]:
    """What is kept of an account besides its username and password."""
    known = {"newUsername", "newPassword", "phoneNumber"}
    return [param.name for param in ACTIONS["createAccount"].params if param.name not in known]


def _is_master(db: sqlite3.Connection, account: int, parent: int | None) -> bool:
    """Whether an account is the parent, or the parent's parent, and so on."""
    while parent is not None and parent != account:
        parent = db.execute("SELECT parent FROM accounts WHERE id = ?", (parent,)).fetchone()[0]
    return parent is not None
