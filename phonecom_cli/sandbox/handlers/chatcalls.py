"""Guide: "ChatCalls (formerly Phone Dots)"."""

from __future__ import annotations

from phonecom_cli.sandbox.answer import Markup, gmt, leaf, node, rows
from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.chatcall import overall, states
from phonecom_cli.sandbox.nanp import is_north_american, is_subscriber
from phonecom_cli.sandbox.refusal import Refusal
from phonecom_cli.sandbox.voices import DEFAULT_VOICE, SOUNDS, VOICES

NOBODY = "Name"
"""Guide: "if fromName is not specified, the word Name will be used"."""


def voices(_call: Call) -> Markup:
    """Guide: getVoiceList."""
    return rows(
        "voice-list",
        [
            node(
                "voice",
                leaf("name", voice.name),
                leaf("language", voice.language),
                leaf("dialect", voice.dialect),
                leaf("sex", voice.sex),
                id=voice.id,
            )
            for voice in VOICES
        ],
    )


def sounds(_call: Call) -> Markup:
    """Guide: getSoundList."""
    return rows("sound-list", [node("sound", leaf("name", name), id=identity) for identity, name in SOUNDS])


def preview(call: Call) -> Markup:
    """Guide: previewChatCall: the URL of a recording, which the sandbox makes when it is fetched."""
    names = call.values.all("toName")
    text = spoken(
        call.values.get("message"),
        call.values.get("fromName", NOBODY),
        names[0] if len(names) == 1 else NOBODY,
        call.values.get("responseType", "none"),
    )
    import os

    token = os.urandom(12).hex()
    call.db.execute("INSERT INTO previews VALUES (?, ?, ?)", (token, text, _voice(call)))
    return leaf("url", f"{call.base_url}/previews/{token}.wav")


def send(call: Call) -> Markup:
    """Guide: sendChatCall, now or later; "Currently restricted to NANPA (US + CA) numbers only"."""
    values = call.values
    numbers = values.all("toNumber")
    for number in numbers:
        if not (is_north_american(number) and is_subscriber(number)):
            raise Refusal(
                f"ChatCalls are restricted to NANPA (US + CA) numbers: {number} is not one (toNumber)"
            )
    made = call.db.execute(
        "INSERT INTO chatcalls (account, from_name, from_email, message, voice, response_type, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            call.account.id,
            values.get("fromName"),
            values.get("fromEmail"),
            values.get("message"),
            _voice(call),
            values.get("responseType", "none"),
            max(call.now, _time(values.get("sendDate", str(call.now)))),
        ),
    ).lastrowid
    call.db.executemany(
        "INSERT INTO recipients VALUES (?, ?, ?, ?)",
        [
            (made, position, name, number)
            for position, (name, number) in enumerate(zip(values.all("toName"), numbers, strict=True), 1)
        ],
    )
    return leaf("ChatCallID", made)


def status(call: Call) -> Markup:
    """Guide: getChatCallStatus: "the status of a ChatCall, including status per recipient"."""
    identity = call.values.get("ChatCallID")
    row = call.db.execute(
        "SELECT id, at, response_type FROM chatcalls WHERE id = ? AND account = ?",
        (int(identity) if identity.isdecimal() and len(identity) < 19 else -1, call.account.id),
    ).fetchone()
    if row is None:
        raise Refusal(f"ChatCall {identity} is not on your account (ChatCallID)")
    made, at, response_type = row
    found = call.db.execute(
        "SELECT name, number FROM recipients WHERE chatcall = ? ORDER BY position", (made,)
    ).fetchall()
    progress = states(call.seed, [number for _, number in found], call.now - at, response_type)
    recipients = [
        node(
            "recipient",
            leaf("toName", name),
            leaf("toNumber", number),
            leaf("status", state.status),
            leaf("response", state.response),
        )
        for (name, number), state in zip(found, progress, strict=True)
    ]
    return node(
        "chatCall",
        leaf("ChatCallID", made),
        leaf("status", overall(progress)),
        leaf("sendDate", gmt(at)),
        rows("recipientList", recipients),
    )


def spoken(message: str, from_name: str, to_name: str, response_type: str) -> str:
    """What the recipient hears."""
    question = {
        "yes_no": " Press 1 for yes, 2 for no.",
        "yes_no_maybe": " Press 1 for yes, 2 for no, 3 for maybe.",
    }
    return f"Hello {to_name}, this is a ChatCall from {from_name}. {message}{question.get(response_type, '')}"


def _voice(call: Call) -> str:
    wanted = call.values.get("voice", DEFAULT_VOICE)
    if not any(voice.id == wanted for voice in VOICES):
        raise Refusal(f"Voice {wanted} does not exist (voice)")
    return wanted


def _time(text: str) -> int:
    if text.isdecimal():
        return int(text)
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(f"Invalid parameter sendDate: {text} is no time") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
