"""Answers to rows and records by structure (design.md, Output): whatever the names, and nothing lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phonecom_cli.actions import ACTIONS
from phonecom_cli.actions.model import NOTHING, Shape
from phonecom_cli.wire.answer import Answer, read_answer
from phonecom_cli.wire.rows import record_of, rows_of, whole
from tests.harness import answer_xml

UNKNOWN = Shape(rows=True)
CALLS = ACTIONS["getCallList"].shape
NUMBERS = ACTIONS["getPhoneNumberList"].shape
VOICES = ACTIONS["getVoiceList"].shape
PREFIXES = ACTIONS["getPhoneNumberPrefixList"].shape
SHAPES = [UNKNOWN, CALLS, NUMBERS, VOICES, PREFIXES]
GOLDEN = Path(__file__).parent.parent / "golden"


def answer(data: str, **kwargs: str) -> Answer:
    return read_answer(answer_xml("1", data, **kwargs))


def rows(data: str, shape: Shape = UNKNOWN) -> list[dict[str, Any]]:
    found, notes = rows_of(answer(data), shape)
    assert notes == []
    return found


def notes(data: str, shape: Shape = UNKNOWN) -> list[str]:
    return rows_of(answer(data), shape)[1]


# --- the guide's own examples


def test_the_guides_phone_number_list() -> None:
    data = """
<phoneNumberList>
<phoneNumber id="19676">
<phoneNumber>+18668252541</phoneNumber>
<nickName>My Nickname</nickName>
<rateCenter/>
</phoneNumber>
<phoneNumber id="72354">
<phoneNumber>+12542958368</phoneNumber>
<nickName>My Nickname</nickName>
<rateCenter>WACO_TX</rateCenter>
</phoneNumber>
</phoneNumberList>
"""
    assert (
        rows(data, NUMBERS)
        == rows(data)
        == [
            {"id": "19676", "phoneNumber": "+18668252541", "nickName": "My Nickname", "rateCenter": None},
            {
                "id": "72354",
                "phoneNumber": "+12542958368",
                "nickName": "My Nickname",
                "rateCenter": "WACO_TX",
            },
        ]
    )


CALL = (
    '<call id="105900"><startTime gmt="2009-10-27T21:42:15.0000Z">1256679735</startTime>'
    "<callerId>+19735678323</callerId><calledNumber>+16247688421</calledNumber><duration>52</duration>"
    "<finalAction>queue 61</finalAction><url/></call>"
)
CALL_ROW = {
    "id": "105900",
    "startTime": 1256679735,
    "startTimeGmt": "2009-10-27T21:42:15.0000Z",
    "callerId": "+19735678323",
    "calledNumber": "+16247688421",
    "duration": 52,
    "finalAction": "queue 61",
    "url": None,
}


@pytest.mark.parametrize("count", [1, 2, 500])
@pytest.mark.parametrize("shape", [CALLS, UNKNOWN])
def test_the_guides_call_list(count: int, shape: Shape) -> None:
    found = rows(f"<callList>{CALL * count}</callList>", shape)
    assert found == [CALL_ROW] * count
    assert list(found[0]) == list(CALL_ROW)


@pytest.mark.parametrize("shape", [VOICES, UNKNOWN])
def test_the_guides_voice_list(shape: Shape) -> None:
    voice = '<voice id="141"><name>Dubya</name><language>English</language><dialect></dialect></voice>'
    row = {"id": "141", "name": "Dubya", "language": "English", "dialect": None}
    assert rows(f"<voice-list>{voice}{voice}</voice-list>", shape) == [row, row]
    assert rows(f"<voice-list>{voice}</voice-list>", shape) == [row]


# --- the shapes of issue 2, and others that nobody has shown


def test_a_list_of_text_with_attributes() -> None:
    data = '<prefix-list><prefix quantity="12">212</prefix><prefix quantity="0">646</prefix></prefix-list>'
    assert rows(data) == [{"quantity": 12, "prefix": "212"}, {"quantity": 0, "prefix": "646"}]


@pytest.mark.parametrize("shape", [PREFIXES, UNKNOWN])
def test_one_row_alone_of_text_with_attributes(shape: Shape) -> None:
    assert rows('<prefix-list><prefix quantity="12">212</prefix></prefix-list>', shape) == [
        {"quantity": 12, "prefix": "212"}
    ]


@pytest.mark.parametrize("shape", [PREFIXES, UNKNOWN])
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_plain_text(shape: Shape, count: int) -> None:
    assert (
        rows(f"<prefixList>{'<prefix>212</prefix>' * count}</prefixList>", shape)
        == [{"prefix": "212"}] * count
    )


@pytest.mark.parametrize("count", [1, 3])
def test_rows_with_only_attributes(count: int) -> None:
    row = '<voice id="1" name="Dubya"/>'
    for shape in (VOICES, UNKNOWN):
        assert (
            rows(f"<voice-list>{row * count}</voice-list>", shape) == [{"id": "1", "name": "Dubya"}] * count
        )


def test_a_row_with_an_extra_element() -> None:
    found = rows("<l><r><a>1</a></r><r><a>2</a><new>x</new></r></l>")
    assert found == [{"a": "1"}, {"a": "2", "new": "x"}]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("data", ["", "<callList/>", "<callList></callList>", "<callList>\n</callList>", " "])
def test_nothing_at_all_is_no_row(data: str, shape: Shape) -> None:
    assert rows(data, shape) == []


def test_no_result_data_is_no_row() -> None:
    body = b'<response><result status="ok"/></response>'
    assert rows_of(read_answer(body), CALLS) == ([], [])


@pytest.mark.parametrize("count", [2, 3])
def test_rows_right_under_result_data(count: int) -> None:
    assert rows("<city><name>Waco</name></city>" * count) == [{"name": "Waco"}] * count
    assert rows("<city>Waco</city>" * count) == [{"city": "Waco"}] * count


def test_one_row_right_under_result_data() -> None:
    assert rows("<voice id='1'><name>Dubya</name></voice>", VOICES) == [{"id": "1", "name": "Dubya"}]
    assert rows("<voice><name>Dubya</name><sex>male</sex></voice>") == [{"name": "Dubya", "sex": "male"}]
    assert rows("<voice id='1'>Dubya</voice>") == [{"id": "1", "voice": "Dubya"}]
    assert rows("<voice>Dubya</voice>") == [{"voice": "Dubya"}]


def test_the_fields_of_one_row_right_under_result_data() -> None:
    assert rows("<id>1</id><name>Dubya</name>") == [{"id": "1", "name": "Dubya"}]


def test_a_list_in_one_more_wrapper() -> None:
    assert rows("<data><list><r><a>1</a></r><r><a>2</a></r></list></data>") == [{"a": "1"}, {"a": "2"}]


def test_rows_of_two_names_are_all_rows() -> None:
    found = rows("<l><tollFree>1</tollFree><local>2</local><tollFree>3</tollFree><local>4</local></l>")
    assert found == [{"tollFree": "1"}, {"tollFree": "3"}, {"local": "2"}, {"local": "4"}]


def test_two_lists_are_both_rows() -> None:
    found = rows("<a><x>1</x><x>2</x></a><b><y>3</y><y>4</y></b>")
    assert found == [{"x": "1"}, {"x": "2"}, {"y": "3"}, {"y": "4"}]


def test_a_container_that_is_doubled_is_read_twice() -> None:
    assert rows(f"<callList>{CALL}</callList>" * 2, CALLS) == [CALL_ROW, CALL_ROW]


def test_several_result_data_are_all_read() -> None:
    body = answer_xml("1", f"<callList>{CALL}</callList></resultData><resultData><callList>{CALL}</callList>")
    assert rows_of(read_answer(body), CALLS) == ([CALL_ROW, CALL_ROW], [])


def test_what_repeats_inside_one_row_stays_inside() -> None:
    data = '<chatCallList><chatCall id="5"><to>1</to><to>2</to></chatCall></chatCallList>'
    assert rows(data) == [{"id": "5", "to": ["1", "2"]}]


# --- beside the rows


def test_what_stands_beside_the_rows_is_told() -> None:
    data = f'<callList total="900" more="yes">{CALL}<note>Older calls\nare archived</note>{CALL}</callList>'
    found, told = rows_of(answer(data), CALLS)
    assert found == [CALL_ROW, CALL_ROW]
    assert told == [
        "beside the rows: callList/@total = 900",
        "beside the rows: callList/@more = yes",
        'beside the rows: callList/note = "Older calls\\nare archived"',
    ]


def test_a_note_beside_one_row() -> None:
    found, told = rows_of(answer(f"<callList>{CALL}<note>x</note></callList><page>1</page>"), CALLS)
    assert found == [CALL_ROW]
    assert told == ["beside the rows: resultData/page = 1", "beside the rows: callList/note = x"]


def test_notes_that_repeat_beside_one_row() -> None:
    found, told = rows_of(answer(f"<callList>{CALL}<note>x</note><note>y</note></callList>"), CALLS)
    assert found == [CALL_ROW]
    assert told == ['beside the rows: callList/note = ["x", "y"]']


def test_an_empty_list_with_a_count() -> None:
    for shape in (CALLS, UNKNOWN):
        assert rows_of(answer('<callList count="0"/>'), shape) == (
            [],
            ["beside the rows: callList/@count = 0"],
        )


def test_text_where_a_list_should_be_is_told() -> None:
    assert rows_of(answer("none found"), CALLS) == ([], ["beside the rows: resultData = none found"])


def test_what_the_response_has_beside_its_data_is_told() -> None:
    body = answer_xml("1", f"<callList>{CALL}</callList>").replace(
        b"<result ", b"<warning>w</warning><result code='7' "
    )
    assert rows_of(read_answer(body), CALLS)[1] == [
        "beside the rows: warning = w",
        "beside the rows: result/@code = 7",
    ]


def test_an_unusual_message_is_told() -> None:
    data = f"<callList>{CALL}</callList>"
    assert rows_of(answer(data, msg="Truncated to 500 rows"), CALLS)[1] == [
        "the server says: Truncated to 500 rows"
    ]
    assert rows_of(answer(data, msg="Command completed successfully."), CALLS)[1] == []


def test_a_note_is_one_line_of_bounded_length() -> None:
    (told,) = notes("<l><r>1</r><r>2</r><n>" + "x\n" * 5000 + "</n></l>")
    assert "\n" not in told
    assert len(told) < 300


# --- cells


@pytest.mark.parametrize(
    ("xml", "row"),
    [
        ('<r id="1"><id>2</id></r>', {"@id": "1", "id": "2"}),
        ('<r a="1">text</r>', {"a": "1", "r": "text"}),
        ('<r r="1">text</r>', {"r": "1", "#text": "text"}),
        ("<r>text<r>child</r></r>", {"r": "child", "#text": "text"}),
        ('<r><t gmt="x">1</t></r>', {"t": "1", "tGmt": "x"}),
        ('<r><t gmt="x"/></r>', {"t": None, "tGmt": "x"}),
        ('<r><t gmt="x">1</t><tGmt>2</tGmt></r>', {"t": {"gmt": "x", "t": "1"}, "tGmt": "2"}),
        ('<r tGmt="0"><t gmt="x">1</t></r>', {"tGmt": "0", "t": {"gmt": "x", "t": "1"}}),
        ("<r><t><u>1</u></t></r>", {"t": {"u": "1"}}),
        ('<r><t a="1"><u>1</u></t></r>', {"t": {"a": "1", "u": "1"}}),
        ("<r><t>1</t><t>2</t></r>", {"t": ["1", "2"]}),
        ('<r><t a="1">x</t><t/></r>', {"t": [{"a": "1", "t": "x"}, None]}),
        ('<r>text<t r="1">x</t></r>', {"t": "x", "tR": "1", "r": "text"}),
        ('<callList>a<call list="1">x</call></callList>', {"call": "x", "callList": "1", "#text": "a"}),
        ("<r/>", {"r": None}),
        ("<r> x </r>", {"r": " x "}),
    ],
)
def test_the_cells_of_a_row(xml: str, row: dict[str, Any]) -> None:
    assert rows(f"<l>{xml}{xml}</l>") == [row, row]


@pytest.mark.parametrize("name", ["duration", "finalActionDuration", "startTime", "quantity"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("52", 52),
        ("0", 0),
        ("007", "007"),
        ("-1", "-1"),
        ("+1", "+1"),
        ("1.5", "1.5"),
        ("1_000", "1_000"),
        (" 5", " 5"),
        ("٣", "٣"),
        ("\uff15", "\uff15"),
        ("²", "²"),
        ("9" * 18, int("9" * 18)),
        ("9" * 5000, "9" * 5000),
        ("unlimited", "unlimited"),
        ("", None),
    ],
)
def test_only_plain_digits_of_four_columns_are_numbers(name: str, text: str, value: object) -> None:
    assert rows(f"<l><r><{name}>{text}</{name}><id>{text}</id></r></l>", Shape(rows=True, element="r")) == [
        {name: value, "id": text or None}
    ]


def test_numbers_in_attributes_and_attributes_of_numbers() -> None:
    data = '<l><r quantity="3"/><r><duration unit="s">5</duration></r></l>'
    assert rows(data) == [{"quantity": 3}, {"duration": 5, "durationUnit": "s"}]


# --- records


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("", {}),
        ("<url>http://x/1.wav</url>", {"url": "http://x/1.wav"}),
        ('<preview seconds="3"><url>u</url></preview>', {"seconds": "3", "url": "u"}),
        ("<ChatCallID>5</ChatCallID><cost>1</cost>", {"ChatCallID": "5", "cost": "1"}),
        ('<chatCall id="5">sent</chatCall>', {"id": "5", "chatCall": "sent"}),
        (
            '<chatCall><to n="1">a</to><to n="2">b</to></chatCall>',
            {"to": [{"n": "1", "to": "a"}, {"n": "2", "to": "b"}]},
        ),
        ("<to>1</to><to>2</to>", {"to": ["1", "2"]}),
        ("Yes", {"resultData": "Yes"}),
        ("<eligible/>", {"eligible": None}),
        ("a<b>1</b>", {"resultData": "a", "b": "1"}),
    ],
)
def test_records(data: str, row: dict[str, Any]) -> None:
    assert record_of(answer(data), NOTHING) == row


def test_a_record_keeps_the_attributes_of_result_data() -> None:
    body = answer_xml("1", "<x id='1'><a>1</a></x>").replace(b"<resultData>", b"<resultData page='2'>")
    assert record_of(read_answer(body), NOTHING) == {"page": "2", "id": "1", "a": "1"}
    body = body.replace(b"page=", b"id=")
    assert record_of(read_answer(body), NOTHING) == {"id": "2", "x": {"id": "1", "a": "1"}}


def test_text_alone_takes_the_name_that_is_known() -> None:
    assert record_of(answer("Yes"), Shape(element="portingEligibility")) == {"portingEligibility": "Yes"}


def test_a_record_has_what_the_response_has_beside_its_data() -> None:
    body = answer_xml("1", "<warning>1</warning>", msg="Queued").replace(
        b"<result ", b"<warning>w</warning><result "
    )
    assert record_of(read_answer(body), NOTHING) == {"warning": "1", "response/warning": "w", "msg": "Queued"}


def test_whole_lists_the_rows_of_a_known_action_even_when_there_is_one() -> None:
    one = whole(answer(f"<callList>{CALL}</callList>"), CALLS)["resultData"]
    assert one == {"callList": {"call": [CALL_ROW]}}
    alone = whole(answer("<voice>Dubya</voice>"), VOICES)["resultData"]
    assert alone == {"voice": ["Dubya"]}


# --- every golden answer, and every shape there can be


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_golden_answers_lose_nothing(name: str) -> None:
    body = (GOLDEN / f"{name}.xml").read_bytes()
    found = read_answer(body)
    shape = ACTIONS[name].shape
    shown: object = rows_of(found, shape) if shape.rows else record_of(found, shape)
    text = json.dumps(shown, ensure_ascii=False)
    data = re.search(rb"<resultData>(.*)</resultData>", body, re.DOTALL)
    for leaf in re.findall(r'>([^<>]*[^<>\s][^<>]*)<|="([^"]*)"', (data[1] if data else b"").decode()):
        assert json.dumps(leaf[0] or leaf[1], ensure_ascii=False)[1:-1] in text


NAMES = st.sampled_from(["a", "b", "list", "call", "callList", "id", "startTime"])
COUNTER = st.integers(100, 999).map(lambda number: f"v{number}")


def written(name: str, attributes: dict[str, str], text: str, inner: list[str]) -> str:
    pairs = "".join(f" {key}='{value}'" for key, value in attributes.items())
    return f"<{name}{pairs}>{text}{''.join(inner)}</{name}>"


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.dictionaries(NAMES, COUNTER, max_size=2)
    return st.builds(
        written, NAMES, attributes, st.one_of(st.just(""), COUNTER), st.lists(children, max_size=3)
    )


LEAVES = st.builds(written, NAMES, st.dictionaries(NAMES, COUNTER, max_size=2), COUNTER, st.just([]))
TREES = st.lists(st.recursive(LEAVES, element, max_leaves=12), max_size=4).map("".join)


@settings(max_examples=150)
@given(TREES, st.sampled_from(SHAPES))
def test_no_value_of_any_shape_is_lost(data: str, shape: Shape) -> None:
    wanted = sorted(re.findall(r"v[0-9]{3}", data))
    found = answer(data)
    in_rows = json.dumps(rows_of(found, shape)[0])
    beside = " ".join(rows_of(found, shape)[1])
    if "…" not in beside:
        assert sorted(re.findall(r"v[0-9]{3}", in_rows + beside)) == wanted
    assert sorted(re.findall(r"v[0-9]{3}", json.dumps(record_of(found, shape)))) == wanted
    assert sorted(re.findall(r"v[0-9]{3}", json.dumps(whole(found, shape)))) == wanted


def test_one_recipient_of_a_chatcall_is_a_list_as_several_are() -> None:
    one = "<chatCall><recipientList><recipient><toName>Ann</toName></recipient></recipientList></chatCall>"
    shape = ACTIONS["getChatCallStatus"].shape
    assert record_of(answer(one), shape) == {"recipientList": {"recipient": [{"toName": "Ann"}]}}
    data = whole(answer(one), shape)["resultData"]
    assert data == {"chatCall": {"recipientList": {"recipient": [{"toName": "Ann"}]}}}
