"""Guide: getPhoneNumberList, updateCallHandlingSimpleRingAll, "Phone number search & reservation"."""

from __future__ import annotations

from phonecom_cli.actions.model import Action, AnyOf, Group, Needs, Param, Shape

_COUNTRY_CODE = Param("countryCode", "country-code", "country code to search", required=True)
_PREFIX = Param("prefix", "digits", "prefix (area code) to search")
_STATE = Param("state", "text", "state to search")
_FULL_NUMBER = Param("phoneNumber", "full-number", "full phone number, e.g. 18585608120", required=True)
_PREFIX_OR_STATE = AnyOf(("prefix", "state"))

ACTIONS = (
    Action(
        name="getPhoneNumberList",
        command=("numbers", "list"),
        about="List the active phone numbers on the account.",
        shape=Shape(
            rows=True,
            container="phoneNumberList",
            element="phoneNumber",
            columns=("id", "phoneNumber", "nickName", "rateCenter"),
        ),
    ),
    Action(
        name="getPhoneNumberCountryList",
        command=("numbers", "countries"),
        about="List the countries whose numbers are for sale.",
        shape=Shape(
            rows=True,
            element="country",
            container="countryList",
            columns=("countryCode", "name"),
            documented=False,
        ),
    ),
    Action(
        name="getPhoneNumberPrefixList",
        command=("numbers", "prefixes"),
        about="List a country's prefixes (area codes) and how many numbers each has, about.",
        params=(_COUNTRY_CODE,),
        shape=Shape(
            rows=True,
            element="prefix",
            container="prefixList",
            columns=("prefix", "quantity"),
            documented=False,
        ),
    ),
    Action(
        name="getPhoneNumberStateList",
        command=("numbers", "states"),
        about="List a country's states and how many numbers each has, about.",
        params=(_COUNTRY_CODE,),
        shape=Shape(
            rows=True, element="state", container="stateList", columns=("state", "quantity"), documented=False
        ),
    ),
    Action(
        name="getPhoneNumberRegionList",
        command=("numbers", "regions"),
        about="List the regions (cities) of a prefix or state and how many numbers each has.",
        params=(_COUNTRY_CODE, _PREFIX, _STATE),
        rules=(_PREFIX_OR_STATE,),
        shape=Shape(
            rows=True,
            element="region",
            container="regionList",
            columns=("region", "state", "quantity"),
            documented=False,
        ),
    ),
    Action(
        name="getPhoneNumberLocalityList",
        command=("numbers", "localities"),
        about="List the localities (rate centres) of a prefix or state and how many numbers each has.",
        params=(_COUNTRY_CODE, _PREFIX, _STATE),
        rules=(_PREFIX_OR_STATE,),
        shape=Shape(
            rows=True,
            element="locality",
            container="localityList",
            columns=("locality", "state", "quantity"),
            documented=False,
        ),
    ),
    Action(
        name="getPhoneNumberInventory",
        command=("numbers", "search"),
        about="Search the numbers that are for sale.",
        params=(
            _COUNTRY_CODE,
            Param("type", "choice", "only toll-free (TF) or local numbers", choices=("TF", "local")),
            Param("state", "text", "only this state"),
            Param("region", "text", "only this region (city); needs the state"),
            Param("locality", "text", "only this locality (rate centre); needs the state"),
            Param("prefix", "digits", "only this area code and the others of its geography"),
            Param("pattern", "pattern", "only numbers like this: digits, letters, and * for any digit"),
            Param("quantity", "count", "how many numbers to return", limit=(1, 500)),
            Param(
                "page", "count", "which page of that many, from 1; needs the quantity", limit=(1, 1_000_000)
            ),
        ),
        rules=(Needs("region", "state"), Needs("locality", "state"), Needs("page", "quantity")),
        # `humanReadable` and the container are known from public programs; the fees' names are assumed.
        shape=Shape(
            rows=True,
            container="phoneNumberList",
            element="phoneNumber",
            columns=("phoneNumber", "humanReadable", "cost", "setupFee"),
            documented=False,
        ),
    ),
    Action(
        name="getPhoneNumberPortingEligibility",
        command=("numbers", "portable"),
        about="Tell whether numbers could be ported to Phone.com.",
        params=(_FULL_NUMBER,),
        each="phoneNumber",
        shape=Shape(
            element="portingEligibility", columns=("phoneNumber", "portingEligibility"), documented=False
        ),
    ),
    Action(
        name="addPhoneNumber",
        command=("numbers", "add"),
        about="Add numbers from the inventory to the account.",
        params=(_FULL_NUMBER,),
        effect="cost",
        confirm="always",
        each="phoneNumber",
        check="Run `phonecom numbers list` and look for the number before adding it again.",
    ),
    Action(
        name="reservePhoneNumber",
        command=("numbers", "reserve"),
        about="Reserve numbers, until about midnight Pacific time.",
        params=(_FULL_NUMBER,),
        effect="change",
        each="phoneNumber",
        check="A reserved number no longer shows in `phonecom numbers search`: look before reserving it again.",
    ),
    Action(
        name="unreservePhoneNumber",
        command=("numbers", "unreserve"),
        about="Return reserved numbers to the inventory.",
        params=(_FULL_NUMBER,),
        effect="change",
        each="phoneNumber",
        check="A number that is free again shows in `phonecom numbers search`: look before trying again.",
    ),
    Action(
        name="updateCallHandlingSimpleRingAll",
        command=("numbers", "ring-all"),
        about="Ring up to ten destinations at once when a number is called, replacing all of its rules.",
        params=(
            Param("phoneNumber", "e164", "phone number on which to perform the action", required=True),
            Param(
                "timeout",
                "seconds",
                "how many seconds to ring all destinations",
                limit=(1, 3600),
                default="60",
            ),
        ),
        group=Group(
            prefix="destination",
            size=10,
            members=(
                Param("", "e164-or-extension", "DID or extension to call", required=True),
                Param("VoiceTag", "text", "voice tag to use for this destination"),
                Param("Screening", "yes-no", "enable screening for this destination", choices=("yes", "no")),
                Param(
                    "CallerId", "e164", "caller ID when calling this destination", default="the caller's ID"
                ),
            ),
        ),
        effect="destroy",
        confirm="always",
        check="Call the number, or look at its call handling in Phone.com's own pages, before sending it again.",
    ),
)
