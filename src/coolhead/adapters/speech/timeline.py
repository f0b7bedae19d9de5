"""Puts what both channels yield in the order of time, with places kept for words to come."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Final

from coolhead.call.events import Event

# At the same moment: who fell silent, who began, what was said, then the passing of time.
STOPPED: Final = 0
STARTED: Final = 1
HEARD: Final = 2
NOTICED: Final = 3
PASSED: Final = 4


@dataclass(order=True)
class Place:
    """A place in the timeline; ``events`` is None until its words are known."""

    at: float
    rank: int
    number: int
    events: tuple[Event, ...] | None = field(compare=False)


class Timeline:
    """A queue of places by time; ties go by rank, then by the order of arrival."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._count = 0

    def add(self, at: float, rank: int, *events: Event) -> None:
        """Put events at their place."""
        self._push(at, rank, events)

    def reserve(self, at: float) -> Place:
        """Keep a place for words; fill it by setting its ``events``."""
        return self._push(at, HEARD, None)

    def ready(self, until: float) -> Place | None:
        """Take the first place if it lies before ``until`` and its words are known."""
        first = self._places[0] if self._places else None
        if first is None or first.at >= until or first.events is None:
            return None
        return heapq.heappop(self._places)

    def _push(self, at: float, rank: int, events: tuple[Event, ...] | None) -> Place:
        place = Place(at, rank, self._count, events)
        self._count += 1
        heapq.heappush(self._places, place)
        return place
