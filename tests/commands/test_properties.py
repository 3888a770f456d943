"""Whatever is typed is either sent as the guide wants it or refused with one of our errors.

HYPOTHESIS_PROFILE=thorough runs each on 5,000 examples.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from phonecom_cli import numbers, segments, times
from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.encode import Encoder
from phonecom_cli.actions.model import Param
from phonecom_cli.commands.numbers.ring_all import _destination
from phonecom_cli.errors import InvalidValue, UsageError

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
ANYTHING = st.text() | st.text(alphabet="0123456789+-(). x/#*,;=@%\u0661\uff11\u200e\u00a0\n", max_size=30)

# Telephone numbers.

EXAMPLE_NUMBERS = [
    phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    if (number := phonenumbers.example_number(region))
]
NANP = st.from_regex(r"\+1[2-9][0-8][0-9][2-9][0-9]{6}", fullmatch=True).filter(
    lambda text: phonenumbers.is_valid_number(phonenumbers.parse(text))
)
WRITTEN = [
    "{0}",
    "+1 {1} {2} {3}",
    "({1}) {2}-{3}",
    "{1}-{2}-{3}",
    "{1}.{2}.{3}",
    "1{1}{2}{3}",
    "1-{1}-{2}-{3}",
    " {1} {2} {3} ",
    "\u202a+1 {1} {2} {3}\u202c",
    "{1}\u2011{2}\u2011{3}",
    "+1\u00a0{1}\u00a0{2}\u00a0{3}",
    "\u2066({1})\u2069 {2}\u2013{3}",
]


@given(NANP, st.sampled_from(WRITTEN))
def test_a_number_in_any_usual_writing_is_the_same_number(e164: str, writing: str) -> None:
    written = writing.format(e164, e164[2:5], e164[5:8], e164[8:])
    assert numbers.parse(written, "US") == numbers.Number(e164)


@given(st.sampled_from(EXAMPLE_NUMBERS), st.sampled_from(["US", "GB", "DE"]))
def test_a_number_of_any_country_is_itself(e164: str, country: str) -> None:
    assert numbers.parse(e164, country).e164 == e164
    shown = numbers.international(e164)
    assert "+" + re.sub("[^0-9]", "", shown) == e164
    assert numbers.parse(shown, country).e164 == e164


@given(ANYTHING, st.sampled_from(["US", "GB", "IT"]))
@example("858-560-2222\n", "US")
@example("1_000", "US")
@example("+", "US")
@example("+18585602222x1", "US")
@example("tel:+18585602222", "US")
@example("+1(858)560-2222;phone-context=+44", "US")
@example("0" * 40, "GB")
def test_any_text_is_a_number_or_refused(text: str, country: str) -> None:
    try:
        number = numbers.parse(text, country)
    except InvalidValue as error:
        assert error.message  # noqa: PT017 - either way is right
        return
    assert re.fullmatch(r"\+[1-9][0-9]{6,14}", number.e164)
    digits = re.sub("[^0-9]", "", text)
    if not any(char.isalpha() for char in text):
        # Nothing was made up: its digits are those typed, less a trunk or international prefix.
        assert number.e164.lstrip("+")[-6:] in digits


@given(NANP, st.integers(0, 99_999), st.sampled_from(["x{}", " ext. {}", ";ext={}", " #{}", " extension {}"]))
def test_an_extension_is_never_dropped(e164: str, extension: int, form: str) -> None:
    with pytest.raises(InvalidValue, match="extension"):
        numbers.parse(e164 + form.format(extension), "US")


@given(
    st.text(alphabet="\u0660\u0661\u0966\u0967\uff10\uff11\u06f0\u06f1", min_size=1, max_size=3),
    NANP,
    st.integers(0, 11),
)
def test_other_digits_are_refused_by_name(digits: str, e164: str, place: int) -> None:
    with pytest.raises(InvalidValue, match=r"DIGIT (ZERO|ONE)"):
        numbers.parse(e164[:place] + digits + e164[place:], "US")


# Times.


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)), st.sampled_from([UTC, NEW_YORK]))  # noqa: DTZ001
def test_a_local_time_is_the_moment_that_clocks_show(when: datetime, zone: Any) -> None:
    when = when.replace(microsecond=0)
    clock = times.Clock(NOW, zone)
    candidates = {
        int(moment.timestamp())
        for fold in (0, 1)
        if (moment := when.replace(tzinfo=zone, fold=fold).astimezone(UTC))
        .astimezone(zone)
        .replace(tzinfo=None)
        == when
    }
    if len(candidates) == 1:
        assert {times.parse(when.isoformat(), clock)} == candidates
        assert {times.parse(when.isoformat(" "), clock)} == candidates
    else:
        with pytest.raises(InvalidValue, match="never happens" if not candidates else "happens twice"):
            times.parse(when.isoformat(), clock)


@given(st.dates(datetime(1971, 1, 1).date(), datetime(2200, 1, 1).date()))  # noqa: DTZ001
def test_a_day_is_from_its_first_second_to_its_last(day: Any) -> None:
    clock = times.Clock(NOW, NEW_YORK)
    start, end = (times.parse(day.isoformat(), clock, edge=edge) for edge in ("start", "end"))
    assert end - start + 1 in {82_800, 86_400, 90_000}
    following = times.parse((day + timedelta(days=1)).isoformat(), clock)
    assert following == end + 1


@pytest.mark.parametrize("form", ["2026-03-02", "20260302", "2026-W10-1", "2026W101"])
def test_every_form_of_a_bare_date_is_a_whole_day(form: str) -> None:
    clock = times.Clock(NOW, UTC)
    start, end = (times.parse(form, clock, edge=edge) for edge in ("start", "end"))
    assert (start, end) == (1_772_409_600, 1_772_409_600 + 86_399)


@given(st.integers(1, 10**6), st.sampled_from("mhdw"))
def test_an_age_is_before_now(count: int, unit: str) -> None:
    seconds = count * {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}[unit]
    clock = times.Clock(NOW, UTC)
    now = int(NOW.timestamp())
    if seconds > now:
        with pytest.raises(InvalidValue, match="1970"):
            times.parse(f"{count}{unit}", clock)
    else:
        assert times.parse(f"{count}{unit}", clock) == now - seconds
    assert times.parse_ahead(f"+{count}{unit}", clock) == now + seconds


@given(ANYTHING | st.text(alphabet="0123456789-:TZ+. wWdhm", max_size=30))
@example("2026-W01")
@example("20260302T1430")
@example("0001-01-01")
@example("9999-12-31T23:59:59")
@example("2026-03-02T14:30:00.5+00:00")
@example("\u0662\u0660\u0662\u0666-01-01")
@example("99999999999")
def test_any_text_is_a_time_or_refused(text: str) -> None:
    for zone in (UTC, NEW_YORK, None):
        for parse in (times.parse, times.parse_ahead):
            try:
                when = parse(text, times.Clock(NOW, zone))
            except InvalidValue:
                continue
            assert 0 <= when < 10**12
            assert text.isascii()


# Parts of an SMS, counted by a slower definition of our own: 3GPP TS 23.038 as a table of code points.

GSM_BASIC = (
    "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
    "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
    " !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
    "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
    "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0"
)
GSM_ESCAPED = "\f^{}\\[~]|\u20ac"


def reference(message: str) -> tuple[str, int, int]:
    """Encoding, length and parts, by filling parts character by character."""
    is_gsm = all(char in GSM_BASIC or char in GSM_ESCAPED for char in message)
    if is_gsm:
        widths = [2 if char in GSM_ESCAPED else 1 for char in message]
        single, several = 160, 153
    else:
        widths = [2 if ord(char) > 0xFFFF else 1 for char in message]
        single, several = 70, 67
    if sum(widths) <= single:
        return ("GSM-7" if is_gsm else "UCS-2"), sum(widths), int(bool(widths))
    parts: list[int] = [0]
    for width in widths:
        if parts[-1] + width > several:
            parts.append(0)
        parts[-1] += width
    return ("GSM-7" if is_gsm else "UCS-2"), sum(widths), len(parts)


def test_the_alphabet_has_as_many_characters_as_the_standard() -> None:
    assert len(GSM_BASIC) == len(set(GSM_BASIC)) == 127  # 128 less the escape
    assert len(set(GSM_ESCAPED)) == 10


MESSAGES = st.one_of(
    st.text(max_size=400),
    st.text(alphabet=GSM_BASIC + GSM_ESCAPED, max_size=500),
    st.text(alphabet="a€😀", max_size=400),
    st.builds(lambda char, count: char * count, st.sampled_from("a€č😀"), st.integers(0, 700)),
)


@given(MESSAGES)
@example("x" * 160)
@example("x" * 161)
@example("x" * 158 + "€")
@example("x" * 152 + "€" * 10)
@example("č" * 70)
@example("č" * 71)
@example("č" * 66 + "😀" * 30)
def test_parts_are_counted_as_the_standard_does(message: str) -> None:
    counted = segments.count(message)
    assert (counted.encoding, counted.length, counted.parts) == reference(message)
    assert (counted.encoding == "UCS-2") == bool(counted.offenders)
    assert set(counted.offenders) == {char for char in message if char not in GSM_BASIC + GSM_ESCAPED}
    assert len(set(counted.offenders)) == len(counted.offenders)


# Parameters.

FORMS = {
    "e164": r"\+[1-9][0-9]{6,14}",
    "full-number": r"[1-9][0-9]{6,14}",
    "e164-or-extension": r"\+[1-9][0-9]{6,14}|[0-9]{2,6}",
    "extension": r"[0-9]{2,6}",
    "country": r"[A-Z]{2}",
    "country-code": r"[1-9][0-9]{0,2}",
    "digits": r"[0-9]{1,15}",
    "pattern": r"[0-9A-Z*]{1,32}",
    "yes-no": r"yes|no",
    "count": r"[1-9][0-9]*",
    "seconds": r"[1-9][0-9]*",
    "epoch": r"[0-9]{1,11}",
    "epoch-or-xml": r"[0-9]{1,11}",
    "id": r"[!-~]+",
    "username": r"\S+",
    "email": r"[^@\s]+@[^@\s]+",
}
"""What may be sent of each kind, said once more and independently."""

KINDS = {
    (param.kind, param.choices, param.limit): param
    for action in ACTIONS.values()
    for param in (*action.params, *(action.group.members if action.group else ()))
}


@pytest.mark.parametrize("param", KINDS.values(), ids=lambda param: f"{param.kind} {param.name}")
@given(value=ANYTHING | st.text(alphabet=st.characters(categories=["Cs"]), min_size=1, max_size=2))
@example(value="")
@example(value="1\n")
@example(value="\u0661\u0662")
@example(value="858 560 2222")
@example(value="yes")
def test_any_value_is_sent_in_its_form_or_refused(param: Param, value: str) -> None:
    try:
        sent = Encoder("US").value(param, value, {"country": "US"})
    except (InvalidValue, UsageError):
        return
    sent.encode()
    if param.choices:
        assert sent in param.choices
    elif param.kind in FORMS:
        assert re.fullmatch(FORMS[param.kind], sent), (param.name, param.kind, sent)
    else:
        assert sent == value
        assert sent.strip()


# Destinations of ring-all.

CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(
    st.sampled_from(["101", "+18583807710", "(858) 380-7710"]),
    st.none() | CELLS.filter(lambda text: text == text.strip()),
    st.none() | st.sampled_from(["yes", "no"]),
    st.none() | NANP,
    st.permutations(["tag", "screen", "caller-id"]),
)
def test_a_destination_written_as_csv_is_read_as_meant(
    number: str, tag: str | None, screen: str | None, caller_id: str | None, order: list[str]
) -> None:
    given_parts = {"tag": tag, "screen": screen, "caller-id": caller_id}
    cells = [number, *(f"{name}={given_parts[name]}" for name in order if given_parts[name])]
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    member = _destination(line.getvalue())
    assert member == {
        "": number,
        **({"VoiceTag": tag} if tag else {}),
        **({"Screening": screen} if screen else {}),
        **({"CallerId": caller_id} if caller_id else {}),
    }


@given(ANYTHING | st.text(alphabet='1,="\ntagscre-id', max_size=30))
def test_any_text_is_a_destination_or_refused(text: str) -> None:
    try:
        member = _destination(text)
    except InvalidValue:
        return
    assume(text)
    assert set(member) <= {"", "VoiceTag", "Screening", "CallerId"}
    assert all(value for name, value in member.items() if name)


@pytest.mark.parametrize("country", ["GB", "gb", "44", "+44"])
def test_a_country_is_two_letters_or_its_calling_code(country: str) -> None:
    assert numbers.calling_code(country) == "44"
