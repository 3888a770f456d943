"""What cannot be right is refused before anything is sent: exit 2, and the message says what would be right."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.commands.api import ADD, CHATCALL, CREATE, FROM, NEW_PASSWORD, RING, SMS, TO, US, WRITES, at, ok
from tests.conftest import Phonecom
from tests.harness import Connection, RawServer, echoing

SEND = ("sms", "send")
BETWEEN = ("--from", FROM, "--to", TO)

REFUSED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # numbers
    "a number that is none": ((*SEND, "Hi", "--from", FROM, "--to", "hello"), ("'hello'", "+18585602222")),
    "a number too short": (("numbers", "portable", "858560"), ("858560", "too short", "+18585602222")),
    "a number too long": (("numbers", "portable", "+1858560222233"), ("too long",)),
    "an empty number": (("numbers", "portable", ""), ("not a phone number",)),
    "an area code that cannot be": (("numbers", "portable", "1111"), ("1111",)),
    "Arabic digits": (
        (
            *SEND,
            "Hi",
            "--from",
            FROM,
            "--to",
            "+\u0661\u0668\u0665\u0668\u0663\u0668\u0660\u0667\u0667\u0661\u0660",
        ),
        ("ARABIC-INDIC DIGIT ONE", "0-9"),
    ),
    "fullwidth digits": (("numbers", "portable", "\uff118583807710"), ("FULLWIDTH DIGIT ONE", "0-9")),
    "an extension after a number": (
        (*SEND, "Hi", "--from", FROM, "--to", "858-380-7710 x12"),
        ("858-380-7710 x12", "extension"),
    ),
    "an extension as RFC 3966 writes it": (("numbers", "portable", "+18583807710;ext=12"), ("extension",)),
    "an extension to send an SMS to": ((*SEND, "Hi", "--from", FROM, "--to", "101"), ("101",)),
    "the last of several numbers": (("numbers", "reserve", "18585608120", "18585608121", "x"), ("'x'",)),
    "a caller ID": (("call", "originate", "101", TO, "--caller-id-b", "nobody"), ("nobody",)),
    "a ChatCall to the United Kingdom": (
        (*CHATCALL, "--to", "Ann=+441133506121"),
        ("+441133506121", "North American", "US and CA"),
    ),
    "a ChatCall to nobody by name": ((*CHATCALL, "--to", TO), ("NAME=NUMBER",)),
    "a ChatCall to an empty name": ((*CHATCALL, "--to", f"={TO}"), ("NAME=NUMBER",)),
    # messages
    "161 characters": ((*SEND, "x" * 161, *BETWEEN), ("161", "2 parts", "160", "--allow-long")),
    "71 emoji": ((*SEND, "😀" * 71, *BETWEEN), ("142", "3 parts", "UCS-2", "70", "😀", "--allow-long")),
    "71 characters with one outside GSM": ((*SEND, "x" * 70 + "č", *BETWEEN), ("71", "2 parts", "č")),
    "an extension character that costs two": ((*SEND, "x" * 159 + "€", *BETWEEN), ("161", "2 parts")),
    "an empty message": ((*SEND, "", *BETWEEN), ("message is empty",)),
    "a message of spaces": ((*SEND, " \n", *BETWEEN), ("message is empty",)),
    "an empty ChatCall": ((*CHATCALL[:2], "", *CHATCALL[3:], "--to", f"Ann={TO}"), ("empty",)),
    "an SMS from nowhere": ((*SEND, "Hi", "--to", TO), ("--from", "config set from")),
    "an SMS to nobody": ((*SEND, "Hi", "--from", FROM), ("--to",)),
    "an SMS of characters that count twice": (
        (*SEND, "\u20ac" * 81, *BETWEEN),
        ("81 characters long, counts as 162", "2 parts"),
    ),
    "message and recipients from one stdin": (
        (*SEND, "-", "--from", FROM, "--to", "-"),
        ("both come from stdin",),
    ),
    # numbers for sale
    "a region without its state": (("numbers", "search", "--region", "Poway"), ("--region needs --state",)),
    "a locality without its state": (
        ("numbers", "search", "--locality", "POWAY"),
        ("--locality needs --state",),
    ),
    "an empty state": (("numbers", "search", "--region", "Poway", "--state", ""), ("state",)),
    "a page without a quantity": (("numbers", "search", "--page", "2"), ("--page needs --quantity",)),
    "page 0": (("numbers", "search", "-n", "5", "--page", "0"), ("'0'", "from 1")),
    "quantity 0": (("numbers", "search", "--quantity", "0"), ("'0'", "1 to 500")),
    "quantity 501": (("numbers", "search", "--quantity", "501"), ("'501'", "1 to 500")),
    "quantity 1_0": (("numbers", "search", "--quantity", "1_0"), ("'1_0'", "1 to 500")),
    "quantity in Arabic digits": (("numbers", "search", "--quantity", "\u0661"), ("1 to 500",)),
    "quantity with a newline": (("numbers", "search", "--quantity", "1\n"), ("1 to 500",)),
    "pattern 18?5": (("numbers", "search", "--pattern", "18?5"), ("18?5", "digits, letters and *")),
    "an empty pattern": (("numbers", "search", "--pattern", ""), ("pattern",)),
    "a prefix of letters": (("numbers", "search", "--prefix", "San"), ("'San'", "digits")),
    "an unknown type": (("numbers", "search", "--type", "mobile"), ("'mobile'", "toll-free", "local")),
    "an unknown country": (("numbers", "search", "--country", "Spain"), ("'Spain'", "GB", "44")),
    "a country that is none": (("numbers", "states", "--country", "ZZ"), ("'ZZ'", "GB")),
    "all pages and one": (("numbers", "search", "--all", "-n", "5", "--page", "2"), ("--all", "--page")),
    "regions with neither": (("numbers", "regions"), ("--prefix", "--state")),
    "localities with neither": (("numbers", "localities", "--country", "GB"), ("--prefix", "--state")),
    # call handling
    "eleven destinations": (
        (*RING, *(word for n in range(11) for word in ("--to", f"1{n:02d}")), "--yes"),
        ("1 to 10", "11"),
    ),
    "zero destinations": ((*RING, "--yes"), ("--to",)),
    "an unknown part of a destination": (
        (*RING, "--to", "101,color=red", "--yes"),
        ("color=red", "tag=TEXT, screen=yes|no, caller-id=NUMBER"),
    ),
    "a destination's part twice": ((*RING, "--to", "101,tag=a,tag=b", "--yes"), ("tag", "twice")),
    "screening that is neither": ((*RING, "--to", "101,screen=maybe", "--yes"), ("maybe", "yes, no")),
    "a destination with an open quote": ((*RING, "--to", '101,"tag=Sales, West', "--yes"), ("CSV",)),
    "a destination's part quoted in its middle": (
        (*RING, "--to", '101,tag="Sales, West"', "--yes"),
        ("tag=TEXT", "'101,\"tag=Sales, West\"'"),
    ),
    "an empty destination": ((*RING, "--to", "", "--yes"), ("not a phone number",)),
    "a destination of seven digits": ((*RING, "--to", "1234567", "--yes"), ("1234567",)),
    "ringing for no time": ((*RING, "--to", "101", "--ring-timeout", "0", "--yes"), ("1 to 3600",)),
    "ringing for a word": (("call", "originate", "101", TO, "--ring-timeout", "long"), ("1 to 3600",)),
    "notify with nothing": (("extension", "notify", "101"), ("nothing to set", "--help")),
    "notify no extension": (
        ("extension", "notify", "+18585550100", "--enable-email"),
        ("two to six digits",),
    ),
    "a format that is none": (("extension", "notify", "101", "--email-format", "ogg"), ("'ogg'", "wav, mp3")),
    "an address that is none": (
        ("extension", "notify", "101", "--email-address", "joe"),
        ("'joe'", "joe@example.com"),
    ),
    # accounts
    "a US account without its state": (
        (*CREATE, "--country", "US", "--zip", "92064", "--yes"),
        ("--state is required", "US"),
    ),
    "a Canadian account without its state": ((*CREATE, "--country", "ca", "--yes"), ("--state", "CA")),
    "a US account without its zip": (
        (*CREATE, "--country", "us", "--state", "CA", "--yes"),
        ("--zip is required", "US"),
    ),
    "a zip of six digits": (
        (*CREATE, "--country", "US", "--state", "CA", "--zip", "920641", "--yes"),
        ("'920641'", "5 or 9 digits"),
    ),
    "a zip in Arabic digits": (
        (*CREATE, "--country", "US", "--state", "CA", "--zip", "\u0669\u0662\u0660\u0666\u0664", "--yes"),
        ("5 or 9 digits",),
    ),
    "a country of three letters": ((*CREATE, "--country", "USA", "--yes"), ("'USA'", "two letters")),
    "a username with a space": (("account", "cancel", "old shop", "--yes"), ("'old shop'", "without spaces")),
    # times
    "an end before its start": (("call", "list", "--since", "today", "--until", "yesterday"), ("after",)),
    "a time that is none": (("call", "list", "--since", "soon"), ("'soon'", "2026-03-02", "90m")),
    "a month that is none": (("call", "list", "--since", "2026-13-01"), ("2026-13-01",)),
    "a Unix time in Arabic digits": (
        ("call", "list", "--since", "\u0661" * 10),
        ("not a time",),
    ),
    "a time beyond the calendar": (("call", "list", "--since", "999999999w"), ("'999999999w'", "1970")),
    "a time before 1970": (("call", "list", "--since", "1969-07-20"), ("'1969-07-20'", "1970")),
    "a ChatCall in the past": ((*CHATCALL, "--to", f"Ann={TO}", "--at", "yesterday"), ("past", "+2h")),
    # api
    "api with a username": (("api", "getVoiceList", "username=x"), ("username", "profile")),
    "api with a password": (("api", "getVoiceList", "password=x"), ("password", "profile")),
    "api with an action": (("api", "getVoiceList", "action=sendSMS"), ("action",)),
    "api with a clTRID": (("api", "getVoiceList", "clTRID=1"), ("--cltrid",)),
    "api with a password on the line": (
        ("api", "createAccount", "newPassword=plain", "--yes"),
        ("newPassword=@FILE",),
    ),
    "api with two values from one stdin": (("api", "x", "a=@-", "b=@-"), ("stdin is read once",)),
    "api with no pair": (("api", "getVoiceList", "voice"), ("KEY=VALUE",)),
    "api with no action": (("api", ""), ("action is empty", "getVoiceList")),
    "api with no file": (("api", "getVoiceList", "voice=@"), ("no file", "KEY=@@")),
    "api with no key": (("api", "getVoiceList", "=1"), ("KEY=VALUE",)),
    # options of every command
    "xml of several": (
        ("numbers", "portable", "18585608120", "18585608121", "-o", "xml"),
        ("several requests", "another format"),
    ),
    "xml of every page": (("numbers", "search", "--all", "-o", "xml"), ("several requests",)),
    "xml of every call": (("call", "list", "--all", "-o", "xml"), ("several requests",)),
    "two profiles": (("numbers", "list", "--sandbox", "--profile", "x"), ("--profile x",)),
    "an empty profile": (("numbers", "list", "--profile", ""), ("--profile is empty",)),
    "an empty profile to change": (("config", "set", "country", "GB", "-p", ""), ("--profile is empty",)),
    "no profile of that name": (("numbers", "list", "--profile", "nowhere"), ("nowhere",)),
    "timeout 0": (("numbers", "list", "--timeout", "0"), ("--timeout", "more than 0")),
    "timeout nan": (("numbers", "list", "--timeout", "nan"), ("--timeout", "more than 0")),
    "timeout -1": (("numbers", "list", "--timeout=-1"), ("--timeout", "more than 0")),
    "timeout of a word": (("numbers", "list", "--timeout", "soon"), ("--timeout", "soon")),
    "an empty clTRID": (("numbers", "list", "--cltrid", ""), ("--cltrid", "fresh")),
    "no fields": (("numbers", "list", "--fields", ","), ("--fields", "id,phoneNumber")),
    "a format that is none of ours": (("numbers", "list", "-o", "yaml"), ("yaml", "json")),
    "half a surrogate": ((*SEND, "\udc9b", *BETWEEN), ("UTF-8",)),
    "half a surrogate in an option": ((*SEND, "Hi", "--from", FROM, "--to", "\udc9b"), ("UTF-8",)),
    "a field that no SMS has": ((*SMS, "--fields", "colour"), ("colour", "svTRID")),
    "a field that no number has": (("numbers", "reserve", "18585608120", "--fields", "id"), ("phoneNumber",)),
    "a field that no ring-all has": ((*RING, "--to", "101", "--yes", "--fields", "x"), ("svTRID",)),
}


@pytest.mark.parametrize(("argv", "says"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_what_would_be_right(
    argv: tuple[str, ...], says: tuple[str, ...], phonecom: Phonecom
) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *argv, stdin=f"{NEW_PASSWORD}\n")
        assert server.connections == 0
    assert outcome.code == 2, outcome
    assert outcome.out == ""
    for words in says:
        assert words in outcome.err
    assert outcome.err.startswith("phonecom: ")


@pytest.mark.parametrize("argv", [argv for argv, _ in REFUSED.values() if "xml" not in argv], ids=" ".join)
def test_as_json_it_is_one_line(argv: tuple[str, ...], phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, "-o", "json", *argv, stdin=f"{NEW_PASSWORD}\n")
    *_, last = outcome.err.splitlines()
    error = json.loads(last)["error"]
    assert error["exitCode"] == outcome.code == 2
    assert error["code"] in {"usage", "invalid-value", "settings"}
    assert error["message"]
    assert outcome.out == ""


UNCONFIRMED = {
    "numbers add": ADD,
    "numbers add several": (*ADD, "18585608121"),
    "numbers ring-all": (*RING, "--to", TO),
    "account create": (*CREATE, *US),
    "account cancel": ("account", "cancel", "oldshop"),
    "sms send to two": (*SMS, "--to", "+18583807711"),
    "chatcall send to two": (*CHATCALL, "--to", f"Ann={TO}", "--to", "Bob=+18583807711"),
    "api addPhoneNumber": ("api", "addPhoneNumber", "phoneNumber=18585608120"),
    "api cancelAccount": ("api", "cancelAccount", "accountUsername=oldshop"),
    "api sendChatCall to two": ("api", "sendChatCall", f"toNumber={TO}", "toNumber=+18583807711"),
}


@pytest.mark.parametrize("stdin", ["", "y\n" * 5, None], ids=["empty", "a piped y", "closed"])
@pytest.mark.parametrize("argv", UNCONFIRMED.values(), ids=UNCONFIRMED)
def test_off_a_terminal_it_needs_yes(argv: tuple[str, ...], stdin: str | None, phonecom: Phonecom) -> None:
    if "--new-password-stdin" in argv:
        if not stdin:
            pytest.skip("its stdin is the new password")
        stdin = f"{NEW_PASSWORD}\n{stdin}"
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *argv, stdin=stdin)
        assert server.connections == 0
    assert outcome.code == 2
    assert "needs --yes" in outcome.err
    assert "--dry-run" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("argv", UNCONFIRMED.values(), ids=UNCONFIRMED)
def test_with_yes_it_is_done(argv: tuple[str, ...], phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *argv, "--yes", stdin=f"{NEW_PASSWORD}\n")
        assert server.count >= 1
    assert outcome.code == 0, outcome.err


@pytest.mark.parametrize("argv", UNCONFIRMED.values(), ids=UNCONFIRMED)
def test_the_question_names_account_and_environment(argv: tuple[str, ...], phonecom: Phonecom) -> None:
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *argv, stdin=f"{NEW_PASSWORD}\n")
        assert "joesmith" in outcome.err
        assert server.url in outcome.err


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://control.phone.com/special/xmlapi", "https"),
        ("http://192.168.1.5/special/xmlapi", "https"),
        ("http://localhost.evil.example/special/xmlapi", "https"),
        ("https://joe:w00t@control.phone.com/special/xmlapi", "username or password"),
        ("https://joe@control.phone.com/special/xmlapi", "username or password"),
        ("https://control.phone.com/special/xmlapi?password=w00t", "?"),
        ("https://control.phone.com/#x", "#"),
        ("ftp://control.phone.com/", "https"),
        ("control.phone.com", "https"),
        ("https://control.phone.com:99999/", "URL"),
        ("", "https"),
    ],
)
@pytest.mark.parametrize("argv", [("numbers", "list"), SMS], ids=["read", "write"])
@pytest.mark.parametrize("mode", [(), ("--dry-run",)], ids=["sent", "dry run"])
def test_a_url_that_no_password_may_go_to(
    mode: tuple[str, ...], argv: tuple[str, ...], url: str, says: str, phonecom: Phonecom
) -> None:
    env = {"PHONECOM_USERNAME": "joesmith", "PHONECOM_PASSWORD": "secret"}
    outcome = phonecom(*argv, "--url", url, *mode, env=env)
    assert outcome.code == 2, outcome
    assert says in outcome.err
    assert "w00t" not in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("when", "happens", "choices"),
    [
        ("2026-03-08T02:30", "never happens", ("2026-03-08T01:30:00-05:00", "2026-03-08T03:30:00-04:00")),
        ("2026-11-01T01:30", "happens twice", ("2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00")),
    ],
)
@pytest.mark.parametrize("option", ["--since", "--until", "--at"])
def test_a_local_time_that_says_no_one_moment(
    option: str,
    when: str,
    happens: str,
    choices: tuple[str, str],
    phonecom: Phonecom,
    settings: Callable[[str], None],
) -> None:
    settings("[profiles.ny]\nenvironment = 'production'\ntimezone = 'America/New_York'\n")
    argv = (*CHATCALL, "--to", f"Ann={TO}") if option == "--at" else ("call", "list")
    early = datetime(2026, 1, 1, tzinfo=UTC)
    with RawServer(ok) as server:
        refused = at(server, phonecom, *argv, option, when, "--profile", "ny", now=early)
        assert server.connections == 0
        assert refused.code == 2
        assert happens in refused.err
        for choice in choices:
            assert choice in refused.err
            meant = at(server, phonecom, *argv, option, choice, "--profile", "ny", now=early)
            assert meant.code == 0, meant.err


@pytest.mark.parametrize("argv", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize(
    ("env", "profile", "says"),
    [
        ({"PHONECOM_OUTPUT": "yaml"}, "", "PHONECOM_OUTPUT"),
        ({}, "timezone = 'Mars/Olympus'", "timezone"),
        ({}, "colour = 'blue'", "colour"),
        ({}, "explicit-profile-for-writes = true", "--profile default"),
    ],
    ids=["output", "timezone", "an unknown setting", "profile to be named"],
)
def test_wrong_settings_are_told_before_a_write(
    env: dict[str, str],
    profile: str,
    says: str,
    argv: tuple[str, ...],
    phonecom: Phonecom,
    settings: Callable[[str], None],
) -> None:
    settings(f"[profiles.default]\nenvironment = 'production'\n{profile}\n")
    if argv[0] == "api" and "PHONECOM_OUTPUT" in env:
        pytest.skip("has a format of its own")
    with RawServer(ok) as server:
        outcome = at(server, phonecom, *argv, env=env, stdin=f"{NEW_PASSWORD}\n")
        assert server.connections == 0
    assert outcome.code == 2, outcome
    assert says in outcome.err


@pytest.mark.parametrize("argv", WRITES.values(), ids=WRITES)
def test_a_field_that_the_answer_lacks_is_no_refusal_of_what_is_done(
    argv: tuple[str, ...], phonecom: Phonecom
) -> None:
    def answer(connection: Connection) -> None:
        echoing(connection, "<id>17</id>" if argv[0] == "chatcall" else "")

    field = "nowhere" if argv[0] == "api" else "status"
    with RawServer(answer) as server:
        outcome = at(
            server, phonecom, *argv, "--fields", f"{field},svTRID", "-o", "json", stdin=f"{NEW_PASSWORD}\n"
        )
        assert server.count == 1
    assert outcome.code == 0, outcome
    found = json.loads(outcome.out)
    assert set(found[0] if isinstance(found, list) else found) == {field, "svTRID"}
