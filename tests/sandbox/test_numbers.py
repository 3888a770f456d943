"""Guide: getPhoneNumberList, addPhoneNumber, porting, and call handling."""

from __future__ import annotations

import pytest

from tests.sandbox.api import Api

GUIDE_ROW = (
    '<phoneNumber id="{}"><phoneNumber>+12542958368</phoneNumber><nickName>Waco office</nickName>'
    "<rateCenter>WACO_TX</rateCenter></phoneNumber>"
)


def test_the_list_includes_the_id_number_nickname_and_rate_center_if_applicable(api: Api) -> None:
    answer = api.ok("getPhoneNumberList")
    by_number = {row["phoneNumber"]: row for row in answer.rows}
    assert GUIDE_ROW.format(by_number["+12542958368"]["id"]) in answer.body
    assert by_number["+18668252541"]["rateCenter"] is None
    assert "<rateCenter/>" in answer.body
    assert by_number["+441133506121"]["rateCenter"] is None
    assert all(str(row["id"]).isdigit() for row in answer.rows)


def test_the_list_shows_active_numbers_on_the_account_only(api: Api) -> None:
    (number,) = api.free()
    api.ok("reservePhoneNumber", phoneNumber=number)
    assert f"+{number}" not in api.numbers()
    assert api.numbers("shop") == ["+15802820001"]
    assert not set(api.numbers()) & set(api.numbers("other"))


def test_an_account_without_numbers_has_an_empty_list(api: Api) -> None:
    answer = api.ok("getPhoneNumberList", user="shop-order")
    assert answer.rows == []
    assert "<phoneNumberList>" in answer.body


def test_add_takes_a_single_phone_number_from_inventory_and_adds_it_to_the_account(api: Api) -> None:
    before = api.numbers()
    (number,) = api.free()
    answer = api.ok("addPhoneNumber", phoneNumber=number)
    assert answer.data is None
    assert api.numbers() == [*before, f"+{number}"]
    assert number not in api.free(500)


def test_an_added_number_becomes_available_via_other_api_commands(api: Api) -> None:
    (number,) = api.free()
    api.ok("addPhoneNumber", phoneNumber=number)
    assert api.ok("sendSMS", fromNumber=number, toNumber="18583807710", message="Hi")
    assert api.ok("updateCallHandlingSimpleRingAll", phoneNumber=number, destination1="+18583807710")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("19995550100", "not in inventory"),
        ("18585602223", "not in inventory"),
        ("4915112345678", "not in inventory"),
        ("18585602222", "already on your account"),
        ("14155550100", "already in use"),
    ],
)
def test_add_is_only_for_numbers_which_exist_in_inventory_that_are_unused(
    api: Api, number: str, why: str
) -> None:
    assert why in api.refused("addPhoneNumber", phoneNumber=number)
    assert why in api.refused("reservePhoneNumber", phoneNumber=number)


def test_a_number_can_be_added_once(api: Api) -> None:
    (number,) = api.free()
    api.ok("addPhoneNumber", phoneNumber=number)
    assert "already on your account" in api.refused("addPhoneNumber", phoneNumber=number)
    assert "already in use" in api.refused("addPhoneNumber", user="other", phoneNumber=number)


def test_a_foreign_number_can_be_added(api: Api) -> None:
    (number,) = api.free(countryCode="44", state="National")
    api.ok("addPhoneNumber", phoneNumber=number)
    assert f"+{number}" in api.numbers()


def test_porting_eligibility_returns_yes_or_no(api: Api) -> None:
    def eligibility(number: str) -> str | None:
        return api.ok("getPhoneNumberPortingEligibility", phoneNumber=number).text("portingEligibility")

    assert eligibility("18585608120") == "Yes"
    assert eligibility("+18585608120") == "Yes"
    assert eligibility("18005550123") == "Yes"
    assert eligibility("441133500000") == "Yes"
    assert eligibility("18585608199") == "No"  # its carrier does not let it go
    assert eligibility("18585602222") == "No"  # Phone.com has it already
    assert eligibility(api.free()[0]) == "No"
    assert eligibility("8613812345678") == "No"  # no such country here
    assert eligibility("442079460018") == "Yes"  # a place that has no numbers for sale
    assert eligibility("14165550100") == "No"  # not in the United States
    assert eligibility("1858560812") == "No"  # a digit too few
    assert eligibility("18581608120") == "No"  # no exchange begins with 1


def ring_all(api: Api, **params: str) -> None:
    api.ok("updateCallHandlingSimpleRingAll", phoneNumber="+18585602222", **params)


def rules(api: Api, number: str = "18585602222") -> list[tuple[object, ...]]:
    with api.sandbox.lock:
        return api.sandbox.state.db.execute(
            "SELECT timeout, position, target, voice_tag, screening, caller_id FROM rules"
            " JOIN destinations USING (number) WHERE number = ? ORDER BY position",
            (number,),
        ).fetchall()


def test_this_function_will_completely_replace_the_call_handling_rules(api: Api) -> None:
    ring_all(api, destination1="101", destination2="102", destination3="+18583807710", timeout="30")
    ring_all(api, destination1="103")
    assert rules(api) == [(60, 1, "103", "", "no", "")]


def test_default_60_seconds(api: Api) -> None:
    ring_all(api, destination1="101", timeout="5")
    assert rules(api)[0][0] == 5
    ring_all(api, destination1="101")
    assert rules(api)[0][0] == 60


def test_each_destination_can_specify_screening_a_voice_tag_and_a_caller_id(api: Api) -> None:
    ring_all(
        api,
        destination1="18583807710",
        destination1VoiceTag="Sales, <urgent>",
        destination1Screening="yes",
        destination1CallerId="+18585602222",
        destination2="102",
    )
    assert rules(api) == [
        (60, 1, "+18583807710", "Sales, <urgent>", "yes", "+18585602222"),
        (60, 2, "102", "", "no", ""),
    ]


def test_ring_up_to_10_phone_numbers(api: Api) -> None:
    ten = {f"destination{place}": f"+1858380771{place - 1}" for place in range(1, 11)}
    ring_all(api, **ten)
    assert len(rules(api)) == 10
    message = api.refused(
        "updateCallHandlingSimpleRingAll", phoneNumber="+18585602222", **ten, destination11="+18583807799"
    )
    assert message == "Unknown parameter: destination11"


def test_a_destination_is_e164_or_an_extension_number_of_the_account(api: Api) -> None:
    message = api.refused("updateCallHandlingSimpleRingAll", phoneNumber="+18585602222", destination1="999")
    assert message == "Extension 999 is not on your account (destination1)"


def test_a_refused_change_leaves_the_rules_as_they_were(api: Api) -> None:
    before = rules(api)
    api.refused(
        "updateCallHandlingSimpleRingAll", phoneNumber="+18585602222", destination1="101", destination2="999"
    )
    assert rules(api) == before


def test_what_belongs_to_a_destination_needs_it(api: Api) -> None:
    message = api.refused(
        "updateCallHandlingSimpleRingAll",
        phoneNumber="+18585602222",
        destination1="101",
        destination2VoiceTag="x",
    )
    assert message == "Missing parameter: destination2, since destination2VoiceTag is given"


def test_a_number_with_no_rule_and_one_set_to_disconnect_are_there_to_be_met(inside: Api) -> None:
    assert inside.ok("updateCallHandlingSimpleRingAll", phoneNumber="+12124445555", destination1="101")
    with inside.sandbox.lock:
        kinds = dict(inside.sandbox.state.db.execute("SELECT number, kind FROM rules"))
    assert kinds["16192255000"] == "disconnect"
    assert kinds["12124445555"] == "ring-all"


def test_existing_settings_are_retained_for_all_settings_that_are_not_provided(api: Api) -> None:
    def settings() -> tuple[object, ...]:
        with api.sandbox.lock:
            row: tuple[object, ...] = api.sandbox.state.db.execute(
                "SELECT enableEmail, enableSms, emailAddress, emailFormat, smsNumber FROM extensions"
                " WHERE account = 1000 AND extension = '101'"
            ).fetchone()
        return row

    assert settings() == ("yes", "no", "alice@example.com", "wav", "")
    change = "updateExtensionNotification"
    assert api.ok(change, extension="101", enableSms="yes", smsNumber="18583807710").data is None
    assert settings() == ("yes", "yes", "alice@example.com", "wav", "+18583807710")
    api.ok(change, extension="101", emailFormat="mp3")
    assert settings() == ("yes", "yes", "alice@example.com", "mp3", "+18583807710")
    api.ok(change, extension="101", enableEmail="no", emailAddress="b@example.com")
    assert settings() == ("no", "yes", "b@example.com", "mp3", "+18583807710")
    api.ok(change, extension="101")
    assert settings() == ("no", "yes", "b@example.com", "mp3", "+18583807710")
    assert "Extension 777 is not on your account" in api.refused(change, extension="777", enableSms="no")
