"""Guide: getCallList, originateCall, updateExtensionNotification."""

from __future__ import annotations

from phonecom_cli.actions.model import Action, Param, Shape

CALL_LIST_LIMIT = 500
"""Guide, getCallList: "Return rows are limited to 500". The answer does not say when rows were left out."""

ACTIONS = (
    Action(
        name="getCallList",
        command=("call", "list"),
        about="List the calls of the account.",
        params=(
            Param("startTime", "epoch", "range start, Unix time"),
            Param("endTime", "epoch", "range end, Unix time"),
        ),
        shape=Shape(
            rows=True,
            container="callList",
            element="call",
            columns=(
                "id",
                "startTime",
                "startTimeGmt",
                "callerId",
                "calledNumber",
                "duration",
                "finalAction",
                "finalActionDuration",
                "url",
                "transcription",
            ),
        ),
    ),
    Action(
        name="originateCall",
        command=("call", "originate"),
        about="Call leg A, and connect it to leg B when it answers.",
        params=(
            Param("legAPhoneNumber", "e164-or-extension", "DID or extension to call first", required=True),
            # The guide prints this default one line too low, beside the timeout.
            Param("legACallerId", "e164", "caller ID when calling leg A", default="leg B's number"),
            Param("legATimeout", "seconds", "how many seconds leg A may ring", limit=(1, 3600), default="20"),
            Param("legBPhoneNumber", "e164", "DID to call second", required=True),
            Param("legBCallerId", "e164", "caller ID when calling leg B", default="leg A's number"),
        ),
        effect="cost",
        check="Listen whether leg A rings, and look at `phonecom call list`, before placing it again.",
    ),
    Action(
        name="updateExtensionNotification",
        command=("extension", "notify"),
        about="Set how an extension is told of voicemail.",
        params=(
            Param("extension", "extension", "numeric extension", required=True),
            Param("enableEmail", "yes-no", "send email notifications", choices=("yes", "no")),
            Param("enableSms", "yes-no", "send SMS notifications", choices=("yes", "no")),
            Param("emailAddress", "email", "email address to send notifications to"),
            Param("emailFormat", "choice", "format of the voicemail", choices=("wav", "mp3")),
            Param("smsNumber", "e164", "number to send SMS notifications to"),
        ),
        effect="change",
        check="The same settings may be sent again: what is set already stays as it is.",
    ),
)
