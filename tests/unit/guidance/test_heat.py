"""Heat: what raises it, what cools it, and that it always says why."""

from __future__ import annotations

import pytest
from tests.support.scripted import ScriptedCall, signal, standard

from coolhead.call.decisions import HeatMeasured
from coolhead.call.events import AgentMarked, HoldEnded, HoldStarted


def test_swearing_at_the_product_alone_never_goes_beyond_tense() -> None:
    call = ScriptedCall()
    for _ in range(30):
        call.customer("the damn app", signal("profanity", target="product"), lasts=1.0)
    assert call.state.heat.level == "tense"
    assert call.heat <= standard().heat.product_profanity_cap


def test_a_strong_insult_outweighs_a_rude_one() -> None:
    rude, hateful = ScriptedCall(), ScriptedCall()
    rude.customer("what are you, thick", signal("insult", severity=1))
    hateful.customer("(hateful)", signal("insult", severity=3))
    assert hateful.heat > rude.heat > 0


def test_calm_speech_of_the_customer_cools_faster_than_the_agents() -> None:
    calm, told = ScriptedCall(), ScriptedCall()
    for call in (calm, told):
        call.customer("this is a disgrace", "anger", "frustration")
    calm.customer("it is the blue one, by the window", lasts=10.0)
    told.agent("I have it here in front of me", lasts=10.0)
    assert calm.heat < told.heat


@pytest.mark.parametrize("seconds", [5.0, 120.0])
def test_silence_and_hold_cool_nothing(seconds: float) -> None:
    call = ScriptedCall()
    call.customer("this is a disgrace", "anger", "frustration")
    before = call.heat
    call.feed(HoldStarted(at=call.now))
    call.wait(seconds)
    call.feed(HoldEnded(at=call.now))
    call.wait(seconds)
    assert call.heat == before


def test_the_level_goes_down_only_well_below_its_bound() -> None:
    call = ScriptedCall()
    levels: list[str] = []
    call.customer("the third time now", "frustration")
    levels.append(call.state.heat.level)
    call.customer("this is a disgrace", "anger")
    levels.append(call.state.heat.level)
    while call.heat >= 20.0:
        call.agent("yes", lasts=2.0)
    levels.append(call.state.heat.level)
    while call.heat >= 20.0 - standard().heat.hysteresis:
        call.agent("yes", lasts=2.0)
    levels.append(call.state.heat.level)
    assert levels == ["calm", "tense", "tense", "calm"]


def test_heat_names_the_utterances_that_moved_it_and_by_how_much() -> None:
    call = ScriptedCall()
    call.customer("three weeks I have been waiting", "complaint", id="first")
    call.customer("and nobody listens to me", "not_heard", id="second")
    measured = [d for d in call.decisions if isinstance(d, HeatMeasured)][-1]
    assert {why.utterance for why in measured.because} == {"first", "second"}
    assert sum(why.points or 0 for why in measured.because) == pytest.approx(
        measured.value, abs=0.3
    )
    assert measured.because[0].quote == "and nobody listens to me"


def test_taking_an_insult_back_takes_its_heat_back() -> None:
    call = ScriptedCall()
    call.customer("it came broken", "complaint")
    before = call.heat
    call.customer("you muppet", signal("insult", severity=1), id="muppet", lasts=0.1)
    call.feed(AgentMarked(at=call.now, mark="not_abuse", utterance="muppet"))
    assert call.heat == pytest.approx(before, rel=0.02)


def test_loudness_counts_only_where_it_is_switched_on() -> None:
    loud = signal("raised_voice", db_over_baseline=12.0)
    silent = ScriptedCall()
    silent.customer("where is it", loud)
    assert silent.heat == 0
    playbook = standard()
    voiced = playbook.model_copy(update={"heat": playbook.heat.model_copy(update={"voice": True})})
    heard = ScriptedCall(voiced)
    heard.customer("where is it", loud)
    assert heard.heat > 0


def test_nothing_that_the_agent_says_has_any_heat() -> None:
    call = ScriptedCall()
    call.agent("that is rubbish", "anger", "frustration", signal("insult", severity=3), "profanity")
    assert call.heat == 0
