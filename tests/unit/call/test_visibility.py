"""Who may see what, type by type: a new type must be entered here before it can be shown."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from coolhead.call.decisions import AlertRaised, Decision, SignalNoted
from coolhead.call.events import Event, SignalsDetected, Visibility
from coolhead.call.utterance import Signal
from coolhead.call.visibility import visibility_of, visible_part
from coolhead.services.projections import MAY_READ, decisions_for

EVENTS: dict[str, Visibility] = {
    "CallStarted": "call",
    "UtteranceHeard": "call",
    "UtteranceRedacted": "call",
    "SignalsDetected": "call",
    "SpeechStarted": "call",
    "SpeechStopped": "call",
    "TimeAdvanced": "call",
    "ConsentChanged": "call",
    "HoldStarted": "call",
    "HoldEnded": "call",
    "MuteStarted": "call",
    "MuteEnded": "call",
    "PaymentPauseStarted": "call",
    "PaymentPauseEnded": "call",
    "RecogniserLost": "call",
    "RecogniserRestored": "call",
    "DetectorFailed": "call",
    "InputCut": "call",
    "AgentMarked": "call",
    "FaultSet": "call",
    "SupervisorAsked": "call",
    "PromiseMade": "call",
    "FollowUpAdded": "call",
    "NoteAdded": "call",
    "FieldCorrected": "call",
    "CueAnswered": "agent_private",
    "HelpLevelSet": "agent_private",
    "HandoverStepped": "call",
    "AlertAcknowledged": "team",
    "Whispered": "restricted",
    "RecordSigned": "call",
    "ReflectionNoted": "agent_private",
    "CallLent": "call",
    "ScoreDisputed": "team",
    "DisputeAnswered": "team",
    "CallEnded": "call",
    "UnknownEvent": "restricted",
}
DECISIONS: dict[str, Visibility] = {
    "SignalNoted": "call",
    "HeatMeasured": "call",
    "PhaseChanged": "call",
    "LadderMoved": "call",
    "CueShown": "agent_private",
    "CueCleared": "agent_private",
    "AlertRaised": "team",
    "Noticed": "call",
    "RecordDrafted": "call",
}


def stated(union: Any) -> dict[str, str]:
    return {kind.__name__: kind.visibility for kind in get_args(union)}


def test_every_type_of_event_has_the_visibility_stated_here() -> None:
    assert stated(Event) == EVENTS


def test_every_type_of_decision_has_the_visibility_stated_here() -> None:
    assert stated(Decision) == DECISIONS


def noted(party: Any, name: str, **more: Any) -> SignalNoted:
    return SignalNoted(at=1.0, party=party, signal=Signal(name=name, confidence=1.0, **more))


@pytest.mark.parametrize(
    ("party", "name", "who"),
    [
        ("customer", "vulnerability", "restricted"),
        ("agent", "raised_voice", "agent_private"),
        ("agent", "speech_rate", "agent_private"),
        ("customer", "raised_voice", "call"),
        ("customer", "speech_rate", "call"),
        ("agent", "interruption", "call"),
        ("customer", "insult", "call"),
    ],
)
def test_a_signal_is_seen_by_what_it_is_and_whose(party: Any, name: str, who: str) -> None:
    assert visibility_of(noted(party, name)) == who


@pytest.mark.parametrize("kind", ["self_harm", "bereavement", "illness", "hardship"])
def test_an_alert_of_a_vulnerable_customer_is_restricted(kind: str) -> None:
    assert visibility_of(AlertRaised(at=1.0, kind=kind)) == "restricted"
    assert visibility_of(AlertRaised(at=1.0, kind="abuse")) == "team"


def test_an_event_of_mixed_signals_is_seen_in_part() -> None:
    both = tuple(Signal(name=name, confidence=1.0) for name in ("complaint", "vulnerability"))
    event = SignalsDetected(at=1.0, party="customer", utterance="u0", signals=both)
    part = visible_part(event, MAY_READ["coach"])
    assert isinstance(part, SignalsDetected)
    assert [signal.name for signal in part.signals] == ["complaint"]
    assert visible_part(event, MAY_READ["supervisor"]) is event
    assert visible_part(event, frozenset({"restricted"})) is None


def test_the_agents_own_pace_reaches_only_the_agent() -> None:
    decisions = [noted("agent", "speech_rate")]
    assert list(decisions_for("own_agent", decisions)) == decisions
    for reader in ("supervisor", "coach", "analyst"):
        assert not list(decisions_for(reader, decisions))
