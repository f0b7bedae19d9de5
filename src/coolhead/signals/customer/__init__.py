"""Detectors of what the customer says, one module a signal, and of the agent's conduct."""

from __future__ import annotations

from coolhead.signals.customer.aggression import AggressionDetector
from coolhead.signals.customer.complaint import ComplaintDetector
from coolhead.signals.customer.do_not_call import do_not_call_detector
from coolhead.signals.customer.feeling import feeling_detectors
from coolhead.signals.customer.insult import InsultDetector
from coolhead.signals.customer.not_heard import not_heard_detector
from coolhead.signals.customer.privacy import data_question_detector, recording_objection_detector
from coolhead.signals.customer.profanity import ProfanityDetector
from coolhead.signals.customer.request import request_detector
from coolhead.signals.customer.supervisor_request import supervisor_request_detector
from coolhead.signals.customer.thanks import thanks_detector
from coolhead.signals.customer.threat import ThreatDetector
from coolhead.signals.customer.vulnerability import VulnerabilityDetector
from coolhead.signals.detector import Detector

__all__ = ["AGENT_CONDUCT", "customer_detectors"]

# What a seller may not do either (US TSR 16 CFR 310.4): conduct, never feeling.
AGENT_CONDUCT: tuple[Detector, ...] = (
    InsultDetector("agent"),
    ProfanityDetector("agent"),
    ThreatDetector("agent"),
)


def customer_detectors() -> tuple[Detector, ...]:
    """All lexical detectors of the customer's words, in the order in which they should run.

    ``insult`` comes before those that look at it (``thanks``). ``acceptance`` and ``rejection``
    are relational; their wording is in ``answers``.
    """
    return (
        VulnerabilityDetector(),
        InsultDetector("customer"),
        ProfanityDetector("customer"),
        ThreatDetector("customer"),
        AggressionDetector(),
        *feeling_detectors(),
        ComplaintDetector(),
        not_heard_detector(),
        supervisor_request_detector(),
        do_not_call_detector(),
        data_question_detector(),
        recording_objection_detector(),
        request_detector(),
        thanks_detector(),
    )
