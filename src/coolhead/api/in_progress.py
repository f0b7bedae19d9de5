"""Writes that are being worked on, so that none is begun twice at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from coolhead.api.problems import ApiProblem


class InProgress:
    """The keys of the writes that are being worked on in this process."""

    def __init__(self) -> None:
        self._keys: set[tuple[str, str, str]] = set()

    @contextmanager
    def one(self, key: tuple[str, str, str]) -> Iterator[None]:
        """Work on this key; raises a problem (409) while somebody else does."""
        if key in self._keys:
            raise ApiProblem(
                409,
                "in_progress",
                "The same write is being worked on",
                "Send it again in a moment to get its answer.",
                headers={"Retry-After": "1"},
            )
        self._keys.add(key)
        try:
            yield
        finally:
            self._keys.discard(key)
