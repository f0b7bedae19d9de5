"""Interruptions, overlap and shares of talk, worked out a second time in another way.

What is counted, as the documents say it:

- An *interruption*: "one party starts while the other is mid-speech and takes the floor;
  backchannels don't count" (the vocabulary of signals). Mid-speech: a fifth of a second or more
  after the other began, since nobody can have heard them sooner, and before they ended. Takes the
  floor: the other has stopped by the time that the one who broke in stops. They must have spoken
  at once for ``timing.interruption_overlap_s`` (half a second, ``docs/playbooks.md``) or longer.
  Less than a second of speech that begins in the other's last half second is a hurried answer.
- Speech with pauses of up to 0.4 s is one stretch, and a stretch interrupts once.
- It is judged when an utterance ends, on what has been heard by then: what somebody is still
  saying goes on, and what they say later does not count back.
- *Overlap* of a call: the seconds in which two or more speak, nods included, each counted once.
- *Talk ratio*: each party's share of all speaking time (``docs/record.md``).

The product follows events and compares ends of intervals in floating point. Here a call is a row
of hundredths of a second (thousandths for words) that are spoken or not, all whole numbers, and
everything is counted by walking along it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from coolhead.adapters.formats.deepgram import Deepgram
from coolhead.adapters.formats.harper_valley import HarperValley
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.speakers import Spoken, call_of
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.whisperx import WhisperX
from coolhead.bootstrap import CallSource, choose_playbook, run_call
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.signals.backchannel import is_backchannel
from coolhead.signals.timing import interruptions_by_party, overlap_seconds, talk_ratio

HERE = Path(__file__).resolve()
SAMPLES = HERE.parents[1] / "unit" / "formats" / "samples"
SHARED = Path(os.environ.get("COOLHEAD_SHARED") or HERE.parents[3] / "shared")
REAL = SHARED / "data" / "formats" / "ab_call_ext_rec_analysis.vcon"
STANDARD = choose_playbook("standard")
TURN = "I want to know where it is now"
NOD = "mm-hm"

# In seconds, as the documents have them.
PAUSE, UNHEARD, LONG_ENOUGH, SHORT, LAST = 0.4, 0.2, 0.5, 1.0, 0.5


class Said(NamedTuple):
    """A stretch of speech in whole ticks, ``start`` included and ``end`` not."""

    party: Party
    start: int
    end: int
    nod: bool


class Figures(NamedTuple):
    interruptions: dict[Party, int]
    overlap_s: float
    talk: dict[Party, float]


# The second computation. It knows nothing of the product but the meaning of the words.


def counted(said: Sequence[Said], ticks_a_second: int) -> Figures:
    rows = {party: row([s for s in said if s.party == party], said) for party in PARTIES}
    at_once = sum(sum(tick) > 1 for tick in zip(*rows.values(), strict=True))
    spoken = {party: sum(row) for party, row in rows.items() if any(row)}
    total = sum(spoken.values())
    return Figures(
        interruptions(said, ticks_a_second),
        at_once / ticks_a_second,
        {party: ticks / total for party, ticks in spoken.items()},
    )


def row(of: Sequence[Said], said: Sequence[Said]) -> bytearray:
    """One byte a tick: whether any of these is spoken then."""
    ticks = bytearray(max((s.end for s in said), default=0))
    for each in of:
        for tick in range(each.start, each.end):
            ticks[tick] = 1
    return ticks


def without_pauses(ticks: bytearray, longest: int) -> bytearray:
    """The row with each pause of up to ``longest`` ticks within it spoken over."""
    filled, last = bytearray(ticks), None
    for tick, spoken in enumerate(ticks):
        if spoken:
            if last is not None and tick - last - 1 <= longest:
                filled[last + 1 : tick] = b"\1" * (tick - last - 1)
            last = tick
    return filled


def interruptions(said: Sequence[Said], ticks_a_second: int) -> dict[Party, int]:
    def ticks(seconds: float) -> int:
        return round(seconds * ticks_a_second)

    counts: Counter[Party] = Counter()
    done: set[tuple[Party, int]] = set()
    for now in (s for s in said if not s.nod):
        known = [
            s._replace(end=min(s.end, now.end))
            for s in said
            # Whether something is a nod shows when it is over.
            if s.start < now.end and (s.end > now.end or not s.nod)
        ]
        own = stretch(known, now.party, now.end - 1, ticks(PAUSE))
        assert own is not None
        begun = own[0]
        for other in PARTIES:
            theirs = stretch(known, other, begun, ticks(PAUSE)) if other != now.party else None
            if theirs is None or (now.party, begun) in done:
                continue
            goes_on = any(s.party == other and s.start < now.end < s.end for s in said)
            if goes_on and theirs[1] == now.end:
                continue
            hurried = now.end - begun < ticks(SHORT) and theirs[1] - begun <= ticks(LAST)
            if (
                begun - theirs[0] >= ticks(UNHEARD)
                and min(theirs[1], now.end) - begun >= ticks(LONG_ENOUGH)
                and not hurried
            ):
                done.add((now.party, begun))
                counts[now.party] += 1
    return dict(counts)


def stretch(known: Sequence[Said], party: Party, at: int, pause: int) -> tuple[int, int] | None:
    """The stretch of a party's speech that goes on at a tick: its first tick, and its end."""
    ticks = without_pauses(row([s for s in known if s.party == party], known), pause)
    if at >= len(ticks) or not ticks[at]:
        return None
    start, end = at, at
    while start > 0 and ticks[start - 1]:
        start -= 1
    while end < len(ticks) and ticks[end]:
        end += 1
    return start, end


# The product's answers.


def reported(call: TranscriptCall) -> Figures:
    source = CallSource(started=call.started, events=timeline(call))
    runner = run_call(source, STANDARD)
    record, state = runner.record(), runner.state.call
    counts = {party: count for party, count in record.interruptions.items() if count}
    assert interruptions_by_party(state) == counts
    assert talk_ratio(state) == record.talk_ratio
    return Figures(counts, overlap_seconds(state), record.talk_ratio)


def agree(call: TranscriptCall, said: Sequence[Said], ticks_a_second: int) -> None:
    product, second = reported(call), counted(said, ticks_a_second)
    assert product.interruptions == second.interruptions
    assert product.overlap_s == pytest.approx(second.overlap_s, abs=0.006)
    assert product.talk == pytest.approx(second.talk, abs=0.0006)


def apart(said: Sequence[Said]) -> bool:
    """Whether no speech ends at the very tick at which another party begins or ends.

    Who was still speaking then is a question of which of two events came first.
    """
    return not any(
        one.end in {other.start, other.end}
        for one in said
        for other in said
        if one.party != other.party
    )


# Synthetic timings, in hundredths of a second.

# Lengths and pauses at which something is decided, with their neighbours, and any others.
lengths = st.sampled_from([30, 49, 50, 51, 99, 100, 101, 200]) | st.integers(10, 600)
pauses = st.sampled_from([0, 10, 39, 40, 41, 60]) | st.integers(0, 500)


@st.composite
def talk(
    draw: st.DrawFn, parties: Sequence[Party] = PARTIES, pauses: st.SearchStrategy[int] = pauses
) -> list[Said]:
    said = []
    for party in parties:
        now = draw(st.integers(0, 300))
        for _ in range(draw(st.integers(0, 5))):
            length = draw(lengths)
            said.append(Said(party, now, now + length, nod=draw(st.integers(0, 4)) == 0))
            now += length + draw(pauses)
    assume(said and apart(said))
    return sorted(said, key=lambda each: (each.end, each.start))


def as_call(said: Sequence[Said]) -> TranscriptCall:
    spoken = [
        Spoken(
            speaker=each.party,
            start=each.start / 100,
            end=each.end / 100,
            text=NOD if each.nod else TURN,
        )
        for each in said
    ]
    roles: dict[str, Party] = {party: party for party in PARTIES}
    return call_of(spoken, CallStarted(at=0.0, call="c"), "c", roles=roles)


def turns(*said: tuple[Party, int, int]) -> list[Said]:
    return [Said(*each, nod=False) for each in said]


def test_the_words_used_here_are_what_they_are_taken_for() -> None:
    assert is_backchannel(NOD)
    assert not is_backchannel(TURN)


@settings(max_examples=250, deadline=None)
# The gap of 0.4 s from 0.7 to 1.1 is a hair longer in floating point.
@example(turns(("customer", 0, 70), ("agent", 60, 200), ("customer", 110, 190)))
# So is the fifth of a second from 0.1 to 0.3.
@example(turns(("customer", 10, 100), ("agent", 30, 400)))
# The second from 0.4 to 1.4 is a hair shorter: it is no short answer all the same.
@example(turns(("customer", 0, 90), ("agent", 40, 140)))
# And the half second from 0.6 to 1.1 is a hair longer, in which a short answer may begin.
@example(turns(("customer", 0, 110), ("agent", 60, 150)))
# Who breaks in is cut in two: the first piece ends before the other does, the second begins after.
@example(turns(("agent", 800, 980), ("customer", 0, 1000), ("agent", 1010, 1400)))
@given(talk())
def test_figures_of_any_timings_agree(said: list[Said]) -> None:
    agree(as_call(said), said, 100)


def test_a_party_that_speaks_over_itself_has_spoken_once() -> None:
    """Two voices on the customer's side are one party."""
    said = turns(("customer", 0, 400), ("customer", 200, 600), ("agent", 700, 1000))
    agree(as_call(said), said, 100)


# Imported words: the same as other systems write it, in thousandths of a second.


class Timed(NamedTuple):
    word: str
    start: int
    end: int


def words_of(said: Said) -> list[Timed]:
    words = (NOD if said.nod else TURN).split()
    edges = [said.start + (said.end - said.start) * n // len(words) for n in range(len(words) + 1)]
    return [Timed(word, edges[n], edges[n + 1]) for n, word in enumerate(words)]


def from_deepgram(said: Sequence[Said]) -> TranscriptCall:
    """A channel for each party, nothing but words: the importer finds the utterances itself."""
    channels = [
        {
            "alternatives": [
                {
                    "words": [
                        {"word": w.word, "start": w.start / 1000, "end": w.end / 1000}
                        for each in said
                        if each.party == party
                        for w in words_of(each)
                    ]
                }
            ]
        }
        for party in ("customer", "agent")
    ]
    document = {"results": {"channels": channels}}
    return Deepgram().read(document, "c.json", agent_speaker="1")


def from_whisperx(said: Sequence[Said]) -> TranscriptCall:
    segments = [
        {
            "start": each.start / 1000,
            "end": each.end / 1000,
            "text": " ".join(w.word for w in words_of(each)),
            "speaker": each.party,
            "words": [
                {
                    "word": w.word,
                    "start": w.start / 1000,
                    "end": w.end / 1000,
                    "speaker": each.party,
                }
                for w in words_of(each)
            ],
        }
        for each in said
    ]
    return WhisperX().read({"segments": segments}, "c.json", agent_speaker="agent")


def from_harper_valley(said: Sequence[Said]) -> TranscriptCall:
    segments = [
        {
            "speaker_role": "caller" if each.party == "customer" else "agent",
            "offset_ms": each.start,
            "duration_ms": each.end - each.start,
            "human_transcript": " ".join(w.word for w in words_of(each)),
            "transcript": " ".join(w.word for w in words_of(each)),
            "word_offsets_ms": [w.start - each.start for w in words_of(each)],
            "word_durations_ms": [w.end - w.start for w in words_of(each)],
            "index": number,
        }
        for number, each in enumerate(said)
    ]
    return HarperValley().read(segments, "c.json")


# Longer than the silence at which the importer of bare words begins a new utterance.
far_apart = st.integers(90, 500)


@settings(max_examples=80, deadline=None)
@pytest.mark.parametrize("imported", [from_deepgram, from_whisperx, from_harper_valley])
@given(said=talk(("customer", "agent"), far_apart))
def test_figures_of_imported_words_agree(
    imported: Callable[[Sequence[Said]], TranscriptCall], said: list[Said]
) -> None:
    assume({each.party for each in said} == {"customer", "agent"})
    said = [each._replace(start=each.start * 10, end=each.end * 10) for each in said]
    call = imported(said)
    assert sum(len(u.words) for u in call.utterances) == sum(len(words_of(s)) for s in said)
    agree(call, said, 1000)


def heard_in(call: TranscriptCall, *, by_words: bool) -> list[Said]:
    """What was said, by the times of the utterances or by those of their first and last words."""
    return [
        Said(
            u.party,
            round(1000 * (u.words[0].start if by_words else u.start)),
            round(1000 * (u.words[-1].end if by_words else u.end)),
            is_backchannel(u.text),
        )
        for u in call.utterances
    ]


@pytest.mark.parametrize("name", ["deepgram", "whisperx", "harper_valley", "contact_lens"])
def test_figures_of_the_samples_agree(name: str) -> None:
    call = read_call(SAMPLES / f"{name}.json")
    agree(call, heard_in(call, by_words=False), 1000)


def test_figures_of_a_real_response_agree() -> None:
    if not REAL.is_file():
        pytest.skip(f"the real response is not there ({REAL}); set COOLHEAD_SHARED")
    body: Any = json.loads(REAL.read_text(encoding="utf-8"))["analysis"][0]["body"]
    call = Deepgram().read(json.loads(body) if isinstance(body, str) else body, "c.json")
    assert sum(len(u.words) for u in call.utterances) > 50
    agree(call, heard_in(call, by_words=True), 1000)
