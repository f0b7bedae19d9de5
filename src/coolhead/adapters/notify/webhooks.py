"""Posts to webhooks, signed as Standard Webhooks are (standardwebhooks.com): ``Poster``.

A URL is somebody's word, and the server stands where others cannot reach. So its host is looked up
by us, every address of it must be a public one, and the connection goes to that very address: a
name that means something else a moment later leads nowhere. Redirects are not followed, and proxies
of the environment are not used.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import httpx
from standardwebhooks.webhooks import Webhook

from coolhead import __version__
from coolhead.errors import InputError
from coolhead.services.sending.outbox import Outcome
from coolhead.services.sending.webhook import LONGEST_URL, Post

# Standard Webhooks, "Operational considerations": 15 to 30 seconds for the receiver to answer.
_TIMEOUT_S: Final = 15.0
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str, int], Awaitable[list[str]]]
"""The addresses of a host and a port."""


class HttpPoster:
    """``allow_private``: addresses that only this machine or its network can reach may be used.

    Addresses of links (169.254.0.0/16, where clouds keep their machines' credentials) never are.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        allow_private: bool = False,
        lookup: Lookup | None = None,
    ) -> None:
        self._now = now
        self._allow_private = allow_private
        self._lookup = lookup or _looked_up
        self._client = httpx.AsyncClient(
            timeout=_TIMEOUT_S, follow_redirects=False, trust_env=False, verify=True
        )

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def check(self, url: str) -> None:
        """See ``Poster.check``."""
        await self._address(url)

    async def post(self, post: Post) -> tuple[Outcome, bool]:
        """See ``Poster.post``."""
        try:
            address = await self._address(post.url)
        except InputError as error:
            return Outcome("again", error.reason), False
        url = httpx.URL(post.url)
        at = self._now().astimezone(UTC)
        headers = {
            "Host": url.netloc.decode("ascii"),
            "Content-Type": "application/json",
            "User-Agent": f"Coolhead/{__version__}",
            "webhook-id": post.id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(post.secret).sign(post.id, at, post.body),
        }
        request = self._client.build_request(
            "POST",
            url.copy_with(host=str(address)),
            headers=headers,
            content=post.body.encode(),
            extensions={"sni_hostname": url.host},
        )
        try:
            # What the receiver says beside its status is nothing to us, however long it is.
            async with asyncio.timeout(_TIMEOUT_S):
                answer = await self._client.send(request, stream=True)
                await answer.aclose()
        except (httpx.TimeoutException, TimeoutError):
            return Outcome("again", "the receiver did not answer in time"), False
        except httpx.HTTPError:
            return Outcome("again", "the receiver cannot be reached"), False
        if answer.is_success:
            return Outcome("taken"), False
        why = f"the receiver answered {answer.status_code}"
        gone = answer.status_code == HTTPStatus.GONE
        return Outcome("refused" if gone else "again", why), gone

    async def _address(self, url: str) -> _Ip:
        """The address to connect to; raises ``InputError`` where nothing may be sent."""
        host, port, scheme = _parts(url)
        try:
            addresses = [ipaddress.ip_address(each) for each in await self._lookup(host, port)]
        except (OSError, ValueError):
            addresses = []
        if not addresses:
            raise InputError("there is no such host", field="body.url", hint="Is it spelled right?")
        if not all(self._may_reach(each) for one in addresses for each in _meant_by(one)):
            raise InputError(
                "this leads to an address that is not public",
                field="body.url",
                hint="Where that is meant, the server needs the setting allow_private_webhooks.",
            )
        if scheme != "https" and not all(each.is_loopback for each in addresses):
            raise InputError(
                "a webhook is reached over https", field="body.url", hint="It begins with https://."
            )
        return addresses[0]

    def _may_reach(self, address: _Ip) -> bool:
        if address.is_multicast or address.is_link_local or address.is_unspecified:
            return False
        return self._allow_private or address.is_global


def _parts(url: str) -> tuple[str, int, str]:
    wrong = InputError(
        "this is no URL of a webhook", field="body.url", hint="Such as https://crm.example.com/in."
    )
    if len(url) > LONGEST_URL or not url.isascii() or any(each <= " " for each in url):
        raise wrong
    try:
        parts, read = urlsplit(url), httpx.URL(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, httpx.InvalidURL) as error:
        raise wrong from error
    has_user = parts.username is not None or parts.password is not None
    if parts.scheme not in {"http", "https"} or not parts.hostname or has_user or parts.fragment:
        raise wrong
    if read.host != parts.hostname:  # two readings of one URL lead to two places
        raise wrong
    return parts.hostname, port, parts.scheme


def _meant_by(address: _Ip) -> Iterator[_Ip]:
    """The address, and the IPv4 address that one of IPv6 may be carried on to."""
    yield address
    if isinstance(address, ipaddress.IPv6Address):
        carried = (address.ipv4_mapped, address.sixtofour, (address.teredo or (None, None))[1])
        yield from (each for each in carried if each is not None)
        if address in _NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


async def _looked_up(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]).partition("%")[0] for *_, address in found]
