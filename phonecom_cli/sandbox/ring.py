"""An incoming call to a number of the sandbox, routed as Phone.com would route it.

A number with a ring-all rule rings its destinations. Guide: "if the dialed phone number has no call handling
rules established, or if the number's call handling rules are set to disconnect, Phone.com will access the
pre-provided URL" of its account. Without such a URL the caller is disconnected.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple

from phonecom_cli.control import grammar
from phonecom_cli.control.conversation import Call, Reply, Request, Script
from phonecom_cli.control.simulate import conversation
from phonecom_cli.errors import InvalidValue
from phonecom_cli.result import Row
from phonecom_cli.sandbox.engine import Sandbox

Ask = Callable[[Request], Reply]


class Incoming(NamedTuple):
    """A call to come.

    Attributes:
        to: the number that is called, digits with the country code.
        caller: the caller's number, `+` and digits, or a short one; "" when it is not known.
        name: the caller's name; "" when it is not known.
        script: what people do; its first forward says how a ring-all ends.
    """

    to: str
    caller: str
    name: str
    script: Script


class _Line(NamedTuple):
    """The number that is called, and what happens to its calls."""

    account: int
    username: str
    control_url: str
    rule: str
    timeout: int


class _End(NamedTuple):
    """How a call ended, as the log has it."""

    action: str
    duration: int
    extension: str = ""


class _Destination(NamedTuple):
    target: str
    voice_tag: str
    screening: str
    caller_id: str


def owner(sandbox: Sandbox, number: str) -> str:
    """The username of the account that has a number.

    Raises:
        InvalidValue: no account has it.
    """
    return _line(sandbox, number).username


def ring(sandbox: Sandbox, incoming: Incoming, ask_url: Callable[[str], Ask]) -> Iterator[Row]:
    """Play the call, step by step; then it is in the call log of the account.

    Args:
        sandbox: whose number is called.
        incoming: the call.
        ask_url: makes, from a call control URL, what asks the service there.

    Raises:
        InvalidValue: no account has the number.
        CheckFailed: the call control service broke the protocol.
    """
    line = _line(sandbox, incoming.to)
    end = _End("disconnect", 0)
    try:
        if line.rule == "ring-all":
            end = yield from _ring_all(sandbox, line, incoming)
        elif line.control_url:
            end = yield from _ask(incoming, ask_url(line.control_url))
        else:
            why = "is set to disconnect" if line.rule == "disconnect" else "has no call handling rule"
            happened = f"+{incoming.to} {why}, and {line.username} has no call control URL: disconnected"
            yield {"step": 1, "happened": happened}
    finally:
        _log(sandbox, line, incoming, end)


def _line(sandbox: Sandbox, number: str) -> _Line:
    with sandbox.reading() as db:
        row = db.execute(
            "SELECT account, username, control_url, COALESCE(kind, ''), COALESCE(timeout, 0) FROM numbers"
            " JOIN accounts ON accounts.id = account LEFT JOIN rules USING (number)"
            " WHERE number = ? AND until IS NULL",
            (number,),
        ).fetchone()
    if row is None:
        raise InvalidValue(
            f"no account of the sandbox has the number +{number}",
            hint="`phonecom --sandbox numbers list` shows those of the demo account.",
        )
    return _Line(*row)


def _ring_all(sandbox: Sandbox, line: _Line, incoming: Incoming) -> Generator[Row, None, _End]:
    with sandbox.reading() as db:
        rows = db.execute(
            "SELECT target, voice_tag, screening, caller_id FROM destinations WHERE number = ? ORDER BY position",
            (incoming.to,),
        ).fetchall()
    destinations = [_Destination(*row) for row in rows]
    for step, each in enumerate(destinations, 1):
        yield {"step": step, "happened": _ringing(each, incoming.caller)}
    outcome = next(iter(incoming.script.forwards), "answered")
    first = destinations[0]
    end, happened = _ending(outcome, destinations, line, incoming.script.duration)
    if outcome == "answered" and first.screening == "yes":
        happened = f"{_named(first.target)} hears who is calling and accepts; " + happened
    yield {"step": len(destinations) + 1, "happened": happened}
    return end


def _ringing(destination: _Destination, caller: str) -> str:
    words = f"{_named(destination.target)} rings, showing {destination.caller_id or caller or 'an unknown caller'}"
    if destination.voice_tag:
        words += f'; whoever answers hears "{destination.voice_tag}"'
    return words


def _named(target: str) -> str:
    return target if target.startswith("+") else f"extension {target}"


def _ending(outcome: str, destinations: list[_Destination], line: _Line, duration: int) -> tuple[_End, str]:
    if outcome == "answered":
        target = destinations[0].target
        action = f"forward {target}" if target.startswith("+") else _named(target)
        return _End(action, duration), f"{_named(target)} answers; the call lasts {duration} s"
    if outcome == "hangup":
        return _End("no answer", 0), "the caller hangs up before anybody answers"
    extension = next((each.target for each in destinations if not each.target.startswith("+")), "")
    if outcome == "unanswered" and extension:
        words = (
            f"nobody answers within {line.timeout} s; extension {extension} takes a message of {duration} s"
        )
        return _End(f"voicemail {extension}", duration, extension), words
    return _End("no answer", 0), f"nobody answers within {line.timeout} s"


def _ask(incoming: Incoming, ask: Ask) -> Generator[Row, None, _End]:
    """The guide's protocol, to the end; the last forward is what became of the call."""
    call = Call(os.urandom(8).hex(), incoming.to, incoming.caller.removeprefix("+"), incoming.name)
    action = "call control"
    for row in conversation(call, incoming.script, ask):
        text = row.get("answer")
        if isinstance(text, str) and "meaning" in row:
            command = grammar.parse(text)
            action = _forwarded(command) or action
        yield row
    return _End(action, incoming.script.duration)


def _forwarded(command: grammar.Command) -> str:
    if isinstance(command, (grammar.SimpleForward, grammar.SimpleForwardVoiceTag)):
        return f"forward +{command.number}"
    if isinstance(command, (grammar.MultipleForward, grammar.MultipleForwardVoiceTag)):
        return f"forward +{command.numbers[0]}"
    return ""


def _log(sandbox: Sandbox, line: _Line, incoming: Incoming, end: _End) -> None:
    """Put the call into the log as one that has just ended, and tell the extension of a message."""
    with sandbox.lock, sandbox.state.transaction() as db:
        now = sandbox.time()
        db.execute(
            "INSERT INTO calls (account, start, caller, called, duration, action, action_duration, recording,"
            " transcription) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
            (
                line.account,
                now - end.duration,
                incoming.caller,
                f"+{incoming.to}",
                end.duration,
                end.action,
                end.duration if end.extension else None,
                os.urandom(8).hex() if end.extension else "",
            ),
        )
        if not end.extension:
            return
        row = db.execute(
            "SELECT enableEmail, emailAddress, emailFormat, enableSms, smsNumber FROM extensions"
            " WHERE account = ? AND extension = ?",
            (line.account, end.extension),
        ).fetchone()
        by_email, address, form, by_sms, number = row
        text = f"Voicemail for extension {end.extension} from {incoming.caller or 'an unknown caller'}"
        if by_email == "yes" and address:
            _notify(db, line.account, now, "email", address, f"{text}, as {form}")
        if by_sms == "yes" and number:
            _notify(db, line.account, now, "sms notification", number, text)


def _notify(db: sqlite3.Connection, account: int, now: int, kind: str, recipient: str, message: str) -> None:
    db.execute(
        "INSERT INTO notifications (account, at, kind, recipient, message) VALUES (?, ?, ?, ?, ?)",
        (account, now, kind, recipient, message),
    )
