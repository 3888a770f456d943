"""Every key a profile may have: the single source for checking, `config`, help and phonecom-config(5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from phonecom_cli.options import FORMATS
from phonecom_cli.settings.profile import ENDPOINTS

Setting: TypeAlias = "str | bool | list[str]"

_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
"""ISO 3166-1, and XK (Kosovo), which telephony uses."""


class Key(NamedTuple):
    """A key of a profile.

    Attributes:
        name: as the settings file and `config set` spell it.
        field: the attribute of `Profile` it becomes.
        kind: "text", "flag" or "list": a TOML string, true or false, an array of strings.
        about: what it is for, in a sentence.
        check: takes the value (a list's item by item), returns it in its settled spelling, and raises
            ValueError saying what would be right.
        example: a value as `config set` takes it.
        default: what holds without it, in words.
    """

    name: str
    field: str
    kind: str
    about: str
    check: Callable[[str], str]
    example: str
    default: str = "none"


def _environment(text: str) -> str:
    if text in ENDPOINTS:
        return text
    if "://" not in text:
        raise ValueError(f"must be {', '.join(ENDPOINTS)} or a URL")
    from phonecom_cli.settings.endpoint import check_endpoint

    try:
        return check_endpoint(text)
    except ValueError as error:
        raise ValueError(f"cannot be used: {error}") from None


def _one_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("must be text of one line, without control characters")
    return text


def _country(text: str) -> str:
    code = text.upper()
    if code == "UK":
        raise ValueError("must be an ISO 3166 code; for the United Kingdom that is GB")
    if code not in _COUNTRIES.split():
        raise ValueError("must be the two letters of a country, such as US or GB")
    return code


def _number(text: str) -> str:
    digits = re.sub(r"[ ().+-]", "", text)
    if not re.fullmatch(r"[0-9]{7,15}", digits):
        raise ValueError("must be a phone number, such as +18585602222")
    return text


def _timezone(text: str) -> str:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a time zone's name, such as America/New_York") from None
    return text


def _output(text: str) -> str:
    if text not in FORMATS:
        raise ValueError(f"must be one of {', '.join(FORMATS)}")
    return text


def _file(text: str) -> str:
    if not text.startswith(("/", "~")):
        raise ValueError("must be a whole path, starting with / or ~")
    return _one_line(text)


def _command(text: str) -> str:
    import shlex

    try:
        words = shlex.split(text)
    except ValueError:
        raise ValueError("has a quote that is not closed") from None
    if not words:
        raise ValueError("must be a command")
    return _one_line(text)


def _flag(text: str) -> str:
    if text.lower() not in ("true", "false", "yes", "no", "on", "off"):
        raise ValueError("must be true or false")
    return "true" if text.lower() in ("true", "yes", "on") else "false"


KEYS = (
    Key(
        "environment",
        "environment",
        "text",
        "Where requests go: production, development, sandbox, or an https URL (http for this machine only).",
        _environment,
        "development",
        "production",
    ),
    Key("username", "username", "text", "The account's username.", _one_line, "joesmith"),
    Key(
        "country",
        "country",
        "text",
        "The country, in two letters, whose numbers may be written without their calling code.",
        _country,
        "GB",
        "US",
    ),
    Key(
        "from",
        "from_number",
        "text",
        "The number `sms send` sends from without --from.",
        _number,
        "+18585602222",
    ),
    Key(
        "timezone",
        "timezone",
        "text",
        "The time zone of times without an offset, and of the times in tables.",
        _timezone,
        "America/New_York",
        "the machine's own",
    ),
    Key(
        "output",
        "output",
        "text",
        f"The output format without --output: {', '.join(FORMATS)}.",
        _output,
        "json",
        "table on a terminal, tsv elsewhere",
    ),
    Key(
        "ca-bundle",
        "ca_bundle",
        "text",
        "A PEM file of the certificate authorities to trust instead of the usual ones.",
        _file,
        "/etc/ssl/certs/company.pem",
    ),
    Key(
        "password-command",
        "password_command",
        "text",
        "A command whose first line of output is the password. Its words are split as a shell splits them, "
        "and it is run without a shell.",
        _command,
        "pass show phone.com",
    ),
    Key(
        "authenticated-by-address",
        "authenticated_by_address",
        "flag",
        "Phone.com knows the account by its network address: no password is looked for or sent.",
        _flag,
        "true",
        "false",
    ),
    Key(
        "allowed-countries",
        "allowed_countries",
        "list",
        "The countries, in two letters each, that SMS and ChatCalls may go to.",
        _country,
        "US,CA",
        "every country",
    ),
    Key(
        "explicit-profile-for-writes",
        "explicit_profile_for_writes",
        "flag",
        "Commands that change, cost or send something need --profile or PHONECOM_PROFILE to name it.",
        _flag,
        "true",
        "false",
    ),
)

BY_NAME = {key.name: key for key in KEYS}


def check_value(key: Key, value: object) -> Setting:
    """A value from the settings file, in its settled spelling.

    Raises:
        ValueError: the value is of another kind, or cannot be right.
    """
    if key.kind == "flag":
        if not isinstance(value, bool):
            raise ValueError("must be true or false, without quotes")
        return value
    if key.kind == "list":
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError('must be a list of texts, such as ["US", "CA"]')
        return [key.check(item) for item in value]
    if not isinstance(value, str):
        raise ValueError("must be text, in quotes")  # noqa: TRY004 - one kind of error for one caller
    return key.check(value)


def read_value(key: Key, text: str) -> Setting:
    """A value as a person types it after `config set KEY`; a list's items are separated by commas.

    Raises:
        ValueError: the value cannot be right.
    """
    if key.kind == "flag":
        return key.check(text) == "true"
    if key.kind == "list":
        return [key.check(item.strip()) for item in text.split(",") if item.strip()]
    return key.check(text)


def show_value(value: Setting) -> str:
    """A value as `config list` shows it and `config set` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ",".join(value)
