"""Contact Lens: the file after a call, and the segments during one."""

import json
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.contact_lens import ContactLens
from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import InputCut
from coolhead.errors import InputError

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def analysis() -> Any:
    return json.loads((SAMPLES / "contact_lens.json").read_text(encoding="utf-8"))


@pytest.fixture
def stream() -> Any:
    return json.loads((SAMPLES / "contact_lens_stream.json").read_text(encoding="utf-8"))


def read(document: Any, **options: Any) -> TranscriptCall:
    assert ContactLens().recognises(document)
    return ContactLens().read(document, "a call.json", **options)


def refusal(document: Any, **options: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document, **options)
    assert caught.value.file == "a call.json"
    return caught.value


def said(call: TranscriptCall) -> list[tuple[str, str]]:
    return [(utterance.party, utterance.text) for utterance in call.utterances]


def test_the_file_after_a_call_is_read_from_disk() -> None:
    path = SAMPLES / "contact_lens.json"
    call = read_call(path, formats=(JsonDocuments((ContactLens(),)),))
    assert said(call) == [
        ("agent", "Brook Furniture, you are talking to Dana."),
        ("customer", "My wardrobe came with [PII] missing and nobody rings me back."),
        ("agent", "I am sorry about that, I will look now."),
    ]
    assert [(u.id, u.start, u.end) for u in call.utterances] == [
        ("t-1", 2.6, 5.7),
        ("t-2", 6.1, 10.4),
        ("t-3", 10.3, 14.1),
    ]
    assert (call.started.call, call.started.language) == ("contact-77", "en-GB")
    assert not call.started.speakers_guessed
    assert call.started.started_at is None


def test_announcements_are_left_out_and_the_call_says_so(analysis: Any) -> None:
    call = read(analysis)
    (notice,) = call.notices
    assert notice.what == "Turns of SYSTEM were left out, being announcements: 1."
    assert notice.at == 14.1
    assert notice in [event for event in timeline(call) if isinstance(event, InputCut)]


def test_no_loudness_is_made_of_a_normalised_score(analysis: Any) -> None:
    assert [u.loudness_dbfs for u in read(analysis).utterances] == [None, None, None]


def test_nothing_of_the_sentiment_of_anybody_is_carried(analysis: Any) -> None:
    with_it = read(analysis)
    for turn in analysis["Transcript"]:
        del turn["Sentiment"]
    del analysis["ConversationCharacteristics"]
    assert read(analysis) == with_it


def test_a_call_without_a_contact_id_is_named_after_its_file(analysis: Any) -> None:
    del analysis["CustomerMetadata"]
    assert read(analysis).started.call == "a-call"


def test_a_participant_may_be_named_by_role_without_a_list_of_participants(analysis: Any) -> None:
    del analysis["Participants"]
    for turn, role in zip(
        analysis["Transcript"], ("SYSTEM", "AGENT", "CUSTOMER", "AGENT"), strict=True
    ):
        turn["ParticipantId"] = role
    assert [u.party for u in read(analysis).utterances] == ["agent", "customer", "agent"]


def test_participants_without_any_role_are_guessed(analysis: Any) -> None:
    del analysis["Participants"]
    del analysis["Transcript"][0]
    call = read(analysis)
    assert call.started.speakers_guessed
    assert [u.party for u in call.utterances] == ["agent", "customer", "agent"]


def test_the_caller_may_say_who_is_the_agent(analysis: Any) -> None:
    call = read(analysis, agent_speaker="p-1")
    assert [u.party for u in call.utterances] == ["customer", "agent", "customer"]
    assert "p-3" in refusal(analysis, agent_speaker="p-9").hint


def test_a_supervisor_stays_a_supervisor(analysis: Any) -> None:
    analysis["Participants"].append({"ParticipantId": "p-4", "ParticipantRole": "SUPERVISOR"})
    analysis["Transcript"][3]["ParticipantId"] = "p-4"
    assert [u.party for u in read(analysis).utterances] == ["agent", "customer", "supervisor"]


def test_a_missing_time_is_named(analysis: Any) -> None:
    del analysis["Transcript"][1]["EndOffsetMillis"]
    error = refusal(analysis)
    assert error.field == "Transcript[1]"
    assert "EndOffsetMillis" in error.reason


def test_a_turn_that_ends_before_it_begins_is_refused(analysis: Any) -> None:
    analysis["Transcript"][1]["EndOffsetMillis"] = 100
    assert refusal(analysis).field == "Transcript[1].end"


def test_a_chat_is_no_call(analysis: Any) -> None:
    analysis["Channel"] = "CHAT"
    error = refusal(analysis)
    assert error.field == "Channel"
    assert "VOICE" in error.hint


def test_an_analysis_without_turns_says_that_nobody_spoke(analysis: Any) -> None:
    analysis["Transcript"] = []
    assert "no utterance" in refusal(analysis).reason


def test_the_events_of_a_stream_are_one_call(stream: Any) -> None:
    call = read(stream)
    assert said(call) == [
        ("agent", "Harbour Water, this is Lee. How can I help?"),
        ("customer", "You have billed me twice for March."),
    ]
    assert [u.id for u in call.utterances] == ["r-1", "r-2"]
    assert (call.started.call, call.started.language) == ("contact-78", "en-US")


def test_interim_utterances_are_never_taken(stream: Any) -> None:
    assert all("Lee how" not in text for _, text in said(read(stream)))


def test_a_stream_of_interim_utterances_alone_is_refused(stream: Any) -> None:
    assert "interim" in refusal(stream[:2]).reason


def test_segments_delivered_twice_count_once(stream: Any) -> None:
    assert said(read([*stream, *stream])) == said(read(stream))


def test_a_single_event_is_a_document_too(stream: Any) -> None:
    assert said(read(stream[2])) == said(read(stream))


def test_an_answer_of_the_real_time_interface_is_read(stream: Any) -> None:
    answer = {"Segments": stream[2]["Segments"], "NextToken": "more"}
    assert said(read(answer)) == said(read(stream))
    assert read(answer).started.call == "a-call"
    pages = [{"Segments": [segment]} for segment in stream[2]["Segments"]]
    assert said(read(pages)) == said(read(stream))


def test_the_segments_of_two_calls_are_refused(stream: Any) -> None:
    stream[3]["ContactId"] = "contact-79"
    error = refusal(stream)
    assert error.field == "[3].ContactId"
    assert "file of its own" in error.hint


def test_something_else_among_the_events_is_named(stream: Any) -> None:
    assert refusal([*stream, "COMPLETED"]).field == "[5]"


def test_a_broken_segment_is_named(stream: Any) -> None:
    stream[2]["Segments"][1]["Transcript"]["BeginOffsetMillis"] = "soon"
    assert refusal(stream).field == "[2].Segments[1].Transcript.BeginOffsetMillis"


def test_a_chat_in_real_time_is_no_call(stream: Any) -> None:
    for event in stream:
        event["Channel"] = "CHAT"
    assert refusal(stream).field == "[0].Channel"


@pytest.mark.parametrize(
    "other",
    [None, 1, "x", [], {}, [[]], {"Transcript": []}, {"Segments": []}, {"Segments": [{"a": 1}]}],
)
def test_other_documents_are_not_recognised(other: Any) -> None:
    assert not ContactLens().recognises(other)
