"""faults.md, Transport, and facts 1 to 5, 11: over real sockets, with the exit codes and exact counts."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from phonecom_cli.errors import NoAnswer, NotSent, PhonecomError, SettingsError, UnknownOutcome
from phonecom_cli.wire.transport import MAX_BYTES, HttpTransport, check_url
from tests.harness import (
    Certificates,
    Connection,
    RawServer,
    answer_xml,
    cltrid_of,
    echoing,
    server_context,
)
from tests.wire.helpers import CANARY, CHECK, client_of, read, write

Handler = Callable[[Connection], object]
ATTEMPTS = 3


def outcome(call: Callable[[], object]) -> PhonecomError:
    with pytest.raises(PhonecomError) as caught:
        call()
    return caught.value


# --- a request as it arrives


def test_a_request_is_a_post_with_everything_in_the_body_and_nothing_in_the_url() -> None:
    with RawServer(echoing) as server:
        client = client_of(server.url, cltrid="12345678")
        client.call("sendSMS", [("message", "Café & <tag> = 100% +ok"), ("toNumber", "+1858")], writes=True)
    (request,) = server.requests
    assert request.method == "POST"
    assert request.target == "/special/xmlapi"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "authorization" not in request.headers
    assert "cookie" not in request.headers
    assert request.pairs == [
        ("username", "joe"),
        ("password", CANARY),
        ("action", "sendSMS"),
        ("message", "Café & <tag> = 100% +ok"),
        ("toNumber", "+1858"),
        ("clTRID", "12345678"),
    ]


def test_connections_are_kept_and_used_again() -> None:
    with RawServer(echoing) as server:
        client = client_of(server.url)
        for _ in range(3):
            write(client)
        client.close()
    assert (server.count, server.connections) == (3, 1)


def test_several_threads_share_a_client() -> None:
    with RawServer(echoing) as server:
        client = client_of(server.url)
        threads = [threading.Thread(target=write, args=(client,)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert server.count == 16
    assert len({cltrid_of(request) for request in server.requests}) == 16


def test_cookies_are_not_kept() -> None:
    def handler(connection: Connection) -> None:
        body = answer_xml(cltrid_of(connection.request))
        connection.answer(200, body, headers={"Set-Cookie": "session=1; Path=/"})

    with RawServer(handler) as server:
        client = client_of(server.url)
        write(client)
        write(client)
    assert all("cookie" not in request.headers for request in server.requests)


def test_netrc_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with RawServer(echoing) as server:
        write(client_of(server.url))
    assert "authorization" not in server.requests[0].headers


def test_a_compressed_answer_is_read() -> None:
    def handler(connection: Connection) -> None:
        body = gzip.compress(answer_xml(cltrid_of(connection.request)))
        connection.answer(200, body, headers={"Content-Encoding": "gzip"})

    with RawServer(handler) as server:
        assert write(client_of(server.url)).ok


def test_a_chunked_answer_is_read() -> None:
    def handler(connection: Connection) -> None:
        body = answer_xml(cltrid_of(connection.request))
        connection.raw(connection.head(200, {"Transfer-Encoding": "chunked"}))
        for piece in (body[:100], body[100:]):
            connection.raw(b"%x\r\n%b\r\n" % (len(piece), piece))
        connection.raw(b"0\r\n\r\n")

    with RawServer(handler) as server:
        client = client_of(server.url)
        assert write(client).ok
        assert write(client).ok
    assert server.connections == 1


# --- after the request has left: a write is unknown and was sent once, a read is tried again


def garbage_status(connection: Connection) -> None:
    connection.raw(b"\x00\x01\x02 not http at all\r\n\r\n")
    connection.close()


def half_status(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 20")
    connection.close()


def half_headers(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n")
    connection.close()


def oversized_header(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200_000 + b"\r\n\r\n")
    connection.close()


def too_many_headers(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 200 OK\r\n" + b"X-Many: 1\r\n" * 1000 + b"\r\n")
    connection.close()


def truncated_with_length(connection: Connection) -> None:
    body = answer_xml(cltrid_of(connection.request))
    connection.raw(connection.head(200, {"Content-Length": str(len(body))}) + body[:-20])
    connection.close()


def truncated_chunks(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Transfer-Encoding": "chunked"}) + b"40\r\n<response>")
    connection.close()


def garbage_chunks(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Transfer-Encoding": "chunked"}) + b"zz\r\n<response>\r\n")
    connection.close()


def contradicting_lengths(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nabcde")
    connection.close()


def close_at_once(connection: Connection) -> None:
    connection.close()


def reset_at_once(connection: Connection) -> None:
    connection.reset()


def half_close(connection: Connection) -> None:
    connection.half_close()
    connection.wait(2)


def reset_in_body(connection: Connection) -> None:
    body = answer_xml(cltrid_of(connection.request))
    connection.raw(connection.head(200, {"Content-Length": str(len(body))}) + body[:50])
    connection.reset()


BREAKS: list[Handler] = [
    garbage_status,
    half_status,
    half_headers,
    oversized_header,
    too_many_headers,
    truncated_with_length,
    truncated_chunks,
    garbage_chunks,
    contradicting_lengths,
    close_at_once,
    reset_at_once,
    reset_in_body,
    half_close,
]


@pytest.mark.parametrize("handler", BREAKS)
def test_a_write_that_breaks_after_it_was_sent_is_unknown_and_sent_once(handler: Handler) -> None:
    with RawServer(handler) as server:
        error = outcome(lambda: write(client_of(server.url)))
    assert isinstance(error, UnknownOutcome)
    assert error.exit_code == 5
    assert CHECK in error.hint
    assert "may have happened" in error.message
    assert server.count == 1


@pytest.mark.parametrize("handler", BREAKS)
def test_a_read_that_breaks_is_tried_again_and_then_has_no_answer(handler: Handler) -> None:
    with RawServer(handler) as server:
        error = outcome(lambda: read(client_of(server.url)))
    assert type(error) is NoAnswer
    assert error.exit_code == 3
    assert server.count == ATTEMPTS


@pytest.mark.parametrize("handler", [reset_at_once, truncated_with_length, half_status])
def test_a_read_succeeds_when_a_later_attempt_does(handler: Handler) -> None:
    def once(connection: Connection) -> None:
        handler(connection) if connection.number == 1 else echoing(connection)

    with RawServer(once) as server:
        assert read(client_of(server.url)).ok
    assert server.count == 2


def test_a_read_repeats_its_cltrid_when_it_is_tried_again() -> None:
    with RawServer(reset_at_once) as server:
        outcome(lambda: read(client_of(server.url)))
    assert len({cltrid_of(request) for request in server.requests}) == 1


def test_truncation_without_a_length_is_no_success() -> None:
    def handler(connection: Connection) -> None:
        connection.raw(connection.head(200, {"Connection": "close"}) + answer_xml("x")[:-20])
        connection.close()

    with RawServer(handler) as server:
        assert outcome(lambda: write(client_of(server.url))).exit_code == 5
        assert outcome(lambda: read(client_of(server.url))).exit_code == 3
    assert server.count == 2


# --- before it has left: certain, and safe to try again


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("call", [read, write])
def test_a_refused_connection_sent_nothing(call: Callable[..., object]) -> None:
    error = outcome(lambda: call(client_of(f"http://127.0.0.1:{closed_port()}/x")))
    assert type(error) is NotSent
    assert error.exit_code == 3
    assert "nothing was sent" in error.message
    assert "refused the connection" in error.message


def test_a_name_that_does_not_exist_sent_nothing_and_is_not_tried_again() -> None:
    waits: list[float] = []
    client = client_of("https://nope.invalid/x", sleep=waits.append)
    error = outcome(lambda: write(client))
    assert type(error) is NotSent
    assert "nope.invalid could not be found" in error.message


def test_a_resolver_that_hangs_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        release.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    started = time.monotonic()
    error = outcome(lambda: write(client_of("https://slow.example/x", timeout=0.3)))
    release.set()
    assert type(error) is NotSent
    assert time.monotonic() - started < 1.3


def test_a_write_is_tried_again_while_nothing_has_left() -> None:
    port = closed_port()
    servers: list[RawServer] = []

    def start_server(_seconds: float) -> None:
        server = RawServer(echoing)
        server._listener.close()
        server._listener = socket.create_server(("127.0.0.1", port))
        servers.append(server.__enter__())

    client = client_of(f"http://127.0.0.1:{port}/x", sleep=start_server)
    assert write(client).ok
    servers[0].__exit__(None, None, None)
    assert servers[0].count == 1


@pytest.mark.parametrize("bad", ["untrusted", "expired", "wrong_host"])
def test_a_bad_certificate_sends_nothing(bad: str, tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    context = server_context(getattr(certificates, bad)())
    with RawServer(echoing, tls=context) as server:
        error = outcome(lambda: write(client_of(server.url, ca_bundle=str(certificates.bundle))))
    assert type(error) is NotSent
    assert "certificate" in error.message
    assert (server.count, server.connections) == (0, 1)


def test_without_a_bundle_a_private_authority_is_not_trusted(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    with RawServer(echoing, tls=server_context(certificates.good())) as server:
        assert type(outcome(lambda: write(client_of(server.url)))) is NotSent
        assert server.count == 0
        assert write(client_of(server.url, ca_bundle=str(certificates.bundle))).ok
    assert server.count == 1


def test_the_environment_cannot_switch_certificate_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates = Certificates(tmp_path)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(certificates.bundle))
    with RawServer(echoing, tls=server_context(certificates.good())) as server:
        assert type(outcome(lambda: write(client_of(server.url)))) is NotSent


@pytest.mark.parametrize("content", [None, "", "not a certificate"])
def test_a_ca_bundle_that_cannot_be_used_is_a_mistake_of_settings(
    content: str | None, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    error = outcome(lambda: write(client_of("https://127.0.0.1:1/x", ca_bundle=str(bundle))))
    assert isinstance(error, SettingsError)
    assert "bundle.pem" in error.message


def test_a_silent_handshake_sends_nothing() -> None:
    with RawServer(echoing, silent=True) as server:
        started = time.monotonic()
        error = outcome(lambda: write(client_of(f"https://127.0.0.1:{server.port}/x", timeout=0.3)))
        assert time.monotonic() - started < 1.3
    assert type(error) is NotSent


def test_plain_http_behind_an_https_url_sends_nothing() -> None:
    def handler(connection: Connection) -> None:
        connection.answer(400, b"this is http")

    with RawServer(lambda connection: None) as server:
        server._handler = handler
        error = outcome(lambda: write(client_of(f"https://127.0.0.1:{server.port}/x", timeout=0.5)))
    assert type(error) is NotSent


def test_garbage_inside_tls_after_the_request_is_unknown(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)

    def handler(connection: Connection) -> None:
        connection.plaintext(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        connection.wait(1)

    with RawServer(handler, tls=server_context(certificates.good())) as server:
        error = outcome(lambda: write(client_of(server.url, ca_bundle=str(certificates.bundle))))
    assert type(error) is UnknownOutcome
    assert server.count == 1


def test_a_reset_inside_tls_after_the_request_is_unknown(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    with RawServer(reset_at_once, tls=server_context(certificates.good())) as server:
        error = outcome(lambda: write(client_of(server.url, ca_bundle=str(certificates.bundle))))
    assert type(error) is UnknownOutcome
    assert server.count == 1


# --- kept connections that have gone stale


def test_a_stale_connection_never_sends_a_write_twice() -> None:
    def handler(connection: Connection) -> None:
        if connection.place == 1:
            echoing(connection)
        else:
            connection.reset()

    with RawServer(handler) as server:
        client = client_of(server.url)
        assert write(client).ok
        assert outcome(lambda: write(client)).exit_code == 5
    assert server.count == 2


def test_a_connection_that_the_server_has_closed_is_not_used() -> None:
    closed = threading.Event()

    def handler(connection: Connection) -> None:
        echoing(connection)
        connection.close()
        closed.set()

    with RawServer(handler) as server:
        client = client_of(server.url)
        assert write(client).ok
        closed.wait(5)
        assert write(client).ok
    assert (server.count, server.connections) == (2, 2)


def test_a_connection_that_was_idle_for_long_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from phonecom_cli.fetch import connection as machinery

    with RawServer(echoing) as server:
        client = client_of(server.url)
        assert write(client).ok
        monkeypatch.setattr(machinery, "IDLE_SECONDS", 0.0)
        assert write(client).ok
    assert (server.count, server.connections) == (2, 2)


def test_what_was_left_unread_is_not_taken_for_the_next_answer() -> None:
    def handler(connection: Connection) -> None:
        if connection.number == 1:
            connection.answer(302, b"x" * 100_000, headers={"Location": "/elsewhere"})
        else:
            echoing(connection)

    with RawServer(handler) as server:
        client = client_of(server.url)
        assert outcome(lambda: read(client)).exit_code == 3
        assert read(client).ok
    assert server.connections == 2


# --- redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("where", ["other host", "other port", "other scheme", "same place"])
def test_a_redirect_is_not_followed(status: int, where: str) -> None:
    with RawServer(echoing) as target:

        def handler(connection: Connection) -> None:
            places = {
                "other host": f"http://localhost:{target.port}/x",
                "other port": target.url,
                "other scheme": f"https://127.0.0.1:{target.port}/x",
                "same place": server.url,
            }
            connection.answer(status, b"", headers={"Location": places[where]})

        with RawServer(handler) as server:
            assert outcome(lambda: read(client_of(server.url))).exit_code == 3
            assert outcome(lambda: write(client_of(server.url))).exit_code == 5
        assert server.count == 2
    assert (target.count, target.connections) == (0, 0)


def test_an_endless_redirect_body_is_not_read() -> None:
    def handler(connection: Connection) -> None:
        connection.raw(connection.head(302, {"Location": "/x", "Content-Length": "999999999999"}))
        connection.pour(b"x" * 65_536)

    with RawServer(handler) as server:
        started = time.monotonic()
        assert outcome(lambda: write(client_of(server.url, timeout=20))).exit_code == 5
        assert time.monotonic() - started < 2


# --- time


def drip_headers(connection: Connection) -> None:
    connection.raw(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    connection.drip(b"x", repeat=True)


def drip_header_lines(connection: Connection) -> None:
    connection.drip(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.005, repeat=True)


def drip_body(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Content-Type": "text/xml"}))
    connection.drip(b"<response>" + b" " * 1000, repeat=True)


def drip_chunks(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Transfer-Encoding": "chunked"}))
    connection.drip(b"1\r\n \r\n", every=0.01, repeat=True)


def drip_gzip(connection: Connection) -> None:
    connection.raw(connection.head(200, {"Content-Encoding": "gzip"}))
    connection.drip(gzip.compress(bytes(range(256)) * 100, 1), repeat=True)


def mute(connection: Connection) -> None:
    connection.mute()


@pytest.mark.parametrize(
    "handler", [mute, drip_headers, drip_header_lines, drip_body, drip_chunks, drip_gzip]
)
def test_a_slow_answer_ends_at_the_deadline(handler: Handler) -> None:
    with RawServer(handler) as server:
        started = time.monotonic()
        error = outcome(lambda: write(client_of(server.url, timeout=0.3)))
        taken = time.monotonic() - started
    assert isinstance(error, UnknownOutcome)
    assert 0.25 < taken < 1.3
    assert server.count == 1


@pytest.mark.parametrize("handler", [mute, drip_body])
def test_all_attempts_of_a_read_share_the_deadline(handler: Handler) -> None:
    with RawServer(handler) as server:
        started = time.monotonic()
        error = outcome(lambda: read(client_of(server.url, timeout=0.4)))
        taken = time.monotonic() - started
    assert error.exit_code == 3
    assert "did not answer within" in error.message
    assert taken < 1.4
    assert server.count == ATTEMPTS


def test_a_slow_drip_over_tls_ends_at_the_deadline(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    with RawServer(drip_body, tls=server_context(certificates.good())) as server:
        client = client_of(server.url, ca_bundle=str(certificates.bundle), timeout=0.4)
        started = time.monotonic()
        assert outcome(lambda: write(client)).exit_code == 5
        assert time.monotonic() - started < 1.4


# --- size


def test_an_endless_body_ends_at_the_cap() -> None:
    def handler(connection: Connection) -> None:
        connection.raw(connection.head(200, {"Content-Type": "text/xml"}))
        connection.pour(b" " * 65_536)

    with RawServer(handler) as server:
        error = outcome(lambda: write(client_of(server.url, timeout=20)))
    assert error.exit_code == 5
    assert f"larger than {MAX_BYTES:,} bytes" in error.message
    assert server.count == 1


@pytest.mark.parametrize("layers", [1, 2])
def test_a_gzip_bomb_ends_at_the_cap(layers: int) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(40)) + packer.flush()
    for _ in range(layers - 1):
        bomb = gzip.compress(bomb)

    def handler(connection: Connection) -> None:
        connection.answer(200, bomb, headers={"Content-Encoding": ", ".join(["gzip"] * layers)})

    with RawServer(handler) as server:
        error = outcome(lambda: read(client_of(server.url, timeout=20)))
    assert error.exit_code == 3
    assert "larger than" in error.message
    assert server.count == 1


def test_a_body_that_is_not_what_its_encoding_says() -> None:
    def handler(connection: Connection) -> None:
        connection.answer(200, b"no gzip", headers={"Content-Encoding": "gzip"})

    with RawServer(handler) as server:
        error = outcome(lambda: write(client_of(server.url)))
    assert error.exit_code == 5
    assert "decompressed" in error.message


# --- proxies


def test_plain_http_to_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(echoing) as server, RawServer(echoing) as proxy:
        names = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY")
        environ = dict.fromkeys(names, proxy.origin)
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        assert write(client_of(server.url, environ=environ)).ok
    assert (server.count, proxy.connections) == (1, 0)


def tunnel(server: RawServer) -> Handler:
    """A proxy that connects to `server`, whatever it is asked for."""

    def handler(connection: Connection) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as onward:
            connection.raw(b"HTTP/1.1 200 Connection established\r\n\r\n")

            def back() -> None:
                with contextlib.suppress(OSError):
                    while data := onward.recv(65_536):
                        connection.raw(data)

            thread = threading.Thread(target=back, daemon=True)
            thread.start()
            while data := connection.sock.recv(65_536):
                onward.sendall(data)
            with contextlib.suppress(OSError):
                onward.shutdown(socket.SHUT_RDWR)
            thread.join(5)
        connection.close()

    return handler


def test_https_goes_through_the_proxy_in_a_tunnel(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    with (
        RawServer(echoing, tls=server_context(certificates.good())) as server,
        RawServer(tunnel(server)) as proxy,
    ):
        environ = {"HTTPS_PROXY": f"http://user:proxy-word@127.0.0.1:{proxy.port}"}
        client = client_of(server.url, environ=environ, ca_bundle=str(certificates.bundle))
        assert write(client).ok
        client.close()
    (request,) = proxy.requests
    assert request.raw.startswith(f"CONNECT 127.0.0.1:{server.port} ".encode())
    assert CANARY.encode() not in request.raw
    assert server.count == 1


@pytest.mark.parametrize(
    "no_proxy", ["127.0.0.1", "*", "example.com,127.0.0.1", "127.0.0.0/8", "localhost, 127.0.0.1"]
)
def test_no_proxy_is_honoured(no_proxy: str, tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    with (
        RawServer(echoing, tls=server_context(certificates.good())) as server,
        RawServer(echoing) as proxy,
    ):
        environ = {"HTTPS_PROXY": proxy.origin, "NO_PROXY": no_proxy}
        assert write(client_of(server.url, environ=environ, ca_bundle=str(certificates.bundle))).ok
    assert proxy.connections == 0


def refuse_tunnel(connection: Connection) -> None:
    connection.answer(407, b"who are you")


def cut_tunnel(connection: Connection) -> None:
    connection.close()


def drip_tunnel(connection: Connection) -> None:
    connection.drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000, repeat=True)


@pytest.mark.parametrize("handler", [refuse_tunnel, cut_tunnel, drip_tunnel, mute])
def test_a_proxy_that_fails_means_that_nothing_was_sent(handler: Handler) -> None:
    with RawServer(handler) as proxy:
        environ = {"https_proxy": f"http://user:proxy-word@127.0.0.1:{proxy.port}"}
        started = time.monotonic()
        error = outcome(lambda: write(client_of("https://service.example/x", environ=environ, timeout=0.5)))
        assert time.monotonic() - started < 1.5
    assert type(error) is NotSent
    assert "proxy-word" not in str(error)
    assert "proxy" in error.message or "in time" in error.message or "within" in error.message


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "ftp://x"])
def test_an_unsupported_proxy_is_a_mistake_of_settings(proxy: str) -> None:
    error = outcome(lambda: write(client_of("https://service.example/x", environ={"HTTPS_PROXY": proxy})))
    assert isinstance(error, SettingsError)


# --- where a password may go


@pytest.mark.parametrize(
    "url",
    [
        "https://control.phone.com/special/xmlapi",
        "https://dev.tierra.net/special/xmlapi",
        "https://localhost",
        "http://localhost:8650/special/xmlapi",
        "http://127.0.0.1:8650/special/xmlapi",
        "http://127.8.9.1/",
        "http://[::1]:8650/special/xmlapi",
    ],
)
def test_endpoints_that_are_accepted(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://control.phone.com/special/xmlapi",
        "http://10.0.0.1/x",
        "http://127.0.0.1.evil.example/x",
        "http://localhost.evil.example/x",
        "http://2130706433/x",
        "http://127.0.0.1@evil.example/x",
        "http://127.0.0.1:80@evil.example/x",
        "http://127.0.0.1\\@evil.example/x",
        "https://joe:secret@control.phone.com/x",
        "https://control.phone.com/x?username=joe",
        "https://control.phone.com/x#part",
        "https://control.phone.com:99999/x",
        "https://control.phone.com/a b",
        "https://control.phone.com/\nx",
        "https://control.phone.com/x\n",
        "https://control.phone.com/é",
        "https://",
        "ftp://control.phone.com/x",
        "file:///etc/passwd",
        "control.phone.com",
        "",
    ],
)
def test_endpoints_that_are_refused_before_connecting(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        HttpTransport(url, environ={})
    assert caught.value.exit_code == 2
    assert "secret" not in str(caught.value)


def test_importing_the_client_loads_neither_requests_nor_xmltodict() -> None:
    import subprocess
    import sys

    code = (
        "import sys, phonecom_cli.wire.client, phonecom_cli.wire.rows, phonecom_cli.wire.transport, phonecom_cli.fetch;"
        "print([m for m in ('requests', 'urllib3', 'xmltodict', 'urllib.parse', 'random', 'json') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
