"""Guide, General information: the form of answers."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.sandbox import HttpRequest, answer
from tests.sandbox.api import ENDPOINT, START, Api, take_apart

GMT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.0000Z"


def test_each_response_has_a_result_tag_that_indicates_success_or_failure(api: Api) -> None:
    good, bad = api.ok("getVoiceList"), api.call("getVoiceList", password="no")
    assert '<result status="ok"><msg>Command completed successfully</msg><resultDate>' in good.body
    assert '<result status="error"><msg>Authentication failed' in bad.body
    assert re.fullmatch(GMT, good.result_date)
    assert good.result_date == START.strftime("%Y-%m-%dT%H:%M:%S.0000Z")


def test_each_response_contains_a_unique_server_transaction_id(api: Api) -> None:
    found = [api.call("getSoundList", password=word).svtrid for word in ("demo", "no") * 15]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[0-9]{20}", each) for each in found)


def test_responses_reflect_back_the_client_transaction_id_if_it_was_provided(api: Api) -> None:
    pairs = [("username", "demo"), ("password", "demo"), ("action", "getVoiceList")]
    for text in ("1234", "12345678", "Café & <tag> = 100% +ok", " ", "a\nb"):
        assert api.send([*pairs, ("clTRID", text)]).cltrid == text
    assert api.send([("password", "no"), ("clTRID", "of a refusal")]).cltrid == "of a refusal"
    without = api.send(pairs)
    assert not without.cltrid
    assert "<clTRID/>" in without.body


def test_commands_returning_data_place_it_in_a_resultdata_tag_and_others_have_none(api: Api) -> None:
    assert api.ok("getPhoneNumberList").data is not None
    assert api.ok("updateExtensionNotification", extension="101", enableSms="no").data is None
    assert "<resultData" not in api.call("getPhoneNumberList", password="no").body


def test_the_same_parameters_work_by_get_and_by_post(api: Api) -> None:
    pairs = [("username", "demo"), ("password", "demo"), ("action", "getPhoneNumberList"), ("clTRID", "1")]
    assert api.send(pairs, "GET").rows == api.send(pairs, "POST").rows


def test_parameters_may_come_in_url_and_body_together(api: Api) -> None:
    request = HttpRequest("POST", ENDPOINT, query=b"username=demo&action=getVoiceList", body=b"password=demo")
    assert take_apart(api.http(request).body).ok


def test_a_multipart_form_as_phps_curl_sends_for_an_array_is_understood(api: Api) -> None:
    parts = {"username": "demo", "password": "demo", "action": "getVoiceList", "clTRID": "Café"}
    body = "".join(
        f'--BOUND\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    )
    request = HttpRequest(
        "POST",
        ENDPOINT,
        body=f"{body}--BOUND--\r\n".encode(),
        content_type="multipart/form-data; boundary=BOUND",
    )
    assert take_apart(api.http(request).body).cltrid == "Café"


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        (b"username=demo&password=%ff", "application/x-www-form-urlencoded", "not UTF-8"),
        (b"\xff=1", "application/x-www-form-urlencoded", "not UTF-8"),
        (b'{"username": "demo"}', "application/json", "application/json"),
    ],
)
def test_a_body_that_cannot_be_read_is_an_error_that_says_why(
    api: Api, body: bytes, kind: str, told: str
) -> None:
    answer = take_apart(api.http(HttpRequest("POST", ENDPOINT, body=body, content_type=kind)).body)
    assert not answer.ok
    assert told in answer.msg


def test_other_methods_and_paths_are_http_errors(api: Api) -> None:
    assert api.http(HttpRequest("PUT", ENDPOINT)).status == 405
    assert api.http(HttpRequest("GET", "/")).status == 404
    assert api.http(HttpRequest("GET", "/recordings/1-0000000000000000.wav")).status == 404


def test_answers_are_xml_in_utf_8_and_say_so(api: Api) -> None:
    query = b"username=demo&password=demo&action=getVoiceList"
    response = api.http(HttpRequest("GET", ENDPOINT, query=query))
    assert response.content_type == "text/xml; charset=utf-8"
    assert "Lucía".encode() in response.body


@given(st.text())
def test_any_text_comes_back_from_an_element_as_it_was_or_with_marks_where_xml_has_no_way(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    element = fromstring(answer.leaf("name", text, attribute=text))
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    assert (element.text or "") == wanted
    assert element.get("attribute") == wanted


def test_no_state_file_is_open_to_others(api: Api, folder: Path) -> None:
    api.ok("sendSMS", fromNumber="18585602222", toNumber="18583807710", message="Hi")
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
