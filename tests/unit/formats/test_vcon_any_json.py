"""vCons, whatever stands in them: a sound call, or an ``InputError`` that names the file."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.any_json import SOURCE, keys_of, mutated, sound, values_with
from tests.support.finished import finished
from tests.support.vcon_library import FORMATS as IETF
from tests.support.vcons import START, base64url, recording, signed, text, transcript, vcon

from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.imported import MAX_SPEAKERS
from coolhead.adapters.formats.reading import DOCUMENTS
from coolhead.adapters.formats.transcript import MAX_UTTERANCE_CHARS, MAX_UTTERANCES
from coolhead.adapters.formats.vcon import Vcon, write_vcon
from coolhead.call.utterance import Utterance, Word
from coolhead.errors import InputError

READER = next(each for each in DOCUMENTS if isinstance(each, Vcon))
BODIES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "samples").glob("*.json"))
}
LIST = [
    {"parties": 0, "start": START, "duration": 1.5, "text": "Ferry line.", "confidence": 0.5},
    {"parties": [1], "start": 3, "end": 5, "text": "Gone.", "words": [
        {"word": "Gone.", "start": 3, "end": 5}]},
]  # fmt: skip
WTF = {
    "transcript": {"text": "Ferry line. Gone.", "language": "en"},
    "segments": [
        {"id": 0, "start": 1, "end": 2, "text": "Ferry line.", "speaker": 0, "words": [0]},
        {"id": 1, "start": 3, "end": 5, "text": "Gone.", "speaker": 1, "words": [1]},
    ],
    "words": [{"text": "Ferry", "start": 1, "end": 2}, {"text": "Gone.", "start": 3, "end": 5}],
    "speakers": {"0": {"label": "Noor"}, "1": {"label": "Ada"}},
}
HELD = {"url": None, "body": base64url(bytes(300)), "encoding": "base64url"}
WRITTEN = json.loads(
    write_vcon(
        finished(
            [
                Utterance("agent", 0, 1.5, "Ferry line.", words=(Word("Ferry", 0.0, 0.5),)),
                Utterance("customer", 2, 4, "You idiot.", confidence=0.5, pitch_hz=200.0),
            ],
            started_at=START,
        ),
        created_at=datetime(2026, 11, 2, tzinfo=UTC),
    )
)
# The analyses that are not read are dead weight for finding what breaks the reader.
WRITTEN["analysis"] = WRITTEN["analysis"][:1]
SAMPLES = {
    "texts": vcon(
        text(0, 0, "Ferry line.", duration=1, mediatype="text/plain", encoding="none"),
        text(1, 2, {"text": "Gone."}, encoding="json", originator=1, interaction_id="i"),
        {"type": "transfer", "transferor": 0, "transferee": 1},
        recording(party_history=[{"party": 0, "time": START, "event": "hold"}]),
        vcon="0.0.2",
        redacted={"uuid": "u-0", "type": "names"},
        critical=["CC"],
    ),
    "list": vcon(recording(), analysis=[transcript(LIST, encoding="json")]),
    "lines": vcon(recording(), analysis=[transcript("[00:01] Noor: Ferry line.\nAda: Gone.")]),
    "wtf": vcon(recording(), analysis=[transcript(WTF, type="wtf_transcription")]),
    "attachment": vcon(recording(), attachments=[{"type": "transcript", "body": json.dumps(LIST)}]),
    "two recordings": vcon(
        recording(parties=[0]), recording(parties=[1]),
        analysis=[transcript("Ferry line."), transcript(LIST, dialog=[0, 1])],
    ),
    "held": vcon(recording(**HELD)),
    "signed": signed(vcon(text(0, 0, "Ferry line."), text(1, 2, "Gone."))),
    "written": WRITTEN,
    **{
        f"with {name}": vcon(recording(), analysis=[transcript(body)])
        for name, body in BODIES.items()
    },
}  # fmt: skip
KEYS = keys_of(*SAMPLES.values())
INDEX = st.integers(-1, 9)
# What vCons hold besides what any JSON does: times, indices, encodings, and bytes in text.
VALUES = (
    values_with(KEYS)
    | st.sampled_from([START, "2026-03-02", "0001-01-01T00:00:00+14:00",
                       "9999-12-31T23:59:59-14:00", "Mon, 02 Mar 2026 10:15:00 -0000",
                       1e11, -1e11, 253_402_300_799, "1e999"])
    | st.sampled_from(["none", "json", "base64url", "base64", "text", "recording", "transcript",
                       "audio/wav", "text/plain", "coolhead", "coolhead-transcript-1"])
    | st.binary(max_size=12).map(base64url)
    | st.text("AZaz09-_+/= \n", max_size=12)
    | st.lists(st.none() | INDEX | st.lists(INDEX, max_size=2), max_size=4)
)  # fmt: skip
MARKS = {"uuid": "u", "parties": []}


def holds(document: Any) -> None:
    raw = json.dumps(document).encode()
    ids_once = b"coolhead-transcript-1" not in raw
    if READER.recognises(document):
        sound(partial(READER.read, document, SOURCE), ids_once=ids_once)
        sound(partial(READER.read, document, SOURCE, agent_speaker="1"), ids_once=ids_once)
    sound(partial(JsonDocuments(DOCUMENTS).read, io.BytesIO(raw), SOURCE), ids_once=ids_once)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "held"])
def test_a_sample_as_it_is_makes_a_call(name: str) -> None:
    assert len(READER.read(SAMPLES[name], SOURCE).utterances) > 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_with_damage(name: str) -> None:
    @settings(deadline=None, max_examples=60)
    @given(document=mutated(SAMPLES[name], KEYS, VALUES))
    def check(document: Any) -> None:
        holds(document)

    check()


@pytest.mark.parametrize("name", ["ab_call_ext_rec_analysis", "ab_call_ext_rec_redacted"])
def test_an_example_of_the_ietf_with_damage(name: str) -> None:
    path = IETF / f"{name}.vcon"
    if not path.is_file():
        pytest.skip(f"the IETF's files are not there ({path}); set COOLHEAD_SHARED")
    document = json.loads(path.read_text(encoding="utf-8"))

    @settings(deadline=None, max_examples=50)
    @given(document=mutated(document, KEYS, VALUES))
    def check(document: Any) -> None:
        holds(document)

    check()


@settings(deadline=None)
@given(document=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5))
def test_json_of_any_shape_that_passes_for_a_vcon(document: dict[str, Any]) -> None:
    holds({**MARKS, **document})
    holds({"payload": base64url(json.dumps({**MARKS, **document})), "signatures": []})
    holds({**document, "payload": document.get("payload"), "signatures": []})


@settings(deadline=None)
@given(dialog=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_a_dialog_of_any_shape(dialog: dict[str, Any]) -> None:
    for kind in ("text", "recording"):
        holds(vcon({"type": kind, **dialog}, text(1, 2, "Gone.")))


@settings(deadline=None)
@given(body=VALUES, encoding=st.sampled_from([None, "none", "json", "base64url"]))
def test_a_transcript_of_any_shape(body: Any, encoding: str | None) -> None:
    holds(vcon(recording(), analysis=[transcript(body, encoding=encoding)]))
    ours = {"vendor": "coolhead", "schema": "coolhead-transcript-1"}
    holds(vcon(recording(), analysis=[{**transcript(body, encoding=encoding), **ours}]))


@settings(deadline=None)
@given(body=st.text("[]():0123456789. -NoraAde\n\t\u2028", max_size=80))
def test_a_transcript_of_any_lines(body: str) -> None:
    holds(vcon(recording(), analysis=[transcript(body)]))


@settings(deadline=None)
@given(payload=st.binary(max_size=40).map(base64url) | st.text(max_size=20))
def test_a_signed_form_of_anything(payload: str) -> None:
    holds({"payload": payload, "signatures": []})


@pytest.mark.parametrize("name", SAMPLES)
def test_deep_nesting_is_refused_or_survived_wherever_it_stands(name: str) -> None:
    raw = json.dumps(SAMPLES[name])
    for depth in (50, 100_000):
        deep = "[" * depth + "]" * depth
        for value in ('"Noor"', f'"{START}"', '"Ferry line."', "30", '"recording"', "0"):
            content = io.BytesIO(raw.replace(value, deep).encode())
            sound(partial(JsonDocuments(DOCUMENTS).read, content, SOURCE))


@pytest.mark.parametrize("field", ["body", "payload"])
def test_deep_nesting_within_a_body_is_refused_or_survived(field: str) -> None:
    for deep in ("[" * 100_000 + "]" * 100_000, '{"segments":' * 50_000 + "1" + "}" * 50_000):
        if field == "payload":
            holds({"payload": base64url(deep), "signatures": []})
        else:
            for encoding in ("json", "none"):
                holds(vcon(recording(), analysis=[transcript(deep, encoding=encoding)]))
            packed = transcript(base64url(deep), encoding="base64url")
            holds(vcon(recording(), analysis=[packed]))


def many(kind: str, number: int, said: str = "No.", speakers: int = 2) -> dict[str, Any]:
    """A vCon of so many short turns, of so many parties in turn."""
    parties = [{"name": f"p{index}"} for index in range(speakers)]
    if kind == "dialogs":
        turns = [text(at % speakers, 0, said, start=START) for at in range(number)]
        return vcon(*turns, parties=parties)
    if kind == "lines":
        lines = "\n".join(f"p{at % speakers}: {said}" for at in range(number))
        return vcon(recording(parties=[0, 1]), parties=parties, analysis=[transcript(lines)])
    segments = [{"parties": at % speakers, "start": at / 10, "end": at / 10, "text": said}
                for at in range(number)]  # fmt: skip
    return vcon(recording(), parties=parties, analysis=[transcript(segments)])


@pytest.mark.parametrize("kind", ["dialogs", "lines", "segments"])
def test_more_turns_than_a_call_can_have_are_refused(kind: str) -> None:
    with pytest.raises(InputError, match="too many for one call"):
        READER.read(many(kind, MAX_UTTERANCES + 1), SOURCE)


@pytest.mark.parametrize("kind", ["dialogs", "lines", "segments"])
def test_more_speakers_than_a_call_can_have_are_refused(kind: str) -> None:
    with pytest.raises(InputError, match="2,000 different speakers"):
        READER.read(many(kind, 2_000, speakers=2_000), SOURCE)
    assert READER.read(many(kind, 200, speakers=MAX_SPEAKERS), SOURCE).utterances


@pytest.mark.parametrize("kind", ["dialogs", "lines", "segments"])
def test_text_of_several_megabytes_is_cut_and_the_call_says_so(kind: str) -> None:
    call = READER.read(many(kind, 2, said="never again " * 400_000), SOURCE)
    assert [len(u.text) <= MAX_UTTERANCE_CHARS for u in call.utterances] == [True, True]
    assert sum("was cut to" in notice.what for notice in call.notices) == 2


LONG = {
    "spaces": " " * 500_000,
    "letters": "a" * 500_000,
    "times": "1:" * 250_000,
    "padding": "=" * 500_000,
    "lines": "a\n" * 250_000,
}
LABELS = ("uuid", "name", "tel", "type", "start", "mediatype", "encoding", "body", "campaign")


@pytest.mark.parametrize("value", LONG)
@pytest.mark.parametrize("place", LABELS)
def test_a_string_of_half_a_megabyte_is_survived_wherever_it_stands(place: str, value: str) -> None:
    given = LONG[value]
    turn = {**text(0, 0, "Ferry line."), place: given}
    holds(vcon(turn, text(1, 2, "Gone."), parties=[{place: given}, {}], campaign=given))


@pytest.mark.parametrize("value", LONG)
def test_a_transcript_with_a_string_of_half_a_megabyte_is_survived(value: str) -> None:
    given = LONG[value]
    holds(vcon(recording(), analysis=[transcript([{"speaker": given, "text": "Gone."}, *LIST])]))
    holds(vcon(recording(), analysis=[transcript(f"{given}: Gone.\n{given}")]))


def test_very_many_of_everything_is_survived() -> None:
    """What is looked up for each of many others must not be looked through each time."""
    many_of_it = 3_000
    bare = [{"type": "recording"}] * many_of_it
    each = [transcript("Agent: Gone.", dialog=index) for index in range(many_of_it)]
    holds(vcon(*bare, analysis=each))
    holds(vcon(*bare, analysis=[*each, *[transcript("?", dialog=None)] * many_of_it]))
    agents = [{"role": "agent"}] * many_of_it
    spoken = [{"speaker": "agent", "text": "Gone."}] * many_of_it
    holds(vcon(recording(), parties=agents, analysis=[transcript(spoken)]))
    everybody = list(range(many_of_it))
    holds(vcon(recording(parties=everybody), analysis=[transcript(LIST, dialog=everybody)] * 50))
    joined = [{"party": index, "event": "join"} for index in everybody]
    holds(vcon({"type": "recording", "party_history": joined}, analysis=[transcript(LIST)]))
