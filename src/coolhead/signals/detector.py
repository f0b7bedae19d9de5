"""What a detector is, and how all of them are run over a turn."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Protocol

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import HINTS, Party
from coolhead.signals.plan import Plan
from coolhead.signals.turn import Conversation, Turn

# At and above this a signal counts. Detectors may report weaker candidates, for anyone who wants
# to draw a precision-recall curve; the call itself never sees those.
THRESHOLD: Final = 0.5


class Detector(Protocol):
    """Finds one or several signals in a turn of one of ``parties``.

    ``version`` is recorded with what it found: change it whenever the answer may change. A
    detector is stateless; all it may look at is the turn and the conversation before it. A
    trained head is a detector like any other: its weights are handed to its constructor.

    Three more attributes may be there. ``repeats: frozenset[str]`` names the signals of which one
    turn may hold several (two promises in one breath); of all others only the best is kept.
    ``needs: frozenset[str]`` holds words without one of which the detector finds nothing: it is
    not entered where none of them was said. ``warm_up()`` makes ready what it otherwise makes when
    first needed. ``judges: frozenset[str]`` names signals on which the detector has the last word:
    what those before it found of them stands only where, and as, it finds it too.
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
    """What a set of detectors found in one turn; ``weaker`` is what does not count, by name."""

    # A candidate that is less sure than this says nothing about a customer's heat either.
    HINTS_FROM: Final = 0.2

    def __init__(self) -> None:
        self.signals: list[Signal] = []
        self.weaker: dict[str, Signal] = {}
        self.detectors: dict[str, str] = {}
        self.failures: list[Failure] = []

    @property
    def hints(self) -> list[Signal]:
        """What is too weak to count and still says something of heat."""
        return [
            weak
            for name, weak in self.weaker.items()
            if name in HINTS and weak.confidence >= self.HINTS_FROM
        ]

    @property
    def candidates(self) -> list[Signal]:
        """What was found, and after it what is too weak to count."""
        return [*self.signals, *self.weaker.values()]


_NONE: Final[frozenset[str]] = frozenset()
# One set of detectors for all calls, and a few more in tests and comparisons, each for two parties
# or three.
_plan = lru_cache(maxsize=32)(Plan)


def run_detectors(
    detectors: Sequence[Detector],
    turn: Turn,
    conversation: Conversation,
) -> Detection:
    """Run the detectors in order; each sees in ``turn.signals`` what those before it found.

    The best candidate of each signal name at or above ``THRESHOLD`` is kept; of a name that its
    detector declares as repeatable all that do not overlap, in the order in which they were said.
    A detector that raises costs its own signals only.
    """
    found, kept = Detection(), _Kept()
    turn.signals = ()
    for detector, repeats in _plan(tuple(detectors), turn.party).called(turn):
        try:
            candidates = detector.detect(turn, conversation)
            if not isinstance(candidates, list | tuple):
                candidates = list(candidates)
        except Exception as error:  # noqa: BLE001 - one broken detector must not end a call
            found.failures.append(Failure(detector.name, f"{type(error).__name__}: {error}"))
            continue
        judges: frozenset[str] = getattr(detector, "judges", _NONE)
        if judges:
            kept.drop(judges)
            turn.signals = kept.signals()
        if candidates and kept.take(candidates, repeats):
            found.detectors[detector.name] = detector.version
            turn.signals = kept.signals()
    found.signals = list(turn.signals)
    found.weaker = {n: weak for n, weak in kept.weaker.items() if n not in kept.best}
    return found


class _Kept:
    """What stands of all candidates so far: the best of each name, of some names several."""

    def __init__(self) -> None:
        self.weaker: dict[str, Signal] = {}
        self.best: dict[str, Signal] = {}
        self.more: dict[str, list[Signal]] = {}

    def take(self, candidates: Iterable[Signal], repeats: frozenset[str]) -> bool:
        """Take what is sure enough; whether that changed anything."""
        kept, best = False, self.best
        for signal in candidates:
            if signal.confidence < THRESHOLD:
                self._take_weak(signal)
                continue
            known = best.get(signal.name)
            if known is None or signal.confidence > known.confidence:
                best[signal.name] = signal
                kept = True
            if repeats and signal.name in repeats:
                self.more.setdefault(signal.name, []).append(signal)
                kept = True
        return kept

    def drop(self, names: Container[str]) -> None:
        """Forget all candidates of these names."""
        for found in (self.best, self.more, self.weaker):
            for name in [name for name in found if name in names]:
                found.pop(name)

    def _take_weak(self, signal: Signal) -> None:
        known = self.weaker.get(signal.name)
        if known is None or signal.confidence > known.confidence:
            self.weaker[signal.name] = signal

    def signals(self) -> tuple[Signal, ...]:
        """All that stands, in the order in which it was found."""
        return tuple(_all_of(self.best, self.more) if self.more else self.best.values())


def _all_of(best: dict[str, Signal], more: dict[str, list[Signal]]) -> Iterator[Signal]:
    for name, signal in best.items():
        if name in more:
            yield from _apart(more[name])
        else:
            yield signal


def _apart(signals: Iterable[Signal]) -> list[Signal]:
    """The surest of those that overlap, in the order in which they were said."""
    kept: list[Signal] = []
    for signal in sorted(signals, key=lambda signal: -signal.confidence):
        if not any(_overlap(signal, other) for other in kept):
            kept.append(signal)
    return sorted(kept, key=lambda signal: signal.span or (0, 0))


def _overlap(one: Signal, other: Signal) -> bool:
    """Whether they rest on the same words; those without a span rest on the whole turn."""
    if one.span is None or other.span is None:
        return True
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]
