"""Every figure of a simulated month, reckoned again in another way from records and decisions.

Nothing of ``coolhead.services.insights`` is used here but the definitions that the page prints:
heat is added up second by second, turns are compared one with another, topics are taken from the
calls' own figures (their names are tested by a table of their own).
"""

from __future__ import annotations

import asyncio
import math
import os
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.month import ToldCall, month, query_parts
from tests.support.month_after import after, write_after

from coolhead.adapters.storage.insights import SqlInsightsBook
from coolhead.adapters.storage.store import Store, open_store
from coolhead.api.searching import query_of
from coolhead.api.views.searches import CallSearch
from coolhead.call.decisions import HeatMeasured
from coolhead.record.standing import standing
from coolhead.services.access.principal import Principal
from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.reckoning import insights_of
from coolhead.services.insights.shapes import Figure, Insights
from coolhead.services.keeping.paging import every_call

# Every night a month as a large team has it.
CALLS = 10_000 if os.environ.get("COOLHEAD_NIGHTLY") else 500
TEAMS = frozenset({"north", "south"})
MINIMUM = 5
ABUSE = {"insult", "aggression", "threat", "profanity"}
UNWELCOME = ABUSE | {"rejection", "complaint", "frustration", "anger", "not_heard"}


@pytest.fixture(scope="module")
def told() -> list[ToldCall]:
    return [call for call in month(CALLS) if call.header.team in TEAMS]


@dataclass
class Asked:
    """The insights, and the calls that each figure opens to."""

    insights: Insights
    opened: dict[str, list[str]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("month")

    async def run() -> Asked:
        store = await open_store(f"sqlite+aiosqlite:///{folder / 'm.db'}", spool=folder / "spool")
        try:
            for call in month(CALLS):
                await store.append(call.batch)
                await write_after(store, call)
            query = InsightsQuery(workspace="default", teams=TEAMS, **query_parts())
            sums = await SqlInsightsBook(store).sums(query)
            found = insights_of(sums, query, minimum=MINIMUM)
            every = [figure for section in found.sections for figure in section.figures]
            opened = {f.id: await open_figure(store, f) for f in every if f.opens is not None}
            return Asked(found, opened)
        finally:
            await store.close()

    return asyncio.run(run())


@pytest.fixture(scope="module")
def found(asked: Asked) -> Insights:
    return asked.insights


SUPERVISOR = Principal(
    workspace="default", id="1", name="sam", roles=frozenset({"supervisor"}), teams=TEAMS
)


async def open_figure(store: Store, figure: Figure) -> list[str]:
    """The calls that a figure opens to, as the API lists them page by page."""
    wanted = CallSearch.model_validate({**(figure.opens or {}), "limit": 200})
    query = query_of(SUPERVISOR, wanted, scores=False, now=query_parts()["now"])
    assert query is not None
    return [call.call async for call in every_call(store, query)]


def opens_to(asked: Asked, figure: str, calls: set[str]) -> None:
    """The figure opens to exactly these calls, each of them once."""
    assert sorted(asked.opened[figure]) == sorted(calls)
    every = [f for section in asked.insights.sections for f in section.figures]
    (only,) = [each for each in every if each.id == figure]
    assert only.calls == len(calls)


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


def test_every_figure_that_is_not_withheld_opens_to_as_many_calls_as_it_says(asked: Asked) -> None:
    for section in asked.insights.sections:
        for figure in section.figures:
            assert (figure.opens is None) == bool(figure.withheld), figure.id
            if figure.opens is not None:
                assert len(asked.opened[figure.id]) == figure.calls, figure.id
                assert len(set(asked.opened[figure.id])) == figure.calls


def test_promises_kept_late_and_broken(told: list[ToldCall], found: Insights, asked: Asked) -> None:
    now = query_parts()["now"]
    stand: dict[str, list[str]] = defaultdict(list)
    for call in told:
        for each in call.record.follow_ups:
            if each.kind != "promise":
                continue
            became = after(call).promises
            if became == "left" and each.due and datetime.fromisoformat(each.due).timestamp() < now:
                stand["broken"].append(call.header.call)
            elif became == "late":  # what has no time is never late
                stand["late" if each.due else "kept"].append(call.header.call)
            elif became == "kept":
                stand["kept"].append(call.header.call)
    due = sum(map(len, stand.values()))
    assert len(stand) == 3
    for name, calls in stand.items():
        is_share(figures(found, "outcomes")[f"promises:{name}"], len(calls), due)
        opens_to(asked, f"promises:{name}", set(calls))


def test_what_customers_answered(told: list[ToldCall], found: Insights, asked: Asked) -> None:
    shown = figures(found, "satisfaction")
    mailed, last = set(), {}
    for call in told:
        happened = after(call)
        if happened.answers:
            last[call.header.call] = happened.answers[-1]
        if (happened.mail, happened.purpose) == ("sent", "check_in"):
            mailed.add(call.header.call)
    everybody = mailed | set(last)
    is_share(shown["asked"], len(everybody), len(told))
    is_share(shown["answered"], len(last), len(everybody))
    opens_to(asked, "asked", everybody)
    opens_to(asked, "answered", set(last))
    for name in ("yes", "partly", "no"):
        calls = {call for call, said in last.items() if said.settled == name}
        is_share(shown[f"settled:{name}"], len(calls), len(last))
        opens_to(asked, f"settled:{name}", calls)
    rated = {call: said.satisfaction for call, said in last.items() if said.satisfaction}
    for rating in (1, 2, 3, 4, 5):
        calls = {call for call, said in rated.items() if said == rating}
        is_share(shown[f"satisfaction:{rating}"], len(calls), len(rated))
        opens_to(asked, f"satisfaction:{rating}", calls)
    mean = shown["rated"]
    assert mean.value == pytest.approx(statistics.fmean(rated.values()))
    assert mean.of == len(rated)
    padded = [*rated.values(), 1, 1, 5, 5]
    margin = 1.96 * statistics.pstdev(padded) / math.sqrt(len(padded))
    assert mean.low == pytest.approx(statistics.fmean(padded) - margin, abs=1e-4)
    assert mean.high == pytest.approx(statistics.fmean(padded) + margin, abs=1e-4)
    opens_to(asked, "rated", set(rated))
    assert "Who answers is not everybody" in note(found, "satisfaction")


def note(found: Insights, section: str) -> str:
    (only,) = [each for each in found.sections if each.id == section]
    return only.note


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


def test_loyalty(told: list[ToldCall], found: Insights, asked: Asked) -> None:
    now = query_parts()["now"]
    week = 7 * 86_400
    times: dict[str, list[tuple[float, ToldCall]]] = defaultdict(list)
    for call in told:
        if call.header.customer:
            at = datetime.fromisoformat(call.header.started_at or "").timestamp()
            times[call.header.customer].append((at, call))
    again, back = {}, {}
    for calls in times.values():
        for at, call in calls:
            later = [other - at for other, _ in calls if other > at]
            if at + week < now:
                again[call.header.call] = any(each <= week for each in later)
            if call.figures.leaving:
                back[call.header.call] = bool(later)
    for name, flags in (("again", again), ("came_back", back)):
        assert any(flags.values())
        share_of(found, "loyalty", name, list(flags.values()))
        opens_to(asked, name, {call for call, flag in flags.items() if flag})


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
    assert withheld or len(told) > 500  # by then every hour has agents enough


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
