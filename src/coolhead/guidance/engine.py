"""The engine: a fold over a call's events that says what to show.

``Engine.step(state, envelope)`` gives the next state and the decisions. It reads no clock, makes
no random ids and does no I/O: the same events give the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coolhead.call.decisions import (
    AlertRaised,
    Decision,
    LadderMoved,
    PhaseChanged,
    SignalNoted,
)
from coolhead.call.events import (
    AgentMarked,
    CallEnded,
    CueAnswered,
    Envelope,
    HelpLevelSet,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    SupervisorAsked,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.state import Heard, fold
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Phase
from coolhead.guidance import escalation, heat, ladder, tally
from coolhead.guidance.after_call import next_after_call
from coolhead.guidance.notices import notices
from coolhead.guidance.phases import next_phase
from coolhead.guidance.stage import answered, nothing_can_change, restage
from coolhead.guidance.state import GuidanceState
from coolhead.playbook.schema import Playbook
from coolhead.signals.backchannel import is_backchannel

ENGINE_VERSION = "1"

# Only the clock has moved, or somebody began or stopped to speak.
_NO_NEWS = (TimeAdvanced, SpeechStarted, SpeechStopped)
_ABUSE = ("insult", "aggression", "threat")
# What the supervisor is told of at once, also when it is recognised late.
_SAFETY = (("vulnerability", "self_harm"), ("threat", "harm"))


class Engine:
    """Folds one call's events under one playbook; itself without state."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook

    def step(
        self, state: GuidanceState, envelope: Envelope
    ) -> tuple[GuidanceState, tuple[Decision, ...]]:
        """Fold one event; an event seen before changes nothing and decides nothing."""
        if envelope.seq <= state.call.seq:
            return state, ()
        event = envelope.event
        before = state.call
        state = msgspec.structs.replace(state, call=fold(before, envelope))
        decisions: list[Decision] = []
        if isinstance(event, _NO_NEWS):  # most events are: what is due stays as it was
            quiet = state.call.now - state.call.last_speech
            if quiet >= self.playbook.timing.silence_alert_s and isinstance(event, TimeAdvanced):
                state = self._silence(state, decisions)
            if not decisions and nothing_can_change(state, self.playbook):
                return state, ()
            return self._stage(state, decisions, news=False), _numbered(decisions, envelope)
        if isinstance(event, UtteranceHeard):
            # Its signals follow at once; until then nothing has changed for the agent.
            return state, ()
        match event:
            case SignalsDetected():
                known = before.find(event.utterance) if event.utterance else None
                state = self._signals(state, event, known, decisions)
            case CallEnded():
                state = self._end(state, event, decisions)
            case AgentMarked() | SupervisorAsked() | CueAnswered() | HelpLevelSet():
                state = self._act(state, event, decisions)
            case _:
                decisions += notices(event)
        state = self._shown_phase(state, decisions)
        if not (isinstance(event, SignalsDetected) and _is_late(state, event)):
            state = self._stage(state, decisions, news=True)
        return state, _numbered(decisions, envelope)

    def replay(self, envelopes: Iterable[Envelope]) -> tuple[GuidanceState, list[Decision]]:
        """Fold a whole call anew."""
        state, decisions = GuidanceState(), list[Decision]()
        for envelope in envelopes:
            state, made = self.step(state, envelope)
            decisions += made
        return state, decisions

    def _signals(
        self,
        state: GuidanceState,
        event: SignalsDetected,
        known: Heard | None,
        decisions: list[Decision],
    ) -> GuidanceState:
        seen = known.signals if known else ()
        fresh = [signal for signal in event.signals if signal not in seen]
        decisions += [
            SignalNoted(at=event.at, party=event.party, utterance=event.utterance, signal=signal)
            for signal in fresh
        ]
        if event.utterance is None:
            return state
        place = state.call.ids.get(event.utterance)
        if place is None:
            return state
        decisions += _safety_alerts(event, fresh)
        if place < state.folded:
            return _revised(state, event, fresh)
        state = msgspec.structs.replace(state, folded=place + 1)
        heard = state.call.heard[place]
        return state if heard.late else self._utterance(state, heard, place, decisions)

    def _utterance(
        self, state: GuidanceState, heard: Heard, place: int, decisions: list[Decision]
    ) -> GuidanceState:
        said, signals = heard.utterance, heard.signals
        settings = self.playbook
        counts = tally.counted(
            state.tally, place, said.party, signals, nod=is_backchannel(said.text)
        )
        warmth = heat.after_utterance(state.heat, said, signals, settings.heat, hints=heard.hints)
        decisions.append(heat.measured(warmth, state.call.now, ""))
        if said.party == "customer":
            calm = not heat.evidence(signals, settings.heat)
            rungs = ladder.after_customer(
                state.ladder, said, signals, calm=calm, settings=settings.ladder
            )
        elif said.party == "agent":
            rungs = ladder.after_agent(state.ladder, said, signals, settings.ladder)
        else:
            rungs = state.ladder
        base, because = next_phase(state.base_phase, heard, counts, warmth)
        fired = escalation.after_utterance(state.escalation, heard, counts, warmth, settings)
        state = msgspec.structs.replace(state, tally=counts, heat=warmth, base_phase=base)
        state = self._shown_phase(state, decisions, because)
        state = self._climb(state, rungs, said.id, decisions)
        return self._escalate(state, fired, decisions)

    def _climb(
        self,
        state: GuidanceState,
        rungs: ladder.LadderState,
        utterance: str | None,
        decisions: list[Decision],
    ) -> GuidanceState:
        now, before = state.call.now, state.ladder.rung
        if rungs.rung != before:
            decisions.append(
                LadderMoved(
                    at=now,
                    rung=rungs.rung,
                    previous=before,
                    utterance=utterance,
                    because=_why_moved(rungs),
                )
            )
            if rungs.rung in ("may_end", "ended"):
                decisions.append(
                    AlertRaised(
                        at=now, kind="abuse", utterance=utterance, because=_why_moved(rungs)
                    )
                )
        return msgspec.structs.replace(state, ladder=rungs)

    def _escalate(
        self,
        state: GuidanceState,
        fired: escalation.EscalationState,
        decisions: list[Decision],
    ) -> GuidanceState:
        decisions += [
            AlertRaised(
                at=state.call.now,
                kind=each.trigger,
                utterance=each.utterance,
                because=escalation.SAID[each.trigger],
            )
            for each in fired.fired
            # One that fires again in the same moment equals the one before.
            if not any(each is before for before in state.escalation.fired)
        ]
        return msgspec.structs.replace(state, escalation=fired)

    def _act(
        self,
        state: GuidanceState,
        event: AgentMarked | SupervisorAsked | CueAnswered | HelpLevelSet,
        decisions: list[Decision],
    ) -> GuidanceState:
        match event:
            case AgentMarked():
                return self._mark(state, event, decisions)
            case SupervisorAsked():
                declined = (s.at for s in state.call.handover if s.step == "declined")
                fired = escalation.agent_asked(
                    state.escalation, event.at, declined_at=max(declined, default=None)
                )
                return self._escalate(state, fired, decisions)
            case CueAnswered():
                stage = answered(state.stage, event.number, event.answer, event.at)
            case HelpLevelSet():
                stage = msgspec.structs.replace(state.stage, help_level=event.level)
        return msgspec.structs.replace(state, stage=stage)

    def _mark(
        self, state: GuidanceState, event: AgentMarked, decisions: list[Decision]
    ) -> GuidanceState:
        settings = self.playbook.ladder
        latest = next((h.utterance.id for h in reversed(state.call.of("customer"))), None)
        match event.mark:
            case "mark_abuse":
                target = event.utterance or latest
                if target is None:
                    return state
                marked = ladder.mark_abuse(state.ladder, target, settings)
                return self._climb(state, marked, target, decisions)
            case "not_abuse":
                target = event.utterance or state.ladder.latest_abuse or latest
                return self._take_back(state, target, decisions) if target else state
            case "end_for_abuse":
                return self._climb(
                    state, ladder.mark(state.ladder, "end", settings), None, decisions
                )
            case _:
                return self._climb(
                    state, ladder.mark(state.ladder, event.mark, settings), None, decisions
                )

    def _take_back(
        self, state: GuidanceState, target: str, decisions: list[Decision]
    ) -> GuidanceState:
        cooled = heat.without(state.heat, target, self.playbook.heat)
        counts = tally.retracted(state.tally, "customer", _ABUSE)
        for place, heard in enumerate(state.call.heard):  # what other utterances showed stays
            kept = [s for s in heard.signals if s.name in _ABUSE]
            if (
                heard.utterance.party == "customer"
                and kept
                and (heard.utterance.id != target and heard.utterance.id not in state.taken_back)
            ):
                counts = tally.counted(counts, place, "customer", kept, nod=True)
        state = msgspec.structs.replace(
            state, heat=cooled, tally=counts, taken_back=state.taken_back | {target}
        )
        decisions.append(heat.measured(cooled, state.call.now, ""))
        rungs = ladder.take_back(state.ladder, target, self.playbook.ladder)
        return self._climb(state, rungs, target, decisions)

    def _silence(self, state: GuidanceState, decisions: list[Decision]) -> GuidanceState:
        call = state.call
        quiet = call.now - call.last_speech
        if call.speaking or quiet < self.playbook.timing.silence_alert_s or not call.heard:
            return state
        if call.paused & {"hold", "payment"}:
            return state
        patience = self.playbook.timing.silence_alert_s + state.tally.asked_to_wait_s
        if quiet < patience or state.silence_alerted == call.last_speech:
            return state
        decisions.append(
            AlertRaised(at=call.now, kind="long_silence", because=f"quiet for {quiet:.0f} s")
        )
        return msgspec.structs.replace(state, silence_alerted=call.last_speech)

    def _end(
        self, state: GuidanceState, event: CallEnded, decisions: list[Decision]
    ) -> GuidanceState:
        if event.ended_by == "agent_for_abuse" and state.ladder.rung != "ended":
            rungs = ladder.mark(state.ladder, "end", self.playbook.ladder)
            state = self._climb(state, rungs, None, decisions)
        return state

    def _shown_phase(
        self, state: GuidanceState, decisions: list[Decision], because: str = ""
    ) -> GuidanceState:
        phase: Phase = state.base_phase
        if _in_handover(state):
            phase, because = "handover", "a supervisor is being brought in"
        elif state.ladder.fresh and (state.ladder.open_step or state.ladder.rung == "may_end"):
            phase, because = "boundary", "what was said was aimed at the agent"
        if phase != state.phase:
            because = because or "back to where the call was"
            decisions.append(PhaseChanged(at=state.call.now, phase=phase, because=because))
            state = msgspec.structs.replace(state, phase=phase)
        return state

    def _stage(
        self, state: GuidanceState, decisions: list[Decision], *, news: bool
    ) -> GuidanceState:
        state, (cleared, shown) = restage(state, self.playbook, news=news)
        if cleared is not None:
            decisions.append(cleared)
        if shown is None and state.call.ended is not None:
            state, shown = next_after_call(state, self.playbook)
        if shown is not None:
            decisions.append(shown)
        return state


def _in_handover(state: GuidanceState) -> bool:
    """Whether a supervisor is being brought in, or has the word."""
    steps = {step.step for step in state.call.handover}
    if steps:
        return not steps & {"completed", "declined"}
    counts = state.tally
    offered = counts.place("agent", "escalation_offer", "handover")
    accepted = counts.place("customer", "acceptance", "thanks") > offered > tally.NEVER
    return accepted or "supervisor" in counts.turns


_MOVED = {
    "none": "calm speech, or taken back by the agent",
    "asked": "the ask for respect was heard or marked",
    "warned": "the final warning was heard or marked",
    "may_end": "it went on",
    "ended": "the call was ended for abuse",
}


def _why_moved(rungs: ladder.LadderState) -> str:
    if rungs.rung == "may_end" and rungs.inputs[-1].kind == "harm":
        return "a threat of harm"
    return _MOVED[rungs.rung]


def _is_late(state: GuidanceState, event: SignalsDetected) -> bool:
    heard = state.call.find(event.utterance) if event.utterance else None
    return heard is not None and heard.late


def _revised(state: GuidanceState, event: SignalsDetected, fresh: list[Signal]) -> GuidanceState:
    """A signal of an utterance that has had its effect: only a denied reflection undoes it."""
    denied = any(signal.name == "reflection" and signal.confirmed is False for signal in fresh)
    if not denied or event.party != "agent":
        return state
    return msgspec.structs.replace(
        state, tally=tally.retracted(state.tally, "agent", ("reflection",))
    )


def _safety_alerts(event: SignalsDetected, fresh: list[Signal]) -> list[Decision]:
    if event.party != "customer":
        return []
    return [
        AlertRaised(
            at=event.at,
            kind="self_harm" if kind == "self_harm" else "threat_of_harm",
            utterance=event.utterance,
            because="somebody may be in danger",
        )
        for signal in fresh
        for name, kind in _SAFETY
        if signal.name == name and signal.kind == kind
    ]


def _numbered(decisions: list[Decision], envelope: Envelope) -> tuple[Decision, ...]:
    if not decisions:
        return ()
    return tuple(
        msgspec.structs.replace(decision, decision=f"{envelope.call}:{envelope.seq}:{number}")
        for number, decision in enumerate(decisions)
    )
