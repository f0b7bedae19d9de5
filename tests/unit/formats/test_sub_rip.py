"""SubRip, of which there is no standard: what players read is read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coolhead.adapters.formats.plain_text import PlainText
from coolhead.adapters.formats.sub_rip import SubRip
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.adapters.formats.web_vtt import WebVtt
from coolhead.call.events import UtteranceHeard
from coolhead.errors import InputError

NAMED = """1
00:00:01,120 --> 00:00:04,300
Priya Shah: Good morning, Harrow Lane, how can I help?

2
00:00:04,600 --> 00:00:07,900
Tom Ellis: I'm calling about my sofa,

3
00:00:07,900 --> 00:00:09,000
it never came.

4
00:00:09,400 --> 00:00:10,100
Priya Shah: Oh no.
"""
BRACKETED = """1
00:00:01,120 --> 00:00:04,300
[SPEAKER_01]: Good morning, Harrow Lane,
<i>how can I help?</i>

2
00:00:04,600 --> 00:00:07,900
{\\an8}[SPEAKER_00]: <font color="#fff">My sofa never came.</font>

3
00:00:08,000 --> 00:00:09,000
[Music]

4
00:00:09,400 --> 00:00:10,100
[SPEAKER_01] Oh no.
"""
# As Deepgram's captions have it: the label on a line of its own, where the speaker changes.
CHANGES = """1
00:00:01,120 --> 00:00:02,300
[speaker 0]
Good morning, Harrow Lane,

2
00:00:02,300 --> 00:00:04,300
how can I help?

3
00:00:04,600 --> 00:00:07,900
[speaker 1]
My sofa never came.
"""
DASHES = """1
00:00:01,000 --> 00:00:02,000
- Harrow Lane, how can I help?

2
00:00:02,500 --> 00:00:04,000
- My sofa never came.

3
00:00:04,000 --> 00:00:06,000
- Oh no.
- I want my money back.

4
00:00:06,000 --> 00:00:07,000
today.
"""


def read(text: str | bytes, **kwargs: Any) -> TranscriptCall:
    content = text if isinstance(text, bytes) else text.encode()
    return SubRip().read(io.BytesIO(content), "call.srt", **kwargs)


def refusal(text: str, **kwargs: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(text, **kwargs)
    assert caught.value.file == "call.srt"
    return caught.value


def said(call: TranscriptCall) -> list[tuple[str, str]]:
    return [(utterance.party, utterance.text) for utterance in call.utterances]


SOFA = [
    ("agent", "Good morning, Harrow Lane, how can I help?"),
    ("customer", "My sofa never came."),
]


@pytest.mark.parametrize(
    ("head", "it_is"),
    [
        (b"1\n00:00:01,120 --> 00:00:04,300\n", True),
        (b"\xef\xbb\xbf\r\n\r\n1 \r\n00:00:01,120 --> ", True),
        (b"1\n\n0:00:01.1-->", True),
        (b"00:00:01,120 --> 00:00:04,300\n", True),
        (b"1\n00:01 Agent: Hello\n", False),
        (b"[00:01] Agent: Hello --> there\n", False),
        (b"1\n", False),
        (b"", False),
        (b" " * 65_536, False),
        (b"1" * 65_536, False),
    ],
)
def test_a_number_and_an_arrow_between_times_tell_the_format(head: bytes, it_is: bool) -> None:
    assert SubRip().recognises(head) is it_is


def test_no_format_before_it_takes_it_for_its_own() -> None:
    assert not TranscriptJsonl().recognises(NAMED.encode())
    assert not WebVtt().recognises(NAMED.encode())
    assert PlainText().recognises(NAMED.encode())  # so SubRip has to be asked first


def test_a_name_and_a_colon_is_a_speaker_who_goes_on_where_none_is_named() -> None:
    call = read(NAMED)
    assert said(call) == [
        ("agent", "Good morning, Harrow Lane, how can I help?"),
        ("customer", "I'm calling about my sofa, it never came."),
        ("agent", "Oh no."),
    ]
    assert [(u.id, u.start, u.end) for u in call.utterances] == [
        ("1", 1.12, 4.3), ("2", 4.6, 9.0), ("4", 9.4, 10.1)
    ]  # fmt: skip
    assert call.started.speakers_guessed
    assert not call.started.times_estimated


def test_a_name_in_brackets_is_a_speaker_and_tags_are_stripped() -> None:
    assert said(read(BRACKETED)) == [*SOFA, ("customer", "[Music]"), ("agent", "Oh no.")]


def test_a_label_may_stand_only_where_the_speaker_changes() -> None:
    assert said(read(CHANGES)) == SOFA


def test_where_every_turn_of_two_begins_with_a_dash_the_dash_changes_speakers() -> None:
    assert said(read(DASHES)) == [
        ("agent", "Harrow Lane, how can I help?"),
        ("customer", "My sofa never came."),
        ("agent", "Oh no."),
        ("customer", "I want my money back."),
        ("customer", "today."),
    ]


def test_a_dash_without_a_name_is_the_other_of_two_who_are_named() -> None:
    text = DASHES.replace("- Harrow", "- Priya: Harrow").replace("- My", "- Tom: My")
    text = text.replace("- Oh", "Priya: Oh")
    call = read(text + "\n5\n00:00:08,000 --> 00:00:09,000\nTom: Now.\n", agent_speaker="Priya")
    assert [u.party for u in call.utterances] == [
        "agent", "customer", "agent", "customer", "customer", "customer"
    ]  # fmt: skip


def test_dashes_in_cues_of_two_alone_do_not_say_who_speaks_in_the_others() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:02,000 --> 00:00:03,000\n"
    assert refusal(text + "- Yes?\n- My sofa.\n").reason == "no speaker is named in these captions"


def test_a_file_without_speakers_is_refused_with_what_to_do() -> None:
    error = refusal("1\n00:00:01,000 --> 00:00:02,000\nHello.\n")
    assert error.reason == "no speaker is named in these captions"
    assert "Name: at the beginning of a cue" in error.hint


@pytest.mark.parametrize(
    "text",
    [
        NAMED.replace("\n", "\r\n"),
        "\ufeff" + NAMED,
        "\n\n" + NAMED,
        NAMED.replace("\n\n", "\n"),  # no blank lines
        NAMED.replace("00:00:0", "00:0").replace(",120", ".120"),
        NAMED.replace(" --> ", "-->").replace("04,300", "04,300  X1:0 X2:9 Y1:0 Y2:9"),
        NAMED.replace("help?\n", "help?\n \n"),
        "".join(line for line in NAMED.splitlines(keepends=True) if not line.strip().isdigit()),
    ],
)
def test_what_players_forgive_is_forgiven(text: str) -> None:
    call = read(text)
    assert said(call) == said(read(NAMED))
    assert [(u.start, u.end) for u in call.utterances] == [(1.12, 4.3), (4.6, 9.0), (9.4, 10.1)]


def test_a_number_that_is_said_is_no_number_of_a_subtitle() -> None:
    text = NAMED.replace("it never came.", "it was number\n42")
    assert ("customer", "I'm calling about my sofa, it was number 42") in said(read(text))


@pytest.mark.parametrize(
    ("label", "party"), [("Agent", "agent"), ("[Rep]", "agent"), ("CALLER", "customer")]
)
def test_a_name_that_says_the_role_is_believed_even_once(label: str, party: str) -> None:
    name = label if label.startswith("[") else f"{label}:"
    call = read(f"1\n00:00:01,000 --> 00:00:02,000\n{name} Hello.\n")
    assert said(call) == [(party, "Hello.")]
    assert not call.started.speakers_guessed


def test_the_caller_may_say_who_the_agent_is() -> None:
    call = read(NAMED, agent_speaker="TOM ELLIS")
    assert [u.party for u in call.utterances] == ["customer", "agent", "customer"]
    assert not call.started.speakers_guessed
    assert "'Priya Shah', 'Tom Ellis'" in refusal(NAMED, agent_speaker="Bob").hint


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ("00:00:01,000 --> later", "cannot be read"),
        ("00:00:61,000 --> 00:01:02,000", "00:61 is no number"),
        ("00:00:05,000 --> 00:00:04,000", "before its start"),
        ("25:00:00,000 --> 25:00:01,000", "above 86400"),
    ],
)
def test_times_that_cannot_be_are_refused_with_their_line(times: str, words: str) -> None:
    error = refusal(f"1\n00:00:00,000 --> 00:00:01,000\nAgent: Hi.\n\n2\n{times}\nYes?\n")
    assert (error.line, words in error.reason) == (6, True)


def test_a_file_of_numbers_alone_is_refused() -> None:
    assert "no text" in refusal("1\n\n2\n\n").reason


@pytest.mark.parametrize("piece", ["<", "- ", "[", "a:", "1", "1\n", "\n", "{\\", "&", "-->"])
def test_four_megabytes_of_anything_come_to_an_end(piece: str) -> None:
    long = piece * (4_000_000 // len(piece.encode()))
    holds((NAMED + long).encode())
    holds(f"1\n00:00:01,000 --> 00:00:02,000\n{long}".encode())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    content = draw(st.sampled_from([NAMED, BRACKETED, CHANGES, DASHES])).encode()
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(content)))
        upto = min(len(content), at + draw(st.integers(0, 30)))
        middle = draw(
            st.binary(max_size=4)
            | st.just(content[at:upto] * 2)
            | st.sampled_from([b"[", b"]", b"-->", b"\n\n", b": ", b"7\n", b"- ", b"99:"])
        )
        content = content[:at] + middle + content[upto:]
    return content


def holds(content: bytes) -> None:
    try:
        call = read(content)
    except InputError as error:
        assert error.file == "call.srt"  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert call.utterances
    assert all(u.id and u.text and 0 <= u.start <= u.end for u in call.utterances)
    assert len({u.id for u in call.utterances}) == len(call.utterances)
    assert sum(isinstance(e, UtteranceHeard) for e in timeline(call)) == len(call.utterances)


@given(mutated())
def test_subtitles_with_damage(content: bytes) -> None:
    holds(content)


@example("[ ]")
@given(st.text(alphabet="[]-: >1\nAb{\\}", max_size=80))
def test_subtitles_of_any_text(text: str) -> None:
    holds(
        b"1\n00:00:01,000 --> 00:00:02,000\nA: x\n\n2\n00:00:03,000 --> 00:00:04,000\n"
        + text.encode()
    )


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    holds(content)
