"""How live calls are run: each number with its reason."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from coolhead.redaction.redactor import RedactionSettings

UnknownConsent = Literal["timing_only", "words"]

# A telephone system that restarts or loses its network is back within a minute or two; an agent
# should not look at a dead call for longer than five.
ABANDONED_AFTER_S: Final = 300.0
# A call that is over stays at hand for corrections, then it is read from the store when asked for.
AT_HAND_S: Final = 900.0
# What cannot be kept at the moment is held with the call, up to so many events (an hour of ticks).
MOST_UNKEPT: Final = 4_000
MOST_CALLS: Final = 2_000
# Calls that are over and were looked at lately; one takes about a megabyte.
MOST_AT_HAND: Final = 200


class CallSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a workspace's administrators have decided for its calls.

    ``unknown_consent``: whether words are used before anybody has said that the customer agrees.
    ``voice_heat``: whether how loud and how high the customer speaks may count. ``keep_audio``:
    whether the sound of what is said is kept.
    """

    unknown_consent: UnknownConsent = "timing_only"
    voice_heat: bool = False
    keep_audio: bool = False
    redaction: RedactionSettings = RedactionSettings()


class LiveSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the process; times in seconds."""

    abandoned_after_s: float = ABANDONED_AFTER_S
    at_hand_s: float = AT_HAND_S
    most_calls: int = MOST_CALLS
    most_at_hand: int = MOST_AT_HAND
    most_unkept: int = MOST_UNKEPT
