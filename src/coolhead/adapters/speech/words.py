"""What to believe of the words that a recogniser gives for a stretch of speech."""

from __future__ import annotations

import math
import re
from typing import Final

from coolhead.adapters.speech.segmenter import Segment
from coolhead.adapters.speech.wire import Recognition
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.signals.backchannel import is_backchannel

# Text that compresses better than this goes round in circles: Whisper's own limit.
REPETITIVE_ABOVE: Final = 2.4
# Recognisers invent words for speech shorter than this; real short answers are on the transcript
# all the same.
SHORT_SPEECH_S: Final = 1.0
# Below every threshold for a signal: short speech is shown, and raises nothing.
SHORT_SPEECH_CONFIDENCE: Final = 0.2
# Notes of sounds that are no words, as Whisper writes them: "[music]", "(coughing)", "*sighs*".
_NOTES: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*")


def heard_in(
    party: Party,
    segment: Segment,
    recognition: Recognition | None,
    *,
    id: str = "",  # noqa: A002 -- the utterance's own word
) -> Utterance | None:
    """The utterance; None where nothing was said that could be understood.

    Speech under a second that is no known backchannel has a confidence of at most 0.2, which
    raises no signal. Otherwise the confidence is the mean probability of a token.
    """
    if recognition is None or recognition.compression_ratio > REPETITIVE_ABOVE:
        return None
    text = _NOTES.sub(" ", recognition.text).strip()
    if not any(letter.isalnum() for letter in text):
        return None
    confidence = min(1.0, math.exp(recognition.avg_logprob))
    short = segment.end - segment.start < SHORT_SPEECH_S
    if short and not is_backchannel(text):
        confidence = min(confidence, SHORT_SPEECH_CONFIDENCE)
    return Utterance(
        party=party,
        start=segment.start,
        end=segment.end,
        text=text,
        confidence=round(confidence, 3),
        loudness_dbfs=segment.loudness_dbfs,
        id=id,
    )
