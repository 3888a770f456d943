"""Certificates, good and bad, made when they are needed."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import trustme


class Certificates:
    """A certificate authority of the tests, and one that nobody trusts."""

    def __init__(self, folder: Path) -> None:
        self._ours = trustme.CA()
        self._other = trustme.CA()
        self.bundle = folder / "authority.pem"
        self._ours.cert_pem.write_to_path(self.bundle)

    def good(self) -> trustme.LeafCert:
        return self._ours.issue_cert("127.0.0.1", "localhost")

    def untrusted(self) -> trustme.LeafCert:
        return self._other.issue_cert("127.0.0.1", "localhost")

    def expired(self) -> trustme.LeafCert:
        return self._ours.issue_cert(
            "127.0.0.1",
            not_before=datetime(2020, 1, 1, tzinfo=UTC),
            not_after=datetime(2021, 1, 1, tzinfo=UTC),
        )

    def wrong_host(self) -> trustme.LeafCert:
        return self._ours.issue_cert("elsewhere.example")


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """What `RawServer(tls=...)` takes."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
