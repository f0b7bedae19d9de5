"""Who may see what: the one place where it is decided.

``call``: whoever may read the call. ``team``: supervisors and coaches of its team too.
``agent_private``: that agent alone (cues, feedback on them, own loudness and pace).
``restricted``: people with a stated need (what makes a customer vulnerable).
"""

from __future__ import annotations

import msgspec

from coolhead.call.decisions import AlertRaised, Decision, SignalNoted
from coolhead.call.events import (
    Event,
    FieldCorrected,
    SignalsDetected,
    UtteranceHeard,
    Visibility,
)
from coolhead.call.utterance import Signal, Utterance
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
    if isinstance(thing, FieldCorrected) and thing.field == "vulnerability":
        return "restricted"
    return thing.visibility


def visible_part(event: Event, allowed: frozenset[Visibility]) -> Event | None:
    """Return what of an event a reader with these rights sees; None for nothing."""
    if visibility_of(event) not in allowed:
        return None
    if isinstance(event, UtteranceHeard):
        said = visible_utterance(event.utterance, allowed)
        if said is not event.utterance:
            return msgspec.structs.replace(event, utterance=said)
    if isinstance(event, SignalsDetected):
        return _visible_signals(event, allowed)
    return event


def visible_utterance(utterance: Utterance, allowed: frozenset[Visibility]) -> Utterance:
    """The utterance; how loud and how high an agent speaks is for that agent alone."""
    voice = (utterance.loudness_dbfs, utterance.pitch_hz)
    if utterance.party != "agent" or "agent_private" in allowed or voice == (None, None):
        return utterance
    return msgspec.structs.replace(utterance, loudness_dbfs=None, pitch_hz=None)


def _visible_signals(
    event: SignalsDetected, allowed: frozenset[Visibility]
) -> SignalsDetected | None:
    kept = tuple(s for s in event.signals if visibility_of_signal(event.party, s) in allowed)
    hints = tuple(s for s in event.hints if visibility_of_signal(event.party, s) in allowed)
    whole = len(kept) == len(event.signals) and len(hints) == len(event.hints)
    if whole and "restricted" in allowed:
        return event
    if not whole and not kept:
        return None
    # A detector's name says what it looks for, also where another dropped what it found.
    known = {signal.rule.partition("/")[0] for signal in (*kept, *hints)}
    detectors = {name: version for name, version in event.detectors.items() if name in known}
    if whole and detectors == event.detectors:
        return event
    return msgspec.structs.replace(event, signals=kept, hints=hints, detectors=detectors)
