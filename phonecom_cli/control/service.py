"""The web service that answers Phone.com: a WSGI application.

    PHONECOM_CONTROL_TOKEN=... gunicorn 'phonecom_cli.control.service:application("routes.toml")'

`GET` and `POST /call/TOKEN` answer a request of the guide's with one command as `text/plain`, `/healthz`
answers `ok`; everything else is 404. It keeps nothing between two requests but the routes themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from phonecom_cli.control.addresses import Addresses, read_networks
from phonecom_cli.control.decide import PARAMETERS, CallRequest, Decision, decide
from phonecom_cli.control.decisionlog import DecisionLog, Values, log_to_file, log_to_stream, mask_tones
from phonecom_cli.control.routesfile import RoutesFile
from phonecom_cli.control.tokens import Tokens, read_token_file, read_tokens
from phonecom_cli.errors import SettingsError
from phonecom_cli.world import World, real_world

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

TOKEN_VARIABLE = "PHONECOM_CONTROL_TOKEN"  # noqa: S105 - the variable's name
CALL_PATH = "/call/"
HEALTH_PATH = "/healthz"
BODY_LIMIT = 64 * 1024
"""Bytes of a POST; a call's fields are a few hundred."""
QUERY_LIMIT = 16 * 1024
MOST_FIELDS = 100
_FORM = "application/x-www-form-urlencoded"


class HttpProblem(Exception):
    """A request that is answered with a status other than 200."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Service:
    """The WSGI application. `tokens` may be exchanged while it serves."""

    def __init__(
        self,
        routes: RoutesFile,
        tokens: Tokens,
        log: DecisionLog,
        addresses: Addresses,
        now: Callable[[], datetime],
    ) -> None:
        self.routes = routes
        self.tokens = tokens
        self.log = log
        self._addresses = addresses
        self._now = now

    def __call__(self, environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        status = "200 OK"
        allow: list[tuple[str, str]] = []
        try:
            text = self._answer(environ)
        except HttpProblem as problem:
            status, text = problem.status, f"{problem.reason}\n"
            allow = [("Allow", "GET, POST")] if status.startswith("405") else []
            self.log(
                "refused",
                client=self._addresses.client(environ),
                status=int(status[:3]),
                reason=problem.reason,
            )
        body = text.encode()
        # The guide asks for exactly text/plain; the character set is only named when it matters.
        kind = "text/plain" if len(body) == len(text) else "text/plain; charset=utf-8"
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *allow,
        ]
        start_response(status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _answer(self, environ: Mapping[str, Any]) -> str:
        path = environ.get("PATH_INFO", "")
        if path == HEALTH_PATH:
            return "ok\n"
        if not path.startswith(CALL_PATH):
            raise HttpProblem("404 Not Found", "there is nothing here")
        client = self._addresses.client(environ)
        if not self._addresses.allow(client):
            raise HttpProblem("403 Forbidden", "this address is not on the allow list")
        if not self.tokens.accept(path[len(CALL_PATH) :]):
            raise HttpProblem("404 Not Found", "there is nothing here")
        started = perf_counter()
        self.routes.look()
        request = _read(environ)
        if not request.unique_id and not request.dialed:
            raise HttpProblem("400 Bad Request", "not a call: uniqueID and dialedNumber are missing")
        decision = self._decide(request)
        self.log.tell("decision", partial(_told, request, decision, client, perf_counter() - started))
        return decision.command

    def _decide(self, request: CallRequest) -> Decision:
        routes = self.routes.routes  # read once: a reload may exchange them at any moment
        try:
            return decide(routes, request, self._now())
        except Exception as error:  # noqa: BLE001 - a caller is waiting: a mistake of ours must not hang up on him
            self.log("mistake", uniqueID=request.unique_id, error=type(error).__name__)
            return Decision(routes.default.wire, "default", "default")


def _told(request: CallRequest, decision: Decision, client: str, seconds: float) -> Values:
    """What the log says of a decision."""
    return {
        "client": client,
        "uniqueID": request.unique_id,
        "dialedNumber": request.dialed,
        "callerIdNumber": request.caller,
        "callerIdName": request.caller_name,
        "previous": request.previous and mask_tones(request.previous),
        "digits": "*" * min(len(request.digits), 20),
        "duration": request.duration,
        "error": request.error and mask_tones(request.error),
        "decided": decision.kind,
        "rule": decision.place,
        "command": decision.command and mask_tones(decision.command),
        "ms": round(seconds * 1000, 3),
    }


def _read(environ: Mapping[str, Any]) -> CallRequest:
    """The request's fields, from its query and, of a POST, its body. Of a doubled field the first counts."""
    method = environ["REQUEST_METHOD"]
    if method not in ("GET", "POST"):
        raise HttpProblem("405 Method Not Allowed", "only GET and POST")
    query = environ.get("QUERY_STRING", "")
    if len(query) > QUERY_LIMIT:
        raise HttpProblem("414 URI Too Long", f"the query is longer than {QUERY_LIMIT} bytes")
    values = [""] * len(PARAMETERS)
    _fill(values, query)
    if method == "POST":
        _fill(values, _body(environ))
    return CallRequest._make(values)


_INDEX = {name: index for index, name in enumerate(PARAMETERS)}


def _fill(values: list[str], text: str) -> None:
    """Fill in the guide's fields of a query or form. `parse_qsl` takes three times as long and decodes all."""
    if text.count("&") > MOST_FIELDS:
        raise HttpProblem("400 Bad Request", f"more than {MOST_FIELDS} fields")
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        index = _INDEX.get(name)
        if index is None:
            index = _INDEX.get(_decoded(name))
        if index is not None and value and not values[index]:
            values[index] = _decoded(value).strip()


_ESCAPES = {f"{code:02{kind}}": chr(code) for code in range(0x80) for kind in "xX"}


def _decoded(value: str) -> str:
    """A form-encoded value; what is ASCII without the detour of `unquote_plus` over bytes."""
    if "+" in value:
        value = value.replace("+", " ")
    if "%" not in value:
        return value
    first, *rest = value.split("%")
    pieces = [first]
    for piece in rest:
        character = _ESCAPES.get(piece[:2])
        if character is None:
            return unquote(value, errors="replace")
        pieces.append(character)
        pieces.append(piece[2:])
    return "".join(pieces)


def _body(environ: Mapping[str, Any]) -> str:
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind not in ("", _FORM):
        raise HttpProblem("415 Unsupported Media Type", f"a POST must be {_FORM}")
    given = environ.get("CONTENT_LENGTH") or ""
    if given:
        length = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else BODY_LIMIT + 1
    else:
        # Without a length only a server that ends the stream itself may be read from.
        length = BODY_LIMIT + 1 if environ.get("wsgi.input_terminated") else 0
    if given and length > BODY_LIMIT:
        raise HttpProblem("413 Content Too Large", f"the body is longer than {BODY_LIMIT} bytes")
    data: bytes = environ["wsgi.input"].read(length) if length else b""
    if len(data) > BODY_LIMIT:
        raise HttpProblem("413 Content Too Large", f"the body is longer than {BODY_LIMIT} bytes")
    return data.decode("utf-8", "replace")


def application(
    routes_path: str,
    *,
    token: str | None = None,
    token_file: str | None = None,
    log: str | None = None,
    allow: Sequence[str] = (),
    proxies: Sequence[str] = (),
    world: World | None = None,
) -> Service:
    """The service as a WSGI application, for gunicorn and other servers.

    Args:
        routes_path: the routes file. It is read again when it changes; a broken one keeps the old rules.
        token: the secret of the URL `/call/TOKEN`, one or two separated by a space.
        token_file: a file with one or two tokens. With neither, PHONECOM_CONTROL_TOKEN is taken.
        log: a file for the decisions; stderr without.
        allow: addresses and ranges that may ask; everyone when empty.
        proxies: addresses and ranges whose X-Forwarded-For is believed.
        world: the surroundings; the process's own without.

    Raises:
        SettingsError: the routes file or a token cannot be used, or there is no token.
        LocalError, UsageError, CredentialsError: a file cannot be read, or others can read the token's.
    """
    world = world or real_world()
    tokens = find_tokens(token or world.environ.get(TOKEN_VARIABLE, ""), token_file)
    if tokens is None:
        raise SettingsError(
            "the service needs a token", hint=f"Set {TOKEN_VARIABLE}, or give token or token_file."
        )
    addresses = Addresses(read_networks(allow, "allow"), read_networks(proxies, "proxies"))
    writer = log_to_file(Path(log)) if log else log_to_stream(world.stderr)
    routes = RoutesFile(Path(routes_path), writer, world.monotonic)
    return Service(routes, tokens, writer, addresses, world.now)


def find_tokens(text: str, token_file: str | None) -> Tokens | None:
    """The tokens of a file, else of a text; None when there is neither."""
    if token_file:
        return read_token_file(Path(token_file))
    return read_tokens(text, TOKEN_VARIABLE) if text else None
