"""The items of a feed, read from Server-Sent Events or from a WebSocket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

import httpx
import msgspec

_BYTES_OF_ITEM: Final = 64 * 1024 * 1024


class FeedItem(msgspec.Struct, frozen=True):
    """One item: ``type`` is one of the kinds in ``docs/http_api.md``: ``state``, ``moment``, ….

    A feed can be taken up again after the ``seq`` of an item that has one.
    """

    type: str
    data: Any
    seq: int | None = None


async def items_of(response: httpx.Response) -> AsyncIterator[FeedItem]:
    """The items of an answer of ``text/event-stream``."""
    fields: dict[bytes, bytes] = {}
    async for line in _lines(response.aiter_bytes()):
        if line:
            name, _, value = line.partition(b":")
            # A line that begins with a colon is a comment: the server shows that it is there.
            if name:
                fields[name] = value.removeprefix(b" ")
        elif b"data" in fields:
            yield _item(fields)
            fields = {}


def item_of(text: str | bytes) -> FeedItem | None:
    """The item of a WebSocket's message; None for a heartbeat."""
    item = msgspec.json.decode(text, type=_Framed)
    return None if item.type == "heartbeat" else FeedItem(item.type, item.data, item.seq)


class _Framed(msgspec.Struct, frozen=True):
    type: str
    data: Any = None
    seq: int | None = None


def _item(fields: dict[bytes, bytes]) -> FeedItem:
    seq = fields.get(b"id", b"")
    return FeedItem(
        fields.get(b"event", b"message").decode(),
        msgspec.json.decode(fields[b"data"]),
        int(seq) if seq.isdigit() else None,
    )


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Lines by CR LF or LF alone: what is said may hold what else Unicode ends lines with."""
    rest = b""
    async for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.removesuffix(b"\r")
        if len(rest) > _BYTES_OF_ITEM:
            raise ValueError("an item of the feed is larger than 64 MB")
