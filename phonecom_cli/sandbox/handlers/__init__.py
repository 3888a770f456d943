"""What each action does, one function an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from phonecom_cli.sandbox.answer import Markup
from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.handlers import (
    accounts,
    calls,
    chatcalls,
    extensions,
    geography,
    numbers,
    routing,
    sms,
)

Handler: TypeAlias = Callable[[Call], Markup | None]
"""Returns what goes into `resultData`, None for no data; raises `Refusal`."""

HANDLERS: dict[str, Handler] = {
    "createAccount": accounts.create,
    "cancelAccount": accounts.cancel,
    "getPhoneNumberList": numbers.owned,
    "getPhoneNumberCountryList": geography.countries,
    "getPhoneNumberPrefixList": geography.prefixes,
    "getPhoneNumberStateList": geography.states,
    "getPhoneNumberRegionList": geography.regions,
    "getPhoneNumberLocalityList": geography.localities,
    "getPhoneNumberInventory": numbers.inventory,
    "getPhoneNumberPortingEligibility": numbers.porting_eligibility,
    "addPhoneNumber": numbers.add,
    "reservePhoneNumber": numbers.reserve,
    "unreservePhoneNumber": numbers.unreserve,
    "updateCallHandlingSimpleRingAll": routing.ring_all,
    "getCallList": calls.listing,
    "originateCall": calls.originate,
    "updateExtensionNotification": extensions.notification,
    "sendSMS": sms.send,
    "getVoiceList": chatcalls.voices,
    "getSoundList": chatcalls.sounds,
    "previewChatCall": chatcalls.preview,
    "sendChatCall": chatcalls.send,
    "getChatCallStatus": chatcalls.status,
}
