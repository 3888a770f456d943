"""An HTTP server that records requests and answers with a file: the standard library's, independent of the tool's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl


class Recorded(NamedTuple):
    """One request as it came: the path with its query, the content type and the decoded form."""

    path: str
    content_type: str
    form: list[tuple[str, str]]


class Recorder(ThreadingHTTPServer):
    """Answers every POST with `answer` and keeps what came in `requests`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = b""
        self.status = 200
        self.requests: list[Recorded] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/special/xmlapi"


class _Handler(BaseHTTPRequestHandler):
    server: Recorder

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        form = parse_qsl(body, keep_blank_values=True, strict_parsing=True)
        self.server.requests.append(Recorded(self.path, self.headers["Content-Type"], form))
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def recording(answer: bytes) -> Iterator[Recorder]:
    """A recorder that runs while the block does."""
    with Recorder() as server:
        server.answer = answer
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
