"""Harper Valley: what people wrote down, without the marks of sounds."""

import json
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.harper_valley import HarperValley
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.utterance import Word
from coolhead.errors import InputError

SAMPLE = Path(__file__).parent / "samples" / "harper_valley.json"


@pytest.fixture
def segments() -> Any:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def read(document: Any, **options: Any) -> TranscriptCall:
    assert HarperValley().recognises(document)
    return HarperValley().read(document, "0af1.json", **options)


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.file == "0af1.json"
    return caught.value


def test_segments_become_utterances_of_agent_and_customer() -> None:
    call = read_call(SAMPLE, formats=(JsonDocuments((HarperValley(),)),))
    assert [(u.party, u.start, u.end, u.id, u.text) for u in call.utterances] == [
        ("agent", 2.0, 3.5, "1", "valley bank this is rosa"),
        ("customer", 4.0, 6.0, "2", "i cannot find my card"),
        ("agent", 7.0, 8.6, "4", "i will send a new one"),
    ]
    assert call.started.call == "harper_valley"
    assert not call.started.speakers_guessed


def test_the_clock_is_that_of_the_beginning_of_the_recording(segments: Any) -> None:
    assert read(segments).started.started_at == "2020-06-01T08:26:40+00:00"


@pytest.mark.parametrize("stamp", [None, -1, 1e300, 4_200_000_000_000_000])
def test_a_clock_that_cannot_be_is_left_out(segments: Any, stamp: object) -> None:
    for segment in segments:
        segment["start_timestamp_ms"] = stamp
    assert read(segments).started.started_at is None


def test_words_have_times_where_people_wrote_down_the_recognised_ones(segments: Any) -> None:
    first, second, third = read(segments).utterances
    assert first.words[1] == Word("bank", 2.3, 2.6)
    assert second.words == ()
    assert [word.w for word in third.words] == ["i", "will", "send", "a", "new", "one"]
    assert third.words[3].start == pytest.approx(7.8)


def test_words_without_a_time_for_each_have_none(segments: Any) -> None:
    segments[0]["word_offsets_ms"].pop()
    assert read(segments).utterances[0].words == ()


def test_nothing_of_the_emotion_of_anybody_is_carried(segments: Any) -> None:
    with_it = read(segments)
    for segment in segments:
        segment.pop("emotion")
        segment.pop("dialog_acts", None)
    assert read(segments) == with_it


def test_people_who_wrote_down_nothing_count_for_more_than_the_recogniser(segments: Any) -> None:
    segments[0]["human_transcript"] = ""
    assert [u.id for u in read(segments).utterances] == ["2", "4"]


def test_the_caller_may_say_who_is_the_agent(segments: Any) -> None:
    call = read(segments, agent_speaker="caller")
    assert [u.party for u in call.utterances] == ["customer", "agent", "customer"]


def test_a_wrong_type_is_named(segments: Any) -> None:
    segments[2]["duration_ms"] = "400"
    assert refusal(segments).field == "[2].duration_ms"


def test_something_else_among_the_segments_is_named(segments: Any) -> None:
    assert refusal([*segments, 7]).field == "[4]"


@pytest.mark.parametrize(
    "other",
    [None, [], {}, [[]], [{"speaker_role": "agent"}], [{"transcript": "x", "offset_ms": 1}]],
)
def test_other_documents_are_not_recognised(other: Any) -> None:
    assert not HarperValley().recognises(other)
