"""What every book of insights does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec
from tests.contract.insights.conftest import Kept, Opened
from tests.support.month import month, query_parts

from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.store import Store
from coolhead.call.events import CallStarted, Envelope
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.book import FollowUpBook, FollowUpQuery
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.insights.book import (
    AbuseSum,
    AnswerSums,
    InsightsQuery,
    LoyaltySums,
    PromiseSums,
    QuoteSum,
    ReasonSum,
    RetractedSum,
    Sums,
    Totals,
    TurnedSum,
)
from coolhead.services.insights.figures import CallFigures, SignalFigure, TopicFigure
from coolhead.services.insights.turned import Turned
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary

NOTHING = Sums(promises=PromiseSums(), answers=AnswerSums())


def kept(opened: Opened, test: Callable[[Kept], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened() as things:
            await test(things)

    asyncio.run(run())


def at(day: int, hour: int = 10) -> str:
    return f"2026-03-{day:02}T{hour:02}:00:00+01:00"


def seconds(day: int, hour: int = 10) -> float:
    return datetime.fromisoformat(at(day, hour)).timestamp()


def query(**more: Any) -> InsightsQuery:
    whole = {"since": seconds(1), "until": seconds(31), "now": seconds(31)}
    return InsightsQuery(
        **({"workspace": "w", "teams": frozenset({"north", "south"})} | whole | more)
    )


async def put(
    things: Kept,
    call: str,
    *,
    day: int = 2,
    hour: int = 10,
    workspace: str = "w",
    noted: tuple[Noted, ...] = (),
    **more: Any,
) -> None:
    made = CallFigures(**({"team": "north", "started_at": at(day, hour)} | more))
    summary = CallSummary(
        workspace=workspace,
        call=call,
        team=made.team,
        agent=made.agent,
        started_at=made.started_at,
        ended=True,
        seq=0,
    )
    started = CallStarted(at=0.0, call=call, workspace=workspace, team=made.team)
    envelope = Envelope(workspace=workspace, team=made.team, call=call, seq=0, event=started)
    batch = Batch(
        key=summary.key,
        envelopes=(envelope,),
        summary=summary,
        record=Record(id=call, follow_ups=noted),
        figures=made,
    )
    await (await things.store.append(batch)).landed()


def test_of_no_calls_there_is_nothing(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        assert await things.book.sums(query()) == NOTHING

    kept(opened, test)


def test_calls_are_counted_by_how_they_came_out(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await put(things, "a", agent="a1", outcome="resolved", estimate="satisfied", escalated=True)
        await put(things, "b", agent="a1", outcome="lost", leaving=True, heat_minutes=1.5)
        await put(things, "c", agent="a2", outcome="saved", leaving=True, reviewing=True)
        await put(things, "d", ended_for_abuse=True, reviewing=True, estimate="dissatisfied")
        totals = (await things.book.sums(query())).totals
        assert totals == Totals(
            calls=4,
            agents=2,
            heat_minutes=1.5,
            outcomes={"resolved": 1, "lost": 1, "saved": 1, "open": 1},
            estimates={"satisfied": 1, "unclear": 2, "dissatisfied": 1},
            ended_for_abuse=1,
            escalated=1,
            leaving=2,
            leaving_open=1,
            reviewing=2,
            reviewing_open=1,
        )

    kept(opened, test)


def test_only_what_is_asked_for_is_counted(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await put(things, "a", playbook="standard", version=1, campaign="spring")
        await put(things, "b", playbook="standard", version=2, direction="outbound")
        await put(things, "c", playbook="other", version=1, team="south", day=9)
        await put(things, "d", team="west")
        await put(things, "e", workspace="elsewhere")

        async def calls(**more: Any) -> int:
            return (await things.book.sums(query(**more))).totals.calls

        assert await calls() == 3
        assert await calls(teams=None) == 4
        assert await calls(teams=frozenset()) == 0
        assert await calls(teams=frozenset({"south"})) == 1
        assert await calls(playbook="standard") == 2
        assert await calls(playbook="standard", version=2) == 1
        assert await calls(direction="outbound") == 1
        assert await calls(campaign="spring") == 1
        assert await calls(since=seconds(9)) == 1
        assert await calls(until=seconds(9)) == 2
        assert await calls(workspace="nowhere") == 0
        choices = await things.book.choices("w", frozenset({"north", "south"}))
        assert choices.playbooks == (("other", 1), ("standard", 1), ("standard", 2))
        assert choices.campaigns == ("spring",)

    kept(opened, test)


def test_topics_come_with_days_and_the_newest_quotes(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number in range(5):
            about = TopicFigure("boiler", 0.5, f"cold {number}", f"u{number}")
            risk = number < 2
            await put(
                things,
                f"b{number}",
                day=2 + number // 2,
                hour=8 + number,
                topics=(about,),
                leaving=risk,
            )
        both = (
            TopicFigure("boiler", 1.0, "it is <b>off</b>"),
            TopicFigure("bill", 1.0, "wrong", "u9"),
        )
        await put(things, "both", day=20, topics=both, outcome="saved", leaving=True)
        sums = await things.book.sums(query())
        boiler, bill = sums.topics
        assert (boiler.name, boiler.calls, boiler.heat_minutes) == ("boiler", 6, 3.5)
        assert [calls for _, calls in boiler.days] == [2, 2, 1, 1]
        assert boiler.quotes == (
            QuoteSum("both", None, "it is <b>off</b>"),
            QuoteSum("b4", "u4", "cold 4"),
            QuoteSum("b3", "u3", "cold 3"),
        )
        assert (bill.name, bill.calls, bill.quotes) == (
            "bill",
            1,
            (QuoteSum("both", "u9", "wrong"),),
        )
        assert sums.leaving == (ReasonSum("boiler", 2),)
        assert sums.reviewing == ()

    kept(opened, test)


def test_moves_abuse_and_what_was_taken_back_are_summed(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        turned = (Turned("any", "heated", 3, 2), Turned("empathy", "heated", 1, 1))
        signals = (SignalFigure("insult", 3, 1),)
        await put(things, "a", agent="a1", turned=turned, abuse=3, signals=signals)
        await put(things, "b", agent="a1", hour=10, turned=(Turned("any", "heated", 1, 0, True),))
        await put(things, "c", agent="a2", hour=22, turned=turned, signals=signals, abuse=1)
        await put(things, "d", agent="a2", hour=22, signals=(SignalFigure("insult", 1),))
        sums = await things.book.sums(query())
        assert sums.turned == (
            TurnedSum(
                move="any", level="heated", turns=7, cooled=4, calls=3, alone=1, first=3, agents=2
            ),
            TurnedSum(
                move="empathy",
                level="heated",
                turns=2,
                cooled=2,
                calls=2,
                alone=0,
                first=2,
                agents=2,
            ),
        )
        assert sums.abuse == (
            AbuseSum(team="north", hour=10, agent="a1", calls=2, abusive=1, abuse=3),
            AbuseSum(team="north", hour=22, agent="a2", calls=2, abusive=1, abuse=1),
        )
        assert sums.retracted == (
            RetractedSum(name="insult", heard=7, taken_back=2, calls=2, agents=2),
        )

    kept(opened, test)


def test_customers_who_come_again_are_counted_when_their_week_is_over(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await put(things, "a", day=2, customer="c1", leaving=True)
        await put(things, "b", day=9, customer="c1")  # on the last moment of the week
        await put(things, "c", day=20, customer="c1", leaving=True)
        await put(things, "d", day=2, customer="c2", leaving=True)
        await put(things, "e", day=28, customer="c2", team="south")
        await put(things, "f", day=3, customer=None, leaving=True)
        await put(things, "g", day=4, customer="c2", team="west")  # not theirs to see
        sums = await things.book.sums(query())
        assert sums.loyalty == LoyaltySums(followed=4, again=1, left_known=3, came_back=2)
        alone = await things.book.sums(query(teams=frozenset({"north"})))
        assert alone.loyalty == LoyaltySums(followed=4, again=1, left_known=3, came_back=1)

    kept(opened, test)


def book_of(things: Kept) -> FollowUpBook:
    store = things.store
    if isinstance(store, InMemoryStore):
        return store.follow_ups
    assert isinstance(store, Store)
    return SqlFollowUpBook(store)


def test_promises_are_kept_late_broken_open_or_dropped(opened: Opened) -> None:
    dues = {
        "kept": "2026-03-10T12:00:00+00:00",
        "late": "2026-03-10T12:00:00-01:00",
        "broken": "2026-03-11T12:00:00+00:00",
        "moved": "2026-03-11T12:00:00+00:00",
        "open": "2026-05-11T12:00:00+00:00",
        "dropped": "2026-03-11T12:00:00+00:00",
        "whenever": None,
    }

    async def test(things: Kept) -> None:
        noted = [Noted("promise", name, due, None, name) for name, due in dues.items()]
        await put(things, "a", noted=(*noted, Noted("check_in", "ask")))
        book = book_of(things)
        rows = (await book.page(FollowUpQuery(workspace="w"))).follow_ups
        ids = {row.what: row.id for row in rows}
        done = {
            # The same moment by two clocks, and a second after another.
            "kept": Mark(state="done", at="2026-03-10T13:00:00+01:00", by="k"),
            "late": Mark(state="done", at="2026-03-10T14:00:01+01:00", by="k"),
            "moved": Mark(state="open", at=at(3), by="k", due="2026-05-01T12:00:00+00:00"),
            "dropped": Mark(state="dropped", at=at(3), by="k"),
            "whenever": Mark(state="done", at=at(30), by="k"),
        }
        for name, mark in done.items():
            assert await book.mark("w", ids[name], mark)
        found = (await things.book.sums(query())).promises
        assert found == PromiseSums(
            kept=2,
            late=1,
            broken=1,
            open=2,
            dropped=1,
            calls={"kept": 1, "late": 1, "broken": 1},
        )

    kept(opened, test)


def test_figures_kept_again_replace_those_before_and_go_with_the_call(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        topics = (TopicFigure("boiler", 1.0, "Bluebell"), TopicFigure("bill", 1.0))
        signals = (SignalFigure("insult", 1),)
        turned = (Turned("any", "heated", 1, 0),)
        await put(things, "a", topics=topics, signals=signals, turned=turned)
        await put(things, "a", topics=topics[1:])
        sums = await things.book.sums(query())
        assert [(topic.name, topic.calls) for topic in sums.topics] == [("bill", 1)]
        assert (sums.turned, sums.retracted) == ((), ())
        await put(things, "b", topics=topics, signals=signals, turned=turned)
        key = CallKey("w", "b")
        summary = await things.store.summary(key)
        assert summary is not None
        await things.store.replace_projections(key, summary, None)
        assert (await things.book.sums(query())).totals.calls == 1
        await put(things, "b", topics=topics, signals=signals, turned=turned)
        keys = [CallKey("w", "a"), key]
        await things.store.erase(keys, reason="asked", at="2026-03-09T00:00:00+00:00")
        assert await things.book.sums(query()) == NOTHING

    kept(opened, test)


def test_a_call_without_a_clock_counts_when_it_was_first_kept(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number, started in enumerate((None, "yesterday", "2026-03-02T10:00:00")):
            await put(things, f"c{number}", started_at=started)
        now = datetime.now().timestamp() + 60
        sums = await things.book.sums(query(since=now - 600, until=now, now=now))
        assert sums.totals.calls == 3

    kept(opened, test)


def test_a_month_gives_the_same_sums_everywhere(opened: Opened) -> None:
    told = list(month(60, ways=("whole", "taken_back"), playbooks=("standard",)))

    async def test(things: Kept) -> None:
        plain = InMemoryStore()
        for call in told:
            await (await things.store.append(call.batch)).landed()
            await plain.append(call.batch)
        parts = {"workspace": "default", **query_parts()}
        for teams in (frozenset({"north"}), frozenset({"north", "south", "tiny"}), None):
            asked = InsightsQuery(**parts, teams=teams)
            found = rounded(await things.book.sums(asked))
            assert found == rounded(await plain.insights.sums(asked))
            assert found["topics"]

    kept(opened, test)


def rounded(sums: Sums) -> Any:
    """Without the order in which floating point numbers were added up."""

    def plain(value: Any) -> Any:
        if isinstance(value, float):
            return round(value, 9)
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, list | tuple) else value

    return plain(msgspec.to_builtins(sums))
