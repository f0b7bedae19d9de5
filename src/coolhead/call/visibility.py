"""Who may see what: the one place where it is decided.

``call``: whoever may read the call. ``team``: supervisors and coaches of its team too.
``agent_private``: that agent alone (cues, feedback on them, own loudness and pace).
``restricted``: people with a stated need (what makes a customer vulnerable).
"""

from __future__ import annotations

from coolhead.call.decisions import AlertRaised, Decision, SignalNoted
from coolhead.call.events import Event, SignalsDetected, Visibility
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party

# The agent's own loudness and pace are help, not evaluation (S1.2).
AGENTS_OWN_CONDUCT = frozenset({"raised_voice", "speech_rate"})
VULNERABLE = frozenset({"bereavement", "illness", "distress", "self_harm", "hardship", "confusion"})


def visibility_of_signal(party: Party, signal: Signal) -> Visibility:
    """Who may see this signal of this party."""
    if signal.name == "vulnerability":
        return "restricted"
    if party == "agent" and signal.name in AGENTS_OWN_CONDUCT:
        return "agent_private"
    return "call"


def visibility_of(thing: Event | Decision) -> Visibility:
    """Who may see this event or decision as a whole."""
    if isinstance(thing, SignalNoted):
        return visibility_of_signal(thing.party, thing.signal)
    if isinstance(thing, AlertRaised) and thing.kind in VULNERABLE:
        return "restricted"
    return thing.visibility


def visible_part(event: Event, allowed: frozenset[Visibility]) -> Event | None:
    """Return what of an event a reader with these rights sees; None for nothing."""
    if visibility_of(event) not in allowed:
        return None
    if isinstance(event, SignalsDetected):
        kept = tuple(s for s in event.signals if visibility_of_signal(event.party, s) in allowed)
        hints = tuple(s for s in event.hints if visibility_of_signal(event.party, s) in allowed)
        if len(kept) != len(event.signals) or len(hints) != len(event.hints):
            return (
                SignalsDetected(
                    at=event.at,
                    party=event.party,
                    utterance=event.utterance,
                    signals=kept,
                    hints=hints,
                    detectors=event.detectors,
                )
                if kept
                else None
            )
    return event
