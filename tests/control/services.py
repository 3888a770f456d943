"""The service in process, asked as a WSGI server asks it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from phonecom_cli.control.addresses import Addresses
from phonecom_cli.control.decisionlog import DecisionLog
from phonecom_cli.control.routesfile import RoutesFile
from phonecom_cli.control.service import Service
from phonecom_cli.control.tokens import read_tokens

TOKEN = "kT9rWq2LxZ7vBn4MfHs8Yd"
OTHER_TOKEN = "0123456789abcdef0123456789abcdee"
FIELDS = {
    "uniqueID": "abc-1",
    "dialedNumber": "18585608120",
    "callerIdNumber": "16195550134",
    "callerIdName": "JOHN DOE",
}
NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""A Monday, noon in New York."""


class Answered(NamedTuple):
    """What came back."""

    status: str
    kind: str
    text: str


def make_service(
    routes: str | Path,
    *,
    log: Callable[[str], None] = lambda _line: None,
    addresses: Addresses | None = None,
    tokens: str = TOKEN,
    monotonic: Callable[[], float] = lambda: 0.0,
) -> Service:
    """A service of these routes, a text or a file."""
    decisions = DecisionLog(log)
    if isinstance(routes, Path):
        file = RoutesFile(routes, decisions, monotonic)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "routes.toml"
            path.write_text(routes)
            file = RoutesFile(path, decisions, monotonic)
    return Service(file, read_tokens(tokens, "the test"), decisions, addresses or Addresses(), lambda: NOON)


def environ(
    fields: Mapping[str, str], *, method: str = "GET", path: str = f"/call/{TOKEN}"
) -> dict[str, Any]:
    """A WSGI environ with the fields in the query, or in the form of a POST."""
    encoded = urlencode(fields)
    found = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "" if method == "POST" else encoded,
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.input": io.BytesIO(encoded.encode() if method == "POST" else b""),
    }
    if method == "POST":
        found |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(encoded))}
    return found


def call(service: Service, request: dict[str, Any]) -> Answered:
    """One request."""
    found: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _info: Any = None) -> Any:
        found.extend((status, dict(headers)))
        return None

    body = b"".join(service(request, start_response))
    status, headers = found
    assert int(headers["Content-Length"]) == len(body) or request["REQUEST_METHOD"] == "HEAD"
    return Answered(status, headers["Content-Type"], body.decode())


def ask(
    service: Service, fields: Mapping[str, str], *, method: str = "GET", path: str = f"/call/{TOKEN}"
) -> Answered:
    """One call control request."""
    return call(service, environ(fields, method=method, path=path))
