"""Commands that need more than the core say which extra to install."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from coolhead.errors import MissingExtraError


@contextmanager
def server_extra() -> Iterator[None]:
    """Around the import of the server; raises ``MissingExtraError`` where a package is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "coolhead":
            raise
        raise MissingExtraError("the server", extra="server") from error
