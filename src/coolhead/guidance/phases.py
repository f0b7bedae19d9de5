"""Where the call is: opening, venting, clarifying, resolving, confirming, closing.

``boundary`` and ``handover`` lie aside of these: while one is on, the base phase waits and is
gone back to.
"""

from __future__ import annotations

from typing import Final

from coolhead.call.state import Heard
from coolhead.call.vocabulary import Phase
from coolhead.guidance.heat import HeatState, at_least
from coolhead.guidance.tally import NEVER, Tally, is_sure, keys_of

_UPSET: Final = ("frustration", "anger", "insult", "aggression", "not_heard")
_HAS_ISSUE: Final = ("complaint", "request", "threat", "data_question", "do_not_call")
_ASKS: Final = ("open_question", "resolution_question", "closed_question")
_MEETS: Final = ("reflection", "empathy", "apology:sincere", "apology:sympathetic", "recap")
_SOLVES: Final = ("offer", "plain_refusal", "commitment", "ownership", "escalation_offer")


def next_phase(phase: Phase, heard: Heard, tally: Tally, heat: HeatState) -> tuple[Phase, str]:
    """The base phase after an utterance, and why; the same phase where nothing changes it."""
    if heard.utterance.party == "agent":
        return _after_agent(phase, heard, tally, heat)
    moved, because = _after_customer(phase, heard, tally, heat)
    wanted = any("request" in keys_of(signal) and is_sure(signal) for signal in heard.signals)
    if moved == "clarifying" and wanted:
        return "resolving", "it is known what is wanted"
    return moved, because


def _after_customer(phase: Phase, heard: Heard, tally: Tally, heat: HeatState) -> tuple[Phase, str]:
    upset = heard.has_any(_UPSET)
    if upset and (phase == "opening" or at_least(heat.level, "heated")):
        return "venting", "the customer is letting it out"
    if heard.has("acceptance") and phase in ("clarifying", "resolving", "venting"):
        return "confirming", "the customer accepted"
    if heard.has("thanks") and phase == "resolving":
        return "confirming", "the customer is relieved"
    if phase == "opening" and heard.has_any(_HAS_ISSUE):
        venting = heard.has("complaint") and heat.value > 0
        return ("venting" if venting else "clarifying"), "the customer said what it is about"
    # "Not the voucher, the refund is fine" is an answer that settles it.
    refused = heard.has("rejection") and not heard.has("acceptance")
    if phase in ("confirming", "closing") and (heard.has("complaint") or refused):
        return "resolving", "it is not settled yet"
    if phase == "venting" and not upset and not at_least(heat.level, "heated"):
        return ("clarifying", "the customer goes on calmly") if _met(tally) else (phase, "")
    if phase == "confirming" and tally.place("agent", "satisfaction_check") > NEVER:
        return "closing", "the customer was asked whether it is settled"
    return phase, ""


def _after_agent(phase: Phase, heard: Heard, tally: Tally, heat: HeatState) -> tuple[Phase, str]:
    if tally.place("customer", *_HAS_ISSUE, *_UPSET) == NEVER:
        return phase, ""
    if heard.has("recap") and phase in ("resolving", "clarifying"):
        return "confirming", "the agent summed up"
    solves = heard.has_any(_SOLVES) and not at_least(heat.level, "boiling")
    if solves and phase in ("opening", "venting", "clarifying"):
        return "resolving", "the agent offered a way forward"
    takes_up = {key for signal in heard.signals for key in keys_of(signal)} & {*_ASKS, *_MEETS}
    if takes_up and phase in ("opening", "venting") and not at_least(heat.level, "heated"):
        return "clarifying", "the agent has taken it up"
    return phase, ""


def _met(tally: Tally) -> bool:
    """Whether the agent, in their latest turn, took up what the customer had come with."""
    issue = tally.since("customer", *_HAS_ISSUE, *_UPSET)
    taken_up = tally.place("agent", *_ASKS, *_MEETS)
    return issue is not None and taken_up > issue and taken_up >= tally.turn_starts["agent"]
