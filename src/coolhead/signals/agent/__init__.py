"""Detectors of what the agent says, one module a signal or close family.

Only conduct is noted: what was said. Nothing here, or anywhere, infers what the agent feels.
"""

from __future__ import annotations

from coolhead.signals.agent.acknowledgement import ACKNOWLEDGEMENT
from coolhead.signals.agent.apology import APOLOGY
from coolhead.signals.agent.closing import RECAP, SATISFACTION_CHECK
from coolhead.signals.agent.commitment import COMMITMENT
from coolhead.signals.agent.defensiveness import DEFENSIVENESS
from coolhead.signals.agent.dismissal import DISMISSAL
from coolhead.signals.agent.empathy import EMPATHY
from coolhead.signals.agent.escalation import ESCALATION_OFFER, HANDOVER
from coolhead.signals.agent.excuse import EXCUSE
from coolhead.signals.agent.hold_notice import HOLD_NOTICE
from coolhead.signals.agent.information import INFORMATION
from coolhead.signals.agent.jargon import JARGON
from coolhead.signals.agent.limits import CIVILITY_REQUEST, END_CALL_NOTICE, FINAL_WARNING
from coolhead.signals.agent.offer import OFFER
from coolhead.signals.agent.opening import GREETING, RECORDING_NOTICE
from coolhead.signals.agent.ownership import OWNERSHIP
from coolhead.signals.agent.plain_refusal import PLAIN_REFUSAL
from coolhead.signals.agent.questions import QUESTIONS
from coolhead.signals.agent.resolution_question import RESOLUTION_QUESTION
from coolhead.signals.detector import Detector

# `pass_off` is the relational detector's alone: it asks whether a hand-over stands beside it.
# `excuse` runs before `information`, which looks whether a reason has served as an excuse.
_ALL: tuple[Detector, ...] = (
    GREETING,
    RECORDING_NOTICE,
    ACKNOWLEDGEMENT,
    EMPATHY,
    APOLOGY,
    QUESTIONS,
    RESOLUTION_QUESTION,
    EXCUSE,
    INFORMATION,
    PLAIN_REFUSAL,
    DEFENSIVENESS,
    DISMISSAL,
    OFFER,
    OWNERSHIP,
    COMMITMENT,
    CIVILITY_REQUEST,
    FINAL_WARNING,
    END_CALL_NOTICE,
    ESCALATION_OFFER,
    HANDOVER,
    HOLD_NOTICE,
    RECAP,
    SATISFACTION_CHECK,
    JARGON,
)


def agent_detectors() -> tuple[Detector, ...]:
    """The lexical detectors of the agent's signals, in the order in which they should run."""
    return _ALL
