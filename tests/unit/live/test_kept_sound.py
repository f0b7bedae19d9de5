"""Which sound of a call is kept: what was said, understood, and may be kept to the last word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.live import Service, header, said

from coolhead.call.events import ConsentChanged, UtteranceHeard, UtteranceRedacted
from coolhead.call.vocabulary import Party
from coolhead.services.live.call import LiveCall
from coolhead.services.live.ports import KeepSound, Show
from coolhead.services.live.settings import CallSettings
from coolhead.services.live.summary import CallKey

pytestmark = pytest.mark.anyio


class RememberedTape:
    """``Tape`` that notes what is done."""

    def __init__(self) -> None:
        self.done: list[tuple[Any, ...]] = []

    def put(self, party: Party, at: float, sound: bytes) -> None:
        self.done.append(("put", party, at, sound))

    def silence(self, party: Party, start: float, end: float) -> None:
        self.done.append(("silence", party, start, end))

    def discard(self) -> None:
        self.done.append(("discard",))


class OneTape:
    """``Tapes`` with one tape for whatever call."""

    def __init__(self) -> None:
        self.only = RememberedTape()

    def tape(self, key: CallKey) -> RememberedTape:
        del key
        return self.only

    async def find(self, key: CallKey) -> Path | None:
        raise NotImplementedError

    async def erase(self, keys: Iterable[CallKey]) -> int:
        raise NotImplementedError

    async def expire(self, before: datetime, *, but: Iterable[CallKey] = ()) -> int:
        raise NotImplementedError


class Hearing:
    """``Ears`` and the one ear: takes utterances with their sound."""

    def __init__(self) -> None:
        self.keep_sound: KeepSound | None = None
        self.sink: Callable[[Any], Awaitable[object]] | None = None

    def open(
        self,
        sink: Callable[[Any], Awaitable[object]],
        *,
        rate_hz: int,
        started_at: float = 0.0,
        may_recognise: Callable[[Party], bool],
        show: Show | None = None,
        keep_sound: KeepSound | None = None,
    ) -> Hearing:
        del rate_hz, started_at, may_recognise, show
        self.sink, self.keep_sound = sink, keep_sound
        return self

    def hear(self, party: Party, sound: bytes, *, at: float) -> None:
        raise NotImplementedError

    async def finish(self) -> None:
        raise NotImplementedError

    async def heard(self, event: UtteranceHeard) -> None:
        assert self.sink is not None
        await self.sink(event)
        if self.keep_sound is not None:
            self.keep_sound(event.utterance, event.utterance.start, b"ab")


async def call_with(*, keep_audio: bool, **more: Any) -> tuple[LiveCall, Hearing, RememberedTape]:
    ears, tapes = Hearing(), OneTape()
    settings = CallSettings(unknown_consent="words", keep_audio=keep_audio)
    service = Service(settings=settings, ears=ears, tapes=tapes)
    call = await service.calls.open(header(**more), source="test")
    call.listen(rate_hz=8_000)
    return call, ears, tapes.only


async def test_nothing_is_kept_unless_it_is_turned_on() -> None:
    _, ears, tape = await call_with(keep_audio=False)
    assert ears.keep_sound is None
    await ears.heard(said("customer", "Where is my order?", 4.0, id="u1"))
    assert tape.done == []


async def test_what_was_understood_is_kept_and_what_was_masked_is_not() -> None:
    _, ears, tape = await call_with(keep_audio=True)
    await ears.heard(said("customer", "Where is my order?", 4.0, id="u1"))
    await ears.heard(said("customer", "My card is 4111 1111 1111 1111.", 9.0, id="u2"))
    await ears.heard(said("agent", "Thank you.", 12.0, id="u3"))
    assert [each[:3] for each in tape.done] == [("put", "customer", 1.0), ("put", "agent", 9.0)]


async def test_what_the_call_did_not_take_is_not_kept() -> None:
    call, ears, tape = await call_with(keep_audio=True)
    await call.take(ConsentChanged(at=1.0, consent="refused"))
    await ears.heard(said("customer", "Where is my order?", 4.0, id="u1"))
    assert tape.done == [("discard",)]


async def test_what_is_redacted_later_is_silenced() -> None:
    call, ears, tape = await call_with(keep_audio=True)
    await ears.heard(said("customer", "It is the blue house in Mill Lane.", 8.0, id="u1"))
    await call.take(UtteranceRedacted(at=9.0, utterance="u1", text="It is [address]."))
    assert tape.done[-1] == ("silence", "customer", 5.0, 8.0)


async def test_sound_that_was_kept_once_is_silenced_when_no_more_is_kept() -> None:
    call, ears, tape = await call_with(keep_audio=False)
    await ears.heard(said("customer", "It is the blue house in Mill Lane.", 8.0, id="u1"))
    await call.take(UtteranceRedacted(at=9.0, utterance="u1", text="It is [address]."))
    await call.take(ConsentChanged(at=10.0, consent="refused"))
    assert tape.done == [("silence", "customer", 5.0, 8.0), ("discard",)]
