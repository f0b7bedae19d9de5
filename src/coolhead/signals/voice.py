"""Loudness against the same speaker's own calm speech.

Only loudness is looked at, never pitch, and what comes of it is a number of decibels. For the
customer it may feed heat where an administrator has turned that on; for the agent it is conduct,
shown to the agent alone, and nothing is inferred from it.
"""

from __future__ import annotations

import math
from typing import Final

import msgspec

from coolhead.call.state import CallState
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Heat, Timing

# Recorded with the signals found here; changed whenever the answer may change.
VOICE_VERSION: Final = "1"

# The mean level of shorter speech is that of one syllable.
_SHORTEST_S: Final = 0.5

# Calm speech needed before a baseline is trusted: two or three ordinary utterances.
_ENOUGH_S: Final = 6.0

# Seconds of calm speech in which the baseline goes half of the way to a new level. Down it goes
# fast: speech softer than the baseline shows that the baseline was none. Up it goes slowly, or a
# voice that is raised little by little would take its baseline along.
_HALF_DOWN_S: Final = 5.0
_HALF_UP_S: Final = 30.0

# Words that are not said in a calm voice: their loudness belongs in no baseline.
_NOT_CALM: Final = frozenset(
    {"anger", "aggression", "insult", "profanity", "threat", "frustration"}
)


class VoiceBaseline(msgspec.Struct, frozen=True, gc=False):
    """One speaker's calm level in dBFS, and on how many seconds of speech it rests."""

    level_dbfs: float = 0.0
    speech_s: float = 0.0

    @property
    def known(self) -> bool:
        """Whether enough calm speech has been heard."""
        return self.speech_s >= _ENOUGH_S


def fold_voice(
    baseline: VoiceBaseline,
    utterance: Utterance,
    signals: tuple[Signal, ...],
    *,
    timing: Timing,
    heat: Heat,
) -> VoiceBaseline:
    """Return the baseline after one more utterance of the same party, with what it showed.

    Loud speech and heated words leave it as it is: somebody who shouts from the first second
    has no baseline yet.
    """
    level = _level(utterance)
    if level is None or any(signal.name in _NOT_CALM for signal in signals):
        return baseline
    seconds = utterance.end - utterance.start
    if baseline.speech_s == 0.0:
        if level >= heat.loud_dbfs:
            return baseline
        return VoiceBaseline(level, seconds)
    if baseline.known:
        if level - baseline.level_dbfs >= timing.raised_voice_db:
            return baseline
        half = _HALF_DOWN_S if level < baseline.level_dbfs else _HALF_UP_S
        keep = 0.5 ** (seconds / half)
    elif level >= heat.loud_dbfs:
        return baseline
    else:  # a plain mean until it is known
        keep = baseline.speech_s / (baseline.speech_s + seconds)
    return VoiceBaseline(
        keep * baseline.level_dbfs + (1.0 - keep) * level, baseline.speech_s + seconds
    )


def raised_voice(
    baseline: VoiceBaseline, utterance: Utterance, *, timing: Timing, heat: Heat
) -> Signal | None:
    """Return ``raised_voice`` with the decibels over the speaker's own baseline, or None.

    Before a baseline is known, the customer's loudness counts in itself: at ``heat.loud_dbfs`` it
    counts as just raised. The agent is measured against their own baseline only.
    """
    level = _level(utterance)
    if level is None:
        return None
    if baseline.known:
        over, rule, confidence = level - baseline.level_dbfs, "over_own_baseline", 0.9
    elif utterance.party == "customer":
        # Without a baseline a loud line cannot be told from a loud voice.
        over = level - heat.loud_dbfs + timing.raised_voice_db
        rule, confidence = "loud_in_itself", 0.6
    else:
        return None
    if over < timing.raised_voice_db:
        return None
    return Signal(
        name="raised_voice",
        confidence=confidence,
        rule=f"voice/{rule}",
        db_over_baseline=round(over, 1),
    )


def baseline_of(state: CallState, party: Party, *, timing: Timing, heat: Heat) -> VoiceBaseline:
    """Return the baseline of a party from all that was heard: one pass, for a replay or a test.

    A runner keeps a ``VoiceBaseline`` a party and folds utterance by utterance instead.
    """
    baseline = VoiceBaseline()
    for heard in state.heard:
        if heard.utterance.party == party:
            baseline = fold_voice(
                baseline, heard.utterance, heard.signals, timing=timing, heat=heat
            )
    return baseline


def _level(utterance: Utterance) -> float | None:
    """The level, where it was measured over enough speech to mean something."""
    level = utterance.loudness_dbfs
    if level is None or not math.isfinite(level):
        return None
    return level if utterance.end - utterance.start >= _SHORTEST_S else None
