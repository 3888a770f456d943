"""A client for the tests: the guide's requests, sent in process or over HTTP, and its answers taken apart."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element, fromstring

from phonecom_cli.sandbox import HttpRequest, HttpResponse, SandboxCut
from phonecom_cli.sandbox.engine import Sandbox
from phonecom_cli.sandbox.web import application
from phonecom_cli.serving import Server

START = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
ENDPOINT = "/special/xmlapi"
FORM = "application/x-www-form-urlencoded"


class Clock:
    """The machine's time, which tests move."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


class Answer(NamedTuple):
    """An answer taken apart; `rows` are the children of the list in resultData as dicts of texts."""

    ok: bool
    msg: str
    result_date: str
    cltrid: str | None
    svtrid: str
    data: Element | None
    body: str

    @property
    def rows(self) -> list[dict[str, str | None]]:
        assert self.data is not None
        return [{**row.attrib, **{child.tag: child.text for child in row}} for row in self.data[0]]

    def text(self, path: str) -> str | None:
        assert self.data is not None
        return self.data.findtext(path)


def take_apart(body: bytes) -> Answer:
    root = fromstring(body)
    assert root.tag == "response"
    result = root.find("result")
    assert result is not None
    status = result.get("status")
    assert status in ("ok", "error")
    return Answer(
        status == "ok",
        result.findtext("msg") or "",
        result.findtext("resultDate") or "",
        root.findtext("trID/clTRID"),
        root.findtext("trID/svTRID") or "",
        root.find("resultData"),
        body.decode(),
    )


class Api:
    """Sends requests as an account. `call` takes the action's parameters; lists are repeated parameters."""

    def __init__(self, sandbox: Sandbox, clock: Clock) -> None:
        self.sandbox = sandbox
        self.clock = clock

    def call(
        self, action: str, *, user: str = "demo", password: str | None = None, **params: str | list[str]
    ) -> Answer:
        given: list[tuple[str, str]] = [
            ("username", user),
            ("password", user if password is None else password),
        ]
        return self.send([*given, ("action", action), *spread(params)])

    def send(self, pairs: list[tuple[str, str]], method: str = "POST") -> Answer:
        query = urlencode(pairs).encode()
        if method == "GET":
            response = self.http(HttpRequest("GET", ENDPOINT, query=query))
        else:
            response = self.http(HttpRequest("POST", ENDPOINT, body=query, content_type=FORM))
        assert response.status == 200, response
        return take_apart(response.body)

    def http(self, request: HttpRequest) -> HttpResponse:
        return self.sandbox.handle(request)

    def ok(self, action: str, **params: str | list[str]) -> Answer:
        answer = self.call(action, **params)  # type: ignore[arg-type]
        assert answer.ok, answer.msg
        assert answer.msg == "Command completed successfully"
        return answer

    def refused(self, action: str, **params: str | list[str]) -> str:
        answer = self.call(action, **params)  # type: ignore[arg-type]
        assert not answer.ok, answer.body
        assert answer.data is None
        return answer.msg

    def numbers(self, user: str = "demo") -> list[str]:
        return [str(row["phoneNumber"]) for row in self.ok("getPhoneNumberList", user=user).rows]

    def free(self, count: int = 1, **search: str) -> list[str]:
        """Numbers that are for sale, full and without +."""
        wanted = {"countryCode": "1", "type": "local", "state": "CA", "quantity": str(count), **search}
        rows = self.ok("getPhoneNumberInventory", **wanted).rows
        return [wanted["countryCode"] + digits(row["humanReadable"]) for row in rows]


class HttpApi(Api):
    """The same over a real connection."""

    def __init__(self, sandbox: Sandbox, clock: Clock, port: int) -> None:
        super().__init__(sandbox, clock)
        self.port = port

    def http(self, request: HttpRequest) -> HttpResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            url = request.path + (f"?{request.query.decode()}" if request.query else "")
            headers = {"Content-Type": request.content_type} if request.body else {}
            connection.request(request.method, url, request.body or None, headers)
            answer = connection.getresponse()
            return HttpResponse(answer.status, tuple(answer.getheaders()), answer.read())
        except http.client.IncompleteRead as error:
            return HttpResponse(200, (), error.partial, missing=error.expected or 0)
        except ConnectionResetError as error:
            raise SandboxCut(carried_out=False) from error
        finally:
            connection.close()


@contextmanager
def served(sandbox: Sandbox, sleep: object = None) -> Iterator[int]:
    """The sandbox over HTTP in a thread; gives the port."""
    warnings: list[str] = []
    options = {} if sleep is None else {"sleep": sleep}
    server = Server(application(sandbox, warn=warnings.append, **options), "127.0.0.1", 0, threads=4)  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.port
    finally:
        server.stop()
        thread.join(20)
        assert not warnings


def spread(params: dict[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (name, each)
        for name, value in params.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def digits(text: str | None) -> str:
    return "".join(char for char in text or "" if char.isdigit())


def path_of(url: str | None) -> str:
    return urlsplit(url or "").path
