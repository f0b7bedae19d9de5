from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.customer import AGENT_CONDUCT, customer_detectors
from coolhead.signals.detector import run_detectors
from coolhead.signals.turn import Conversation, Turn

Listener = Callable[..., dict[str, Signal]]

DETECTORS = (*customer_detectors(), *AGENT_CONDUCT)


@pytest.fixture(scope="session")
def hear() -> Listener:
    """What the detectors find in one sentence, by name of the signal."""

    def listen(text: str, party: Party = "customer") -> dict[str, Signal]:
        found = run_detectors(DETECTORS, Turn(party, text), Conversation())
        assert not found.failures, found.failures
        for signal in found.signals:
            assert signal.span is not None
            start, end = signal.span
            assert 0 <= start < end <= len(text)
        return {signal.name: signal for signal in found.signals}

    return listen


@pytest.fixture(scope="session")
def spoken() -> Callable[[str], str]:
    """The sentence as a recogniser without punctuation and case would give it."""
    return lambda text: re.sub(r"[^\w\s*]", "", text.replace("-", " ")).lower()
