"""Guide: "SMS", and "ChatCalls (formerly Phone Dots)"."""

from __future__ import annotations

import io
import wave

import pytest

from phonecom_cli.sandbox import HttpRequest, admin
from tests.sandbox.api import Api, path_of

FROM = "+18585602222"
TO = "+18583807710"


def messages(api: Api, kind: str = "sms") -> list[dict[str, object]]:
    return [dict(row) for row in admin.message_rows(api.sandbox) if row["kind"] == kind]


def test_a_sent_sms_is_kept_and_listed_as_typed(api: Api) -> None:
    text = "Café & <tag> = 100% +ok\n👍"
    assert api.ok("sendSMS", fromNumber=FROM, toNumber=TO, message=text).data is None
    assert messages(api)[-1] == {
        "time": "2026-11-23T12:00:00.0000Z",
        "kind": "sms",
        "account": "demo",
        "from": FROM,
        "to": TO,
        "message": text,
        "parts": 1,
    }


@pytest.mark.parametrize("sender", ["+18583807710", "+14155550100", "+19995550100", "18585608120"])
def test_it_is_not_possible_to_send_sms_from_a_phone_number_that_is_not_on_your_account(
    api: Api, sender: str
) -> None:
    before = len(messages(api))
    message = api.refused("sendSMS", fromNumber=sender, toNumber=TO, message="Hi")
    assert message.endswith("is not on your account (fromNumber)")
    assert len(messages(api)) == before


def test_a_reserved_number_is_not_yet_within_your_account(api: Api) -> None:
    (number,) = api.free()
    api.ok("reservePhoneNumber", phoneNumber=number)
    assert "not on your account" in api.refused("sendSMS", fromNumber=number, toNumber=TO, message="Hi")


@pytest.mark.parametrize("number", ["+447700900123", "+16135550123", "+49151234567", "+33612345678"])
def test_certain_international_destinations_are_also_supported(api: Api, number: str) -> None:
    assert api.ok("sendSMS", fromNumber=FROM, toNumber=number, message="Hi")


@pytest.mark.parametrize(
    "number",
    ["+8613812345678", "+18005550123", "+19005550123", "+18765550123", "+11235550123", "+88112345678"],
)
def test_the_destination_is_a_us_cell_phone_or_one_of_certain_international_destinations(
    api: Api, number: str
) -> None:
    assert "not supported" in api.refused("sendSMS", fromNumber=FROM, toNumber=number, message="Hi")


@pytest.mark.parametrize(("text", "parts"), [("x" * 160, 1), ("x" * 161, 2), ("é" * 160, 1), ("👍" * 36, 2)])
def test_longer_messages_may_be_converted_into_multi_part_messages(api: Api, text: str, parts: int) -> None:
    api.ok("sendSMS", fromNumber=FROM, toNumber=TO, message=text)
    assert messages(api)[-1]["parts"] == parts


def test_voices_have_name_language_dialect_and_sex_and_begin_with_the_guides(api: Api) -> None:
    answer = api.ok("getVoiceList")
    assert (
        '<voice id="141"><name>Dubya</name><language>English</language><dialect/><sex>male</sex></voice>'
        in answer.body
    )
    assert answer.rows[1] == {
        "id": "142",
        "name": "Princess",
        "language": "English",
        "dialect": "whiney teenager",
        "sex": "female",
    }


def test_sounds_available_for_embedding_include_those_of_the_guide(api: Api) -> None:
    rows = api.ok("getSoundList").rows
    assert {"laugh", "sneeze"} <= {row["name"] for row in rows}
    assert all(set(row) == {"id", "name"} for row in rows)


def preview(api: Api, **params: str | list[str]) -> tuple[str, bytes]:
    """The text that is spoken, and the recording."""
    url = api.ok("previewChatCall", message="Lunch?", **params).text("url")
    response = api.http(HttpRequest("GET", path_of(url)))
    assert response.status == 200
    assert response.content_type == "audio/wav"
    with api.sandbox.lock:
        (text,) = api.sandbox.state.db.execute(
            "SELECT text FROM previews WHERE token = ?",
            (path_of(url)[10:-4],),
        ).fetchone()
    return text, response.body


def test_preview_returns_a_url_with_a_wav_suitable_for_playback(api: Api) -> None:
    _, short = preview(api)
    with wave.open(io.BytesIO(short)) as sound:
        assert sound.getnframes() / sound.getframerate() > 1
    _, male = preview(api, voice="144")
    assert male != short


def test_if_from_name_is_not_specified_the_word_name_will_be_used(api: Api) -> None:
    assert "from Name." in preview(api)[0]
    assert "from Joe." in preview(api, fromName="Joe")[0]


def test_if_to_name_is_not_specified_or_is_specified_more_than_once_the_word_name_will_be_used(
    api: Api,
) -> None:
    assert preview(api)[0].startswith("Hello Name,")
    assert preview(api, toName="Ann")[0].startswith("Hello Ann,")
    assert preview(api, toName=["Ann", "Bob"])[0].startswith("Hello Name,")


def test_a_preview_sends_nothing(api: Api) -> None:
    preview(api, toName="Ann")
    assert messages(api, "chatcall") == []


def send(api: Api, **params: str | list[str]) -> str:
    given: dict[str, str | list[str]] = {
        "fromName": "Joe",
        "fromEmail": "joe@example.com",
        "message": "Lunch?",
        "toName": "Ann",
        "toNumber": TO,
        **params,
    }
    return api.ok("sendChatCall", **given).text("ChatCallID") or ""


def test_send_returns_immediately_with_a_chatcall_id_which_can_be_used_to_query_status(api: Api) -> None:
    identity = send(api)
    assert identity.isdigit()
    answer = api.ok("getChatCallStatus", ChatCallID=identity)
    assert answer.text("chatCall/ChatCallID") == identity
    assert answer.text("chatCall/sendDate") == "2026-11-23T12:00:00.0000Z"
    assert send(api) != identity


def test_to_name_and_to_number_can_be_repeated_to_indicate_multiple_recipients(api: Api) -> None:
    identity = send(api, toName=["Ann", "Bob", "Ann"], toNumber=[TO, "14155550177", "+16135550123"])
    answer = api.ok("getChatCallStatus", ChatCallID=identity)
    assert answer.data is not None
    recipients = answer.data.findall("chatCall/recipientList/recipient")
    assert [(each.findtext("toName"), each.findtext("toNumber")) for each in recipients] == [
        ("Ann", TO),
        ("Bob", "+14155550177"),
        ("Ann", "+16135550123"),
    ]
    assert len(messages(api, "chatcall")) == 3


def test_there_must_be_a_number_for_each_name(api: Api) -> None:
    given = {"fromName": "Joe", "fromEmail": "joe@example.com", "message": "Lunch?"}
    for names, numbers in ([["A", "B"], [TO]], [["A"], [TO, TO]]):
        message = api.refused("sendChatCall", **given, toName=names, toNumber=numbers)
        assert message == "There must be one toNumber for each toName"


@pytest.mark.parametrize("number", ["+441133506121", "+18765550123", "+18005550123", "+12425550123", "+1123"])
def test_currently_restricted_to_nanpa_us_and_ca_numbers_only(api: Api, number: str) -> None:
    message = api.refused(
        "sendChatCall",
        fromName="J",
        fromEmail="j@example.com",
        message="Hi",
        toName=["A", "B"],
        toNumber=[TO, number],
    )
    assert "NANPA" in message or message.startswith("Invalid parameter toNumber")
    assert messages(api, "chatcall") == []


def status(api: Api, identity: str) -> tuple[str | None, list[str | None]]:
    answer = api.ok("getChatCallStatus", ChatCallID=identity)
    assert answer.data is not None
    return answer.text("chatCall/status"), [
        each.findtext("status") for each in answer.data.findall("chatCall/recipientList/recipient")
    ]


def test_status_per_recipient_advances_with_time_to_an_end(api: Api) -> None:
    people = [f"+1415555{place:04d}" for place in range(100, 120)]
    identity = send(api, toName=["X"] * 20, toNumber=people, responseType="yes_no_maybe")
    assert status(api, identity) == ("in progress", ["queued"] * 20)
    api.clock.advance(seconds=10)
    assert status(api, identity)[1][0] == "calling"
    api.clock.advance(minutes=5)
    whole, each = status(api, identity)
    assert whole == "completed"
    assert set(each) == {"answered", "voicemail", "no answer"}
    answer = api.ok("getChatCallStatus", ChatCallID=identity)
    assert answer.data is not None
    for recipient in answer.data.iter("recipient"):
        assert (recipient.findtext("response") in ("yes", "no", "maybe")) == (
            recipient.findtext("status") == "answered"
        )


@pytest.mark.parametrize(
    "when",
    [
        "1795500000",
        "2026-11-24T06:00:00.0000Z",
        "2026-11-24T06:00:00Z",
        "2026-11-23T22:00:00.5-08:00",
        "2026-11-24T06:00:00",
    ],
)
def test_send_date_is_unix_epoch_time_or_xml_standard_format(api: Api, when: str) -> None:
    identity = send(api, sendDate=when)
    answer = api.ok("getChatCallStatus", ChatCallID=identity)
    assert answer.text("chatCall/sendDate") == "2026-11-24T06:00:00.0000Z"
    assert status(api, identity) == ("scheduled", ["scheduled"])
    api.clock.advance(hours=19)
    assert status(api, identity)[0] == "completed"


@pytest.mark.parametrize("when", ["tomorrow", "2026-13-01T00:00:00Z", "2026-11-24T06:00:00+99:00"])
def test_a_send_date_that_is_no_time_is_an_error(api: Api, when: str) -> None:
    message = api.refused(
        "sendChatCall",
        fromName="Ann",
        fromEmail="ann@example.com",
        message="Hi",
        toName="Bob",
        toNumber="+18585608120",
        sendDate=when,
    )
    assert message.startswith("Invalid parameter sendDate: ")


def test_send_date_defaults_to_now_and_the_past_is_now(api: Api) -> None:
    for params in ({}, {"sendDate": "1000000000"}):
        answer = api.ok("getChatCallStatus", ChatCallID=send(api, **params))
        assert answer.text("chatCall/sendDate") == "2026-11-23T12:00:00.0000Z"


def test_a_voice_that_does_not_exist_is_an_error(api: Api) -> None:
    assert api.refused("previewChatCall", message="x", voice="7") == "Voice 7 does not exist (voice)"


def test_a_chatcall_that_does_not_exist_is_an_error(api: Api) -> None:
    for identity in ("1", "abc", "99999999999999999999"):
        assert "not on your account" in api.refused("getChatCallStatus", ChatCallID=identity)
