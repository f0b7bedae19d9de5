"""The one cue: which comes, in which order, when it waits and when it goes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.scripted import ScriptedCall, alerts, cues, shown, signal, standard

from coolhead.call.decisions import CueCleared
from coolhead.call.events import (
    CallEnded,
    CueAnswered,
    FaultSet,
    HandoverStepped,
    HelpLevelSet,
    HoldStarted,
    SpeechStarted,
    SpeechStopped,
    SupervisorAsked,
    TimeAdvanced,
)
from coolhead.playbook.schema import Playbook

LATE = signal("complaint", target="product", topic="the sofa that should have come on Friday")


def with_playbook(**changes: Any) -> Playbook:
    return standard().model_copy(update=changes)


def cleared(call: ScriptedCall) -> dict[str, str]:
    return {d.id: d.because for d in call.decisions if isinstance(d, CueCleared)}


def test_a_plain_call_shows_nothing() -> None:
    call = ScriptedCall()
    call.agent("good morning, this is Sam", "greeting", "closed_question")
    call.customer("morning, I would like to order the blue one", signal("request", remedy="order"))
    call.agent("of course, it will be with you on Friday", "commitment", "offer")
    call.customer("lovely, thank you", "thanks", "acceptance")
    assert cues(call.decisions) == []


def test_a_phrase_waits_until_the_customer_pauses() -> None:
    call = ScriptedCall()
    call.feed(SpeechStarted(at=0.5, party="customer"))
    call.feed(SpeechStopped(at=4.0, party="customer"))
    call.feed(SpeechStarted(at=4.2, party="customer"))
    made = call.customer("the sofa has not come", LATE, start=0.5, lasts=3.5)
    assert cues(made) == []
    call.feed(SpeechStopped(at=9.0, party="customer"))
    made = call.customer("and nobody rang", start=4.2, lasts=4.8)
    assert len(cues(made)) == 1


def test_do_not_call_is_honoured_while_the_customer_still_speaks() -> None:
    call = ScriptedCall()
    call.feed(SpeechStarted(at=0.2, party="customer"))
    made = call.customer("take me off your list", "do_not_call", start=0.2, lasts=2.0)
    assert cues(made) == ["honour_do_not_call"]


def test_do_not_call_stands_until_it_is_taken_up_and_rules_out_the_purpose() -> None:
    call = ScriptedCall(stake="deal")
    call.customer("stop calling me, I am sick of it", "do_not_call", "frustration", "anger")
    call.agent("but it is a really good offer", "offer")
    assert call.on_screen == "honour_do_not_call"
    call.agent("I have taken you off, you will not be called again", "commitment")
    assert cleared(call)["honour_do_not_call"] == "done"
    for _ in range(8):
        call.customer("fine", "acceptance", lasts=6.0)
    assert "return_to_purpose" not in cues(call.decisions)


def test_self_harm_comes_before_everything_and_tells_the_supervisor() -> None:
    call = ScriptedCall()
    made = call.customer(
        "stop calling, you idiot, I might as well end it all",
        signal("vulnerability", kind="self_harm"),
        signal("insult", severity=2),
        "do_not_call",
    )
    cue = shown(made, "care_for_vulnerable")
    assert cues(made) == ["care_for_vulnerable"]
    assert cue.say in standard().cues["care_for_vulnerable"].say_for["self_harm"]
    assert "self_harm" in alerts(made)


@pytest.mark.parametrize("kind", ["bereavement", "illness", "hardship", "confusion", "distress"])
def test_care_is_worded_for_its_kind(kind: str) -> None:
    call = ScriptedCall()
    cue = shown(
        call.customer("it has been a hard year", signal("vulnerability", kind=kind)),
        "care_for_vulnerable",
    )
    assert cue.say in standard().cues["care_for_vulnerable"].say_for[kind]


@pytest.mark.parametrize(
    ("harm", "case"),
    [
        (signal("dismissal"), "dismissal"),
        (signal("defensiveness"), "defensiveness"),
        (signal("excuse"), "excuse"),
        (signal("pass_off"), "pass_off"),
        (signal("apology", kind="conditional"), "conditional_apology"),
        (signal("jargon"), "jargon"),
        (signal("profanity", target="none"), "profanity"),
        (signal("insult", severity=1), "insult"),
        (signal("threat", kind="harm"), "threat"),
    ],
)
def test_harm_done_by_the_agents_words_is_offered_other_words(harm: Any, case: str) -> None:
    call = ScriptedCall()
    call.customer("it broke after a day", LATE)
    call.agent("it was not us", harm)
    assert call.on_screen == "rephrase"
    cue = shown(call.decisions, "rephrase")
    assert cue.say
    assert cue.why[0].quote == "it was not us"
    assert case in standard().cues["rephrase"].say_for


def test_a_request_made_twice_is_to_be_honoured() -> None:
    call = ScriptedCall()
    want = signal("request", remedy="cancellation")
    call.customer("I would like to cancel", want)
    call.agent("may I offer you a lower price", "offer")
    call.customer("no, I would like to cancel", want)
    assert call.on_screen == "honour_request"
    call.agent("I will cancel it now, it ends on the thirtieth", "commitment")
    assert cleared(call)["honour_request"] == "done"


def test_saying_the_same_thing_twice_in_one_breath_is_one_request() -> None:
    call = ScriptedCall()
    want = signal("request", remedy="refund")
    call.customer("I want my money back", want)
    call.customer("a refund, that is all", want)
    assert "honour_request" not in cues(call.decisions)


@pytest.mark.parametrize(
    ("policy", "fault", "expected"),
    [
        ("at_fault", "unknown", False),
        ("at_fault", "company", True),
        ("justified", "unknown", True),
        ("always", "unknown", True),
        ("after_calm", "unknown", False),
    ],
)
def test_when_to_apologise_is_the_playbooks_choice(policy: str, fault: Any, expected: bool) -> None:
    playbook = standard()
    apology = playbook.apology.model_copy(update={"policy": policy})
    phases = dict.fromkeys(playbook.phases, ("apologise",))
    call = ScriptedCall(with_playbook(apology=apology, phases=phases))
    call.feed(FaultSet(at=0.0, fault=fault))
    call.customer("it has not come and I am fed up", LATE, "frustration", "anger")
    call.wait(6)
    assert ("apologise" in cues(call.decisions)) is expected


def test_an_apology_after_calm_waits_for_calm() -> None:
    playbook = standard()
    apology = playbook.apology.model_copy(update={"policy": "after_calm"})
    phases = dict.fromkeys(playbook.phases, ("apologise",))
    call = ScriptedCall(with_playbook(apology=apology, phases=phases))
    call.customer("this is an outrage", LATE, "anger", "frustration", "not_heard")
    assert "apologise" not in cues(call.decisions)
    for _ in range(4):
        call.customer("it was ordered in March", lasts=7.0)
    assert "apologise" in cues(call.decisions)


def test_a_cue_is_gone_as_soon_as_it_is_done() -> None:
    call = ScriptedCall()
    call.customer("the sofa has not come", LATE)
    call.wait(1)
    assert call.on_screen == "reflect_back"
    call.agent("so the sofa has not come", "reflection")
    assert cleared(call)["reflect_back"] == "done"
    assert call.on_screen != "reflect_back"


def test_a_cue_stays_for_its_dwell_although_another_becomes_due() -> None:
    call = ScriptedCall()
    call.customer("the sofa has not come", LATE)
    first, at = call.on_screen, call.now
    assert first == "reflect_back"
    call.customer("and I am fed up", "frustration", lasts=1.0, gap=0.1)
    assert call.on_screen == first
    assert call.now - at < standard().timing.min_dwell_s


def test_a_cue_that_nobody_takes_up_goes_by_itself_and_does_not_come_back_for_the_same() -> None:
    call = ScriptedCall()
    call.customer("the sofa has not come", LATE)
    call.feed(SpeechStarted(at=call.now, party="agent"))
    call.wait(standard().timing.max_dwell_s + 2)
    assert cleared(call)["reflect_back"] == "its moment has passed"
    assert cues(call.decisions).count("reflect_back") == 1


def test_a_jump_in_heat_calls_for_a_breath() -> None:
    call = ScriptedCall()
    call.customer("it has not come", LATE)
    call.agent("so it has not come", "reflection", "empathy")
    made = call.customer("this is an absolute disgrace", "anger", "frustration", gap=50.0)
    cue = shown(made, "breathe")
    assert cue.say is None
    assert cue.why[0].quote == "this is an absolute disgrace"


def test_talking_over_the_customer_is_told_at_once() -> None:
    call = ScriptedCall()
    call.customer("it has not come and I am fed up", LATE, "frustration")
    call.feed(SpeechStarted(at=call.now + 1, party="customer"))
    call.feed(SpeechStarted(at=call.now + 1.5, party="agent"))
    call.feed(TimeAdvanced(at=call.now + 1.2))
    assert call.on_screen == "let_them_finish"
    assert shown(call.decisions, "let_them_finish").say is None


def test_a_long_vent_asks_for_a_nod_now_and_then() -> None:
    call = ScriptedCall()
    call.customer("it has not come and I am fed up", LATE, "frustration")
    call.feed(SpeechStarted(at=call.now + 0.2, party="customer"))
    call.wait(60)
    assert "let_them_finish" in cues(call.decisions)


def test_silence_is_checked_in_on_but_not_on_hold() -> None:
    quiet, held = ScriptedCall(), ScriptedCall()
    for call in (quiet, held):
        call.agent("let me see")
    held.feed(HoldStarted(at=held.now))
    quiet.wait(40)
    held.wait(40)
    assert "check_in" in cues(quiet.decisions)
    assert "long_silence" in alerts(quiet.decisions)
    assert cues(held.decisions) == []
    assert alerts(held.decisions) == []


def test_somebody_who_was_asked_to_wait_is_not_checked_in_on_at_once() -> None:
    call = ScriptedCall()
    call.agent("bear with me for a moment", "hold_notice")
    call.wait(25)
    assert "check_in" not in cues(call.decisions)
    call.wait(40)
    assert "check_in" in cues(call.decisions)


@pytest.mark.parametrize(
    "signals",
    [
        ["supervisor_request"],
        [signal("threat", kind="harm")],
    ],
)
def test_a_supervisor_is_offered_when_the_playbook_says_so(signals: list[Any]) -> None:
    playbook = standard()
    escalation = playbook.escalation.model_copy(update={"threats": ("harm",)})
    ladder = playbook.ladder.model_copy(
        update={"jumps": playbook.ladder.jumps.model_copy(update={"threat_of_harm": "none"})}
    )
    call = ScriptedCall(with_playbook(escalation=escalation, ladder=ladder))
    call.customer("get me your manager", *signals)
    call.wait(30)
    assert "offer_supervisor" in cues(call.decisions)


def test_rejected_offers_escalate() -> None:
    call = ScriptedCall()
    call.customer("it is broken", LATE)
    for _ in range(standard().escalation.rejected_offers):
        call.agent("I could send a voucher", "offer")
        call.customer("no, that is no good", "rejection")
    assert "rejected_offers" in alerts(call.decisions)


def test_the_agents_own_request_brings_a_supervisor_and_the_story_is_told() -> None:
    call = ScriptedCall()
    call.feed(SupervisorAsked(at=1.0))
    assert "agent_request" in alerts(call.decisions)
    assert call.on_screen == "offer_supervisor"
    call.agent("I am bringing in my supervisor", "escalation_offer")
    call.feed(HandoverStepped(at=call.now, step="accepted"))
    assert call.on_screen == "introduce_handover"
    call.agent("Jo, this is about the sofa", "handover")
    assert call.on_screen != "introduce_handover"


@pytest.mark.parametrize("later", [0.0, 5.0])
def test_who_was_declined_may_ask_for_a_supervisor_again(later: float) -> None:
    call = ScriptedCall()
    call.feed(SupervisorAsked(at=1.0))
    call.feed(SupervisorAsked(at=1.0))
    assert alerts(call.decisions).count("agent_request") == 1
    call.feed(HandoverStepped(at=1.0, step="declined", to="Jo"))
    call.feed(SupervisorAsked(at=1.0 + later))
    assert alerts(call.decisions).count("agent_request") == 2


def test_a_remedy_beyond_the_agents_authority_escalates() -> None:
    from coolhead.playbook.schema import Remedy  # noqa: PLC0415 - only here

    refund = Remedy(name="refund", say="a full refund", granted_by="supervisor")
    call = ScriptedCall(with_playbook(remedies=(refund,)))
    call.customer("I want a refund", signal("request", remedy="refund"))
    assert "beyond_authority" in alerts(call.decisions)


def test_once_calm_the_open_deal_is_gone_back_to() -> None:
    call = ScriptedCall(stake="deal")
    call.customer("this is a joke", LATE, "anger", "frustration")
    call.agent(
        "so the sofa has not come; I can send it on Monday", "reflection", "offer", "empathy"
    )
    call.customer("yes, Monday is good", "acceptance", lasts=6.0)
    call.agent("Monday before noon, I will ring you", "commitment", "recap", "satisfaction_check")
    call.customer("good, thank you", "thanks", lasts=6.0)
    call.wait(60)
    assert "return_to_purpose" in cues(call.decisions)


def test_a_denied_reflection_asks_for_another() -> None:
    from coolhead.call.events import SignalsDetected  # noqa: PLC0415 - only here

    call = ScriptedCall()
    call.customer("the sofa has not come", LATE)
    call.agent("so the table is broken", "reflection", id="wrong")
    call.customer("no, that is not it", "rejection")
    call.feed(
        SignalsDetected(
            at=call.now,
            party="agent",
            utterance="wrong",
            signals=(signal("reflection", confirmed=False),),
        )
    )
    assert call.state.tally.place("agent", "reflection") == -1


def test_a_cue_that_the_agent_sends_away_stays_away() -> None:
    call = ScriptedCall()
    call.customer("the sofa has not come", LATE)
    number = shown(call.decisions, "reflect_back").number
    call.feed(CueAnswered(at=call.now, number=number, answer="wrong"))
    assert cleared(call)["reflect_back"] == "sent away"
    call.customer("it has not come, I say", LATE)
    assert cues(call.decisions).count("reflect_back") == 1


def test_cues_can_be_turned_off_and_down_to_what_matters() -> None:
    off, down = ScriptedCall(), ScriptedCall()
    off.feed(HelpLevelSet(at=0.0, level="off"))
    down.feed(HelpLevelSet(at=0.0, level="when_it_matters"))
    for call in (off, down):
        call.customer("the sofa has not come", LATE, "frustration")
        call.customer("never call me again", "do_not_call")
    assert cues(off.decisions) == []
    assert cues(down.decisions) == ["honour_do_not_call"]


def test_after_a_hard_call_one_thing_comes_after_another() -> None:
    call = ScriptedCall()
    for _ in range(6):
        call.customer("you idiot", signal("insult", severity=3), "anger", "aggression")
    made = call.feed(CallEnded(at=call.now, ended_by="customer"))
    assert cues(made) == ["complete_record"]
    seen = []
    while call.on_screen is not None:
        seen.append(call.on_screen)
        number = shown(call.decisions, call.on_screen).number
        call.feed(CueAnswered(at=call.now, number=number, answer="done"))
    assert seen[:2] == ["complete_record", "take_break"]
    assert "reflect_on_call" in seen


def test_rows_of_the_sources_come_with_every_cue() -> None:
    call = ScriptedCall()
    call.customer("the sofa has not come", LATE)
    assert shown(call.decisions, "reflect_back").rows
