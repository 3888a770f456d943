"""Answers mutated at random: whatever they are, only our own errors escape.

3,000 in the ordinary suite; PHONECOM_MUTATIONS=1000000 runs a million.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from phonecom_cli.actions import ACTIONS
from phonecom_cli.errors import BadAnswer, Refused
from phonecom_cli.wire.answer import read_answer
from phonecom_cli.wire.excerpt import hider
from phonecom_cli.wire.request import Request
from phonecom_cli.wire.rows import record_of, rows_of, whole
from phonecom_cli.wire.transport import Reply
from phonecom_cli.wire.verdict import UnusableError, judge

COUNT = int(os.environ.get("PHONECOM_MUTATIONS", "3000"))
GOLDEN = Path(__file__).parent.parent / "golden"
PIECES = [
    b"<", b">", b"/>", b"</", b"&", b"&#", b"&#x0;", b"&lt;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"--",
    b"<?xml version='1.0' encoding='utf-16'?>", b"<?xml version='1.0' encoding='latin-1'?>", b"<?", b"?>",
    b"<!DOCTYPE response>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<!ATTLIST result status CDATA 'ok'>",
    b"xmlns='urn:a'", b"xmlns:p='urn:b'", b"<p:a/>", b" status='ok'", b" id='1'", b"=", b"'", b'"', b"\0", b"\xff",
    b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80",
    b"<result status='ok'/>", b"<resultData>", b"</resultData>", b"<clTRID>x</clTRID>", b"<a>" * 70, b"9" * 5000,
    b"<startTime gmt='x'>1</startTime>", b"<phoneNumber/>", b"#text", b"@id", b" ", b"\n",
]  # fmt: skip


WHOLE = [
    b"<a/>", b"text", b" ", b"<!-- c -->", b"<![CDATA[<x>]]>", b"<?pi x?>", b"<startTime gmt='x'>1</startTime>",
    b"<phoneNumber a='1'>2</phoneNumber>", b"<call id='1'><id>2</id></call>", b"<resultData/>", b"<trID/>", b"&#233;",
    b"<id><id><id>1</id></id></id>", b"<quantity>" + b"9" * 5000 + b"</quantity>", b"<p:a xmlns:p='urn:p' p:b='1'/>",
    b"<a a='1'/>" * 3, b"<x>" * 60 + b"</x>" * 60,
]  # fmt: skip


def extended(body: bytes, random_: random.Random) -> bytes:
    """The body with well-formed pieces put in after some of its tags: mostly well-formed still."""
    tags = body.split(b">")
    for _ in range(random_.randint(1, 6)):
        place = random_.randrange(1, len(tags))
        tags[place] = random_.choice(WHOLE) + tags[place]
    return b">".join(tags)


def mutated(body: bytes, random_: random.Random) -> bytes:
    """The body with one to three changes: pieces put in, cut out, doubled, moved, or bytes changed."""
    data = bytearray(body)
    for _ in range(random_.randint(1, 3)):
        start = random_.randrange(len(data) + 1)
        end = min(len(data), start + random_.randint(1, 40))
        kind = random_.randrange(12) % 11 // 2
        if kind == 0:
            data[start:start] = random_.choice(PIECES)
        elif kind == 1:
            del data[start:end]
        elif kind == 2:
            data[start:start] = data[start:end]
        elif kind == 3 and end > start:
            data[start] = random_.randrange(256)
        elif kind == 4:
            piece = data[start:end]
            del data[start:end]
            place = random_.randrange(len(data) + 1)
            data[place:place] = piece
        else:
            del data[random_.randrange(len(data) + 1) :]
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_only_our_own_errors_escape(seed: int) -> None:
    random_ = random.Random(seed)
    bodies = [(ACTIONS[path.stem], path.read_bytes()) for path in sorted(GOLDEN.glob("*.xml"))]
    request = Request(
        "getCallList", (), "https://x.example/", writes=False, username="", password=None, cltrid=""
    )
    hide = hider(["canary"])
    read = 0
    shown: list[str] = []
    for _ in range(COUNT // 4):
        action, body = random_.choice(bodies)
        changed = random_.choice([mutated, mutated, extended])(body, random_)
        if random_.random() < 0.05:
            changed = changed.decode("utf-8", "replace").encode("utf-16")
        try:
            judge(Reply(random_.choice([200, 200, 404]), changed), request, hide)
        except (Refused, UnusableError) as error:
            shown.append(str(error))
        try:
            answer = read_answer(changed, hide)
        except BadAnswer as error:
            shown.append(error.message)
            continue
        read += 1
        rows, notes = rows_of(answer, action.shape)
        shown += notes
        json.dumps([rows, record_of(answer, action.shape), whole(answer), whole(answer, action.shape)])
        assert "\n" not in "".join(notes)
    assert all(shown)
    assert read > COUNT // 40  # of COUNT // 4
