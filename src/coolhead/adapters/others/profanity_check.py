"""alt-profanity-check: a linear SVM on offensive text of the web (Zhou, MIT)."""

from __future__ import annotations

from typing import Any, Final


class ProfanityCheck:
    """Offensive language, whoever or whatever it is aimed at; raises ``ImportError``."""

    name: Final = "alt-profanity-check"
    signals: Final = frozenset({"insult", "profanity"})

    def __init__(self) -> None:
        from profanity_check import predict_prob  # noqa: PLC0415 - an extra

        self._predict: Any = predict_prob

    def judge(self, text: str) -> dict[str, float]:
        """How sure it is of each of ``signals``, 0 to 1."""
        return dict.fromkeys(self.signals, float(self._predict([text])[0]))
