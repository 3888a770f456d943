"""Guide: getCallList, originateCall."""

from __future__ import annotations

from phonecom_cli.actions.calls import CALL_LIST_LIMIT
from phonecom_cli.sandbox.answer import Markup, gmt, leaf, node, rows
from phonecom_cli.sandbox.call import Call

USUAL_TIMEOUT = "20"
_FOREVER = 10**12


def listing(call: Call) -> Markup:
    """Guide: getCallList: the newest 500 calls of the range, both ends included, the oldest of them first."""
    start, end = int(call.values.get("startTime", "0")), int(call.values.get("endTime", str(_FOREVER)))
    found = call.db.execute(
        "SELECT id, start, caller, called, duration, action, action_duration, recording, transcription FROM calls"
        " WHERE account = ? AND start BETWEEN ? AND ? ORDER BY start DESC, id DESC LIMIT ?",
        (call.account.id, start, min(end, call.now), CALL_LIST_LIMIT),
    ).fetchall()
    return rows("callList", [_row(call, *row) for row in reversed(found)])


def _row(
    call: Call,
    identity: int,
    start: int,
    caller: str,
    called: str,
    duration: int,
    action: str,
    action_duration: int | None,
    recording: str,
    transcription: str,
) -> Markup:
    """A call that is not over yet has lasted until now, and has no final action."""
    fields = [
        leaf("startTime", start, gmt=gmt(start)),
        leaf("callerId", caller),
        leaf("calledNumber", called),
        leaf("duration", min(duration, call.now - start)),
    ]
    if call.now < start + duration:
        return node("call", *fields, leaf("url"), id=identity)
    fields.append(leaf("finalAction", action))
    if action_duration is not None:
        fields.append(leaf("finalActionDuration", action_duration))
    fields.append(
        leaf("url", f"{call.base_url}/recordings/{identity}-{recording}.wav" if recording else None)
    )
    if transcription:
        fields.append(leaf("transcription", transcription))
    return node("call", *fields, id=identity)


def originate(call: Call) -> None:
    """Guide: originateCall: leg A rings first; when it answers in time, leg B is called.

    Assumed: leg A answers after 3 to 18 seconds, and the log has one call, that to leg B or, where leg A did not
    answer in time, the one to leg A, with the caller ID that this leg was shown.
    """
    values = call.values
    leg_a, leg_b = call.reachable("legAPhoneNumber"), values.get("legBPhoneNumber")
    shown_b = values.get("legBCallerId") or (leg_a if leg_a.startswith("+") else _main_number(call))
    shown_a = values.get("legACallerId") or leg_b
    chance = call.chance()
    answers_after, talk = chance.randint(3, 18), 5 + int(chance.expovariate(1 / 90))
    answered = answers_after <= int(values.get("legATimeout", USUAL_TIMEOUT))
    call.db.execute(
        "INSERT INTO calls (account, start, caller, called, duration, action, recording, transcription)"
        " VALUES (?, ?, ?, ?, ?, ?, '', '')",
        (
            call.account.id,
            call.now,
            shown_b if answered else shown_a,
            leg_b if answered else leg_a,
            talk if answered else 0,
            "originate" if answered else "no answer",
        ),
    )


def _main_number(call: Call) -> str:
    """What an extension calls out with: the account's first number, "" where it has none."""
    query = "SELECT number FROM numbers WHERE account = ? AND until IS NULL ORDER BY id LIMIT 1"
    row = call.db.execute(query, (call.account.id,)).fetchone()
    return f"+{row[0]}" if row else ""
