"""JSON lines and JSON documents are told apart, and broken ones are refused for what is wrong.

The documents here are of a small format of their own, so that only the telling apart is tested.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.formats import documents
from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.plain_text import PlainText
from coolhead.adapters.formats.reading import DOCUMENTS, FORMATS, HEAD_BYTES, read_call
from coolhead.adapters.formats.speakers import Spoken, call_of
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.call.events import CallStarted
from coolhead.errors import InputError


class Talks:
    """A document ``{"talk": [[speaker, text], …]}``, or a list of objects ``{"said": text}``."""

    name = "talks"

    def recognises(self, document: Any) -> bool:
        if isinstance(document, dict):
            return "talk" in document
        return bool(document) and all("said" in each for each in document)

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        pairs = (
            document["talk"]
            if isinstance(document, dict)
            else [("x", each["said"]) for each in document]
        )
        spoken = [
            Spoken(speaker=who, start=float(n), end=n + 1.0, text=text)
            for n, (who, text) in enumerate(pairs)
        ]
        return call_of(
            spoken, CallStarted(at=0.0, call="talk"), source, agent_speaker=agent_speaker
        )


KNOWN = (TranscriptJsonl(), JsonDocuments((Talks(),)), PlainText())
TALK = {"talk": [["x", "How can I help?"], ["y", "My order is late."]]}
LIST = [{"said": "Hello."}, {"said": "Goodbye."}]
LINE = {"party": "customer", "start": 0.5, "end": 2.0, "text": "Hello?"}


def write(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "call"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(tmp_path: Path, content: str | bytes, **kwargs: Any) -> TranscriptCall:
    return read_call(write(tmp_path, content), formats=KNOWN, **kwargs)


def refusal(tmp_path: Path, content: str | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.file == str(tmp_path / "call")
    return caught.value


WRITTEN = {
    "on one line": json.dumps(TALK),
    "on one line with its end": json.dumps(TALK) + "\r\n",
    "on one line without spaces": json.dumps(TALK, separators=(",", ":")),
    "pretty": json.dumps(TALK, indent=2),
    "pretty with tabs": json.dumps(TALK, indent="\t"),
    "pretty with line ends of Windows": json.dumps(TALK, indent=2).replace("\n", "\r\n"),
    "a brace on a line of its own": "{\n\n" + json.dumps(TALK)[1:],
    "after blank lines": "\n\n  \n" + json.dumps(TALK) + "\n\n\n",
    "after a byte order mark": "\ufeff" + json.dumps(TALK, indent=2),
    "with a first key that a transcript has too": json.dumps({"callId": 1, "id": 2, **TALK}),
    "longer than what is looked at": json.dumps({"about": "x" * HEAD_BYTES * 2, **TALK}),
    "longer than what is looked at, pretty": json.dumps(
        {"a": ["x"] * HEAD_BYTES, **TALK}, indent=1
    ),
    "a list on one line": json.dumps(LIST),
    "a list on lines": json.dumps(LIST, indent=2),
    "a list of lines": "[\n" + ",\n".join(json.dumps(each) for each in LIST) + "\n]\n",
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_a_document_is_read_however_it_is_laid_out(tmp_path: Path, content: str) -> None:
    assert len(read(tmp_path, content).utterances) == 2


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_each_document_is_recognised_by_one_of_the_json_formats_alone(content: str) -> None:
    head = content.encode()[:HEAD_BYTES]
    assert JsonDocuments(()).recognises(head)
    assert not TranscriptJsonl().recognises(head)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(LINE),
        json.dumps(LINE) + "\n",
        json.dumps({"call": {}}) + "\n" + json.dumps(LINE),
        "\ufeff\r\n" + json.dumps(LINE),
        json.dumps(LINE) + "\n" + json.dumps(LINE),
        "\n\n" + json.dumps(dict(reversed(LINE.items()))),
        json.dumps({**LINE, "words": [{"w": "x" * HEAD_BYTES, "start": 1, "end": 2}]}),
        json.dumps({**LINE, "text": "y" * HEAD_BYTES * 2}),
    ],
)
def test_lines_of_a_transcript_are_no_document(tmp_path: Path, content: str) -> None:
    call = read(tmp_path, content)
    assert call.utterances[0].party == "customer"
    assert not call.started.speakers_guessed


@pytest.mark.parametrize(
    ("content", "line", "field", "words"),
    [
        ('{"party": "customer", "start": 0.5, "end": 2.0, "text": "Hel', 1, None, "not JSON"),
        ('{"party": "customer", "start": 0.5 "end": 2}\n', 1, None, "not JSON"),
        ('\n\n{"text": "Hello?" "party": "customer"}', 3, None, "not JSON"),
        ('{"call": {"id": 5}}\n', 1, "call.id", "str"),
        ('{"call": {"id": }}\n', 1, None, "not JSON"),
        ('{"start": 0, "end": 1, "text": "Hi"}\n', 1, "party", "missing"),
        ('{"prty": "agent", "start": 0, "end": 1, "text": "Hi"}\n', 1, "prty", "unknown key"),
        ('{"id": "u", "party": "agent", "start": NaN}', 1, "start", "not a number"),
        (json.dumps(LINE) + '\n{"party": "agent", \n', 2, None, "not JSON"),
        (json.dumps(LINE) + "\n" + json.dumps(TALK), 2, "talk", "unknown key"),
        ('{"speaker": "x"}\n{"speaker": "y"}\n', 1, "speaker", "unknown key"),
        ('["party", "agent"]\n', 1, None, "not a JSON object"),
        ('{"event": {}, "seq": 3}\n', 1, None, "log of events"),
        ('{"type": "heat", "at": 3}\n', 1, None, "what Coolhead answered"),
    ],
)
def test_a_broken_transcript_is_refused_with_its_line_and_not_as_a_document(
    tmp_path: Path, content: str, line: int, field: str | None, words: str
) -> None:
    error = refusal(tmp_path, content)
    assert (error.line, error.field) == (line, field)
    assert words in error.reason


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (json.dumps(TALK)[:-1], 1),
        (json.dumps(TALK)[:30], 1),
        ("{", 1),
        (json.dumps(TALK, indent=2)[:-20], 9),
        ('{\n  "talk": [\n    ["x", "Hello."]\n    ["y", "Hello."]\n  ]\n}', 4),
        ('{\n  "talk": [],\n}', 3),
        (json.dumps(LIST, indent=2) + "\n]", 9),
        (json.dumps(TALK, indent=2) + "\n{}", 13),
    ],
)
def test_a_document_that_breaks_off_is_refused_with_the_line_where_it_breaks(
    tmp_path: Path, content: str, line: int
) -> None:
    error = refusal(tmp_path, content)
    assert error.line == line
    assert error.reason.startswith("not JSON:")


def test_a_document_that_was_cut_short_is_asked_about(tmp_path: Path) -> None:
    assert "cut short" in refusal(tmp_path, json.dumps(TALK, indent=2)[:-30]).hint


@pytest.mark.parametrize(
    "content", ['{"a": 1}', "{}", "[]", '[{"a": 1}]', '{\n"a": {"party": 1}\n}']
)
def test_a_document_of_no_known_form_is_refused_with_those_that_are(
    tmp_path: Path, content: str
) -> None:
    error = refusal(tmp_path, content)
    assert "no call in a form that is known here" in error.reason
    assert "talks" in error.hint
    assert '"party"' in error.hint


def test_a_document_larger_than_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    megabyte = 1024 * 1024
    monkeypatch.setattr(documents, "MAX_DOCUMENT_BYTES", 2 * megabyte)
    content = json.dumps(TALK)
    largest = content + " " * (2 * megabyte - len(content))
    assert len(read(tmp_path, largest).utterances) == 2
    error = refusal(tmp_path, largest + " ")
    assert error.reason == "this document is larger than 2 MB"
    assert "a file of its own" in error.hint


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        (b'{"talk": [["x", "caf\xe9"]]}', 1, "0xe9 at offset 20"),
        (b'{\n"talk": [\n["x", "\xff"]]}', 3, "0xff at offset 19"),
        (b'\xef\xbb\xbf{\n"talk": "\xc3', 2, "0xc3"),
    ],
)
def test_bytes_of_a_document_that_are_not_utf8_are_refused_with_their_place(
    tmp_path: Path, content: bytes, line: int, byte: str
) -> None:
    error = refusal(tmp_path, content)
    assert error.line == line
    assert f"not UTF-8: byte {byte}" in error.reason


@pytest.mark.parametrize("opens", ["[", '{"a":', '[{"a":', '{"talk":[', "[ "])
@pytest.mark.parametrize("closed", [True, False])
def test_a_document_nested_too_deeply_is_refused(tmp_path: Path, opens: str, closed: bool) -> None:
    closes = "".join({"[": "]", "{": "}"}.get(c, "") for c in reversed(opens))
    content = "[" * 2 + opens * 200_000 + "1" + closes * (200_000 if closed else 0) + "]" * 2
    for whole in ('{"talk": ' + content + "}", '[{"said": ' + content + "}]"):
        assert "not JSON" in refusal(tmp_path, whole).reason


def test_numbers_that_no_machine_holds_do_no_harm(tmp_path: Path) -> None:
    for number in ("1" * 100_000, "1e999999", "-0.0000000e-99999"):
        content = json.dumps(TALK).replace("{", '{"n": ' + number + ", ", 1)
        try:
            assert len(read(tmp_path, content).utterances) == 2
        except InputError as error:
            assert "not JSON" in error.reason  # noqa: PT017 - either outcome is fine


def test_a_time_in_brackets_begins_a_plain_text_and_no_list(tmp_path: Path) -> None:
    for text in ("[00:12] Agent: Hello.", "[0:12] Agent: Hello.\n[0:14] Customer: Hi."):
        assert read(tmp_path, text).started.times_estimated


@pytest.mark.parametrize("content", ['"a"', "12", "null", "true", "[1, 2]"])
def test_a_value_that_is_neither_object_nor_list_of_them_is_no_json_call(
    tmp_path: Path, content: str
) -> None:
    assert "no speaker stands before this line" in refusal(tmp_path, content).reason


def test_the_speaker_who_is_the_agent_is_handed_on_to_the_format(tmp_path: Path) -> None:
    call = read(tmp_path, json.dumps(TALK), agent_speaker="y")
    assert [u.party for u in call.utterances] == ["customer", "agent"]


def test_the_formats_that_ship_have_names_of_their_own() -> None:
    names = [each.name for each in (*FORMATS, *DOCUMENTS)]
    assert len(set(names)) == len(names)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["talk", "said", "party", "call", "event", "seq", "start", "end", "a"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(value=VALUES, indent=st.sampled_from([None, 1]), more=st.sampled_from(["", "\n{}", "x"]))
def test_json_of_any_shape_is_a_call_or_a_clear_error(
    value: Any, indent: int | None, more: str
) -> None:
    content = (json.dumps(value, indent=indent) + more).encode()
    known = (TranscriptJsonl(), JsonDocuments(()), PlainText())
    reader = next(each for each in known if each.recognises(content))
    with pytest.raises(InputError) as caught:  # nothing here is a whole utterance
        reader.read(io.BytesIO(content), "call")
    assert caught.value.file == "call"
