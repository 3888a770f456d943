"""Unknown, missing and badly formed parameters, for every action, from the action data."""

from __future__ import annotations

import pytest

from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.model import Action
from tests.sandbox.api import Api

GOOD = {
    "text": "words",
    "secret": "secret",
    "username": "somebody",
    "email": "a@example.com",
    "e164": "+18585602222",
    "full-number": "18585602222",
    "e164-or-extension": "101",
    "extension": "101",
    "country": "DE",
    "country-code": "1",
    "digits": "858",
    "pattern": "1858*",
    "yes-no": "yes",
    "count": "1",
    "seconds": "20",
    "epoch": "1795000000",
    "epoch-or-xml": "1795000000",
    "zip": "92130",
    "id": "1",
}
BAD = {
    "username": ["two words", "x" * 65],
    "email": ["nobody", "a b@example.com"],
    "e164": ["858-560-2222", "12345", "+0123456789", "+1858560222222222", "٠١٢٣٤٥٦٧", "+18585602222\n"],
    "full-number": ["(858) 560-8120", "x18585608120", "123"],
    "e164-or-extension": ["1", "abc", "858 560"],
    "extension": ["1", "1234567", "10a"],
    "country": ["USA", "1"],
    "country-code": ["US", "0", "12345"],
    "digits": ["85a", "8 58"],
    "pattern": ["18?5", "1858-*", "é"],
    "yes-no": ["maybe", "1"],
    "choice": ["other"],
    "count": ["0", "-1", "many", "1.5", "1e3"],
    "seconds": ["0", "soon", "-5"],
    "epoch": ["yesterday", "-1", "2026-01-01"],
    "epoch-or-xml": ["tomorrow", "2026-01-01", "2026-13-45T99:99:99Z"],
    "id": ["a b", "é"],
}
NAMES = sorted(ACTIONS)


def complete(action: Action) -> dict[str, str | list[str]]:
    """A value of the right form for everything an action requires."""
    values: dict[str, str | list[str]] = {
        param.name: param.choices[0] if param.choices else GOOD[param.kind]
        for param in action.params
        if param.required
    }
    if action.group:
        values[f"{action.group.prefix}1"] = "101"
    if action.name.startswith(("getPhoneNumberRegion", "getPhoneNumberLocality")):
        values["prefix"] = "858"
    return values


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_parameter_is_an_error_that_says_which(inside: Api, name: str) -> None:
    values = complete(ACTIONS[name])
    assert inside.refused(name, **values, phonenumber="1") == "Unknown parameter: phonenumber"


@pytest.mark.parametrize("name", NAMES)
def test_each_missing_required_parameter_is_an_error_that_says_which(inside: Api, name: str) -> None:
    values = complete(ACTIONS[name])
    for missing in values:
        if missing == "prefix":
            continue
        some = {key: value for key, value in values.items() if key != missing}
        assert inside.refused(name, **some) == f"Missing parameter: {missing}"
        assert inside.refused(name, **{**values, missing: ""}) == f"Missing parameter: {missing}"


@pytest.mark.parametrize("name", NAMES)
def test_each_badly_formed_parameter_is_an_error_that_says_which(inside: Api, name: str) -> None:
    action = ACTIONS[name]
    values = complete(action)
    members = [f"destination3{end}" for end in ("", "Screening", "CallerId")] if action.group else []
    for param in [*action.params, *(action.param(member) for member in members)]:
        assert param is not None
        for bad in BAD.get(param.kind, []):
            message = inside.refused(
                name,
                **{**values, "destination3": "101", param.name: bad}
                if action.group
                else {**values, param.name: bad},
            )
            assert message.startswith(f"Invalid parameter {param.name}: "), bad


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_given_twice_is_an_error_unless_it_is_repeated(inside: Api, name: str) -> None:
    action = ACTIONS[name]
    for key, value in complete(action).items():
        param = action.param(key)
        assert param is not None
        assert isinstance(value, str)
        message = inside.refused(name, **{**complete(action), key: [value, value]})
        if param.repeated:
            assert "more than once" not in message
        else:
            assert message == f"Parameter given more than once: {key}"


def test_an_optional_parameter_that_is_empty_was_not_given(api: Api) -> None:
    assert (
        len(
            api.ok(
                "getPhoneNumberInventory", countryCode="1", type="", prefix="858", pattern="", quantity=""
            ).rows
        )
        == 100
    )
    assert api.ok("getCallList", startTime="", endTime="").rows


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([], "Missing parameter: action"),
        ([("action", "")], "Missing parameter: action"),
        ([("action", "getphonenumberlist")], "Unknown action: getphonenumberlist"),
        ([("action", "getVoiceList"), ("action", "getSoundList")], "Parameter given more than once: action"),
    ],
)
def test_a_missing_or_unknown_action_is_an_error_that_says_so(
    api: Api, pairs: list[tuple[str, str]], told: str
) -> None:
    answer = api.send([("username", "demo"), ("password", "demo"), *pairs])
    assert not answer.ok
    assert answer.msg == told


def test_no_refusal_repeats_a_password(inside: Api) -> None:
    for params in ({"newPassword": "canary7", "newUsername": "x y"}, {"newPassword": ["canary7", "canary7"]}):
        assert "canary7" not in inside.call("createAccount", **params).body
    assert "canary7" not in inside.call("getVoiceList", password="canary7").body


def test_numbers_are_taken_with_and_without_plus(api: Api) -> None:
    for sender, to in [("+18585602222", "+18583807710"), ("18585602222", "18583807710")]:
        assert api.ok("sendSMS", fromNumber=sender, toNumber=to, message="Hi")
    for number in api.free(2):
        assert api.ok("reservePhoneNumber", phoneNumber=f"+{number}")
        assert api.ok("unreservePhoneNumber", phoneNumber=number)
