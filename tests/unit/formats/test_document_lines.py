"""Lists of other systems that are written an object a line, as a stream is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.formats import document_lines
from coolhead.adapters.formats.document_lines import DocumentLines
from coolhead.adapters.formats.reading import DOCUMENTS, FORMATS, HEAD_BYTES, read_call
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.errors import InputError

SAMPLES = Path(__file__).parent / "samples"
LINES = DocumentLines(DOCUMENTS)


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def in_lines(objects: list[Any], end: str = "\n") -> bytes:
    return "".join(json.dumps(each) + end for each in objects).encode()


def read(content: bytes, **options: Any) -> TranscriptCall:
    return LINES.read(io.BytesIO(content), "c.jsonl", **options)


EVENTS = sample("contact_lens_stream")
SEGMENTS = [segment for event in EVENTS for segment in event.get("Segments", [])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", " \n"])
@pytest.mark.parametrize(
    "objects",
    [EVENTS, SEGMENTS, sample("harper_valley")],
    ids=["Contact Lens events", "Contact Lens segments", "Harper Valley"],
)
def test_an_object_a_line_is_the_same_call_as_the_list_of_them(
    objects: list[Any], end: str, tmp_path: Path
) -> None:
    lines, listed = tmp_path / "lines" / "c", tmp_path / "listed" / "c"
    for path, content in ((lines, in_lines(objects, end)), (listed, json.dumps(objects).encode())):
        path.parent.mkdir()
        path.write_bytes(b"\xef\xbb\xbf" + content)
    call = read_call(lines)
    assert call.utterances == read_call(listed).utterances
    assert call.started == read_call(listed).started
    assert len(call.utterances) >= 2


def test_answers_of_the_real_time_interface_may_stand_one_a_line(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.write_bytes(in_lines([{"Segments": [each]} for each in SEGMENTS]))
    segments = tmp_path / "s"
    segments.write_bytes(in_lines(SEGMENTS))
    assert read_call(path).utterances == read_call(segments).utterances


def test_one_segment_by_itself_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "c"
    (first, *_) = [each for each in SEGMENTS if "Transcript" in each]
    path.write_bytes(in_lines([first]))
    assert [u.party for u in read_call(path).utterances] == ["agent"]


@pytest.mark.parametrize(
    ("content", "it_is"),
    [
        (in_lines(EVENTS), True),
        (in_lines(SEGMENTS), True),
        (in_lines(SEGMENTS)[:-200], True),
        (in_lines(SEGMENTS[:1]), False),
        (json.dumps(EVENTS).encode(), False),
        (json.dumps(EVENTS, indent=1).encode(), False),
        (in_lines([sample("deepgram")] * 2), False),
        (in_lines([{"speaker": "x"}, {"speaker": "y"}]), False),
        (in_lines([{"party": "agent", "start": 0, "end": 1, "text": "Hi."}] * 3), False),
        # A line of ours among theirs: read as ours, which says what is wrong with the others.
        (in_lines([{"party": "agent", "text": "Hi."}, *SEGMENTS]), False),
        (b"[00:12] Agent: Hello.\n", False),
        (b"", False),
        (b"{" * 5000, False),
    ],
)
def test_lines_are_recognised_by_the_first_of_them(content: bytes, it_is: bool) -> None:
    assert LINES.recognises(content[:HEAD_BYTES]) is it_is


def test_what_is_wrong_is_named_with_its_line() -> None:
    broken = [*SEGMENTS[:2], {"Transcript": {"Id": "x"}}]
    with pytest.raises(InputError) as caught:
        read(in_lines(broken, "\n\n"))
    error = caught.value
    assert (error.file, error.line, error.field) == ("c.jsonl", 5, "Transcript")
    with pytest.raises(InputError) as caught:
        read(in_lines(SEGMENTS) + b'{"Transcript": \n')
    assert caught.value.line == len(SEGMENTS) + 1
    with pytest.raises(InputError) as caught:
        read(in_lines(SEGMENTS) + b"[]\n")
    assert "not a JSON object" in caught.value.reason


def test_the_caller_may_say_who_the_agent_is() -> None:
    call = read(in_lines(SEGMENTS), agent_speaker="CUSTOMER")
    assert [u.party for u in call.utterances][:2] == ["customer", "agent"]
    with pytest.raises(InputError) as caught:
        read(in_lines(SEGMENTS), agent_speaker="Bob")
    assert "'AGENT', 'CUSTOMER'" in caught.value.hint


def test_more_than_a_document_can_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_lines, "MAX_DOCUMENT_BYTES", 500)
    with pytest.raises(InputError) as caught:
        read(in_lines(SEGMENTS * 10))
    assert "larger than" in caught.value.reason


VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["Transcript", "Utterance", "Segments", "EventType", "Content", "a"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.lists(VALUES | st.sampled_from(SEGMENTS + EVENTS), max_size=6), st.binary(max_size=6))
def test_any_lines_are_a_call_or_a_clear_error(objects: list[Any], more: bytes) -> None:
    content = in_lines(objects) + more
    known = next((each for each in FORMATS if each.recognises(content[:HEAD_BYTES])), LINES)
    try:
        call = known.read(io.BytesIO(content), "c.jsonl")
    except InputError as error:
        assert error.file == "c.jsonl"  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert call.utterances
