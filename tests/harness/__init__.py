"""A server of raw sockets for tests of anything that speaks HTTP.

    def handler(connection):                       # called for every request, in a thread
        connection.answer(200, answer_xml(connection.request))

    with RawServer(handler) as server:             # port 0 of loopback
        ...  server.url ...
        assert server.count == 1                   # requests that arrived, whole or in part
        assert server.requests[0].pairs == [("username", "joe"), ...]

It shares no code with `wire`, so that a mistake there cannot hide itself here: forms are decoded, and XML
is written, by this package. `Connection` has a method for each way of answering badly. With
`tls=server_context(...)` the server speaks TLS. A handler that waits uses `connection.wait()`, which ends
with the server, never `time.sleep`.
"""

from __future__ import annotations

from tests.harness.certificates import Certificates, server_context
from tests.harness.forms import pairs_of
from tests.harness.server import Connection, RawServer, Received
from tests.harness.xml import answer_xml, cltrid_of, echoing

__all__ = [
    "Certificates",
    "Connection",
    "RawServer",
    "Received",
    "answer_xml",
    "cltrid_of",
    "echoing",
    "pairs_of",
    "server_context",
]
