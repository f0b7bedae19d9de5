"""A feed over a WebSocket."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Mapping
from typing import cast

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Origin

from coolhead.client.errors import error_of, unreachable
from coolhead.client.feeds import FeedItem, item_of


async def socket_items(
    server: str, path: str, headers: Mapping[str, str]
) -> AsyncIterator[FeedItem]:
    """The items of the feed at this path until it is closed; raises ``ApiError``.

    Of ``headers`` the key or the session's cookie is sent; with a cookie the server's own origin
    is named, as a page of it would.
    """
    url = httpx.URL(server)
    secure = url.scheme == "https"
    where = str(url.copy_with(scheme="wss" if secure else "ws")).rstrip("/")
    known = {k: v for k, v in headers.items() if k.lower() in {"authorization", "cookie"}}
    port = f":{url.port}" if url.port else ""
    page = None if "authorization" in known else f"{url.scheme}://{url.host}{port}"
    try:
        async with connect(
            where + path,
            additional_headers=known,
            origin=cast("Origin | None", page),
            ssl=ssl.create_default_context() if secure else None,
            max_size=None,
            proxy=None,
        ) as socket:
            async for text in socket:
                if (item := item_of(text)) is not None:
                    yield item
    except InvalidStatus as error:
        body = bytes(error.response.body or b"")
        raise error_of(httpx.Response(error.response.status_code, content=body)) from error
    except ConnectionClosed:
        return
    except (OSError, InvalidHandshake) as error:
        raise unreachable(error) from error
