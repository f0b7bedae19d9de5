from __future__ import annotations

from tests.unit.record.calls import (
    APOLOGISED,
    NOT_DISMISSIVE,
    REFLECTED,
    CallUnderTest,
    playbook,
    sig,
)

from coolhead.call.decisions import HeatMeasured
from coolhead.call.events import SignalsDetected
from coolhead.call.state import CallState
from coolhead.playbook.schema import Condition, RubricItem
from coolhead.record.scorecard import Scorecard, ScoredItem, score_call


def card(call: CallUnderTest, *items: RubricItem) -> Scorecard:
    return score_call(call.state, (), playbook(items))


def line(call: CallUnderTest, item: RubricItem) -> ScoredItem:
    return card(call, item).items[0]


def complained() -> CallUnderTest:
    return CallUnderTest().customer("My sofa never came.", sig("complaint", target="company"))


def test_a_confirmed_reflection_outweighs_any_number_of_apologies() -> None:
    reflecting = complained().agent("You waited in.", sig("reflection", confirmed=True))
    sorry = complained()
    for _ in range(5):
        sorry.agent("I'm so sorry.", sig("apology", kind="sincere"))
    rubric = (REFLECTED, APOLOGISED)
    assert card(reflecting, *rubric).score == 75.0
    assert card(sorry, *rubric).score == 25.0


def test_the_best_evidence_is_quoted() -> None:
    call = complained()
    call.agent("That must be tiring.", sig("empathy"))
    call.agent("Right. You waited in and nobody came. Yes?", sig("reflection", confirmed=True))
    scored = line(call, REFLECTED)
    assert scored.result == "pass"
    assert scored.utterance == "u2"
    assert "nobody came" in scored.quote
    assert scored.rule == "heard: a reflection that the customer confirmed"
    assert scored.rows == ("S0.2",)


def test_a_denied_reflection_earns_nothing_and_says_why() -> None:
    call = complained().agent("So the sofa is broken.", sig("reflection", confirmed=False))
    scored = line(call, REFLECTED)
    assert scored.result == "miss"
    assert scored.rule == "a reflection that the customer denied: no credit"
    assert scored.quote == "So the sofa is broken."


def test_an_apology_on_condition_is_no_apology() -> None:
    call = complained().agent("I'm sorry if you feel that way.", sig("apology", kind="conditional"))
    assert line(call, APOLOGISED).result == "miss"


def test_a_confirmation_that_came_later_is_what_counts() -> None:
    call = complained().agent("You waited in.", sig("reflection"))
    found = SignalsDetected(
        at=9.0, party="agent", utterance="u1", signals=(sig("reflection", confirmed=False),)
    )
    call.add(found)
    assert line(call, REFLECTED).result == "miss"


def test_what_was_not_called_for_is_not_applicable() -> None:
    call = CallUnderTest().customer("When do you open?").agent("At nine.")
    scored = card(call, REFLECTED, NOT_DISMISSIVE)
    assert [item.result for item in scored.items] == ["not_applicable", "pass"]
    assert scored.score == 100.0


def test_a_call_to_which_nothing_applies_has_no_score() -> None:
    assert card(CallUnderTest(), REFLECTED).score is None
    assert score_call(CallState(), (), playbook()).score is None


def test_what_came_before_the_complaint_is_no_answer_to_it() -> None:
    call = CallUnderTest().agent("Sorry about the noise here.", sig("apology", kind="sincere"))
    call.customer("My sofa never came.", sig("complaint"))
    assert line(call, APOLOGISED).result == "miss"


def test_more_faults_than_allowed_are_a_miss_with_the_quote() -> None:
    call = complained().agent("Calm down.", sig("dismissal"))
    scored = line(call, NOT_DISMISSIVE)
    assert (scored.result, scored.quote, scored.utterance) == ("miss", "Calm down.", "u1")
    assert "none allowed" in scored.rule
    allowed = NOT_DISMISSIVE.model_copy(update={"allowed": 1})
    passed = line(call, allowed)
    assert (passed.result, passed.rule) == (
        "pass",
        "dismissal or defensiveness: not more than 1 heard",
    )


def test_a_fault_of_which_none_is_allowed_is_said_to_be_heard_not_at_all() -> None:
    scored = line(complained(), NOT_DISMISSIVE)
    assert (scored.result, scored.rule) == ("pass", "dismissal or defensiveness: none heard")


def test_the_customer_s_own_words_are_no_fault_of_the_agent() -> None:
    call = CallUnderTest().customer("Calm down, you say?", sig("dismissal"))
    assert line(call, NOT_DISMISSIVE).result == "pass"


def test_a_signal_below_the_threshold_does_not_count() -> None:
    call = complained().agent("Calm.", sig("dismissal", confidence=0.3))
    assert line(call, NOT_DISMISSIVE).result == "pass"


def test_timing_counts_where_no_utterance_shows_it() -> None:
    item = RubricItem(id="no_silence", item="No dead air", weight=1, fails=("dead_air",))
    call = complained()
    call.add(SignalsDetected(at=9.0, party="customer", signals=(sig("dead_air", seconds=6.0),)))
    assert line(call, item).result == "miss"


def test_the_agent_s_own_pace_and_loudness_are_never_scored() -> None:
    item = RubricItem(
        id="pace", item="Slow", weight=1, fails=("speech_rate", "raised_voice", "monologue")
    )
    call = complained()
    call.agent("Very fast", sig("speech_rate", words_per_minute=240), sig("raised_voice"))
    assert line(call, item).result == "pass"


def test_an_item_for_hot_calls_waits_for_the_heat() -> None:
    item = NOT_DISMISSIVE.model_copy(update={"applies": Condition(heat="heated")})
    call = complained()
    warm = HeatMeasured(at=1.0, value=30, level="tense")
    hot = HeatMeasured(at=2.0, value=80, level="boiling")
    book = playbook([item])
    assert score_call(call.state, [warm], book).items[0].result == "not_applicable"
    assert score_call(call.state, [warm, hot], book).items[0].result == "pass"
