"""What a detector is, and how all of them are run over a turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.turn import Conversation, Turn

# At and above this a signal counts. Detectors may report weaker candidates, for anyone who wants
# to draw a precision-recall curve; the call itself never sees those.
THRESHOLD: Final = 0.5


class Detector(Protocol):
    """Finds one or several signals in a turn of one of ``parties``.

    ``version`` is recorded with what it found: change it whenever the answer may change. A
    detector is stateless; all it may look at is the turn and the conversation before it. A
    trained head is a detector like any other: its weights are handed to its constructor.
    """

    name: str
    version: str
    parties: frozenset[Party]
    signals: frozenset[str]

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the candidates, strongest first, each with its confidence."""
        ...


class Failure(Exception):  # noqa: N818 - a value handed back, never raised
    """A detector raised; the others' signals stand."""

    def __init__(self, detector: str, reason: str) -> None:
        super().__init__(f"{detector}: {reason}")
        self.detector = detector
        self.reason = reason


class Detection:
    """What a set of detectors found in one turn."""

    def __init__(self) -> None:
        self.signals: list[Signal] = []
        self.detectors: dict[str, str] = {}
        self.failures: list[Failure] = []


def run_detectors(
    detectors: Sequence[Detector],
    turn: Turn,
    conversation: Conversation,
    *,
    threshold: float = THRESHOLD,
) -> Detection:
    """Run the detectors in order; each sees in ``turn.signals`` what those before it found.

    The best candidate of each signal name at or above ``threshold`` is kept. A detector that
    raises costs its own signals only.
    """
    found = Detection()
    best: dict[str, Signal] = {}
    for detector in detectors:
        if turn.party not in detector.parties:
            continue
        try:
            candidates = list(detector.detect(turn, conversation))
        except Exception as error:  # noqa: BLE001 - one broken detector must not end a call
            found.failures.append(Failure(detector.name, f"{type(error).__name__}: {error}"))
            continue
        for signal in candidates:
            known = best.get(signal.name)
            if signal.confidence >= threshold and (
                known is None or signal.confidence > known.confidence
            ):
                best[signal.name] = signal
                found.detectors[detector.name] = detector.version
        turn.signals = tuple(best.values())
    found.signals = list(best.values())
    return found
