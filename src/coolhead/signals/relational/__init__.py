"""Detectors that look at the conversation rather than at one line.

They run after the lexical ones, whose signals they find in ``Turn.signals``. The lexical
detector of ``pass_off`` is not to run by itself: it knows no neighbouring turns, and what a
detector has found no later one can take back; it runs here, as a source of candidates.
"""

from coolhead.signals.agent.pass_off import PASS_OFF
from coolhead.signals.detector import Detector
from coolhead.signals.relational.answer import AnswerDetector
from coolhead.signals.relational.confirmation import CONFIRMATION_VERSION, confirm_reflection
from coolhead.signals.relational.pass_off import PassOffDetector
from coolhead.signals.relational.reflection import ReflectionDetector
from coolhead.signals.relational.repetition import RepetitionDetector

__all__ = ["CONFIRMATION_VERSION", "confirm_reflection", "relational_detectors"]


def relational_detectors() -> tuple[Detector, ...]:
    """All of them, in the order in which they run."""
    return (
        ReflectionDetector(),
        PassOffDetector(candidates=PASS_OFF),
        RepetitionDetector(),
        AnswerDetector(),
    )
