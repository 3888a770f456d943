"""What the tests of whole commands share: an account, an endpoint that answers, and commands that work."""

from __future__ import annotations

from tests.conftest import Outcome, Phonecom
from tests.harness import Connection, RawServer, echoing

ACCOUNT = {"PHONECOM_USERNAME": "joesmith", "PHONECOM_PASSWORD": "w00t & more"}
FROM, TO = "+18585550100", "+18583807710"
SMS = ("sms", "send", "Lunch?", "--from", FROM, "--to", TO)
CHATCALL = ("chatcall", "send", "Hello", "--from-name", "Joe", "--from-email", "joe@example.com")
ADD = ("numbers", "add", "18585608120")
RING = ("numbers", "ring-all", FROM)
CREATE = (
    *("account", "create", "newshop", "--name", "Joe", "--address", "1 Main St", "--city", "Poway"),
    *("--phone", "8583807710", "--email", "joe@example.com", "--new-password-stdin"),
)
US = ("--country", "US", "--state", "CA", "--zip", "92064")

READS: dict[str, tuple[str, ...]] = {
    "numbers list": ("numbers", "list"),
    "numbers search": ("numbers", "search"),
    "call list": ("call", "list"),
    "chatcall voices": ("chatcall", "voices"),
    "numbers portable": ("numbers", "portable", "18585608120"),
    "chatcall preview": ("chatcall", "preview", "Hello"),
    "api get": ("api", "getVoiceList"),
}
"""A read of each kind, by the name of its command."""

WRITES: dict[str, tuple[str, ...]] = {
    "sms send": SMS,
    "chatcall send": (*CHATCALL, "--to", f"Ann={TO}"),
    "call originate": ("call", "originate", "101", TO),
    "extension notify": ("extension", "notify", "101", "--enable-email"),
    "numbers add": (*ADD, "--yes"),
    "numbers reserve": ("numbers", "reserve", "18585608120"),
    "numbers unreserve": ("numbers", "unreserve", "18585608120"),
    "numbers ring-all": (*RING, "--to", TO, "--yes"),
    "account create": (*CREATE, *US, "--yes"),
    "account cancel": ("account", "cancel", "oldshop", "--yes"),
    "api sendSMS": ("api", "sendSMS", f"fromNumber={FROM}", f"toNumber={TO}", "message=Lunch?"),
}
"""Every write, confirmed, with one recipient or number. `account create` reads its password from stdin."""

NEW_PASSWORD = "n3w p&ssword"


def ok(connection: Connection) -> None:
    """Success, without data."""
    echoing(connection)


def at(server: RawServer, phonecom: Phonecom, *argv: str, **surroundings: object) -> Outcome:
    """Run a command line against a server, with an account."""
    given = surroundings.pop("env", {})
    assert isinstance(given, dict)
    return phonecom(*argv, "--url", server.url, env={**ACCOUNT, **given}, **surroundings)
