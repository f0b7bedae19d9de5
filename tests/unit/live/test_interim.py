"""Words that are still being said: shown to whoever watches the call, kept nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.support.live import Service, header, said

from coolhead.call.events import (
    ConsentChanged,
    Event,
    HoldStarted,
    MuteStarted,
    PaymentPauseStarted,
)
from coolhead.call.vocabulary import Party
from coolhead.services.live.feed import Interim, Published, Subscription
from coolhead.services.live.settings import CallSettings
from coolhead.services.live.summary import CallKey

KEY = CallKey("default", "c1")


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(10):
            await test()

    asyncio.run(bounded())


async def interim(watching: Subscription) -> Interim:
    async for each in watching:
        if isinstance(each, Interim):
            return each
    raise AssertionError("the feed ended")


def test_they_are_shown_masked_and_leave_no_trace() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        before = await service.store.events(KEY), call.state, call.summary
        call.show("customer", "My card is 4532 0151")
        assert await interim(watching) == Interim(
            key=KEY, party="customer", text="My card is [digits]"
        )
        assert (await service.store.events(KEY), call.state, call.summary) == before
        # What is said in the end is folded as if nothing had been shown.
        await call.take(said("customer", "My card is 4532 0151 1283 0366.", 4.0))
        published = await anext(watching)
        assert isinstance(published, Published)

    run(test)


@pytest.mark.parametrize(
    ("event", "party", "is_shown"),
    [
        (HoldStarted(at=1.0), "agent", False),
        (HoldStarted(at=1.0), "customer", True),
        (MuteStarted(at=1.0), "agent", False),
        (PaymentPauseStarted(at=1.0), "customer", False),
        (ConsentChanged(at=1.0, consent="refused"), "customer", False),
    ],
)
def test_they_are_shown_only_where_words_may_be_heard(
    event: Event, party: Party, is_shown: bool
) -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        await call.take(event)
        call.show(party, "Where is my parcel")
        assert (await interim(watching)).text == ("Where is my parcel" if is_shown else "")

    run(test)


def test_without_known_consent_they_are_shown_where_words_are_kept() -> None:
    async def test() -> None:
        service = Service(settings=CallSettings(unknown_consent="timing_only"))
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        call.show("customer", "Where is my parcel")
        assert not (await interim(watching)).text

    run(test)


def test_only_the_latest_are_passed_on_and_only_to_who_watches_the_call() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        call.show("customer", "nobody watches")
        watching = service.feed.subscribe("default", "c1")
        others = service.feed.subscribe("default"), service.feed.subscribe("default", agent="a1")
        for text in ("Where", "Where is", "Where is my", "Where is my parcel"):
            call.show("customer", text)
        call.show("agent", "Let me")
        assert (await interim(watching)).text == "Where is my parcel"
        assert (await interim(watching)).party == "agent"
        await call.end()
        call.show("customer", "after the end")
        for subscription in (watching, *others):
            assert isinstance(await anext(subscription), Published)

    run(test)


def test_who_is_behind_is_spared_them_and_misses_nothing_else() -> None:
    async def test() -> None:
        service = Service()
        service.feed._deepest = 8
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        for second in range(5):
            await call.take(said("customer", "Where is it?", 4.0 * (second + 1)))
            call.show("customer", f"and then {second}")
        got = [await anext(watching) for _ in range(7)]
        assert sum(isinstance(each, Published) for each in got) == 5
        assert sum(isinstance(each, Interim) for each in got) == 2

    run(test)


def test_a_very_long_one_is_cut_to_its_end() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        call.show("customer", "word " * 100_000 + "the end")
        text = (await interim(watching)).text
        assert len(text) <= 1_000
        assert text.endswith("the end")

    run(test)
