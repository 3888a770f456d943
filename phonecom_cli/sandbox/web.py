"""The sandbox as a WSGI application: the API, recordings and previews, and the sandbox's own calls."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from phonecom_cli.errors import LocalError
from phonecom_cli.sandbox import manage
from phonecom_cli.sandbox.engine import Sandbox
from phonecom_cli.sandbox.exchange import HttpRequest, HttpResponse, SandboxCut
from phonecom_cli.serving import ABORT

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DROP = 16
"""How many bytes of a slow line come at a time."""

_HOST = re.compile(r"[A-Za-z0-9.-]{1,255}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)


def application(
    sandbox: Sandbox, *, warn: Callable[[str], None], sleep: Callable[[float], None] = time.sleep
) -> WSGIApplication:
    """A WSGI application that answers from an open sandbox.

    Args:
        sandbox: what answers.
        warn: hears of requests that failed because of this machine.
        sleep: passes the time of rehearsed latency and slow lines.
    """

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        http = _request(environ)
        try:
            own = http.path.startswith(manage.PREFIX)
            response = manage.answer(sandbox, http) if own else sandbox.handle(http)
        except SandboxCut as cut:
            sleep(cut.delay)
            environ[ABORT]()
        except LocalError as error:
            warn(error.message)
            response = HttpResponse(500, _TEXT, b"The sandbox cannot use its state\n")
        sleep(response.delay)
        length = len(response.body) + response.missing
        status = f"{response.status} {HTTPStatus(response.status).phrase}"
        start_response(status, [*response.headers, ("Content-Length", str(length))])
        if http.method == "HEAD":
            return []
        return _drops(response, sleep) if response.drip else [response.body]

    return app


def _request(environ: WSGIEnvironment) -> HttpRequest:
    # What WSGI hands over as text is bytes, one a character.
    path: str = environ.get("PATH_INFO", "")
    body: Any = environ["wsgi.input"]
    host: str = environ.get("HTTP_HOST", "")
    return HttpRequest(
        method=environ["REQUEST_METHOD"],
        path=path.encode("latin-1").decode("utf-8", "replace"),
        query=environ.get("QUERY_STRING", "").encode("latin-1", "replace"),
        body=body.read(int(environ.get("CONTENT_LENGTH") or 0)),
        content_type=environ.get("CONTENT_TYPE", ""),
        remote_addr=environ.get("REMOTE_ADDR", ""),
        base_url=f"{environ['wsgi.url_scheme']}://{host}" if _HOST.fullmatch(host) else "",
        via="http",
    )


def _drops(response: HttpResponse, sleep: Callable[[float], None]) -> Iterator[bytes]:
    for start in range(0, len(response.body), DROP):
        if start:
            sleep(response.drip)
        yield response.body[start : start + DROP]
