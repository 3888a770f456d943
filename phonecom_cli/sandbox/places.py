"""Places and their numbers, from the data of the `phonenumbers` library. Loaded only to make a sandbox.

The library's table of places takes a third of a second and a hundred megabytes, so nothing else reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import phonenumbers
from phonenumbers.geodata import GEOCODE_DATA

COUNTRIES = {
    "31": ("NL", "Netherlands"),
    "32": ("BE", "Belgium"),
    "33": ("FR", "France"),
    "353": ("IE", "Ireland"),
    "39": ("IT", "Italy"),
    "41": ("CH", "Switzerland"),
    "43": ("AT", "Austria"),
    "44": ("GB", "United Kingdom"),
    "46": ("SE", "Sweden"),
    "49": ("DE", "Germany"),
    "52": ("MX", "Mexico"),
    "61": ("AU", "Australia"),
    "64": ("NZ", "New Zealand"),
    "81": ("JP", "Japan"),
    "972": ("IL", "Israel"),
}
"""Countries abroad by their calling code: two letters, and the name."""

# Provinces of Canada, and the Virgin Islands: under calling code 1, and not in the United States' numbering.
_ELSEWHERE = frozenset(["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT", "VI"])
_PLACE = re.compile(r"(.+), ([A-Z]{2})")
_CITIES = {"1202": ("Washington", "DC")}  # written "Washington D.C." there, as if it were a state
_DIGITS = "2345678901"
_SAMPLED = 80


class Exchange(NamedTuple):
    """A place in the United States: its area code, an exchange of it, and how many exchanges it has."""

    prefix: str
    exchange: str
    city: str
    state: str
    weight: int


def united_states() -> tuple[list[Exchange], set[str]]:
    """One exchange for every place of every area code, and all area codes, those without places included."""
    weights: Counter[tuple[str, str, str]] = Counter()
    firsts: dict[tuple[str, str, str], str] = {}
    prefixes = set()
    for key in _keys()["1"]:
        if len(key) < 4:
            continue
        name = GEOCODE_DATA[key]["en"]
        found = _PLACE.fullmatch(name)
        city, state = found.groups() if found else _CITIES.get(key, ("", ""))
        if state in _ELSEWHERE:
            continue
        if not city and name not in _STATES:
            continue
        prefixes.add(key[1:4])
        if city:
            place = (key[1:4], city, state)
            weights[place] += 10 ** (7 - len(key))
            firsts.setdefault(place, (key[4:] + "444")[:3])
    exchanges = [
        Exchange(prefix, firsts[prefix, city, state], city, state, weight)
        for (prefix, city, state), weight in weights.items()
    ]
    return exchanges, prefixes


def abroad(code: str) -> Iterator[tuple[str, str]]:
    """Area codes of a country, each with the digits (country code included) of one of its valid numbers."""
    region = COUNTRIES[code][0]
    keys = _keys()[code]
    seen = set()
    for key in keys[:: max(1, len(keys) // _SAMPLED)]:
        for number in _valid(key, region):
            national = phonenumbers.national_significant_number(number)
            prefix = national[: phonenumbers.length_of_geographical_area_code(number)]
            if prefix and prefix not in seen:
                seen.add(prefix)
                yield prefix, f"{code}{national}"
            break


@cache
def _keys() -> dict[str, list[str]]:
    """The beginnings of numbers whose places the library names in English, by calling code."""
    found: dict[str, list[str]] = {code: [] for code in ("1", *COUNTRIES)}
    for key, names in GEOCODE_DATA.items():
        if "en" in names:
            for length in (1, 2, 3):
                if key[:length] in found:
                    found[key[:length]].append(key)
                    break
    return found


def _valid(key: str, region: str) -> Iterator[phonenumbers.PhoneNumber]:
    """Valid numbers that begin with a key, the usual length of the country first."""
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.FIXED_LINE)
    assert example is not None, region
    usual = len(f"{example.country_code}{phonenumbers.national_significant_number(example)}")
    for length in (usual, usual + 1, usual + 2):
        text = key + _DIGITS[: max(0, length - len(key))]
        number = phonenumbers.parse(f"+{text}")
        if phonenumbers.is_valid_number(number):
            yield number


_STATES = frozenset(
    """Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,
    Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,
    Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,
    Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,
    Virginia,Washington,Washington State,West Virginia,Wisconsin,Wyoming""".replace("\n    ", "").split(",")
)
"""What the library calls a place of which it knows the state only."""
