"""What every book of reviews does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from tests.contract.reviews.conftest import Kept, Opened

from coolhead.call.events import CallStarted, Envelope, PlaybookRef
from coolhead.services.live.store import Batch, Hold
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.reviews.book import Queue, ReviewQuery
from coolhead.services.reviews.counting import Tally
from coolhead.services.reviews.review import Finished, Judged, Review, Taken
from coolhead.services.reviews.sampling import ReviewSettings

ALL = ReviewSettings(random=1.0)
TAKEN = Taken(reviewer="u-sam", name="Säm ☎", at="2026-03-03T09:00:00+00:00")
ITEMS = (
    Judged(item="greeting", verdict="pass", comment="warm", utterance="u0", machine="miss"),
    Judged(item="apology", verdict="cannot_tell", machine="pass"),
)
DONE = Finished(at="2026-03-03T09:20:00+00:00", items=ITEMS, note="Gut gemacht")


def kept(opened: Opened, test: Callable[[Kept], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened() as things:
            await test(things)

    asyncio.run(run())


def summary(call: str, **more: Any) -> CallSummary:
    given = {
        "workspace": "w",
        "team": "north",
        "agent": "a1",
        "ended": True,
        "seq": 0,
        "utterances": 4,
        "started_at": "2026-03-02T10:15:00+00:00",
        "playbook": PlaybookRef(name="standard", version=1, digest="d"),
    }
    return CallSummary(call=call, **{**given, **more})


async def called(things: Kept, call: str, **more: Any) -> CallSummary:
    made = summary(call, **more)
    started = CallStarted(at=0.0, call=call, workspace=made.workspace, team=made.team)
    envelope = Envelope(workspace=made.workspace, team=made.team, call=call, seq=0, event=started)
    batch = Batch(key=made.key, envelopes=(envelope,), summary=made)
    await (await things.store.append(batch)).landed()
    return made


def queue(**more: Any) -> Queue:
    given: dict[str, Any] = {
        "workspace": "w",
        "teams": frozenset({"north"}),
        "settings": ALL,
        "since": "2026-02-20T00:00:00+00:00",
        "taken_before": "2026-03-02T09:00:00+00:00",
    }
    return Queue(**{**given, **more})


async def taken(things: Kept, **more: Any) -> str | None:
    review = await things.book.take_next(queue(**more), TAKEN)
    return review.call if review is not None else None


def test_what_is_most_urgent_comes_first_and_to_one_alone(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await called(things, "plain")
        await called(things, "hot", heat_peak=80.0)
        await called(things, "disputed", disputed=True)
        every = ReviewSettings(random=1.0, hot=1.0)
        counts = await things.book.waiting(queue(settings=every))
        assert counts == {"disputed": 1, "hot": 1, "random": 1}
        review = await things.book.take_next(queue(settings=every), TAKEN)
        assert review == Review(
            workspace="w",
            call="disputed",
            team="north",
            agent="a1",
            playbook="standard",
            why="disputed",
            reviewer="u-sam",
            name="Säm ☎",
            taken_at=TAKEN.at,
        )
        assert await things.book.find(review.key) == review
        assert [await taken(things, settings=every) for _ in range(3)] == ["hot", "plain", None]
        assert await things.book.waiting(queue()) == {"disputed": 0, "hot": 0, "random": 0}

    kept(opened, test)


def test_two_who_ask_at_once_get_two_calls(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number in range(6):
            await called(things, f"c{number}")
        found = await asyncio.gather(*(taken(things) for _ in range(8)))
        assert sorted(filter(None, found)) == [f"c{number}" for number in range(6)]
        assert found.count(None) == 2

    kept(opened, test)


def test_what_cannot_be_reviewed_does_not_wait(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await called(things, "live", ended=False)
        await called(things, "silent", utterances=0)
        await called(things, "refused", consent="refused")
        await called(things, "south", team="south")
        await called(things, "elsewhere", workspace="x")
        await called(things, "old", started_at="2026-02-19T23:00:00+00:00")
        await called(things, "mine", agent="a9")
        await called(things, "nobodys", agent=None)
        assert await taken(things, not_of="a9") == "nobodys"
        assert await taken(things, not_of="a9") is None
        assert await taken(things, teams=frozenset()) is None
        assert await taken(things) == "mine"

    kept(opened, test)


def test_shares_draw_that_many_and_the_same_again(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number in range(60):
            await called(things, f"c{number}", heat_peak=90.0 if number % 2 else 0.0)
        few = ReviewSettings(random=0.2, hot=0.5)
        first = await things.book.waiting(queue(settings=few))
        assert first == await things.book.waiting(queue(settings=few))
        assert 0 < first["random"] <= 12
        assert 8 <= first["hot"] <= 22
        more = await things.book.waiting(queue(settings=ReviewSettings(random=0.4, hot=0.5)))
        assert more["hot"] == first["hot"]
        assert more["random"] > first["random"]
        none = ReviewSettings(random=0.0, hot=0.0, disputed=0.0)
        assert sum((await things.book.waiting(queue(settings=none))).values()) == 0

    kept(opened, test)


def test_what_was_taken_long_ago_waits_again(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await called(things, "c1")
        assert await taken(things) == "c1"
        assert await taken(things) is None
        later = queue(taken_before="2026-03-04T09:00:00+00:00")
        lee = Taken(reviewer="u-lee", name="Lee", at="2026-03-04T10:00:00+00:00")
        again = await things.book.take_next(later, lee)
        assert again is not None
        assert (again.call, again.reviewer) == ("c1", "u-lee")
        assert await things.book.finish(again.key, "u-sam", DONE) is None

    kept(opened, test)


def test_a_review_is_finished_once_and_by_whoever_has_it(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await called(things, "c1")
        key = CallKey("w", "c1")
        assert await things.book.finish(key, "u-sam", DONE) is None
        assert await taken(things) == "c1"
        assert await things.book.finish(key, "u-lee", DONE) is None
        review = await things.book.finish(key, "u-sam", DONE)
        assert review is not None
        assert (review.items, review.note, review.finished_at) == (ITEMS, DONE.note, DONE.at)
        assert await things.book.find(key) == review
        assert await things.book.finish(key, "u-sam", DONE) is None
        assert await things.book.give_back(key, "u-sam") is False
        much_later = queue(taken_before="2027-03-04T09:00:00+00:00")
        assert await things.book.take_next(much_later, TAKEN) is None

    kept(opened, test)


def test_what_is_given_back_waits_for_somebody_else(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await called(things, "c1")
        assert await taken(things) == "c1"
        assert await things.book.give_back(CallKey("w", "c1"), "u-lee") is False
        assert await things.book.give_back(CallKey("w", "c1"), "u-sam") is True
        assert await things.book.find(CallKey("w", "c1")) is None
        assert await taken(things) == "c1"

    kept(opened, test)


def test_reviews_are_found_by_whose_they_are(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await called(things, "c1")
        await called(things, "c2", agent="a2", team="south")
        await called(things, "c3", workspace="x")
        both = frozenset({"north", "south"})
        for workspace in ("w", "w", "x"):
            assert await taken(things, workspace=workspace, teams=both)
        await things.book.finish(CallKey("w", "c2"), "u-sam", DONE)

        async def calls(**query: Any) -> set[str]:
            found = await things.book.reviews(ReviewQuery(**{"workspace": "w", **query}))
            return {each.call for each in found}

        assert await calls() == {"c1", "c2"}
        assert await calls(teams=frozenset({"south"})) == {"c2"}
        assert await calls(teams=frozenset()) == set()
        assert await calls(agent="a1") == {"c1"}
        assert await calls(reviewer="u-lee") == set()
        assert await calls(finished=True) == {"c2"}
        assert await calls(finished=False, reviewer="u-sam") == {"c1"}
        (found,) = await things.book.reviews(ReviewQuery(workspace="w", finished=True))
        assert found.items == ITEMS

    kept(opened, test)


def test_judgements_are_counted_and_only_blind_ones_as_blind(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number in range(4):
            await called(things, f"c{number}")
            call = await taken(things)
            assert call is not None
            seen = number == 3
            done = msgspec.structs.replace(DONE, machine_seen=seen)
            assert await things.book.finish(CallKey("w", call), "u-sam", done)
        found = await things.book.tallies("w")
        greeting = {each.blind: each for each in found if each.item == "greeting"}
        assert greeting[True] == Tally(
            playbook="standard",
            item="greeting",
            month="2026-03",
            verdict="pass",
            machine="miss",
            blind=True,
            count=3,
        )
        assert greeting[False].count == 1
        assert await things.book.tallies("x") == []
        assert await things.book.items_not_counting("w") == frozenset()

    kept(opened, test)


def test_a_line_on_which_people_and_rules_disagree_stops_counting(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number in range(52):
            await called(things, f"c{number}")
            call = await taken(things)
            assert call is not None
            by_rules = "pass" if number % 3 else "miss"
            items = (
                Judged(item="good", verdict=by_rules, machine=by_rules),  # type: ignore[arg-type]
                Judged(item="bad", verdict="pass" if number % 2 else "miss", machine=by_rules),  # type: ignore[arg-type]
                Judged(item="one_sided", verdict="pass", machine="pass"),
            )
            await things.book.finish(CallKey("w", call), "u-sam", Finished(at=DONE.at, items=items))
        assert await things.book.items_not_counting("w") == {("standard", "bad")}

    kept(opened, test)


def test_reviews_survive_a_rebuild_and_go_with_the_call(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        made = await called(things, "c1")
        other = await called(things, "c2")
        assert {await taken(things), await taken(things)} == {"c1", "c2"}
        await things.book.finish(made.key, "u-sam", DONE)
        await things.store.replace_projections(made.key, made, None)
        assert await things.book.find(made.key) is not None
        await things.store.hold(Hold(key=other.key, since=TAKEN.at, by="kim", reason="abuse"))
        await things.store.erase([made.key, other.key], reason="asked", at=TAKEN.at)
        assert await things.book.find(made.key) is None
        assert await things.book.tallies("w") == []
        assert await things.book.find(other.key) is not None

    kept(opened, test)
