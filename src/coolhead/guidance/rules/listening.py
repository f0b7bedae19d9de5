"""Cues of listening and steadiness: no phrase needed, or very few words."""

from __future__ import annotations

from coolhead.guidance.due import Due, evidence
from coolhead.guidance.situation import Situation
from coolhead.guidance.tally import NEVER

# A nod lasts less than this; somebody who talks over the customer for longer has taken the floor.
_LONGER_THAN_A_NOD_S = 1.0


def breathe(s: Situation) -> Due | None:
    """Heat has jumped, or an insult has landed (S0.1, S1.2, S4.1)."""
    heard, place = s.latest_of("customer"), s.tally.turns.get("customer", NEVER)
    if heard is None or s.tally.turns.get("agent", NEVER) > place:
        return None
    landed = s.customer("insult", "aggression", "threat:harm") == place
    if not landed and s.heat.jump < s.playbook.heat.breathe_on_rise:
        return None
    reason = "That was aimed at you; it is not about you." if landed else "The heat has jumped."
    names = ("insult", "aggression", "threat", "anger", "frustration", "not_heard", "complaint")
    return Due(key=heard.utterance.id, reason=reason, why=evidence(place, *names))


def let_them_finish(s: Situation) -> Due | None:
    """They are talked over, were cut off, or a long vent wants a nod (S0.2, S4.2)."""
    if not s.difficult:
        return None
    timing = s.playbook.timing
    speaking = s.call.speaking
    if "agent" in speaking and "customer" in speaking:
        over = s.now - speaking["agent"]
        if speaking["agent"] > speaking["customer"] and over >= _LONGER_THAN_A_NOD_S:
            return Due(
                key=f"over:{speaking['agent']:.2f}", reason="You are both speaking: let them go on."
            )
    place = s.agent("interruption")
    if place > NEVER and place == s.tally.turns.get("agent") and not _asked_since(s, place):
        return Due(
            key=s.key(place),
            reason="You came in while they were speaking.",
            why=evidence(place, "interruption"),
        )
    if s.customer_speaking and _venting_alone_s(s) >= timing.nod_after_s:
        turn = s.key(s.tally.turn_starts.get("customer", NEVER))
        return Due(
            key=f"nod:{turn}:{int(_venting_alone_s(s) // timing.nod_after_s)}",
            reason="A short “I see” now and then shows that you are there.",
        )
    return None


def _asked_since(s: Situation, place: int) -> bool:
    return s.tally.turns.get("customer", NEVER) > place and not s.customer_speaking


def _venting_alone_s(s: Situation) -> float:
    """For how long the customer has been speaking without a sound from the agent."""
    since = s.call.speaking.get("customer", s.now)
    for heard in reversed(s.call.heard[-12:]):
        if heard.utterance.party != "customer":
            return s.now - max(heard.utterance.end, min(since, heard.utterance.end))
        since = heard.utterance.start
    return s.now - since


def check_in(s: Situation) -> Due | None:
    """Nobody speaks, and nobody is on hold."""
    if s.call.speaking or s.call.paused & {"hold", "payment"} or not s.call.heard:
        return None
    patience = s.playbook.timing.check_in_after_s + s.tally.asked_to_wait_s
    if s.now - s.call.last_speech < patience:
        return None
    return Due(key=f"silence:{s.call.last_speech:.1f}", reason="It has been quiet for a while.")


def slow_down(s: Situation) -> Due | None:
    """The agent talks fast or at length to somebody who is upset or cannot follow."""
    place = s.agent("speech_rate", "monologue")
    upset = s.hot("tense") or s.customer("vulnerability") > NEVER
    if place == NEVER or place != s.tally.turns.get("agent") or not upset:
        return None
    return Due(
        key=s.key(place),
        reason="A slower pace is easier to take in when upset.",
        why=evidence(place, "speech_rate", "monologue"),
    )
