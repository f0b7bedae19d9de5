"""Calls heard by real voice activity and a recogniser that is made up."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.live_hearing import WAIT_S, Told, ears_that, frames
from tests.support.voices import RATE, as_pcm16, silence, spoken, voiced

from coolhead.adapters.speech.child import ChildLost
from coolhead.adapters.speech.live.ears import Ears
from coolhead.adapters.speech.live.fake_recogniser import FakeRecogniser
from coolhead.adapters.speech.live.settings import HearingSettings
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.call.events import (
    Event,
    InputCut,
    RecogniserLost,
    RecogniserRestored,
    SpeechStarted,
    SpeechStopped,
    UtteranceHeard,
)
from coolhead.call.vocabulary import Party
from coolhead.errors import ConfigError, InputError, SpeechError, StorageError

TURN = spoken(0.5, 1.5, 1.0)
TWO_TURNS = spoken(0.5, 1.5, 1.0, 2.5, 1.0)


def run_of(events: list[Event], party: Party) -> list[type[Event]]:
    return [
        type(event)
        for event in events
        if (isinstance(event, SpeechStarted | SpeechStopped) and event.party == party)
        or (isinstance(event, UtteranceHeard) and event.utterance.party == party)
    ]


Sent = tuple[float, bytes]
ONE_TURN = [SpeechStarted, SpeechStopped, UtteranceHeard]


async def _begun_early(ears: Ears) -> None:
    async with asyncio.timeout(WAIT_S):
        while not ears.figures().begun_early:
            await asyncio.sleep(0.01)


def test_both_parties_are_heard_each_in_its_order() -> None:
    async def main() -> None:
        async with ears_that(recognisers=2) as ears:
            call = Told(ears)
            call.hear("customer", TWO_TURNS)
            call.hear("agent", spoken(1.5, 1.5, 1.0, pitch_hz=220.0))
            events = await call.finish()
        assert sorted(map(str, run_of(events, "customer"))) == sorted(map(str, ONE_TURN * 2))
        assert run_of(events, "agent") == ONE_TURN
        customer = [each for each in call.utterances if each.party == "customer"]
        assert [each.start for each in customer] == pytest.approx([0.5, 3.0], abs=0.3)
        assert all("somebody spoke" in each.text for each in customer)
        assert len({each.id for each in call.utterances}) == 3

    asyncio.run(main())


def test_repeated_shuffled_and_torn_frames_change_nothing() -> None:
    async def heard(change: Callable[[list[Sent]], list[Sent]]) -> Told:
        async with ears_that() as ears:
            call = Told(ears)
            for at, sound in change(frames(TWO_TURNS)):
                call.ear.hear("customer", sound, at=at)
            await call.finish()
            return call

    def disturbed(given_frames: list[Sent]) -> list[Sent]:
        order = random.Random(7)  # noqa: S311 -- no secret
        places = [number + order.uniform(0, 4) for number in range(len(given_frames))]
        shuffled = [frame for _, frame in sorted(zip(places, given_frames, strict=True))]
        return [
            (at, sound + (b"\x01" if order.random() < 0.2 else b""))
            for at, sound in [given_frames[0], *shuffled]
            for _ in range(order.choice((1, 1, 2)))
        ]

    plain = asyncio.run(heard(lambda given_frames: given_frames))
    assert len(plain.utterances) == 2
    # Words come when they are known, who speaks at once: of that order nothing is promised.
    again = asyncio.run(heard(disturbed))
    assert sorted(map(repr, again.events)) == sorted(map(repr, plain.events))


def test_beginning_early_changes_nothing_but_when() -> None:
    async def heard(early_after_s: float) -> tuple[list[Event], int]:
        async with ears_that(early_after_s=early_after_s) as ears:
            call = Told(ears)
            call.hear("customer", TURN[: round(2.35 * RATE)])
            if early_after_s:
                await _begun_early(ears)
            call.hear("customer", TURN[round(2.35 * RATE) :], at=2.35)
            return await call.finish(), ears.figures().begun_early

    plain, never = asyncio.run(heard(0.0))
    early, begun = asyncio.run(heard(0.25))
    assert never == 0
    assert begun == 1
    assert early == plain


def test_words_are_shown_while_they_are_said_and_change_nothing_of_what_is_told() -> None:
    sound = spoken(0.5, 4.0, 1.0, 2.0, 1.0)

    async def heard(interim_every_s: float) -> Told:
        async with ears_that(interim_every_s=interim_every_s, early_after_s=0.0) as ears:
            call = Told(ears)
            for at, frame in frames(sound):
                call.ear.hear("customer", frame, at=at)
                await asyncio.sleep(0.002)
            await call.finish()
            return call

    plain, shown = asyncio.run(heard(0.0)), asyncio.run(heard(0.5))
    assert plain.interim == []
    assert len(shown.interim) >= 2
    assert {party for party, _ in shown.interim} == {"customer"}
    assert all("somebody spoke" in text for _, text in shown.interim)
    assert sorted(map(repr, shown.events)) == sorted(map(repr, plain.events))


def test_words_are_recognised_for_the_screen_only_where_a_recogniser_is_idle() -> None:
    async def main() -> None:
        busy, go_on = threading.Event(), threading.Event()

        def says(samples: Samples) -> str:
            if not go_on.is_set():
                busy.set()
                assert go_on.wait(WAIT_S)
            return f"{len(samples)} samples"

        async with ears_that(says, interim_every_s=0.2, early_after_s=0.0) as ears:
            other, call = Told(ears), Told(ears)
            other.hear("customer", TURN)
            await asyncio.to_thread(busy.wait, WAIT_S)  # the only recogniser is at work
            call.hear("customer", spoken(0.5, 3.0)[: round(3.4 * RATE)])
            await call.until(SpeechStarted)
            await asyncio.sleep(0.3)
            assert not call.interim
            go_on.set()
            call.hear("customer", silence(1.0), at=3.4)
            await call.finish()
            await other.finish()
        assert len(call.utterances) == len(other.utterances) == 1

    asyncio.run(main())


def test_words_are_taken_away_where_the_utterance_has_none_after_all() -> None:
    async def main() -> None:
        texts = iter(["Thank you"])

        def says(_samples: Samples) -> str:
            return next(texts, "")

        async with ears_that(says, interim_every_s=0.5, early_after_s=0.0) as ears:
            call = Told(ears)
            call.hear("customer", spoken(0.5, 1.5)[: round(1.9 * RATE)])
            async with asyncio.timeout(WAIT_S):
                while not call.interim:
                    await asyncio.sleep(0.01)
            call.hear("customer", silence(1.0), at=1.9)
            await call.finish()
        assert call.utterances == []
        assert call.interim[0] == ("customer", "Thank you")
        assert call.interim[-1] == ("customer", "")

    asyncio.run(main())


def test_what_was_begun_early_is_thrown_away_when_speech_goes_on() -> None:
    async def main() -> None:
        heard: list[int] = []

        def says(samples: Samples) -> str:
            heard.append(len(samples))
            return "words"

        # A break of 0.4 s: long enough to begin, too short to end the utterance.
        sound = spoken(0.5, 1.5, 0.4, 1.5, 1.0)
        async with ears_that(says) as ears:
            call = Told(ears)
            call.hear("customer", sound[: round(2.35 * RATE)])
            await _begun_early(ears)
            call.hear("customer", sound[round(2.35 * RATE) :], at=2.35)
            await call.finish()
            figures = ears.figures()
        assert len(call.utterances) == 1
        assert call.utterances[0].end == pytest.approx(3.9, abs=0.3)
        assert figures.begun_in_vain >= 1
        assert max(heard) > 3.3 * RATE

    asyncio.run(main())


def test_without_leave_it_is_told_who_speaks_and_nothing_is_recognised() -> None:
    async def main() -> None:
        heard: list[Samples] = []

        def says(samples: Samples) -> str:
            heard.append(samples)
            return "words"

        async with ears_that(says) as ears:
            call = Told(ears, may=lambda _party: False)
            call.hear("customer", TWO_TURNS)
            events = await call.finish()
        assert run_of(events, "customer") == [SpeechStarted, SpeechStopped] * 2
        assert heard == []

    asyncio.run(main())


def test_on_hold_the_customer_is_recognised_and_the_agent_not() -> None:
    async def main() -> None:
        async with ears_that() as ears:
            call = Told(ears, may=lambda party: party == "customer")
            call.hear("customer", TURN)
            call.hear("agent", spoken(0.5, 1.5, 1.0, pitch_hz=220.0))
            await call.finish()
        assert [each.party for each in call.utterances] == ["customer"]

    asyncio.run(main())


def test_consent_that_is_withdrawn_while_somebody_speaks_holds_for_the_whole_utterance() -> None:
    async def main() -> None:
        heard: list[Samples] = []
        allowed = [True]

        def says(samples: Samples) -> str:
            heard.append(samples)
            return "words"

        async with ears_that(says, early_after_s=0.0) as ears:
            call = Told(ears, may=lambda _party: allowed[0])
            half = frames(TURN)
            for at, frame in half[:80]:
                call.ear.hear("customer", frame, at=at)
            allowed[0] = False
            for at, frame in half[80:]:
                call.ear.hear("customer", frame, at=at)
            await call.finish()
        assert heard == []

    asyncio.run(main())


def test_a_party_that_stops_sending_holds_up_nobody() -> None:
    async def main() -> None:
        async with ears_that() as ears:
            call = Told(ears)
            call.hear("agent", voiced(1.0, 220.0))  # and then nothing more
            call.hear("customer", TURN)
            await call.until(UtteranceHeard)
            assert call.utterances[0].party == "customer"
            async with asyncio.timeout(WAIT_S):
                while len(call.utterances) < 2:
                    await asyncio.sleep(0.02)
        assert call.utterances[1].party == "agent"

    asyncio.run(main())


def test_a_call_that_does_not_take_its_events_holds_up_no_other() -> None:
    async def main() -> None:
        never = asyncio.Event()

        async def stuck(_event: Event) -> None:
            await never.wait()

        async with ears_that() as ears:
            ear = ears.open(stuck, rate_hz=RATE, may_recognise=lambda _party: True)
            other = Told(ears)
            for at, frame in frames(TURN):
                ear.hear("customer", frame, at=at)
            other.hear("customer", TURN)
            assert len(run_of(await other.finish(), "customer")) == 3
            waiting = asyncio.create_task(ear.finish())
            await asyncio.sleep(0.3)
            assert not waiting.done()
            never.set()
            async with asyncio.timeout(WAIT_S):
                await waiting

    asyncio.run(main())


def test_a_recogniser_that_is_behind_is_told_and_so_is_its_coming_back() -> None:
    async def main() -> None:
        go_on = threading.Event()

        def says(_samples: Samples) -> str:
            go_on.wait(WAIT_S)
            return "words"

        async with ears_that(says, give_up_after_s=0.5, early_after_s=0.0) as ears:
            busy, call = Told(ears), Told(ears)
            busy.hear("customer", TURN)
            await busy.until(SpeechStopped)
            call.hear("customer", TURN)
            await call.until(RecogniserLost)
            go_on.set()
            call.hear("customer", TURN, at=3.0)
            await call.until(RecogniserRestored)
            await call.finish()
            await busy.finish()
            assert ears.figures().given_up == 1
        (lost,) = [event for event in call.events if isinstance(event, RecogniserLost)]
        assert "behind" in lost.reason
        assert len(call.utterances) == 1
        assert len(busy.utterances) == 1

    asyncio.run(main())


def test_words_lost_with_a_recogniser_are_told_once_and_the_call_goes_on() -> None:
    async def main() -> None:
        broken = [True]

        def says(_samples: Samples) -> str:
            if broken[0]:
                raise ChildLost("the recogniser ended by signal 11")
            return "words"

        async with ears_that(says, early_after_s=0.0) as ears:
            call = Told(ears)
            call.hear("customer", TURN)
            await call.until(RecogniserLost)
            broken[0] = False
            call.hear("customer", TURN, at=3.0)
            await call.finish()
            assert ears.figures().restarts >= 1
            assert ears.figures().recognisers_alive == 1
        kinds = [type(event) for event in call.events]
        assert kinds.count(RecogniserLost) == kinds.count(RecogniserRestored) == 1
        assert kinds.index(RecogniserRestored) < kinds.index(UtteranceHeard)

    asyncio.run(main())


@pytest.mark.parametrize(
    ("sound", "at"),
    [
        (b"\0" * 10_000_000, 0.5),
        (b"\0" * 640, float("nan")),
        (b"\0" * 640, float("inf")),
        (b"\0" * 640, -1.0),
        (b"\0" * 640, 1e9),
    ],
)
def test_what_cannot_be_a_frame_is_left_out_and_counted(sound: bytes, at: float) -> None:
    async def main() -> None:
        async with ears_that() as ears:
            call = Told(ears)
            call.ear.hear("customer", sound, at=at)
            call.hear("customer", TURN)
            events = await call.finish()
            assert ears.figures().frames_dropped == 1
        (cut,) = [event for event in events if isinstance(event, InputCut)]
        assert "left out" in cut.what
        assert run_of(events, "customer") == ONE_TURN

    asyncio.run(main())


def test_a_flood_of_sound_is_bounded_and_the_other_calls_are_heard() -> None:
    async def main() -> None:
        async with ears_that() as ears:
            flood, call = Told(ears), Told(ears)
            minute = as_pcm16(silence(20.0))
            for number in range(200):
                flood.ear.hear("customer", minute, at=number * 20.0)
            call.hear("customer", TURN)
            assert run_of(await call.finish(), "customer") == ONE_TURN
            assert ears.figures().frames_dropped >= 190
            await flood.finish()
        assert any(isinstance(event, InputCut) for event in flood.events)

    asyncio.run(main())


def test_a_call_that_cannot_keep_an_event_for_now_gets_it_again() -> None:
    async def main() -> None:
        taken: list[Event] = []
        refusals = [2]

        async def sink(event: Event) -> None:
            if refusals[0]:
                refusals[0] -= 1
                raise StorageError("the disk is full")
            taken.append(event)

        async with ears_that() as ears:
            ear = ears.open(sink, rate_hz=RATE, may_recognise=lambda _party: True)
            for at, frame in frames(TURN):
                ear.hear("customer", frame, at=at)
            async with asyncio.timeout(WAIT_S):
                await ear.finish()
            assert ears.figures().unkept == 0
        assert run_of(taken, "customer") == ONE_TURN

    asyncio.run(main())


def test_a_call_that_has_ended_refuses_what_comes_late_and_nobody_waits() -> None:
    async def main() -> None:
        async def sink(_event: Event) -> None:
            raise InputError("the call has ended")

        async with ears_that() as ears:
            ear = ears.open(sink, rate_hz=RATE, may_recognise=lambda _party: True)
            for at, frame in frames(TURN):
                ear.hear("customer", frame, at=at)
            async with asyncio.timeout(WAIT_S):
                await ear.finish()
            assert ears.figures().unkept == 3

    asyncio.run(main())


def test_a_fault_in_a_call_is_reported_and_nobody_waits_for_ever() -> None:
    async def main() -> None:
        reported: list[str] = []
        asyncio.get_running_loop().set_exception_handler(
            lambda _loop, context: reported.append(str(context["exception"]))
        )

        async def sink(_event: Event) -> None:
            raise RuntimeError("a fault")

        async with ears_that() as ears:
            ear = ears.open(sink, rate_hz=RATE, may_recognise=lambda _party: True)
            for at, frame in frames(TURN):
                ear.hear("customer", frame, at=at)
            async with asyncio.timeout(WAIT_S):
                await ear.finish()
        assert reported == ["a fault"] * 3

    asyncio.run(main())


def test_finishing_without_sound_and_twice_returns() -> None:
    async def main() -> None:
        async with ears_that() as ears:
            call = Told(ears)
            assert await call.finish() == []
            assert await call.finish() == []
            call.hear("customer", TURN)
            assert ears.figures().frames == 0
            assert ears.figures().frames_dropped > 0

    asyncio.run(main())


def test_voice_activity_that_fails_costs_one_calls_sound_and_not_all_calls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def main() -> None:
        async with ears_that() as ears:
            broken, call = Told(ears), Told(ears)
            make = broken.ear._new_channel
            with monkeypatch.context() as patch:

                def fails() -> None:
                    raise RuntimeError("onnxruntime says no")

                patch.setattr(broken.ear, "_new_channel", fails)
                broken.hear("customer", silence(0.5))
                await broken.until(InputCut)
            call.hear("customer", TURN)
            assert run_of(await call.finish(), "customer") == ONE_TURN
            broken.ear._new_channel = make
            broken.hear("customer", TURN, at=1.0)
            assert run_of(await broken.finish(), "customer") == ONE_TURN

    asyncio.run(main())


def test_nothing_is_heard_before_the_start_and_after_the_end() -> None:
    async def main() -> None:
        ears = Ears(SpeechSettings(model="none"), HearingSettings(), hire=FakeRecogniser().hire)
        with pytest.raises(SpeechError):
            Told(ears)
        await ears.start()
        call = Told(ears)
        call.hear("customer", TURN)
        await ears.close()
        await ears.close()
        await call.finish()
        call.hear("customer", TURN)
        with pytest.raises(SpeechError):
            Told(ears)

    asyncio.run(main())


@pytest.mark.parametrize("rate", [0, 7_999, 96_000])
def test_a_rate_that_cannot_be_heard_is_refused(rate: int) -> None:
    async def main() -> None:
        async with ears_that() as ears:
            with pytest.raises(ConfigError, match=str(rate)):
                ears.open(lambda _event: asyncio.sleep(0), rate_hz=rate, may_recognise=bool)

    asyncio.run(main())


@pytest.mark.parametrize(
    "wrong",
    [
        {"recognisers": 0},
        {"give_up_after_s": 0.0},
        {"busy_window_s": 5.0},
        {"early_after_s": float("nan")},
    ],
)
def test_a_setting_out_of_range_is_refused_by_name(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(ConfigError, match=name):
        HearingSettings(**wrong)  # type: ignore[arg-type]


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["customer", "agent"]),
            st.binary(max_size=5_000),
            st.floats() | st.floats(0, 3),
        ),
        max_size=30,
    )
)
def test_whatever_comes_the_ear_takes_it_and_finishes(
    sent: list[tuple[Party, bytes, float]],
) -> None:
    async def main() -> None:
        async with ears_that() as ears:
            call = Told(ears)
            for party, sound, at in sent:
                call.ear.hear(party, sound, at=at)
            await call.finish()

    asyncio.run(main())
