from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.record.calls import STARTED_AT, CallUnderTest, drafted, heat, playbook, sig

from coolhead.call.decisions import AlertRaised
from coolhead.call.events import (
    FaultSet,
    FieldCorrected,
    HandoverStepped,
    NoteAdded,
    PromiseMade,
    SignalsDetected,
    SupervisorAsked,
)
from coolhead.call.state import CallState
from coolhead.record.draft import draft_record
from coolhead.record.record import Record, missing_fields

VOCABULARY = (
    "id started_at ended_at duration_s direction agent customer language playbook issue details "
    "wants offered accepted done commitments heat ladder escalation fault outcome ended_by "
    "do_not_call vulnerability interruptions talk_ratio follow_ups evidence scorecard"
)


def garage(started_at: str | None = STARTED_AT) -> CallUnderTest:
    """A calm call: a light in a car, and an appointment made over several turns."""
    call = CallUnderTest(agent="a1", customer="c7", started_at=started_at)
    call.agent("northside garage this is pat how can i help you", sig("greeting"))
    call.customer("hi pat how are you")
    call.agent("i'm good thank you")
    call.customer("my service light came on and i only bought the car two weeks ago")
    call.agent("okay what kind of car is it", sig("closed_question"))
    call.customer("it's a twenty nineteen estate with forty thousand miles on it")
    call.agent("would you be able to bring it in tomorrow so we can take a look")
    call.customer("yeah what time")
    call.agent("i've got eight in the morning or two in the afternoon")
    call.customer("8 in the morning is fine")
    call.agent("perfect i'll put you down for 8 in the morning")
    call.customer("great thank you", sig("thanks"))
    return call


def late_sofa() -> CallUnderTest:
    """An angry call that ends well: a sofa, a promise with a time, a thing done."""
    call = CallUnderTest()
    first = "My bloody sofa was meant to come on Friday. I took a day off work for it."
    call.customer(
        first,
        sig("complaint", target="product", topic="the sofa that should have come on Friday"),
        sig("profanity", on=(first, "bloody")),
    )
    call.customer("I want my delivery charge of 40 pounds back.", sig("request", remedy="refund"))
    call.agent("You took Friday off and no sofa came.", sig("reflection", confirmed=True))
    offer = "I can refund the delivery charge and send the sofa tomorrow."
    call.agent(offer, sig("offer", options=1))
    call.customer("Yes, that would do.", sig("acceptance"))
    promise = "I'll call you back by five tomorrow to check that it came."
    call.agent(
        promise,
        sig(
            "commitment",
            action="call you back to check that it came",
            due="2026-03-03T17:00:00+00:00",
            due_text="by five tomorrow",
            by="agent",
        ),
    )
    call.agent("I've refunded the delivery charge.")
    call.customer("Thank you, that's kind.", sig("thanks"))
    return call


def test_the_record_has_every_field_of_the_vocabulary_in_its_order() -> None:
    names = [field.name for field in msgspec.structs.fields(Record)]
    assert [name for name in names if name != "notes"] == VOCABULARY.split()


def test_a_calm_call_names_the_trouble_and_the_appointment() -> None:
    record = drafted(garage().end("customer"), *heat(0, 0, 0))
    assert "service light came on" in record.issue
    assert "two weeks ago" in record.issue
    assert any("forty thousand miles" in line for line in record.details)
    (promise,) = record.commitments
    assert promise.due == "2026-03-03T08:00:00+00:00"
    assert promise.due_text is not None
    assert "8 in the morning" in promise.due_text
    assert "bring it in" in promise.action
    assert record.outcome == "resolved"
    assert record.ladder == ()
    assert record.escalation is None
    assert record.evidence["issue"] == ("u3",)
    assert set(record.evidence["commitments"]) <= {"u8", "u9", "u10", "u11"}


def test_without_a_yes_there_is_no_appointment() -> None:
    call = CallUnderTest()
    call.customer("my boiler has been making a noise since last week")
    call.agent("i could book an engineer for ten tomorrow")
    call.customer("no i can't do that i'm at work")
    assert drafted(call.end()).commitments == ()


def test_an_appointment_in_a_call_without_a_clock_keeps_the_words() -> None:
    (promise,) = drafted(garage(started_at=None).end()).commitments
    assert promise.due is None
    assert promise.due_text == "8 in the morning tomorrow"


def test_an_angry_call_that_ends_well_is_resolved_and_says_how() -> None:
    record = drafted(late_sofa().end(), *heat(40, 72, 30, 12))
    assert record.issue == "the sofa that should have come on Friday"
    assert record.wants == ("refund",)
    assert record.offered == ("I can refund the delivery charge and send the sofa tomorrow.",)
    assert record.accepted == record.offered
    assert record.done == ("I've refunded the delivery charge.",)
    assert (record.heat.start, record.heat.peak, record.heat.end) == (40, 72, 12)
    assert record.outcome == "resolved"
    assert record.evidence["heat"] == ("u1",)
    assert record.evidence["accepted"] == ("u4",)
    assert record.evidence["outcome"] == ("u4",)


def test_a_promise_keeps_its_due_time_and_becomes_a_follow_up() -> None:
    record = drafted(late_sofa().end(), *heat(40, 72, 12))
    (promise,) = record.commitments
    assert promise.action == "call you back to check that it came"
    assert promise.due == "2026-03-03T17:00:00+00:00"
    assert promise.utterance == "u5"
    first, second = record.follow_ups
    assert (first.kind, first.due) == ("promise", "2026-03-03T17:00:00+00:00")
    assert second.kind == "check_in"
    assert second.due == "2026-03-04T17:00:00+00:00"  # two working days after a Monday


def test_a_promise_said_again_is_one_promise_with_the_time_once_given() -> None:
    call = CallUnderTest()
    call.customer("Where is my parcel?")
    call.agent("I'll ring you back.", sig("commitment", action="ring you back"))
    call.agent(
        "So I'll ring you back on Thursday.",
        sig(
            "commitment",
            action="ring you back",
            due="2026-03-05T17:00:00+00:00",
            due_text="on Thursday",
        ),
    )
    call.add(PromiseMade(at=20.0, action="Send the form by post", due_text="this week"))
    ring, send = drafted(call.end()).commitments
    assert (ring.due_text, ring.utterance) == ("on Thursday", "u2")
    assert (send.action, send.due, send.utterance) == ("Send the form by post", None, None)


def test_a_recap_whose_promise_a_head_alone_found_adds_what_is_new() -> None:
    noon, five = "2026-03-05T12:00:00+00:00", "2026-03-05T17:00:00+00:00"
    call = CallUnderTest()
    call.customer("Where is my parcel?")
    call.agent("I'll ring you by noon.", sig("commitment", action="ring you", due=noon))
    call.agent("So that's me at noon.", sig("recap"), sig("commitment", due=noon))
    call.agent("And the parcel by five.", sig("recap"), sig("commitment", due=five))
    promises = drafted(call.end()).commitments
    assert [(each.due, each.utterance) for each in promises] == [(noon, "u1"), (five, "u3")]


def test_a_promise_taken_back_is_dropped() -> None:
    call = CallUnderTest()
    call.customer("Where is my parcel?")
    call.agent("I'll ring you back.", sig("commitment", action="ring you back"))
    call.add(
        SignalsDetected(
            at=9.0, party="agent", utterance="u1", signals=(sig("commitment", confidence=0.0),)
        )
    )
    assert drafted(call.end()).commitments == ()


def test_abuse_that_the_agent_retracted_counts_for_nothing() -> None:
    call = CallUnderTest()
    call.customer("My kettle is useless.", sig("complaint", topic="the useless kettle"))
    call.customer("The damn thing broke on day 3, you daft thing.", sig("insult", severity=1))
    before = drafted(call.state)
    call.mark("not_abuse", "u1")
    after = drafted(call.state)
    assert before.details == ()
    assert after.details == ("The thing broke on day 3, you daft thing.",)


def test_a_hand_over_says_why_when_and_how_far_it_came() -> None:
    call = CallUnderTest()
    call.customer("Put me through to your manager.", sig("supervisor_request"))
    call.add(SupervisorAsked(at=5.0), HandoverStepped(at=8.0, step="accepted", to="s3"))
    alert = AlertRaised(at=3.5, kind="asked_for", utterance="u0", because="asked for a manager")
    record = drafted(call.end(), alert)
    assert record.escalation is not None
    assert record.escalation.why == "asked for a manager"
    assert (record.escalation.at, record.escalation.status) == (0.0, "accepted")
    assert record.escalation.to == "s3"
    assert record.evidence["escalation"] == ("u0",)


def test_the_gravest_kind_of_vulnerability_is_named() -> None:
    call = CallUnderTest()
    call.customer("I lost my job.", sig("vulnerability", kind="hardship"))
    call.customer("I don't want to be here any more.", sig("vulnerability", kind="self_harm"))
    record = drafted(call.end())
    assert record.vulnerability == "self_harm"
    assert record.evidence["vulnerability"] == ("u0", "u1")


def test_interruptions_are_counted_by_party_and_speaking_time_shared() -> None:
    call = CallUnderTest()
    call.customer("It never", start=0.0)
    call.agent("But you signed", sig("interruption", seconds=0.8))
    call.customer("Let me finish")
    record = drafted(call.end())
    assert record.interruptions == {"customer": 0, "agent": 1}
    assert record.talk_ratio == {"customer": 0.667, "agent": 0.333}


def test_the_agent_s_own_loudness_leaves_no_trace() -> None:
    call = CallUnderTest()
    call.customer("Hello there.")
    plain = drafted(call.state)
    call.add(
        SignalsDetected(
            at=call.at, party="agent", signals=(sig("raised_voice", db_over_baseline=9.0),)
        )
    )
    assert drafted(call.state).scorecard == plain.scorecard
    assert drafted(call.state).evidence == plain.evidence


def test_corrections_by_the_agent_come_last_and_shed_the_evidence() -> None:
    call = late_sofa()
    call.add(
        FaultSet(at=30.0, fault="company"),
        FieldCorrected(at=31.0, field="issue", value="Delivery of 27 February missed"),
        FieldCorrected(at=32.0, field="outcome", value="open"),
        FieldCorrected(
            at=33.0, field="commitments", value=[{"action": "ring on Friday", "due_text": "Friday"}]
        ),
    )
    record = drafted(call.end())
    assert record.fault == "company"
    assert record.issue == "Delivery of 27 February missed"
    assert record.outcome == "open"
    assert [promise.action for promise in record.commitments] == ["ring on Friday"]
    assert [follow.what for follow in record.follow_ups] == ["ring on Friday"]
    assert "issue" not in record.evidence


@pytest.mark.parametrize(
    ("field", "value"),
    [("outcome", "splendid"), ("id", "x"), ("nothing", 1), ("heat", "hot"), ("scorecard", None)],
)
def test_a_correction_that_fits_no_field_is_noted_and_changes_nothing(
    field: str, value: object
) -> None:
    call = late_sofa()
    before = drafted(call.state)
    call.add(FieldCorrected(at=30.0, field=field, value=value))
    after = drafted(call.state)
    assert len(after.notes) == 1
    assert field in after.notes[0]
    unnoted = msgspec.structs.replace(after, notes=(), duration_s=before.duration_s)
    assert msgspec.structs.replace(unnoted, ended_at=before.ended_at) == before


def test_the_agent_s_notes_are_kept() -> None:
    call = late_sofa()
    call.add(NoteAdded(at=30.0, text="Neighbour can take the parcel in."))
    assert drafted(call.end()).notes == ("Neighbour can take the parcel in.",)


def test_only_a_person_can_fill_what_is_missing() -> None:
    record = drafted(late_sofa().end(), *heat(40, 72, 12))
    assert missing_fields(record) == ("agent", "customer", "fault")


def test_an_empty_call_gives_a_record_of_nothing() -> None:
    record = draft_record(CallState(), (), playbook())
    assert record.outcome == "no_contact"
    assert record.issue == ""
    assert record.evidence == {}
    assert record.started_at is None


def test_times_without_an_offset_give_no_end_and_no_due_time() -> None:
    call = CallUnderTest(started_at="2026-03-02T10:15:00")
    call.customer("Hello.")
    record = drafted(call.end())
    assert record.ended_at is None


def test_the_end_is_told_in_the_call_s_own_zone() -> None:
    call = CallUnderTest(started_at="2026-07-02T10:15:00Z", time_zone="Europe/Berlin")
    call.customer("Hello.")
    assert drafted(call.end()).ended_at == "2026-07-02T12:15:04+02:00"


def test_a_zone_that_does_not_exist_costs_no_record() -> None:
    call = CallUnderTest(time_zone="Mars/Olympus")
    call.customer("Hello.")
    assert drafted(call.end()).ended_at == "2026-03-02T10:15:04+00:00"


HOSTILE = st.text(max_size=300) | st.sampled_from(
    ["# |x|" * 900, "\u202e\u0000<script>", "a " * 20_000, "1" * 20_000, "fuck " * 5_000]
)


@given(lines=st.lists(st.tuples(st.sampled_from(["customer", "agent"]), HOSTILE), max_size=8))
def test_whatever_is_said_the_record_stays_bounded_and_plain(
    lines: list[tuple[str, str]],
) -> None:
    call = CallUnderTest()
    for party, text in lines:
        name = "complaint" if party == "customer" else "commitment"
        call.say("customer" if party == "customer" else "agent", text, sig(name, topic=text))
    record = drafted(call.end())
    assert len(msgspec.json.encode(record)) < 40_000
    texts = [record.issue, *record.details, *(p.action for p in record.commitments)]
    assert all(text.isprintable() for text in texts)
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


def test_the_same_thing_promised_for_another_time_is_another_promise() -> None:
    call = CallUnderTest()
    call.customer("The line keeps dropping out on us.")
    for due, words in (("10:35", "in twenty minutes"), ("10:37", "in twenty minutes")):
        promise = sig(
            "commitment", action="ring you", due=f"2026-03-02T{due}:00+00:00", due_text=words
        )
        call.agent(f"I'll ring you {words}.", promise)
    later = sig(
        "commitment", action="ring you", due="2026-03-03T12:30:00+00:00", due_text="tomorrow"
    )
    call.agent("And I'll ring you tomorrow at half past twelve.", later)
    dues = [promise.due for promise in drafted(call.end()).commitments]
    assert dues == ["2026-03-02T10:35:00+00:00", "2026-03-03T12:30:00+00:00"]


def test_a_due_time_typed_in_another_form_is_kept_as_it_is() -> None:
    call = CallUnderTest()
    for due in ("next Friday", "2026-03-05T10:00:00", "2026-03-05T10:00:00+00:00"):
        call.add(PromiseMade(at=1.0, action="send the form", due=due))
    assert [promise.due for promise in drafted(call.end()).commitments] == [
        "next Friday",
        "2026-03-05T10:00:00",
        "2026-03-05T10:00:00+00:00",
    ]


def test_a_sentence_says_more_than_a_bare_topic() -> None:
    call = CallUnderTest()
    text = "Three weeks now with no heating in this flat."
    call.customer(text, sig("complaint", topic="the boiler", on=(text, "no heating")))
    assert drafted(call.end()).issue == text
