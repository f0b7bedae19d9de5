"""VADER: the mood of a line by a lexicon and rules (Hutto and Gilbert, ICWSM 2014; MIT)."""

from __future__ import annotations

from typing import Any, Final


class Vader:
    """A bad mood as displeasure, a good one as thanks; raises ``ImportError``."""

    name: Final = "VADER"
    signals: Final = frozenset({"anger", "complaint", "frustration", "thanks", "empathy"})

    def __init__(self) -> None:
        from vaderSentiment.vaderSentiment import (  # noqa: PLC0415 - an extra
            SentimentIntensityAnalyzer,
        )

        self._analyser: Any = SentimentIntensityAnalyzer()

    def judge(self, text: str) -> dict[str, float]:
        """Its compound score, -1 to 1, as a confidence: beyond 0.05 is a mood, as its authors say.

        That point is put at 0.5; what lies on either side of it is stretched.
        """
        mood = float(self._analyser.polarity_scores(text)["compound"])
        return {
            "anger": _beyond(-mood),
            "complaint": _beyond(-mood),
            "frustration": _beyond(-mood),
            "thanks": _beyond(mood),
            "empathy": _beyond(mood),
        }


_MOOD_FROM: Final = 0.05


def _beyond(mood: float) -> float:
    if mood >= _MOOD_FROM:
        return 0.5 + 0.5 * (mood - _MOOD_FROM) / (1 - _MOOD_FROM)
    return 0.49 * (mood + 1) / (1 + _MOOD_FROM)
