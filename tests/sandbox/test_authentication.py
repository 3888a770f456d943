"""Guide, General information: who may do what."""

from __future__ import annotations

import pytest

from phonecom_cli.sandbox import HttpRequest
from tests.sandbox.api import ENDPOINT, Api, take_apart


def test_each_command_must_be_properly_authenticated_using_username_and_password(api: Api) -> None:
    assert api.ok("getVoiceList")
    for user, password in [("demo", "wrong"), ("nobody", "demo"), ("demo", "demo "), ("other", "demo")]:
        assert "Authentication failed" in api.refused("getVoiceList", user=user, password=password)


@pytest.mark.parametrize("action", ["getPhoneNumberList", "sendSMS", "noSuchAction"])
def test_failure_to_provide_correct_authentication_information_will_result_in_an_error(
    api: Api, action: str
) -> None:
    assert "Authentication failed" in api.refused(action, password="no")


def test_wrong_password_and_unknown_account_are_told_alike(api: Api) -> None:
    assert api.refused("getVoiceList", password="x") == api.refused("getVoiceList", user="x")


@pytest.mark.parametrize(
    ("pairs", "missing"),
    [
        ([("username", "demo")], "password"),
        ([("username", "demo"), ("password", "")], "password"),
        ([("username", "nobody")], "password"),
        ([("password", "demo")], "username"),
        ([], "username"),
    ],
)
def test_a_missing_username_or_password_is_named(
    api: Api, pairs: list[tuple[str, str]], missing: str
) -> None:
    answer = api.send([*pairs, ("action", "getVoiceList")])
    assert not answer.ok
    assert answer.msg == f"Missing parameter: {missing}"


def test_attempting_to_manage_a_service_that_does_not_correspond_to_an_account_will_result_in_an_error(
    api: Api,
) -> None:
    theirs = api.numbers("other")[0]
    assert "not on your account" in api.refused(
        "updateCallHandlingSimpleRingAll", phoneNumber=theirs, destination1="101"
    )
    assert "not on your account" in api.refused(
        "sendSMS", fromNumber=theirs, toNumber="+18583807710", message="Hi"
    )
    sent = api.ok(
        "sendChatCall",
        user="other",
        fromName="A",
        fromEmail="a@example.com",
        message="Hi",
        toName="B",
        toNumber="+18583807710",
    )
    identity = sent.text("ChatCallID") or ""
    assert "not on your account" in api.refused("getChatCallStatus", ChatCallID=identity)
    assert api.ok("getChatCallStatus", user="other", ChatCallID=identity)


def test_special_arrangements_for_ip_based_authentication_need_no_password(api: Api) -> None:
    office = api.numbers("office")
    for pairs in ([("username", "office")], [("username", "OFFICE"), ("password", "")]):
        answer = api.send([*pairs, ("action", "getPhoneNumberList")])
        assert answer.ok
        assert [row["phoneNumber"] for row in answer.rows] == office


def test_an_address_without_an_arrangement_needs_a_password(inside: Api) -> None:
    request = HttpRequest(
        "POST", ENDPOINT, body=b"username=office&action=getPhoneNumberList", remote_addr="192.0.2.7"
    )
    answer = take_apart(inside.http(request).body)
    assert not answer.ok
    assert answer.msg == "Missing parameter: password"


def test_usernames_are_found_in_any_case_and_passwords_only_as_they_are(api: Api) -> None:
    assert api.ok("getVoiceList", user="DEMO", password="demo")
    assert api.refused("getVoiceList", password="DEMO")
