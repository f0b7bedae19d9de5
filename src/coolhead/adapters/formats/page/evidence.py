"""Which signals of an utterance are told, and the words that each of them rests on."""

from __future__ import annotations

from typing import Final

from coolhead.call.state import Heard
from coolhead.call.utterance import Signal
from coolhead.signals.detector import THRESHOLD

# Noted for the record; beside a line they would only be noise.
_QUIET: Final = frozenset({"acknowledgement", "talk_ratio"})


def standing_signals(heard: Heard) -> list[Signal]:
    """The signals of an utterance that count; a candidate below the threshold does not."""
    return [signal for signal in heard.signals if signal.confidence >= THRESHOLD]


def told_signals(heard: Heard) -> list[Signal]:
    """The signals to tell: by where their evidence stands, those from timing and voice first."""
    length = len(heard.utterance.text)
    interrupts = heard.has("interruption")
    kept = [
        signal
        for signal in standing_signals(heard)
        if signal.name not in _QUIET and not (interrupts and signal.name == "overlap")
    ]
    return sorted(kept, key=lambda signal: evidence(signal, length) or (-1, -1))


def evidence(signal: Signal, length: int) -> tuple[int, int] | None:
    """The evidence in a text of that length; None where there is none, or it does not fit it."""
    if signal.span is None:
        return None
    start, end = signal.span
    return signal.span if 0 <= start < end <= length else None
