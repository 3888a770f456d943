"""Guide: createAccount, cancelAccount."""

from __future__ import annotations

import pytest

from tests.sandbox.api import Api

NEW = {
    "newUsername": "newcomer",
    "newPassword": "s3cret &=+",
    "name": "New Comer",
    "address": "1 Main St",
    "city": "San Diego",
    "state": "CA",
    "zip": "92130",
    "country": "US",
    "phone": "+18585602222",
    "email": "new@example.com",
}


def without(*names: str, **changes: str) -> dict[str, str]:
    return {**{name: value for name, value in NEW.items() if name not in names}, **changes}


def test_create_a_new_account_based_on_the_supplied_parameters(api: Api) -> None:
    assert api.ok("createAccount", **NEW).data is None
    assert api.numbers("demo")
    answer = api.ok("getPhoneNumberList", user="newcomer", password=NEW["newPassword"])
    assert answer.rows == []
    assert api.ok(
        "updateExtensionNotification",
        user="newcomer",
        password=NEW["newPassword"],
        extension="101",
        enableEmail="no",
    )


@pytest.mark.parametrize("country", ["US", "CA", "us"])
def test_state_is_required_for_us_ca(api: Api, country: str) -> None:
    message = api.refused("createAccount", **without("state", country=country))
    assert message == f"Missing parameter: state is required for {country.upper()}"


def test_state_is_optional_elsewhere(api: Api) -> None:
    assert api.ok("createAccount", **without("state", "zip", country="DE", phone="+49301234567"))


def test_zip_is_required_for_us(api: Api) -> None:
    assert api.refused("createAccount", **without("zip")) == "Missing parameter: zip is required for US"
    assert api.ok("createAccount", **without("zip", country="CA", state="ON"))


@pytest.mark.parametrize("zip_code", ["9213", "921301", "92130-", "K1A 0B1", "٩٢١٣٠"])
def test_zip_required_5_or_9_digit_for_us(api: Api, zip_code: str) -> None:
    assert "5 or 9 digits" in api.refused("createAccount", **without(zip=zip_code))


@pytest.mark.parametrize("zip_code", ["92130", "921301234", "92130-1234"])
def test_zip_of_5_or_9_digits_is_taken(inside: Api, zip_code: str) -> None:
    assert inside.ok("createAccount", **without(zip=zip_code))


def test_country_is_a_2_character_abbreviation(api: Api) -> None:
    assert api.refused("createAccount", **without(country="USA")).startswith("Invalid parameter country")


def test_a_username_is_taken_once_in_any_case_and_by_a_cancelled_account_too(api: Api) -> None:
    assert "already taken" in api.refused("createAccount", **without(newUsername="SHOP"))
    assert api.ok("cancelAccount", accountUsername="shop")
    assert "already taken" in api.refused("createAccount", **without(newUsername="shop"))


def test_desired_telephone_number_goes_to_the_new_account(api: Api) -> None:
    (number,) = api.free()
    api.ok("createAccount", **NEW, phoneNumber=number)
    rows = api.ok("getPhoneNumberList", user="newcomer", password=NEW["newPassword"]).rows
    assert [row["phoneNumber"] for row in rows] == [f"+{number}"]


def test_an_account_whose_desired_number_cannot_be_had_is_not_created(api: Api) -> None:
    assert "already in use" in api.refused("createAccount", **NEW, phoneNumber="14155550100")
    assert "Authentication failed" in api.refused(
        "getVoiceList", user="newcomer", password=NEW["newPassword"]
    )


def test_masterid_is_assigned_by_phone_com(api: Api) -> None:
    assert "masterid 77 is not your account" in api.refused("createAccount", **NEW, masterid="77")
    assert api.ok("createAccount", **NEW, masterid="1000", brandingid="3", code="X-1")


def test_cancel_you_must_specify_the_username_and_password_of_your_master_account(api: Api) -> None:
    for user in ("other", "shop", "shop-device"):
        assert "master account" in api.refused("cancelAccount", user=user, accountUsername="shop")
    assert "master account" in api.refused("cancelAccount", accountUsername="demo")
    assert "master account" in api.refused("cancelAccount", accountUsername="no-such-account")
    assert api.ok("cancelAccount", accountUsername="shop")


def test_the_master_of_a_master_is_authorized_to_act_on_the_account(api: Api) -> None:
    api.ok("createAccount", user="shop", **NEW)
    assert api.ok("cancelAccount", accountUsername="newcomer")


def test_a_master_with_an_active_account_below_may_not_be_cancelled(api: Api) -> None:
    api.ok("createAccount", user="shop", **NEW)
    assert "newcomer" in api.refused("cancelAccount", accountUsername="shop")
    api.ok("cancelAccount", user="shop", accountUsername="newcomer")
    assert api.ok("cancelAccount", accountUsername="shop")


@pytest.mark.parametrize(
    ("username", "reason"),
    [
        ("shop-device", "device"),
        ("shop-order", "order"),
        ("shop-shipment", "shipment"),
        ("shop-porting", "porting request"),
        ("shop-backorder", "DID backorder"),
    ],
)
def test_an_account_may_not_be_cancelled_which_has_any_active_devices_nor_any_pending_activity(
    api: Api, username: str, reason: str
) -> None:
    message = api.refused("cancelAccount", accountUsername=username)
    assert message.startswith(
        f"Account {username} may not be cancelled: it has an active or pending {reason}"
    )
    assert api.ok("getPhoneNumberList", user=username)


def test_a_cancelled_account_is_gone_and_its_numbers_are_for_sale(api: Api) -> None:
    (number,) = [each[1:] for each in api.numbers("shop")]
    pattern = {"countryCode": "1", "pattern": number}
    assert api.ok("getPhoneNumberInventory", **pattern).rows == []
    api.ok("cancelAccount", accountUsername="shop")
    assert "Authentication failed" in api.refused("getVoiceList", user="shop")
    assert "master account" in api.refused("cancelAccount", accountUsername="shop")
    assert len(api.ok("getPhoneNumberInventory", **pattern).rows) == 1
    assert api.ok("addPhoneNumber", phoneNumber=number)
    assert f"+{number}" in api.numbers()
