"""A cue that is due, and for what reason."""

from __future__ import annotations

import msgspec

Evidence = tuple[int, tuple[str, ...]]
"""A place in ``CallState.heard``, and the signals there that are the reason."""


def evidence(place: int, *names: str) -> Evidence:
    """The utterance at a place, for its signal of one of these names; quoted when it is shown."""
    return place, names


class Due(msgspec.Struct, frozen=True, gc=False):
    """A cue that is due: the evidence, a line of reason, and what makes this reason *this* one.

    ``key`` tells reasons apart (an utterance's id): a reason that has been shown is not shown
    again. ``standing`` reasons (an abuse not yet answered, a removal not yet confirmed) come back
    until they are dealt with. ``variant`` chooses among a cue's phrases.
    """

    key: str
    reason: str
    why: Evidence | None = None
    variant: str | None = None
    standing: bool = False
