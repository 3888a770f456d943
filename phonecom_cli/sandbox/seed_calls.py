"""A month of plausible calls for every account of a new sandbox."""

from __future__ import annotations

import sqlite3
from operator import itemgetter
from random import Random
from typing import TypeAlias

from phonecom_cli.sandbox.seed_accounts import ACCOUNTS, DEMO, EXTENSIONS

DAYS = 31
_DEMO_CALLS = 4_000
_OTHER_CALLS = 120
_FIRST_CALL = 105_900  # the guide's example

_Ending: TypeAlias = tuple[str, str, int, str, "int | None", str, str]
"""Caller, called number, duration, final action and its duration, recording, transcription."""
_Row: TypeAlias = tuple[int, int, *_Ending]
"""Start and account, and the rest."""

# How many calls each hour of the day brings, Pacific time near enough (UTC minus 8).
_HOURS = (1, 1, 1, 1, 1, 2, 6, 18, 34, 40, 42, 38, 30, 36, 40, 38, 30, 18, 9, 6, 4, 3, 2, 1)
_WEEKDAYS = (6, 6, 6, 6, 6, 2, 1)  # Monday first
_OFFSET = 8 * 3600

_SPOKEN = (
    "Hi, this is about my order. Please call me back when you have a minute.",
    "Hello, I would like to move my appointment to Thursday. Thank you.",
    "Good morning, we are waiting for the delivery. Could you tell me when it arrives?",
    "This is the pharmacy. Your prescription is ready.",
    "I am calling about the invoice; the amount seems wrong. My number is on file.",
)


def make(db: sqlite3.Connection, chance: Random, now: int) -> None:
    """Write the call logs of the last month. Accounts without numbers have called out only."""
    db.execute("INSERT INTO sqlite_sequence VALUES ('calls', ?)", (_FIRST_CALL - 1,))
    rows = _rows(db, chance, now)
    rows.sort(key=itemgetter(0, 1))
    db.executemany(
        "INSERT INTO calls (start, account, caller, called, duration, action, action_duration, recording,"
        " transcription) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _rows(db: sqlite3.Connection, chance: Random, now: int) -> list[_Row]:
    """The rows, in no order."""
    ids = dict(db.execute("SELECT username, id FROM accounts"))
    rows: list[_Row] = []
    for account in ACCOUNTS:
        own = [f"+{each.number}" for each in account.numbers] or ["+18885550100"]
        count = _DEMO_CALLS if account.username == DEMO else _OTHER_CALLS
        people = [_person(chance) for _ in range(count // 12)]
        for start in _starts(chance, now, count):
            called = chance.choices(own, weights=range(len(own) + 1, 1, -1))[0]
            call = _call(chance, chance.choice(people), called)
            rows.append((start, ids[account.username], *call))
    return rows


def _starts(chance: Random, now: int, count: int) -> list[int]:
    """Times of the last month, in the working hours of working days for the most part, all of them over."""
    hours = range(now - DAYS * 86_400, now - 3 * 3600, 3600)
    weights = [
        _HOURS[(hour - _OFFSET) // 3600 % 24] * _WEEKDAYS[((hour - _OFFSET) // 86_400 + 3) % 7]
        for hour in hours
    ]
    return [hour + chance.randrange(3600) for hour in chance.choices(hours, weights=weights, k=count)]


def _person(chance: Random) -> str:
    area = chance.choice(("619", "858", "212", "415", "254", "580", "973", "312", "760", "206"))
    return f"+1{area}{chance.randrange(200, 1000)}{chance.randrange(10_000):04d}"


def _call(chance: Random, person: str, own: str) -> _Ending:
    """Caller, called number, duration, final action and its duration, recording, transcription."""
    talk = 5 + int(chance.expovariate(1 / 140))
    kind = chance.random()
    extension = chance.choice(EXTENSIONS)[0]
    if kind < 0.18:  # outgoing
        return (own, person, talk, "originate", None, token(chance) if kind < 0.04 else "", "")
    if kind < 0.50:
        return (person, own, talk, f"extension {extension}", max(1, talk - chance.randrange(2, 20)), "", "")
    if kind < 0.64:
        return (
            person,
            own,
            talk,
            f"queue {chance.choice((43, 61))}",
            None,
            token(chance) if kind < 0.55 else "",
            "",
        )
    if kind < 0.78:
        length = 4 + int(chance.expovariate(1 / 25))
        spoken = chance.choice(_SPOKEN) if kind < 0.72 else ""
        return (person, own, length + 25, f"voicemail {extension}", length, token(chance), spoken)
    if kind < 0.88:
        return (person, own, 0, "no answer", None, "", "")
    return (person if kind < 0.99 else "", own, chance.randrange(1, 12), "disconnect", None, "", "")


def token(chance: Random) -> str:
    """What makes the URL of a recording hard to guess."""
    return f"{chance.getrandbits(64):016x}"
