"""Other systems' documents, whatever stands in them: a sound call, or an ``InputError``."""

import copy
import io
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.support.any_json import SOURCE, keys_of, mutated, sound, values_with

from coolhead.adapters.formats.contact_lens import ContactLens
from coolhead.adapters.formats.deepgram import Deepgram
from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.harper_valley import HarperValley
from coolhead.adapters.formats.imported import MAX_SPEAKERS
from coolhead.adapters.formats.transcribe_call_analytics import TranscribeCallAnalytics
from coolhead.adapters.formats.transcript import (
    MAX_UTTERANCE_CHARS,
    DocumentFormat,
)
from coolhead.adapters.formats.whisperx import WhisperX
from coolhead.errors import InputError

FORMATS: tuple[DocumentFormat, ...] = (
    ContactLens(),
    TranscribeCallAnalytics(),
    Deepgram(),
    WhisperX(),
    HarperValley(),
)
FOLDER = Path(__file__).parent / "samples"
SAMPLES: dict[str, tuple[type, Any]] = {
    name: (kind, json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
    for name, kind in (
        ("contact_lens", ContactLens),
        ("contact_lens_stream", ContactLens),
        ("transcribe_call_analytics", TranscribeCallAnalytics),
        ("deepgram", Deepgram),
        ("whisperx", WhisperX),
        ("harper_valley", HarperValley),
    )
}


KEYS = keys_of(*(sample for _, sample in SAMPLES.values()))
VALUES = values_with(KEYS)


def holds(document: Any) -> None:
    knowing = [known for known in FORMATS if known.recognises(document)]
    assert len(knowing) <= 1
    for known in knowing:
        sound(partial(known.read, document, SOURCE))
    raw = json.dumps(document).encode()
    sound(lambda: JsonDocuments(FORMATS).read(io.BytesIO(raw), SOURCE))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_is_known_by_its_own_format_alone(name: str) -> None:
    kind, sample = SAMPLES[name]
    assert [type(known) for known in FORMATS if known.recognises(sample)] == [kind]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_as_it_is_makes_a_call(name: str) -> None:
    _, sample = SAMPLES[name]
    call = JsonDocuments(FORMATS).read(io.BytesIO(json.dumps(sample).encode()), SOURCE)
    assert len(call.utterances) > 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_with_damage(name: str) -> None:
    @settings(deadline=None)
    @given(document=mutated(SAMPLES[name][1], KEYS))
    def check(document: Any) -> None:
        holds(document)

    check()


@settings(deadline=None)
@given(document=VALUES)
def test_json_of_any_shape(document: Any) -> None:
    holds(document)


def many_turns(name: str, number: int, text: str = "No.", speakers: int = 2) -> Any:
    """A document of a format with so many short turns, of so many speakers in turn."""
    turns = [(f"p{at % speakers}", at % speakers, at / 10, text) for at in range(number)]
    match name:
        case "contact_lens":
            return {
                "Transcript": [
                    {
                        "ParticipantId": label,
                        "Content": text,
                        "BeginOffsetMillis": start * 1000,
                        "EndOffsetMillis": start * 1000 + 50,
                    }
                    for label, _, start, text in turns
                ]
            }
        case "contact_lens_stream":
            analysis = many_turns("contact_lens", number, text, speakers)
            return {"Segments": [{"Transcript": turn} for turn in analysis["Transcript"]]}
        case "transcribe_call_analytics":
            analysis = many_turns("contact_lens", number, text, speakers)
            for turn in analysis["Transcript"]:
                turn["ParticipantRole"] = turn.pop("ParticipantId")
            return analysis
        case "deepgram":
            utterances = [
                {"start": start, "end": start, "transcript": text, "speaker": number}
                for _, number, start, text in turns
            ]
            return {"results": {"channels": [{"alternatives": []}], "utterances": utterances}}
        case "whisperx":
            return {
                "segments": [
                    {"start": start, "end": start, "text": text, "speaker": label}
                    for label, _, start, text in turns
                ]
            }
    return [
        {"offset_ms": start * 1000, "duration_ms": 9, "transcript": text, "speaker_role": label}
        for label, _, start, text in turns
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_more_turns_than_a_call_can_have_are_refused(name: str) -> None:
    document = many_turns(name, 50_000)
    (known,) = (each for each in FORMATS if each.recognises(document))
    with pytest.raises(InputError, match="too many for one call"):
        known.read(document, SOURCE)


@pytest.mark.parametrize("name", SAMPLES)
def test_more_speakers_than_a_call_can_have_are_refused(name: str) -> None:
    document = many_turns(name, 9_000, speakers=9_000)
    (known,) = (each for each in FORMATS if each.recognises(document))
    with pytest.raises(InputError, match="9,000 different speakers"):
        known.read(document, SOURCE)
    assert known.read(many_turns(name, 200, speakers=MAX_SPEAKERS), SOURCE).utterances


@pytest.mark.parametrize("name", SAMPLES)
def test_text_of_several_megabytes_is_cut_and_the_call_says_so(name: str) -> None:
    document = many_turns(name, 2, text="never again " * 400_000)
    (known,) = (each for each in FORMATS if each.recognises(document))
    call = known.read(document, SOURCE)
    assert [len(u.text) <= MAX_UTTERANCE_CHARS for u in call.utterances] == [True, True]
    assert len(call.notices) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_deep_nesting_is_refused_or_survived(name: str) -> None:
    raw = json.dumps(SAMPLES[name][1])
    for depth in (50, 100_000):
        deep = "[" * depth + "]" * depth
        for damaged in (deep, raw.replace('"AGENT"', deep), raw.replace("0.4", deep)):
            content = io.BytesIO(damaged.encode())
            sound(partial(JsonDocuments(FORMATS).read, content, SOURCE))


@pytest.mark.parametrize("name", ["transcribe_call_analytics", "deepgram", "whisperx"])
def test_a_turn_of_very_many_words_is_survived(name: str) -> None:
    _, sample = SAMPLES[name]
    document = copy.deepcopy(sample)
    match name:
        case "transcribe_call_analytics":
            turn = document["Transcript"][0]
            turn["Items"] = turn["Items"] * 50_000
        case "deepgram":
            del document["results"]["utterances"]
            alternative = document["results"]["channels"][0]["alternatives"][0]
            del alternative["paragraphs"]
            alternative["words"] = alternative["words"] * 30_000
        case _:
            segment = document["segments"][1]
            segment["words"] = segment["words"] * 30_000
    (known,) = (each for each in FORMATS if each.recognises(document))
    sound(lambda: known.read(document, SOURCE))
