"""A routes file is taken whole, or refused with every mistake, its place and its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.control.model import Mistake
from phonecom_cli.control.routes import RoutesError, read_routes

DEFAULT = 'default = "18585602299"\n'
MENU = """
[menu.main]
play = "Main Greeting"
expect = "D|DDD"
[menu.main.branch]
1 = "18585602221"
"""


def mistakes(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(RoutesError) as caught:
        read_routes(text)
    return caught.value.mistakes


# Each kind of mistake: the file below the default, where, on which line, and a part of the reason.
WRONG = {
    "unknown key of the file": ("defualt = 1", "defualt", 2, "did you mean default?"),
    "unknown key of a forward": (
        '[forward.a]\nto = "18585602222"\ntag = "x"',
        "forward.a.tag",
        4,
        "unknown key",
    ),
    "unknown key of a menu": (
        MENU.replace("expect", "expects"),
        "menu.main.expects",
        5,
        "did you mean expect?",
    ),
    "unknown key of a rule": ('[[rule]]\nanswr = "18585602222"', "rule[1].answr", 3, "did you mean answer?"),
    "unknown key of a period": (
        'timezone = "UTC"\n[period.a]\nday = "mon"',
        "period.a.day",
        4,
        "did you mean days?",
    ),
    "not a table": ("forward = 1", "forward", 2, "must be tables with names"),
    "a forward that is not a table": ('[forward]\na = "x"', "forward.a", 3, "must be a table"),
    "rules that are not in an array": ('[rule]\nanswer = "18585602222"', "rule", 2, "each under [[rule]]"),
    "a bad name": ('[forward.1a]\nto = "18585602222"', "forward.1a", 2, "a name is a letter"),
    "a forward and a menu of one name": (
        MENU + '[forward.main]\nto="18585602222"',
        "menu.main",
        3,
        "has this name too",
    ),
    "a forward to nobody": ("[forward.a]", "forward.a.to", 2, "is missing"),
    "an empty list of numbers": ("[forward.a]\nto = []", "forward.a.to", 3, "is empty"),
    "a number that is not text": (
        "[forward.a]\nto = 18585602222",
        "forward.a.to",
        3,
        "must be text in quotes",
    ),
    "a number with hyphens and no plus": (
        '[forward.a]\nto = "1-858-560-2222"',
        "forward.a.to",
        3,
        "7 to 15 digits",
    ),
    "a number in other digits": ('[forward.a]\nto = "١٨٥٨٥٦٠٢٢٢٢"', "forward.a.to", 3, "is not a digit 0-9"),
    "tones after the number": (
        '[forward.a]\nto = "18585602222w1"',
        "forward.a.to",
        3,
        "tones after it are written as",
    ),
    "one bad number of a list": (
        '[forward.a]\nto = [\n  "18585602222",\n  "abc",\n]',
        "forward.a.to[2]",
        3,
        "a is not a digit",
    ),
    "a voice tag with a quote": (
        "[forward.a]\nto = '18585602222'\nvoice-tag = 'say \"hi\"'",
        "forward.a.voice-tag",
        4,
        "cannot hold a double quote",
    ),
    "a voice tag of two lines": (
        '[forward.a]\nto = "18585602222"\nvoice-tag = "a\\nb"',
        "forward.a.voice-tag",
        4,
        "a line break",
    ),
    "an empty voice tag": (
        '[forward.a]\nto = "18585602222"\nvoice-tag = ""',
        "forward.a.voice-tag",
        4,
        "is empty",
    ),
    "digits in a voice tag": (
        '[forward.a]\nto = "18585602222"\nvoice-tag = "{digits}"',
        "forward.a.voice-tag",
        4,
        "can only stand in dial",
    ),
    "tones without w": (
        '[forward.a]\nto = "18585602222"\ndial = "12"',
        "forward.a.dial",
        4,
        "must begin with w",
    ),
    "tones that are none": (
        '[forward.a]\nto = "18585602222"\ndial = "w1#"',
        "forward.a.dial",
        4,
        "# is not a digit",
    ),
    "tones for several": (
        '[forward.a]\nto = ["18585602222", "18585602223"]\ndial = "w1"',
        "forward.a.dial",
        4,
        "single forwards only",
    ),
    "digits twice": (
        '[forward.a]\nto = "18585602222"\ndial = "w{digits}w{digits}"',
        "forward.a.dial",
        4,
        "can hold {digits} once",
    ),
    "digits where none were pressed": (
        '[forward.a]\nto = "18585602222"\ndial = "w{digits}"\n[[rule]]\nanswer = "a"',
        "rule[1].answer",
        6,
        "which only the branch of a menu has",
    ),
    "a menu without recording": (MENU.replace("play", "#play"), "menu.main.play", 3, "is missing"),
    "a recording with space at its edge": (
        MENU.replace("Main Greeting", "Main "),
        "menu.main.play",
        4,
        "a space at the edge",
    ),
    "a pattern that is none": (
        MENU.replace('"D|DDD"', '"D|"'),
        "menu.main.expect",
        5,
        "alternative of the pattern",
    ),
    "a menu without branches": (MENU.replace("1 =", "#1 ="), "menu.main.branch", 6, "must lead somewhere"),
    "a branch that is no pattern": (
        MENU + 'x = "18585602222"',
        "menu.main.branch.x",
        8,
        "cannot be in a pattern",
    ),
    "a branch that can never be": (
        MENU + '22 = "18585602222"',
        "menu.main.branch.22",
        8,
        "does not fit what the menu",
    ),
    "two branches for the same digits": (
        MENU + '1DD = "18585602222"\nD1D = "18585602223"',
        "menu.main.branch.D1D",
        9,
        "110 fits menu.main.branch.1DD too",
    ),
    "a branch to nowhere": (
        MENU + '2 = "sales"',
        "menu.main.branch.2",
        8,
        "no forward and no menu has this name",
    ),
    "a branch to a typing mistake": (
        MENU + '2 = "slaes"\n[forward.sales]\nto = "18585602222"',
        "menu.main.branch.2",
        8,
        "did you mean sales?",
    ),
    "a rule without answer": ('[[rule]]\nname = "x"', "rule[1].answer", 2, "is missing"),
    "the answer of the second rule": (
        '[[rule]]\nanswer = "18585602222"\n\n[[rule]]\nanswer = "nobody"',
        "rule[2].answer",
        6,
        "leads to 'nobody'",
    ),
    "a dialled number that is none": (
        '[[rule]]\ndialed = "sales"\nanswer = "18585602222"',
        "rule[1].dialed",
        3,
        "'sales' is not a number",
    ),
    "an unknown dialled number": (
        '[[rule]]\ndialed = "unknown"\nanswer = "18585602222"',
        "rule[1].dialed",
        3,
        "is not a number",
    ),
    "a caller that is none": (
        '[[rule]]\ncaller = ["44*", "*"]\nanswer = "18585602222"',
        "rule[1].caller[2]",
        3,
        "or unknown",
    ),
    "a period that is none": (
        '[[rule]]\nwhen = "holidays"\nanswer = "18585602222"',
        "rule[1].when",
        3,
        "there is no [period.holidays]",
    ),
    "a period and hours": (
        'timezone = "UTC"\n[[rule]]\nwhen = "a"\nhours = "09:00-10:00"\nanswer = "18585602222"\n'
        '[period.a]\ndays = "mon"',
        "rule[1].when",
        4,
        "give either when, or",
    ),
    "an empty period": ('timezone = "UTC"\n[period.a]', "period.a", 3, "says neither"),
    "a day that is none": (
        'timezone = "UTC"\n[period.a]\ndays = "mon-fry"',
        "period.a.days",
        4,
        "not a day of the",
    ),
    "hours that are none": (
        'timezone = "UTC"\n[period.a]\nhours = "9 to 5"',
        "period.a.hours",
        4,
        "write 09:00-17:00",
    ),
    "hours beyond midnight": (
        'timezone = "UTC"\n[period.a]\nhours = "20:00-25:00"',
        "period.a.hours",
        4,
        "to 24:00",
    ),
    "hours of no length": (
        'timezone = "UTC"\n[period.a]\nhours = "09:00-09:00"',
        "period.a.hours",
        4,
        "is empty",
    ),
    "a date that is none": (
        'timezone = "UTC"\n[period.a]\ndates = "02-30"',
        "period.a.dates",
        4,
        "is not a date",
    ),
    "a time for a date": (
        'timezone = "UTC"\n[period.a]\ndates = [2026-12-25, 09:00:00]',
        "period.a.dates[2]",
        4,
        "must be a date",
    ),
    "dates backwards": (
        'timezone = "UTC"\n[period.a]\ndates = "2026-12-26 to 2026-12-25"',
        "period.a.dates",
        4,
        "ends before it begins",
    ),
    "a year on one side": (
        'timezone = "UTC"\n[period.a]\ndates = "2026-12-24 to 12-25"',
        "period.a.dates",
        4,
        "on both sides or on neither",
    ),
    "hours without a time zone": (
        '[[rule]]\nhours = "09:00-17:00"\nanswer = "18585602222"',
        "timezone",
        0,
        "is missing",
    ),
    "a time zone that is none": ('timezone = "EST5EDT4"', "timezone", 2, "is not a time zone"),
    "a time zone that is a folder": ('timezone = "America"', "timezone", 2, "is not a time zone"),
    "a time zone that is a path": ('timezone = "../../etc/passwd"', "timezone", 2, "is not a time zone"),
    "an error answered with a menu": ('on-error = "main"\n' + MENU, "on-error", 2, "is a menu"),
    "an error answered and going on": (
        'on-error = "a"\n[forward.a]\nto = "18585602222"\nafter = "18585602223"',
        "on-error",
        2,
        "has an after",
    ),
    "after a menu": (
        MENU + '[[rule]]\nanswer = "main"\nafter = "18585602222"',
        "rule[1].after",
        10,
        "branches, other and none instead",
    ),
    "after twice": (
        '[forward.a]\nto = "18585602222"\nafter = "18585602223"\n[[rule]]\nanswer = "a"\nafter = "18585602224"',
        "rule[1].after",
        7,
        "has an after already",
    ),
    "a circle of one menu": (
        MENU.replace("[menu.main.branch]", 'other = "main"\n[menu.main.branch]'),
        "menu.main",
        3,
        "menu.main -> menu.main",
    ),
    "a circle of three": (
        MENU.replace("[menu.main.branch]", 'none = "a"\n[menu.main.branch]')
        + '[forward.a]\nto = "18585602222"\nafter = "b"\n[forward.b]\nto = "18585602223"\nafter = "main"',
        "forward.a",
        9,
        "forward.a -> forward.b -> menu.main -> forward.a",
    ),
    "two menus alike": (
        MENU.replace("[menu.main.branch]", 'none = "again"\n[menu.main.branch]')
        + MENU.replace("menu.main", "menu.again")
        + '[[rule]]\nanswer = "main"',
        "menu.again",
        10,
        "sends the same command as menu.main",
    ),
    "two forwards alike that go on differently": (
        '[forward.a]\nto = "18585602222"\nafter = "18585602223"\n[[rule]]\ndialed = "18585608120"\nanswer = "a"\n'
        '[[rule]]\nanswer = "18585602222"',
        "rule[2].answer",
        9,
        "goes on differently",
    ),
    "a dialling forward like another": (
        MENU
        + 'DDD = "ext"\n[forward.ext]\nto = "18585602222"\ndial = "ww{digits}"\n[forward.a]\nto = "18585602222"\n'
        'dial = "ww101"\nafter = "18585602223"\n[[rule]]\ndialed = "18585608120"\nanswer = "a"\n'
        '[[rule]]\nanswer = "main"',
        "forward.ext",
        9,
        "goes on differently",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_each_kind_of_mistake_is_reported_with_its_place_and_line(kind: str) -> None:
    text, place, line, reason = WRONG[kind]
    found = mistakes(DEFAULT + text)
    assert [(one.place, one.line) for one in found if reason in one.reason] == [(place, line)], found


def test_without_a_default_the_file_is_refused() -> None:
    assert mistakes("") == (Mistake("default", "is missing", 0),)


@pytest.mark.parametrize("way", ["main", "a", "nobody", "12", "+"])
def test_the_default_must_be_a_forward_that_ends_the_way(way: str) -> None:
    text = f'default = "{way}"\n[forward.a]\nto = "18585602222"\nafter = "18585602223"\n{MENU}'
    assert [one.place for one in mistakes(text)] == ["default"]


def test_every_mistake_is_reported_by_line() -> None:
    found = mistakes(
        'default = "nobody"\nblah = 1\n[forward.a]\nto = "x"\ndial = "1"\n[[rule]]\nhours = "x"\nanswer = "b"\n'
        '[[rule]]\ndays = "someday"\nanswer = "a"\nafter = "c"\n'
    )
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert {one.place for one in found} == {
        "default",
        "blah",
        "forward.a.to",
        "forward.a.dial",
        "rule[1].hours",
        "rule[1].answer",
        "rule[2].days",
        "rule[2].after",
    }


def test_a_mistake_does_not_hide_where_its_table_leads() -> None:
    found = mistakes(
        'default = "18585602299"\n'
        '[forward.a]\nto = "x"\nafter = "nobody"\n'
        '[menu.m]\nplay = "Hello"\nexpect = "X"\nother = "noone"\n'
        '[menu.m.branch]\n1 = "someone"\nY = "anyone"\n'
        '[[rule]]\nwhen = "never"\nafter = "elsewhere"\n'
    )
    assert [one.place for one in found] == [
        "forward.a.to",
        "forward.a.after",
        "menu.m.expect",
        "menu.m.other",
        "menu.m.branch.1",
        "menu.m.branch.Y",
        "menu.m.branch.Y",
        "rule[1].answer",
        "rule[1].when",
        "rule[1].after",
    ]


def test_a_circle_is_told_although_one_of_its_steps_has_a_mistake() -> None:
    text = '[forward.a]\nto = "18585602222"\nafter = "b"\n[forward.b]\nto = "x"\nafter = "a"\n'
    assert [one.place for one in mistakes(DEFAULT + text)] == ["forward.a", "forward.b.to"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('default = "1"\ndefault = "2"\n', 2, "overwrite"),
        ('default = "18585602222\n', 1, "at column 23"),
        ('default = "18585602222"\n[rule\n', 2, "not valid TOML"),
        ('default = """\n\n', 3, "not valid TOML"),
        ("default = " + "[" * 10_000, 1, "nested too deeply"),
        ("default = " + "9" * 10_000, 0, "not valid TOML"),
    ],
)
def test_a_syntax_error_is_reported_with_its_line(text: str, line: int, reason: str) -> None:
    (found,) = mistakes(text)
    assert reason in found.reason
    assert found.line in (line, 0) if "deep" in reason else found.line == line
    assert found.place == ""


def test_lines_are_found_in_any_writing_of_toml() -> None:
    text = (
        "# a comment\n\n"
        'default = "18585602299"\n'
        'forward.a.to = """18585602221"""\n'
        'forward.b = { to = ["18585602221",  "x"] }\n'
        'menu."main".play = """\\\n   Main"""\n'
        'menu.main.expect = "Q"\n'
        'menu.main.branch = { 1 = "a", 2 = "b" }\n'
        "[[ rule ]]\n"
        'answer = "a" # here\n'
        "[['rule']]\n"
        "answer = [\n"
        '  "a", # not text\n'
        "]\n"
    )
    assert [(one.place, one.line) for one in mistakes(text)] == [
        ("forward.b.to[2]", 5),
        ("menu.main.expect", 8),
        ("rule[2].answer", 13),
    ]


WARNED = {
    "a forward that nothing leads to": (
        '[forward.a]\nto = "18585602222"',
        "forward.a",
        2,
        "nothing leads here",
    ),
    "a menu that nothing leads to": (MENU, "menu.main", 3, "nothing leads here"),
    "a period that no rule uses": (
        'timezone = "UTC"\n[period.a]\ndays = "mon"',
        "period.a",
        3,
        "no rule uses it",
    ),
    "rules that are never reached": (
        '[[rule]]\nanswer = "18585602221"\n[[rule]]\nanswer = "18585602222"',
        "rule[1]",
        2,
        "the rules after it are never reached",
    ),
    "a list of one": (
        '[[rule]]\nanswer = "a"\n[forward.a]\nto = ["18585602222"]',
        "forward.a",
        4,
        "to one number",
    ),
    "a long voice tag": (
        f'[[rule]]\nanswer = "a"\n[forward.a]\nto = "18585602222"\nvoice-tag = "{"x" * 41}"',
        "forward.a",
        4,
        "41 characters",
    ),
    "a number without its 1": (
        '[[rule]]\nanswer = "8585602222"',
        "rule[1].answer",
        3,
        "lack its country code",
    ),
    "a number that begins with 1 and is too short": (
        '[[rule]]\nanswer = "1858560222"',
        "rule[1].answer",
        3,
        "numbers that begin with 1 have 11",
    ),
    "a condition without its 1": (
        '[[rule]]\ndialed = "8585602222"\nanswer = "18585602222"',
        "rule[1].dialed",
        3,
        "lack its country code",
    ),
}


@pytest.mark.parametrize("kind", WARNED)
def test_what_is_probably_not_meant_is_a_warning_with_its_place(kind: str) -> None:
    text, place, line, reason = WARNED[kind]
    (found,) = read_routes(DEFAULT + text).warnings
    assert (found.place, found.line) == (place, line)
    assert reason in found.reason


def test_a_step_that_cannot_be_reached_may_be_the_double_of_another() -> None:
    routes = read_routes(DEFAULT + MENU + MENU.replace("menu.main", "menu.old") + '[[rule]]\nanswer = "main"')
    assert [str(one) for one in routes.warnings] == ["line 9: menu.old: nothing leads here"]


@given(st.text())
def test_any_text_is_routes_or_mistakes(text: str) -> None:
    assert mistakes(text)  # no text without quotes and a default is a routes file


_scalars = st.one_of(
    st.text(max_size=8), st.integers(), st.booleans(), st.sampled_from(["main", "18585602222", "D"])
)
_KEYS = (
    *("default", "on-error", "timezone", "forward", "menu", "period", "rule", "main", "1", "D"),
    *("to", "voice-tag", "dial", "after", "play", "expect", "branch", "other", "none"),
    *("dialed", "caller", "when", "days", "hours", "dates", "answer"),
)
_keys = st.sampled_from(_KEYS)
_tables = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=5)),
    max_leaves=20,
)


@given(st.dictionaries(_keys, _tables, max_size=6))
def test_any_table_is_routes_or_mistakes(table: dict[str, object]) -> None:
    import tomlkit

    fault = None
    try:
        read_routes(tomlkit.dumps(table))
    except RoutesError as error:
        fault = error
    assert fault is None or all(one.reason for one in fault.mistakes)
