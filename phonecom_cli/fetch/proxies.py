"""Which proxy a URL goes through: `HTTPS_PROXY` and `NO_PROXY`, for https only.

Plain http is for loopback, where a proxy would see the password: it never goes through one.
"""

from __future__ import annotations

from collections.abc import Mapping

from phonecom_cli.errors import SettingsError


def proxy_for(scheme: str, host: str, port: int | None, environ: Mapping[str, str]) -> str:
    """The URL of the proxy for requests to a host; "" for none.

    Raises:
        SettingsError: `HTTPS_PROXY` is not the URL of an HTTP proxy. The message does not quote it, for it
            may hold a password.
    """
    if scheme != "https":
        return ""
    # Lower case first, as curl does and for its reason: CGI sets the upper-case ones from headers.
    proxy = environ.get("https_proxy") or environ.get("HTTPS_PROXY") or ""
    if not proxy or _is_exempt(host, port, environ.get("no_proxy") or environ.get("NO_PROXY") or ""):
        return ""
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if not proxy.lower().startswith(("http://", "https://")):
        raise SettingsError(
            "HTTPS_PROXY names a proxy of a kind that is not supported.",
            hint="Give the URL of an HTTP proxy, such as http://proxy.example:3128.",
        )
    return proxy


def _is_exempt(host: str, port: int | None, no_proxy: str) -> bool:
    """Whether a comma-separated list of names, suffixes, addresses and networks holds this host."""
    host = host.strip("[]").rstrip(".").lower()
    for item in no_proxy.replace(" ", ",").split(","):
        entry = item.strip().lower()
        if entry == "*" or (entry and _matches(entry, host, port)):
            return True
    return False


def _matches(entry: str, host: str, port: int | None) -> bool:
    if "/" in entry:
        return _in_network(entry, host)
    name, colon, number = entry.rpartition(":")
    if colon and number.isdecimal() and (":" not in name or name.endswith("]")):
        if int(number) != (port or 443):
            return False
        entry = name
    entry = entry.strip("[]").lstrip("*").lstrip(".")
    return host == entry or host.endswith(f".{entry}")


def _in_network(network: str, host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
