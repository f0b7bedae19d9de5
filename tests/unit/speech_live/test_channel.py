from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from tests.support.voices import RATE, Sound, silence, spoken, voiced

from coolhead.adapters.speech.live.channel import (
    FORBIDDEN,
    FREE,
    PAUSED,
    Channel,
    Glimpse,
    Heard,
    Spoken,
)
from coolhead.adapters.speech.live.figures import Counts
from coolhead.adapters.speech.live.frames import Frame
from coolhead.adapters.speech.segmenter import Started, Stopped
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.vad import VoiceSession, load_session

SETTINGS = SpeechSettings(model="none")
FRAME = 320


@pytest.fixture(scope="module")
def session() -> VoiceSession:
    return load_session()


def channel(session: VoiceSession, *, rate: int = RATE, early_after_s: float = 0.0) -> Channel:
    return Channel(rate, SETTINGS, session, Counts(), early_after_s=early_after_s)


def frames(
    sound: Sound, at: float = 0.0, *, leave: int = FREE, rate: int = RATE
) -> Iterator[Frame]:
    samples = (sound * 32767).astype(np.int16)
    for start in range(0, len(samples), FRAME):
        yield Frame(round(at * rate) + start, samples[start : start + FRAME], leave)


def certain(found: list[Heard]) -> list[Spoken]:
    return [thing for thing in found if isinstance(thing, Spoken) and thing.certain]


def test_who_begins_and_stops_is_told_in_the_calls_own_time(session: VoiceSession) -> None:
    found = channel(session).hear(list(frames(spoken(1.0, 2.0, 1.0), at=100.0)), 0.0)
    started, stopped, _ = found
    assert isinstance(started, Started)
    assert isinstance(stopped, Stopped)
    assert [started.at, stopped.at] == pytest.approx([101.0, 103.0], abs=0.3)
    (utterance,) = certain(found)
    assert utterance.segment.start == pytest.approx(101.0, abs=0.3)
    assert utterance.segment.known_at == pytest.approx(103.5, abs=0.3)


def test_what_is_being_said_is_given_so_often_and_only_while_it_is_said(
    session: VoiceSession,
) -> None:
    sound = spoken(1.0, 4.0, 2.0)
    plain = channel(session).hear(list(frames(sound)), 0.0)
    one = Channel(RATE, SETTINGS, session, Counts(), interim_every_s=1.0)
    found: list[Heard] = []
    for frame in frames(sound):
        found += one.hear([frame], 0.0)
    glimpses = [thing for thing in found if isinstance(thing, Glimpse)]
    assert 3 <= len(glimpses) <= 5
    assert all(each.usable for each in glimpses)
    ends = [each.segment.end for each in glimpses]
    assert ends == sorted(ends)
    assert ends[0] < 2.6
    assert ends[-1] <= certain(found)[0].segment.end
    assert len({each.segment.start for each in glimpses}) == 1
    others = [thing for thing in found if not isinstance(thing, Glimpse)]
    assert [type(each) for each in others] == [type(each) for each in plain]


def test_nothing_is_given_of_what_may_not_be_used(session: VoiceSession) -> None:
    one = Channel(RATE, SETTINGS, session, Counts(), interim_every_s=0.5)
    found = one.hear(list(frames(spoken(0.5, 3.0, 1.0), leave=FORBIDDEN)), 0.0)
    assert not [thing for thing in found if isinstance(thing, Glimpse) and thing.usable]


@pytest.mark.parametrize("rate", [8_000, 11_025, 44_100, 48_000])
def test_sound_of_any_rate_is_heard(session: VoiceSession, rate: int) -> None:
    sound = spoken(1.0, 2.0, 1.0, rate=rate)
    found = channel(session, rate=rate).hear(list(frames(sound, rate=rate)), 0.0)
    (utterance,) = certain(found)
    assert [utterance.segment.start, utterance.segment.end] == pytest.approx([1, 3], abs=0.3)


def test_the_pieces_in_which_sound_comes_change_nothing(session: VoiceSession) -> None:
    sound = spoken(1.0, 2.0, 1.0, 1.5, 1.0)
    at_once = channel(session).hear(list(frames(sound)), 0.0)
    one = channel(session)
    bit_by_bit = [thing for frame in frames(sound) for thing in one.hear([frame], 0.0)]
    assert _plain(bit_by_bit) == _plain(at_once)
    assert len(certain(at_once)) == 2


def test_what_is_ending_is_told_early_and_is_the_very_utterance(session: VoiceSession) -> None:
    one = channel(session, early_after_s=0.25)
    found = [thing for frame in frames(spoken(1.0, 2.0, 1.0)) for thing in one.hear([frame], 0.0)]
    early, late = [thing for thing in found if isinstance(thing, Spoken)]
    assert not early.certain
    assert late.certain
    assert np.array_equal(early.segment.samples, late.segment.samples)
    assert early.segment.known_at == late.segment.known_at
    assert early.segment.loudness_dbfs == late.segment.loudness_dbfs


def test_speech_that_breaks_off_has_ended_when_nothing_comes_for_a_while(
    session: VoiceSession,
) -> None:
    one = channel(session)
    found = one.hear(list(frames(spoken(1.0, 2.0))), 10.0)
    assert not certain(found)
    assert one.pass_time(10.4) == []
    assert len(certain(one.pass_time(11.1))) == 1
    assert one.pass_time(30.0) == []


def test_after_thirty_seconds_without_sound_the_call_goes_on(session: VoiceSession) -> None:
    one = channel(session)
    found = one.hear(list(frames(spoken(1.0, 2.0))), 10.0)
    found += one.pass_time(20.0)
    found += one.hear(list(frames(spoken(0.5, 2.0, 1.0), at=33.0)), 40.0)
    assert [each.segment.start for each in certain(found)] == pytest.approx([1.0, 33.5], abs=0.3)


def test_a_stretch_in_which_nothing_may_be_heard_tells_who_speaks_and_gives_no_sound(
    session: VoiceSession,
) -> None:
    found = channel(session).hear(list(frames(spoken(1.0, 2.0, 1.0), leave=FORBIDDEN)), 0.0)
    assert [type(thing) for thing in found] == [Started, Stopped] or not certain(found)[0].usable
    assert all(not each.segment.samples.any() for each in certain(found))


@pytest.mark.parametrize(
    "leaves", [(FREE, FORBIDDEN, FREE), (FORBIDDEN, FREE, FREE), (FREE, FREE, FORBIDDEN)]
)
def test_an_utterance_that_touches_what_is_forbidden_is_not_recognised(
    session: VoiceSession, leaves: tuple[int, int, int]
) -> None:
    assert not any(each.usable for each in certain(_in_thirds(session, leaves)))


@pytest.mark.parametrize(
    ("leaves", "usable"),
    [
        ((FREE, FREE, PAUSED), True),
        ((PAUSED, FREE, FREE), True),
        ((FREE, PAUSED, FREE), False),
        ((PAUSED, PAUSED, FREE), False),
    ],
)
def test_of_a_pause_the_middle_of_the_utterance_decides(
    session: VoiceSession, leaves: tuple[int, int, int], *, usable: bool
) -> None:
    (utterance,) = certain(_in_thirds(session, leaves))
    assert utterance.usable is usable


def test_what_was_said_in_a_pause_is_silence_for_the_recogniser(session: VoiceSession) -> None:
    (utterance,) = certain(_in_thirds(session, (FREE, FREE, PAUSED)))
    samples = utterance.segment.samples
    before = round((3.0 - utterance.segment.start) * RATE)  # two thirds of three seconds, and 1 s
    assert samples[:before].any()
    assert not samples[before + round(0.25 * RATE) :].any()


def _in_thirds(session: VoiceSession, leaves: tuple[int, int, int]) -> list[Heard]:
    """Three seconds of speech, a second each with its leave."""
    sound = voiced(3.0)
    one = channel(session)
    found = one.hear(list(frames(silence(1.0))), 0.0)
    for number, leave in enumerate(leaves):
        part = sound[number * RATE : (number + 1) * RATE]
        found += one.hear(list(frames(part, at=1.0 + number, leave=leave)), 0.0)
    return found + one.hear(list(frames(silence(1.0), at=4.0)), 0.0)


def _plain(found: list[Heard]) -> list[object]:
    return [
        (thing.segment.start, thing.segment.end, thing.segment.samples.tobytes())
        if isinstance(thing, Spoken)
        else thing
        for thing in found
    ]
