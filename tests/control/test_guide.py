"""Every sentence of the guide's chapter "Call control API (BETA)", in its order.

The service's half is the WSGI application, Phone.com's half is `conversation.play`.
"""

from __future__ import annotations

import pytest

from phonecom_cli.control import grammar
from phonecom_cli.control.conversation import Answer, Call, Exchange, Reply, Request, Script, play
from phonecom_cli.control.explain import explain
from phonecom_cli.control.grammar import GrammarError
from tests.control.services import FIELDS, Answered, ask, make_service

CALL = Call("abc-1", "18585608120", "16195550134", "JOHN DOE")
ROUTES = """
default = "18585602299"
[menu.main]
play = "Main Greeting"
expect = "55D"
[menu.main.branch]
55D = "18585602222"
[[rule]]
answer = "main"
"""


def conversation(*answers: str | Answer, call: Call = CALL, script: Script | None = None) -> list[Exchange]:
    """A call whose service gives these answers in turn, and empty ones after them."""
    left = iter(answers)

    def reply(_request: Request) -> Reply:
        answer = next(left, "")
        return answer if isinstance(answer, Answer) else Answer(200, "text/plain", answer.encode())

    return list(play(call, script or Script(), reply))


def sent(exchange: Exchange) -> dict[str, str]:
    return dict(exchange.request.params)


# "This allows the customer to control incoming calls via a web service running on HTTP or HTTPS"


def test_the_service_is_a_web_service() -> None:
    assert ask(make_service(ROUTES), FIELDS) == Answered(
        "200 OK", "text/plain", "play-and-get-digits,Main Greeting,55D"
    )


# "Phone.com will access the pre-provided URL with the following parameters in the query string"


def test_the_first_access_has_the_four_parameters_and_no_other() -> None:
    first = conversation("simple-forward,18585602222")[0]
    assert first.request.params == (
        ("uniqueID", "abc-1"),
        ("dialedNumber", "18585608120"),
        ("callerIdNumber", "16195550134"),
        ("callerIdName", "JOHN DOE"),
    )


def test_the_parameters_are_in_the_query_string() -> None:
    assert ask(make_service(ROUTES), FIELDS, method="GET").text.startswith("play-and-get-digits,")


# "caller ID information is not always available"


def test_without_caller_id_the_fields_are_there_and_empty() -> None:
    for exchange in conversation("simple-forward,18585602222", call=Call("abc-1", "18585608120")):
        assert sent(exchange)["callerIdNumber"] == sent(exchange)["callerIdName"] == ""


def test_without_caller_id_the_service_answers_all_the_same() -> None:
    fields = {**FIELDS, "callerIdNumber": "", "callerIdName": ""}
    assert ask(make_service(ROUTES), fields).text == "play-and-get-digits,Main Greeting,55D"


# "The web service MUST then respond with" the type text/plain "and one of the commands listed below."


@pytest.mark.parametrize("kind", ["text/html", "application/json", "", "text/plainish"])
def test_another_content_type_is_an_error(kind: str) -> None:
    first = conversation(Answer(200, kind, b"simple-forward,18585602222"))[0]
    assert "it must be text/plain" in first.breach


@pytest.mark.parametrize("kind", ["text/plain", "Text/Plain", "text/plain; charset=utf-8"])
def test_text_plain_is_right_with_its_parameters(kind: str) -> None:
    assert conversation(Answer(200, kind, b"simple-forward,18585602222"))[0].breach == ""


def test_two_commands_are_an_error() -> None:
    first = conversation("simple-forward,18585602222\nsimple-forward,18585602223")[0]
    assert first.breach == "two commands; an answer is one"


def test_no_command_is_an_error() -> None:
    assert conversation("")[0].breach == "not a valid command: character 1: there is no command"


# "Phone.com will then process the command, and eventually will access the pre-provided URL again"
# "This process will repeat until the call completes."


def test_it_asks_again_until_the_call_completes() -> None:
    script = Script(forwards=("unanswered", "unanswered", "answered"))
    exchanges = conversation(*["simple-forward,18585602222"] * 3, script=script)
    assert [one.request.kind for one in exchanges] == ["arrival", "forward", "forward", "ended"]


# "On each access, the fields above will be populated, and the web service's previous response will be
# contained in the field previous-response."


def test_each_later_access_repeats_the_fields_and_the_previous_response() -> None:
    answers = ["play-and-get-digits,Ciao, è noi,D", 'simple-forward-voicetag,"A & B",18585602222']
    exchanges = conversation(*answers, script=Script(digits=("1",), forwards=("unanswered",)))
    for exchange in exchanges:
        assert exchange.request.params[:4] == CALL.params()
    assert "previous-response" not in sent(exchanges[0])
    assert [sent(one)["previous-response"] for one in exchanges[1:3]] == answers


def test_the_service_goes_on_from_the_previous_response() -> None:
    previous = "play-and-get-digits,Main Greeting,55D"
    fields = {**FIELDS, "previous-response": previous, "digits": "555"}
    assert ask(make_service(ROUTES), fields).text == "simple-forward,18585602222"


# "Once the call completes, Phone.com will access the pre-provided URL a final time with the same fields above,
# plus a duration field that indicates the duration of the call in seconds."


def test_the_last_access_has_the_duration_in_seconds() -> None:
    exchanges = conversation("simple-forward,18585602222", script=Script(duration=95))
    assert [one.request.kind for one in exchanges] == ["arrival", "ended"]
    assert exchanges[-1].request.params == (
        *CALL.params(),
        ("previous-response", "simple-forward,18585602222"),
        ("duration", "95"),
    )


def test_the_service_answers_an_ended_call_with_an_empty_200() -> None:
    fields = {**FIELDS, "previous-response": "simple-forward,18585602222", "duration": "95"}
    assert ask(make_service(ROUTES), fields) == Answered("200 OK", "text/plain", "")


def test_a_call_of_no_seconds_has_ended_too() -> None:
    assert ask(make_service(ROUTES), {**FIELDS, "duration": "0"}).text == ""


# "In any case that an error occurs, either because the syntax of the command is invalid or otherwise, Phone.com
# will access the pre-provided URL with the same fields above, plus an error field."


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("hang-up", "not a command"),
        (Answer(500, "text/plain", b"simple-forward,18585602222"), "HTTP status 500"),
        (Answer(302, "text/plain", b""), "HTTP status 302"),
        (Answer(200, "text/html", b"simple-forward,18585602222"), "content type"),
        (Answer(200, "text/plain", b"simple-forward,18585602222", seconds=6.1), "took 6.1 s"),
        (Answer(200, "text/plain", b"\xff"), "byte 1 is not UTF-8"),
        (Answer(200, "text/plain", b"x" * 5000), "longer than 4096 bytes"),
    ],
)
def test_an_error_is_reported_with_the_same_fields_and_error(answer: str | Answer, reason: str) -> None:
    exchanges = conversation(answer)
    assert [one.request.kind for one in exchanges] == ["arrival", "error", "ended"]
    fields = sent(exchanges[1])
    assert list(fields) == [*dict(CALL.params()), "previous-response", "error"]
    assert reason in fields["error"]


def test_an_error_otherwise_is_reported_too() -> None:
    exchanges = conversation("simple-forward,18585602222", script=Script(forwards=("error",)))
    assert sent(exchanges[1])["error"] == "the call could not be forwarded"


def test_a_command_that_answers_an_error_report_is_obeyed() -> None:
    exchanges = conversation("hang-up", "simple-forward,18585602299")
    assert [one.request.kind for one in exchanges] == ["arrival", "error", "ended"]
    assert exchanges[1].command == grammar.SimpleForward("18585602299")


def test_the_service_answers_an_error_with_an_empty_200_or_the_fallback_of_its_routes() -> None:
    fields = {
        **FIELDS,
        "previous-response": "play-and-get-digits,Main Greeting,55D",
        "error": "no such recording",
    }
    assert ask(make_service(ROUTES), fields) == Answered("200 OK", "text/plain", "")
    with_fallback = make_service('on-error = "18585602298"\n' + ROUTES)
    assert ask(with_fallback, fields).text == "simple-forward,18585602298"


def test_an_error_of_the_fallback_itself_is_not_answered_with_the_fallback_again() -> None:
    fields = {**FIELDS, "previous-response": "simple-forward,18585602298", "error": "busy"}
    assert ask(make_service('on-error = "18585602298"\n' + ROUTES), fields).text == ""


# The commands


@pytest.mark.parametrize(
    "command",
    [
        "simple-forward,{}",
        'simple-forward-voicetag,"TEXT",{}',
        "multiple-forward,{},18585602223",
        'multiple-forward-voicetag,"TEXT",{},18585602223',
    ],
)
def test_the_number_must_be_an_e164_phone_number(command: str) -> None:
    grammar.parse(command.format("18585602222"))
    for wrong in ("858-560-2222", "+18585602222", "0018585602222", "DDDDDD", "123456", "1" * 16, ""):
        with pytest.raises(GrammarError):
            grammar.parse(command.format(wrong))


@pytest.mark.parametrize("command", ["simple-forward,{}", 'simple-forward-voicetag,"TEXT",{}'])
def test_tones_are_appended_with_w_and_each_further_w_is_half_a_second(command: str) -> None:
    grammar.parse(command.format("18585602222w1234"))
    words = explain(grammar.parse(command.format("18585602222ww1234w5")))
    assert words.endswith("wait 1 second, send the tones 1234, wait 0.5 seconds, send the tones 5.")


@pytest.mark.parametrize("command", ["multiple-forward,{}", 'multiple-forward-voicetag,"TEXT",{}'])
def test_tones_work_only_on_simple_forward(command: str) -> None:
    with pytest.raises(GrammarError, match="single forwards only"):
        grammar.parse(command.format("18585602222w1234,18585602223"))


@pytest.mark.parametrize("name", ["simple-forward-voicetag", "multiple-forward-voicetag"])
def test_the_voice_tag_is_required_in_double_quotes_and_at_most_forty_characters_by_advice(name: str) -> None:
    for wrong in ("18585602222", "TEXT,18585602222", "'TEXT',18585602222", '"",18585602222'):
        with pytest.raises(GrammarError):
            grammar.parse(f"{name},{wrong}")
    assert "recommends at most 40" in "".join(
        grammar.warnings(grammar.parse(f'{name},"{"x" * 41}",18585602222'))
    )


def test_numbers_are_rung_at_once_and_the_first_to_answer_gets_the_caller() -> None:
    words = explain(grammar.parse("multiple-forward,18585602222,18585602223"))
    assert "at once" in words
    assert "the first to answer" in words


def test_the_greeting_is_the_recordings_name_and_the_pattern_is_digits_d_and_bars() -> None:
    found = grammar.parse("play-and-get-digits,Recording Name,1|55D")
    assert found == grammar.PlayAndGetDigits("Recording Name", "1|55D")
    for wrong in ("", "X", "1,2", "#", "1 |2", "1||2"):
        with pytest.raises(GrammarError):
            grammar.parse(f"play-and-get-digits,Recording Name,{wrong}".replace(",1,2", ",1;2"))


# "After the caller presses DTMFs that match the pattern, or after a timeout occurs, Phone.com will access the web
# service with the field digits containing the DTMF digits received (if any)."


@pytest.mark.parametrize(
    ("pressed", "digits"),
    [("555", "555"), ("5551", "555"), ("56", "56"), ("1", "1"), ("none", None)],
)
def test_digits_hold_what_was_received_if_any(pressed: str, digits: str | None) -> None:
    exchanges = conversation(
        "play-and-get-digits,Main,55D", "simple-forward,18585602222", script=Script(digits=(pressed,))
    )
    assert exchanges[1].request.kind == "digits"
    assert sent(exchanges[1]).get("digits") == digits


def test_a_menu_whose_caller_does_nothing_times_out() -> None:
    exchanges = conversation("play-and-get-digits,Main,D", "simple-forward,18585602222")
    assert "timeout" in exchanges[1].request.happened


# What the guide leaves open: no call goes on for ever


def test_a_service_that_asks_for_ever_is_hung_up_on() -> None:
    exchanges = conversation(*["play-and-get-digits,Main,D"] * 100, script=Script(requests=10))
    assert len(exchanges) == 10
    assert exchanges[-1].request.kind == "ended"
    assert "hangs up" in exchanges[-1].request.happened


def test_a_caller_can_hang_up_in_a_menu_and_while_it_rings() -> None:
    assert len(conversation("play-and-get-digits,Main,D", script=Script(digits=("hangup",)))) == 2
    assert len(conversation("simple-forward,18585602222", script=Script(forwards=("hangup",)))) == 2


def test_a_line_break_after_the_command_is_noted_and_not_held_against_the_service() -> None:
    first = conversation("simple-forward,18585602222\r\n")[0]
    assert first.breach == ""
    assert first.notes == ("a line break follows the command; better send none",)


def test_an_error_report_that_is_answered_badly_is_not_reported_again() -> None:
    exchanges = conversation("hang-up", "hang-up again")
    assert [one.request.kind for one in exchanges] == ["arrival", "error", "ended"]
    assert all(one.breach for one in exchanges[:2])
