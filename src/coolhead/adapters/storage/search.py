"""The words by which a call is found: the same on every database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.events import Envelope, UtteranceHeard

_WORD: Final = re.compile(r"\w+")
# Longer runs of letters are no words, and the column has an end.
_LONGEST: Final = 60
# One letter alone finds every call.
_SHORTEST: Final = 2


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order, each cut to 60 characters."""
    found = (word[:_LONGEST] for word in _WORD.findall(text.lower()))
    return [word for word in found if len(word) >= _SHORTEST]


def words_said(envelopes: Iterable[Envelope]) -> set[str]:
    """The words that were said in these events."""
    return {
        word
        for envelope in envelopes
        if isinstance(envelope.event, UtteranceHeard)
        for word in words_of(envelope.event.utterance.text)
    }
