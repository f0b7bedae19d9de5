"""Words that are still being said: for the screen alone, never told to the call."""

from __future__ import annotations

from coolhead.call.vocabulary import Party
from coolhead.services.live.ports import Show


class InterimWords:
    """Which words of each party are shown; ``show`` None shows none. Used on the event loop."""

    def __init__(self, show: Show | None) -> None:
        self._show = show
        self._asked: set[Party] = set()
        self._over: dict[Party, float] = {}
        self._shown: set[Party] = set()

    def is_free(self, party: Party) -> bool:
        """Whether no answer about this party is waited for: one at a time is enough."""
        return party not in self._asked

    def ask(self, party: Party) -> None:
        """An answer is waited for."""
        self._asked.add(party)

    def answered(self, party: Party) -> None:
        """It has come, or will not."""
        self._asked.discard(party)

    def over(self, party: Party, until: float) -> None:
        """What was said up to this time is to be told as an utterance."""
        self._over[party] = max(until, self._over.get(party, 0.0))

    def show(self, party: Party, start: float, text: str) -> None:
        """Show words that began at ``start``, unless they came after the utterance was known."""
        if self._show is None or start < self._over.get(party, 0.0):
            return
        if text:
            self._shown.add(party)
            self._show(party, text)

    def take_away(self, party: Party) -> None:
        """The utterance had no words after all."""
        if self._show is not None and party in self._shown:
            self._shown.discard(party)
            self._show(party, "")
