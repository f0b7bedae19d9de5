"""What many calls come to, by the source rows that ask for it (S1.6, S3.8)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import reduce

import pytest
from tests.support.spoken import SpokenCall

from coolhead.adapters.storage.insights_in_memory import InMemoryInsightsBook
from coolhead.call.state import CallState, fold
from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.figures import CallFigures, figures_of
from coolhead.services.insights.reckoning import insights_of
from coolhead.services.insights.shapes import Figure, Insights
from coolhead.services.live.summary import CallKey

DAY = "2026-03-02T10:15:00+00:00"
START, END = 1_772_000_000.0, 1_773_000_000.0


def deal(agent: str, *said: tuple[str, str]) -> CallFigures:
    """What is counted of a call in which a deal is at stake."""
    header = {"started_at": DAY, "agent": agent, "customer": f"c-{agent}", "stake": "deal"}
    call = SpokenCall("sales-and-service", header)
    call.agent("Hello, this is Dana, I am calling about the offer we sent you.")
    for party, text in said:
        call(party, text)  # type: ignore[arg-type]
    record = call.finish()
    state = reduce(fold, call.companion.events, CallState())
    return figures_of(state, call.decisions, record)


def of(calls: Sequence[CallFigures]) -> Insights:
    book = InMemoryInsightsBook()
    for number, figures in enumerate(calls):
        book.put(CallKey("w", str(number)), figures, START)
    query = InsightsQuery(workspace="w", since=START, until=END, now=END + 30 * 86_400.0)
    return insights_of(asyncio.run(book.sums(query)), query, minimum=5)


def figure(found: Insights, name: str) -> Figure:
    (only,) = [f for section in found.sections for f in section.figures if f.id == name]
    return only


@pytest.fixture(scope="module")
def found() -> Insights:
    angry = ("customer", "I am furious, my delivery is late again, this is a disgrace!")
    offer = ("agent", "I am sorry it was late. I can give you a month free if you stay with us.")
    won = [deal(f"a{n}", angry, offer, ("customer", "Okay, yes, I accept that.")) for n in range(4)]
    leaves = ("customer", "I'm taking my business elsewhere!")
    reviews = ("customer", "And I will leave you a one star review!")
    refuses = ("customer", "No. I don't want that.")
    gone = [deal(f"b{n}", angry, leaves, reviews, offer, refuses) for n in range(2)]
    return of([*won, *gone])


def test_s1_6_the_rate_of_saved_deals_is_in_insights(found: Insights) -> None:
    rate = figure(found, "saved_rate")
    assert (rate.part, rate.of) == (4, 6)
    assert rate.value == pytest.approx(4 / 6)
    assert rate.opens is not None
    assert rate.opens["outcome"] == "saved"


def test_s3_8_each_of_the_five_is_a_measure_with_a_definition_or_is_said_not_to_be_shown(
    found: Insights,
) -> None:
    by_id = {section.id: section for section in found.sections}
    # Satisfaction, reviews, retention, service improvement, loyalty.
    for name in ("satisfaction", "reviews", "leaving", "topics", "loyalty"):
        section = by_id[name]
        assert section.definition
        assert section.note
        assert all(each.definition for each in section.figures)
        assert section.figures
    assert figure(found, "leaving_open").part == 2
    assert figure(found, "reviewing_open").part == 2
    assert figure(found, "estimate:satisfied").of == 6
    assert figure(found, "topic:delivery").part == 6
    assert "only a customer's own answer" in by_id["satisfaction"].note
    assert "Calls cannot show" in by_id["loyalty"].note
