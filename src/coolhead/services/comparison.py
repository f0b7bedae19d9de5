"""Other detectors on the same labelled calls, beside ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from coolhead.call.utterance import Signal
from coolhead.services.evaluation import HeardCall, HeardUtterance, SignalFigures, figures
from coolhead.services.labels import LabelledUtterance
from coolhead.signals.detector import THRESHOLD


class OtherDetector(Protocol):
    """A detector of another project: it judges a line, without what was said before it."""

    @property
    def name(self) -> str:
        """What the project is called."""

    @property
    def signals(self) -> frozenset[str]:
        """Which of our signals it can be compared on."""

    def judge(self, text: str) -> dict[str, float]:
        """How sure it is of each of ``signals``, 0 to 1; from 0.5 it says that the signal is there.

        It may take seconds to load, but not to judge.
        """


class Beside(msgspec.Struct, frozen=True):
    """Another detector's figures, signal by signal, and how many lines it judges a second."""

    name: str
    signals: tuple[SignalFigures, ...]
    a_second: float


def compare(calls: Sequence[HeardCall], other: OtherDetector, clock: Callable[[], float]) -> Beside:
    """Let the other detector judge the same lines; ``clock`` gives seconds of processor time."""
    began = clock()
    heard = [
        msgspec.structs.replace(
            call, utterances=tuple(_judged(each.said, other) for each in call.utterances)
        )
        for call in calls
    ]
    spent = clock() - began
    lines = sum(len(call.utterances) for call in calls)
    return Beside(other.name, figures(heard, other.signals), lines / max(spent, 1e-9))


def _judged(said: LabelledUtterance, other: OtherDetector) -> HeardUtterance:
    sure = other.judge(said.text)
    return HeardUtterance(
        said,
        tuple(
            Signal(name=n, confidence=c, rule=other.name) for n, c in sure.items() if c >= THRESHOLD
        ),
        weaker={name: each for name, each in sure.items() if each < THRESHOLD},
    )
