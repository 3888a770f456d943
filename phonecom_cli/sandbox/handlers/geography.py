"""Guide: "Phone number search & reservation", the lists of countries, prefixes, states, regions, localities."""

from __future__ import annotations

from phonecom_cli.sandbox.answer import Markup, leaf, node, rows
from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.inventory import Search, count_by
from phonecom_cli.sandbox.refusal import Refusal


def countries(call: Call) -> Markup:
    """Guide: getPhoneNumberCountryList."""
    found = call.db.execute("SELECT code, name FROM countries ORDER BY code")
    return rows(
        "countryList",
        [node("country", leaf("countryCode", code), leaf("name", name)) for code, name in found],
    )


def prefixes(call: Call) -> Markup:
    """Guide: getPhoneNumberPrefixList: all supported area codes, those that are "full" with quantity 0."""
    country = supported_country(call)
    counts: dict[str, int] = {}
    for (prefix, _), count in count_by(call.db, "prefix", Search(country, call.now)).items():
        counts[prefix] = counts.get(prefix, 0) + count
    supported = call.db.execute("SELECT prefix FROM prefixes WHERE country = ? ORDER BY prefix", (country,))
    return rows(
        "prefixList",
        [
            node("prefix", leaf("prefix", name), leaf("quantity", counts.get(name, 0)))
            for (name,) in supported
        ],
    )


def states(call: Call) -> Markup:
    """Guide: getPhoneNumberStateList."""
    counts = count_by(call.db, "state", Search(supported_country(call), call.now, type="local"))
    return rows(
        "stateList",
        [node("state", leaf("state", name), leaf("quantity", count)) for (name, _), count in counts.items()],
    )


def regions(call: Call) -> Markup:
    """Guide: getPhoneNumberRegionList: the cities of a prefix's geography, or of a state."""
    return _places(call, "region")


def localities(call: Call) -> Markup:
    """Guide: getPhoneNumberLocalityList: the rate centres, which only the United States have."""
    return _places(call, "locality")


def _places(call: Call, kind: str) -> Markup:
    wanted = Search(
        supported_country(call),
        call.now,
        type="local",
        state=supported_state(call),
        prefix=supported_prefix(call),
    )
    found = [
        node(kind, leaf(kind, name), leaf("state", state), leaf("quantity", count))
        for (name, state), count in count_by(call.db, kind, wanted).items()
        if name
    ]
    return rows(f"{kind}List", found)


def supported_country(call: Call) -> str:
    """The country code, which must be one that has numbers.

    Raises:
        Refusal: it is not.
    """
    code = call.values.get("countryCode")
    if not call.db.execute("SELECT 1 FROM countries WHERE code = ?", (code,)).fetchone():
        raise Refusal(f"Country code {code} is not supported (countryCode)")
    return code


def supported_state(call: Call) -> str:
    """The state, "" if none is given.

    Raises:
        Refusal: the country has no such state.
    """
    return _supported(call, "state", "SELECT 1 FROM blocks WHERE country = ? AND state = ?")


def supported_prefix(call: Call) -> str:
    """The prefix, "" if none is given.

    Raises:
        Refusal: the country has no such prefix.
    """
    return _supported(call, "prefix", "SELECT 1 FROM prefixes WHERE country = ? AND prefix = ?")


def _supported(call: Call, name: str, query: str) -> str:
    value, country = call.values.get(name), call.values.get("countryCode")
    if value and not call.db.execute(query + " LIMIT 1", (country, value)).fetchone():
        raise Refusal(f"{name.capitalize()} {value} is not supported for country code {country} ({name})")
    return value
