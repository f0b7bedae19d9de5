"""What whoever runs the service may want to know of live hearing; nothing of a single call."""

from __future__ import annotations

import msgspec


class HearingFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures as they are now; counts are since the start.

    ``ears`` are calls with sound at the moment. ``waiting`` utterances wait for a recogniser, the
    oldest for ``oldest_wait_s``. ``real_time_factor`` is how long recognition took a second of
    speech, weighted towards the last minute. ``behind_s`` is how long sound has waited for voice
    activity. ``frames_late`` came after their place had been filled with silence,
    ``frames_duplicate`` had been heard, ``frames_dropped`` were too much, too far off or no sound.
    ``given_up`` utterances waited too long or were lost with a recogniser; ``begun_early`` were
    begun before they had ended for certain, ``begun_in_vain`` of them went on. ``unkept`` events
    were refused by their call.
    """

    ears: int = 0
    waiting: int = 0
    oldest_wait_s: float = 0.0
    real_time_factor: float = 0.0
    behind_s: float = 0.0
    recognisers: int = 0
    recognisers_alive: int = 0
    restarts: int = 0
    recognised: int = 0
    given_up: int = 0
    begun_early: int = 0
    begun_in_vain: int = 0
    frames: int = 0
    frames_late: int = 0
    frames_duplicate: int = 0
    frames_dropped: int = 0
    unkept: int = 0


class Counts:
    """What is counted as it happens, by whichever thread sees it; each by one thread alone."""

    def __init__(self) -> None:
        self.frames = 0
        self.late = 0
        self.duplicate = 0
        self.dropped = 0
        self.refused_at_once = 0
        self.given_up = 0
        self.begun_early = 0
        self.begun_in_vain = 0
        self.unkept = 0
