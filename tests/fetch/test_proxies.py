"""Which URLs go through a proxy."""

from __future__ import annotations

import pytest

from phonecom_cli.errors import SettingsError
from phonecom_cli.fetch.proxies import proxy_for

PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ""),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": PROXY}, PROXY),
        ({"https_proxy": PROXY, "HTTPS_PROXY": "http://other"}, PROXY),
        ({"HTTPS_PROXY": "proxy.example:3128"}, PROXY),
        ({"HTTPS_PROXY": ""}, ""),
        ({"HTTP_PROXY": PROXY, "ALL_PROXY": PROXY}, ""),
    ],
)
def test_the_proxy_of_an_https_url(environ: dict[str, str], expected: str) -> None:
    assert proxy_for("https", "control.phone.com", None, environ) == expected
    assert proxy_for("http", "localhost", 8650, environ) == ""


@pytest.mark.parametrize(
    ("no_proxy", "host", "exempt"),
    [
        ("phone.com", "control.phone.com", True),
        (".phone.com", "control.phone.com", True),
        ("*.phone.com", "control.phone.com", True),
        ("PHONE.com.", "control.phone.com", False),
        ("Phone.Com", "CONTROL.phone.com.", True),
        ("phone.com", "notphone.com", False),
        ("one.com", "control.phone.com", False),
        ("control.phone.com:443", "control.phone.com", True),
        ("control.phone.com:8443", "control.phone.com", False),
        ("*", "control.phone.com", True),
        ("a.example, phone.com", "control.phone.com", True),
        ("a.example phone.com", "control.phone.com", True),
        (",,", "control.phone.com", False),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("10.0.0.0/8", "control.phone.com", False),
        ("nonsense/99", "10.1.2.3", False),
        ("::1", "[::1]", True),
        ("[::1]:443", "::1", True),
        ("fd00::/8", "fd00::1", True),
        ("/", "control.phone.com", False),
    ],
)
def test_no_proxy(no_proxy: str, host: str, *, exempt: bool) -> None:
    found = proxy_for("https", host, None, {"HTTPS_PROXY": PROXY, "NO_PROXY": no_proxy})
    assert found == ("" if exempt else PROXY)


def test_a_kind_of_proxy_that_is_not_supported_is_not_quoted() -> None:
    with pytest.raises(SettingsError) as caught:
        proxy_for("https", "x.example", None, {"HTTPS_PROXY": "socks5://user:word@proxy.example"})
    assert "word" not in str(caught.value)
