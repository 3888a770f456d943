"""The WSGI application: who is answered, with what, and what is logged."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.control import grammar
from phonecom_cli.control.addresses import Addresses, read_networks
from phonecom_cli.control.decisionlog import DecisionLog, log_to_file, mask_tones
from phonecom_cli.control.service import application
from phonecom_cli.control.tokens import Tokens, make_token, read_token_file, read_tokens
from phonecom_cli.errors import CredentialsError, InvalidValue, LocalError, SettingsError, UsageError
from phonecom_cli.world import World
from tests.control.services import FIELDS, OTHER_TOKEN, TOKEN, Answered, ask, call, environ, make_service

ROUTES = """
default = "18585602299"
[forward.ext]
to = "18585602222"
dial = "ww{digits}"
[menu.main]
play = "Grüße"
expect = "DDDD"
[menu.main.branch]
DDDD = "ext"
[[rule]]
name = "everyone"
answer = "main"
"""
MENU = "play-and-get-digits,Grüße,DDDD"
NOTHING = Answered("404 Not Found", "text/plain", "there is nothing here\n")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_get_and_post_are_answered_alike(method: str) -> None:
    answered = ask(
        make_service(ROUTES), {**FIELDS, "previous-response": MENU, "digits": "1234"}, method=method
    )
    assert answered == Answered("200 OK", "text/plain", "simple-forward,18585602222ww1234")


def test_a_command_that_is_not_ascii_names_its_character_set() -> None:
    assert ask(make_service(ROUTES), FIELDS) == Answered("200 OK", "text/plain; charset=utf-8", MENU)


def test_the_health_check_needs_no_token() -> None:
    assert ask(make_service(ROUTES), {}, path="/healthz") == Answered("200 OK", "text/plain", "ok\n")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "/call",
        "/call/",
        "/call/wrong",
        f"/call/{TOKEN}/",
        f"/call/{TOKEN[:-1]}",
        f"/{TOKEN}",
        f"/CALL/{TOKEN}",
    ],
)
def test_a_wrong_token_or_path_is_404(path: str) -> None:
    assert ask(make_service(ROUTES), FIELDS, path=path) == NOTHING


def test_two_tokens_are_accepted_while_they_are_exchanged() -> None:
    service = make_service(ROUTES, tokens=f"{TOKEN}\n{OTHER_TOKEN}\n")
    for token in (TOKEN, OTHER_TOKEN):
        assert ask(service, FIELDS, path=f"/call/{token}").text == MENU
    assert ask(service, FIELDS, path=f"/call/{TOKEN}{OTHER_TOKEN}") == NOTHING


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_405(method: str) -> None:
    assert ask(make_service(ROUTES), FIELDS, method=method).status == "405 Method Not Allowed"


def test_a_request_that_is_no_call_is_400() -> None:
    answered = ask(make_service(ROUTES), {"callerIdNumber": "16195550134"})
    assert answered.status == "400 Bad Request"
    assert "uniqueID" in answered.text


def test_too_long_a_body_is_413() -> None:
    request = environ(FIELDS, method="POST")
    for length in ("65537", "99999999999999999999", "-1", "abc"):
        assert (
            call(make_service(ROUTES), {**request, "CONTENT_LENGTH": length}).status
            == "413 Content Too Large"
        )


def test_a_body_without_a_length_is_read_where_the_server_ends_it() -> None:
    body = urlencode(FIELDS).encode()
    request = {**environ({}, method="POST"), "CONTENT_LENGTH": "", "wsgi.input_terminated": True}
    assert call(make_service(ROUTES), {**request, "wsgi.input": io.BytesIO(body)}).text == MENU
    endless = io.BytesIO(b"a" * 200_000)
    assert call(make_service(ROUTES), {**request, "wsgi.input": endless}).status == "413 Content Too Large"
    assert endless.tell() <= 65_537


def test_a_body_that_is_no_form_is_415() -> None:
    request = {**environ(FIELDS, method="POST"), "CONTENT_TYPE": "application/json"}
    assert call(make_service(ROUTES), request).status == "415 Unsupported Media Type"


def test_too_long_a_query_is_414_and_too_many_fields_are_400() -> None:
    service = make_service(ROUTES)
    assert call(service, {**environ({}), "QUERY_STRING": "a=" + "1" * 20_000}).status == "414 URI Too Long"
    assert call(service, {**environ({}), "QUERY_STRING": "a=1&" * 200}).status == "400 Bad Request"


def test_of_a_doubled_field_the_first_counts() -> None:
    request = environ({})
    request["QUERY_STRING"] = urlencode({**FIELDS, "digits": "1234", "previous-response": MENU}) + "&digits=9"
    assert call(make_service(ROUTES), request).text == "simple-forward,18585602222ww1234"


def test_what_is_not_utf8_is_not_an_error() -> None:
    request = environ(FIELDS)
    request["QUERY_STRING"] += "&callerIdName=%ff%fe&previous-response=%ff"
    assert call(make_service(ROUTES), request).text == "simple-forward,18585602299"


# The allow list


@pytest.mark.parametrize(
    ("remote", "forwarded", "status"),
    [
        ("192.0.2.7", "", "200 OK"),
        ("192.0.2.8", "", "403 Forbidden"),
        ("::ffff:192.0.2.7", "", "200 OK"),
        ("2001:db8::1", "", "200 OK"),
        ("2001:db8:1::1", "", "403 Forbidden"),
        ("192.0.2.8", "192.0.2.7", "403 Forbidden"),  # not a proxy of ours
        ("127.0.0.1", "192.0.2.7", "200 OK"),
        ("127.0.0.1", "192.0.2.7, 10.0.0.3", "200 OK"),
        ("127.0.0.1", "192.0.2.7, 192.0.2.8", "403 Forbidden"),  # the client's own word is not believed
        ("127.0.0.1", "192.0.2.7, nonsense", "403 Forbidden"),
        ("127.0.0.1", "", "403 Forbidden"),
        ("", "", "403 Forbidden"),
    ],
)
def test_the_allow_list_knows_clients_behind_proxies(remote: str, forwarded: str, status: str) -> None:
    addresses = Addresses(
        read_networks(["192.0.2.7", "2001:db8::/48"], "--allow"),
        read_networks(["127.0.0.1", "10.0.0.0/8"], "--proxy"),
    )
    request = {**environ(FIELDS), "REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    assert call(make_service(ROUTES, addresses=addresses), request).status == status


def test_a_range_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(InvalidValue, match=r"--allow 192\.0\.2"):
        read_networks(["192.0.2"], "--allow")


# The log


@pytest.fixture
def logged() -> list[str]:
    return []


def test_each_decision_is_one_line_with_the_rule_that_decided(logged: list[str]) -> None:
    service = make_service(ROUTES, log=logged.append)
    ask(service, FIELDS)
    ask(service, {**FIELDS, "duration": "61"})
    ask(service, {**FIELDS, "error": "no such recording"})
    lines = [json.loads(line) for line in logged]
    assert [line["decided"] for line in lines] == ["rule", "ended", "error"]
    assert lines[0]["rule"] == "rule[1] everyone"
    assert lines[0]["command"] == MENU
    assert lines[0].items() >= {**FIELDS, "event": "decision", "client": "192.0.2.7"}.items()
    assert lines[1]["duration"] == "61"
    assert lines[2]["error"] == "no such recording"
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in logged)


def test_digits_tones_and_tokens_are_never_in_the_log(logged: list[str]) -> None:
    service = make_service(ROUTES, log=logged.append)
    ask(service, {**FIELDS, "previous-response": MENU, "digits": "4711"})
    ask(
        service,
        {
            **FIELDS,
            "previous-response": "simple-forward,18585602222ww4711w5",
            "error": "18585602222w4711 busy",
        },
    )
    for path in (f"/call/{TOKEN}", f"/call/{TOKEN}x", f"/call/x{OTHER_TOKEN}", f"/{TOKEN}"):
        ask(service, {}, path=path)
    whole = "".join(logged)
    assert len(logged) == 6
    assert "4711" not in whole
    assert TOKEN not in whole
    assert OTHER_TOKEN not in whole
    assert json.loads(logged[0])["command"] == "simple-forward,18585602222ww****"
    assert json.loads(logged[0])["digits"] == "****"
    assert json.loads(logged[1])["previous"] == "simple-forward,18585602222ww****w*"


@pytest.mark.parametrize(
    "text", ["play-and-get-digits,Now 24w7,D", "multiple-forward,18585602222,18585602223", "w12"]
)
def test_only_tones_are_masked(text: str) -> None:
    masked = mask_tones(text)
    assert masked == (text if "24w" not in text else "play-and-get-digits,Now 24w*,D")


def test_strangers_words_cannot_break_a_line_or_flood_the_log(logged: list[str]) -> None:
    name = 'a\nb\x1b[31m"\u2028' + "x" * 5000
    ask(make_service(ROUTES, log=logged.append), {**FIELDS, "callerIdName": name})
    (line,) = logged
    assert line.isascii()
    assert line.count("\n") == 1
    assert len(line) < 2000
    assert json.loads(line)["callerIdName"] == name[:200]


def test_a_log_that_fails_does_not_fail_the_call_and_what_is_lost_is_told() -> None:
    written: list[str] = []
    broken = [True]

    def write(line: str) -> None:
        if broken[0]:
            raise OSError(28, "No space left on device")
        written.append(line)

    service = make_service(ROUTES, log=write)
    for _ in range(3):
        assert ask(service, FIELDS).text == MENU
    broken[0] = False
    ask(service, FIELDS)
    lines = [json.loads(line) for line in "".join(written).splitlines()]
    assert [(line["event"], line.get("lines")) for line in lines] == [("lines-lost", 3), ("decision", None)]


def test_a_log_file_is_appended_to_is_private_and_can_be_rotated(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    log = log_to_file(path)
    log("first")
    log.flush()
    path.rename(tmp_path / "calls.1")
    log("second")
    log.reopen()
    log("third")
    log.flush()
    events = [
        [json.loads(line)["event"] for line in file.read_text().splitlines()]
        for file in (tmp_path / "calls.1", path)
    ]
    assert events == [["first", "second"], ["third"]]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_opened_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="cannot be written"):
        log_to_file(tmp_path / "missing" / "calls.jsonl")


# Tokens


@pytest.mark.parametrize(
    "text",
    [
        "secret",
        "1" * 40,
        "0123456789" * 3,
        "abcdef" * 6,
        "0123456789abcdef" * 1,
        "aB3-" * 3,
        "ab" * 30,
        "",
        "a b c",
    ],
)
def test_a_token_that_could_be_guessed_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_tokens(text, "PHONECOM_CONTROL_TOKEN")
    assert not text.strip() or text not in caught.value.message


def test_a_token_that_would_not_survive_a_url_is_refused() -> None:
    with pytest.raises(SettingsError, match="other characters"):
        read_tokens("kT9rWq2LxZ7vBn4MfHs8Y/..é", "x")


def test_tokens_that_are_made_are_accepted_and_differ() -> None:
    made = {make_token().reveal() for _ in range(50)}
    assert len(made) == 50
    for token in made:
        assert read_tokens(token, "x").accept(token)


def test_a_token_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import hmac

    compared: list[tuple[bytes, bytes]] = []
    real = hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr("phonecom_cli.control.tokens.hmac.compare_digest", compare)
    tokens: Tokens = read_tokens(f"{TOKEN} {OTHER_TOKEN}", "x")
    assert tokens.accept(TOKEN)
    # Both are compared, also when the first is right already.
    assert compared == [(TOKEN.encode(), TOKEN.encode()), (OTHER_TOKEN.encode(), TOKEN.encode())]
    assert not tokens.accept("\udce9")


def test_a_token_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n{OTHER_TOKEN}\n")
    path.chmod(0o644)
    with pytest.raises(CredentialsError) as caught:
        read_token_file(path)
    assert caught.value.hint == f"chmod 600 {path}"
    path.chmod(0o600)
    assert read_token_file(path).accept(OTHER_TOKEN)


# The factory for other servers


@pytest.fixture
def routes_path(tmp_path: Path) -> str:
    path = tmp_path / "routes.toml"
    path.write_text(ROUTES)
    return str(path)


def world(**environment: str) -> World:
    return World(environment, None, None, None)


def test_the_application_takes_its_token_from_the_environment(routes_path: str) -> None:
    service = application(routes_path, world=world(PHONECOM_CONTROL_TOKEN=TOKEN))
    assert ask(service, FIELDS).text == MENU


def test_the_application_without_a_token_is_refused(routes_path: str) -> None:
    with pytest.raises(SettingsError, match="needs a token"):
        application(routes_path, world=world())


def test_the_application_takes_everything_as_arguments(routes_path: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    service = application(routes_path, token=TOKEN, log=str(log), allow=["192.0.2.0/24"], world=world())
    assert ask(service, FIELDS).text == MENU
    assert ask(service, {}, path="/call/x").status == "404 Not Found"
    service.log.flush()
    assert [json.loads(line)["event"] for line in log.read_text().splitlines()] == ["decision", "refused"]


@pytest.mark.parametrize(
    ("spoil", "error", "message"),
    [
        (lambda path: path.write_text("x"), SettingsError, "line 1: not valid TOML"),
        (lambda path: path.write_text("x = 1"), SettingsError, "line 1: x: unknown key"),
        (lambda path: path.write_bytes(b'default = "\xff"'), SettingsError, "line 1: not UTF-8"),
        (lambda path: path.unlink(), UsageError, "there is no file"),
        (lambda path: (path.unlink(), path.mkdir()), UsageError, "is a folder"),
    ],
)
def test_routes_that_are_broken_at_start_are_refused(
    routes_path: str, spoil: Callable[[Path], object], error: type[Exception], message: str
) -> None:
    spoil(Path(routes_path))
    with pytest.raises(error, match=message):
        application(routes_path, token=TOKEN, world=world())


def test_a_mistake_of_ours_does_not_hang_up_on_the_caller(
    monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("phonecom_cli.control.service.decide", fail)
    assert ask(make_service(ROUTES, log=logged.append), FIELDS).text == "simple-forward,18585602299"
    assert json.loads(logged[0])["event"] == "mistake"


_names = st.sampled_from([*FIELDS, "previous-response", "digits", "duration", "error", "x"])
_SERVICE = make_service(ROUTES)


@given(
    st.binary(max_size=200), st.dictionaries(_names, st.text(max_size=30)), st.sampled_from(["GET", "POST"])
)
def test_a_call_is_answered_with_a_valid_command_or_nothing(
    raw: bytes, fields: dict[str, str], method: str
) -> None:
    request = environ(fields, method=method)
    request["QUERY_STRING"] += "&" + raw.decode("latin-1")
    answered = call(_SERVICE, request)
    if answered.status == "200 OK" and answered.text:
        grammar.parse(answered.text)
    else:
        assert answered.status in ("200 OK", "400 Bad Request")


def test_the_log_is_optional() -> None:
    DecisionLog(lambda _line: None)("anything", number=1)


def test_a_deferred_log_writes_by_itself_in_order() -> None:
    written = threading.Event()
    lines: list[str] = []

    def write(text: str) -> None:
        lines.append(text)
        written.set()

    log = DecisionLog(write, deferred=True)
    for number in range(5):
        log("event", number=number)
    assert written.wait(10)
    log.flush()
    assert [json.loads(line)["number"] for line in "".join(lines).splitlines()] == [0, 1, 2, 3, 4]
