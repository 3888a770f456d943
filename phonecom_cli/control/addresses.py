"""Who is asking: the client's address, behind trusted proxies too, and whether it is on the allow list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, NamedTuple, TypeAlias

from phonecom_cli.errors import InvalidValue

Network: TypeAlias = "IPv4Network | IPv6Network"


class Addresses(NamedTuple):
    """The allow list (empty: everyone) and the proxies whose X-Forwarded-For is believed."""

    allowed: tuple[Network, ...] = ()
    proxies: tuple[Network, ...] = ()

    def client(self, environ: Mapping[str, Any]) -> str:
        """The client's address: the nearest that is not a trusted proxy."""
        here = str(environ.get("REMOTE_ADDR", ""))
        if not self.proxies or not _within(here, self.proxies):
            return here
        # Each proxy appends whom it heard from, so the list is read from its end as far as it is trusted.
        for text in reversed(str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
            if _address(text.strip()) is None:
                return here
            here = text.strip()
            if not _within(here, self.proxies):
                return here
        return here

    def allow(self, client: str) -> bool:
        """Whether this client may ask."""
        return not self.allowed or _within(client, self.allowed)


def read_networks(texts: Sequence[str], option: str) -> tuple[Network, ...]:
    """Networks from addresses (`192.0.2.7`) and ranges (`192.0.2.0/24`).

    Raises:
        InvalidValue: naming the option and what is wrong.
    """
    found: list[Network] = []
    for text in texts:
        try:
            found.append(ip_network(text))
        except ValueError as error:
            raise InvalidValue(
                f"{option} {text}: {error}", hint="Write 192.0.2.7 or 192.0.2.0/24."
            ) from error
    return tuple(found)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return address if mapped is None else mapped


def _within(text: str, networks: tuple[Network, ...]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in networks)
