"""Guide: updateExtensionNotification."""

from __future__ import annotations

from phonecom_cli.sandbox.call import Call

_SETTINGS = ("enableEmail", "enableSms", "emailAddress", "emailFormat", "smsNumber")


def notification(call: Call) -> None:
    """Guide: updateExtensionNotification: "Existing settings are retained for all settings that are not provided"."""
    extension = call.extension("extension")
    for name in _SETTINGS:
        if name in call.values:
            call.db.execute(
                f"UPDATE extensions SET {name} = ? WHERE account = ? AND extension = ?",
                (call.values.get(name), call.account.id, extension),
            )
