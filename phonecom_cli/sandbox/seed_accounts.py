"""The accounts of a new sandbox, so that every rule of the guide can be met. Passwords are the usernames."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from phonecom_cli.sandbox import passwords
from phonecom_cli.sandbox.inventory import TAIL, find_block

DEMO = "demo"


class Number(NamedTuple):
    """A number of an account.

    Attributes:
        number: digits with the country code.
        nickname: what the account calls it.
        place: its rate centre, where it has one.
        rule: what happens to calls: "ring-all", "disconnect", or "" for no rule.
        targets: what a ring-all rule rings.
    """

    number: str
    nickname: str
    place: str = ""
    rule: str = ""
    targets: tuple[str, ...] = ()


class Account(NamedTuple):
    """An account of a new sandbox.

    Attributes:
        username: and password.
        numbers: its phone numbers.
        parent: the username of its master account.
        addresses: network addresses from which it needs no password.
        hold: what stands in the way of cancelling it: the kind, and what it is.
    """

    username: str
    numbers: tuple[Number, ...] = ()
    parent: str = ""
    addresses: str = ""
    hold: tuple[str, str] | None = None


ACCOUNTS = (
    Account(
        DEMO,
        (
            Number("18585602222", "Main line", "SAN_DIEGO_CA", "ring-all", ("101", "102")),
            Number("18668252541", "Toll-free", "", "ring-all", ("101", "+18583807710")),
            Number("12542958368", "Waco office", "WACO_TX", "ring-all", ("102",)),
            Number("12124445555", "New York, not set up yet", "NEW_YORK_NY"),
            Number("16192255000", "Old fax", "SAN_DIEGO_CA", "disconnect"),
            Number("441133506121", "Leeds office", "", "ring-all", ("103",)),
        ),
    ),
    Account("shop", (Number("15802820001", "Shop", "LAWTON_OK", "ring-all", ("101",)),), parent=DEMO),
    Account(
        "shop-device",
        (Number("15803550002", "Desk", "LAWTON_OK"),),
        parent=DEMO,
        hold=("device", "desk phone in use"),
    ),
    Account("shop-order", parent=DEMO, hold=("order", "order 4711, not yet confirmed")),
    Account("shop-shipment", parent=DEMO, hold=("shipment", "two desk phones on their way")),
    Account("shop-porting", parent=DEMO, hold=("porting request", "port of +15125550100")),
    Account("shop-backorder", parent=DEMO, hold=("DID backorder", "ten numbers in 212")),
    Account("other", (Number("14155550100", "Somebody else's", "SAN_FRANCISCO_CA", "ring-all", ("101",)),)),
    Account(
        "office",
        (Number("13125550100", "Office", "CHICAGO_IL", "ring-all", ("101",)),),
        addresses="127.0.0.1 ::1",
    ),
)

EXTENSIONS = (("101", "Alice"), ("102", "Bob"), ("103", "Chandra"))

_FIRST_ACCOUNT = 1000
_FIRST_NUMBER = 19676  # the guide's example
_FIRST_CHATCALL = 50001
_FIRST_SMS = 7001


def all_numbers() -> dict[str, str]:
    """The numbers that accounts of a new sandbox own, each with its rate centre."""
    return {number.number: number.place for account in ACCOUNTS for number in account.numbers}


def make(db: sqlite3.Connection, now: int) -> None:
    """Make the accounts, their numbers, rules and extensions."""
    ids = {account.username: _FIRST_ACCOUNT + place for place, account in enumerate(ACCOUNTS)}
    for table, first in (("numbers", _FIRST_NUMBER), ("chatcalls", _FIRST_CHATCALL), ("sms", _FIRST_SMS)):
        db.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, first - 1))
    for account in ACCOUNTS:
        number = ids[account.username]
        kept = passwords.keep(account.username)
        db.execute(
            "INSERT INTO accounts (id, username, password, parent, addresses, created) VALUES (?, ?, ?, ?, ?, ?)",
            (number, account.username, kept, ids.get(account.parent), account.addresses, now),
        )
        if account.hold:
            db.execute("INSERT INTO holds VALUES (?, ?, ?)", (number, *account.hold))
        for owned in account.numbers:
            _own(db, number, owned)
        for extension, name in EXTENSIONS:
            add_extension(db, number, extension, name)
    _sent(db, ids[DEMO], now)


def add_extension(db: sqlite3.Connection, account: int, extension: str, name: str, email: str = "") -> None:
    """Give an account an extension with the settings a new one has."""
    email = email or f"{name.lower()}@example.com"
    values = (account, extension, name, "yes", "no", email, "wav", "")
    db.execute("INSERT INTO extensions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def _own(db: sqlite3.Connection, account: int, owned: Number) -> None:
    block = find_block(db, owned.number)
    assert block is not None, owned.number
    db.execute(
        "INSERT INTO numbers (number, head, account, nickname, rate_center) VALUES (?, ?, ?, ?, ?)",
        (owned.number, owned.number[:-TAIL], account, owned.nickname, block.locality),
    )
    if owned.rule:
        db.execute(
            "INSERT INTO rules VALUES (?, ?, ?)", (owned.number, owned.rule, 60 if owned.targets else None)
        )
    for position, target in enumerate(owned.targets, 1):
        values = (owned.number, position, target, "", "no", "")
        db.execute("INSERT INTO destinations VALUES (?, ?, ?, ?, ?, ?)", values)


def _sent(db: sqlite3.Connection, account: int, now: int) -> None:
    messages = (
        (26, "+18583807710", "Your order 1182 has been shipped."),
        (19, "+12125550123", "Reminder: your appointment is tomorrow at 10:30."),
        (6, "+18583807710", "Your order 1190 has been shipped."),
        (1, "+14155550177", "We are closed on Monday. Call us on Tuesday!"),
    )
    db.executemany(
        "INSERT INTO sms (account, at, sender, recipient, message, parts) VALUES (?, ?, ?, ?, ?, 1)",
        [(account, now - days * 86_400, "+18585602222", to, text) for days, to, text in messages],
    )
