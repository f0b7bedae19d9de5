"""A small typed client of a Coolhead server, over httpx.

    async with Client("http://127.0.0.1:8710", key="chk_…") as client:
        async for item in client.feed("c-2041"):
            print(item.type, item.data)

Errors are ``ApiError``s, which say what the server said.
"""

from coolhead.client.client import Client
from coolhead.client.errors import ApiError
from coolhead.client.feeds import FeedItem

__all__ = ["ApiError", "Client", "FeedItem"]
