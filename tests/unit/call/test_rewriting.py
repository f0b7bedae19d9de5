"""What is redacted afterwards is nowhere in the events that were kept."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.codec import encode_envelope
from coolhead.call.events import (
    Envelope,
    Event,
    SignalsDetected,
    TimeAdvanced,
    UtteranceHeard,
    UtteranceRedacted,
)
from coolhead.call.rewriting import redacted_signals, rewritten
from coolhead.call.state import CallState, fold
from coolhead.call.utterance import Signal, Utterance, Word

SAID = "My number is 4111 2222, and I want a refund by Friday"
KEPT = "My number is [digits], and I want a refund by Friday"


def log(*events: Event) -> list[Envelope]:
    return [
        Envelope(workspace="w", team="t", call="c", seq=seq, event=event)
        for seq, event in enumerate(events)
    ]


def said(text: str = SAID, utterance: str = "u0") -> UtteranceHeard:
    words = tuple(Word(w=w, start=0.0, end=1.0) for w in text.split())
    return UtteranceHeard(
        at=2.0,
        utterance=Utterance(
            party="customer", start=0.0, end=2.0, text=text, id=utterance, words=words
        ),
    )


def found(*signals: Signal, utterance: str = "u0") -> SignalsDetected:
    return SignalsDetected(at=2.0, party="customer", utterance=utterance, signals=signals)


def redact(text: str = KEPT) -> UtteranceRedacted:
    return UtteranceRedacted(at=3.0, utterance="u0", text=text)


def test_the_text_and_its_timed_words_go_from_every_event_of_the_utterance() -> None:
    events = log(said(), found(), TimeAdvanced(at=3.0), said(utterance="u1"))
    changed = rewritten(events, redact())
    assert [each.seq for each in changed] == [0]
    assert b"4111" not in encode_envelope(changed[0])
    assert b"refund" in encode_envelope(changed[0])


def test_a_signal_keeps_to_its_words_and_one_that_lay_on_what_went_has_no_place() -> None:
    before = SAID.index("My"), SAID.index("My") + 9
    refund = SAID.index("I want"), SAID.index("I want") + len("I want a refund")
    number = SAID.index("4111"), SAID.index("4111") + 9
    moved = redacted_signals(
        tuple(Signal(name="request", confidence=1.0, span=s) for s in (before, refund, number)),
        SAID,
        KEPT,
    )
    places = [signal.span for signal in moved]
    assert places[0] == before
    assert places[1] is not None
    assert KEPT[slice(*places[1])] == "I want a refund"
    assert places[2] is None


def test_fields_that_quote_what_went_are_emptied_and_others_stay() -> None:
    topic = Signal(name="complaint", confidence=1.0, topic="the number 4111")
    promise = Signal(name="commitment", confidence=1.0, due_text="by Friday")
    [changed] = rewritten(log(said(), found(topic, promise)), redact())[1:]
    assert isinstance(changed.event, SignalsDetected)
    assert changed.event.signals[0].topic is None
    assert changed.event.signals[1].due_text == "by Friday"


def test_what_is_kept_already_as_it_should_be_does_not_change() -> None:
    assert rewritten(log(said(), found()), redact(SAID))[0].event != said()  # its words go
    bare = msgspec.structs.replace(
        said(), utterance=msgspec.structs.replace(said().utterance, words=())
    )
    assert rewritten(log(bare, found()), redact(SAID)) == []


def test_the_fold_gives_the_same_whether_it_was_rewritten_or_not() -> None:
    signal = Signal(name="request", confidence=1.0, span=(28, 43), topic="4111")
    events = log(said(), found(signal), redact())
    changed = {each.seq: each for each in rewritten(events, redact())}
    state, again = CallState(), CallState()
    for envelope in events:
        state = fold(state, envelope)
        again = fold(again, changed.get(envelope.seq, envelope))
    assert state == again


texts = st.text(alphabet="ab1 .", max_size=12)


@given(before=texts, after=texts, start=st.integers(0, 12), length=st.integers(0, 12))
def test_a_span_never_leaves_its_text(before: str, after: str, start: int, length: int) -> None:
    start = min(start, len(before))
    span = (start, min(len(before), start + length))
    signal = Signal(name="insult", confidence=1.0, span=span)
    [moved] = redacted_signals((signal,), before, after)
    if moved.span is not None:
        assert 0 <= moved.span[0] <= moved.span[1] <= len(after)
        assert after[slice(*moved.span)] == before[slice(*span)]
