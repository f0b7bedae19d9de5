"""What happens after calls: answers and promises are counted, and their calls are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from tests.contract.insights.conftest import Kept, Opened
from tests.contract.insights.test_insights_book import at, book_of, kept, put, query, seconds

from coolhead.adapters.storage.customer_answers import SqlAnswerBook
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.outbox import SqlOutbox
from coolhead.adapters.storage.store import Store
from coolhead.record.record import FollowUp as Noted
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.insights.behind import CHANGING
from coolhead.services.insights.book import AnswerSums, PromiseSums
from coolhead.services.live.store import CallQuery
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer import Answer, AnswerBook
from coolhead.services.sending.message import Message
from coolhead.services.sending.outbox import Outbox


@dataclass
class Sent:
    """Where messages and answers are written."""

    answers: AnswerBook
    outbox: Outbox


def sending(things: Kept) -> Sent:
    store = things.store
    if isinstance(store, InMemoryStore):
        return Sent(store.customer_answers, store.outbox)
    assert isinstance(store, Store)
    return Sent(SqlAnswerBook(store), SqlOutbox(store))


async def answered(things: Kept, call: str, follow_up: str = "f1", **more: Any) -> None:
    workspace = more.pop("workspace", "w")
    given = {"team": "north", "owner": "k", "settled": "yes", "via": "link", "at": at(20)} | more
    given |= {"first_at": given["at"], "follow_up": f"{call}-{follow_up}"}
    await sending(things).answers.keep(Answer(workspace=workspace, call=call, **given))


async def mailed(things: Kept, call: str, state: str = "sent", purpose: str = "check_in") -> None:
    message = Message(
        workspace="w",
        id=f"{call}-{purpose}",
        follow_up=f"{call}-f1",
        call=call,
        team="north",
        purpose=purpose,  # type: ignore[arg-type]
        subject="",
        text="",
        state=state,  # type: ignore[arg-type]
    )
    assert await sending(things).outbox.change(message, was=None)


async def behind(things: Kept, figure: str, **more: Any) -> str:
    """The calls behind a figure, in the order of their names."""
    teams = frozenset({"north", "south"})
    whole: dict[str, Any] = {
        "since": at(1),
        "until": at(31),
        "now": seconds(31),
        "teams": teams,
        "ended": True,
    }
    asked = CallQuery(workspace="w", figure=figure, **(whole | more))
    return "".join(sorted(each.call for each in (await things.store.summaries(asked)).calls))


def test_what_customers_answered_is_counted_once_a_call(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for place, call in enumerate("abcdefg"):
            await put(things, call, agent=f"a{place % 3}", workspace="w")
        await put(things, "x", agent="a9", team="west")
        await put(things, "y", agent="a9", day=31, hour=23)
        await put(things, "e", agent="a8", workspace="elsewhere")
        for call in ("a", "b", "c", "x", "y"):
            await mailed(things, call)
        for call, state in (("d", "unsure"), ("e", "draft"), ("f", "dead")):
            await mailed(things, call, state)
        await mailed(things, "g", purpose="thank_you")
        await answered(things, "a", satisfaction=2, settled="no", at=at(9))
        await answered(things, "a", "f2", satisfaction=5)  # it was put right later
        await answered(things, "b", settled="partly")
        await answered(things, "d", settled="no", satisfaction=1, via="agent", by="k")
        for call in ("x", "y"):
            await answered(things, call, satisfaction=1)
        await answered(things, "e", workspace="elsewhere", satisfaction=1)
        found = (await things.book.sums(query())).answers
        assert found == AnswerSums(
            asked=4,
            asked_agents=3,
            answered=3,
            answered_agents=2,
            rated=2,
            rated_agents=1,
            settled={"yes": 1, "partly": 1, "no": 1},
            ratings={5: 1, 1: 1},
        )
        for figure, calls in {
            "asked": "abcd",
            "answered": "abd",
            "rated": "ad",
            "settled:yes": "a",
            "settled:partly": "b",
            "settled:no": "d",
            "satisfaction:5": "a",
            "satisfaction:2": "",
            "satisfaction:1": "d",
        }.items():
            assert await behind(things, figure) == calls, figure
        assert await behind(things, "satisfaction:1", teams=None) == "dx"
        assert await behind(things, "asked", teams=frozenset()) == ""

    kept(opened, test)


def test_the_answer_of_a_call_that_is_erased_counts_no_more(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await put(things, "a")
        await mailed(things, "a")
        await answered(things, "a", satisfaction=3)
        await things.store.erase([CallKey("w", "a")], reason="asked", at=at(20))
        assert (await things.book.sums(query())).answers == AnswerSums()
        await put(things, "a")
        assert (await things.book.sums(query())).answers == AnswerSums()

    kept(opened, test)


def test_calls_are_found_by_how_their_promises_stand_now(opened: Opened) -> None:
    due = "2026-03-10T12:00:00+00:00"
    # The same moment by other clocks; a second after it; before it though later by its text.
    marks = {
        "a": Mark(state="done", at="2026-03-10T13:00:00+01:00", by="k"),
        "b": Mark(state="done", at="2026-03-10T11:00:01-01:00", by="k"),
        "c": Mark(state="done", at="2026-03-10T17:29:59.900000+05:30", by="k"),
        "d": Mark(state="dropped", at=at(3), by="k"),
        "e": Mark(state="open", at=at(3), by="k", due="2026-05-01T12:00:00+00:00"),
    }

    async def test(things: Kept) -> None:
        for call in "abcdefgh":
            noted = [Noted("promise", "call", due, None, "call"), Noted("check_in", "ask", due)]
            if call == "g":
                noted.append(Noted("promise", "write", due, None, "write"))
            await put(things, call, noted=tuple(noted[1:] if call == "h" else noted))
        book = book_of(things)
        rows = (await book.page(FollowUpQuery(workspace="w"))).follow_ups
        for row in rows:
            if row.kind == "promise" and row.call in marks:
                assert await book.mark("w", row.id, marks[row.call])
        sums = (await things.book.sums(query())).promises
        of_calls = {"kept": 2, "late": 1, "broken": 2}
        assert sums == PromiseSums(kept=2, late=1, broken=3, open=1, dropped=1, calls=of_calls)
        assert await behind(things, "promises:kept") == "ac"
        assert await behind(things, "promises:late") == "b"
        assert await behind(things, "promises:broken") == "fg"
        # Before their time they were not broken.
        assert await behind(things, "promises:broken", now=seconds(9)) == ""
        assert await behind(things, "promises:kept", since=at(3)) == ""

    kept(opened, test)


def test_calls_are_found_whose_customers_came_again(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await put(things, "a", day=2, customer="c1", agent="k", leaving=True)
        await put(things, "b", day=9, customer="c1", agent="l", team="south")
        await put(things, "c", day=20, customer="c1", agent="k", leaving=True, hour=9, abuse=2)
        await put(things, "d", day=28, customer="c1", agent="k", hour=9)
        await put(things, "e", day=2, customer="", leaving=True)
        await put(things, "f", day=3, customer="", leaving=True)
        assert await behind(things, "again") == "a"
        assert await behind(things, "came_back") == "ac"
        assert (await things.book.sums(query())).loyalty.came_back == 2
        assert await behind(things, "again", teams=frozenset({"north"})) == ""
        # Who asks for their own calls learns nothing of those of others.
        assert await behind(things, "again", teams=None, agent="k") == ""
        assert await behind(things, "came_back", teams=None, agent="k") == "ac"
        assert await behind(things, "abuse_at:9") == "c"
        assert await behind(things, "abuse_at:10") == ""

    kept(opened, test)


@pytest.mark.parametrize(
    "figure", ["", ":", "promises", "satisfaction:²", "settled:", "abuse_at:-1", "x" * 300, "'; --"]
)
def test_a_figure_that_there_is_not_finds_nothing(opened: Opened, figure: str) -> None:
    async def test(things: Kept) -> None:
        noted = (Noted("promise", "call", at(3), None, "call"),)
        await put(things, "a", abuse=1, customer="c", noted=noted)
        await answered(things, "a", satisfaction=2)
        assert await behind(things, figure) == ""

    kept(opened, test)


def test_every_figure_that_changes_can_be_asked_for(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for figure in sorted(CHANGING):
            assert await behind(things, figure) == ""

    kept(opened, test)
