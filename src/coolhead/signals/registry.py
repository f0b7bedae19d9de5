"""The detectors that Coolhead ships, in the order in which they run."""

from __future__ import annotations

from functools import cache

from coolhead.signals.agent import agent_detectors
from coolhead.signals.customer import AGENT_CONDUCT, customer_detectors
from coolhead.signals.detector import Detector
from coolhead.signals.relational import relational_detectors


@cache
def standard_detectors() -> tuple[Detector, ...]:
    """Lexical detectors first; relational ones last, since they look at what those found.

    A trained head takes its place here, behind the same protocol.
    """
    return (
        *customer_detectors(),
        *AGENT_CONDUCT,
        *agent_detectors(),
        *relational_detectors(),
    )


def warm_up() -> None:
    """Make every detector ready: about a second, once a process, better before a call than in it.

    Patterns are otherwise compiled when the first utterance needs them, so that a short command
    need not wait for all of them.
    """
    for detector in standard_detectors():
        ready = getattr(detector, "warm_up", None)
        if ready is not None:
            ready()
