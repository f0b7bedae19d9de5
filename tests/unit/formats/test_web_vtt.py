"""WebVTT: what meetings and recognisers export, and whatever else begins with its word."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coolhead.adapters.formats import cues
from coolhead.adapters.formats.captions import JOIN_GAP_S, JOINED_S
from coolhead.adapters.formats.plain_text import PlainText
from coolhead.adapters.formats.sub_rip import SubRip
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import MAX_UTTERANCE_CHARS, TranscriptCall
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.adapters.formats.web_vtt import WebVtt
from coolhead.call.events import UtteranceHeard
from coolhead.errors import InputError

# As Teams writes it: a voice in each cue, identifiers of its own.
TEAMS = """WEBVTT

4f1c/12-0
00:00:01.120 --> 00:00:03.400
<v Priya Shah>Good morning, Harrow Lane Furniture, Priya
speaking.</v>

4f1c/12-1
00:00:03.400 --> 00:00:04.300
<v Priya Shah>How can I help?</v>

4f1c/15-0
00:00:04.600 --> 00:00:07.900
<v Tom Ellis>My sofa should have come on Friday and</v>

4f1c/15-1
00:00:07.900 --> 00:00:09.000
<v Tom Ellis>nobody turned up.</v>
"""
# As Zoom writes it: the name and a colon, cues numbered.
ZOOM = """WEBVTT

1
00:00:01.120 --> 00:00:04.300
Priya Shah: Good morning, Harrow Lane, how can I help?

2
00:00:04.600 --> 00:00:09.000
Tom Ellis: I'm calling about my sofa: it never came.

3
00:00:09.400 --> 00:00:10.100
Priya Shah: Note: it says here it did.
"""
# As Meet's captions come: the name in brackets on a line of its own, a dash between speakers.
MEET = """WEBVTT

00:00:01.000 --> 00:00:05.000
(Priya Shah)
Good morning, how can I help

00:00:05.000 --> 00:00:09.000
(Priya Shah)
you?
-
\x20
(Tom Ellis)
I'm calling about my sofa,

00:00:09.000 --> 00:00:12.000
(Tom Ellis)
it never came. (laughs)
"""


def read(text: str | bytes, **kwargs: Any) -> TranscriptCall:
    content = text if isinstance(text, bytes) else text.encode()
    return WebVtt().read(io.BytesIO(content), "call.vtt", **kwargs)


def refusal(text: str, **kwargs: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(text, **kwargs)
    assert caught.value.file == "call.vtt"
    return caught.value


def said(call: TranscriptCall) -> list[tuple[str, str]]:
    return [(utterance.party, utterance.text) for utterance in call.utterances]


def cue(times: str, *lines: str) -> str:
    return "\n".join((times, *lines, "", ""))


@pytest.mark.parametrize(
    ("head", "it_is"),
    [
        (b"WEBVTT", True),
        (b"\xef\xbb\xbfWEBVTT - of a meeting\n", True),
        (b"WEBVTT\tx\r\n\r\n", True),
        (b"WEBVTT\r", True),
        (b"WEBVTTX\n", False),
        (b"WEBVTT: hello", False),
        (b" WEBVTT\n", False),
        (b"webvtt\n", False),
        (b"", False),
    ],
)
def test_the_first_word_tells_the_format(head: bytes, it_is: bool) -> None:
    assert WebVtt().recognises(head) is it_is


def test_no_format_before_it_takes_it_for_its_own() -> None:
    assert not TranscriptJsonl().recognises(TEAMS.encode())
    assert not SubRip().recognises(TEAMS.encode())
    assert PlainText().recognises(TEAMS.encode())  # so WebVTT has to be asked first


def test_voices_are_speakers_and_a_sentence_over_two_cues_is_one_utterance() -> None:
    call = read(TEAMS)
    assert said(call) == [
        ("agent", "Good morning, Harrow Lane Furniture, Priya speaking."),
        ("agent", "How can I help?"),
        ("customer", "My sofa should have come on Friday and nobody turned up."),
    ]
    assert [u.id for u in call.utterances] == ["4f1c/12-0", "4f1c/12-1", "4f1c/15-0"]
    assert [(u.start, u.end) for u in call.utterances] == [(1.12, 3.4), (3.4, 4.3), (4.6, 9.0)]
    assert call.started.speakers_guessed
    assert not call.started.times_estimated
    assert call.started.call == "call"


def test_a_name_and_a_colon_before_each_cue_is_a_speaker_and_a_colon_within_is_none() -> None:
    assert said(read(ZOOM)) == [
        ("agent", "Good morning, Harrow Lane, how can I help?"),
        ("customer", "I'm calling about my sofa: it never came."),
        ("agent", "Note: it says here it did."),
    ]


def test_a_name_in_brackets_on_its_own_line_is_a_speaker_and_a_noise_is_none() -> None:
    assert said(read(MEET)) == [
        ("agent", "Good morning, how can I help you?"),
        ("customer", "I'm calling about my sofa, it never came. (laughs)"),
    ]


def test_someone_who_speaks_once_is_a_speaker_where_nearly_every_cue_names_one() -> None:
    text = ZOOM + "\n" + cue("00:00:11.000 --> 00:00:12.000", "ann-marie o'neil (guest): Bye.")
    assert len({u.party for u in read(text, agent_speaker="Tom Ellis").utterances}) == 2
    assert read(text).utterances[-1].text == "Bye."


def test_a_word_with_a_colon_is_no_speaker_where_few_cues_have_one() -> None:
    words = ["Note: late", "so it", "was late", "Note: again", "and so", "on"]
    times = [f"00:0{n}.000 --> 00:0{n}.900" for n in range(6)]
    error = refusal("WEBVTT\n\n" + "".join(map(cue, times, words)))
    assert error.reason == "no speaker is named in these captions"
    assert "<v Name>" in error.hint


@pytest.mark.parametrize("text", ["10:30 is fine.", "https://example.com/a.", "Why? So: x."])
def test_clock_times_addresses_and_sentences_name_nobody(text: str) -> None:
    call = read(
        "WEBVTT\n\n"
        + cue("00:01.000 --> 00:02.000", "Agent: Yes?")
        + cue("00:03.000 --> 00:04.000", text)
        + cue("00:05.000 --> 00:06.000", text)
        + cue("00:07.000 --> 00:08.000", "Customer: No.")
    )
    assert said(call) == [("agent", "Yes?"), ("agent", text), ("agent", text), ("customer", "No.")]


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [
        ("<v Mary Hill>", "Mary Hill"),
        ("<v.loud Mary Hill>", "Mary Hill"),
        ("<v.first.loud  Mary \t Hill >", "Mary Hill"),
        ("<V Mary Hill>", "Mary Hill"),
        ("<v\nMary\nHill>", "Mary Hill"),
        ("<v Hill &amp; Sons>", "Hill & Sons"),
        ("- <v MARY HILL>", "mary hill"),
    ],
)
def test_a_voice_may_have_classes_and_characters_by_name(tag: str, speaker: str) -> None:
    text = "WEBVTT\n\n" + cue("00:01.000 --> 00:02.000", f"{tag}Yes.")
    text += cue("00:02.500 --> 00:03.000", "<v Tom>Who?</v>")
    call = read(text, agent_speaker=speaker)
    assert said(call) == [("agent", "Yes."), ("customer", "Who?")]
    assert not call.started.speakers_guessed


def test_several_voices_in_one_cue_share_its_time_one_after_another() -> None:
    text = cue("00:10.000 --> 00:14.000", "<v Agent>Yes, it is.</v> <v Caller>Oh.</v>")
    first, second = read("WEBVTT\n\n" + text).utterances
    assert (first.party, first.text, second.party, second.text) == (
        "agent", "Yes, it is.", "customer", "Oh."
    )  # fmt: skip
    assert (first.start, second.end) == (10.0, 14.0)
    assert first.end == second.start == pytest.approx(10 + 4 * 11 / 14, abs=0.001)


def test_speech_of_two_at_once_in_cues_of_their_own_stays_so() -> None:
    text = cue("00:10.000 --> 00:14.000", "<v Agent>Yes, it is.</v>")
    text += cue("00:12.000 --> 00:16.000", "<v Caller>It is not.</v>")
    first, second = read("WEBVTT\n\n" + text).utterances
    assert (first.start, first.end, second.start, second.end) == (10, 14, 12, 16)


def test_utterances_are_in_the_order_of_their_ends() -> None:
    text = cue("00:10.000 --> 00:20.000", "<v Caller>A long story.</v>")
    text += cue("00:12.000 --> 00:12.500", "<v Agent>Mm-hm.</v>")
    assert [u.party for u in read("WEBVTT\n\n" + text).utterances] == ["agent", "customer"]


def test_a_cue_without_a_speaker_goes_on_with_the_speaker_before() -> None:
    text = cue("00:01.000 --> 00:02.000", "<v Agent>One moment.</v>")
    text += cue("00:05.000 --> 00:06.000", "Here it is.")
    text += cue("00:07.000 --> 00:08.000", "<v Caller>Good.</v> And?")
    assert said(read("WEBVTT\n\n" + text)) == [
        ("agent", "One moment."), ("agent", "Here it is."), ("customer", "Good. And?"),
    ]  # fmt: skip


def test_what_comes_before_the_first_name_is_left_out_and_said_so() -> None:
    text = cue("00:01.000 --> 00:03.500", "This call is recorded.")
    text += cue("00:05.000 --> 00:06.000", "<v Agent>Hello.</v>")
    call = read("WEBVTT\n\n" + text)
    assert said(call) == [("agent", "Hello.")]
    (notice,) = call.notices
    assert "before a speaker was named, until 3.5 s (cues: 1)" in notice.what
    assert notice.utterance is None


def test_notes_styles_regions_settings_and_other_tags_are_not_said() -> None:
    call = read(
        "WEBVTT Kind: captions\nLanguage: en-GB\n\nNOTE\nnobody says this --> ever\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:left\nwidth:40%\n\n"
        + cue(
            "00:01.000 --> 00:03.000 region:left align:start position:10%,line-left",
            "<v Agent><c.red>Your <b>order</b></c> <00:00:02.000>is &lt;late&gt;&nbsp;&#33; 3 < 4",
        )
    )
    assert said(call) == [("agent", "Your order is <late> ! 3 < 4")]
    assert call.started.language == "en-GB"


def test_the_language_may_stand_in_a_note() -> None:
    text = "WEBVTT\n\nNOTE language:de-de\n\n" + cue("00:01.000 --> 00:02.000", "<v Agent>Ja.")
    assert read(text).started.language == "de-de"


def test_lines_may_end_with_a_carriage_return_and_the_file_begin_with_a_mark() -> None:
    for content in (
        b"\xef\xbb\xbf" + TEAMS.encode(),
        TEAMS.replace("\n", "\r\n").encode(),
        TEAMS.replace("\n", "\r").encode(),
        TEAMS.rstrip("\n").encode(),
        TEAMS.replace("WEBVTT\n\n", "WEBVTT\n").encode(),
    ):
        assert said(read(content)) == said(read(TEAMS))


def test_hours_may_be_left_out_and_a_cue_may_follow_without_a_blank_line() -> None:
    text = "WEBVTT\n\n01:00.000 --> 01:02.000\n<v Agent>Yes.\n1:00:03,5 --> 1:00:04.25\n<v Bo>No."
    assert [(u.start, u.end) for u in read(text).utterances] == [(60, 62), (3603.5, 3604.25)]


def test_an_arrow_in_what_is_said_is_said() -> None:
    text = cue("00:01.000 --> 00:02.000", "<v Agent>Go to settings --> account.")
    assert said(read("WEBVTT\n\n" + text)) == [("agent", "Go to settings --> account.")]


@pytest.mark.parametrize(
    ("gap", "first", "other", "joined"),
    [
        (0.0, "I want to speak", "Tom", True),
        (JOIN_GAP_S, "I want to speak", "Tom", True),
        (JOIN_GAP_S + 0.1, "I want to speak", "Tom", False),
        (0.0, "I want to speak.", "Tom", False),
        (0.0, "Did I speak?\u201d", "Tom", False),
        (0.0, "I want to speak", "Ann", False),
    ],
)
def test_cues_are_joined_only_within_a_sentence_of_one_speaker(
    gap: float, first: str, other: str, joined: bool
) -> None:
    start = 2.0 + gap
    text = cue("00:01.000 --> 00:02.000", f"<v Tom>{first}")
    text += cue(f"00:0{start:.3f} --> 00:04.000", f"<v {other}>to your manager.")
    call = read("WEBVTT\n\n" + text)
    assert len(call.utterances) == (1 if joined else 2)
    assert call.utterances[0].text == (f"{first} to your manager." if joined else first)


def test_captions_without_full_stops_become_utterances_of_bounded_length() -> None:
    times = [f"00:{n:02}.000 --> 00:{n + 1:02}.000" for n in range(50)]
    call = read("WEBVTT\n\n" + "".join(cue(each, "<v Tom>and then") for each in times))
    assert all(u.end - u.start <= JOINED_S for u in call.utterances)
    assert len(call.utterances) == 4


@pytest.mark.parametrize(
    ("names", "parties"),
    [
        (("Agent", "Customer"), ("agent", "customer")),
        (("Caller", "Rep"), ("customer", "agent")),
        (("Priya (Agent)", "Tom"), ("agent", "customer")),
        (("Tom", "Agent 2"), ("customer", "agent")),
        (("Customer Service", "Customer"), ("agent", "customer")),
        (("C", "A"), ("customer", "agent")),
    ],
)
def test_a_name_that_says_the_role_is_believed(
    names: tuple[str, str], parties: tuple[str, str]
) -> None:
    text = cue("00:01.000 --> 00:02.000", f"<v {names[0]}>Yes.")
    text += cue("00:03.000 --> 00:04.000", f"<v {names[1]}>No.")
    call = read("WEBVTT\n\n" + text)
    assert tuple(u.party for u in call.utterances) == parties
    assert not call.started.speakers_guessed


def test_letters_that_only_tell_speakers_apart_are_no_roles() -> None:
    text = cue("00:01.000 --> 00:02.000", "<v B>You're through to Acme, how can I help?")
    text += cue("00:03.000 --> 00:04.000", "<v A>My order is late.")
    call = read("WEBVTT\n\n" + text)
    assert [u.party for u in call.utterances] == ["agent", "customer"]
    assert call.started.speakers_guessed


def test_the_caller_may_say_who_the_agent_is() -> None:
    call = read(TEAMS, agent_speaker="tom ellis")
    assert [u.party for u in call.utterances] == ["customer", "customer", "agent"]
    error = refusal(TEAMS, agent_speaker="Bob")
    assert "nobody in this call is called 'Bob'" in error.reason
    assert "'Priya Shah', 'Tom Ellis'" in error.hint


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("00:01.000 -> 00:02.000\nAgent: Hi", None, "no text"),
        ("00:01.000 --> soon\nAgent: Hi", 3, "cannot be read"),
        ("soon --> 00:01.000\nAgent: Hi", 3, "cannot be read"),
        ("00:75.000 --> 01:20.000\nAgent: Hi", 3, "00:75 is no number"),
        ("00:09.000 --> 00:08.000\nAgent: Hi", 3, "before its start"),
        ("99:00:00.000 --> 99:00:01.000\nAgent: Hi", 3, "above 86400"),
        ("00:01.000 --> 00:02.000\n<v Agent> </v>", None, "no speaker"),
        ("00:01.000 --> 00:02.000\n", None, "no text"),
        ("", None, "no text"),
    ],
)
def test_what_cannot_be_a_call_is_refused(text: str, line: int | None, words: str) -> None:
    error = refusal("WEBVTT\n\n" + text)
    assert (error.line, words in error.reason) == (line, True)


def test_bytes_that_are_not_utf8_are_refused_with_their_place() -> None:
    with pytest.raises(InputError) as caught:
        read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>caf\xe9")
    assert caught.value.line == 4


def test_a_cue_of_a_megabyte_is_cut_and_said_so() -> None:
    call = read("WEBVTT\n\n" + cue("00:01.000 --> 00:02.000", "<v Agent>" + "again " * 200_000))
    assert len(call.utterances[0].text) <= MAX_UTTERANCE_CHARS
    assert call.notices[0].utterance == "u0"


def test_more_cues_than_a_call_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "MAX_CUES", 3)
    assert "more than a day of talk" in refusal(TEAMS).reason


def test_more_text_than_a_call_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "MAX_CUE_CHARS", 100)
    assert "more than a day of talk" in refusal(TEAMS).reason


def test_a_thousand_speakers_are_refused() -> None:
    every = (cue("00:01.000 --> 00:02.000", f"<v S{n}>Yes.") for n in range(1000))
    assert "different speakers" in refusal("WEBVTT\n\n" + "".join(every)).reason


# What could make a careless expression, or the joining of texts, take a time that grows with its
# square.
@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<v ", "<v A>", "<v.", "&", "&#1", "&#x", " ", "- ", ":", "a:", "[", "(", "{\\",
     "1", "-->", ">", "a: b\n", "<v A>x</v>\n", "[A] b\n", "\r", "00:"],
)  # fmt: skip
def test_four_megabytes_of_anything_come_to_an_end(piece: str) -> None:
    long = piece * (4_000_000 // len(piece.encode()))
    for text in (cue("00:01.000 --> 00:02.000", "<v A>x" + long), "NOTE " + long, long):
        holds(("WEBVTT\n\n" + text).encode())


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    content = draw(st.sampled_from([TEAMS, ZOOM, MEET])).encode()
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(content)))
        upto = min(len(content), at + draw(st.integers(0, 30)))
        middle = draw(
            st.binary(max_size=4)
            | st.just(content[at:upto] * 2)
            | st.sampled_from([b"<v", b">", b"-->", b"\n\n", b": ", b"[x] ", b"- ", b"99:"])
        )
        content = content[:at] + middle + content[upto:]
    return content


def holds(content: bytes) -> None:
    try:
        call = read(content)
    except InputError as error:
        assert error.file == "call.vtt"  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert call.utterances
    assert all(u.id and u.text and 0 <= u.start <= u.end for u in call.utterances)
    assert len({u.id for u in call.utterances}) == len(call.utterances)
    assert sum(isinstance(e, UtteranceHeard) for e in timeline(call)) == len(call.utterances)


@given(mutated())
def test_captions_with_damage(content: bytes) -> None:
    holds(content)


@example("[ ]")
@given(st.text(alphabet="<>v/. :-[]()&;\nAb1\r\u00a0", max_size=80))
def test_a_cue_of_any_text(text: str) -> None:
    holds(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n\n00:03.000 --> 00:04.000\n<v A>x".encode())


@given(st.binary(max_size=300))
def test_any_bytes_after_the_first_word(content: bytes) -> None:
    holds(b"WEBVTT\n" + content)
