"""Guide: "Phone number search & reservation"."""

from __future__ import annotations

import re

import pytest

from tests.sandbox.api import Api

OVERLAY = {"212", "646", "718", "845", "914", "917"}


def prefixes(numbers: list[str]) -> set[str]:
    return {number[1:4] for number in numbers}


def test_all_phone_numbers_belong_to_exactly_one_country_code(api: Api) -> None:
    rows = api.ok("getPhoneNumberCountryList").rows
    names = {row["countryCode"]: row["name"] for row in rows}
    assert (names["1"], names["44"]) == ("United States", "United Kingdom")
    assert len(names) == len(rows) >= 10


def test_a_country_code_that_is_not_supported_is_an_error(api: Api) -> None:
    for action in ("Prefix", "State", "Region", "Locality"):
        more = {} if action in ("Prefix", "State") else {"state": "CA"}
        message = api.refused(f"getPhoneNumber{action}List", countryCode="86", **more)
        assert message == "Country code 86 is not supported (countryCode)"
    assert "86" in api.refused("getPhoneNumberInventory", countryCode="86")


def test_supported_states_are_all_of_the_united_states_with_quantities(api: Api) -> None:
    rows = {
        row["state"]: int(str(row["quantity"]))
        for row in api.ok("getPhoneNumberStateList", countryCode="1").rows
    }
    assert len(rows) == 51
    assert {"NY", "CA", "TX", "DC", "AK"} <= set(rows)
    assert all(quantity > 0 for quantity in rows.values())
    assert rows["CA"] > rows["WY"]


def test_for_non_us_countries_the_state_may_be_national_and_so_may_the_region(api: Api) -> None:
    (state,) = api.ok("getPhoneNumberStateList", countryCode="44").rows
    assert state["state"] == "National"
    for search in ({"state": "National"}, {"prefix": "113"}):
        (region,) = api.ok("getPhoneNumberRegionList", countryCode="44", **search).rows
        assert (region["region"], region["state"]) == ("National", "National")
        assert api.ok("getPhoneNumberLocalityList", countryCode="44", **search).rows == []


def test_this_is_a_list_of_supported_prefixes_although_inventory_may_or_may_not_be_available(
    api: Api,
) -> None:
    rows = {
        row["prefix"]: int(str(row["quantity"]))
        for row in api.ok("getPhoneNumberPrefixList", countryCode="1").rows
    }
    assert {"212", "858", "800", "833"} <= set(rows)
    full = [prefix for prefix, quantity in rows.items() if quantity == 0]
    assert "917" in full
    assert len(rows) > 300
    assert len(full) < len(rows) / 3


def test_quantities_go_down_and_up_with_what_is_taken(api: Api) -> None:
    def quantities() -> list[int]:
        lists: tuple[tuple[str, dict[str, str], str, str], ...] = (
            ("getPhoneNumberPrefixList", {}, "prefix", "858"),
            ("getPhoneNumberStateList", {}, "state", "CA"),
            ("getPhoneNumberRegionList", {"prefix": "858"}, "region", "San Diego"),
            ("getPhoneNumberLocalityList", {"prefix": "858"}, "locality", "SAN_DIEGO_CA"),
        )
        return [
            next(
                int(str(row["quantity"]))
                for row in api.ok(action, countryCode="1", **more).rows
                if row[name] == value
            )
            for action, more, name, value in lists
        ]

    before = quantities()
    (number,) = api.free(pattern="1858*", region="San Diego", locality="SAN_DIEGO_CA")
    api.ok("reservePhoneNumber", phoneNumber=number)
    assert quantities() == [each - 1 for each in before]
    api.ok("unreservePhoneNumber", phoneNumber=number)
    assert quantities() == before
    api.ok("reservePhoneNumber", phoneNumber=number)
    api.clock.advance(days=1)
    assert quantities() == before


@pytest.mark.parametrize("action", ["getPhoneNumberRegionList", "getPhoneNumberLocalityList"])
def test_one_of_prefix_or_state_must_be_specified(api: Api, action: str) -> None:
    message = api.refused(action, countryCode="1")
    assert message == "Missing parameter: one of prefix or state must be specified"
    both = api.ok(action, countryCode="1", prefix="619", state="CA").rows
    assert both == api.ok(action, countryCode="1", prefix="619").rows


def test_a_prefix_or_state_that_is_not_supported_is_an_error(api: Api) -> None:
    assert "Prefix 999" in api.refused("getPhoneNumberRegionList", countryCode="1", prefix="999")
    assert "State ZZ" in api.refused("getPhoneNumberLocalityList", countryCode="1", state="ZZ")
    assert "Prefix 999" in api.refused("getPhoneNumberInventory", countryCode="1", prefix="999")


def test_region_is_a_general_term_for_a_geography_which_encompasses_different_localities(api: Api) -> None:
    regions = {
        row["region"] for row in api.ok("getPhoneNumberRegionList", countryCode="1", prefix="858").rows
    }
    localities = {
        row["locality"] for row in api.ok("getPhoneNumberLocalityList", countryCode="1", prefix="858").rows
    }
    assert "San Diego" in regions
    assert {"SAN_DIEGO_CA", "POWAY_CA"} <= localities
    assert len(localities) > len(regions)
    poway = {"countryCode": "1", "state": "CA", "locality": "POWAY_CA"}
    assert (
        api.ok("getPhoneNumberInventory", **poway).rows
        == api.ok("getPhoneNumberInventory", **poway, region="San Diego").rows
    )


def test_numbers_within_the_same_geography_as_the_212_area_code_are_found_by_prefix(api: Api) -> None:
    def found(prefix: str) -> list[str]:
        return [n for page in range(1, 9) for n in api.free(500, prefix=prefix, state="NY", page=str(page))]

    numbers = found("212")
    assert {"212", "718", "845", "914"} <= prefixes(numbers) <= OVERLAY | {"347", "929", "332"}
    assert found("917") == numbers


@pytest.mark.parametrize("pattern", ["1212*****", "1212*******", "1212*", "212*", "1212444****"])
def test_to_find_numbers_that_start_with_212_search_based_on_the_pattern(api: Api, pattern: str) -> None:
    found = api.free(500, pattern=pattern, state="NY")
    assert prefixes(found) == {"212"}


def test_restrict_search_to_toll_free_or_local(api: Api) -> None:
    pages = [api.free(500, type="TF", state="", page=page) for page in ("1", "9", "17")]
    free = {prefix for page in pages for prefix in prefixes(page)}
    assert free <= {"800", "888", "877", "866", "855", "844", "833"}
    assert len(free) >= 2
    assert not prefixes(api.free(500, type="local", state="")) & free
    assert prefixes(api.free(type="", state="", pattern="1800*")) == {"800"}
    assert prefixes(api.free(type="", state="", pattern="1858*")) == {"858"}


@pytest.mark.parametrize("name", ["region", "locality"])
def test_restrict_search_to_this_region_or_locality_if_so_state_is_required(api: Api, name: str) -> None:
    message = api.refused("getPhoneNumberInventory", countryCode="1", **{name: "San Diego"})
    assert message == f"Missing parameter: state is required with {name}"
    assert api.ok("getPhoneNumberInventory", countryCode="1", state="CA", **{name: "Nowhere"}).rows == []


def test_restrictions_are_met_all_together(api: Api) -> None:
    found = api.free(
        500, state="ca", region="san diego", locality="SAN_DIEGO_CA", prefix="619", pattern="1619*1"
    )
    assert found
    assert all(re.fullmatch("1619[0-9]{6}1", number) for number in found)


def test_pattern_may_include_letters_that_are_keys_of_a_telephone(api: Api) -> None:
    assert api.free(500, pattern="*TAX", state="") == api.free(500, pattern="*829", state="")
    assert api.free(500, pattern="*tax", state="")


def test_will_not_return_more_than_500(api: Api) -> None:
    assert len(api.free(501)) == 500
    assert len(api.free(999_999)) == 500
    assert len(api.free(7)) == 7


def test_page_skips_to_the_next_page_of_results_and_quantity_is_required(api: Api) -> None:
    assert api.refused("getPhoneNumberInventory", countryCode="1", page="2") == (
        "Missing parameter: quantity is required with page"
    )
    whole = api.free(60, prefix="858")
    pages = [number for page in range(1, 7) for number in api.free(10, prefix="858", page=str(page))]
    assert pages == whole
    assert api.free(500, prefix="858", page="1000000") == []
    with_pattern = [n for page in range(1, 9) for n in api.free(11, pattern="1*5", page=str(page))]
    assert with_pattern == api.free(88, pattern="1*5")


def test_pages_have_a_stable_order_and_lose_only_what_is_taken(api: Api) -> None:
    first, second = api.free(20, prefix="858"), api.free(20, prefix="858", page="2")
    api.ok("reservePhoneNumber", phoneNumber=first[3])
    assert api.free(20, prefix="858") == [*first[:3], *first[4:], second[0]]
    assert api.free(20, prefix="858", page="2")[:19] == second[1:]


def test_friendly_format_monthly_fee_and_premium_setup_fee_where_applicable(api: Api) -> None:
    answer = api.ok("getPhoneNumberInventory", countryCode="1", state="CA", quantity="500")
    row = re.compile(
        r"<phoneNumber><humanReadable>\([0-9]{3}\) [0-9]{3}-[0-9]{4}</humanReadable><cost>[0-9]+\.[0-9]{2}</cost>"
        r"(<setupFee/>|<setupFee>[0-9]+\.[0-9]{2}</setupFee>)</phoneNumber>"
    )
    lines = [line for line in answer.body.splitlines() if line.startswith("<phoneNumber>")]
    assert len(lines) == 500
    assert all(row.fullmatch(line) for line in lines)
    easy = api.ok("getPhoneNumberInventory", countryCode="1", pattern="*0000", quantity="5").rows
    assert all(each["setupFee"] for each in easy)
    assert len([each for each in answer.rows if each["setupFee"]]) < 50


def test_abroad_the_digits_after_the_country_code_give_the_number_without_a_trunk_zero(api: Api) -> None:
    found = api.free(3, countryCode="44", state="National")
    for number in found:
        assert re.fullmatch("44[1-9][0-9]{8,9}", number)
        api.ok("addPhoneNumber", phoneNumber=number)
    assert set(api.numbers()) >= {f"+{number}" for number in found}


def toll_free(api: Api, pattern: str, **more: str) -> list[str]:
    return api.free(type="TF", state="", pattern=pattern, **{"count": 500, **more})  # type: ignore[arg-type]


def test_real_time_results_from_sms_800_are_limited_to_10_at_a_time(api: Api) -> None:
    for pattern in ("1800*", "*TAXI", "1888*PIZZA", "*"):
        assert len(toll_free(api, pattern)) == 10
    assert len(api.free(4, type="TF", state="", pattern="1800*")) == 4


def test_real_time_results_from_sms_800_will_be_randomized(api: Api) -> None:
    answers = [tuple(toll_free(api, "1800*")) for _ in range(4)]
    assert len(set(answers)) == 4
    assert all(list(each) != sorted(each) for each in answers)


def test_results_from_sms_800_fit_the_pattern_and_can_be_added(api: Api) -> None:
    found = toll_free(api, "*TAXI")
    assert len(set(found)) == 10
    assert all(number.endswith("8294") for number in found)
    api.ok("reservePhoneNumber", phoneNumber=found[0])
    api.ok("addPhoneNumber", phoneNumber=found[0])
    api.ok("addPhoneNumber", user="other", phoneNumber=found[1])
    for _ in range(5):
        assert not {found[0], found[1]} & set(toll_free(api, "*TAXI"))
    assert [row["rateCenter"] for row in api.ok("getPhoneNumberList").rows][-1] is None


def test_a_vanity_number_written_out_is_there_or_not(api: Api) -> None:
    there = [
        word
        for word in (
            "1800FLOWERS",
            "1888LAWYERS",
            "1877PLUMBER",
            "1866DENTIST",
            "1855CATERER",
            "1844BAKERYS",
            "1833ROOFERS",
            "1888ROOFERS",
            "1877BAKERYS",
            "1866PLUMBER",
        )
        if toll_free(api, word)
    ]
    assert 0 < len(there) < 10


def test_toll_free_numbers_are_in_no_state(api: Api) -> None:
    assert api.free(type="TF") == []
    assert api.free(type="TF", pattern="1800*") == []
