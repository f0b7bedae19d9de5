"""Many calls in one stream: where each begins, and what is said of one that is wrong."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import SAID, transcript, whole_line

from coolhead.adapters.archive import many_calls
from coolhead.adapters.archive.many_calls import call_in, calls_in, is_many_calls
from coolhead.errors import InputError

UTTERANCE = b'{"party": "customer", "start": 1, "end": 2, "text": "Hello?"}'


def begun(content: str | bytes) -> list[int]:
    """The lines that calls begin on."""
    raw = content.encode() if isinstance(content, str) else content
    return [line for line, _ in calls_in(io.BytesIO(raw))]


def ids(content: str) -> list[str]:
    """The calls' ids, each call read by itself."""
    return [
        call_in(call, "standard input", line, None).started.call
        for line, call in calls_in(io.BytesIO(content.encode()))
        if call is not None
    ]


def refusal(call: bytes, line: int) -> InputError | None:
    try:
        call_in(call, "any.jsonl", line, None)
    except InputError as error:
        return error
    return None


def test_a_header_begins_a_call() -> None:
    assert begun(transcript("a") + transcript("b")) == [1, 5]
    assert ids(transcript("a") + transcript("b")) == ["a", "b"]


def test_a_whole_line_is_a_call_between_transcripts() -> None:
    stream = whole_line("a") + transcript("b") + whole_line("c") + whole_line("d")
    assert ids(stream) == ["a", "b", "c", "d"]


def test_lines_before_the_first_header_are_a_call() -> None:
    headless = transcript("a").split("\n", 1)[1]
    assert ids(headless + transcript("b")) == ["stdin-1", "b"]


def test_blank_lines_and_a_byte_order_mark_change_nothing_but_the_numbers() -> None:
    stream = "\ufeff\n\n" + transcript("a").replace("\n", "\n\n") + "\r\n" + whole_line("b")
    assert ids(stream) == ["a", "b"]
    assert begun(stream) == [3, 12]


def test_a_transcript_and_a_whole_line_are_read_alike() -> None:
    one = call_in(transcript("a", team="north").encode(), "f.jsonl", 1, None)
    other = call_in(whole_line("a", team="north").encode(), "f.jsonl", 1, None)
    assert one == other
    assert [utterance.text for utterance in one.utterances] == [line["text"] for line in SAID]


@pytest.mark.parametrize("broken", [b'{"call": {"id": "b"', b'{"utterances": [{"par'])
def test_a_broken_beginning_spoils_neither_neighbour(broken: bytes) -> None:
    stream = transcript("a").encode() + broken + b"\n" + transcript("c").encode()
    calls = list(calls_in(io.BytesIO(stream)))
    assert [line for line, _ in calls] == [1, 5, 6]
    for line, call in calls:
        assert call is not None
        if line == 5:
            with pytest.raises(InputError, match="not JSON") as caught:
                call_in(call, "f.jsonl", line, None)
            assert caught.value.line == 5
        else:
            call_in(call, "f.jsonl", line, None)


def test_a_mistake_is_told_with_its_line_in_the_stream() -> None:
    stream = transcript("a") + transcript("b").replace('"party": "customer"', '"party": "custmer"')
    calls = list(calls_in(io.BytesIO(stream.encode())))
    with pytest.raises(InputError, match="custmer") as caught:
        call_in(calls[1][1] or b"", "all.jsonl", calls[1][0], None)
    assert (caught.value.file, caught.value.line, caught.value.field) == ("all.jsonl", 7, "party")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (b'{"utterances": [%s, {"party": "customer"}]}' % UTTERANCE, "utterances[1].start"),
        (b'{"call": {"tema": "x"}, "utterances": []}', "call.tema"),
        (b'{"utterances": {}}', "utterances"),
        (b'{"utterances": [], "extra": 1}', "extra"),
    ],
)
def test_a_mistake_in_a_whole_line_is_told_with_its_field(line: bytes, field: str) -> None:
    with pytest.raises(InputError) as caught:
        call_in(line, "all.jsonl", 9, None)
    assert (caught.value.line, caught.value.field) == (9, field)


@pytest.mark.parametrize("line", [b'{"utterances": [NaN]}', b'{"utterances"', b"[]", b"5", b"\xff"])
def test_what_is_no_call_is_refused_with_its_line(line: bytes) -> None:
    with pytest.raises(InputError) as caught:
        call_in(line, "all.jsonl", 3, None)
    assert caught.value.line == 3


def test_the_agent_can_be_named() -> None:
    swapped = call_in(transcript("a").encode(), "f.jsonl", 1, "customer")
    assert [each.party for each in swapped.utterances] == ["customer", "agent", "customer"]


def test_a_call_that_is_too_long_is_given_up_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(many_calls, "MAX_CALL_BYTES", 1000)
    monkeypatch.setattr(many_calls, "_SKIP_BYTES", 100)
    long_line = '{"call": {}, "utterances": [' + "1," * 5000 + "1]}\n"
    long_call = transcript("b") + transcript("x").split("\n", 1)[1] * 5
    stream = (whole_line("a") + long_line + long_call + whole_line("c")).encode()
    calls = list(calls_in(io.BytesIO(stream)))
    assert [call is None for _, call in calls] == [False, True, True, False]
    assert [line for line, _ in calls] == [1, 2, 3, 3 + long_call.count("\n")]


class Endless(io.RawIOBase):
    """A stream that never ends; counts what was read of it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.read_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._content[: len(buffer)]
        buffer[: len(part)] = part
        self.read_bytes += len(part)
        return len(part)


def test_a_stream_is_read_no_further_than_the_calls_that_were_asked_for() -> None:
    endless = Endless(whole_line("a").encode())
    calls = calls_in(io.BufferedReader(endless, 4096))
    for _ in range(3):
        next(calls)
    assert endless.read_bytes < 3 * len(whole_line("a")) + 2 * 4096


LINES = st.sampled_from(
    [transcript("a").encode(), whole_line("b").encode(), UTTERANCE + b"\n", b"\n", b"{\n", b"[1]\n"]
)


@given(st.lists(LINES | st.binary(max_size=40), max_size=8))
def test_any_bytes_are_calls_or_refused_with_a_line(parts: list[bytes]) -> None:
    stream, latest = b"".join(parts), 0
    for line, call in calls_in(io.BytesIO(stream)):
        assert latest < line <= stream.count(b"\n") + 1
        latest = line
        assert call is not None
        refused = refusal(call, line)
        assert refused is None or (refused.line is not None and refused.line >= line)


@pytest.mark.parametrize(
    ("head", "many"),
    [
        (whole_line("a").encode(), True),
        (b"\xef\xbb\xbf  " + whole_line("a").encode(), True),
        (b'{"utterances": [' + UTTERANCE + b"]}\n", True),
        (b'{"call": {"id": "a"}, "utterances": [' + UTTERANCE * 900, True),  # longer than the head
        (b'{"utterances": [' + UTTERANCE + b"] oops\n{}\n", True),
        (transcript("a").encode(), False),
        (UTTERANCE, False),
        (b'{"utterances": [{"speaker": 1}]}\n', False),  # somebody else's document
        (b'{"call": {}, "utterances": [], "more": 1}\n', False),
        (b'{"utterances": "none"}\n', False),
        (b"", False),
    ],
)
def test_a_file_of_many_calls_is_known_by_its_first_line(head: bytes, many: bool) -> None:
    assert is_many_calls(head[: 64 * 1024]) is many
