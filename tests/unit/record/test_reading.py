"""What a person reads: the brief and the Markdown page."""

from __future__ import annotations

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.record.calls import NOT_DISMISSIVE, REFLECTED, CallUnderTest, playbook, sig

from coolhead.call.decisions import HeatMeasured
from coolhead.record.brief import MAX_WORDS, handover_brief
from coolhead.record.draft import draft_record
from coolhead.record.markdown import record_markdown
from coolhead.record.record import Commitment, HeatRange, LadderStep, Record
from coolhead.record.scorecard import Scorecard, ScoredItem

SOFA = Record(
    id="c1",
    issue="the sofa that should have come on Friday",
    wants=("refund",),
    offered=("I can send it on Monday.",),
    commitments=(
        Commitment("call back", "2026-03-03T17:00:00+00:00", "by five tomorrow", "agent", "u5"),
    ),
    heat=HeatRange(40, 72, 30),
    evidence={"issue": ("u0", "u2")},
)


def test_the_brief_says_what_happened_what_was_tried_and_what_was_promised() -> None:
    assert handover_brief(SOFA).text == (
        "About: the sofa that should have come on Friday. Wants: refund. "
        "Offered: I can send it on Monday. "
        "Promised: call back (by five tomorrow). "
        "Tense now, was very angry. "
        "Don't ask for the story again."
    )


def test_the_brief_warns_of_what_has_made_it_worse() -> None:
    call = CallUnderTest().customer("It never came.", sig("complaint"))
    call.agent("Calm down please.", sig("dismissal"))
    assert "calm down" in handover_brief(SOFA, call.state).avoid


def test_the_brief_puts_people_before_business() -> None:
    at_risk = msgspec.structs.replace(SOFA, vulnerability="self_harm", do_not_call=True)
    assert handover_brief(at_risk).avoid.startswith("Speaks of self-harm")
    stop = msgspec.structs.replace(SOFA, do_not_call=True)
    assert "Don't sell" in handover_brief(stop).avoid


def test_the_brief_of_a_call_that_has_only_begun_is_still_a_brief() -> None:
    assert handover_brief(Record(id="c1")).text == (
        "The reason for the call is not clear yet. Nothing offered yet. Nothing promised. Calm now."
    )


LONG = st.text(min_size=1, max_size=400) | st.just("word " * 80)


@given(issue=LONG, want=LONG, offer=LONG, action=LONG, due=LONG)
def test_the_brief_is_read_in_ten_seconds_whatever_was_said(
    issue: str, want: str, offer: str, action: str, due: str
) -> None:
    record = Record(
        id="c1",
        issue=issue,
        wants=(want, want),
        offered=(offer,),
        commitments=(Commitment(action, None, due),),
        heat=HeatRange(0, 80, 50),
    )
    assert len(handover_brief(record).text.split()) <= MAX_WORDS


def test_the_page_shows_every_part_with_its_evidence() -> None:
    call = CallUnderTest(agent="a1")
    call.customer(
        "My sofa never came and it is 40 pounds.", sig("complaint", topic="the blue sofa")
    )
    call.agent("You waited in.", sig("reflection", confirmed=True))
    heat = HeatMeasured(at=3.0, value=50, level="heated")
    record = draft_record(call.end(), [heat], playbook([REFLECTED, NOT_DISMISSIVE]))
    page = record_markdown(record)
    assert page.startswith("# Call c1\n")
    assert "## Issue\n\n- the blue sofa\n\nFrom u0." in page
    assert "peak 50 (heated)" in page
    assert "## Scorecard: 100 of 100" in page
    assert "| Says back what the customer said | pass | 3 |" in page
    assert '"You waited in." (u1) |' in page


def test_a_promise_without_a_time_says_so_in_the_words_used() -> None:
    record = msgspec.structs.replace(SOFA, commitments=(Commitment("ring", None, "soon"),))
    assert '- ring (agent), no fixed time ("soon")' in record_markdown(record)


def test_words_from_the_call_are_no_markup() -> None:
    nasty = "# **bold** | [x](javascript:y) <img src=x> `rm` ![i](u) ~~no~~ $x$ http://a.b &amp;"
    record = msgspec.structs.replace(
        SOFA,
        issue=nasty,
        details=("1. first", "- item", "> quote", "a\n\n# heading"),
        ladder=(LadderStep("asked", 3.0, "u|9"),),
        scorecard=Scorecard(
            (ScoredItem("a", "b|c", "pass", 1.0, "d|e", nasty, "u0"),),
            100.0,
        ),
    )
    page = record_markdown(record)
    assert re.search(r"(?<!\\)[\[\]](?=\()", page) is None
    (shown,) = [line for line in page.splitlines() if line.startswith("- ") and "bold" in line]
    assert re.search(r"(?<!\\)[*<`~$&\[\]]", shown) is None
    assert "://" not in page
    assert "- 1\\. first" in page
    assert "- \\- item" in page
    assert "\n# heading" not in page
    rows = [line for line in page.splitlines() if line.startswith("| b")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 6


@given(text=st.text(max_size=200))
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    page = record_markdown(msgspec.structs.replace(SOFA, issue=text, details=(text,)))
    plain = record_markdown(msgspec.structs.replace(SOFA, issue="x", details=("x",)))
    assert page.count("\n") == plain.count("\n")
