"""How live calls are heard: every number with its reason."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import Final

from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.errors import ConfigError

# An utterance of 15 s takes a second or two; what takes this long will not come.
_HANG_AFTER_S: Final = 20.0


def usual_recognisers() -> int:
    """One fewer than there are cores: one is left for calls, screens and voice activity."""
    return max(1, (os.cpu_count() or 1) - 1)


@dataclass(frozen=True, kw_only=True)
class HearingSettings:
    """Settings of live hearing; raises ``ConfigError``."""

    recognisers: int = field(default_factory=usual_recognisers)
    # Words that come later than this are of no help to the agent, and hold up those after them.
    give_up_after_s: float = 8.0
    # How much of Whisper's 30 s is looked at, at least (see `SpeechSettings.window_s`) where
    # others wait for a recogniser: a quarter of the time for some words less well understood.
    busy_window_s: float = 12.0
    # Silence after which recognition begins where a recogniser is idle, before it is certain that
    # the utterance has ended; 0 is never.
    early_after_s: float = 0.25
    # So often what is being said is recognised up to there, for the screen alone, where a
    # recogniser is idle; 0 is never. Each time costs as much as an utterance.
    interim_every_s: float = 0.0

    def __post_init__(self) -> None:
        _within("recognisers", self.recognisers, 1, 64)
        _within("give_up_after_s", self.give_up_after_s, 0.5, 120.0)
        _within("busy_window_s", self.busy_window_s, 10.0, 30.0)
        _within("early_after_s", self.early_after_s, 0.0, 3.0)
        _within("interim_every_s", self.interim_every_s, 0.0, 10.0)

    def speech(self, speech: SpeechSettings) -> SpeechSettings:
        """The settings of recognition as they are for live calls."""
        return replace(speech, hang_after_s=min(speech.hang_after_s, _HANG_AFTER_S))


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ConfigError(
            f"the setting of live hearing '{name}' is {value:g}",
            hint=f"Give a value between {low:g} and {high:g}.",
        )
