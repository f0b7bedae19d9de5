"""Figures whose calls change after the call is over: promises, answers, customers who come again.

Calls behind any other figure have its facet (``figures.py``); those behind these are found by what
is so at the moment of asking.
"""

from __future__ import annotations

from typing import Final

PROMISES: Final = ("kept", "late", "broken")
SETTLED_ANSWERS: Final = ("yes", "partly", "no")
RATINGS: Final = (1, 2, 3, 4, 5)
HOURS: Final = tuple(range(24))

AGAIN: Final = "again"
CAME_BACK: Final = "came_back"
ASKED: Final = "asked"
ANSWERED: Final = "answered"
RATED: Final = "rated"
PROMISED: Final = "promises"
SETTLED: Final = "settled"
SATISFACTION: Final = "satisfaction"
ABUSE_AT: Final = "abuse_at"

CHANGING: Final = frozenset(
    {
        AGAIN,
        CAME_BACK,
        ASKED,
        ANSWERED,
        RATED,
        *(f"{PROMISED}:{each}" for each in PROMISES),
        *(f"{SETTLED}:{each}" for each in SETTLED_ANSWERS),
        *(f"{SATISFACTION}:{each}" for each in RATINGS),
        # The hour is fixed, but so few ask for it that it has no facet.
        *(f"{ABUSE_AT}:{each}" for each in HOURS),
    }
)
