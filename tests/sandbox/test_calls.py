"""Guide: getCallList, originateCall."""

from __future__ import annotations

import io
import re
import wave

import pytest

from phonecom_cli.sandbox import HttpRequest
from tests.sandbox.api import START, Api, path_of

NOW = int(START.timestamp())
MONTH = 30 * 86_400
CALL = re.compile(
    r'<call id="[0-9]+"><startTime gmt="[0-9T:.-]+Z">[0-9]{10}</startTime><callerId>\+[0-9]{11,12}</callerId>'
    r"<calledNumber>\+[0-9]{11,12}</calledNumber><duration>[0-9]+</duration><finalAction>[^<]+</finalAction>"
    r"(<finalActionDuration>[0-9]+</finalActionDuration>)?(<url/>|<url>http://[^<]+\.wav</url>)"
    r"(<transcription>[^<]+</transcription>)?</call>"
)


def everything(api: Api, user: str = "demo") -> list[dict[str, str | None]]:
    rows = []
    for day in range(-1, 40):
        end = NOW - day * 86_400
        found = api.ok("getCallList", user=user, startTime=str(end - 86_399), endTime=str(end)).rows
        assert len(found) < 500
        rows += found
    return rows


def test_call_detail_records_have_the_fields_of_the_guide_in_its_form(inside: Api) -> None:
    answer = inside.ok("getCallList")
    lines = [line for line in answer.body.splitlines() if line.startswith("<call id")]
    known = [line for line in lines if "<callerId/>" not in line]
    assert len(known) > 400
    assert all(CALL.fullmatch(line) for line in known)
    for optional in ("<finalActionDuration>", "<url>http", "<url/>", "<transcription>", "<callerId/>"):
        assert optional in answer.body, optional


def test_gmt_and_unix_time_of_a_call_are_the_same_time(api: Api) -> None:
    from calendar import timegm
    from time import strptime

    for start, gmt in re.findall(r'gmt="([^"]+)">([0-9]+)<', api.ok("getCallList").body):
        assert timegm(strptime(start, "%Y-%m-%dT%H:%M:%S.0000Z")) == int(gmt)


def test_return_rows_are_limited_to_500(api: Api) -> None:
    answer = api.ok("getCallList")
    assert len(answer.rows) == 500
    assert "more" not in answer.body.lower().replace("baltimore", "")
    starts = [int(str(row["startTime"])) for row in answer.rows]
    assert starts == sorted(starts)
    assert starts[-1] > NOW - 86_400 * 3


def test_start_time_and_end_time_limit_the_result_set_both_included(api: Api) -> None:
    rows = api.ok("getCallList").rows
    first, last = str(rows[100]["startTime"]), str(rows[200]["startTime"])
    found = api.ok("getCallList", startTime=first, endTime=last).rows
    assert [row["id"] for row in found] == [
        row["id"] for row in rows if first <= str(row["startTime"]) <= last
    ]
    assert api.ok("getCallList", startTime=last, endTime=first).rows == []
    assert api.ok("getCallList", startTime=str(NOW)).rows == []


def test_at_least_a_month_of_plausible_calls_for_each_account(inside: Api) -> None:
    rows = everything(inside)
    assert len(rows) == 4000
    assert len({row["id"] for row in rows}) == 4000
    starts = [int(str(row["startTime"])) for row in rows]
    assert min(starts) < NOW - MONTH
    own = set(inside.numbers())
    assert all({row["callerId"], row["calledNumber"]} & own for row in rows)
    assert len(everything(inside, "other")) == 120


def test_a_recording_is_a_real_wav_of_the_duration_the_log_tells(api: Api) -> None:
    row = next(row for row in reversed(api.ok("getCallList").rows) if row["url"])
    response = api.http(HttpRequest("GET", path_of(row["url"])))
    assert response.status == 200
    assert response.content_type == "audio/wav"
    with wave.open(io.BytesIO(response.body)) as sound:
        seconds = int(str(row.get("finalActionDuration") or row["duration"]))
        assert sound.getnframes() == seconds * sound.getframerate()
        assert len(set(sound.readframes(8000))) > 50  # not silence
    assert api.http(HttpRequest("GET", path_of(row["url"]).replace("-", "-f", 1)[:-5] + ".wav")).status == 404


def test_recordings_are_told_where_the_client_reached_the_sandbox(api: Api) -> None:
    url = next(str(row["url"]) for row in api.ok("getCallList").rows if row["url"])
    port = getattr(api, "port", 8650)
    assert url.startswith(f"http://127.0.0.1:{port}/recordings/")


def originate(api: Api, **params: str) -> dict[str, str | None]:
    api.ok("originateCall", **params)
    return api.ok("getCallList").rows[-1]


def test_originate_places_a_call_to_leg_a_and_connects_it_to_leg_b(api: Api) -> None:
    leg_a, leg_b = "+18585602222", "+18583807710"
    row = originate(api, legAPhoneNumber=leg_a, legBPhoneNumber=leg_b, legATimeout="60")
    assert (row["callerId"], row["calledNumber"]) == (leg_a, leg_b)
    assert int(str(row["startTime"])) == NOW


def test_a_call_under_way_has_no_final_action_and_gets_it_when_it_is_over(api: Api) -> None:
    row = originate(api, legAPhoneNumber="101", legBPhoneNumber="18583807710", legATimeout="60")
    assert row["duration"] == "0"
    assert "finalAction" not in row
    api.clock.advance(seconds=2)
    assert api.ok("getCallList").rows[-1]["duration"] == "2"
    api.clock.advance(hours=2)
    over = api.ok("getCallList").rows[-1]
    assert over["id"] == row["id"]
    assert over["finalAction"] == "originate"
    assert int(str(over["duration"])) > 2


def test_leg_a_may_be_an_extension_number_of_the_account(api: Api) -> None:
    row = originate(api, legAPhoneNumber="101", legBPhoneNumber="+18583807710", legATimeout="60")
    assert row["callerId"] == "+18585602222"
    message = api.refused("originateCall", legAPhoneNumber="777", legBPhoneNumber="+18583807710")
    assert message == "Extension 777 is not on your account (legAPhoneNumber)"


def test_leg_b_must_be_a_phone_number(api: Api) -> None:
    message = api.refused("originateCall", legAPhoneNumber="101", legBPhoneNumber="102")
    assert message.startswith("Invalid parameter legBPhoneNumber")


def test_the_caller_id_for_leg_b_is_leg_as_did_unless_it_is_given(api: Api) -> None:
    row = originate(
        api,
        legAPhoneNumber="101",
        legBPhoneNumber="+18583807710",
        legBCallerId="+12542958368",
        legACallerId="+18668252541",
        legATimeout="60",
    )
    assert row["callerId"] == "+12542958368"


def test_if_leg_a_does_not_answer_within_its_timeout_leg_b_is_not_called(api: Api) -> None:
    row = originate(api, legAPhoneNumber="+18583807710", legBPhoneNumber="+14155550177", legATimeout="1")
    assert row["calledNumber"] == "+18583807710"
    assert (row["duration"], row["finalAction"]) == ("0", "no answer")


@pytest.mark.parametrize("given", ["", "+18668252541"])
def test_the_caller_id_for_leg_a_is_leg_bs_number_unless_it_is_given(api: Api, given: str) -> None:
    leg_b = "+14155550177"
    row = originate(
        api, legAPhoneNumber="+18583807710", legBPhoneNumber=leg_b, legATimeout="1", legACallerId=given
    )
    assert row["callerId"] == (given or leg_b)


def test_calls_of_the_future_are_not_in_the_log_yet(api: Api) -> None:
    newest = api.ok("getCallList").rows[-1]["id"]
    api.clock.advance(days=-10)
    assert api.ok("getCallList").rows[-1]["id"] != newest
