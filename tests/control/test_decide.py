"""Decisions: a pure function of routes, request and time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from phonecom_cli.control import grammar
from phonecom_cli.control.decide import CallRequest, Decision, decide, forms
from phonecom_cli.control.routes import RoutesError, read_routes
from tests.control.strategies import dtmf, numbers, patterns, recordings, tags

ROUTES = read_routes("""
timezone = "America/New_York"
default = "voicemail"
on-error = "18585602298"

[forward.voicemail]
to = "18585602299"

[forward.desk]
to = ["18585602222", "18585602223"]
voice-tag = "Front desk"
after = "voicemail"

[forward.extension]
to = "18585602200"
dial = "ww{digits}"
after = "desk"

[menu.main]
play = "Main Greeting"
expect = "D|DDD"
other = "again"
none = "desk"
[menu.main.branch]
1 = "desk"
"2|3" = "18585602224"
DDD = "extension"
7DD = "18585602277"
700 = "18585602270"

[menu.again]
play = "Sorry"
expect = "D"
[menu.again.branch]
1 = "desk"

[period.open]
days = "mon-fri"
hours = "09:00-17:00"
[period.holidays]
dates = "12-25"

[[rule]]
name = "office hours"
dialed = "18585608120"
when = "open"
unless = "holidays"
answer = "main"

[[rule]]
dialed = ["18585608120", "1866*"]
answer = "18585602225"
after = "desk"

[[rule]]
caller = ["44*", "12125550100", "unknown"]
answer = "18585602226"
""")
DESK = 'multiple-forward-voicetag,"Front desk",18585602222,18585602223'
MAIN = "play-and-get-digits,Main Greeting,D|DDD"
NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
NIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)


def ask(
    dialed: str = "18585608120", caller: str = "16195550134", now: datetime = NOON, **more: str
) -> Decision:
    return decide(ROUTES, CallRequest("abc-1", dialed, caller, **more), now)


def test_the_first_rule_that_fits_answers() -> None:
    assert ask() == Decision(MAIN, "rule", "rule[1] office hours")
    assert ask(now=NIGHT) == Decision("simple-forward,18585602225", "rule", "rule[2]")
    assert ask(now=datetime(2026, 12, 25, 17, tzinfo=UTC)).place == "rule[2]"


def test_hours_are_those_of_the_time_zone() -> None:
    assert ask(now=datetime(2026, 3, 2, 13, 59, tzinfo=UTC)).place == "rule[2]"  # 08:59 in winter
    assert ask(now=datetime(2026, 7, 6, 13, 0, tzinfo=UTC)).place == "rule[1] office hours"  # 09:00 in summer


@pytest.mark.parametrize("dialed", ["18585608120", "+18585608120", "8585608120", "+1 (858) 560-8120"])
def test_a_dialled_number_is_known_in_the_forms_that_networks_use(dialed: str) -> None:
    assert ask(dialed).place == "rule[1] office hours"


def test_a_dialled_number_by_its_beginning() -> None:
    assert ask("18668252541").place == "rule[2]"


@pytest.mark.parametrize(
    "caller", ["442079460018", "+442079460018", "12125550100", "2125550100", "", "anonymous"]
)
def test_callers_by_number_by_beginning_and_unknown(caller: str) -> None:
    assert ask("18585608199", caller).place == "rule[3]"


@pytest.mark.parametrize("caller", ["16195550134", "+4", "1442079460018"])
def test_other_callers_get_the_default(caller: str) -> None:
    assert ask("18585608199", caller) == Decision("simple-forward,18585602299", "default", "default")


@pytest.mark.parametrize(
    ("digits", "command", "kind", "place"),
    [
        ("1", DESK, "branch", "menu.main.branch.1"),
        ("3", "simple-forward,18585602224", "branch", "menu.main.branch.2|3"),
        ("123", "simple-forward,18585602200ww123", "branch", "menu.main.branch.DDD"),
        ("712", "simple-forward,18585602277", "branch", "menu.main.branch.7DD"),
        ("700", "simple-forward,18585602270", "branch", "menu.main.branch.700"),
        ("4", "play-and-get-digits,Sorry,D", "other", "menu.main.other"),
        ("12", "play-and-get-digits,Sorry,D", "other", "menu.main.other"),
        ("1" * 1000, "play-and-get-digits,Sorry,D", "other", "menu.main.other"),
        ("\uff11", "play-and-get-digits,Sorry,D", "other", "menu.main.other"),
        ("1,1", "play-and-get-digits,Sorry,D", "other", "menu.main.other"),
        ("", DESK, "none", "menu.main.none"),
    ],
)
def test_a_menu_branches_by_digits_others_and_none(digits: str, command: str, kind: str, place: str) -> None:
    assert ask(previous=MAIN, digits=digits) == (command, kind, place)


def test_a_menu_without_other_and_none_leads_to_the_default() -> None:
    for digits in ("", "9"):
        assert (
            ask(previous="play-and-get-digits,Sorry,D", digits=digits).command == "simple-forward,18585602299"
        )


def test_a_menu_is_known_when_the_hours_have_passed_meanwhile() -> None:
    assert ask(previous=MAIN, digits="1", now=NIGHT).command == DESK


@pytest.mark.parametrize(
    ("previous", "command", "place"),
    [
        (DESK, "simple-forward,18585602299", "forward.desk.after"),
        ("simple-forward,18585602225", DESK, "rule[2].after"),
        ("simple-forward,18585602200ww123", DESK, "forward.extension.after"),
        ("simple-forward,18585602200ww", "simple-forward,18585602299", "default"),
        ("simple-forward,18585602200ww1x", "simple-forward,18585602299", "default"),
        ("simple-forward,18585602226", "simple-forward,18585602299", "default"),
        ("simple-forward,18585602299", "simple-forward,18585602299", "default"),
    ],
)
def test_after_a_forward_comes_what_it_says_or_the_default(previous: str, command: str, place: str) -> None:
    decision = ask(previous=previous)
    assert (decision.command, decision.place) == (command, place)


def test_callers_in_a_menu_that_is_no_more_get_the_default() -> None:
    assert ask(previous="play-and-get-digits,Summer Greeting,D", digits="1").kind == "default"


def test_an_ended_call_is_answered_with_nothing_whatever_else_is_said() -> None:
    assert ask(previous=MAIN, duration="12", error="x", digits="1") == Decision("", "ended", "")


def test_an_error_is_answered_with_the_fallback_once() -> None:
    assert ask(previous=MAIN, error="x") == Decision("simple-forward,18585602298", "fallback", "on-error")
    assert ask(previous="simple-forward,18585602298", error="x") == Decision("", "error", "")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", ()),
        ("18585602222", ("18585602222",)),
        ("8585602222", ("8585602222", "18585602222")),
        ("+8585602222", ("8585602222",)),
        ("Restricted", ()),
        ("911", ("911",)),
    ],
)
def test_the_forms_of_a_number(number: str, expected: tuple[str, ...]) -> None:
    assert forms(number) == expected


@st.composite
def routes_files(draw: st.DrawFn) -> str:
    """A valid routes file: forwards and menus that only lead further down, under rules of every kind."""
    from tomlkit import dumps

    count = draw(st.integers(1, 5))
    names = [f"s{number}" for number in range(count)]
    table: dict[str, dict[str, object]] = {"forward": {}, "menu": {}}
    for index, name in enumerate(names):
        later = st.sampled_from([*names[index + 1 :], "18585602299"])
        if draw(st.booleans()):
            forward: dict[str, object] = {
                "to": draw(st.one_of(numbers, st.lists(numbers, min_size=1, max_size=3)))
            }
            if isinstance(forward["to"], str) and (tones := draw(dtmf)):
                forward["dial"] = tones
            if draw(st.booleans()):
                forward["voice-tag"] = draw(tags)
            if draw(st.booleans()):
                forward["after"] = draw(later)
            table["forward"][name] = forward
        else:
            pattern = draw(patterns)
            branch = {pattern.split("|")[0]: draw(later)}
            table["menu"][name] = {"play": draw(recordings), "expect": pattern, "branch": branch}
            for way in ("other", "none"):
                if draw(st.booleans()):
                    table["menu"][name][way] = draw(later)  # type: ignore[index]
    rules = [
        {"answer": draw(st.sampled_from(names)), "dialed": draw(numbers)}
        for _ in range(draw(st.integers(0, 3)))
    ]
    rules.append({"answer": names[0]})
    return dumps({"default": "18585602299", "on-error": "18585602298", **table, "rule": rules})


_field = st.one_of(st.text(max_size=20), st.sampled_from(["1", "12", "123", "none", "18585608120", ""]))


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(routes_files(), st.builds(CallRequest, *[_field] * 8), st.data())
def test_no_routes_and_no_request_make_an_invalid_command(
    text: str, request: CallRequest, data: st.DataObject
) -> None:
    routes = None
    try:
        routes = read_routes(text)
    except RoutesError as error:
        # Steps that cannot be told apart are all that may be wrong with these files.
        assume(any("same command" not in str(one) for one in error.mistakes))
        raise
    steps = [*routes.menus, *routes.afters, routes.default.wire]
    known = request._replace(duration="", error="", previous=data.draw(st.sampled_from(steps)))
    for asked in (request, known, request._replace(duration="", error="", previous="")):
        decision = decide(routes, asked, NOON)
        if decision.kind in ("ended", "error"):
            assert decision.command == ""
        else:
            assert grammar.format(grammar.parse(decision.command)) == decision.command


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(routes_files(), st.lists(st.sampled_from(["1", "12", "", "999"]), max_size=12))
def test_every_way_through_any_routes_comes_to_the_default(text: str, presses: list[str]) -> None:
    routes = None
    try:
        routes = read_routes(text)
    except RoutesError as error:
        assume(any("same command" not in str(one) for one in error.mistakes))
        raise
    previous = ""
    for digits in [*presses, *[""] * 12]:
        previous = decide(
            routes, CallRequest("1", "18585608120", previous=previous, digits=digits), NOON
        ).command
    assert previous == routes.default.wire
