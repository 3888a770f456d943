"""Plain GETs: call control URLs, previews and recordings."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.errors import LocalError
from phonecom_cli.fetch import Fetched, FetchError, download, get
from phonecom_cli.fetch.plain import with_params
from phonecom_cli.fetch.reasons import describe
from tests.harness import Certificates, Connection, RawServer, pairs_of, server_context

WAV = b"RIFF" + bytes(range(256)) * 1000


def plain(connection: Connection) -> None:
    connection.answer(200, b"simple-forward,18585602222", content_type="text/plain; charset=utf-8")


def sound(connection: Connection) -> None:
    connection.answer(200, WAV, content_type="audio/x-wav")


def fetch(url: str, **changes: Any) -> Fetched:
    return get(url, **{"seconds": 5.0, "environ": {}, **changes})


def failure(call: Callable[[], object]) -> FetchError:
    with pytest.raises(FetchError) as caught:
        call()
    return caught.value


# --- get


def test_a_get_brings_status_type_headers_and_body() -> None:
    with RawServer(plain) as server:
        found = fetch(f"{server.origin}/call/token")
    assert found.status == 200
    assert found.content_type == "text/plain; charset=utf-8"
    assert found.headers["content-length"] == "26"
    assert found.body == b"simple-forward,18585602222"
    assert 0 < found.seconds < 5


def test_params_are_appended_in_order() -> None:
    with RawServer(plain) as server:
        fetch(f"{server.origin}/x?a=1", params=[("dialedNumber", "+1 858"), ("callerIdName", "Café & Co")])
    (request,) = server.requests
    assert request.method == "GET"
    assert request.pairs == [("a", "1"), ("dialedNumber", "+1 858"), ("callerIdName", "Café & Co")]
    assert request.body == b""


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1))
def test_any_params_survive(params: list[tuple[str, str]]) -> None:
    url = with_params("http://x/y?token=1", params)
    assert pairs_of(url.partition("?")[2].encode()) == [("token", "1"), *params]


@pytest.mark.parametrize(
    "url", ["http://x/y", "http://x/y?", "http://x/y?a=1", "http://x/y?a=1&", "http://x/y#z"]
)
def test_params_join_any_url(url: str) -> None:
    query = with_params(url, {"b": "2"}).partition("?")[2]
    assert pairs_of(query.encode())[-1] == ("b", "2")
    assert "#" not in query


def test_no_credentials_are_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with RawServer(plain) as server:
        fetch(server.url)
    assert not {"authorization", "cookie"} & server.requests[0].headers.keys()


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_error_status_is_an_answer(status: int) -> None:
    with RawServer(lambda connection: connection.answer(status, b"no")) as server:
        found = fetch(server.url)
    assert (found.status, found.body) == (status, b"no")
    assert server.count == 1


def test_a_redirect_is_an_answer_where_none_is_followed() -> None:
    with RawServer(plain) as target:
        location = {"Location": target.url}
        with RawServer(lambda connection: connection.answer(302, b"moved", headers=location)) as server:
            found = fetch(server.url)
        assert (found.status, found.headers["location"], found.body) == (302, target.url, b"moved")
    assert target.count == 0


def test_redirects_are_followed_where_asked_for() -> None:
    with RawServer(plain) as target:

        def handler(connection: Connection) -> None:
            place = "/next" if connection.request.target != "/next" else target.url
            connection.answer(302, b"x" * 100, headers={"Location": place})

        with RawServer(handler) as server:
            assert fetch(server.url, max_redirects=2).body == b"simple-forward,18585602222"
            assert fetch(server.url, max_redirects=1).status == 302


def test_a_redirect_never_leaves_https_or_http(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    with RawServer(plain) as target:
        down = {"Location": target.url}
        with RawServer(
            lambda connection: connection.answer(302, headers=down), tls=server_context(certificates.good())
        ) as server:
            bundle = str(certificates.bundle)
            error = failure(lambda: fetch(server.url, max_redirects=3, ca_bundle=bundle))
            assert "less safe" in error.reason
        secret_file = {"Location": "file:///etc/passwd"}
        with RawServer(lambda connection: connection.answer(302, headers=secret_file)) as server:
            assert "only http and https" in failure(lambda: fetch(server.url, max_redirects=3)).reason
    assert target.connections == 0


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x/y", "x", "", "http://", "http://[", "http://a b/"]
)
def test_what_is_no_http_url_is_refused(url: str) -> None:
    assert not failure(lambda: fetch(url)).sent


def test_types_are_checked_where_asked_for() -> None:
    with RawServer(plain) as server:
        assert fetch(server.url, accept_types=("text/plain",)).status == 200
        error = failure(lambda: fetch(server.url, accept_types=("audio/", "video/")))
    assert error.reason == "the server sent text/plain where audio/ or video/ was expected"


def test_a_body_beyond_the_cap_is_refused() -> None:
    with RawServer(lambda connection: connection.answer(200, b"x" * 1001)) as server:
        assert "larger than 1,000 bytes" in failure(lambda: fetch(server.url, max_bytes=1000)).reason
        assert len(fetch(server.url, max_bytes=1001).body) == 1001
        bomb = gzip.compress(b"x" * 1001)
        server._handler = lambda connection: connection.answer(
            200, bomb, headers={"Content-Encoding": "gzip"}
        )
        assert "larger than 1,000 bytes" in failure(lambda: fetch(server.url, max_bytes=1000)).reason


def drip(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Content-Type": "text/plain"}))
    connection.drip(b"x", repeat=True)


def mute(connection: Connection) -> None:
    connection.mute()


@pytest.mark.parametrize("handler", [drip, mute])
def test_the_deadline_is_for_the_whole(handler: Callable[[Connection], None]) -> None:
    with RawServer(handler) as server:
        started = time.monotonic()
        error = failure(lambda: fetch(server.url, seconds=0.3))
        assert time.monotonic() - started < 1.3
    assert "did not answer within 0.3 seconds" in error.reason
    assert error.sent


def test_nothing_is_tried_again() -> None:
    with RawServer(lambda connection: connection.reset()) as server:
        assert failure(lambda: fetch(server.url)).sent
    assert server.count == 1


def test_a_token_in_a_url_is_not_in_errors() -> None:
    with RawServer(lambda connection: connection.reset()) as server:
        error = failure(lambda: fetch(f"{server.origin}/call/s3cret-token"))
    assert "s3cret" not in repr(error) + str(error)
    assert error.__cause__ is None


def test_threads_do_not_disturb_one_another() -> None:
    bodies: dict[int, bytes] = {}

    def handler(connection: Connection) -> None:
        connection.answer(200, connection.request.target.encode())

    with RawServer(handler) as server:

        def one(number: int) -> None:
            bodies[number] = fetch(f"{server.origin}/{number}").body

        threads = [threading.Thread(target=one, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert bodies == {number: f"/{number}".encode() for number in range(16)}


# --- download


def store(url: str, path: Path, **changes: Any) -> Any:
    return download(url, path, **{"seconds": 5.0, "environ": {}, **changes})


def test_a_download_is_the_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with RawServer(sound) as server:
        done = store(server.url, path, accept_types=("audio/",))
    assert path.read_bytes() == WAV
    assert (done.content_type, done.size) == ("audio/x-wav", len(WAV))
    assert list(tmp_path.iterdir()) == [path]


def test_a_download_replaces_a_file_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")

    def cut(connection: Connection) -> None:
        connection.raw(connection.head(200, {"Content-Length": "1000000"}) + WAV)
        connection.close()

    with RawServer(cut) as server:
        failure(lambda: store(server.url, path))
        assert path.read_bytes() == b"old"
        server._handler = sound
        store(server.url, path)
    assert path.read_bytes() == WAV
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("status", [204 + 200, 500])
def test_a_download_needs_a_success(status: int, tmp_path: Path) -> None:
    with RawServer(lambda connection: connection.answer(status, b"<html>")) as server:
        error = failure(lambda: store(server.url, tmp_path / "a.wav"))
    assert error.status == status
    assert list(tmp_path.iterdir()) == []


def test_a_page_where_a_recording_should_be_is_refused(tmp_path: Path) -> None:
    with RawServer(plain) as server:
        failure(lambda: store(server.url, tmp_path / "a.wav", accept_types=("audio/",)))
    assert list(tmp_path.iterdir()) == []


def test_a_download_follows_redirects(tmp_path: Path) -> None:
    with RawServer(sound) as target:
        location = {"Location": target.url}
        with RawServer(lambda connection: connection.answer(302, headers=location)) as server:
            store(server.url, tmp_path / "a.wav")
    assert (tmp_path / "a.wav").read_bytes() == WAV


def test_a_download_has_a_cap_and_a_deadline(tmp_path: Path) -> None:
    def pour(connection: Connection) -> None:
        connection.raw(connection.head(200, {"Content-Type": "audio/wav"}))
        connection.pour(b"x" * 65_536)

    with RawServer(pour) as server:
        assert "larger than" in failure(lambda: store(server.url, tmp_path / "a", max_bytes=10**6)).reason
        server._handler = drip
        started = time.monotonic()
        failure(lambda: store(server.url, tmp_path / "a", seconds=0.3))
        assert time.monotonic() - started < 1.3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_this_machines_failure(tmp_path: Path) -> None:
    with RawServer(sound) as server:
        for path in (tmp_path / "none" / "a.wav", tmp_path / ("x" * 300)):
            with pytest.raises(LocalError) as caught:
                store(server.url, path)
            assert caught.value.exit_code == 7
    assert server.count == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_this_machines_failure() -> None:
    with RawServer(sound) as server, pytest.raises(LocalError) as caught:
        store(server.url, Path("/dev/full"))
    assert caught.value.exit_code == 7
    assert "No space left" in caught.value.message
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to("real.wav")
    with RawServer(sound) as server:
        store(server.url, tmp_path / "link.wav")
    assert (tmp_path / "link.wav").is_symlink()
    assert (tmp_path / "real.wav").read_bytes() == WAV


def test_a_name_of_the_longest_kind_can_be_stored(tmp_path: Path) -> None:
    with RawServer(sound) as server:
        store(server.url, tmp_path / ("x" * 255))
    assert (tmp_path / ("x" * 255)).read_bytes() == WAV


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with RawServer(sound) as server:
        store(server.url, pipe)
    reader.join(5)
    assert read == [WAV]
    assert pipe.is_fifo()


def test_a_large_download_takes_little_memory(tmp_path: Path) -> None:
    code = (
        "import re, sys; from pathlib import Path; from phonecom_cli.fetch import download;"
        "download(sys.argv[1], Path(sys.argv[2]), seconds=30, environ={});"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )

    def big(connection: Connection) -> None:
        connection.raw(connection.head(200, {"Content-Length": str(100 * 1_000_000)}))
        for _ in range(100):
            connection.raw(b"x" * 1_000_000)

    with RawServer(big) as server:
        done = subprocess.run(
            [sys.executable, "-c", code, server.url, str(tmp_path / "a")],
            capture_output=True,
            text=True,
            check=True,
        )
    assert int(done.stdout) < 60_000
    assert (tmp_path / "a").stat().st_size == 100_000_000


@pytest.mark.parametrize(
    ("seconds", "told"), [(29.97, "30"), (0.998, "1"), (0.1523, "0.15"), (3600, "3600"), (86400, "86400")]
)
def test_a_limit_is_told_as_a_person_says_it(seconds: float, told: str) -> None:
    assert describe(TimeoutError(), "host", seconds)[0] == f"host did not answer within {told} seconds"
