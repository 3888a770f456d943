"""faults.md, Credentials: a canary password through every fault, looked for in all that could show it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from phonecom_cli.errors import PhonecomError
from phonecom_cli.secret import Secret
from phonecom_cli.wire.transport import HttpTransport
from tests.harness import Connection, RawServer, answer_xml
from tests.wire.helpers import CANARY, Told, client_of
from tests.wire.test_answer import UNTRUSTED
from tests.wire.test_transport import BREAKS, closed_port, drip_body

Handler = Callable[[Connection], object]
NEW = "n3w-c4n4ry"
FORMS = {CANARY, NEW, quote(CANARY), quote_plus(CANARY), quote(CANARY, safe=""), CANARY.replace("&", "&amp;")}


def echo_in_page(connection: Connection) -> None:
    """What a debugging proxy does: the whole request in an error page."""
    connection.answer(500, b"<html>" + connection.request.raw + CANARY.encode() + b"</html>")


def echo_in_malformed(connection: Connection) -> None:
    connection.answer(200, b"<response>" + connection.request.body + b"</respons>")


def echo_in_refusal(connection: Connection) -> None:
    msg = f"wrong password {CANARY.replace('&', '&amp;').replace('<', '&lt;')} or {NEW}"
    connection.answer(200, answer_xml(status="error", msg=msg))


def echo_in_root(connection: Connection) -> None:
    connection.answer(200, f"<{NEW}/>".encode())


def bad_body(body: bytes) -> Handler:
    return lambda connection: connection.answer(200, body)


FAULTS: dict[str, Handler] = {
    **{fault.__name__: fault for fault in BREAKS},
    **{name: bad_body(body) for name, body in UNTRUSTED.items() if len(body) < 10_000},
    "redirect": lambda connection: connection.answer(307, headers={"Location": "http://127.0.0.1:1/"}),
    "503": lambda connection: connection.answer(503, b"busy"),
    "drip": drip_body,
    "echo in a page": echo_in_page,
    "echo in malformed XML": echo_in_malformed,
    "echo in a refusal": echo_in_refusal,
    "echo as the root": echo_in_root,
}


def all_of(error: BaseException | None) -> str:
    """Everything that an error and those chained to it would show in any log."""
    parts: list[str] = []
    while error is not None:
        parts += [str(error), repr(error), repr(vars(error)), repr(error.args)]
        error = error.__cause__ or error.__context__
    return "\n".join(parts)


def assert_no_canary(text: str) -> None:
    bare = re.sub(r"[\s│╭╮╰╯─]", "", text)
    for form in FORMS:
        assert form not in text
        assert re.sub(r"\s", "", form) not in bare


def provoke(url: str, *, writes: bool) -> tuple[PhonecomError, Told]:
    told = Told()
    client = client_of(url, on_event=told.append, show_bodies=True, timeout=0.5)
    params = [("newUsername", "u"), ("newPassword", NEW)]
    with pytest.raises(PhonecomError) as caught:
        client.call("createAccount", params, writes=writes, check="Look.")
    return caught.value, told


@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.parametrize("handler", FAULTS.values(), ids=FAULTS)
def test_no_fault_shows_a_password(handler: Handler, *, writes: bool) -> None:
    with RawServer(handler) as server:
        error, told = provoke(server.url, writes=writes)
    assert_no_canary(all_of(error))
    assert_no_canary("".join(traceback.format_exception(error)))
    assert_no_canary(repr(list(told)))
    assert told.of("request")


def test_a_refused_connection_does_not_show_it() -> None:
    error, told = provoke(f"http://127.0.0.1:{closed_port()}/x", writes=True)
    assert_no_canary(all_of(error) + repr(list(told)))


def test_no_exception_that_is_kept_holds_the_request() -> None:
    """The chain of an error ends in ours: requests' exceptions hold the request, its body included."""
    with RawServer(lambda connection: connection.reset()) as server:
        error, _ = provoke(server.url, writes=True)
    chain: list[BaseException] = []
    found: BaseException | None = error
    while found is not None:
        chain.append(found)
        found = found.__cause__ or found.__context__
    assert {type(each).__module__.partition(".")[0] for each in chain} == {"phonecom_cli"}


def test_client_and_transport_do_not_show_it() -> None:
    url = "https://service.example/x"
    client = client_of(url)
    transport = HttpTransport(url, environ={"HTTPS_PROXY": "http://u:secret@proxy.example"})
    assert_no_canary(repr(client) + repr(vars(client)) + repr(Secret(CANARY)))
    assert_no_canary(repr(transport))
