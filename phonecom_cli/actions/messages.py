"""Guide: "SMS", and "ChatCalls (formerly Phone Dots)"."""

from __future__ import annotations

from phonecom_cli.actions.model import Action, Paired, Param, Shape

_MESSAGE = Param("message", "text", "the message to send", required=True, limit=(1, 100_000))
_VOICE = Param("voice", "id", "voice for the text-to-speech", default="the clearest, female voice")
_RESPONSE_TYPE = Param(
    "responseType",
    "choice",
    "which answers the recipient may give",
    choices=("none", "yes_no", "yes_no_maybe"),
)

ACTIONS = (
    Action(
        name="sendSMS",
        command=("sms", "send"),
        about="Send an SMS.",
        params=(
            Param("fromNumber", "e164", "phone number of the account to send from", required=True),
            Param("toNumber", "e164", "phone number to send to", required=True),
            # "Limited to 160 characters": counted as GSM-7 or UCS-2 by the command, as the networks do.
            Param("message", "text", "the message, one part long", required=True, limit=(1, 100_000)),
        ),
        effect="send",
        confirm="several",
        each="toNumber",
        check="Ask the recipient whether it arrived before sending it again.",
    ),
    Action(
        name="getVoiceList",
        command=("chatcall", "voices"),
        about="List the voices for text-to-speech.",
        shape=Shape(
            rows=True,
            container="voice-list",
            element="voice",
            columns=("id", "name", "language", "dialect", "sex"),
        ),
    ),
    Action(
        name="getSoundList",
        command=("chatcall", "sounds"),
        about="List the sounds that a message can hold, as in `Hello [laugh]`.",
        shape=Shape(
            rows=True, element="sound", container="sound-list", columns=("id", "name"), documented=False
        ),
    ),
    Action(
        name="previewChatCall",
        command=("chatcall", "preview"),
        about="Make a recording of a ChatCall without sending it.",
        params=(
            Param("fromName", "text", "name of the sender", default='the word "Name"'),
            _MESSAGE,
            # "if toName is not specified, or is specified more than once, the word "Name" will be used"
            Param("toName", "text", "name of the recipient", repeated=True, default='the word "Name"'),
            _VOICE,
            _RESPONSE_TYPE,
        ),
        shape=Shape(element="url", columns=("url",), documented=False),
    ),
    Action(
        name="sendChatCall",
        command=("chatcall", "send"),
        about="Send a ChatCall, now or later.",
        params=(
            Param("fromName", "text", "name of the sender", required=True),
            Param("fromEmail", "email", "email address of the sender", required=True),
            _MESSAGE,
            Param("toName", "text", "name of the recipient", required=True, repeated=True),
            Param(
                "toNumber", "e164", "phone number of the recipient, US or CA", required=True, repeated=True
            ),
            _VOICE,
            _RESPONSE_TYPE,
            Param("sendDate", "epoch-or-xml", "when to send it", default="now"),
        ),
        rules=(Paired("toName", "toNumber"),),
        effect="send",
        confirm="several",
        shape=Shape(element="ChatCallID", columns=("ChatCallID",), documented=False),
        check="Ask a recipient whether the call came before sending it again.",
    ),
    Action(
        name="getChatCallStatus",
        command=("chatcall", "status"),
        about="Tell what became of a ChatCall, for each recipient.",
        params=(Param("ChatCallID", "id", "ChatCall ID from sendChatCall", required=True),),
        shape=Shape(element="chatCall", lists=("recipient",), documented=False),
    ),
)
