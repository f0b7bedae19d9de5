"""The boundary ladder, rung by rung (S1.3, S1.4, S4.7)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.scripted import ScriptedCall, alerts, cues, rungs, signal, standard

from coolhead.call.events import AgentMarked, CallEnded, Mark
from coolhead.playbook.schema import Playbook

RUDE = signal("insult", severity=1)
HATEFUL = signal("insult", severity=3)


def with_ladder(**changes: Any) -> Playbook:
    playbook = standard()
    return playbook.model_copy(update={"ladder": playbook.ladder.model_copy(update=changes)})


def mark(call: ScriptedCall, kind: Mark, utterance: str | None = None) -> None:
    call.feed(AgentMarked(at=call.now, mark=kind, utterance=utterance))


def test_the_whole_way_from_ask_to_end() -> None:
    call = ScriptedCall()
    assert "ask_for_civility" in cues(call.customer("are you thick", RUDE))
    call.agent("please speak to me with respect", "civility_request")
    assert call.rung == "asked"
    assert "final_warning" in cues(call.customer("you useless woman", RUDE))
    call.agent("if it goes on I will end the call", "final_warning")
    assert call.rung == "warned"
    made = call.customer("get lost, idiot", RUDE)
    assert call.rung == "may_end"
    assert "end_call" in cues(made)
    assert "abuse" in alerts(made)
    call.agent("I am ending the call now", "end_call_notice")
    assert call.rung == "ended"
    assert rungs(call.decisions) == ["asked", "warned", "may_end", "ended"]


def test_an_insult_alone_climbs_nothing() -> None:
    call = ScriptedCall()
    for _ in range(6):
        call.customer("idiot", RUDE)
    assert call.rung == "none"


def test_swearing_at_the_product_climbs_no_rung() -> None:
    call = ScriptedCall()
    call.customer("the bloody router", signal("profanity", target="product"))
    call.agent("please mind your language", "civility_request")
    assert call.rung == "none"


def test_a_warning_without_an_ask_counts_as_the_ask() -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE)
    call.agent("I will end this call", "final_warning")
    assert call.rung == "asked"


def test_a_warning_needs_an_insult_after_the_ask() -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE)
    call.agent("please", "civility_request")
    call.agent("I will end this call", "final_warning")
    assert call.rung == "asked"


def test_aggression_opens_the_ask() -> None:
    call = ScriptedCall()
    assert "ask_for_civility" in cues(call.customer("ANSWER ME. ANSWER ME NOW.", "aggression"))


def test_severity_three_jumps_to_the_warning() -> None:
    call = ScriptedCall(with_ladder())
    assert "final_warning" in cues(call.customer("(hateful)", HATEFUL))
    call.agent("the call will end", "final_warning")
    assert call.rung == "warned"


def test_a_threat_of_harm_allows_to_end_at_once_and_tells_the_supervisor() -> None:
    call = ScriptedCall()
    made = call.customer("I will find you", signal("threat", kind="harm"))
    assert call.rung == "may_end"
    assert "threat_of_harm" in alerts(made)


def test_a_playbook_may_skip_the_warning() -> None:
    call = ScriptedCall(with_ladder(skip_warning=True))
    call.customer("idiot", RUDE)
    call.agent("please", "civility_request")
    call.customer("idiot", RUDE)
    assert call.rung == "may_end"


def test_a_playbook_may_be_more_patient() -> None:
    call = ScriptedCall(with_ladder(insults_before_ask=2))
    assert "ask_for_civility" not in cues(call.customer("idiot", RUDE))
    assert "ask_for_civility" in cues(call.customer("idiot", RUDE, gap=60.0))


def test_rudeness_below_the_playbooks_severity_climbs_nothing() -> None:
    call = ScriptedCall(with_ladder(min_severity=2))
    assert "ask_for_civility" not in cues(call.customer("are you thick", RUDE))


def test_calm_speech_steps_back_one_rung_but_not_below_the_ask() -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE)
    call.agent("please", "civility_request")
    call.customer("idiot", RUDE)
    call.agent("last warning", "final_warning")
    for _ in range(8):
        call.customer("so about the delivery, it was the third of May", lasts=8.0)
    assert call.rung == "asked"
    for _ in range(20):
        call.customer("so about the delivery, it was the third of May", lasts=8.0)
    assert call.rung == "asked"


def test_silence_and_waiting_step_nothing_back() -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE)
    call.agent("please", "civility_request")
    call.customer("idiot", RUDE)
    call.agent("last warning", "final_warning")
    call.wait(400)
    assert call.rung == "warned"


def test_an_insult_recognised_with_low_confidence_climbs_nothing_until_confirmed() -> None:
    call = ScriptedCall()
    made = call.customer("idiot", RUDE, confidence=0.35, id="faint")
    assert "ask_for_civility" not in cues(made)
    mark(call, "mark_abuse", "faint")
    assert call.on_screen == "ask_for_civility"


@pytest.mark.parametrize("kind", ["mark_asked", "mark_warned"])
def test_what_the_agent_marks_as_said_counts_as_said(kind: Mark) -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE)
    mark(call, kind)
    assert call.rung == "asked"


def test_abuse_that_no_detector_found_can_be_marked() -> None:
    call = ScriptedCall()
    call.customer("something veiled")
    mark(call, "mark_abuse")
    assert call.on_screen == "ask_for_civility"


def test_taking_a_signal_back_takes_its_rung_back() -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE, id="first")
    call.agent("please", "civility_request")
    assert call.rung == "asked"
    mark(call, "not_abuse", "first")
    assert call.rung == "none"
    assert "final_warning" not in cues(call.customer("right", lasts=2.0))


def test_taking_one_insult_back_leaves_the_other() -> None:
    call = ScriptedCall()
    call.customer("idiot", RUDE, id="first")
    call.agent("please", "civility_request")
    call.customer("muppet", RUDE, id="second")
    mark(call, "not_abuse", "second")
    assert call.rung == "asked"


def test_the_agent_may_end_at_any_time_with_one_key() -> None:
    call = ScriptedCall()
    mark(call, "end_for_abuse")
    assert call.rung == "ended"


def test_ending_the_call_for_abuse_is_on_the_ladder_and_a_goodbye_is_not() -> None:
    abused, plain = ScriptedCall(), ScriptedCall()
    abused.feed(CallEnded(at=1.0, ended_by="agent_for_abuse"))
    plain.feed(CallEnded(at=1.0, ended_by="agent"))
    assert abused.rung == "ended"
    assert plain.rung == "none"


def test_no_boundary_is_suggested_while_somebody_may_harm_themselves() -> None:
    call = ScriptedCall()
    call.customer("I want to die", signal("vulnerability", kind="self_harm"))
    call.agent("I am here", "empathy")
    assert not {"ask_for_civility", "final_warning", "end_call"} & set(
        cues(call.customer("what would you know, idiot", RUDE))
    )
