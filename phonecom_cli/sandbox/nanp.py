"""The North American Numbering Plan: which numbers of calling code 1 are in the United States or Canada."""

from __future__ import annotations

import re

_FORM = re.compile(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}")

# Area codes of other countries and islands under calling code 1.
_ISLANDS = frozenset(
    [
        "242",
        "246",
        "264",
        "268",
        "284",
        "345",
        "441",
        "473",
        "649",
        "658",
        "664",
        "721",
        "758",
        "767",
        "784",
        "809",
        "829",
        "849",
        "868",
        "869",
        "876",
    ]
)
# No subscriber has these: toll-free, premium rate, carriers' and personal numbers.
_SERVICES = frozenset(
    [
        "800",
        "822",
        "833",
        "844",
        "855",
        "866",
        "877",
        "880",
        "881",
        "882",
        "883",
        "888",
        "900",
        "976",
        "500",
        "521",
        "533",
        "544",
        "566",
        "577",
        "588",
        "700",
    ]
)


def is_north_american(number: str) -> bool:
    """Whether a number (E.164) is one of the United States or Canada."""
    return bool(_FORM.fullmatch(number)) and number[2:5] not in _ISLANDS


def is_subscriber(number: str) -> bool:
    """Whether a number of the plan can be a person's: not toll-free, premium rate or a service."""
    return number[2:5] not in _SERVICES
