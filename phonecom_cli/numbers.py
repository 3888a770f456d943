"""Phone numbers: from anything a person writes to E.164, and back to what a person reads.

The only home of the `phonenumbers` library, which is loaded when a number needs it: digits after a strict `+`
do not, nor do numbers of the North American plan that are only to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from phonecom_cli.errors import InvalidValue

_STRICT = re.compile(r"\+[1-9][0-9]{6,14}")
_NANP = re.compile(r"\+1([2-9][0-9]{2})([2-9][0-9]{2})([0-9]{4})")
_EXTENSION = re.compile(r"[0-9]{2,6}")
_WRITTEN = re.compile(r"[0-9A-Za-z+() ./-]*")
_WITH_EXTENSION = re.compile(r"(x|ext|extn|extension|#|;ext=)[ .:]*[0-9]+[ ]*$", re.IGNORECASE)
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    ),
    " ",
)


class Number(NamedTuple):
    """A number as it is sent: `+` and digits. `doubtful`: possible, but not known as valid."""

    e164: str
    doubtful: bool = False


def parse(text: str, country: str = "US") -> Number:
    """Read a phone number as a person writes it.

    Args:
        text: `(858) 560-2222`, `858-560-2222`, `+1 858 560 2222`, `18585602222`, `1-800-FLOWERS`.
            Invisible marks, no-break spaces and odd hyphens of pasted numbers are dropped.
        country: two letters; the country of a number written without its country code.

    Raises:
        InvalidValue: it has an extension, digits other than ASCII 0-9, or cannot be a phone number.
    """
    if _STRICT.fullmatch(text) and (_NANP.fullmatch(text) or not text.startswith("+1")):
        return Number(text)
    return _parse_written(text, _clean(text), country)


def _parse_written(text: str, written: str, country: str) -> Number:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException as error:
        raise InvalidValue(
            f"{text!r} is not a phone number", hint="Write it like +18585602222 or (858) 560-2222."
        ) from error
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    too = {
        phonenumbers.ValidationResult.TOO_SHORT: "too short",
        phonenumbers.ValidationResult.TOO_LONG: "too long",
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "too short without its area code",
        phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: "of no known country",
        phonenumbers.ValidationResult.INVALID_LENGTH: "of no length that its country uses",
    }
    if reason in too:
        raise InvalidValue(
            f"{text!r} cannot be a phone number: it is {too[reason]}",
            hint=f"Write it like +18585602222, or as it is dialled in {country}.",
        )
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Number(e164, doubtful=not phonenumbers.is_valid_number(parsed))


def _clean(text: str) -> str:
    """The text without what pasting adds, or a refusal that names the offending character."""
    import unicodedata

    written = text.translate(_HYPHENS).translate(_SPACES)
    written = "".join(char for char in written if unicodedata.category(char) != "Cf").strip()
    if _WITH_EXTENSION.search(written):
        raise InvalidValue(
            f"{text!r} has an extension: a number to call is sent without one",
            hint="Leave the extension out; where an extension can be called, give its digits alone.",
        )
    if not _WRITTEN.fullmatch(written):
        char = next(char for char in written if not _WRITTEN.fullmatch(char))
        name = unicodedata.name(char, f"U+{ord(char):04X}")
        what = "only the digits 0-9 are taken" if char.isdigit() else "no part of a phone number"
        raise InvalidValue(f"{text!r} has the character {name}: {what}")
    return written


def is_extension(text: str) -> bool:
    """Whether it is taken as an extension: two to six digits."""
    return _EXTENSION.fullmatch(text) is not None


def is_nanp(e164: str) -> bool:
    """Whether it is a number of the North American Numbering Plan."""
    return _NANP.fullmatch(e164) is not None


def calling_code(country: str) -> str:
    """The calling code of a country given as one or as two letters: `GB`, `44` and `+44` are all `44`.

    Raises:
        InvalidValue: no country has that name or code.
    """
    if re.fullmatch(r"\+?[1-9][0-9]{0,2}", country):
        return country.removeprefix("+")
    if country.upper() in {"US", "CA"}:
        return "1"
    if re.fullmatch(r"[A-Za-z]{2}", country):
        import phonenumbers

        code = phonenumbers.country_code_for_region(country.upper())
        if code:
            return str(code)
    raise InvalidValue(
        f"{country!r} is no country", hint="Give two letters such as GB, or a calling code such as 44."
    )


def country_of(e164: str) -> str:
    """The country of a number, as two letters; "" where it is not known."""
    import phonenumbers

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164)) or ""
    except phonenumbers.NumberParseException:
        return ""


def from_national(code: str, national: str) -> str | None:
    """E.164 from a calling code and the number as it is written in its country; None if that is no number.

    `("1", "(858) 560-8120")` is `+18585608120`. A trunk prefix (`0113 350 6121`) is dropped. One that starts with
    its calling code (`44 113 350 6121`) is taken whole, unless it is a number without it: `("39", "392 123 4567")`.
    """
    digits = re.sub(r"[^0-9]", "", national)
    if national.strip().startswith("+") or (code == "1" and len(digits) == 11 and digits[0] == "1"):
        candidate = f"+{digits}"
    elif digits.startswith("0"):
        import phonenumbers

        try:
            parsed = phonenumbers.parse(national, phonenumbers.region_code_for_country_code(int(code)))
        except phonenumbers.NumberParseException:
            return None
        candidate = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    elif code != "1" and digits.startswith(code) and not _is_valid(f"+{code}{digits}"):
        candidate = f"+{digits}"
    else:
        candidate = f"+{code}{digits}"
    return candidate if _STRICT.fullmatch(candidate) else None


def _is_valid(e164: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return False


def international(text: str) -> str:
    """What a person reads: `+18668252541` is `+1 866-825-2541`. Text that is no number is itself."""
    nanp = _NANP.fullmatch(text)
    if nanp:
        return f"+1 {nanp[1]}-{nanp[2]}-{nanp[3]}"
    if not _STRICT.fullmatch(text):
        return text
    import phonenumbers

    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def several(shown: Sequence[str]) -> str:
    """A few numbers as a question names them; many as a count."""
    readable = [international(text if text.startswith("+") else f"+{text}") for text in shown]
    if len(readable) > 4:
        return f"{len(readable)} numbers ({', '.join(readable[:3])}, ...)"
    return ", ".join(readable)
