"""How recordings are heard: every number with its reason."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final

from coolhead.errors import ConfigError

MODEL_VARIABLE: Final = "COOLHEAD_SPEECH_MODEL"
# The smallest English model that gets names and numbers of telephone speech mostly right.
DEFAULT_MODEL: Final = "base.en"


def _chosen_model() -> str:
    return os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL


@dataclass(frozen=True, kw_only=True)
class SpeechSettings:
    """Settings of decoding, voice activity and recognition; raises ``ConfigError``.

    ``model`` is a model's name (fetched once, then kept) or a folder with CTranslate2 weights;
    by default what the environment variable ``COOLHEAD_SPEECH_MODEL`` says, else ``base.en``.
    """

    model: str = field(default_factory=_chosen_model)
    language: str = "en"
    # Greedy search: on telephone speech with tiny.en a beam of 5 took 28 % longer for one word
    # in eighty bettered; the time is better spent on a larger model (docs/speech.md).
    beam_size: int = 1
    # Probability above which a window of 32 ms is speech: the model's own default. Speech goes
    # on until it falls below `stop_threshold`, its default again (0.15 lower).
    start_threshold: float = 0.5
    stop_threshold: float = 0.35
    # Silence that ends an utterance. Shorter cuts sentences at a breath; longer delays every
    # cue by as much.
    end_silence_s: float = 0.5
    # An utterance is cut here at the latest, so that a long vent gives words while it lasts
    # and recognition stays within Whisper's window of 30 s.
    longest_utterance_s: float = 15.0
    # Sound kept before and after: voice activity starts late on soft consonants.
    padding_s: float = 0.2
    # Whisper looks at 30 s whatever is said in them, and most of its time goes there. Where it is
    # given less, the window is at least this long and leaves some silence after the speech; see
    # docs/speech.md for what that saves and costs.
    window_s: float = 30.0
    # The recogniser is given up for hung after this long on one utterance: on a busy machine
    # the largest sensible models need some 30 s for 15 s of speech.
    hang_after_s: float = 60.0
    # Loading may have to fetch a model of some hundred megabytes first.
    load_within_s: float = 900.0
    # Restarts in a row without one success, before recognition is given up for the call.
    restarts: int = 3

    def __post_init__(self) -> None:
        _within("language", len(self.language), 2, 8)
        _within("beam_size", self.beam_size, 1, 10)
        _within("start_threshold", self.start_threshold, 0.05, 0.95)
        _within("stop_threshold", self.stop_threshold, 0.01, self.start_threshold)
        _within("end_silence_s", self.end_silence_s, 0.1, 3.0)
        # 28 s with padding on both sides still fits Whisper's window of 30 s.
        _within("longest_utterance_s", self.longest_utterance_s, 4.0, 28.0)
        # At most half the silence: else the same sound would be in two utterances.
        _within("padding_s", self.padding_s, 0.0, self.end_silence_s / 2)
        # Below ten seconds words go missing; thirty is the model's own.
        _within("window_s", self.window_s, 10.0, 30.0)
        _within("hang_after_s", self.hang_after_s, 0.1, 3600.0)
        _within("load_within_s", self.load_within_s, 0.1, 86400.0)
        _within("restarts", self.restarts, 0, 100)


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ConfigError(
            f"the speech setting '{name}' is {value:g}",
            hint=f"Give a value between {low:g} and {high:g}.",
        )
