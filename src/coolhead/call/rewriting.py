"""What an utterance's redaction changes of the events that were kept of it.

Everything else is only ever appended to a call; here what is kept is made anew, so that what had
to go is nowhere in it: the text, its timed words, and whatever signals quoted from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from coolhead.call.events import Envelope, SignalsDetected, UtteranceHeard, UtteranceRedacted
from coolhead.call.utterance import Signal, Utterance

_TOKEN: Final = re.compile(r"\w+")
# The fields of a signal that hold words of the utterance.
_QUOTING: Final = ("topic", "action", "due_text", "remedy")
# Shorter words ("a", "of", "I") give nothing away, unless they are digits.
_TELLING_CHARS: Final = 3


class _Change(NamedTuple):
    """``before[start:end]`` was replaced; what follows moved by ``moved`` characters."""

    start: int
    end: int
    moved: int
    gone: frozenset[str]


def redacted_utterance(utterance: Utterance, text: str) -> Utterance:
    """The utterance with other text; its timed words, which spell the old one, go."""
    return msgspec.structs.replace(utterance, text=text, words=())


def redacted_signals(signals: tuple[Signal, ...], before: str, after: str) -> tuple[Signal, ...]:
    """The signals of a text that was changed from ``before`` to ``after``.

    A span keeps to its words where they stayed, and goes where they went; a field that quotes
    what went is emptied.
    """
    if not signals or before == after:
        return signals
    change = _change(before, after)
    return tuple(_redacted(signal, change) for signal in signals)


def rewritten(envelopes: Iterable[Envelope], redacted: UtteranceRedacted) -> list[Envelope]:
    """What must stand in place of kept events of a call, those alone that change.

    ``envelopes`` are events of that call in order, from the first of the utterance on; others
    among them are passed over.
    """
    changed: list[Envelope] = []
    before = ""
    for envelope in envelopes:
        event = envelope.event
        if isinstance(event, UtteranceHeard) and event.utterance.id == redacted.utterance:
            before = event.utterance.text
            said = redacted_utterance(event.utterance, redacted.text)
            now: UtteranceHeard | SignalsDetected = msgspec.structs.replace(event, utterance=said)
        elif isinstance(event, SignalsDetected) and event.utterance == redacted.utterance:
            now = msgspec.structs.replace(
                event,
                signals=redacted_signals(event.signals, before, redacted.text),
                hints=redacted_signals(event.hints, before, redacted.text),
            )
        else:
            continue
        if now != event:
            changed.append(msgspec.structs.replace(envelope, event=now))
    return changed


def _change(before: str, after: str) -> _Change:
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - start
    same = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    end = len(before) - same
    kept = set(_TOKEN.findall(after.lower()))
    gone = {
        token
        # From the first whole word that changed: "4111" and "4112" have their beginning in common.
        for token in _TOKEN.findall(before[_word_start(before, start) : _word_end(before, end)])
        if len(token) >= _TELLING_CHARS or token.isdigit()
    }
    return _Change(start, end, len(after) - len(before), frozenset(t.lower() for t in gone) - kept)


def _word_start(text: str, place: int) -> int:
    while place and text[place - 1].isalnum():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place].isalnum():
        place += 1
    return place


def _redacted(signal: Signal, change: _Change) -> Signal:
    quoting = {
        name: None
        for name in _QUOTING
        if (quoted := getattr(signal, name)) is not None
        and not change.gone.isdisjoint(_TOKEN.findall(quoted.lower()))
    }
    return msgspec.structs.replace(signal, span=_moved(signal.span, change), **quoting)


def _moved(span: tuple[int, int] | None, change: _Change) -> tuple[int, int] | None:
    if span is None or span[1] <= change.start:
        return span
    if span[0] >= change.end:
        return (span[0] + change.moved, span[1] + change.moved)
    return None
