"""Every figure of a simulated month, reckoned again in another way from records and decisions.

Nothing of ``coolhead.services.insights`` is used here but the definitions that the page prints:
heat is added up second by second, turns are compared one with another, topics are taken from the
calls' own figures (their names are tested by a table of their own).
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.month import ToldCall, month, query_parts

from coolhead.adapters.storage.insights import SqlInsightsBook
from coolhead.adapters.storage.store import open_store
from coolhead.call.decisions import HeatMeasured
from coolhead.record.standing import standing
from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.reckoning import insights_of
from coolhead.services.insights.shapes import Figure, Insights

CALLS = 500
TEAMS = frozenset({"north", "south"})
MINIMUM = 5
ABUSE = {"insult", "aggression", "threat", "profanity"}
UNWELCOME = ABUSE | {"rejection", "complaint", "frustration", "anger", "not_heard"}


@pytest.fixture(scope="module")
def told() -> list[ToldCall]:
    return [call for call in month(CALLS) if call.header.team in TEAMS]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Insights:
    folder = tmp_path_factory.mktemp("month")

    async def run() -> Insights:
        store = await open_store(f"sqlite+aiosqlite:///{folder / 'm.db'}", spool=folder / "spool")
        try:
            for call in month(CALLS):
                await store.append(call.batch)
            query = InsightsQuery(workspace="default", teams=TEAMS, **query_parts())
            sums = await SqlInsightsBook(store).sums(query)
            return insights_of(sums, query, minimum=MINIMUM)
        finally:
            await store.close()

    return asyncio.run(run())


def figures(found: Insights, section: str) -> dict[str, Figure]:
    (only,) = [each for each in found.sections if each.id == section]
    return {figure.id: figure for figure in only.figures}


def is_share(figure: Figure, part: int, of: int) -> None:
    assert (figure.part, figure.of) == (part, of), figure.id
    assert figure.value == pytest.approx(part / of)
    assert figure.low is not None
    assert figure.high is not None
    # The score interval are the shares that a test of the binomial would not reject (z = 1.96).
    for bound in (figure.low, figure.high):
        if 1e-9 < bound < 1 - 1e-9:
            z = abs(part / of - bound) / math.sqrt(bound * (1 - bound) / of)
            assert z == pytest.approx(1.96, abs=0.001)


def share_of(found: Insights, section: str, figure: str, flags: Sequence[bool]) -> None:
    is_share(figures(found, section)[figure], sum(flags), len(flags))


def heat(call: ToldCall) -> list[tuple[float, float]]:
    return [(d.at, d.value) for d in call.folded.decisions if isinstance(d, HeatMeasured)]


def minutes(call: ToldCall) -> float:
    """The area under the heat, a tenth of a second at a time."""
    measured, place, value, area = heat(call), 0, 0.0, 0.0
    for tick in range(int(call.record.duration_s * 10)):
        while place < len(measured) and measured[place][0] <= tick / 10:
            value = measured[place][1]
            place += 1
        area += value / 100 / 600
    return area


def test_there_is_a_month_to_look_at(told: list[ToldCall], found: Insights) -> None:
    assert len(told) > 400
    assert len({call.record.outcome for call in told}) == 4
    assert found.calls == len(told)
    assert found.agents == len({call.header.agent for call in told})
    assert found.withheld == ""
    assert len(found.sections) == 9
    assert all(each.definition for section in found.sections for each in section.figures)


def test_outcomes(told: list[ToldCall], found: Insights) -> None:
    outcomes = [call.record.outcome for call in told]
    talked = [each for each in outcomes if each != "no_contact"]
    for name in ("resolved", "saved", "open", "lost"):
        share_of(found, "outcomes", f"outcome:{name}", [each == name for each in talked])
    decided = [each == "saved" for each in outcomes if each in {"saved", "lost"}]
    share_of(found, "outcomes", "saved_rate", decided)
    escalated = [call.record.escalation is not None for call in told]
    share_of(found, "outcomes", "escalated", escalated)
    for_abuse = [call.record.ended_by == "agent_for_abuse" for call in told]
    share_of(found, "outcomes", "ended_for_abuse", for_abuse)


def test_promises_that_nobody_marked_are_broken_when_their_time_is_over(
    told: list[ToldCall], found: Insights
) -> None:
    now = query_parts()["now"]
    dues = [
        datetime.fromisoformat(each.due).timestamp()
        for call in told
        for each in call.record.follow_ups
        if each.kind == "promise" and each.due
    ]
    broken = sum(due < now for due in dues)
    assert broken
    is_share(figures(found, "outcomes")["promises:broken"], broken, broken)


def test_threats_to_leave_and_to_write_a_review(told: list[ToldCall], found: Insights) -> None:
    def threatened(call: ToldCall, kind: str) -> bool:
        return any(
            shown.party == "customer"
            and shown.signal.name == "threat"
            and shown.signal.kind == kind
            for shown in standing(call.state)
        )

    for section, figure, kind in (
        ("leaving", "leaving", "leave"),
        ("reviews", "reviewing", "review"),
    ):
        said = [threatened(call, kind) for call in told]
        assert any(said)
        share_of(found, section, figure, said)
        is_open = [
            has and call.record.outcome in {"open", "lost", "no_contact"}
            for has, call in zip(said, told, strict=True)
        ]
        share_of(found, section, f"{figure}_open", is_open)


def test_the_estimate_of_satisfaction(told: list[ToldCall], found: Insights) -> None:
    def estimate(call: ToldCall) -> str:
        record = call.record
        telling = [
            shown.signal.name
            for shown in standing(call.state)
            if shown.party == "customer"
            and shown.signal.name in UNWELCOME | {"thanks", "acceptance"}
        ]
        last = telling[-1] if telling else None
        settled = record.outcome in {"resolved", "saved"}
        if settled and record.heat.end < 20 and last in {"thanks", "acceptance"}:
            return "satisfied"
        if record.heat.end >= 45 or record.ended_by == "agent_for_abuse":
            return "dissatisfied"
        return "dissatisfied" if last in UNWELCOME and not settled else "unclear"

    estimates = [estimate(call) for call in told]
    assert len(set(estimates)) == 3
    for name in ("satisfied", "dissatisfied", "unclear"):
        flags = [each == name for each in estimates]
        share_of(found, "satisfaction", f"estimate:{name}", flags)


def test_loyalty(told: list[ToldCall], found: Insights) -> None:
    now = query_parts()["now"]
    week = 7 * 86_400
    began = {call.key: datetime.fromisoformat(call.header.started_at or "") for call in told}
    at = {key: each.timestamp() for key, each in began.items()}
    again, back = [], []
    for call in told:
        customer = call.header.customer
        if not customer:
            continue
        later = [
            at[other.key] - at[call.key]
            for other in told
            if other.header.customer == customer and at[other.key] > at[call.key]
        ]
        if at[call.key] + week < now:
            again.append(any(each <= week for each in later))
        if call.figures.leaving:
            back.append(bool(later))
    assert any(again)
    assert any(back)
    share_of(found, "loyalty", "again", again)
    share_of(found, "loyalty", "came_back", back)


def test_topics_with_their_heat_minutes(told: list[ToldCall], found: Insights) -> None:
    calls: Counter[str] = Counter()
    cost: dict[str, float] = defaultdict(float)
    for call in told:
        topics = call.figures.topics
        for topic in topics:
            calls[topic.name] += 1
            cost[topic.name] += minutes(call) / len(topics)
            assert topic.utterance is None or call.state.find(topic.utterance) is not None
    shown = figures(found, "topics")
    assert len(shown) == 12
    most = sorted(calls, key=lambda name: (-calls[name], name))[:12]
    assert [figure.label for figure in shown.values()] == most
    for name in most:
        figure = shown[f"topic:{name}"]
        is_share(figure, calls[name], len(told))
        # Added up by tenths of seconds, in calls of a few minutes.
        assert figure.beside["heat_minutes"] == pytest.approx(cost[name], rel=0.01)
        assert sum(point.calls for point in figure.trend) == calls[name]
        assert 1 <= len(figure.quotes) <= 3


def turns(told: Sequence[ToldCall]) -> list[dict[str, Any]]:
    """Every turn of an agent while the customer was not calm, with its moves and what followed."""
    found = []
    for call in told:
        measured = heat(call)
        made = defaultdict(set)
        for shown in standing(call.state):
            if shown.party == "agent" and shown.id:
                name = shown.signal.name
                if name == "apology":
                    name = f"apology_{shown.signal.kind or 'sincere'}"
                if not (name == "reflection" and shown.signal.confirmed is False):
                    made[shown.id].add(name)
        for heard in call.state.heard:
            said = heard.utterance
            before = [value for at, value in measured if at <= said.start]
            if said.party != "agent" or heard.late or not said.text.strip() or not before:
                continue
            level = sum(before[-1] >= floor for floor in (20, 45, 70))
            after = [value for at, value in measured if said.end <= at <= said.end + 60]
            if level:
                found.append(
                    {
                        "call": call.key,
                        "level": level,
                        "moves": made[said.id],
                        "cooled": any(value <= before[-1] - 10 for value in after),
                    }
                )
    return found


def test_what_was_followed_by_cooling(told: list[ToldCall], found: Insights) -> None:
    every = turns(told)
    shown = figures(found, "turned")
    for move in ("empathy", "reflection", "offer", "defensiveness", "apology_sincere"):
        figure = shown[f"turned:{move}"]
        having = [turn for turn in every if move in turn["moves"]]
        calls = len({turn["call"] for turn in having})
        assert (figure.of, figure.calls) == (len(having), calls)
        assert figure.part == sum(turn["cooled"] for turn in having)
        total = value = 0.0
        for level in (1, 2, 3):
            ours = [turn for turn in having if turn["level"] == level]
            others = [
                turn for turn in every if turn["level"] == level and move not in turn["moves"]
            ]
            if not ours or not others:
                continue
            one, other = (len({turn["call"] for turn in each}) for each in (ours, others))
            weight = 1 / (1 / one + 1 / other)
            gap = sum(t["cooled"] for t in ours) / len(ours)
            gap -= sum(t["cooled"] for t in others) / len(others)
            total += weight
            value += weight * gap
        assert figure.value is not None
        assert figure.value == pytest.approx(value / total)
        assert figure.low is not None
        assert figure.value is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high
        assert figure.high - figure.low < 0.6
    values = [figure.value for figure in shown.values() if figure.value is not None]
    assert values == sorted(values, reverse=True)


def abused(call: ToldCall) -> int:
    return len(
        {
            shown.id
            for shown in standing(call.state)
            if shown.party == "customer"
            and (
                shown.signal.name in {"insult", "aggression"}
                or (shown.signal.name == "threat" and shown.signal.kind == "harm")
            )
        }
    )


def test_abuse_by_team_and_hour_never_of_few(told: list[ToldCall], found: Insights) -> None:
    shown = figures(found, "abuse")
    hours = defaultdict(list)
    for call in told:
        hour = datetime.fromisoformat(call.header.started_at or "").hour
        hours[call.header.team, hour].append(call)
    withheld = given = 0
    for team in TEAMS:
        calls = [call for call in told if call.header.team == team]
        is_share(shown[f"abuse:{team}"], sum(abused(call) > 0 for call in calls), len(calls))
        load = 100 * sum(abused(call) for call in calls) / len(calls)
        assert shown[f"abuse:{team}"].beside["per_100_calls"] == pytest.approx(load)
        left_out: set[str | None] = set()
        for (of, hour), those in hours.items():
            if of != team:
                continue
            figure = shown[f"abuse:{team}:{hour}"]
            agents = {call.header.agent for call in those}
            if figure.withheld:
                withheld += 1
                left_out |= agents
                assert figure.value is None
                assert not figure.beside
            else:
                given += 1
                assert len(agents) >= MINIMUM
                is_share(figure, sum(abused(call) > 0 for call in those), len(those))
        assert not left_out or len(left_out) >= MINIMUM  # nor by subtraction
    assert given
    assert withheld


def test_what_was_taken_back(told: list[ToldCall], found: Insights) -> None:
    heard: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for call in told:
        taken = {mark.utterance for mark in call.state.marks if mark.mark == "not_abuse"}
        for each in call.state.heard:
            if each.utterance.party == "customer":
                names = {s.name for s in each.signals if s.confidence >= 0.5}
                for name in names & ABUSE:
                    heard[name] += 1
                    back[name] += each.utterance.id in taken
    assert back["insult"]
    for name, count in heard.items():
        is_share(figures(found, "alarms")[f"taken_back:{name}"], back[name], count)


def test_of_a_team_that_is_too_small_there_is_no_figure_at_all(tmp_path: Path) -> None:
    async def run() -> Insights:
        store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'm.db'}", spool=tmp_path / "s")
        try:
            for call in month(200, ways=("whole",), playbooks=("standard",)):
                await store.append(call.batch)
            query = InsightsQuery(workspace="default", teams=frozenset({"tiny"}), **query_parts())
            return insights_of(await SqlInsightsBook(store).sums(query), query, minimum=MINIMUM)
        finally:
            await store.close()

    few = asyncio.run(run())
    assert few.calls > 5
    assert few.agents is None
    assert "Fewer than 5 different agents" in few.withheld
    assert [each.figures for each in few.sections] == [()] * 9
