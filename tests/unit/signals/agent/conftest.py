from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.agent import agent_detectors
from coolhead.signals.detector import THRESHOLD, run_detectors
from coolhead.signals.turn import Conversation, Turn

Hear = Callable[..., dict[str, Signal]]


@pytest.fixture
def hear() -> Hear:
    """What the agent's detectors find in a text, by the signal's name."""

    def listen(text: str, threshold: float = THRESHOLD) -> dict[str, Signal]:
        found = run_detectors(
            agent_detectors(), Turn("agent", text), Conversation(), threshold=threshold
        )
        assert not found.failures
        return {signal.name: signal for signal in found.signals}

    return listen
