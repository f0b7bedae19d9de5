"""The closed lists of the product's public words.

Everything else spells these words through here, so that a typing error is found by the type
checker or by a test and not by the person on the phone.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Party = Literal["customer", "agent", "supervisor"]
PARTIES: Final[tuple[Party, ...]] = get_args(Party)

Direction = Literal["inbound", "outbound"]
Stake = Literal["deal", "lead", "appointment", "retention", "none"]
Consent = Literal["unknown", "given", "refused"]
Fault = Literal["company", "customer", "neither", "unknown"]
Outcome = Literal["resolved", "open", "saved", "lost", "no_contact"]
ScoreResult = Literal["pass", "miss", "not_applicable"]
FollowUpKind = Literal["promise", "check_in", "thank_you"]
# How a customer wants to be reached.
Channel = Literal["phone", "e-mail", "message", "post"]
EndedBy = Literal["customer", "agent", "agent_for_abuse", "system"]

Level = Literal["calm", "tense", "heated", "boiling"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)

Phase = Literal[
    "opening",
    "venting",
    "clarifying",
    "resolving",
    "confirming",
    "closing",
    "boundary",
    "handover",
]
PHASES: Final[tuple[Phase, ...]] = get_args(Phase)

ThreatKind = Literal["harm", "legal", "regulator", "review", "chargeback", "leave"]

Rung = Literal["none", "asked", "warned", "may_end", "ended"]
RUNGS: Final[tuple[Rung, ...]] = get_args(Rung)

CUSTOMER_SIGNALS: Final[tuple[str, ...]] = (
    "complaint",
    "frustration",
    "anger",
    "profanity",
    "insult",
    "aggression",
    "threat",
    "not_heard",
    "supervisor_request",
    "request",
    "acceptance",
    "rejection",
    "thanks",
    "do_not_call",
    "data_question",
    "recording_objection",
    "vulnerability",
)
# What can be more or less there: of these a hint that is too weak to be a signal counts for heat.
HINTS: Final = frozenset({"complaint", "frustration", "anger", "not_heard", "rejection"})
AGENT_SIGNALS: Final[tuple[str, ...]] = (
    "greeting",
    "acknowledgement",
    "reflection",
    "empathy",
    "apology",
    "open_question",
    "closed_question",
    "resolution_question",
    "information",
    "excuse",
    "plain_refusal",
    "recording_notice",
    "defensiveness",
    "dismissal",
    "pass_off",
    "offer",
    "ownership",
    "commitment",
    "civility_request",
    "final_warning",
    "end_call_notice",
    "escalation_offer",
    "handover",
    "hold_notice",
    "recap",
    "satisfaction_check",
    "jargon",
)
# What the customer's abuse is called, heard from the agent: "flag threats or profanity by the
# seller too" (US TSR 16 CFR 310.4). Conduct, not feeling.
AGENT_CONDUCT_SIGNALS: Final[tuple[str, ...]] = ("profanity", "insult", "threat")
TIMING_SIGNALS: Final[tuple[str, ...]] = (
    "interruption",
    "overlap",
    "dead_air",
    "monologue",
    "talk_ratio",
    "speech_rate",
    "raised_voice",
    "silence_before_answer",
)

InCallCue = Literal[
    "breathe",
    "let_them_finish",
    "reflect_back",
    "empathise",
    "apologise",
    "ask_open_question",
    "ask_ideal_resolution",
    "explain_plainly",
    "offer_options",
    "take_ownership",
    "set_expectation",
    "rephrase",
    "honour_request",
    "honour_do_not_call",
    "answer_data_question",
    "honour_recording_objection",
    "ask_for_civility",
    "final_warning",
    "end_call",
    "offer_supervisor",
    "introduce_handover",
    "recap_next_steps",
    "confirm_satisfaction",
    "thank_for_patience",
    "care_for_vulnerable",
    "return_to_purpose",
    "slow_down",
    "check_in",
]
AfterCallCue = Literal[
    "complete_record",
    "schedule_follow_up",
    "take_break",
    "reflect_on_call",
    "share_lesson",
]
CueName = Literal[InCallCue, AfterCallCue]
CUES: Final[tuple[InCallCue, ...]] = get_args(InCallCue)
AFTER_CALL_CUES: Final[tuple[AfterCallCue, ...]] = get_args(AfterCallCue)


_FLOORS: Final[dict[Level, float]] = {"calm": 0.0, "tense": 20.0, "heated": 45.0, "boiling": 70.0}


def floor_of(level: Level) -> float:
    """The least heat of a level."""
    return _FLOORS[level]


def level_of(heat: float) -> Level:
    """Name the level of a heat of 0-100, without hysteresis."""
    return next((level for level in reversed(LEVELS) if heat >= _FLOORS[level]), "calm")
