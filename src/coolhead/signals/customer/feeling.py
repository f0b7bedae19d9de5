"""``frustration`` and ``anger`` in words.

Frustration is impatience, disappointment, annoyance, also dressed as praise ("oh brilliant,
another week"); anger is hostile feeling said outright. "I'm not angry" and "if I get angry" are
neither. Loudness belongs to the timing and voice detectors.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.signals.customer.anger_named import ANGER
from coolhead.signals.customer.frustration_named import FRUSTRATION
from coolhead.signals.customer.frustration_told import ECHO, TOLD
from coolhead.signals.lexical import LexicalDetector
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

VERSION: Final = "2"

_OWN: Final = (is_quoted, is_reported)


class FrustrationDetector(LexicalDetector):
    """Frustration by patterns, and by the outraged echo that only punctuation shows."""

    def __init__(self) -> None:
        super().__init__(
            "frustration", "customer", (*FRUSTRATION, *TOLD), version=VERSION, unless=_OWN
        )
        # The echo needs no word of its own.
        self.needs = frozenset()

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the surest frustration."""
        yield from super().detect(turn, conversation)
        if "!" in turn.lower:
            for match in ECHO.found(turn):
                signal = self.build(turn, conversation, ECHO, match)
                if signal is not None:
                    yield signal
                    return


def feeling_detectors() -> tuple[LexicalDetector, ...]:
    """The detectors of frustration and of anger."""
    return (
        FrustrationDetector(),
        LexicalDetector("anger", "customer", ANGER, version=VERSION, unless=_OWN),
    )
