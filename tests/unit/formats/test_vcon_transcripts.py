"""Transcripts of recordings in a vCon: the draft's own lists, and other systems' bodies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.vcons import START, base64url, read, recording, said, text, transcript, vcon

from coolhead.call.utterance import Word
from coolhead.errors import InputError

SAMPLES = Path(__file__).parent / "samples"
CLOCK = "2026-03-02T10:15:{:06.3f}+01:00"
LIST = [
    {"parties": 0, "start": CLOCK.format(1), "duration": 1.5, "text": "Ferry line."},
    {"parties": 1, "start": CLOCK.format(3), "duration": 2, "text": "My booking is gone."},
]
SAID = [("agent", 1.0, 2.5, "Ferry line."), ("customer", 3.0, 5.0, "My booking is gone.")]
WORDS = [
    {"word": "ferry", "punctuated_word": "Ferry", "start": 1.0, "end": 1.5, "confidence": 0.5},
    {"word": "line", "punctuated_word": "line.", "start": 1.5, "end": 2.5, "confidence": 1.0},
]


def of(body: Any, dialog: Any = 0, **more: Any) -> dict[str, Any]:
    """A vCon of a recording with this transcript."""
    return vcon(recording(), analysis=[transcript(body, dialog, **more)])


def notices(document: Any) -> list[str]:
    return [notice.what for notice in read(document).notices]


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    return caught.value


# The draft's own list


@pytest.mark.parametrize(
    "given",
    [
        {"body": LIST, "encoding": "json"},
        {"body": LIST},
        {"body": json.dumps(LIST), "encoding": "json"},
        {"body": json.dumps(LIST), "encoding": "none"},
        {"body": base64url(json.dumps(LIST)), "encoding": "base64url"},
        {"body": {"segments": LIST}},
        {"body": {"utterances": LIST}},
        {"body": {"transcript": LIST}},
        {"body": LIST, "type": "transcript-redacted"},
        {"body": LIST, "type": "Transcription"},
        {"body": LIST, "dialog": [0]},
        {"body": LIST, "dialog": None},
    ],
)
def test_a_list_of_parties_times_and_texts(given: dict[str, Any]) -> None:
    call = read(vcon(recording(), analysis=[{**transcript(LIST), **given}]))
    assert said(call) == SAID
    assert not call.started.speakers_guessed
    assert not call.started.times_estimated
    assert call.notices == ()


def test_early_software_kept_transcripts_among_the_attachments() -> None:
    assert said(read(vcon(recording(), attachments=[{"type": "transcript", "body": LIST}]))) == SAID
    named = {"purpose": "transcript", "body": LIST, "start": START, "party": 0, "dialog": 0}
    assert said(read(vcon(recording(), attachments=[named]))) == SAID


@pytest.mark.parametrize(
    "segment",
    [
        {"party": 0, "start": 1, "end": 2.5, "message": "Ferry line."},
        {"speaker": "Noor", "start_time": "1", "end_time": "2.5", "body": "Ferry line."},
        {"speaker_name": "agent", "begin": 1.0, "dur": 1.5, "content": "Ferry line."},
        {"role": "agent", "start": CLOCK.format(1), "end": CLOCK.format(2.5),
         "text": "Ferry line."},
        {"channel": 0, "start": 1, "duration": 1.5, "transcript": "Ferry line."},
        {"parties": [0], "start": 1, "end": 2.5, "text": "Ferry line.", "id": "s-1"},
    ],
)  # fmt: skip
def test_segments_under_other_names(segment: dict[str, Any]) -> None:
    last = {"parties": 1, "start": 3, "duration": 2, "text": "My booking is gone."}
    call = read(of([segment, last]))
    assert said(call) == SAID
    assert call.utterances[0].id == segment.get("id", "u0")


def test_words_with_times_and_confidence_are_carried() -> None:
    segment = {"parties": 0, "start": 1, "end": 2.5, "text": "Ferry line.", "words": WORDS}
    call = read(of([segment, {**LIST[1], "confidence": 0.25}]))
    assert call.utterances[0].words == (Word("Ferry", 1.0, 1.5), Word("line.", 1.5, 2.5))
    assert [u.confidence for u in call.utterances] == [0.75, 0.25]


def test_times_count_from_the_dialog_and_the_call_begins_with_the_first() -> None:
    segment = {"parties": 0, "start": 1, "end": 2.5, "text": "Ferry line.", "words": WORDS}
    before = text(1, 0, "I will ring you.")
    later = recording(start=CLOCK.format(20))
    call = read(vcon(before, later, analysis=[transcript([segment], dialog=1)]))
    assert said(call)[1] == ("agent", 21.0, 22.5, "Ferry line.")
    assert call.utterances[1].words[1] == Word("line.", 21.5, 22.5)
    assert call.started.started_at == START


def test_a_segment_without_a_speaker_goes_with_the_one_before() -> None:
    call = read(of([LIST[0], {"start": 2.6, "end": 2.9, "text": "Hm."}, LIST[1]]))
    assert [u.party for u in call.utterances] == ["agent", "agent", "customer"]


def test_a_recording_of_one_party_needs_no_speakers() -> None:
    alone = [recording(parties=[0]), recording(parties=[1], start=CLOCK.format(2))]
    whisper = {"text": "Ferry line.", "segments": [{"start": 1, "end": 2.5, "text": "Ferry line."}]}
    heard = [transcript(whisper), transcript("My booking is gone.", dialog=1)]
    call = read(vcon(*alone, analysis=heard))
    assert [(u.party, u.text) for u in call.utterances] == [(p, t) for p, _, _, t in SAID]
    assert call.started.times_estimated  # the second has no times at all


def test_who_joined_says_who_is_in_it_where_a_dialog_has_no_parties() -> None:
    joined = [{"party": 1, "time": START, "event": "join"}]
    only = {**recording(party_history=joined), "parties": None}
    assert [u.party for u in read(vcon(only, analysis=[transcript("Hello?")])).utterances] == [
        "customer"
    ]


@pytest.mark.parametrize(
    ("segment", "field"),
    [
        ({"start": "noon"}, "start"),
        ({"end": {}}, "end"),
        ({"duration": -1, "end": None}, "duration"),
        ({"duration": "long"}, "duration"),
    ],
)
def test_a_time_that_is_none_is_refused_with_its_field(segment: Any, field: str) -> None:
    wrong = refusal(of([LIST[0], {**LIST[1], **segment}]))
    assert wrong.field == f"analysis[0].body[1].{field}"


def test_a_segment_that_ends_before_it_starts_is_refused() -> None:
    assert refusal(of([{**LIST[0], "start": 5, "end": 4, "duration": None}])).field == (
        "analysis[0].body[0].end"
    )


# Deepgram, within


def deepgram(*words: Any, **more: Any) -> dict[str, Any]:
    said_there = " ".join(word["punctuated_word"] for word in words)
    return {"transcript": said_there, "confidence": 0.9, "words": [*words], **more}


def test_deepgrams_whole_answer_with_a_channel_for_each_party() -> None:
    customer = {"word": "gone", "punctuated_word": "Gone.", "start": 3, "end": 5}
    channels = [{"alternatives": [deepgram(*WORDS)]}, {"alternatives": [deepgram(customer)]}]
    call = read(of({"metadata": {"channels": 2}, "results": {"channels": channels}}))
    assert said(call) == [SAID[0], ("customer", 3.0, 5.0, "Gone.")]
    assert not call.started.speakers_guessed
    assert call.utterances[0].words == (Word("Ferry", 1.0, 1.5), Word("line.", 1.5, 2.5))


def test_deepgrams_whole_answer_with_speakers_told_apart() -> None:
    call = read(of(sample("deepgram"), encoding="json", vendor="deepgram", schema="deepgram_v1"))
    assert {u.party for u in call.utterances} == {"agent", "customer"}
    assert call.started.speakers_guessed
    assert any(u.words for u in call.utterances)


def test_the_caller_may_name_deepgrams_speaker() -> None:
    guessed = read(of(sample("deepgram")))
    turned = read(of(sample("deepgram")), agent_speaker="1")
    assert not turned.started.speakers_guessed
    assert {u.party for u in turned.utterances} == {u.party for u in guessed.utterances}


def test_deepgrams_first_alternative_alone_is_an_answer_too() -> None:
    speakers = [{**word, "speaker": number} for number, word in enumerate(WORDS)]
    call = read(of(deepgram(*speakers)))
    assert [u.text for u in call.utterances] == ["Ferry", "line."]
    assert len({u.party for u in call.utterances}) == 2


def test_deepgrams_answer_for_a_recording_of_one_party() -> None:
    document = vcon(recording(parties=[1]), analysis=[transcript(deepgram(*WORDS))])
    assert said(read(document)) == [("customer", 1.0, 2.5, "Ferry line.")]


# Others, within


@pytest.mark.parametrize(
    "name",
    ["contact_lens", "transcribe_call_analytics", "whisperx", "harper_valley", "deepgram"],
)
@pytest.mark.parametrize("encoded", [False, True])
def test_every_document_that_is_read_by_itself_is_read_within(name: str, encoded: bool) -> None:
    body = sample(name)
    alone = read_alone(body)
    given = transcript(json.dumps(body) if encoded else body, encoding="json")
    call = read(vcon(recording(parties=[0, 1]), analysis=[given]))
    # Where several readings are equally rich, the vCon's own may be taken: the words are the same.
    assert (
        " ".join(u.text for u in call.utterances).split()
        == " ".join(u.text for u in alone.utterances).split()
    )
    assert {u.party for u in call.utterances} == {u.party for u in alone.utterances}


def read_alone(body: Any) -> Any:
    from coolhead.adapters.formats.reading import DOCUMENTS  # noqa: PLC0415 - only here

    known = next(each for each in DOCUMENTS if each.recognises(body))
    return known.read(body, "body.json")


def test_the_world_transcription_format() -> None:
    body = {
        "transcript": {"text": "Ferry line. My booking is gone.", "language": "en-GB"},
        "segments": [
            {"id": 0, "start": 1, "end": 2.5, "text": "Ferry line.", "speaker": 0, "words": [0, 1]},
            {"id": 1, "start": 3, "end": 5, "text": "My booking is gone.", "speaker": 1},
        ],
        "words": [{**word, "text": word["punctuated_word"]} for word in WORDS],
        "speakers": {"0": {"label": "Noor"}, "1": {"label": "Ada"}},
    }
    call = read(of(body, type="wtf_transcription"))
    assert said(call) == SAID
    assert call.started.language == "en-GB"
    assert [word.w for word in call.utterances[0].words] == ["Ferry", "line."]


def test_plain_lines_with_names_and_times() -> None:
    body = "[00:01] Noor: Ferry line.\n[00:03] Ada: My booking is gone.\nAll of it.\nhttp://x: no"
    call = read(of(body))
    assert [(u.party, u.start, u.text) for u in call.utterances] == [
        ("agent", 1.0, "Ferry line."),
        ("customer", 3.0, "My booking is gone. All of it. http://x: no"),
    ]


def test_lines_without_times_are_reckoned_and_the_call_says_so() -> None:
    call = read(of({"text": "Agent: Ferry line.\nCustomer: My booking is gone."}))
    assert [u.party for u in call.utterances] == ["agent", "customer"]
    assert call.started.times_estimated


def test_a_text_that_does_not_say_who_speaks_is_refused() -> None:
    wrong = refusal(of("Ferry line. My booking is gone."))
    assert wrong.field == "analysis[0].body"
    assert "does not say who speaks" in wrong.reason


@pytest.mark.parametrize("body", [7, True, [1, 2], {"a": 1}, [[]], {"segments": "x"}, [{"x": 1}]])
def test_a_body_of_another_shape_is_refused(body: Any) -> None:
    assert refusal(of(body)).field == "analysis[0].body"


@pytest.mark.parametrize("body", [None, "", [], {}])
def test_an_empty_body_is_no_transcript(body: Any) -> None:
    assert refusal(of(body)).field == "dialog[0].url"


# Which of several


def test_the_richest_transcript_of_a_recording_is_taken() -> None:
    analysis = [
        transcript("Agent: Ferry line.\nCustomer: My booking."),
        transcript(LIST),
        transcript([{"speaker": "x", "text": "Ferry line. My booking is gone. And much more."}]),
    ]
    assert said(read(vcon(recording(), analysis=analysis))) == SAID
    assert said(read(vcon(recording(), analysis=analysis[::-1]))) == SAID


def test_a_transcript_that_cannot_be_read_does_not_hide_one_that_can() -> None:
    analysis = [transcript([{**LIST[0], "start": "noon"}]), transcript(LIST)]
    assert said(read(vcon(recording(), analysis=analysis))) == SAID


def test_a_transcript_of_several_dialogs_is_read_once() -> None:
    both = [recording(), recording(start=CLOCK.format(10))]
    assert said(read(vcon(*both, analysis=[transcript(LIST, dialog=[0, 1])]))) == SAID


def test_a_recording_without_a_transcript_is_counted() -> None:
    document = vcon(recording(), recording(), analysis=[transcript(LIST)])
    assert notices(document) == ["Recordings without a transcript were left out (1)."]


def test_other_analyses_are_passed_over() -> None:
    analysis = [{"type": "summary", "body": "They spoke."}, {}, transcript(LIST), {"type": 7}]
    assert said(read(vcon(recording(), analysis=analysis))) == SAID


def test_where_all_dialogs_were_redacted_the_transcript_is_still_read() -> None:
    document = vcon({}, redacted={"type": "audio"}, analysis=[transcript(LIST)])
    assert said(read(document)) == [(p, s - 1.0, e - 1.0, t) for p, s, e, t in SAID]


def test_one_speaker_for_two_parties_is_said() -> None:
    mixed = [{**each, "parties": 0} for each in LIST]
    assert notices(of(mixed))[-1] == (
        "The transcript gives every word to one of 2 parties; who said what is not known."
    )
