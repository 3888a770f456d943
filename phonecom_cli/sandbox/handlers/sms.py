"""Guide: "SMS", sendSMS."""

from __future__ import annotations

from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.nanp import is_north_american, is_subscriber
from phonecom_cli.sandbox.refusal import Refusal
from phonecom_cli.segments import count

INTERNATIONAL = ("31", "32", "33", "353", "39", "41", "43", "44", "46", "49", "52", "61", "64", "81", "972")
"""Calling codes of the "certain international destinations". Assumed: the countries that have numbers, and Canada."""


def send(call: Call) -> None:
    """Guide: sendSMS, from a number of the account to a US cell phone or a supported destination abroad."""
    sender = call.own_number("fromNumber")
    recipient = call.values.get("toNumber")
    if not _is_supported(recipient):
        raise Refusal(
            f"SMS to {recipient} is not supported: US cell phones and certain international numbers are"
        )
    message = call.values.get("message")
    call.db.execute(
        "INSERT INTO sms (account, at, sender, recipient, message, parts) VALUES (?, ?, ?, ?, ?, ?)",
        (call.account.id, call.now, f"+{sender}", recipient, message, count(message).parts),
    )


def _is_supported(number: str) -> bool:
    if number.startswith("+1"):
        return is_north_american(number) and is_subscriber(number)
    return number[1:].startswith(INTERNATIONAL)
