"""Where each utterance stands on the page, and links that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.adapters.formats.page.markup import Html, element, joined
from coolhead.adapters.formats.page.wording import clock
from coolhead.call.state import Heard

# The ids that Coolhead gives serve as they are. One that a file brought could hold anything, also
# the name of a section of the page, so it is replaced by its place in the call.
_OWN: Final = re.compile(r"u[0-9]{1,9}", re.ASCII)
# More links than these in a row are no longer looked through; the transcript has them all.
_SHOWN: Final = 12


class Places:
    """The utterances in the order in which they were said, and the anchor of each."""

    def __init__(self, heard: Iterable[Heard]) -> None:
        self.in_order = sorted(heard, key=lambda h: (h.utterance.start, h.seq))
        self._heard = {h.utterance.id: h for h in self.in_order}
        self._anchors = {
            name: name if _OWN.fullmatch(name) else f"said-{place}"
            for place, name in enumerate(self._heard)
        }

    def find(self, utterance: str | None) -> Heard | None:
        """The utterance of this id, or None."""
        return self._heard.get(utterance) if utterance is not None else None

    def anchor(self, utterance: str) -> str | None:
        """The ``id`` of the utterance's element; None for one that was not heard."""
        return self._anchors.get(utterance)

    def link(self, utterance: str | None, at: float | None = None) -> Html:
        """A time that leads to the utterance: ``at``, else when it began.

        Where the utterance is not known, just the time; without one its id.
        """
        known = self.find(utterance)
        if known is None or utterance is None:
            return Html(clock(at)) if at is not None else Html(utterance)
        shown = clock(known.utterance.start if at is None else at)
        return element("a", shown, href=f"#{self._anchors[utterance]}", class_="at")

    def links(self, utterances: Iterable[str]) -> Html | None:
        """The times of several utterances, each once and in order; None where there are none."""
        ids = list(dict.fromkeys(utterances))
        if not ids:
            return None
        known = sorted(
            (name for name in ids if name in self._heard),
            key=lambda name: self._heard[name].utterance.start,
        )
        unknown = [name for name in ids if name not in self._heard]
        shown = [self.link(name) for name in [*known, *unknown][:_SHOWN]]
        more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else None
        return element("span", "from ", joined(", ", shown), more, class_="from")
