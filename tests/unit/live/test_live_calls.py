"""Calls that go on: kept before shown, carried on after a restart, ended when nobody comes back."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest
from tests.support.live import Service, header, said
from tests.support.patience import PATIENCE_S

from coolhead.adapters.storage.in_memory import InMemoryStore, KeptInMemory
from coolhead.call.codec import encode_envelope
from coolhead.call.events import (
    CallEnded,
    ConsentChanged,
    HoldEnded,
    HoldStarted,
    NoteAdded,
    PaymentPauseStarted,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.errors import BusyError, ConfigError, InputError, StorageError
from coolhead.services.live.feed import Missed, Published
from coolhead.services.live.settings import CallSettings, LiveSettings
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey

KEY = CallKey("default", "c1")
ANGRY = "This is a joke, I've rung three times and you still haven't sent my refund!"


class FullStore(InMemoryStore):
    """A store without room while ``full``."""

    full = False

    async def append(self, batch: Batch) -> KeptInMemory:
        if self.full:
            raise StorageError("no room")
        return await super().append(batch)


def run(test: Any) -> None:
    asyncio.run(test())


def test_what_follows_is_shown_after_it_was_kept() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        await call.take(said("customer", ANGRY, 4.0))
        published = await anext(watching)
        assert isinstance(published, Published)
        assert {each.type for each in published.decisions} >= {"signal", "heat"}
        kept = {each.seq for each in await service.store.events(KEY)}
        assert {each.seq for each in published.envelopes} <= kept
        assert published.summary.heat > 0
        assert (await service.store.summary(KEY)) == published.summary

    run(test)


def test_opening_again_goes_on_with_the_same_call() -> None:
    async def test() -> None:
        service = Service()
        first = await service.calls.open(header(), source="s")
        assert not first.resumed
        first.leave("the socket closed")
        again = await service.calls.open(header(team="other"), source="s")
        assert again is first
        assert again.resumed
        assert again.left_at is None
        assert again.summary.team == "north"

    run(test)


def test_two_sockets_that_open_a_call_at_once_get_the_same_one() -> None:
    async def test() -> None:
        service = Service()
        calls = await asyncio.gather(*(service.calls.open(header(), source="s") for _ in range(20)))
        assert len({id(call) for call in calls}) == 1

    run(test)


def test_an_id_of_a_call_that_has_ended_is_refused() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await call.end("customer")
        with pytest.raises(InputError, match="has ended already"):
            await service.calls.open(header(), source="s")
        with pytest.raises(InputError, match="has ended"):
            await call.take(said("customer", "hello?", 3.0))
        await call.end("agent")  # changes nothing
        assert call.summary.ended_by == "customer"

    run(test)


def test_after_a_restart_the_call_goes_on_from_its_events() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await call.take(said("customer", ANGRY, 4.0))
        before = call.summary
        calls = service.restarted()
        assert await calls.recover() == 1
        again = await calls.open(header(), source="s")
        assert again.resumed
        assert again is not call
        assert msgspec.structs.replace(again.summary, seq=before.seq) == before
        await again.take(said("customer", "I want my money back today.", 9.0))
        await again.end("customer")
        record = await service.store.record(KEY)
        assert record is not None
        assert record.wants
        seqs = [each.seq for each in await service.store.events(KEY)]
        assert seqs == list(range(len(seqs)))

    run(test)


def test_a_call_that_nobody_comes_back_to_is_ended_with_the_reason() -> None:
    async def test() -> None:
        service = Service(live_settings=LiveSettings(abandoned_after_s=60.0))
        call = await service.calls.open(header(), source="s")
        call.leave("the socket closed")
        running = asyncio.create_task(service.calls.run())
        await asyncio.sleep(0.25)
        assert not call.ended
        service.clock.seconds = 61.0
        async with asyncio.timeout(PATIENCE_S):
            while not call.ended:
                await asyncio.sleep(0.01)
        running.cancel()
        assert call.ended
        assert call.state.call.ended is not None
        assert call.state.call.ended.reason == "the socket closed"
        assert await service.store.record(KEY) is not None

    run(test)


def test_a_connection_that_is_lost_late_does_not_leave_a_call_that_another_has() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await service.calls.open(header(), source="s")
        call.leave("the first connection timed out")
        assert call.left_at is None
        call.leave("the second closed")
        assert call.left_at is not None
        assert call.left_because == "the second closed"

    run(test)


def test_time_passes_in_a_call_in_which_nothing_happens() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        service.clock.seconds = 7.4
        await call.tick()
        assert call.now == 7.0
        await call.tick()
        events = [each.event for each in await service.store.events(KEY)]
        assert [e.at for e in events if isinstance(e, TimeAdvanced)] == [7.0]
        # The source's clock is ahead of ours (it was connected to a call that went on already).
        await call.take(said("customer", "Hello?", 100.0))
        service.clock.seconds = 10.0
        await call.tick()
        assert call.now == 102.0

    run(test)


def test_a_fault_in_one_call_does_not_stop_time_in_others(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        told: list[str] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: told.append(context["message"]))
        service = Service()
        broken = await service.calls.open(header("broken"), source="s")
        sound = await service.calls.open(header("sound"), source="s")

        async def fails() -> None:
            raise RuntimeError("a fault")

        monkeypatch.setattr(broken, "tick", fails)
        passing = asyncio.create_task(service.calls.run())
        service.clock.seconds = 3.0
        while sound.now < 3.0 or not told:
            await asyncio.sleep(0.01)
        assert not passing.done()
        assert told[0] == "time could not pass in a live call"
        await service.calls.close()
        await passing

    run(test)


def test_a_moment_that_comes_late_happens_now() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await call.take(said("agent", "Good morning, Anna speaking.", 20.0))
        await call.take(HoldStarted(at=5.0))
        assert call.now == 20.0
        assert call.state.call.held_since == 20.0

    run(test)


def test_an_utterance_that_is_sent_again_changes_nothing_and_is_acknowledged() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await (await call.take(said("customer", ANGRY, 4.0, id="x"))).landed()
        count = len(await service.store.events(KEY))
        await (await call.take(said("customer", ANGRY, 4.0, id="x"))).landed()
        assert len(await service.store.events(KEY)) == count

    run(test)


def test_a_malformed_moment_leaves_the_call_as_it_was() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        with pytest.raises(InputError):
            await call.take(TimeAdvanced(at=float("nan")))
        with pytest.raises(InputError):
            await call.take(said("customer", "x", 1e9))
        await call.take(said("customer", "Hello.", 4.0))
        assert call.summary.utterances == 1

    run(test)


def test_what_found_no_room_is_kept_and_shown_with_the_next() -> None:
    async def test() -> None:
        store = FullStore()
        service = Service(store=store)
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        store.full = True
        with pytest.raises(StorageError):
            await call.take(said("customer", ANGRY, 4.0, id="x"))
        store.full = False
        await call.take(said("customer", ANGRY, 4.0, id="x"))  # the source sends it again
        published = await anext(watching)
        assert isinstance(published, Published)
        assert any(isinstance(each.event, UtteranceHeard) for each in published.envelopes)
        assert any(each.type == "heat" for each in published.decisions)
        seqs = [each.seq for each in await service.store.events(KEY)]
        assert seqs == list(range(len(seqs)))

    run(test)


def test_without_room_for_long_moments_are_refused_and_memory_does_not_grow() -> None:
    async def test() -> None:
        store = FullStore()
        service = Service(store=store, live_settings=LiveSettings(most_unkept=10))
        call = await service.calls.open(header(), source="s")
        store.full = True
        for second in range(50):
            with pytest.raises(StorageError):
                await call.take(TimeAdvanced(at=float(second)))
        assert call.now <= 11.0
        store.full = False
        await service.calls.close()
        seqs = [each.seq for each in await service.store.events(KEY)]
        assert seqs == list(range(len(seqs)))
        assert len(seqs) >= 10

    run(test)


def test_words_without_known_consent_are_not_kept() -> None:
    async def test() -> None:
        service = Service(settings=CallSettings())
        call = await service.calls.open(header(), source="s")
        await call.take(said("customer", ANGRY, 4.0))
        assert not call.may_recognise("customer")
        await call.take(ConsentChanged(at=5.0, consent="given"))
        assert call.may_recognise("customer")
        kept = b"".join(map(encode_envelope, await service.store.events(KEY)))
        assert b"refund" not in kept

    run(test)


def test_nobody_is_recognised_while_the_customer_pays_nor_the_agent_on_hold() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await call.take(HoldStarted(at=1.0))
        assert call.may_recognise("customer")
        assert not call.may_recognise("agent")
        await call.take(HoldEnded(at=2.0))
        assert call.may_recognise("agent")
        await call.take(PaymentPauseStarted(at=3.0))
        assert not call.may_recognise("customer")
        assert not call.may_recognise("agent")

    run(test)


def test_how_the_customer_sounds_does_not_count_unless_it_was_turned_on() -> None:
    loud = said("customer", "Hello.", 4.0)
    loud = msgspec.structs.replace(
        loud, utterance=msgspec.structs.replace(loud.utterance, loudness_dbfs=-3.0, pitch_hz=300.0)
    )

    async def heard(*, voice_heat: bool) -> tuple[float | None, float | None]:
        service = Service(settings=CallSettings(unknown_consent="words", voice_heat=voice_heat))
        call = await service.calls.open(header(), source="s")
        await call.take(loud)
        utterance = call.state.call.heard[0].utterance
        return utterance.loudness_dbfs, utterance.pitch_hz

    assert asyncio.run(heard(voice_heat=False)) == (None, None)
    assert asyncio.run(heard(voice_heat=True)) == (-3.0, 300.0)


def test_a_note_after_the_call_changes_its_record() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await call.end("customer")
        found = await service.restarted().find(KEY)
        assert found is not None
        await found.take(NoteAdded(at=found.now, text="Rang back about the sofa."))
        record = await service.store.record(KEY)
        assert record is not None
        assert record.notes == ("Rang back about the sofa.",)

    run(test)


def test_words_that_are_redacted_afterwards_are_nowhere() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        await call.take(said("customer", "You idiot, my dog is called Bluebell.", 4.0, id="x"))
        assert await service.calls.redact(KEY, "nothing", "") is None
        await service.calls.redact(KEY, "x", "You idiot, my dog is called [name].")
        kept = b"".join(map(encode_envelope, await service.store.events(KEY)))
        assert b"Bluebell" not in kept
        assert "Bluebell" not in str(call.state)
        assert call.summary.heat > 0

    run(test)


def test_no_more_calls_than_there_is_room_for() -> None:
    async def test() -> None:
        service = Service(live_settings=LiveSettings(most_calls=2))
        for name in ("a", "b"):
            await service.calls.open(header(name), source="s")
        with pytest.raises(BusyError):
            await service.calls.open(header("c"), source="s")
        call = await service.calls.find(CallKey("default", "a"))
        assert call is not None
        await call.end()
        await service.calls.open(header("c"), source="s")
        assert [call.key.call for call in service.calls.live("default")] == ["b", "c"]

    run(test)


def test_without_ears_sound_is_refused_with_what_to_do() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        with pytest.raises(ConfigError, match="sound"):
            call.listen(rate_hz=8000)

    run(test)


def test_a_playbook_that_is_not_there_opens_no_call() -> None:
    async def test() -> None:
        service = Service()
        with pytest.raises(ConfigError, match="no playbook 'nope'"):
            await service.calls.open(header(), source="s", playbook="nope")
        assert await service.calls.find(KEY) is None

    run(test)


def test_a_reader_that_is_too_slow_is_told_what_it_missed() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        for second in range(1, 300):
            await call.take(TimeAdvanced(at=float(second)))
        first = await anext(watching)
        assert isinstance(first, Missed)
        assert first.count == 299
        await call.take(CallEnded(at=call.now))
        assert isinstance(await anext(watching), Published)
        await watching.aclose()
        assert service.feed.subscribers == 0

    run(test)


def test_words_of_a_language_in_which_nothing_can_be_masked_are_not_kept() -> None:
    async def test() -> None:
        service = Service()
        call = await service.calls.open(header(language="de"), source="s")
        await call.take(said("customer", "Meine Karte ist vier fünf drei zwei.", 4.0))
        kept = b"".join(map(encode_envelope, await service.store.events(KEY)))
        assert b"Karte" not in kept
        assert not call.may_recognise("customer")

    run(test)
