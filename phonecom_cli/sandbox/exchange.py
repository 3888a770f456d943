"""What goes into the sandbox and what comes out, whichever way it travels."""

from __future__ import annotations

from typing import NamedTuple

ENDPOINT_PATH = "/special/xmlapi"
"""Where the API is, as in the guide's URLs."""

DEFAULT_BASE_URL = "http://127.0.0.1:8650"
"""Where recordings and previews are said to be as long as `sandbox serve` has not said otherwise."""


class HttpRequest(NamedTuple):
    """One request.

    Attributes:
        method: GET, POST or HEAD.
        path: the path of the URL, decoded.
        query: the query string, as it came.
        body: the body, as it came.
        content_type: the body's type; a form where nothing is said.
        remote_addr: whose request it is; some accounts are known by it.
        base_url: scheme and authority the client used; "" in process.
        via: "process" or "http", for the log of requests.
    """

    method: str
    path: str
    query: bytes = b""
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    remote_addr: str = "127.0.0.1"
    base_url: str = ""
    via: str = "process"


class HttpResponse(NamedTuple):
    """One answer.

    Attributes:
        status: the HTTP status.
        headers: in order, without Content-Length.
        body: the whole body.
        delay: seconds to wait before the first byte is sent (a rehearsed latency).
        drip: seconds to wait between every 16 bytes of the body (a rehearsed slow line).
        missing: how many bytes more than the body holds a Content-Length should promise (a rehearsed cut).
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay: float = 0.0
    drip: float = 0.0
    missing: int = 0

    @property
    def content_type(self) -> str:
        """The type of the body; "" where none is said."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")


class SandboxCut(Exception):
    """The sandbox was told to reset this connection instead of answering.

    Attributes:
        sent: whether the request had left the client: always true, since the sandbox has read it.
        carried_out: whether the action was carried out before the cut, which no client can know.
        delay: seconds to wait before the cut.
    """

    def __init__(self, *, carried_out: bool, delay: float = 0.0) -> None:
        super().__init__("the connection was reset by the sandbox, as it was told to")
        self.sent = True
        self.carried_out = carried_out
        self.delay = delay
