"""The port of saved searches: each person's own, found again by name."""

from __future__ import annotations

from typing import Any, Final, Protocol

import msgspec

# More than this nobody finds anything among.
MOST_SEARCHES: Final = 50


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search among calls that a person keeps.

    ``user`` is the id of whose it is; ``query`` the parameters of the search as they were given,
    by name. ``saved_at`` is RFC 3339.
    """

    workspace: str
    user: str
    name: str
    query: dict[str, Any]
    saved_at: str


class SearchBook(Protocol):
    """Keeps saved searches. Every method may raise ``StorageError``."""

    async def searches(self, workspace: str, user: str) -> list[SavedSearch]:
        """Every search of a person, by name."""

    async def put(self, search: SavedSearch) -> bool:
        """Keep a search in place of the person's one of its name.

        False, and nothing is kept, where they have ``MOST_SEARCHES`` others already.
        """

    async def remove(self, workspace: str, user: str, name: str) -> bool:
        """Remove a search; false where there was none."""
