"""Cues that do not wait for the phase: safety, rights, the ladder, harm just done, a supervisor."""

from __future__ import annotations

from typing import Final

from coolhead.guidance.due import Due, evidence
from coolhead.guidance.escalation import SAID
from coolhead.guidance.situation import Situation
from coolhead.guidance.tally import NEVER

# What the agent says that shows that the customer's wish has been taken up.
_TAKEN_UP: Final = ("commitment", "ownership", "information", "recap")
# Conduct that does harm, and from which the agent can turn back with a better sentence.
_HARM: Final = (
    "dismissal",
    "defensiveness",
    "excuse",
    "pass_off",
    "apology:conditional",
    "jargon",
    "profanity",
    "insult",
    "threat",
)
_REPAIR: Final = ("empathy", "reflection", "ownership", "offer", "apology:sincere", "recap")
_SAID_OF_HARM: Final[dict[str, str]] = {
    "dismissal": "what was just said makes their trouble small",
    "defensiveness": "what was just said argues with them",
    "excuse": "what was just said gives reasons in place of help",
    "pass_off": "what was just said sends them away without a hand-over",
    "conditional_apology": "“sorry if” puts the fault on how they feel",
    "jargon": "what was just said is hard to follow",
    "profanity": "a swear word from your side",
    "insult": "what was just said was aimed at them as a person",
    "threat": "what was just said sounded like a threat",
}
DONE_BY_HONOURING: Final = ("commitment", "ownership", "plain_refusal", "handover")
_CARE: Final = ("bereavement", "illness", "distress", "hardship", "confusion")


def self_harm(s: Situation) -> Due | None:
    """Somebody may be in danger: stay, ask, fetch help."""
    place = s.customer("vulnerability:self_harm")
    if place == NEVER or s.agent_since(place, "empathy", "escalation_offer", "handover"):
        return None
    return Due(
        key=s.key(place),
        reason="They may be in danger. Stay with them; your supervisor has been told.",
        why=evidence(place, "vulnerability"),
        variant="self_harm",
        standing=True,
    )


def do_not_call(s: Situation) -> Due | None:
    """They want no more calls: honoured at once, in any wording."""
    place = s.customer("do_not_call")
    if place == NEVER or s.agent_since(place, *_TAKEN_UP):
        return None
    return Due(
        key=s.key(place),
        reason="They have asked not to be called again.",
        why=evidence(place, "do_not_call"),
        standing=True,
    )


def vulnerable(s: Situation) -> Due | None:
    """Care before business, by kind."""
    if s.customer("vulnerability") == NEVER:
        return None
    place, kind = max((s.customer(f"vulnerability:{kind}"), kind) for kind in _CARE)
    first = s.tally.since("customer", f"vulnerability:{kind}")
    met = ("empathy", "apology:sympathetic", "apology:sincere", "handover")
    if place == NEVER or first is None or s.agent_since(first, *met):
        return None
    return Due(
        key=kind,  # care is shown once; after that the person is known to be in need of it
        reason=f"They have mentioned {_KIND_SAID[kind]}.",
        why=evidence(place, "vulnerability"),
        variant=kind,
    )


_KIND_SAID: Final[dict[str, str]] = {
    "bereavement": "a death",
    "illness": "illness",
    "distress": "that they are in distress",
    "hardship": "that money is short",
    "confusion": "that they cannot follow",
}


def end_call(s: Situation) -> Due | None:
    """Abuse went on after ask and warning (or a jump): the agent may end the call."""
    if s.state.ladder.rung != "may_end" or not s.state.ladder.fresh or self_harm_open(s):
        return None
    if not s.state.ladder.asked:
        return _abuse(s, "Nobody has to stay in a call like this. You may end it.")
    return _abuse(s, "It went on after you asked for respect. You may end the call.")


def final_warning(s: Situation) -> Due | None:
    """An insult after the ask was heard."""
    if s.state.ladder.open_step != "warn" or not s.state.ladder.fresh or self_harm_open(s):
        return None
    return _abuse(s, "It goes on. Say once, calmly, that the call will end.")


def ask_for_civility(s: Situation) -> Due | None:
    """Abuse that has not been answered with a boundary yet."""
    if s.state.ladder.open_step != "ask" or not s.state.ladder.fresh or self_harm_open(s):
        return None
    return _abuse(s, "That was aimed at you. You may set a limit, and go on helping.")


def self_harm_open(s: Situation) -> bool:
    """Whether somebody has spoken of harming themselves in this call."""
    return s.customer("vulnerability:self_harm") > NEVER


def _abuse(s: Situation, reason: str) -> Due | None:
    utterance = s.state.ladder.latest_abuse
    place = s.call.ids.get(utterance or "", NEVER)
    return Due(
        key=utterance or "",
        reason=reason,
        why=evidence(place, "insult", "aggression", "threat"),
    )


def rephrase(s: Situation) -> Due | None:
    """What the agent just said did harm: what to say instead (S0.1, S2.4, S4.5)."""
    heard = s.latest_of("agent")
    if heard is None:
        return None
    place = s.tally.turns["agent"]
    harms = [name for name in _HARM if s.agent(name) == place]
    if not harms or any(s.agent(name) == place for name in _REPAIR):
        return None
    variant = "conditional_apology" if harms[0] == "apology:conditional" else harms[0]
    signal = "apology" if harms[0] == "apology:conditional" else harms[0]
    return Due(
        key=heard.utterance.id,
        reason=_SAID_OF_HARM[variant].capitalize() + ".",
        why=evidence(place, signal),
        variant=variant,
    )


def recording_objection(s: Situation) -> Due | None:
    """They do not want to be recorded or listened to."""
    place = s.customer("recording_objection")
    if place == NEVER or s.agent_since(place, *_TAKEN_UP, "recording_notice", "plain_refusal"):
        return None
    return Due(
        key=s.key(place),
        reason="They object to being recorded.",
        why=evidence(place, "recording_objection"),
        standing=True,
    )


def data_question(s: Situation) -> Due | None:
    """They ask where their data come from, or to have them erased."""
    place = s.customer("data_question")
    if place == NEVER or s.agent_since(place, *_TAKEN_UP):
        return None
    return Due(
        key=s.key(place),
        reason="They asked about their data.",
        why=evidence(place, "data_question"),
        standing=True,
    )


def honour_request(s: Situation) -> Due | None:
    """The same thing was asked for a second time."""
    place = max(s.tally.asked_again.values(), default=NEVER)
    if place == NEVER or s.agent_since(place, *DONE_BY_HONOURING):
        return None
    remedy = next(name for name, at in s.tally.asked_again.items() if at == place)
    return Due(
        key=s.key(place),
        reason=f"They have asked for the same thing again: {remedy.replace('_', ' ')}.",
        why=evidence(place, "request"),
        standing=True,
    )


def introduce_handover(s: Situation) -> Due | None:
    """Somebody else is about to take the call: tell them the story, so the customer need not."""
    offered = s.agent("escalation_offer")
    steps = {step.step for step in s.call.handover}
    taken = bool(steps & {"accepted", "requested"}) or (
        offered > NEVER and s.customer("acceptance", "thanks") > offered
    )
    introduced = steps & {"introduced", "completed"} or "supervisor" in s.tally.turns
    if not taken or introduced or s.agent_since(offered, "handover"):
        return None
    return Due(
        key="handover",
        reason="Introduce them with the story so far, so that nobody has to tell it twice.",
        why=evidence(offered, "escalation_offer"),
    )


def offer_supervisor(s: Situation) -> Due | None:
    """A trigger of the playbook has fired and no supervisor has been offered since."""
    fired = s.state.escalation.latest
    if fired is None or s.call.handover or s.tally.turns.get("supervisor", NEVER) > NEVER:
        return None
    place = s.call.ids.get(fired.utterance or "", NEVER)
    if place == NEVER:
        before = [i for i, h in enumerate(s.call.heard) if h.utterance.end <= fired.at]
        place = before[-1] if before else NEVER
    if s.agent_since(place, "escalation_offer", "handover"):
        return None
    signals = ("supervisor_request", "rejection", "threat", "request")
    return Due(
        key=f"{fired.trigger}:{fired.utterance}",
        reason=SAID[fired.trigger].capitalize() + ".",
        why=evidence(place, *signals),
        standing=fired.trigger in ("asked_for", "agent_request"),
    )
