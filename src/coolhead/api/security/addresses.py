"""Where a request comes from."""

from __future__ import annotations

import ipaddress
from typing import Final

from starlette.requests import HTTPConnection

# What one customer of a provider is given of IPv6 (RFC 6177): its addresses are one sender's.
_IPV6_PREFIX: Final = 64


def address_of(connection: HTTPConnection) -> str:
    """The address of the peer, "" where it has none.

    Behind a proxy it is the proxy's word, which the HTTP server takes from those it trusts only.
    """
    return connection.client.host if connection.client is not None else ""


def sender_of(address: str) -> str:
    """What rate limits count by: the address, of IPv6 its network."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, _IPV6_PREFIX), strict=False))
