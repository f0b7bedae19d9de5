"""The phase's own cues: understand, feel with, solve, agree, part well."""

from __future__ import annotations

import re
from typing import Final

from coolhead.guidance.due import Due, evidence
from coolhead.guidance.heat import at_least
from coolhead.guidance.situation import Situation
from coolhead.guidance.tally import NEVER

_ISSUE: Final = ("complaint", "request", "not_heard", "threat")
_FEELING: Final = ("frustration", "anger", "not_heard", "aggression")
_SOLUTION: Final = ("offer", "commitment", "plain_refusal", "escalation_offer")
_ASKS_WHY: Final = re.compile(
    r"\b(?:why (?:on earth |the hell )?(?:is|was|are|were|am|do|does|did|has|have|had|can|can't|"
    r"could|won't|would|should|isn't|wasn't|aren't|didn't|doesn't|don't|hasn't|haven't|not|me)|"
    r"how come|how is (?:that|it) possible|what(?:'s| is) the reason)\b|\bwhy\s*\?"
)


def reflect_back(s: Situation) -> Due | None:
    """What the customer said has not been said back yet (S0.2, S2.2)."""
    place = s.customer(*_ISSUE)
    denied = s.customer("rejection") > s.agent("reflection") > NEVER
    if place == NEVER or (s.agent_since(place, "reflection", "recap") and not denied):
        return None
    return Due(
        key=s.key(place),
        reason="Say it back in your own words, so that they know it has arrived.",
        why=evidence(place, *_ISSUE),
    )


def empathise(s: Situation) -> Due | None:
    """A feeling was shown and has not been met (S0.3, S2.3, S4.3)."""
    place = s.customer(*_FEELING)
    if place == NEVER and s.hot("tense"):
        place = s.customer("complaint")
    met = s.agent_since(place, "empathy", "apology:sincere", "apology:sympathetic")
    if place == NEVER or met:
        return None
    return Due(
        key=s.key(place),
        reason="A feeling was shown and has not been met yet.",
        why=evidence(place, *_FEELING, "complaint"),
    )


def apologise(s: Situation) -> Due | None:
    """Under the playbook's policy, and not more often than it says (S0.3, S1.5, S2.4, S3.3)."""
    settings = s.playbook.apology
    said = s.tally.count("agent", "apology:sincere") + s.tally.count("agent", "apology:sympathetic")
    place = s.customer("complaint", "frustration", "anger")
    if said >= settings.at_most or place == NEVER:
        return None
    at_fault = s.call.fault == "company"
    reason = {
        "at_fault": "The company is at fault: say sorry for it, once and plainly.",
        "justified": "The complaint has substance: say sorry for what they went through.",
        "always": "Say sorry for the trouble, whoever caused it.",
        "after_calm": "They have calmed down: now an apology can be heard.",
    }[settings.policy]
    if settings.policy == "at_fault" and not at_fault:
        return None
    if settings.policy == "justified" and not (at_fault or _substance(s)):
        return None
    if settings.policy == "after_calm" and not _has_calmed(s):
        return None
    return Due(
        key="apology",
        reason=reason,
        why=evidence(place, "complaint", "frustration", "anger"),
        variant="at_fault" if at_fault else "general",
    )


def _substance(s: Situation) -> bool:
    """A complaint about a thing or the company, as against a mood alone."""
    return s.customer("complaint:product", "complaint:company", "complaint:agent") > NEVER


def _has_calmed(s: Situation) -> bool:
    """The tone has quietened: heat was up, has come down a level, and the last turn was calm."""
    heard = s.latest_of("customer")
    heated = ("frustration", "anger", "insult", "aggression", "profanity", "threat")
    return (
        s.heat.peak >= 20
        and not s.hot("heated")
        and s.heat.value <= s.heat.peak * 0.8
        and heard is not None
        and not heard.has_any(heated)
    )


def ask_open_question(s: Situation) -> Due | None:
    """The story is not known yet (S0.4, S4.4)."""
    place = s.customer(*_ISSUE, *_FEELING)
    began = s.tally.since("customer", *_ISSUE, *_FEELING)
    asked = s.agent("open_question", "resolution_question", *_SOLUTION)
    if began is None or asked > began:  # "how can I help?" at the start asks for no story
        return None
    return Due(
        key="story",
        reason="An open question lets them tell it in their own order.",
        why=evidence(place, *_ISSUE, *_FEELING),
    )


def ask_ideal_resolution(s: Situation) -> Due | None:
    """What they want is not known (S0.4, S4.6)."""
    place = s.customer("complaint", *_FEELING)
    known = s.customer("request", "acceptance") > NEVER
    # Nothing puts a death right: asking what would is no kindness.
    grieving = s.customer("vulnerability:bereavement", "vulnerability:self_harm") > NEVER
    if place == NEVER or known or grieving or s.agent("resolution_question") > NEVER:
        return None
    return Due(
        key="wish",
        reason="Nobody has asked yet what would put it right for them.",
        why=evidence(place, "complaint", *_FEELING),
    )


def explain_plainly(s: Situation) -> Due | None:
    """They ask why, or the playbook has an explanation that fits (S4.5)."""
    heard, place = s.latest_of("customer"), s.tally.turns.get("customer", NEVER)
    if heard is None or s.agent_since(place, "information"):
        return None
    fits = _explanation_fits(s) and s.agent("information") == NEVER
    if not fits and not _ASKS_WHY.search(heard.utterance.text.lower()):
        return None
    return Due(
        key=heard.utterance.id,
        reason="They want to know why: a plain cause, then the next step.",
        why=evidence(place, "complaint"),
    )


def _explanation_fits(s: Situation) -> bool:
    place = s.customer("complaint", "request")
    heard = s.at(place)
    if heard is None:
        return False
    lower = heard.utterance.text.lower()
    return any(
        word.lower() in lower
        for explanation in s.playbook.explanations
        for word in explanation.about
    )


def offer_options(s: Situation) -> Due | None:
    """It is known what is wrong or wanted, and nothing is on the table (S0.5, S2.5, S3.4, S4.6)."""
    wanted = s.customer("request", "rejection")
    asked = s.agent("open_question", "resolution_question")
    answered = asked > NEVER and s.tally.turns.get("customer", NEVER) > asked
    place = wanted if wanted > NEVER else (s.customer("complaint") if answered else NEVER)
    if place == NEVER or s.agent_since(place, *_SOLUTION):
        return None
    return Due(
        key=s.key(place),
        reason="Two concrete ways forward, and let them choose.",
        why=evidence(place, "request", "rejection", "complaint"),
    )


def take_ownership(s: Situation) -> Due | None:
    """Nobody has said "I will see to it" (S0.5)."""
    place = s.customer("complaint", "request")
    taken = s.agent("ownership", "commitment", "escalation_offer", "handover") > NEVER
    if place == NEVER or taken:
        return None
    return Due(
        key="ownership",
        reason="They need one person who sees to it.",
        why=evidence(place, "complaint", "request"),
    )


def set_expectation(s: Situation) -> Due | None:
    """Something is under way, and nobody has said what happens when (S0.5, S2.5)."""
    place = max(s.agent("ownership"), s.customer("acceptance"))
    if place == NEVER or s.agent_since(place, "commitment"):
        return None
    latest = s.at(s.agent("commitment"))
    if latest is not None and any(signal.due is not None for signal in latest.signals):
        return None
    return Due(
        key=s.key(place),
        reason="Say what happens next, and by when.",
        why=evidence(place, "ownership", "acceptance"),
    )


def recap_next_steps(s: Situation) -> Due | None:
    """Something was agreed and has not been summed up (LEAPS: summarise)."""
    agreed = max(s.customer("acceptance"), s.agent("commitment"))
    if agreed == NEVER or s.agent_since(agreed, "recap"):
        return None
    return Due(
        key=s.key(agreed),
        reason="Sum up what was agreed, who does it and when.",
        why=evidence(agreed, "acceptance", "commitment"),
    )


def confirm_satisfaction(s: Situation) -> Due | None:
    """Nobody has asked whether it is settled (S2.7, S3.6)."""
    place = max(s.customer("acceptance", "thanks"), s.agent("recap", "commitment"))
    asked = s.agent("satisfaction_check")
    if place == NEVER or asked > s.customer("complaint", "rejection"):
        return None
    return Due(
        key=s.key(place),
        reason="Ask whether this settles it, and whether anything else is needed.",
        why=evidence(place, "acceptance", "thanks", "recap", "commitment"),
    )


def thank_for_patience(s: Situation) -> Due | None:
    """It was hard, and it has calmed (S4.8)."""
    thanked = any(
        "thank" in heard.utterance.text.lower()
        for heard in s.call.heard[-8:]
        if heard.utterance.party == "agent"
    )
    if s.heat.peak < 20 or s.hot("tense") or thanked:
        return None
    return Due(key="thanks", reason="They have come down from a hard moment: thank them for it.")


def return_to_purpose(s: Situation) -> Due | None:
    """Calm again, and what the call was for is still open (S1.6)."""
    header = s.call.header
    # Retention is no purpose to go back to: it is kept by settling what was wrong.
    stake = header.stake if header is not None else "none"
    if stake in ("none", "retention") or s.customer("do_not_call") > NEVER:
        return None
    calmed = s.heat.peak >= 20 and at_least("tense", s.heat.level) and _has_calmed(s)
    if not calmed or s.customer("vulnerability") > NEVER:
        return None
    if "cancellation" in s.tally.asked_again:  # they have said no, twice
        return None
    reason = f"It is calm again, and the {stake} is still open."
    return Due(key="purpose", reason=reason)
