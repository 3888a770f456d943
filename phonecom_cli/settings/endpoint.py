"""Which URLs credentials may be sent to, and when two of them are the same place."""

from __future__ import annotations

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def check_endpoint(url: str) -> str:
    """The URL, when requests with a password may be sent to it: https, or http to this machine itself.

    Raises:
        ValueError: it is another kind of URL; the message says what would be right, without the URL's
            own text, which may hold a password.
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is not a URL that can be read") from None
    if any(ord(character) <= 32 or ord(character) > 126 for character in url):
        raise ValueError("a URL has no spaces, control characters or letters beyond ASCII")
    if parts.scheme not in ("https", "http") or not host:
        raise ValueError("a URL starts with https:// and a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a URL holds no username or password: they are sent in the request's body")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ValueError("a URL has no ? or # part: parameters are sent in the request's body")
    if port == 0:
        raise ValueError("a URL's port is 1 to 65535")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("plain http is for this machine only (localhost, 127.0.0.1, ::1); use https")
    return url


def is_loopback(host: str) -> bool:
    """Whether a host name is this machine itself."""
    if host in LOOPBACK:
        return True
    numbers = host.split(".")
    return len(numbers) == 4 and numbers[0] == "127" and all(n.isascii() and n.isdigit() for n in numbers)


def origin(url: str) -> tuple[str, str, int]:
    """The scheme, host and port of a URL: what must be equal for a stored password to go there."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").rstrip("."), port
