"""What must hold of the engine for any call whatever."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.scripted import ScriptedCall, cues, heats, most_at_once, signal

from coolhead.call.decisions import CueCleared, CueShown, LadderMoved
from coolhead.call.events import AgentMarked, Event, SignalsDetected, TimeAdvanced, UtteranceHeard
from coolhead.call.utterance import Signal
from coolhead.call.visibility import visibility_of
from coolhead.call.vocabulary import AGENT_SIGNALS, CUSTOMER_SIGNALS, RUNGS
from coolhead.guidance.rules import DONE_BY, RULED_OUT_BY_HAVING_JUST_DONE_IT
from coolhead.guidance.state import GuidanceState
from coolhead.services.projections import MAY_READ, decisions_for, events_for

calm = st.sampled_from(["acceptance", "thanks", "request", "data_question"])
kinds = {
    "threat": ["harm", "legal", "review", "leave"],
    "vulnerability": ["self_harm", "bereavement", "hardship"],
    "apology": ["sincere", "sympathetic", "conditional"],
}


@st.composite
def signals(draw: st.DrawFn, names: tuple[str, ...]) -> Signal:
    name = draw(st.sampled_from(names))
    attributes: dict[str, Any] = {"confidence": draw(st.sampled_from([0.5, 0.7, 0.95]))}
    if name in kinds:
        attributes["kind"] = draw(st.sampled_from(kinds[name]))
    if name == "insult":
        attributes["severity"] = draw(st.integers(1, 3))
    if name in ("complaint", "profanity"):
        attributes["target"] = draw(st.sampled_from(["product", "company", "agent"]))
    if name == "request":
        attributes["remedy"] = draw(st.sampled_from(["refund", "callback"]))
    return signal(name, **attributes)


turns = st.lists(
    st.one_of(
        st.tuples(
            st.just("customer"), st.lists(signals(CUSTOMER_SIGNALS), max_size=3), st.floats(0.5, 9)
        ),
        st.tuples(
            st.just("agent"), st.lists(signals(AGENT_SIGNALS), max_size=3), st.floats(0.5, 9)
        ),
        st.tuples(st.just("wait"), st.just([]), st.floats(1, 12)),
        st.tuples(
            st.sampled_from(["mark_abuse", "not_abuse", "mark_asked", "mark_warned"]),
            st.just([]),
            st.just(0.0),
        ),
    ),
    max_size=14,
)
thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def play(script: list[Any]) -> ScriptedCall:
    call = ScriptedCall()
    for who, found, lasts in script:
        if who == "wait":
            call.wait(lasts)
        elif who in ("customer", "agent"):
            call.say(who, "so it goes", *{s.name: s for s in found}.values(), lasts=lasts)
        else:
            call.feed(AgentMarked(at=call.now, mark=who))
    return call


@thorough
@given(turns)
def test_a_replay_decides_the_same_as_the_live_call(script: list[Any]) -> None:
    call = play(script)
    state, decisions = call.engine.replay(call.log)
    assert decisions == call.decisions
    assert state == call.state


@thorough
@given(turns, st.data())
def test_any_prefix_of_a_call_is_a_valid_state(script: list[Any], data: st.DataObject) -> None:
    call = play(script)
    cut = data.draw(st.integers(0, len(call.log)))
    state, decisions = call.engine.replay(call.log[:cut])
    assert 0.0 <= state.heat.value <= 100.0
    assert state.ladder.rung in RUNGS
    assert decisions == call.decisions[: len(decisions)]


@thorough
@given(turns)
def test_there_is_never_more_than_one_cue_on_the_screen(script: list[Any]) -> None:
    assert most_at_once(play(script).decisions) <= 1


@thorough
@given(turns)
def test_an_event_that_comes_twice_changes_nothing(script: list[Any]) -> None:
    call = play(script)
    for envelope in call.log:
        state, decisions = call.engine.step(call.state, envelope)
        assert not decisions
        assert state is call.state


@thorough
@given(turns, st.integers(0, 100))
def test_an_utterance_heard_twice_changes_nothing(script: list[Any], pick: int) -> None:
    call = play(script)
    if not call.state.call.heard:
        return
    again = call.state.call.heard[pick % len(call.state.call.heard)]
    before, decided = call.state, len(call.decisions)
    call.feed(UtteranceHeard(at=call.now, utterance=again.utterance))
    call.feed(
        SignalsDetected(
            at=call.now,
            party=again.utterance.party,
            utterance=again.utterance.id,
            signals=again.signals,
        )
    )
    assert len(call.decisions) == decided
    assert _without_seq(call.state) == _without_seq(before)


def _without_seq(state: GuidanceState) -> GuidanceState:
    return msgspec.structs.replace(state, call=msgspec.structs.replace(state.call, seq=0))


@thorough
@given(turns, signals(CUSTOMER_SIGNALS))
def test_a_late_utterance_conjures_no_cue_and_moves_no_heat(
    script: list[Any], late: Signal
) -> None:
    call = play([("agent", [], 5.0), *script, ("agent", [], 6.0)])
    before = call.state
    made = call.customer("this came late", late, start=0.0, lasts=1.0)
    assert not cues(made)
    assert call.state.heat == before.heat
    assert call.state.ladder == before.ladder
    assert call.state.call.heard[-1].late


@thorough
@given(turns)
def test_heat_stays_between_0_and_100(script: list[Any]) -> None:
    assert all(0.0 <= value <= 100.0 for value in heats(play(script).decisions))


@thorough
@given(turns, st.lists(calm, max_size=2), st.floats(0.3, 20))
def test_calm_talk_never_raises_heat(script: list[Any], found: list[str], lasts: float) -> None:
    call = play(script)
    before = call.heat
    call.customer("well", *dict.fromkeys(found), lasts=lasts)
    assert call.heat <= before
    before = call.heat
    call.agent("well", lasts=lasts)
    assert call.heat <= before


@thorough
@given(turns)
def test_the_ladder_moves_only_by_what_opens_each_rung(script: list[Any]) -> None:
    call = play(script)
    causes = {each.seq: each.event for each in call.log}
    for move in [d for d in call.decisions if isinstance(d, LadderMoved)]:
        cause = causes[int(move.decision.split(":")[1])]
        if RUNGS.index(move.rung) > RUNGS.index(move.previous):
            assert _may_climb_to(move.rung, cause), (move, cause)
        else:
            taken_back = isinstance(cause, AgentMarked) and cause.mark == "not_abuse"
            calm_speech = isinstance(cause, SignalsDetected) and cause.party == "customer"
            assert taken_back or calm_speech
            assert taken_back or RUNGS.index(move.previous) - RUNGS.index(move.rung) == 1


def _may_climb_to(rung: str, cause: Event) -> bool:
    if isinstance(cause, AgentMarked):
        return cause.mark in {
            "asked": ("mark_asked", "mark_warned", "not_abuse"),
            "warned": ("mark_warned", "not_abuse"),
            "may_end": ("mark_abuse", "not_abuse"),
            "ended": ("end_for_abuse",),
        }.get(rung, ())
    names = {s.name for s in cause.signals} if isinstance(cause, SignalsDetected) else set()
    return bool(
        names
        & {
            "asked": {"civility_request", "final_warning"},
            "warned": {"final_warning"},
            "may_end": {"insult", "aggression", "threat"},
            "ended": {"end_call_notice"},
        }.get(rung, set())
    )


@thorough
@given(turns)
def test_the_agent_can_always_end_the_call_for_abuse(script: list[Any]) -> None:
    call = play(script)
    call.feed(AgentMarked(at=call.now, mark="end_for_abuse"))
    assert call.rung == "ended"


@thorough
@given(turns)
def test_no_cue_is_shown_for_what_was_done_in_the_last_exchange(script: list[Any]) -> None:
    call = play(script)
    heard = {h.seq: h for h in call.state.call.heard}
    for cue in [d for d in call.decisions if isinstance(d, CueShown)]:
        if cue.id not in RULED_OUT_BY_HAVING_JUST_DONE_IT:
            continue
        seq = int(cue.decision.split(":")[1])
        known = [heard[each] for each in sorted(heard) if each < seq]
        while known and known[-1].utterance.party == "customer":
            known.pop()
        while known and known[-1].utterance.party == "agent":
            done = {s.name for s in known.pop().signals}
            plain = {name for name in DONE_BY[cue.id] if ":" not in name}
            assert not done & plain, cue


@thorough
@given(turns)
def test_end_call_is_never_suggested_while_somebody_may_harm_themselves(script: list[Any]) -> None:
    call = ScriptedCall()
    call.customer("I do not want to live", signal("vulnerability", kind="self_harm"))
    for who, found, lasts in script:
        if who in ("customer", "agent"):
            made = call.say(who, "so it goes", *{s.name: s for s in found}.values(), lasts=lasts)
            assert "end_call" not in cues(made)


@thorough
@given(turns)
def test_nothing_private_to_the_agent_reaches_another_reader(script: list[Any]) -> None:
    call = play(script)
    call.feed(TimeAdvanced(at=call.now + 1))
    for reader, allowed in MAY_READ.items():
        events = [visibility_of(each.event) for each in events_for(reader, call.log)]
        decisions = list(decisions_for(reader, call.decisions))
        assert {*events, *(visibility_of(each) for each in decisions)} <= allowed
        if reader != "own_agent":
            assert not any(isinstance(each, CueShown | CueCleared) for each in decisions)
