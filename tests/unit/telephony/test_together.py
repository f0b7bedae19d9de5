"""Calls to which each party's sound comes by a connection of its own."""

from __future__ import annotations

import asyncio

from coolhead.adapters.telephony.together import Together
from coolhead.call.events import CallEnded, CallStarted, NoteAdded
from coolhead.errors import StorageError
from coolhead.services.live.fake_intake import FakeCall, FakeEar, FakeIntake


class SlowEar(FakeEar):
    """Its last words take a moment, and reach the call."""

    def __init__(self, call: FakeCall, words: str) -> None:
        super().__init__(8_000)
        self._call = call
        self._words = words

    async def finish(self) -> None:
        await asyncio.sleep(0.02)
        await self._call.take(NoteAdded(at=0.0, text=self._words))
        await super().finish()


async def opened(intake: FakeIntake, words: str = "") -> FakeCall:
    call = await intake.open(CallStarted(at=0.0, call="c"), source="s")
    call.listen = lambda **_: SlowEar(call, words)  # type: ignore[method-assign]
    return call


def said(call: FakeCall) -> list[str]:
    return [
        moment.text if isinstance(moment, NoteAdded) else type(moment).__name__
        for moment in call.moments
    ]


def test_who_hangs_up_at_the_same_time_still_has_had_the_last_word() -> None:
    async def whole() -> FakeCall:
        intake, together = FakeIntake(), Together()
        customer = together.join(await opened(intake))
        customer.listen(rate_hz=8_000)
        agent = together.join(intake.only)
        intake.only.listen = lambda **_: FakeEar(8_000)  # type: ignore[method-assign]
        agent.listen(rate_hz=8_000)
        await asyncio.gather(customer.hang_up("hung up"), agent.hang_up("hung up"))
        assert together.parts_of(intake.only) == ()
        return intake.only

    assert said(asyncio.run(whole())) == ["", "CallEnded"]


def test_the_call_goes_on_until_the_last_connection_is_hung_up() -> None:
    async def joined() -> FakeCall:
        intake, together = FakeIntake(), Together()
        parts = [together.join(await opened(intake)) for _ in range(2)]
        await parts[0].hang_up("hung up")
        await parts[0].hang_up("again")
        assert not intake.only.ended
        await parts[1].hang_up("hung up")
        return intake.only

    call = asyncio.run(joined())
    assert call.moments == [CallEnded(at=0.0, reason="hung up")]
    assert call.left == ["hung up"]


def test_a_call_that_cannot_be_ended_now_is_left() -> None:
    async def whole() -> FakeCall:
        intake, together = FakeIntake(), Together()
        part = together.join(await opened(intake))

        async def end(*_: object) -> None:
            raise StorageError("no room")

        intake.only.end = end  # type: ignore[assignment,method-assign]
        await part.hang_up("hung up")
        return intake.only

    assert asyncio.run(whole()).left == ["hung up"]
