from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from coolhead.adapters.speech.segmenter import Found, Segment, Segmenter, Started, Stopped
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.vad import VoiceActivity, load_session

WINDOW = 512
Sound = np.ndarray[Any, Any]
SETTINGS = SpeechSettings(model="none")


def feed(pattern: str, loud: float = 0.1) -> list[Found]:
    """Run a pattern of windows: ``#`` speech, ``.`` silence, ``-`` quiet, ``~`` unsure speech."""
    levels = {"#": loud, "-": loud / 10, "~": loud / 10, ".": 0.0}
    likely = {"#": 0.9, "-": 0.9, "~": 0.2, ".": 0.0}
    samples = np.concatenate([np.full(WINDOW, levels[mark], dtype="f4") for mark in pattern])
    spoken = np.array([likely[mark] for mark in pattern], dtype="f4")
    segmenter = Segmenter(SETTINGS)
    return segmenter.feed(samples, spoken) + segmenter.finish()


def segments(found: list[Found]) -> list[Segment]:
    return [thing for thing in found if isinstance(thing, Segment)]


def test_speech_starts_and_stops_where_it_did() -> None:
    found = feed("." * 20 + "#" * 40 + "." * 30)
    assert found[0] == Started(0.64)
    assert found[1] == Stopped(1.92)
    (segment,) = segments(found)
    assert (segment.start, segment.end) == (0.64, 1.92)


def test_an_utterance_is_known_half_a_second_after_its_end() -> None:
    (segment,) = segments(feed("." * 20 + "#" * 40 + "." * 30))
    assert segment.known_at - segment.end == pytest.approx(0.512)


def test_a_pause_shorter_than_half_a_second_ends_nothing() -> None:
    assert len(segments(feed("#" * 20 + "." * 14 + "#" * 20 + "." * 30))) == 1


def test_a_pause_of_half_a_second_ends_an_utterance() -> None:
    assert len(segments(feed("#" * 20 + "." * 17 + "#" * 20 + "." * 30))) == 2


def test_a_click_starts_nothing() -> None:
    assert feed("." * 20 + "##" + "." * 30) == []


def test_the_padding_of_neighbours_does_not_overlap() -> None:
    first, second = segments(feed("#" * 20 + "." * 16 + "#" * 20 + "." * 30))
    assert len(first.samples) + len(second.samples) <= (20 + 16 + 20 + 6) * WINDOW


def test_some_sound_before_speech_is_kept() -> None:
    (segment,) = segments(feed("." * 20 + "#" * 40 + "." * 30))
    assert len(segment.samples) == (6 + 40 + 6) * WINDOW


def test_a_soft_beginning_belongs_to_what_follows() -> None:
    found = feed("." * 20 + "~" * 10 + "#" * 40 + "." * 30)
    assert found[0] == Started(0.96)
    (segment,) = segments(found)
    assert segment.start == 0.64
    assert len(segment.samples) == (6 + 10 + 40 + 6) * WINDOW


def test_a_soft_beginning_is_a_second_long_at_most() -> None:
    (segment,) = segments(feed("~" * 100 + "#" * 40 + "." * 30))
    assert segment.start == pytest.approx(3.2 - 1.0, abs=0.032)


def test_soft_sound_alone_starts_nothing() -> None:
    assert feed("~" * 100) == []


def test_soft_sound_before_a_silence_is_left_out() -> None:
    (segment,) = segments(feed("~" * 20 + "." * 10 + "#" * 40 + "." * 30))
    assert segment.start == 0.96


@pytest.mark.parametrize("between", ["~" * 16, "~" * 40, "." * 8 + "~" * 9, "~" * 9 + "." * 8])
def test_soft_sound_between_two_utterances_is_in_one_of_them(between: str) -> None:
    first, second = segments(feed("#" * 20 + between + "#" * 20 + "." * 30))
    assert second.start >= first.end
    whole = len(first.samples) + len(second.samples)
    assert whole <= (20 + len(between) + 20 + 6) * WINDOW


def test_long_speech_is_cut_at_fifteen_seconds_without_a_stop() -> None:
    found = feed("#" * 1000 + "." * 30)
    assert sum(isinstance(thing, Started) for thing in found) == 1
    assert sum(isinstance(thing, Stopped) for thing in found) == 1
    parts = segments(found)
    assert len(parts) >= 3
    assert all(part.end - part.start <= 15.0 for part in parts)
    for part, following in pairwise(parts):
        assert part.end == following.start
        assert 0 <= part.known_at - part.end <= 2.1


def test_a_forced_cut_falls_on_the_quietest_point() -> None:
    part = segments(feed("#" * 440 + "-" * 5 + "#" * 200 + "." * 30))[0]
    assert 440 * 0.032 <= part.end <= 445 * 0.032


def test_nothing_of_a_long_speech_is_lost_or_doubled() -> None:
    samples = np.arange(1000 * WINDOW, dtype="f4")
    segmenter = Segmenter(SETTINGS)
    found = segmenter.feed(samples, np.full(1000, 0.9, dtype="f4")) + segmenter.finish()
    joined = np.concatenate([segment.samples for segment in segments(found)])
    assert np.array_equal(joined, samples)


def test_speech_up_to_the_end_of_the_sound_is_kept() -> None:
    found = feed("." * 20 + "#" * 40)
    assert Stopped(1.92) in found
    assert len(segments(found)) == 1


def test_loudness_is_of_the_speech_and_not_of_the_pauses() -> None:
    (with_pause,) = segments(feed("#" * 20 + "." * 10 + "#" * 20 + "." * 30))
    assert with_pause.loudness_dbfs == pytest.approx(-20.0, abs=0.1)


def test_blocks_of_any_size_give_the_same() -> None:
    pattern = "." * 7 + "#" * 50 + "." * 20 + "#" * 600 + "." * 9 + "#" * 30 + "." * 40
    samples = np.random.default_rng(1).normal(0, 0.1, len(pattern) * WINDOW).astype("f4")
    spoken = np.array([0.9 if mark == "#" else 0.0 for mark in pattern], dtype="f4")

    def run(size: int) -> list[tuple[Any, ...]]:
        segmenter = Segmenter(SETTINGS)
        found: list[Found] = []
        for at in range(0, len(pattern), size):
            found += segmenter.feed(samples[at * WINDOW : (at + size) * WINDOW],
                                    spoken[at : at + size])  # fmt: skip
        found += segmenter.finish()
        return [
            (thing.start, thing.end, thing.known_at, thing.samples.tobytes())
            if isinstance(thing, Segment)
            else (type(thing).__name__, thing.at)
            for thing in found
        ]

    assert run(1) == run(7) == run(16) == run(len(pattern))


def test_no_start_or_stop_comes_before_what_was_called_settled() -> None:
    drawn = np.random.default_rng(2)
    segmenter = Segmenter(SETTINGS)
    settled = 0.0
    for _ in range(400):
        spoken = np.full(4, 0.9 if drawn.random() < 0.5 else 0.0, dtype="f4")
        sound = drawn.normal(0, 0.1, 4 * WINDOW).astype("f4")
        for thing in segmenter.feed(sound, spoken):
            at = thing.known_at if isinstance(thing, Segment) else thing.at
            assert at >= settled - 1e-9
        assert segmenter.settled_until >= settled - 1e-9
        settled = segmenter.settled_until


def test_voice_activity_tells_speech_from_silence_noise_and_a_tone(
    speak: Callable[..., Sound],
) -> None:
    session = load_session()

    def share(sound: Sound) -> float:
        whole = sound[: len(sound) // WINDOW * WINDOW].astype("f4")
        return float(np.mean(VoiceActivity(session).probabilities(whole) > 0.5))

    noise = np.random.default_rng(3).normal(0, 0.05, 48_000)
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(48_000) / 16_000)
    assert share(speak(0, 3.0)) > 0.8
    assert share(np.zeros(48_000)) == 0
    assert share(noise) < 0.05
    assert share(tone) < 0.2


def test_voice_activity_is_the_same_in_any_blocks(speak: Callable[..., Sound]) -> None:
    sound = speak(0.5, 2.0, 0.5)[: 90 * WINDOW]
    session = load_session()
    at_once = VoiceActivity(session).probabilities(sound)
    stream = VoiceActivity(session)
    pieces = [stream.probabilities(sound[at : at + 3 * WINDOW])
              for at in range(0, len(sound), 3 * WINDOW)]  # fmt: skip
    assert np.allclose(np.concatenate(pieces), at_once, atol=1e-5)


def test_what_is_ending_is_the_utterance_that_comes_of_it() -> None:
    pattern = "." * 20 + "#" * 40 + "." * 30
    samples = np.concatenate([np.full(WINDOW, 0.1 * (m == "#"), dtype="f4") for m in pattern])
    segmenter = Segmenter(SETTINGS)
    ending: list[Segment] = []
    found: list[Found] = []
    for number, mark in enumerate(pattern):
        sound = samples[number * WINDOW : (number + 1) * WINDOW]
        found += segmenter.feed(sound, np.array([0.9 * (mark == "#")], dtype="f4"))
        if (segment := segmenter.ending(0.25)) is not None:
            ending.append(segment)
    (final,) = segments(found)
    assert len(ending) == 8  # from the 8th silent window on, up to the 16th that ends it
    for segment in ending:
        assert (segment.start, segment.end) == (final.start, final.end)
        assert (segment.known_at, segment.loudness_dbfs) == (final.known_at, final.loudness_dbfs)
        assert np.array_equal(segment.samples, final.samples)


def test_nothing_is_ending_while_somebody_speaks_or_nobody_does() -> None:
    segmenter = Segmenter(SETTINGS)
    for pattern in ("....", "####", "##.#"):
        for mark in pattern:
            loud = 0.9 * (mark == "#")
            segmenter.feed(np.full(WINDOW, loud, dtype="f4"), np.array([loud], dtype="f4"))
            assert segmenter.ending(0.25) is None
