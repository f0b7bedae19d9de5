from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import AGENT_SIGNALS
from coolhead.signals.agent import agent_detectors
from coolhead.signals.detector import run_detectors
from coolhead.signals.turn import Conversation, Turn

Hear = Callable[..., dict[str, Signal]]


def test_every_lexical_signal_of_the_agent_has_a_detector() -> None:
    found = {name for detector in agent_detectors() for name in detector.signals}
    assert found == set(AGENT_SIGNALS) - {"reflection", "pass_off"}


def test_every_detector_listens_to_the_agent_alone() -> None:
    assert all(detector.parties == frozenset({"agent"}) for detector in agent_detectors())
    assert len({detector.name for detector in agent_detectors()}) == len(agent_detectors())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!?",
        "…",
        "İstanbul\u2019da \u201cI\u2019m sorry\u201d",
        "\n\n",
        "a" * 20_000,
        " " * 20_000,
        "I will " * 3_000,
        "you need to call the " * 1_000,
        "if you don't stop i'll end the call or " * 500,
        "what what what " * 1_400,
        "sorry, " * 3_000,
        "I can send a, or the, or " * 800,
        "I understand that you are so very really " * 500,
        "so that's a new one and then on and by " * 500,
        "um, uh, " * 2_500,
        "the the the the will be be be on on at at by by " * 400,
    ],
    ids=lambda text: f"{text[:12]!r}x{len(text)}",
)
def test_odd_and_very_long_texts_are_survived(hear: Hear, text: str) -> None:
    for signal in hear(text, threshold=0.0).values():
        assert signal.span is not None
        assert 0 <= signal.span[0] <= signal.span[1] <= len(text)
        assert 0 < signal.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, my name is Dana, how can I help?",
        "I'm so sorry about that, I'll call you back by five tomorrow.",
        "You'll just have to wait, sir.",
        "Could you tell me what happened?",
    ],
)
def test_capitals_and_curly_quotes_change_nothing(text: str) -> None:
    def names(said: str) -> dict[str, float]:
        found = run_detectors(agent_detectors(), Turn("agent", said), Conversation())
        return {signal.name: signal.confidence for signal in found.signals}

    assert names(text) == names(text.upper()) == names(text.replace("'", "\u2019"))
