"""Each row of the five sources that belongs to the call itself, shown by a call (S0-S4)."""

from __future__ import annotations

import pytest
from tests.support.spoken import SpokenCall

from coolhead import detect
from coolhead.call.decisions import AlertRaised, LadderMoved
from coolhead.call.events import AgentMarked, FaultSet, HandoverStepped
from coolhead.services.projections import decisions_for

CLOCK = {"started_at": "2026-03-02T10:15:00+00:00", "time_zone": "Europe/London", "agent": "a17"}


def late_sofa(playbook: str = "standard") -> SpokenCall:
    call = SpokenCall(playbook, CLOCK)
    call.agent("Good morning, this is Priya, how can I help?")
    return call.customer("My sofa was supposed to come on Friday and it still hasn't turned up.")


def furious(call: SpokenCall) -> SpokenCall:
    return call.customer("I am absolutely furious, this is a disgrace, nobody ever listens to me!")


def rungs(call: SpokenCall) -> list[str]:
    return [d.rung for d in call.decisions if isinstance(d, LadderMoved)]


@pytest.mark.parametrize("playbook", ["telemarketing-forum", "sales-and-service", "phone-service"])
def test_s0_1_s2_1_s4_1_a_jump_in_heat_calls_for_a_breath_before_words(playbook: str) -> None:
    call = furious(SpokenCall(playbook))
    assert "breathe" in call.cues
    assert call.cue("breathe").say is None


def test_s0_1_s3_2_defensiveness_is_noticed_and_offered_other_words() -> None:
    call = late_sofa("call-centre").agent("Well I never said it would come on Friday.").wait(5)
    assert "defensiveness" in call.signals
    assert call.cue("rephrase").say


def test_s0_2_an_interruption_is_noticed_and_they_are_let_finish() -> None:
    call = furious(late_sofa("telemarketing-forum"))
    start = call.now + 0.4
    call.companion.speech_started("customer", start)
    call.companion.speech_started("agent", start + 3.0)
    call.decisions += call.companion.advance(start + 4.5)
    assert "let_them_finish" in call.cues


def test_s0_2_what_was_said_is_said_back_with_their_own_issue() -> None:
    call = late_sofa("telemarketing-forum").wait(2)
    assert "sofa" in (call.cue("reflect_back").say or "")


def test_s0_2_s2_2_a_paraphrase_is_recognised_and_credited() -> None:
    call = late_sofa("phone-service")
    call.agent("So your sofa should have been with you on Friday and it never came, is that right?")
    call.customer("Yes, exactly.")
    reflections = [d for d in call.decisions if getattr(d, "name", "") == "reflection"]
    assert reflections
    assert reflections[-1].signal.confirmed is True  # type: ignore[union-attr]


@pytest.mark.parametrize("playbook", ["telemarketing-forum", "call-centre", "sales-and-service"])
def test_s0_3_s3_1_s4_3_a_feeling_is_met(playbook: str) -> None:
    call = late_sofa(playbook)
    call.agent("So it should have come on Friday and it has not.")
    call.customer("Yes, and I am really fed up with it.").wait(12)
    assert call.cue("empathise").say


def test_s2_3_empathy_concedes_nothing() -> None:
    for phrase in late_sofa("phone-service").companion.playbook.cues["empathise"].say:
        assert not any(word in phrase.lower() for word in ("our fault", "we failed", "our mistake"))


def test_s0_3_an_apology_is_due_when_the_company_is_at_fault_and_not_before() -> None:
    call = late_sofa("telemarketing-forum").agent("So the sofa has not come.").wait(40)
    assert "apologise" not in call.cues
    call = late_sofa("telemarketing-forum").act(FaultSet(at=0.0, fault="company"))
    call.agent("So your sofa should have come on Friday, and I can hear how annoying that is.")
    call.customer("It is, I took the day off for it.").wait(60)
    assert "apologise" in call.cues


def test_s0_4_s4_4_the_story_is_asked_for_with_an_open_question() -> None:
    call = late_sofa("telemarketing-forum")
    call.agent("So your sofa should have come on Friday and it has not, that must be annoying.")
    call.agent("Is it the grey one?")
    call.customer("Yes it is.").wait(30)
    assert "ask_open_question" in call.cues


def test_s4_4_a_confrontational_why_question_is_recognised() -> None:
    found = {s.name for s in detect("Why didn't you just read the email we sent?", "agent")}
    assert "defensiveness" in found


def test_s0_4_s4_6_the_ideal_resolution_is_asked_for_and_lands_in_the_record() -> None:
    call = late_sofa("sales-and-service")
    call.agent("So your sofa should have come on Friday. That is really annoying, I can see that.")
    call.agent("Can you tell me what happened on the day?")
    call.customer("I waited in all day and nobody came.").wait(40)
    assert "ask_ideal_resolution" in call.cues
    call.agent("What would put this right for you?")
    call.customer("I want a full refund.")
    assert any("refund" in want.lower() for want in call.finish().wants)


def test_s0_5_s3_4_options_are_offered_and_counted() -> None:
    call = late_sofa("call-centre")
    call.agent("So your sofa should have come on Friday and it did not, I am sorry about that.")
    call.agent("What would help you most?")
    call.customer("I want it delivered this week.").wait(30)
    assert "offer_options" in call.cues
    offer = next(
        s
        for s in detect(
            "I can send it on Thursday or I can give you your money back, which would you like?",
            "agent",
        )
        if s.name == "offer"
    )
    assert offer.options == 2


def test_s0_5_sending_them_elsewhere_is_noticed() -> None:
    call = late_sofa("telemarketing-forum")
    call.agent("You'll have to ring the warehouse about that, it's not our department.").wait(5)
    assert "pass_off" in call.signals
    assert "rephrase" in call.cues


def test_s0_5_s2_5_a_promise_gets_its_due_time_and_its_place_in_the_record() -> None:
    call = late_sofa("phone-service")
    call.agent("I will call you back by five tomorrow.")
    promise = call.signal("commitment").signal
    assert promise.due == "2026-03-03T17:00:00+00:00"
    (commitment,) = call.finish().commitments
    assert commitment.due == promise.due
    assert "call" in commitment.action


def test_s0_5_what_happens_next_is_asked_for_when_nobody_has_said_when() -> None:
    call = late_sofa("telemarketing-forum")
    call.agent("So your sofa has not come. I can arrange a new delivery, leave it with me.")
    call.customer("Yes, please do that.").wait(60)
    assert {"set_expectation", "recap_next_steps"} & set(call.cues)


def test_s0_6_a_supervisor_is_offered_and_introduced_with_the_story() -> None:
    call = late_sofa("telemarketing-forum").customer("I want to speak to your manager now.").wait(2)
    assert "offer_supervisor" in call.cues
    call.agent("Of course, I will bring in my supervisor, she can decide on this.")
    call.customer("Yes please.")
    call.act(HandoverStepped(at=call.now, step="accepted", to="s2")).wait(5)
    assert "introduce_handover" in call.cues
    assert call.finish().escalation is not None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("This damn app keeps crashing.", "product"),
        ("You lot are crooks, your company stole my money.", "company"),
        ("You haven't helped me at all, you are useless at this.", "agent"),
    ],
)
def test_s1_1_the_target_is_told_apart(text: str, target: str) -> None:
    found = detect(text, "customer")
    assert target in {s.target for s in found if s.name in ("complaint", "profanity")}
    assert "insult" not in {s.name for s in found}


def test_s1_2_the_agents_own_loudness_and_pace_are_shown_to_the_agent_alone() -> None:
    call = late_sofa("telemarketing-firm")
    for _ in range(4):
        call.agent("let me have a look at the order for you", lasts=4.0, loudness_dbfs=-30.0)
    call.agent("now listen to me for a moment", lasts=4.0, loudness_dbfs=-15.0)
    assert "raised_voice" in call.signals
    for reader in ("supervisor", "coach", "analyst"):
        seen = decisions_for(reader, call.decisions)
        assert not any(getattr(d, "name", "") == "raised_voice" for d in seen)


def test_s1_3_s4_7_the_ask_for_civility_joins_the_limit_to_the_help() -> None:
    for playbook in ("telemarketing-firm", "sales-and-service"):
        call = late_sofa(playbook).customer("Are you stupid or what?").wait(1)
        say = (call.cue("ask_for_civility").say or "").lower()
        assert "respect" in say or "civil" in say or "politely" in say or "insult" in say
        assert any(word in say for word in ("help", "sort", "put this right", "work on", "settle"))


def test_s1_4_insults_that_persist_after_the_ask_allow_to_end_the_call() -> None:
    call = late_sofa("telemarketing-firm").customer("Are you stupid or what?")
    call.agent("I want to help you with this, please speak to me with respect.")
    call.customer("Shut up you useless cow.").wait(1)
    assert rungs(call) == ["asked", "may_end"]
    assert "end_call" in call.cues


def test_s1_4_the_standard_playbook_warns_first_and_the_agent_may_always_end() -> None:
    call = late_sofa().customer("Are you stupid or what?")
    call.agent("I want to help you with this, please speak to me with respect.")
    call.customer("Shut up you useless cow.").wait(1)
    assert "final_warning" in call.cues
    call.act(AgentMarked(at=call.now, mark="end_for_abuse"))
    assert rungs(call)[-1] == "ended"
    assert call.finish().ladder[-1].rung == "ended"


def test_s1_5_the_apology_comes_once_the_tone_has_quietened() -> None:
    call = furious(late_sofa("telemarketing-firm"))
    call.agent("So your sofa never came. I hear how angry that makes you.").wait(5)
    assert "apologise" not in call.cues
    for text in (
        "Well, it was ordered in January, the grey one with the wooden feet.",
        "It should have come to the new flat, that is the second address you have there.",
        "The lady on the phone said Friday morning, between eight and twelve.",
        "Number twelve, Mill Lane, there is a bell by the green side door.",
        "My neighbour has a key, she is at home on most mornings.",
    ):
        call.agent("Right.").customer(text)
    call.wait(50)
    assert "apologise" in call.cues


def test_s1_6_once_calm_the_open_deal_is_gone_back_to_and_its_outcome_recorded() -> None:
    call = SpokenCall("telemarketing-firm", {**CLOCK, "stake": "deal", "direction": "outbound"})
    call.agent("Good morning, this is Priya, I am calling about your order.")
    furious(call)
    call.agent("I can hear how angry you are. Tell me what went wrong?")
    call.customer(
        "The last one came broken and nobody called me back, so I am not sure about this."
    )
    call.agent("I am sorry about that. I can send the new one on Monday, would that work?")
    call.customer("Yes all right, Monday works for me, that would be fine.")
    call.agent("I will send it on Monday and call you at ten to check. Does that settle it?")
    call.customer("Yes, thank you, that is very kind of you, I appreciate it.").wait(60)
    assert "return_to_purpose" in call.cues
    assert call.finish().outcome in ("saved", "resolved")


def test_s2_4_an_apology_when_justified_and_a_conditional_one_is_no_apology() -> None:
    call = late_sofa("phone-service")
    call.agent("So your sofa should have come on Friday. I can hear how annoying that is.")
    call.customer("It is, I took the day off for it.").wait(60)
    assert "apologise" in call.cues
    found = [s for s in detect("I'm sorry if you feel that way.", "agent") if s.name == "apology"]
    assert found[0].kind == "conditional"


def test_s3_3_an_apology_also_where_it_is_nobodys_fault() -> None:
    call = SpokenCall("call-centre", CLOCK)
    call.customer("I'm so frustrated, I can't find the form anywhere.")
    call.agent("That sounds frustrating, so you cannot find the form.").wait(60)
    call.customer("No, and I need it today.").wait(60)
    assert "apologise" in call.cues


def test_s2_6_the_record_has_date_time_details_and_what_was_promised() -> None:
    call = late_sofa("phone-service")
    call.customer("I want it delivered this week.")
    call.agent("I can send it on Thursday.").customer("Yes, that works.")
    call.agent("I will call you on Thursday morning to confirm.")
    record = call.finish()
    assert record.started_at == CLOCK["started_at"]
    assert "sofa" in (record.issue or "")
    assert record.commitments
    assert record.evidence["commitments"]


def test_s3_5_rising_heat_and_rejected_offers_escalate() -> None:
    call = late_sofa("call-centre")
    for _ in range(3):
        call.agent("I can offer you a voucher.")
        call.customer("No, I don't want a voucher, that's not good enough.")
    assert any(isinstance(d, AlertRaised) and d.kind == "rejected_offers" for d in call.decisions)
    call.wait(2)
    assert "offer_supervisor" in call.cues


def test_s4_2_a_vent_is_listened_to_and_nods_are_not_interruptions() -> None:
    call = late_sofa("sales-and-service")
    start = call.now + 0.4
    call.customer(
        "I waited in all day and I rang three times and every time they said it is on the van and "
        "then it was not on the van and I have had to take another day off work.",
        lasts=20.0,
    )
    call.agent("Mm-hm.", start=start + 9.0, lasts=0.6)
    assert "interruption" not in call.signals


def test_s4_2_a_silent_agent_is_reminded_to_nod_in_a_long_vent() -> None:
    call = furious(late_sofa("sales-and-service"))
    call.companion.speech_started("customer", call.now + 0.3)
    for second in range(1, 70):
        call.decisions += call.companion.advance(call.now + 0.3 + second)
    assert "let_them_finish" in call.cues


def test_s4_5_a_why_is_answered_plainly_and_excuses_and_jargon_are_noticed() -> None:
    call = late_sofa("sales-and-service")
    call.agent("So your sofa has not come, and I can see that this is annoying. What happened?")
    call.customer("Why did nobody tell me it was late?").wait(30)
    assert "explain_plainly" in call.cues
    assert "excuse" in {s.name for s in detect("We're just really busy at the moment.", "agent")}
    words = "Your ONT has lost PPPoE authentication so we need to reprovision the DSLAM port."
    assert "jargon" in {s.name for s in detect(words, "agent")}


def test_every_row_that_belongs_to_the_call_has_its_test() -> None:
    rows = {"s0": 6, "s1": 6, "s2": 6, "s3": 5, "s4": 7}
    names = " ".join(name for name in globals() if name.startswith("test_s"))
    missing = [
        f"{source}_{row}"
        for source, last in rows.items()
        for row in range(1, last + 1)
        if f"{source}_{row}_" not in f"{names}_"
    ]
    assert not missing
