"""The tables of a routes file, one by one: forwards, menus, periods and rules, not yet linked."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import Any, NamedTuple

from phonecom_cli.control import grammar, patterns
from phonecom_cli.control.fields import Fields
from phonecom_cli.control.model import DIGITS, Matcher
from phonecom_cli.control.periods import Period, read_dates, read_days, read_hours

PERIOD_KEYS = ("days", "hours", "dates")
FORWARD_KEYS = ("to", "voice-tag", "dial", "after")
MENU_KEYS = ("play", "expect", "branch", "other", "none")
RULE_KEYS = ("name", "dialed", "caller", "when", "unless", *PERIOD_KEYS, "answer", "after")


class Reference(NamedTuple):
    """A name or number that something leads to, "" after a mistake, and the place that says so."""

    place: str
    target: str


class Forward(NamedTuple):
    """A forward. `wire` is its command, with `{digits}` where the caller's are dialled; "" after a mistake."""

    place: str
    wire: str
    after: Reference | None = None

    @property
    def dials_digits(self) -> bool:
        """Whether it can only follow a branch of a menu."""
        return DIGITS in self.wire


class Menu(NamedTuple):
    """A menu: its command, "" after a mistake, and where it leads."""

    place: str
    wire: str
    branches: tuple[tuple[str, Reference], ...]
    other: Reference | None
    none: Reference | None


class RuleSpec(NamedTuple):
    """A rule whose answer is still a name."""

    place: str
    label: str
    dialed: Matcher | None
    caller: Matcher | None
    when: tuple[Reference, ...]
    unless: tuple[Reference, ...]
    period: Period | None
    answer: Reference
    after: Reference | None


def reference(
    fields: Fields, table: dict[str, Any], key: str, place: str, *, required: bool = False
) -> Reference | None:
    """What a key leads to."""
    target = fields.text(table, key, place, required=required)
    return None if target is None else Reference(f"{place}.{key}" if place else key, target)


def read_forward(fields: Fields, value: Any, place: str) -> Forward:
    """`[forward.NAME]`: to, voice-tag, dial, after."""
    table = fields.table(value, place, FORWARD_KEYS)
    before = len(fields.mistakes)
    numbers = [fields.number(text, spot) for spot, text in fields.texts(table, "to", place)]
    if "to" not in table:
        fields.wrong(f"{place}.to", "is missing")
    several = isinstance(table.get("to"), list)
    tag = fields.text(table, "voice-tag", place)
    if tag is not None and '"' in tag:
        fields.wrong(f"{place}.voice-tag", "a voice tag cannot hold a double quote")
    elif tag is not None and DIGITS in tag:
        fields.wrong(f"{place}.voice-tag", f"{DIGITS} can only stand in dial")
    elif tag is not None:
        fields.made(
            f"{place}.voice-tag", lambda: grammar.parse(f'simple-forward-voicetag,"{tag}",18585602222')
        )
    dial = _dial(fields, table, place, several=several)
    after = reference(fields, table, "after", place)
    if len(fields.mistakes) > before:
        return Forward(place, "", after)
    return Forward(
        place, _wire(fields, place, [one for one in numbers if one], tag, several=several) + dial, after
    )


def _dial(fields: Fields, table: dict[str, Any], place: str, *, several: bool) -> str:
    """The tones after the number, or ""."""
    dial = fields.text(table, "dial", place)
    if dial is None:
        return ""
    where = f"{place}.dial"
    if several:
        fields.wrong(where, "tones work on single forwards only; `to` is a list")
    elif not dial.startswith("w"):
        fields.wrong(where, "must begin with w, each a pause of half a second, as in ww1234")
    elif dial.count(DIGITS) > 1:
        fields.wrong(where, f"can hold {DIGITS} once")
    else:
        fields.made(where, lambda: grammar.parse(f"simple-forward,18585602222{dial.replace(DIGITS, '1')}"))
    return dial


def _wire(fields: Fields, place: str, numbers: list[str], tag: str | None, *, several: bool) -> str:
    command: grammar.Command
    if several:
        whole = tuple(numbers)
        command = grammar.MultipleForwardVoiceTag(tag, whole) if tag else grammar.MultipleForward(whole)
    else:
        command = grammar.SimpleForwardVoiceTag(tag, numbers[0]) if tag else grammar.SimpleForward(numbers[0])
    for remark in grammar.remarks(command):  # doubts of a number are told at its own place
        fields.warn(place, remark)
    return grammar.format(command)


def read_menu(fields: Fields, value: Any, place: str) -> Menu:
    """`[menu.NAME]`: play, expect, branch, other, none."""
    table = fields.table(value, place, MENU_KEYS)
    before = len(fields.mistakes)
    recording = fields.text(table, "play", place, required=True)
    if recording is not None and DIGITS in recording:
        fields.wrong(f"{place}.play", f"{DIGITS} can only stand in the dial of a forward")
    elif recording is not None:
        fields.made(f"{place}.play", lambda: grammar.parse(f"play-and-get-digits,{recording},D"))
    expect = fields.text(table, "expect", place, required=True)
    fault = patterns.pattern_fault(expect) if expect is not None else None
    if fault is not None:
        fields.wrong(f"{place}.expect", fault[1])
    branches = _branches(fields, table, place, None if fault else expect)
    other = reference(fields, table, "other", place)
    none = reference(fields, table, "none", place)
    if recording is None or expect is None or len(fields.mistakes) > before:
        return Menu(place, "", branches, other, none)
    command = grammar.PlayAndGetDigits(recording, expect)
    for warning in grammar.warnings(command):
        fields.warn(f"{place}.expect", warning)
    return Menu(place, grammar.format(command), branches, other, none)


def _branches(
    fields: Fields, table: dict[str, Any], place: str, expect: str | None
) -> tuple[tuple[str, Reference], ...]:
    """A menu's branches, one alternative each, the most exact first."""
    where = f"{place}.branch"
    branch = table.get("branch")
    if not isinstance(branch, dict) or not branch:
        fields.wrong(where, 'must lead somewhere, as in [menu.main.branch] with 1 = "sales"')
        return ()
    found: list[tuple[str, Reference]] = []
    for pattern in branch:
        spot = f"{where}.{pattern}"
        target = fields.text(branch, pattern, where)
        fault = patterns.pattern_fault(pattern)
        if fault is not None:
            fields.wrong(spot, fault[1])
        alternatives = [pattern] if fault is not None else pattern.split("|")
        for alternative in dict.fromkeys(alternatives):
            if fault is None and expect is not None and not patterns.covers(expect, alternative):
                fields.wrong(spot, f"{alternative} does not fit what the menu expects, {expect}")
            for earlier, there in found:
                shared = patterns.common(earlier, alternative)
                if shared and earlier.count("D") == alternative.count("D"):
                    fields.wrong(spot, f"{shared} fits {there.place} too; make one of them more exact")
            found.append((alternative, Reference(spot, target or "")))
    return tuple(sorted(found, key=lambda one: one[0].count("D")))


def read_period(fields: Fields, table: dict[str, Any], place: str) -> Period | None:
    """The days, hours and dates of a period or a rule; None when there are none, or one is wrong."""
    days = [text for _, text in fields.texts(table, "days", place)]
    found_days = fields.made(f"{place}.days", lambda: read_days(days)) if days else frozenset()
    hours = [
        fields.made(spot, partial(read_hours, text)) for spot, text in fields.texts(table, "hours", place)
    ]
    dates = []
    given = table.get("dates", [])
    for number, value in enumerate(given if isinstance(given, list) else [given], 1):
        spot = f"{place}.dates[{number}]" if isinstance(given, list) else f"{place}.dates"
        if isinstance(value, (datetime, time)) or not isinstance(value, (str, date)):
            fields.wrong(spot, "must be a date such as 2026-12-25, or text such as 12-25")
        else:
            dates.append(fields.made(spot, partial(read_dates, value)))
    if "dates" in table and given == []:
        fields.wrong(f"{place}.dates", "is empty")
    if found_days is None or None in hours or None in dates or not (found_days or hours or dates):
        return None
    return Period(found_days, tuple(one for one in hours if one), tuple(one for one in dates if one))


def read_rule(fields: Fields, value: Any, place: str) -> RuleSpec:
    """`[[rule]]`: who, when, and what is answered."""
    table = fields.table(value, place, RULE_KEYS)
    label = fields.text(table, "name", place)
    when = tuple(Reference(*one) for one in fields.texts(table, "when", place))
    unless = tuple(Reference(*one) for one in fields.texts(table, "unless", place))
    period = read_period(fields, table, place)
    if when and any(key in table for key in PERIOD_KEYS):
        fields.wrong(f"{place}.when", "give either when, or days, hours and dates")
    answer = reference(fields, table, "answer", place, required=True) or Reference(place, "")
    after = reference(fields, table, "after", place)
    dialed = fields.matcher(table, "dialed", place)
    caller = fields.matcher(table, "caller", place)
    shown = place if label is None else f"{place} {label}"
    return RuleSpec(place, shown, dialed, caller, when, unless, period, answer, after)
