"""Peak memory of a whole client, in a process of its own, whatever a server sends."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest

from phonecom_cli.wire.guard import MAX_TEXT
from phonecom_cli.wire.transport import MAX_BYTES
from tests.harness import Connection, RawServer

CODE = """
import json, re, sys, time
from phonecom_cli.actions import ACTIONS
from phonecom_cli.errors import PhonecomError
from phonecom_cli.wire.client import Client
from phonecom_cli.wire.rows import rows_of
from phonecom_cli.wire.transport import HttpTransport
url = sys.argv[1]
client = Client(HttpTransport(url, environ={}), url=url, username="joe", password=None, cltrid="",
                timeout=30, monotonic=time.monotonic, sleep=time.sleep)
try:
    json.dumps(rows_of(client.call("getCallList", [], writes=False), ACTIONS["getCallList"].shape))
    code = 0
except PhonecomError as error:
    code = error.exit_code
# Not ru_maxrss, which a process inherits from the one that started it.
peak = re.search(r"VmHWM:\\s+([0-9]+) kB", open("/proc/self/status").read())
print(code, int(peak[1]) // 1024)
"""
HEAD = b'<response><result status="ok"/><resultData>'
TAIL = b"</resultData></response>"


def squeezed(piece: bytes, megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = piece * (1_000_000 // len(piece))
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def bomb(piece: bytes) -> Callable[[Connection], None]:
    def handler(connection: Connection) -> None:
        connection.answer(200, squeezed(piece, 100), headers={"Content-Encoding": "gzip"})

    return handler


def endless(piece: bytes) -> Callable[[Connection], None]:
    def handler(connection: Connection) -> None:
        connection.raw(connection.head(200, {"Content-Type": "text/xml"}) + HEAD)
        connection.pour(piece * 1000)

    return handler


def endless_chunk_size(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Transfer-Encoding": "chunked"}))
    connection.pour(b"0" * 65_536)


def endless_header(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 200 OK\r\nX-Long: ")
    connection.pour(b"x" * 65_536)


def filled(piece: bytes, size: int) -> Callable[[Connection], None]:
    body = HEAD + b"<callList>" + piece * (size // len(piece)) + b"</callList>" + TAIL

    def handler(connection: Connection) -> None:
        connection.answer(200, body)

    return handler


BIG = MAX_BYTES - 200
CASES = {
    "a gzip bomb of spaces": (bomb(b" "), "3"),
    "a gzip bomb of elements": (bomb(b"<a/>"), "3"),
    "an endless body": (endless(b"<call><a>x</a></call>"), "3"),
    "an endless chunk size": (endless_chunk_size, "3"),
    "an endless header": (endless_header, "3"),
    "16 MB of elements": (filled(b"<a/>", BIG), "3"),
    "16 MB of depth": (filled(b"<a>", BIG), "3"),
    "16 MB of attributes": (filled(b"<c><a b='1' c='2' d='3' e='4'/></c>", BIG), "3"),
    "as many rows as are let through": (filled(b"<call><a>x</a></call>", 99_990 * 21), "0"),
    "as many attributes as are let through": (filled(b"<c a='1' b='2' d='3'>x</c>", 79_990 * 26), "0"),
    "16 MB of long texts": (filled(b"<call>" + b"x" * (MAX_TEXT - 1) + b"</call>", BIG), "0"),
    "long texts of wide characters": (
        filled(b"<c>" + b"x" * (MAX_TEXT // 8) + "😀".encode() + b"</c>", BIG // 4),
        "0",
    ),
}


@pytest.fixture(params=list(CASES.values()), ids=list(CASES))
def case(request: pytest.FixtureRequest) -> Iterator[tuple[RawServer, str]]:
    handler, code = request.param
    with RawServer(handler) as server:
        yield server, code


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the peak from /proc")
def test_peak_memory_is_under_150_mb(case: tuple[RawServer, str]) -> None:
    server, code = case
    done = subprocess.run(
        [sys.executable, "-c", CODE, server.url], capture_output=True, text=True, check=True
    )
    exit_code, megabytes = done.stdout.split()
    assert exit_code == code
    assert int(megabytes) < 150
