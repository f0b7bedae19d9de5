"""When each cue is due, and in which order (VOCABULARY, "Cues").

``URGENT`` is the order that holds in every phase and every playbook; after it come the cues that
the playbook lists for the phase, in the playbook's order. ``DONE_BY`` says what the agent does
that makes a cue done: such a cue goes at once, and is never shown for what was just done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from coolhead.guidance.due import Due
from coolhead.guidance.rules import helping, listening, urgent
from coolhead.guidance.situation import Situation

Rule = Callable[[Situation], Due | None]

URGENT: Final[tuple[tuple[str, Rule], ...]] = (
    ("care_for_vulnerable", urgent.self_harm),
    ("honour_do_not_call", urgent.do_not_call),
    ("care_for_vulnerable", urgent.vulnerable),
    ("end_call", urgent.end_call),
    ("final_warning", urgent.final_warning),
    ("ask_for_civility", urgent.ask_for_civility),
    ("honour_recording_objection", urgent.recording_objection),
    ("answer_data_question", urgent.data_question),
    ("rephrase", urgent.rephrase),
    ("honour_request", urgent.honour_request),
    ("introduce_handover", urgent.introduce_handover),
    ("offer_supervisor", urgent.offer_supervisor),
)

PHASE_OWN: Final[dict[str, Rule]] = {
    "breathe": listening.breathe,
    "let_them_finish": listening.let_them_finish,
    "check_in": listening.check_in,
    "slow_down": listening.slow_down,
    "reflect_back": helping.reflect_back,
    "empathise": helping.empathise,
    "apologise": helping.apologise,
    "ask_open_question": helping.ask_open_question,
    "ask_ideal_resolution": helping.ask_ideal_resolution,
    "explain_plainly": helping.explain_plainly,
    "offer_options": helping.offer_options,
    "take_ownership": helping.take_ownership,
    "set_expectation": helping.set_expectation,
    "recap_next_steps": helping.recap_next_steps,
    "confirm_satisfaction": helping.confirm_satisfaction,
    "thank_for_patience": helping.thank_for_patience,
    "return_to_purpose": helping.return_to_purpose,
}

# Steadiness is wanted in every phase: these come before the phase's own, in this order. In a
# silence anything that helps is better said than "are you still there?", which comes last.
ALWAYS: Final = ("let_them_finish", "breathe", "slow_down")
LAST: Final = ("check_in",)

# These look at the clock or at who is speaking; what the others say changes only with what is
# heard or done.
BY_THE_CLOCK: Final = frozenset({"let_them_finish", "check_in"})

# Shown although the customer is speaking: what needs no phrase, and what cannot wait.
WHILE_THEY_SPEAK: Final = frozenset(
    {"breathe", "let_them_finish", "honour_do_not_call", "care_for_vulnerable"}
)

# What still appears when the agent has asked for help "only when it matters".
WHEN_IT_MATTERS: Final = frozenset(name for name, _ in URGENT)

# Shown in a plain call too; everything else waits until something difficult has been heard.
IN_PLAIN_CALLS: Final = frozenset({"check_in"}) | WHEN_IT_MATTERS

# Once they have asked not to be called again, nothing is suggested that would keep them on the
# line: what is left is to hear them out and to be sorry.
AFTER_DO_NOT_CALL: Final = WHEN_IT_MATTERS | {
    "breathe",
    "let_them_finish",
    "slow_down",
    "empathise",
    "apologise",
}

# Somebody who has spoken of harming themselves needs a person, not a procedure.
AFTER_SELF_HARM: Final = WHEN_IT_MATTERS | {
    "breathe",
    "let_them_finish",
    "slow_down",
    "empathise",
    "check_in",
}

DONE_BY: Final[dict[str, tuple[str, ...]]] = {
    "reflect_back": ("reflection", "recap"),
    "empathise": ("empathy", "apology:sympathetic"),
    "apologise": ("apology:sincere", "apology:sympathetic"),
    "ask_open_question": ("open_question", "resolution_question"),
    "ask_ideal_resolution": ("resolution_question",),
    "explain_plainly": ("information",),
    "offer_options": ("offer", "plain_refusal"),
    "take_ownership": ("ownership", "commitment"),
    "set_expectation": ("commitment",),
    "honour_request": urgent.DONE_BY_HONOURING,
    "honour_do_not_call": ("commitment", "ownership", "information", "recap"),
    "answer_data_question": ("commitment", "ownership", "information"),
    "honour_recording_objection": (
        "commitment",
        "ownership",
        "information",
        "recording_notice",
        "plain_refusal",
    ),
    "ask_for_civility": ("civility_request",),
    "final_warning": ("final_warning",),
    "end_call": ("end_call_notice",),
    "offer_supervisor": ("escalation_offer", "handover"),
    "introduce_handover": ("handover",),
    "recap_next_steps": ("recap",),
    "confirm_satisfaction": ("satisfaction_check",),
    "care_for_vulnerable": (
        "empathy",
        "apology:sympathetic",
        "apology:sincere",
        "escalation_offer",
        "handover",
    ),
    "return_to_purpose": ("offer",),
    "rephrase": ("empathy", "reflection", "ownership", "offer", "apology:sincere"),
}

# Cues whose act is so much their own that having just done it rules them out. The rights,
# `honour_request` and the answer to a "why" are not among them: theirs must come *after* what
# was asked, and their rules look for that.
RULED_OUT_BY_HAVING_JUST_DONE_IT: Final = frozenset(DONE_BY) - {
    "honour_do_not_call",
    "answer_data_question",
    "honour_recording_objection",
    "honour_request",
    "explain_plainly",
    "care_for_vulnerable",
    "rephrase",
}

# These may take the screen from another cue before its dwell is over.
CANNOT_WAIT: Final = frozenset(name for name, _ in URGENT[:6])
