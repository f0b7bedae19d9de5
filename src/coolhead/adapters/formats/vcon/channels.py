"""Deepgram's answer, where the vCon says who is on its channels: better than any guess.

Deepgram numbers voices; a vCon whose recording has a party on each channel, or one party alone,
says who they are. For recordings of several people on one channel Deepgram's own reader guesses.
"""

from __future__ import annotations

from typing import Any

from coolhead.adapters.formats.deepgram import PAUSE_S
from coolhead.adapters.formats.timed_words import mean_confidence, stretches, words_of
from coolhead.adapters.formats.vcon.pieces import Piece
from coolhead.adapters.formats.vcon.segments import timed_words
from coolhead.adapters.formats.vcon.voices import Voices


def as_response(body: Any) -> Any:
    """A Deepgram response; where only its first alternative was kept, as is usual, put back."""
    is_alternative = (
        isinstance(body, dict)
        and isinstance(body.get("transcript"), str)
        and isinstance(body.get("words"), list)
    )
    return {"results": {"channels": [{"alternatives": [body]}]}} if is_alternative else body


def pieces_of_channels(body: Any, voices: Voices, field: str) -> list[Piece] | None:
    """The words of each channel in stretches between pauses; None where nobody is known by it."""
    speakers = voices.channels or ((voices.alone,) if voices.alone else ())
    alternatives = _alternatives(as_response(body))
    if not speakers or len(alternatives) != len(speakers):
        return None
    pieces = []
    for number, (speaker, alternative) in enumerate(zip(speakers, alternatives, strict=True)):
        words = [word for word in timed_words(alternative.get("words")) if word.text.strip()]
        for first, group in stretches(words, PAUSE_S):
            text = " ".join(word.text for word in group)
            pieces.append(
                Piece(
                    speaker=speaker,
                    text=text,
                    start=group[0].start,
                    end=group[-1].end,
                    words=words_of(group, text),
                    confidence=mean_confidence(group),
                    field=f"{field}.results.channels[{number}].alternatives[0].words[{first}]",
                )
            )
    return pieces or None


def _alternatives(body: Any) -> list[dict[str, Any]]:
    results = body.get("results") if isinstance(body, dict) else None
    channels = results.get("channels") if isinstance(results, dict) else None
    if not isinstance(channels, list):
        return []
    found = []
    for channel in channels:
        listed = channel.get("alternatives") if isinstance(channel, dict) else None
        best = listed[0] if isinstance(listed, list) and listed else {}
        found.append(best if isinstance(best, dict) else {})
    return found
