"""How things are said in a terminal: times, heat, the ladder, signals. Colour is never alone."""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import RUNGS, Level, Rung

LEVEL_STYLE: Final[dict[Level, str]] = {
    "calm": "green",
    "tense": "yellow",
    "heated": "dark_orange",
    "boiling": "red",
}
# Signals that are noted for the record and would only be noise beside a line.
_QUIET: Final = frozenset({"acknowledgement", "talk_ratio", "overlap", "silence_before_answer"})
_DETAILS: Final = ("target", "kind", "remedy", "due_text", "options")


# Where an utterance has no text: consent was refused, or the call was on hold.
NO_WORDS: Final = "(not kept)"
# What a terminal would obey and not show: controls but for the line's end, and marks that turn the
# direction of writing. Transcripts are cleaned when they are read; a log of events comes as it is.
_OBEYED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without anything that a terminal would take for a command."""
    return _OBEYED.sub("", text)


def clock(at: float) -> str:
    """``83.5`` as ``01:23``, an hour and more as ``1:02:05``."""
    minutes, seconds = divmod(int(at), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def heat_bar(value: float, width: int = 20) -> str:
    """Heat as a bar of blocks; empty at 0 alone, full at 100 alone."""
    filled = round(value / 100 * width)
    if 0 < value < 100:
        filled = min(max(filled, 1), width - 1)
    return "█" * filled + "░" * (width - filled)


def ladder_line(rung: Rung) -> str:
    """The rungs in a line, the present one in brackets."""
    return " → ".join(f"[{name}]" if name == rung else name for name in RUNGS).replace("_", " ")


def is_worth_showing(signal: Signal) -> bool:
    """Whether a signal is shown beside its line."""
    return signal.name not in _QUIET


def signal_words(signal: Signal) -> str:
    """A signal in a few words: ``complaint (product)``."""
    details = [str(value) for name in _DETAILS if (value := getattr(signal, name)) is not None]
    if signal.severity is not None:
        details.append(f"severity {signal.severity}")
    if signal.confirmed is not None:
        details.append("confirmed" if signal.confirmed else "denied")
    name = signal.name.replace("_", " ")
    return f"{name} ({', '.join(details)})" if details else name
