"""When a supervisor is due (S0.6, S3.5), and what the supervisor is told."""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

from coolhead.call.state import Heard
from coolhead.call.utterance import Signal
from coolhead.guidance.heat import HeatState, at_least
from coolhead.guidance.tally import Tally, is_sure
from coolhead.playbook.schema import Playbook, Remedy

Trigger = Literal[
    "asked_for", "rejected_offers", "hot_for", "threat", "beyond_authority", "agent_request"
]

# In words, for the agent's screen and the supervisor's alert.
SAID: Final[dict[Trigger, str]] = {
    "asked_for": "the customer asked for a supervisor",
    "rejected_offers": "offers were turned down",
    "hot_for": "the heat has stayed up",
    "threat": "the customer made a threat",
    "beyond_authority": "what is wanted is beyond your authority",
    "agent_request": "you asked for a supervisor",
}
_AMOUNT: Final = re.compile(r"(?:[£$€]\s?)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{2})?")


class Fired(msgspec.Struct, frozen=True, gc=False):
    """A trigger that has fired, and the utterance that did it (None: no single one)."""

    trigger: Trigger
    utterance: str | None
    at: float


class EscalationState(msgspec.Struct, frozen=True, gc=False):
    """The triggers so far; each fires once, ``asked_for`` again each time that it is said.

    ``agent_request`` fires again once a hand-over was declined since.
    """

    fired: tuple[Fired, ...] = ()
    hot_s: float = 0.0

    @property
    def latest(self) -> Fired | None:
        """The newest trigger, or None."""
        return self.fired[-1] if self.fired else None


def after_utterance(
    state: EscalationState, heard: Heard, tally: Tally, heat: HeatState, playbook: Playbook
) -> EscalationState:
    """The triggers after an utterance (of either party: heat over time counts both)."""
    settings = playbook.escalation
    said = heard.utterance
    if settings.hot_for is not None:
        hot = at_least(heat.level, settings.hot_for.level)
        lasted = state.hot_s + max(0.0, said.end - said.start) if hot else 0.0
        state = msgspec.structs.replace(state, hot_s=lasted)
        if lasted >= settings.hot_for.seconds:
            state = _fire(state, "hot_for", None, said.end)
    if said.party != "customer":
        return state
    if settings.asked_for and heard.has("supervisor_request"):
        known = tuple(fired for fired in state.fired if fired.trigger != "asked_for")
        state = msgspec.structs.replace(state, fired=known)
        state = _fire(state, "asked_for", said.id, said.end)
    rejected = tally.count("customer", "rejection")
    if settings.rejected_offers and heard.has("rejection") and rejected >= settings.rejected_offers:
        state = _fire(state, "rejected_offers", said.id, said.end)
    # Nobody fetches a supervisor on a guess.
    for signal in filter(is_sure, heard.signals):
        if signal.name == "threat" and signal.kind in settings.threats:
            state = _fire(state, "threat", said.id, said.end)
        if settings.beyond_authority and signal.name == "request":
            wanted = remedies_wanted(playbook, signal, said.text)
            if any(beyond_authority(remedy, said.text) for remedy in wanted):
                state = _fire(state, "beyond_authority", said.id, said.end)
    return state


def agent_asked(
    state: EscalationState, at: float, *, declined_at: float | None = None
) -> EscalationState:
    """The agent has asked for a supervisor; ``declined_at``: when one last declined."""
    if declined_at is not None:
        known = tuple(
            fired
            for fired in state.fired
            if fired.trigger != "agent_request" or fired.at > declined_at
        )
        state = msgspec.structs.replace(state, fired=known)
    return _fire(state, "agent_request", None, at)


def remedies_wanted(playbook: Playbook, request: Signal, text: str) -> list[Remedy]:
    """The playbook's remedies that a request means, by their names or the customer's words."""
    lower = text.lower()
    return [
        remedy
        for remedy in playbook.remedies
        if remedy.name == request.remedy or any(word.lower() in lower for word in remedy.words)
    ]


def beyond_authority(remedy: Remedy, text: str) -> bool:
    """Whether the agent may not grant this: by its kind, or by a sum named above the limit."""
    if remedy.granted_by != "agent":
        return True
    if remedy.up_to is None:
        return False
    sums = [float(found.replace(",", "")) for found in _AMOUNT.findall(text)]
    return any(amount > remedy.up_to.amount for amount in sums)


def _fire(
    state: EscalationState, trigger: Trigger, utterance: str | None, at: float
) -> EscalationState:
    if any(fired.trigger == trigger for fired in state.fired):
        return state
    return msgspec.structs.replace(state, fired=(*state.fired, Fired(trigger, utterance, at)))
