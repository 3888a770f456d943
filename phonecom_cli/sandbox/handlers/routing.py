"""Guide: updateCallHandlingSimpleRingAll."""

from __future__ import annotations

from phonecom_cli.sandbox.call import Call

MOST_DESTINATIONS = 10
USUAL_TIMEOUT = "60"


def ring_all(call: Call) -> None:
    """Guide: updateCallHandlingSimpleRingAll: "will completely replace the call handling rules"."""
    values = call.values
    number = call.own_number("phoneNumber")
    call.db.execute("DELETE FROM destinations WHERE number = ?", (number,))
    timeout = int(values.get("timeout", USUAL_TIMEOUT))
    call.db.execute("INSERT OR REPLACE INTO rules VALUES (?, 'ring-all', ?)", (number, timeout))
    for position in range(1, MOST_DESTINATIONS + 1):
        name = f"destination{position}"
        if name in values:
            call.db.execute(
                "INSERT INTO destinations VALUES (?, ?, ?, ?, ?, ?)",
                (
                    number,
                    position,
                    call.reachable(name),
                    values.get(f"{name}VoiceTag"),
                    values.get(f"{name}Screening", "no"),
                    values.get(f"{name}CallerId"),
                ),
            )
