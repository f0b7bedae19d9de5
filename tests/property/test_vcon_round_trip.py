"""A transcript that becomes a vCon and a transcript again loses nothing; whatever stands in it."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.support.vcon_library import schema_errors

from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.reading import DOCUMENTS
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall, clean
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.adapters.formats.vcon import Vcon, write_vcon
from coolhead.bootstrap import CallSource, run_call
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import PARTIES
from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.services.finished import FinishedCall, finish_call

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SOURCE = "call.vcon"
PLAYBOOK = load_playbook("standard")

# What cannot be in a file in UTF-8, and what no speech has, are taken out when a file is read.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(clean)
words_said = st.sampled_from(
    ["I want my money back.", "You stupid idiot!", "I'm sorry to hear that.", "Hm.", "Is it late?"]
)
seconds = st.floats(0, 600) | st.integers(0, 600)
names = texts.map(lambda text: text[:40])
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
clocks = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones)
places = st.sampled_from(["Europe/London", "America/St_Johns", "Asia/Kathmandu", "UTC"])
headers = st.fixed_dictionaries(
    {},
    optional={
        "id": names,
        "workspace": names,
        "team": names,
        "started_at": clocks.map(datetime.isoformat),
        "time_zone": places,
        "direction": st.sampled_from(["inbound", "outbound"]),
        "agent": names,
        "customer": names,
        "customer_number": st.sampled_from(["+44 20 7946 0018", "100", "anonymous"]),
        "customer_time_zone": places,
        "campaign": names,
        "stake": st.sampled_from(["none", "deal", "lead", "appointment"]),
        "language": st.sampled_from(["en", "en-GB", "de", "pt-BR"]),
        "playbook": st.sampled_from(sorted(shipped_names())),
        "consent": st.sampled_from(["unknown", "given"]),
        "ended_by": st.sampled_from(["customer", "agent", "agent_for_abuse", "system"]),
    },
)


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    start, end = sorted((draw(seconds), draw(seconds)))
    return {"start": start, "end": end}


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    line = {
        "party": draw(st.sampled_from(PARTIES)),
        **draw(spans()),
        "text": draw(words_said | texts),
    }
    optional = {
        "id": names,
        "words": st.lists(st.builds(lambda w, span: {"w": w, **span}, texts, spans()), max_size=3),
        "confidence": st.floats(0, 1),
        "loudness_dbfs": st.floats(-90, 0),
        "pitch_hz": st.floats(60, 400),
    }
    return line | draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def transcripts(draw: st.DrawFn) -> TranscriptCall:
    header = {"call": draw(headers)}
    said = draw(st.lists(lines(), min_size=1, max_size=5))
    if draw(st.booleans()):
        said.sort(key=lambda line: line["end"])
    written = "\n".join(json.dumps(each, ensure_ascii=False) for each in [header, *said])
    call = TranscriptJsonl().read(io.BytesIO(written.encode()), SOURCE)
    # Of two with one id the fold takes the first: the second was never part of the call.
    assume(len({utterance.id for utterance in call.utterances}) == len(call.utterances))
    return call


def run(call: TranscriptCall) -> FinishedCall:
    """The call, run under the playbook that it names."""
    playbook = load_playbook(call.playbook_name) if call.playbook_name else PLAYBOOK
    source = CallSource(started=call.started, events=timeline(call))
    return finish_call(run_call(source, playbook))


def for_others(utterance: Utterance) -> Utterance:
    """How loud and how high an agent speaks is not given to others."""
    if utterance.party != "agent":
        return utterance
    return msgspec.structs.replace(utterance, loudness_dbfs=None, pitch_hz=None)


def read(vcon: Any) -> TranscriptCall:
    return JsonDocuments(DOCUMENTS).read(io.BytesIO(msgspec.json.encode(vcon)), SOURCE)


@settings(deadline=None, max_examples=60)
@given(call=transcripts())
def test_every_fact_word_and_time_comes_back(call: TranscriptCall) -> None:
    finished = run(call)
    written = write_vcon(finished, created_at=NOW)
    back = read(json.loads(written))
    assert back.started == call.started
    assert back.utterances == tuple(map(for_others, call.utterances))
    assert (back.ended_by or "system") == (call.ended_by or "system")
    assert back.playbook_name == (call.playbook_name or "standard")
    assert back.notices == call.notices
    if back.utterances == call.utterances:  # else a raised voice of the agent's is not found again
        assert write_vcon(run(back), created_at=NOW) == written


@settings(deadline=None, max_examples=60)
@given(call=transcripts())
def test_what_is_written_is_valid(call: TranscriptCall) -> None:
    assert schema_errors(json.loads(write_vcon(run(call), created_at=NOW))) == []


@settings(deadline=None, max_examples=60)
@given(call=transcripts())
def test_the_dialogs_alone_carry_what_was_said_by_whom_and_when(call: TranscriptCall) -> None:
    vcon = json.loads(write_vcon(run(call), created_at=NOW))
    back = Vcon().read({**vcon, "analysis": []}, SOURCE)
    first = min(utterance.start for utterance in call.utterances)
    said = sorted((u.party, u.text) for u in back.utterances)
    assert said == sorted((u.party, u.text) for u in call.utterances)
    starts = sorted(u.start for u in back.utterances)
    for start, wanted in zip(starts, sorted(u.start for u in call.utterances), strict=True):
        assert abs(start - (wanted - first)) < 1e-5
