from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.agent import agent_detectors
from coolhead.signals.agent.pass_off import PASS_OFF
from coolhead.signals.detector import THRESHOLD, run_detectors
from coolhead.signals.turn import Conversation, Turn

Hear = Callable[..., dict[str, Signal]]


@pytest.fixture
def hear() -> Hear:
    """What the agent's detectors find in a text by its words alone, by the signal's name.

    Of several promises the surest stands for all.
    """

    def listen(text: str, threshold: float = THRESHOLD) -> dict[str, Signal]:
        found = run_detectors((*agent_detectors(), PASS_OFF), Turn("agent", text), Conversation())
        assert not found.failures
        surest_last = sorted(found.candidates, key=lambda signal: signal.confidence)
        return {s.name: s for s in surest_last if s.confidence >= threshold}

    return listen
