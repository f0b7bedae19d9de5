"""Transcribe Call Analytics: the file of a job."""

import json
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcribe_call_analytics import TranscribeCallAnalytics
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.utterance import Word
from coolhead.errors import InputError

SAMPLE = Path(__file__).parent / "samples" / "transcribe_call_analytics.json"


@pytest.fixture
def job() -> Any:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def read(document: Any, **options: Any) -> TranscriptCall:
    assert TranscribeCallAnalytics().recognises(document)
    return TranscribeCallAnalytics().read(document, "job 5.json", **options)


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.file == "job 5.json"
    return caught.value


def test_a_file_is_read_with_roles_times_and_language() -> None:
    call = read_call(SAMPLE, formats=(JsonDocuments((TranscribeCallAnalytics(),)),))
    assert [(u.party, u.start, u.end, u.id) for u in call.utterances] == [
        ("agent", 0.4, 2.6, "s-1"),
        ("customer", 2.9, 6.1, "s-2"),
        ("agent", 6.5, 9.0, "s-3"),
    ]
    assert call.started.language == "en-US"
    assert call.started.call == "transcribe_call_analytics"
    assert not call.started.speakers_guessed
    assert call.notices == ()


def test_words_have_their_times_and_their_punctuation(job: Any) -> None:
    assert read(job).utterances[0].words == (
        Word("Ferry", 0.4, 0.8),
        Word("line,", 0.81, 1.2),
        Word("good", 1.5, 1.9),
        Word("morning.", 1.9, 2.6),
    )


def test_words_that_do_not_say_what_the_turn_says_are_left_out(job: Any) -> None:
    assert read(job).utterances[1].words == ()


def test_confidence_is_the_mean_of_the_words_given_as_number_or_text(job: Any) -> None:
    first, second, third = read(job).utterances
    assert first.confidence == 0.88
    # Of a redacted word it stands in what says that it is redacted.
    assert second.confidence == 0.8
    assert third.confidence is None


@pytest.mark.parametrize("given", ["high", "nan", True, [], {"a": 1}, 7, "-1", 10**400])
def test_a_confidence_that_is_none_is_passed_over(job: Any, given: object) -> None:
    items = job["Transcript"][1]["Items"]
    items[2]["Redaction"] = [{"Confidence": given}]
    expected = 0.9333 if given is True else 0.9
    assert read(job).utterances[1].confidence == expected


def test_no_loudness_is_made_of_a_normalised_score(job: Any) -> None:
    assert [u.loudness_dbfs for u in read(job).utterances] == [None, None, None]


def test_nothing_of_the_sentiment_of_anybody_is_carried(job: Any) -> None:
    with_it = read(job)
    for turn in job["Transcript"]:
        turn["Sentiment"] = "NEGATIVE"
    assert read(job) == with_it


def test_the_caller_may_say_who_is_the_agent(job: Any) -> None:
    call = read(job, agent_speaker="customer")
    assert [u.party for u in call.utterances] == ["customer", "agent", "customer"]


def test_a_wrong_type_is_named(job: Any) -> None:
    job["Transcript"][0]["Items"][2]["Content"] = 5
    assert refusal(job).field == "Transcript[0].Items[2].Content"


def test_punctuation_before_any_word_is_passed_over(job: Any) -> None:
    items = job["Transcript"][0]["Items"]
    items.insert(0, {"Type": "punctuation", "Content": "…"})
    assert len(read(job).utterances[0].words) == 4


@pytest.mark.parametrize(
    "other",
    [
        None,
        [],
        {},
        {"Transcript": []},
        {"Transcript": {"ParticipantRole": "AGENT"}},
        {"Transcript": [{"ParticipantRole": "AGENT"}]},
        {"Transcript": [{"Content": "Hello"}]},
    ],
)
def test_other_documents_are_not_recognised(other: Any) -> None:
    assert not TranscribeCallAnalytics().recognises(other)
