"""Phone.com played against services in other languages, good and bad."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest

from tests.conftest import Phonecom
from tests.control.processes import first_line, free_port, started, wait_for_port
from tests.tools import need

PHP = shutil.which("php")
NODE = shutil.which("node")

PHP_SERVICE = r"""<?php
$kind = $_GET['kind'] ?? 'good';
header($kind == 'html' ? 'Content-Type: text/html' : 'Content-Type: text/plain');
if ($kind == 'down') { http_response_code(503); exit; }
if ($kind == 'slow') { usleep(300000); }
if ($kind == 'wrong') { echo 'hang-up'; exit; }
if (isset($_GET['duration']) || isset($_GET['error'])) { exit; }
if (!isset($_GET['previous-response'])) { echo 'play-and-get-digits,Main Greeting,D|DDD'; exit; }
echo ($_GET['digits'] ?? '') == '1' ? 'simple-forward,18585602221' : 'simple-forward,18585602299';
"""

NODE_SERVICE = r"""
const server = require('http').createServer((request, response) => {
  const fields = new URL(request.url, 'http://x').searchParams;
  const kind = fields.get('kind') || 'good';
  if (kind === 'cut') {
    response.writeHead(200, {'Content-Length': 100});
    response.write('x');
    return request.socket.destroy();
  }
  if (kind === 'moved') { response.writeHead(302, {Location: '/elsewhere'}); return response.end(); }
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  const over = fields.has('duration') || fields.has('error');
  if (over) return response.end(kind === 'last' ? 'simple-forward,18585602221' : '');
  if (kind === 'two') return response.end('simple-forward,18585602221\nsimple-forward,18585602222\n');
  if (kind === 'latin') return response.end(Buffer.from('play-and-get-digits,Gr\xfc\xdfe,D', 'latin1'));
  if (kind === 'loop') return response.end('play-and-get-digits,Main,D');
  if (fields.get('callerIdNumber') === '') return response.end('simple-forward,18585602299\n');
  response.end('multiple-forward-voicetag,"Für Sie",18585602221,18585602222');
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
"""


@pytest.fixture(scope="module")
def php(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("php")
    assert PHP is not None
    folder = tmp_path_factory.mktemp("php")
    (folder / "answer.php").write_text(PHP_SERVICE)
    port = free_port()
    with started([PHP, "-S", f"127.0.0.1:{port}", "-t", str(folder)], log=folder / "log") as process:
        wait_for_port(port, process)
        yield f"http://127.0.0.1:{port}/answer.php"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("node")
    assert NODE is not None
    folder = tmp_path_factory.mktemp("node")
    (folder / "service.js").write_text(NODE_SERVICE)
    with started([NODE, str(folder / "service.js")], log=folder / "log") as process:
        yield first_line(process, folder / "log")


CALL = ("--dialed", "18585608120", "--caller", "16195550134", "-o", "json")


def test_a_good_service_in_php(php: str, phonecom: Phonecom) -> None:
    found = phonecom(
        "control", "simulate", php, *CALL, "--digits", "1", "--forward", "answered", "--duration", "33"
    )
    assert (found.code, found.err) == (0, "")
    rows = json.loads(found.out)
    assert [row["answer"] for row in rows] == [
        "play-and-get-digits,Main Greeting,D|DDD",
        "simple-forward,18585602221",
        "",
    ]
    assert rows[-1]["sent"] == {
        "uniqueID": "simulated-1",
        "dialedNumber": "18585608120",
        "callerIdNumber": "16195550134",
        "callerIdName": "",
        "previous-response": "simple-forward,18585602221",
        "duration": "33",
    }


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("html", "the content type is text/html; it must be text/plain"),
        ("wrong", "not a valid command: character 1: not a command"),
        ("down", "HTTP status 503; it must be 200"),
        ("slow", "the answer took 0.3 s; 0.1 s are allowed"),
    ],
)
def test_a_bad_service_in_php(php: str, phonecom: Phonecom, kind: str, reason: str) -> None:
    found = phonecom("control", "simulate", f"{php}?kind={kind}", *CALL, "--within", "0.1")
    assert found.code == 1
    error = json.loads(found.err.splitlines()[-1])["error"]
    assert error["code"] == "check-failed"
    assert reason in error["message"]
    rows = json.loads(found.out)
    assert reason in rows[0]["problem"]
    assert reason in rows[1]["sent"]["error"]


def test_a_service_that_does_not_answer_in_any_time(php: str, phonecom: Phonecom) -> None:
    found = phonecom("control", "simulate", f"{php}?kind=slow", *CALL, "--within", "0.1", "--timeout", "0.15")
    assert found.code == 1
    assert "no answer" in json.loads(found.out)[0]["problem"]


def test_a_good_service_in_node(node: str, phonecom: Phonecom) -> None:
    found = phonecom("control", "simulate", node, *CALL)
    assert (found.code, found.err) == (0, "")
    assert [row["answer"] for row in json.loads(found.out)] == [
        'multiple-forward-voicetag,"Für Sie",18585602221,18585602222',
        "",
    ]


def test_an_unknown_caller_and_a_line_break_in_node(node: str, phonecom: Phonecom) -> None:
    found = phonecom(
        "control", "simulate", node, "--dialed", "18585608120", "--caller", "unknown", "-o", "json"
    )
    first = json.loads(found.out)[0]
    assert found.code == 0
    assert first["answer"] == "simple-forward,18585602299"
    assert first["notes"] == "a line break follows the command; better send none"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("two", "two commands; an answer is one"),
        ("latin", "byte 23 is not UTF-8"),
        ("cut", "no answer: "),
        ("moved", "HTTP status 302; it must be 200"),
    ],
)
def test_a_bad_service_in_node(node: str, phonecom: Phonecom, kind: str, reason: str) -> None:
    found = phonecom("control", "simulate", f"{node}?kind={kind}", *CALL)
    assert found.code == 1
    assert reason in json.loads(found.err.splitlines()[-1])["error"]["message"]


def test_a_command_after_the_end_is_noted(node: str, phonecom: Phonecom) -> None:
    found = phonecom("control", "simulate", f"{node}?kind=last", *CALL)
    assert found.code == 0
    assert json.loads(found.out)[-1]["notes"] == "the call is over; this text is ignored"


def test_a_service_that_asks_for_ever_is_hung_up_on(node: str, phonecom: Phonecom) -> None:
    found = phonecom("control", "simulate", f"{node}?kind=loop", *CALL)
    rows = json.loads(found.out)
    assert found.code == 0
    assert rows[-1]["happened"] == f"the caller hangs up after {len(rows) - 1} requests"


def test_a_service_that_cannot_be_reached_is_exit_3(phonecom: Phonecom) -> None:
    found = phonecom("control", "simulate", f"http://127.0.0.1:{free_port()}/", *CALL)
    assert (found.code, found.out) == (3, "")
