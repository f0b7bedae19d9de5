"""Deepgram: utterances, paragraphs or words; channels or speakers."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.deepgram import PAUSE_S, Deepgram
from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.utterance import Word
from coolhead.errors import InputError

HERE = Path(__file__).resolve()
SAMPLE = HERE.parent / "samples" / "deepgram.json"
SHARED = Path(os.environ.get("COOLHEAD_SHARED") or HERE.parents[4] / "shared")
REAL = SHARED / "data" / "formats" / "ab_call_ext_rec_analysis.vcon"


@pytest.fixture
def response() -> Any:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def real() -> Any:
    if not REAL.is_file():
        pytest.skip(f"the real response is not there ({REAL}); set COOLHEAD_SHARED")
    body = json.loads(REAL.read_text(encoding="utf-8"))["analysis"][0]["body"]
    return json.loads(body) if isinstance(body, str) else body


def read(document: Any, **options: Any) -> TranscriptCall:
    assert Deepgram().recognises(document)
    return Deepgram().read(document, "call 3.json", **options)


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.file == "call 3.json"
    return caught.value


def turns(call: TranscriptCall) -> list[tuple[str, float, float, str]]:
    return [(u.party, u.start, u.end, u.text) for u in call.utterances]


def without(response: Any, *, paragraphs: bool = False) -> Any:
    """The response to a request without utterances (and without paragraphs)."""
    del response["results"]["utterances"]
    if paragraphs:
        del response["results"]["channels"][0]["alternatives"][0]["paragraphs"]
    return response


WHOLE = [
    ("agent", 0.5, 2.1, "Tile shop, Noor speaking."),
    ("customer", 2.6, 5.4, "Half the tiles are cracked."),
    ("agent", 5.5, 6.0, "Oh no."),
]


def test_utterances_are_preferred() -> None:
    call = read_call(SAMPLE, formats=(JsonDocuments((Deepgram(),)),))
    assert turns(call) == WHOLE
    assert [u.id for u in call.utterances] == ["g-1", "g-2", "g-3"]
    assert [u.confidence for u in call.utterances] == [0.85, 0.8, 0.8]
    assert call.utterances[0].words[1] == Word("shop,", 0.8, 1.1)
    assert call.started.call == "deepgram"
    assert call.started.speakers_guessed
    assert call.started.started_at is None


def test_without_utterances_a_paragraph_is_one(response: Any) -> None:
    call = read(without(response))
    assert turns(call) == WHOLE
    assert [len(u.words) for u in call.utterances] == [4, 5, 2]
    assert [u.confidence for u in call.utterances] == [0.85, 0.8, 0.8]


def test_the_sentences_of_a_paragraph_are_said_together(response: Any) -> None:
    alternative = without(response)["results"]["channels"][0]["alternatives"][0]
    alternative["paragraphs"]["paragraphs"][2]["sentences"] = [{"text": "Oh."}, {"text": "No."}]
    call = read(response)
    assert call.utterances[2].text == "Oh. No."
    assert len(call.utterances[2].words) == 2


def test_without_paragraphs_words_are_grouped_by_speaker_and_pause(response: Any) -> None:
    call = read(without(response, paragraphs=True))
    assert turns(call) == [
        ("agent", 0.5, 2.1, "Tile shop, Noor speaking."),
        ("customer", 2.6, 3.0, "Half the"),  # a silence of 1.2 s follows
        ("customer", 4.2, 5.4, "tiles are cracked."),
        ("agent", 5.5, 6.0, "Oh no."),
    ]
    assert PAUSE_S < 4.2 - 3.0


def test_words_without_punctuation_are_taken_as_they_are(response: Any) -> None:
    alternative = without(response, paragraphs=True)["results"]["channels"][0]["alternatives"][0]
    for word in alternative["words"]:
        del word["punctuated_word"]
    assert read(response).utterances[0].text == "tile shop noor speaking"


def test_a_word_without_a_speaker_goes_to_whoever_spoke_before(response: Any) -> None:
    alternative = without(response, paragraphs=True)["results"]["channels"][0]["alternatives"][0]
    del alternative["words"][0]["speaker"]
    del alternative["words"][5]["speaker"]
    assert [u.text for u in read(response).utterances][:2] == [
        "Tile shop, Noor speaking.",
        "Half the",
    ]


def test_with_several_channels_the_channel_is_the_speaker(response: Any) -> None:
    for utterance, channel in zip(response["results"]["utterances"], (1, 0, 1), strict=True):
        utterance["channel"] = channel
        utterance["speaker"] = 0
    assert [u.party for u in read(response).utterances] == ["agent", "customer", "agent"]
    call = read(response, agent_speaker="0")
    assert [u.party for u in call.utterances] == ["customer", "agent", "customer"]
    assert not call.started.speakers_guessed


def test_words_of_several_channels_come_in_the_order_of_time(response: Any) -> None:
    channels = without(response, paragraphs=True)["results"]["channels"]
    words = channels[0]["alternatives"][0]["words"]
    for word in words:
        del word["speaker"]
    channels[0]["alternatives"][0]["words"] = words[:4] + words[9:]
    channels.append({"alternatives": [{"transcript": "", "words": words[4:9]}]})
    assert turns(read(response)) == [
        ("agent", 0.5, 2.1, "Tile shop, Noor speaking."),
        ("customer", 2.6, 3.0, "Half the"),
        ("customer", 4.2, 5.4, "tiles are cracked."),
        ("agent", 5.5, 6.0, "Oh no."),
    ]


def test_a_silent_second_channel_leaves_the_speakers(response: Any) -> None:
    response["results"]["channels"].append({"alternatives": [{"transcript": "", "words": []}]})
    assert turns(read(without(response))) == WHOLE


def test_one_voice_for_all_is_refused_with_what_to_ask_for(response: Any) -> None:
    for word in response["results"]["channels"][0]["alternatives"][0]["words"]:
        del word["speaker"]
    error = refusal(without(response, paragraphs=True))
    assert "speakers" in error.reason
    assert "diarize=true" in error.hint
    assert "multichannel=true" in error.hint


def test_the_language_is_the_detected_one_or_the_first_of_the_words(response: Any) -> None:
    channel = response["results"]["channels"][0]
    channel["detected_language"] = "es-419"
    assert read(response).started.language == "es-419"
    del channel["detected_language"]
    channel["alternatives"][0]["languages"] = ["fr", "en"]
    assert read(response).started.language == "fr"
    del channel["alternatives"][0]["languages"]
    assert read(response).started.language == "en"


def test_an_impossible_time_of_a_word_costs_that_word_only(response: Any) -> None:
    words = response["results"]["utterances"][0]["words"]
    words[1]["start"] = 5.0
    words[2]["end"] = 1e300
    assert [w.w for w in read(response).utterances[0].words] == ["Tile", "speaking."]


def test_an_impossible_time_of_an_utterance_is_refused(response: Any) -> None:
    response["results"]["utterances"][1]["end"] = 1.0
    assert refusal(response).field == "results.utterances[1].end"


def test_a_wrong_type_is_named(response: Any) -> None:
    response["results"]["channels"][0]["alternatives"][0]["words"][3]["start"] = "1.6"
    assert refusal(response).field == "results.channels[0].alternatives[0].words[3].start"


def test_silence_says_that_nobody_spoke(response: Any) -> None:
    response["results"] = {"channels": [{"alternatives": [{"transcript": "", "words": []}]}]}
    assert "no utterance" in refusal(response).reason


def test_the_real_response_is_read(real: Any) -> None:
    call = read(real)
    spoken = [u.text for u in call.utterances]
    words = real["results"]["channels"][0]["alternatives"][0]["words"]
    assert " ".join(spoken).split() == [word["punctuated_word"] for word in words]
    assert sum(len(u.words) for u in call.utterances) == len(words)
    # Deepgram found one voice in it, and the first to speak is taken for the agent.
    assert {word["speaker"] for word in words} == {0}
    assert {u.party for u in call.utterances} == {"agent"}
    assert call.started.speakers_guessed
    assert all(u.confidence is not None and 0 < u.confidence <= 1 for u in call.utterances)


@pytest.mark.parametrize(
    "other",
    [
        None,
        [],
        {},
        {"results": []},
        {"results": {}},
        {"results": {"channels": []}},
        {"results": {"channels": [{"words": []}]}},
        {"results": {"transcripts": [{"transcript": "Hello"}], "items": []}},
    ],
)
def test_other_documents_are_not_recognised(other: Any) -> None:
    assert not Deepgram().recognises(other)
