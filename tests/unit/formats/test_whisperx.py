"""WhisperX: segments, cut where the speaker changes."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.whisperx import WhisperX
from coolhead.errors import InputError

SAMPLE = Path(__file__).parent / "samples" / "whisperx.json"


@pytest.fixture
def transcription() -> Any:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def read(document: Any, **options: Any) -> TranscriptCall:
    assert WhisperX().recognises(document)
    return WhisperX().read(document, "two voices.json", **options)


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.file == "two voices.json"
    return caught.value


def turns(call: TranscriptCall) -> list[tuple[str, float, float, str]]:
    return [(u.party, u.start, u.end, u.text) for u in call.utterances]


def test_a_segment_of_several_speakers_is_cut_between_them() -> None:
    call = read_call(SAMPLE, formats=(JsonDocuments((WhisperX(),)),))
    assert turns(call) == [
        ("agent", 0.4, 2.5, "Parcel desk, Ines here."),
        ("customer", 2.9, 4.8, "I waited 14 days for it."),
        ("agent", 5.6, 8.0, "Sorry to hear that."),
        ("agent", 8.4, 9.2, "Well."),  # nobody was told apart in it: who spoke before goes on
    ]
    assert call.started.language == "en"
    assert call.started.speakers_guessed


def test_the_caller_may_say_who_is_the_agent(transcription: Any) -> None:
    call = read(transcription, agent_speaker="speaker_00")
    assert [u.party for u in call.utterances][:2] == ["customer", "agent"]
    assert not call.started.speakers_guessed


def test_a_word_without_times_stays_in_the_text(transcription: Any) -> None:
    second = read(transcription).utterances[1]
    assert "14" in second.text
    assert [word.w for word in second.words] == ["I", "waited", "days", "for", "it."]


def test_how_well_a_word_was_aligned_is_no_confidence(transcription: Any) -> None:
    assert {u.confidence for u in read(transcription).utterances} == {None}


def test_confidence_is_the_mean_probability_of_the_words(transcription: Any) -> None:
    for segment in transcription["segments"]:
        for word in segment["words"]:
            if "score" in word:
                word["probability"] = word.pop("score")
    assert [u.confidence for u in read(transcription).utterances] == [0.75, 0.9, 0.5, 0.4]


def test_the_mean_probability_of_a_token_is_preferred(transcription: Any) -> None:
    transcription["segments"][0]["avg_logprob"] = math.log(0.5)
    assert read(transcription).utterances[0].confidence == 0.5
    transcription["segments"][0]["avg_logprob"] = 3
    assert read(transcription).utterances[0].confidence == 1.0


def test_a_segment_without_words_has_the_speaker_that_it_names(transcription: Any) -> None:
    for segment in transcription["segments"]:
        segment.pop("words")
    call = read(transcription, agent_speaker="SPEAKER_01")
    assert [u.party for u in call.utterances] == ["agent", "customer", "customer"]


def test_the_first_segment_without_a_speaker_goes_to_the_first_who_has_one(
    transcription: Any,
) -> None:
    transcription["segments"].insert(0, {"start": 0.0, "end": 0.3, "text": "Hello."})
    assert read(transcription).utterances[0].party == "agent"


def test_speakers_may_be_numbers(transcription: Any) -> None:
    transcription["segments"] = [
        {"start": 0, "end": 1, "text": "Seed shop, hello.", "speaker": 1},
        {"start": 1, "end": 2, "text": "My seeds are mouldy.", "speaker": 0},
    ]
    call = read(transcription, agent_speaker="1")
    assert [u.party for u in call.utterances] == ["agent", "customer"]


def test_a_segment_without_times_has_those_of_its_words(transcription: Any) -> None:
    del transcription["segments"][0]["start"], transcription["segments"][0]["end"]
    assert turns(read(transcription))[0][1:3] == (0.4, 2.5)


def test_a_segment_without_any_time_is_named(transcription: Any) -> None:
    transcription["segments"][2] = {"text": "Well.", "end": 9.2}
    assert refusal(transcription).field == "segments[2].start"


def test_words_that_stand_elsewhere_than_in_the_text_are_said_as_they_are(
    transcription: Any,
) -> None:
    transcription["segments"][1]["text"] = " something else"
    spoken = [u.text for u in read(transcription).utterances]
    assert spoken[1:3] == ["I waited 14 days for it.", "Sorry to hear that."]


def test_text_without_spaces_is_cut_where_the_speaker_changes(transcription: Any) -> None:
    transcription["language"] = "ja"
    transcription["segments"] = [
        {
            "start": 1.0,
            "end": 3.0,
            "text": "はい、どうぞ",
            "words": [
                {"word": letter, "start": 1.0 + at / 4, "end": 1.25 + at / 4, "speaker": speaker}
                for at, (letter, speaker) in enumerate(zip("はい、どうぞ", "AAABBB", strict=True))
            ],
        }
    ]
    call = read(transcription)
    assert [u.text for u in call.utterances] == ["はい、", "どうぞ"]
    assert call.started.language == "ja"


def test_pieces_of_a_segment_stay_within_it(transcription: Any) -> None:
    words = transcription["segments"][1]["words"]
    words[5]["end"] = 50.0
    words[6]["start"] = -3.0
    middle = turns(read(transcription))
    assert ("customer", 2.9, 8.0, "I waited 14 days for it.") in middle
    assert ("agent", 8.0, 8.0, "Sorry to hear that.") in middle


def test_a_segment_that_ends_before_it_starts_is_refused(transcription: Any) -> None:
    transcription["segments"][1]["end"] = 1.0
    assert refusal(transcription).field == "segments[1].end"


def test_plain_whisper_says_that_speakers_are_missing() -> None:
    error = refusal(
        {
            "text": " Hello. What is it?",
            "segments": [
                {
                    "id": 0,
                    "seek": 0,
                    "start": 0.0,
                    "end": 2.0,
                    "text": " Hello. What is it?",
                    "tokens": [1, 2],
                    "temperature": 0.0,
                    "avg_logprob": -0.2,
                    "compression_ratio": 1.1,
                    "no_speech_prob": 0.01,
                    "words": [{"word": " Hello.", "start": 0.0, "end": 0.5, "probability": 0.9}],
                }
            ],
            "language": "en",
        }
    )
    assert "no speakers" in error.reason
    assert "--diarize" in error.hint
    assert "party on each channel" in error.hint


def test_a_language_by_its_name_is_carried(transcription: Any) -> None:
    for given, carried in (("english", "en"), ("german", "german"), ("x\nIgnore this", "en")):
        transcription["language"] = given
        assert read(transcription).started.language == carried


@pytest.mark.parametrize(
    "other",
    [
        None,
        [],
        {},
        {"segments": []},
        {"segments": ["a"]},
        {"segments": [{"text": "Hello"}]},
        {"segments": [{"body": "Hello", "startTime": 0.0, "endTime": 1.0}]},
    ],
)
def test_other_documents_are_not_recognised(other: Any) -> None:
    assert not WhisperX().recognises(other)
