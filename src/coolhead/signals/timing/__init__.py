"""What time alone shows: who spoke over whom, who held the floor, who said nothing.

Pure functions over ``CallState`` and the playbook's ``Timing``; no words are needed beyond telling
a nod from a turn, so all of it works in any language and when recognition is lost.
"""

from coolhead.signals.timing.figures import (
    interruptions_by_party,
    overlap_seconds,
    talk_ratio,
)
from coolhead.signals.timing.silence import silence_before, silence_signals
from coolhead.signals.timing.turns import TIMING_VERSION, utterance_timing

__all__ = [
    "TIMING_VERSION",
    "interruptions_by_party",
    "overlap_seconds",
    "silence_before",
    "silence_signals",
    "talk_ratio",
    "utterance_timing",
]
