"""What every store does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from coolhead.call.codec import encode_envelope
from coolhead.call.events import (
    CallStarted,
    Envelope,
    Event,
    SignalsDetected,
    TimeAdvanced,
    UnknownEvent,
    UtteranceHeard,
    UtteranceRedacted,
)
from coolhead.call.utterance import Signal, Utterance
from coolhead.errors import InputError, StorageError
from coolhead.record.record import Record
from coolhead.services.live.store import Batch, CallQuery, Hold
from coolhead.services.live.summary import CallKey, CallSummary

Opened = Callable[[], Awaitable[Any]]
KEY = CallKey("w", "c1")


def log(*events: Event, call: str = "c1", first: int = 0) -> tuple[Envelope, ...]:
    return tuple(
        Envelope(workspace="w", team="north", call=call, seq=seq, event=event)
        for seq, event in enumerate(events, first)
    )


def said(text: str, id: str = "u0") -> UtteranceHeard:  # noqa: A002 - the utterance's own word
    utterance = Utterance(party="customer", start=0.0, end=1.0, text=text, id=id)
    return UtteranceHeard(at=1.0, utterance=utterance)


def row(call: str = "c1", **more: Any) -> CallSummary:
    given: dict[str, Any] = {"team": "north", "workspace": "w", **more}
    return CallSummary(call=call, **given)


def batch(*events: Event, call: str = "c1", first: int = 0, **more: Any) -> Batch:
    given: dict[str, Any] = {"summary": row(call, seq=first + len(events) - 1), **more}
    return Batch(key=CallKey("w", call), envelopes=log(*events, call=call, first=first), **given)


STARTED = CallStarted(at=0.0, call="c1", workspace="w", team="north")


def run(opened: Opened, test: Callable[[Any], Awaitable[None]]) -> None:
    async def whole() -> None:
        store = await opened()
        try:
            await test(store)
        finally:
            await store.close()

    asyncio.run(whole())


def test_events_come_back_in_order_as_they_were(opened: Opened) -> None:
    async def test(store: Any) -> None:
        strange = UnknownEvent(
            at=2.0, name="Later", raw={"type": "Later", "at": 2.0, "x": ["ü", 1]}
        )
        events = (STARTED, said("Hello \u0000 \U0001f620 there"), TimeAdvanced(at=2.0))
        await store.append(batch(*events))
        later = Envelope(workspace="w", team="north", call="c1", seq=3, event=strange, v=99)
        keeping = await store.append(Batch(key=KEY, envelopes=(later,)))
        await keeping.landed()
        kept = await store.events(KEY)
        assert [each.event for each in kept] == [*events, strange]
        assert [each.seq for each in await store.events(KEY, after=1)] == [2, 3]
        assert [each.seq for each in await store.events(KEY, after=0, limit=2)] == [1, 2]
        assert await store.events(CallKey("other", "c1")) == []

    run(opened, test)


def test_a_batch_that_is_given_again_changes_nothing(opened: Opened) -> None:
    async def test(store: Any) -> None:
        await store.append(batch(STARTED, said("one")))
        await store.append(batch(STARTED, said("one"), TimeAdvanced(at=3.0)))
        assert [each.seq for each in await store.events(KEY)] == [0, 1, 2]

    run(opened, test)


def test_another_event_in_the_same_place_is_refused_and_harms_no_other_call(
    opened: Opened,
) -> None:
    async def test(store: Any) -> None:
        await store.append(batch(STARTED, TimeAdvanced(at=1.0)))
        others = [batch(STARTED, call=f"o{n}") for n in range(20)]
        wrong = batch(TimeAdvanced(at=7.0), first=1)
        done = await asyncio.gather(
            *map(store.append, [*others[:10], wrong, *others[10:]]), return_exceptions=True
        )
        assert [type(each) for each in done if isinstance(each, Exception)] == [StorageError]
        assert (await store.events(KEY))[1].event == TimeAdvanced(at=1.0)
        for each in others:
            assert len(await store.events(each.key)) == 1

    run(opened, test)


def test_the_row_and_the_record_are_those_of_the_last_batch(opened: Opened) -> None:
    async def test(store: Any) -> None:
        assert await store.summary(KEY) is None
        assert await store.record(KEY) is None
        await store.append(batch(STARTED, summary=row(seq=0, heat=1.5)))
        await store.append(
            batch(
                TimeAdvanced(at=1.0),
                first=1,
                summary=row(seq=1, heat=70.25, ended=True),
                record=Record(id="c1", issue="late"),
            )
        )
        # One that was overtaken does not put the row back.
        await store.append(batch(STARTED, summary=row(seq=0, heat=1.5)))
        assert await store.summary(KEY) == row(seq=1, heat=70.25, ended=True)
        record = await store.record(KEY)
        assert record == Record(id="c1", issue="late")

    run(opened, test)


def test_what_was_kept_is_there_after_a_restart(opened: Opened) -> None:
    async def whole() -> None:
        store = await opened()
        await store.append(batch(STARTED, said("hello"), record=Record(id="c1")))
        await store.close()
        store = await opened()
        assert len(await store.events(KEY)) == 2
        assert await store.record(KEY) == Record(id="c1")
        assert [key for key, _ in await store.open_calls()] == [KEY]
        assert await store.keys() == [KEY]
        await store.close()

    asyncio.run(whole())


def test_many_writers_at_once_lose_nothing(opened: Opened) -> None:
    async def test(store: Any) -> None:
        async def one(call: str) -> None:
            await store.append(batch(STARTED, call=call))
            for seq in range(1, 8):
                await store.append(batch(TimeAdvanced(at=float(seq)), call=call, first=seq))

        await asyncio.gather(*(one(f"x{n}") for n in range(60)))
        for n in range(60):
            kept = await store.events(CallKey("w", f"x{n}"))
            assert [each.seq for each in kept] == list(range(8))

    run(opened, test)


def test_redaction_rewrites_what_was_kept(opened: Opened) -> None:
    async def test(store: Any) -> None:
        signal = Signal(name="complaint", confidence=1.0, topic="Bluebell", span=(3, 11))
        found = SignalsDetected(at=1.0, party="customer", utterance="u0", signals=(signal,))
        await store.append(batch(STARTED, said("my Bluebell zebra"), found))
        assert (await store.summaries(CallQuery(workspace="w", words="bluebell"))).calls
        redacted = UtteranceRedacted(at=2.0, utterance="u0", text="my [name] zebra")
        await store.append(batch(redacted, first=3))
        kept = b"".join(map(encode_envelope, await store.events(KEY)))
        assert b"Bluebell" not in kept
        assert b"zebra" in kept
        assert not (await store.summaries(CallQuery(workspace="w", words="bluebell"))).calls
        assert (await store.summaries(CallQuery(workspace="w", words="zebra"))).calls

    run(opened, test)


def test_calls_are_found_by_who_and_what_and_when(opened: Opened) -> None:
    async def test(store: Any) -> None:
        rows = [
            row("a", seq=0, agent="a1", customer="k1", customer_number="+441", campaign="x"),
            row("b", seq=0, agent="a2", team="south", ended=True),
            row("c", seq=0, agent="a1", ended=True),
        ]
        texts = ["My refund is late", "Refunds, refunds!", "naïve café 100% a_b"]
        for each, text in zip(rows, texts, strict=True):
            await store.append(batch(STARTED, said(text), call=each.call, summary=each))
            await asyncio.sleep(0.002)

        async def found(**query: Any) -> str:
            page = await store.summaries(CallQuery(workspace="w", **query))
            return "".join(each.call for each in page.calls)

        assert await found() == "cba"
        assert await found(agent="a1") == "ca"
        assert await found(teams=frozenset({"south"})) == "b"
        assert await found(teams=frozenset()) == ""
        assert await found(customer="k1") == "a"
        assert await found(customer_number="+441") == "a"
        assert await found(campaign="x") == "a"
        assert await found(ended=True) == "cb"
        assert await found(words="refund") == "ba"  # the last word may be unfinished
        assert await found(words="refund is") == "a"
        assert await found(words="REFUND late") == "a"
        assert await found(words="refunds late") == ""
        assert await found(words="CAFÉ") == "c"
        assert await found(words="a_") == "c"
        assert await found(words="%%") == "cba"  # no words at all
        assert await found(words="x' OR 1=1 --") == ""
        assert await found(since="2000-01-01T00:00:00Z") == "cba"
        assert await found(until="2000-01-01T00:00:00Z") == ""
        with pytest.raises(InputError, match="since"):
            await found(since="yesterday")
        with pytest.raises(InputError, match="offset"):
            await found(until="2026-01-01T00:00:00")

    run(opened, test)


def test_calls_are_found_by_what_happened_in_them(opened: Opened) -> None:
    async def test(store: Any) -> None:
        rows = [
            (
                row("a", seq=0, heat_peak=81.5, rung="asked", rung_reached="may_end"),
                {"signal:customer:insult", "signal:customer:threat"},
            ),
            (
                row("b", seq=0, heat_peak=45.0, ended=True, outcome="resolved", signed=True),
                {"signal:agent:insult", "row:S1.4"},
            ),
            (
                row("c", seq=0, heat_peak=20.0, ended=True, outcome="lost", disputed=True),
                {"row:S1.4", "row:S2.2", "signal:customer:threat"},
            ),
            (row("d", seq=0, heat_peak=0.0, ended=True, rung_reached="asked"), set[str]()),
        ]
        for each, facets in rows:
            await store.append(
                batch(STARTED, call=each.call, summary=each, facets=frozenset(facets))
            )
            await asyncio.sleep(0.002)

        async def found(*facets: set[str], **query: Any) -> str:
            sets = tuple(map(frozenset, facets))
            page = await store.summaries(CallQuery(workspace="w", facets=sets, **query))
            return "".join(each.call for each in page.calls)

        insult = {"signal:customer:insult", "signal:agent:insult"}
        assert await found({"signal:customer:insult"}) == "a"
        assert await found(insult) == "ba"
        assert await found(insult, {"signal:customer:threat"}) == "a"
        assert await found({"row:S1.4"}) == "cb"
        assert await found({"row:S1"}) == ""
        assert await found({"row:S1.4"}, outcome="lost") == "c"
        assert await found(set()) == ""
        assert await found(heat_from=45.0) == "ba"
        assert await found(heat_from=45.1) == "a"
        assert await found(rung="asked") == "da"
        assert await found(rung="warned") == "a"
        assert await found(rung="ended") == ""
        assert await found(outcome="resolved") == "b"
        assert await found(outcome="open") == ""
        assert await found(signed=True) == "b"
        assert await found(signed=False) == "dca"
        assert await found(disputed=True) == "c"
        assert await found(order="hottest") == "abcd"
        assert await found(order="hottest", ended=True) == "bcd"

    run(opened, test)


def test_by_what_a_call_is_found_changes_with_it_and_goes_with_it(opened: Opened) -> None:
    async def test(store: Any) -> None:
        async def found(facet: str) -> bool:
            query = CallQuery(workspace="w", facets=(frozenset({facet}),))
            return bool((await store.summaries(query)).calls)

        first = frozenset({"signal:customer:insult", "signal:customer:anger"})
        await store.append(batch(STARTED, facets=first))
        await store.append(batch(TimeAdvanced(at=1.0), first=1))
        assert await found("signal:customer:insult")
        await store.append(
            batch(TimeAdvanced(at=2.0), first=2, facets=frozenset({"signal:customer:anger"}))
        )
        assert not await found("signal:customer:insult")
        assert await found("signal:customer:anger")
        await store.replace_projections(KEY, row(seq=2, ended=True), None, frozenset({"row:S4.2"}))
        assert not await found("signal:customer:anger")
        assert await found("row:S4.2")
        await store.erase([KEY], reason="asked", at="2026-03-03T10:00:00Z")
        await store.append(batch(STARTED))  # the same id is free again, and found by nothing
        assert not await found("row:S4.2")

    run(opened, test)


def test_calls_are_in_the_order_in_which_they_began(opened: Opened) -> None:
    async def test(store: Any) -> None:
        for name, started_at in (
            ("b", "2026-03-02T10:15:00+01:00"),
            ("a", "2026-03-02T09:00:00Z"),
            ("c", "2026-03-02T09:30:00Z"),
            ("z", None),  # when it was first kept
            ("y", "at noon"),
        ):
            given = row(name, seq=0, started_at=started_at)
            await store.append(batch(STARTED, call=name, summary=given))
            await asyncio.sleep(0.002)
        # What comes later does not move a call.
        later = row("a", seq=1, started_at="2026-03-02T09:00:00Z")
        await store.append(batch(TimeAdvanced(at=1.0), call="a", first=1, summary=later))

        async def found(**query: Any) -> str:
            page = await store.summaries(CallQuery(workspace="w", **query))
            return "".join(each.call for each in page.calls)

        assert await found() == "yzcba"
        assert await found(since="2026-03-02T10:15:00+01:00", until="2026-03-02T09:30:00Z") == "b"
        assert await found(until="2026-03-02T09:16:00Z") == "ba"

    run(opened, test)


@pytest.mark.parametrize("order", ["newest", "hottest"])
def test_pages_of_every_order_hold_every_call_once(opened: Opened, order: Any) -> None:
    async def test(store: Any) -> None:
        names = [f"p{n:02}" for n in range(11)]
        for place, name in enumerate(names):
            given = row(name, seq=0, heat_peak=float(place % 3))
            await store.append(batch(STARTED, call=name, summary=given))
        seen, after = list[CallSummary](), None
        for _ in range(20):
            page = await store.summaries(
                CallQuery(workspace="w", limit=4, after=after, order=order)
            )
            seen += page.calls
            if (after := page.next) is None:
                break
        assert sorted(each.call for each in seen) == names
        if order == "hottest":
            peaks = [each.heat_peak for each in seen]
            assert peaks == sorted(peaks, reverse=True)

    run(opened, test)


def test_pages_hold_every_call_once(opened: Opened) -> None:
    async def test(store: Any) -> None:
        names = [f"p{n:02}" for n in range(11)]
        await asyncio.gather(
            *(store.append(batch(STARTED, call=n, summary=row(n, seq=0))) for n in names)
        )
        seen, after = list[str](), None
        for _ in range(20):
            page = await store.summaries(CallQuery(workspace="w", limit=4, after=after))
            seen += [each.call for each in page.calls]
            if (after := page.next) is None:
                break
        assert sorted(seen) == names
        for wrong in ("", "x", "AAAA", "W10="):
            with pytest.raises(InputError, match="cursor"):
                await store.summaries(CallQuery(workspace="w", after=wrong))

    run(opened, test)


def test_erased_calls_leave_a_tombstone_and_held_ones_stay(opened: Opened) -> None:
    async def test(store: Any) -> None:
        for name in ("gone", "held", "other"):
            await store.append(
                batch(
                    STARTED,
                    said("secretword"),
                    call=name,
                    summary=row(name, seq=1, ended=True),
                    record=Record(id=name),
                )
            )
        gone, held = CallKey("w", "gone"), CallKey("w", "held")
        hold = Hold(key=held, since="2026-03-01T10:00:00Z", by="u1", reason="abuse")
        await store.hold(hold)
        await store.hold(Hold(key=held, since="2026-03-02T10:00:00Z", by="u2", reason="again"))
        assert await store.holds("w") == [hold]
        assert set(await store.kept_before("w", "2100-01-01T00:00:00Z")) == {
            gone,
            CallKey("w", "other"),
        }
        wanted = [gone, held, gone, CallKey("w", "never")]
        done = await store.erase(wanted, reason="asked", at="2026-03-03T10:00:00Z")
        assert [each.key for each in done] == [gone]
        assert await store.erased("w") == done
        assert await store.erased("x") == []
        assert await store.events(gone) == []
        assert await store.summary(gone) is None
        assert await store.record(gone) is None
        found = await store.summaries(CallQuery(workspace="w", words="secretword"))
        assert {each.call for each in found.calls} == {"held", "other"}
        await store.release(held)
        assert await store.holds("w") == []
        assert len(await store.erase([held], reason="x", at="2026-03-04T10:00:00Z")) == 1
        # The id of an erased call may be used again, and erased again.
        await store.append(batch(STARTED, call="gone", summary=row("gone", seq=0, ended=True)))
        assert len(await store.erase([gone], reason="x", at="2026-03-05T10:00:00Z")) == 1
        assert len(await store.erased("w")) == 3

    run(opened, test)


def test_a_call_that_goes_on_is_not_past_its_time(opened: Opened) -> None:
    async def test(store: Any) -> None:
        await store.append(batch(STARTED))
        assert await store.kept_before("w", "2100-01-01T00:00:00Z") == []
        assert await store.kept_before("w", "2000-01-01T00:00:00Z") == []

    run(opened, test)


def test_playbooks_are_kept_once(opened: Opened) -> None:
    async def test(store: Any) -> None:
        await store.keep_playbook("d1", "shop", 1, "{}")
        await store.keep_playbook("d1", "shop", 1, "other")
        assert await store.playbook("d1") == "{}"
        assert await store.playbook("d2") is None

    run(opened, test)


def test_projections_can_be_replaced(opened: Opened) -> None:
    async def test(store: Any) -> None:
        await store.append(batch(STARTED, said("zebra"), record=Record(id="c1", issue="old")))
        await store.replace_projections(KEY, row(seq=1, heat=3.0), None)
        assert await store.summary(KEY) == row(seq=1, heat=3.0)
        assert await store.record(KEY) is None
        assert (await store.summaries(CallQuery(workspace="w", words="zebra"))).calls
        assert store.health().where == "database"
        assert store.health().waiting == 0

    run(opened, test)
