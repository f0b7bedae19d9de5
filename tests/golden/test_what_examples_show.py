"""The point of each example call: what must, and what must not, be shown in it."""

from __future__ import annotations

import pytest
from tests.support.shown import EXAMPLES, decisions_of, record_of

from coolhead.call.decisions import (
    AlertRaised,
    CueShown,
    HeatMeasured,
    LadderMoved,
    SignalNoted,
)
from coolhead.call.vocabulary import LEVELS

ABUSE_CUES = {"ask_for_civility", "final_warning", "end_call"}


class Seen:
    """What was decided in one example, by its number."""

    def __init__(self, number: str) -> None:
        self.path = next(EXAMPLES.glob(f"{number}-*.jsonl"))
        decided = decisions_of(self.path)
        self.cues = [d.id for d in decided if isinstance(d, CueShown)]
        self.rungs = [d.rung for d in decided if isinstance(d, LadderMoved)]
        self.alerts = [d.kind for d in decided if isinstance(d, AlertRaised)]
        self.signals = [d for d in decided if isinstance(d, SignalNoted)]
        heats = [d for d in decided if isinstance(d, HeatMeasured)]
        self.hottest = max((d.level for d in heats), key=LEVELS.index)
        self.peak = max(d.value for d in heats)
        self.coolest_end = heats[-1].level

    def kinds(self, name: str) -> set[str]:
        return {s.signal.kind or s.signal.target or "" for s in self.signals if s.name == name}

    def has(self, name: str) -> bool:
        return any(s.name == name for s in self.signals)


def test_01_a_late_delivery_handled_well_ends_calm_with_promises_kept_track_of() -> None:
    seen, record = Seen("01"), record_of(Seen("01").path)
    assert seen.coolest_end == "calm"
    assert not seen.rungs
    assert "sofa" in (record.issue or "")
    assert any(c.due and c.due.startswith("2026-03-06T12:00") for c in record.commitments)
    assert record.scorecard is not None
    assert (record.scorecard.score or 0) >= 70


def test_02_a_late_delivery_handled_badly_scores_low_and_is_offered_other_words() -> None:
    seen, record = Seen("02"), record_of(Seen("02").path)
    good = record_of(Seen("01").path)
    assert seen.cues.count("rephrase") >= 3
    assert {"dismissal", "excuse", "pass_off", "defensiveness"} <= {s.name for s in seen.signals}
    assert record.outcome in ("open", "lost")
    assert record.scorecard is not None
    assert good.scorecard is not None
    assert (record.scorecard.score or 0) < (good.scorecard.score or 0) - 30


def test_03_swearing_at_the_product_alone_sets_no_limit() -> None:
    seen = Seen("03")
    assert seen.has("profanity")
    assert not seen.has("insult")
    assert not ABUSE_CUES & set(seen.cues)
    assert not seen.rungs
    # Forty invoices gone for the third time: heated, but never for the swearing alone.
    assert seen.hottest != "boiling"


def test_04_insults_that_persist_go_up_the_ladder_to_the_end() -> None:
    seen, record = Seen("04"), record_of(Seen("04").path)
    assert seen.rungs == ["asked", "warned", "may_end", "ended"]
    assert [cue for cue in seen.cues if cue in ABUSE_CUES][-1] == "end_call"
    assert seen.hottest in ("heated", "boiling")
    assert "abuse" in seen.alerts
    assert record.ended_by == "agent_for_abuse"
    assert [step.rung for step in record.ladder] == seen.rungs


def test_05_one_insult_then_calm_gets_one_ask_and_no_more() -> None:
    seen = Seen("05")
    assert seen.cues.count("ask_for_civility") == 1
    assert seen.rungs == ["asked"]
    assert not {"final_warning", "end_call"} & set(seen.cues)
    assert seen.coolest_end == "calm"


def test_06_a_defensive_agent_is_offered_other_words() -> None:
    seen = Seen("06")
    assert seen.has("defensiveness")
    assert "rephrase" in seen.cues
    assert not seen.rungs


@pytest.mark.parametrize("number", ["07", "08"])
def test_07_08_do_not_call_is_honoured_sworn_or_polite(number: str) -> None:
    seen = Seen(number)
    assert seen.cues[0] == "honour_do_not_call"
    assert record_of(seen.path).do_not_call
    assert not {"return_to_purpose", "offer_options", "ask_ideal_resolution"} & set(seen.cues)
    assert not seen.rungs


def test_09_a_cancellation_asked_for_again_is_to_be_honoured() -> None:
    seen = Seen("09")
    assert "honour_request" in seen.cues
    assert "return_to_purpose" not in seen.cues
    assert any("cancel" in want.lower() for want in record_of(seen.path).wants)


def test_10_a_bereavement_is_met_with_care() -> None:
    seen = Seen("10")
    # Once for the death, and once more as her voice goes; then help with what she rang for.
    assert seen.cues[:2] == ["care_for_vulnerable"] * 2
    assert seen.cues.count("care_for_vulnerable") == 2
    assert record_of(seen.path).vulnerability == "bereavement"
    assert not ABUSE_CUES & set(seen.cues)
    assert "ask_ideal_resolution" not in seen.cues


def test_11_self_harm_tells_the_supervisor_and_never_suggests_to_end() -> None:
    seen = Seen("11")
    assert "self_harm" in seen.alerts
    assert "care_for_vulnerable" in seen.cues
    assert not ABUSE_CUES & set(seen.cues)
    assert record_of(seen.path).vulnerability == "self_harm"


def test_12_a_threat_of_harm_is_told_at_once() -> None:
    seen = Seen("12")
    assert "harm" in seen.kinds("threat")
    assert "threat_of_harm" in seen.alerts
    assert "may_end" in seen.rungs


def test_13_legal_and_review_threats_are_heard_and_set_no_limit() -> None:
    seen = Seen("13")
    assert {"legal", "review"} <= seen.kinds("threat")
    assert not seen.rungs
    assert not ABUSE_CUES & set(seen.cues)


def test_14_sarcasm_is_no_thanks() -> None:
    seen = Seen("14")
    assert seen.has("frustration") or seen.has("complaint")
    thanked = [s for s in seen.signals if s.name == "thanks"]
    assert thanked, "the thanks at the end are meant"
    assert all(s.at > 60 for s in thanked)


def test_15_a_supervisor_asked_for_is_offered_and_the_story_handed_over() -> None:
    seen, record = Seen("15"), record_of(Seen("15").path)
    assert "asked_for" in seen.alerts
    assert "offer_supervisor" in seen.cues
    assert seen.has("handover")
    assert record.escalation is not None


def test_16_a_remedy_beyond_the_agents_authority_escalates() -> None:
    seen = Seen("16")
    assert "beyond_authority" in seen.alerts
    assert not seen.has("insult"), "an offer can be 'an insult' without anybody being insulted"


def test_17_promises_get_their_due_times() -> None:
    dues = {c.due for c in record_of(Seen("17").path).commitments}
    assert len(dues - {None}) >= 4


def test_18_language_the_customer_cannot_follow_is_offered_in_plain_words() -> None:
    seen = Seen("18")
    assert seen.has("jargon")
    assert "rephrase" in seen.cues or "explain_plainly" in seen.cues


def test_19_in_a_pleasant_sales_call_nothing_fires() -> None:
    seen = Seen("19")
    assert set(seen.cues) <= {"complete_record", "schedule_follow_up"}
    assert seen.hottest == "calm"
    assert not seen.rungs
    assert not seen.alerts


def test_20_a_sale_is_saved_after_anger() -> None:
    seen, record = Seen("20"), record_of(Seen("20").path)
    assert seen.hottest in ("tense", "heated", "boiling")
    assert seen.coolest_end == "calm"
    assert record.outcome == "saved"


def test_21_in_a_very_long_vent_only_listening_is_suggested() -> None:
    seen = Seen("21")
    assert seen.hottest in ("tense", "heated", "boiling")
    assert not seen.rungs
    nodded = [s for s in seen.signals if s.name == "interruption" and s.party == "agent"]
    assert not nodded, "nods are no interruptions"


def test_22_a_data_question_and_a_recording_objection_are_answered() -> None:
    seen = Seen("22")
    assert {"data_question", "recording_objection"} <= {s.name for s in seen.signals}
    assert {"answer_data_question", "honour_recording_objection"} <= set(seen.cues)
