"""Silence: when nobody speaks, and nobody said that it would be silent."""

from __future__ import annotations

from typing import Final

from coolhead.call.state import CallState, is_late
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Timing
from coolhead.signals.timing.floor import wait_announced

# Whose silence it is: to fill it is the agent's part.
_WHOSE: Final[Party] = "agent"


def silence_signals(state: CallState, now: float, timing: Timing) -> list[tuple[Party, Signal]]:
    """Return ``dead_air`` once a silence has lasted longer than the setting; once per silence.

    To be asked whenever time passes. Hold and a payment pause are no dead air; mute is, for the
    customer hears nothing. After a ``hold_notice`` only silence longer than ``silence_alert_s``
    counts. A feed without speech events cannot tell silence from somebody in mid-sentence, so
    nothing is found there: ask ``silence_before`` of each utterance instead.
    """
    if not _may_tell(state) or state.speaking:
        return []
    if state.header is not None and not state.header.speech_timing:
        return []
    return _dead_air(state, now, timing)


def silence_before(
    state: CallState, utterance: Utterance, timing: Timing
) -> list[tuple[Party, Signal]]:
    """Return the ``dead_air`` that an utterance ended, for a feed without speech events.

    ``state`` is the state before the utterance is folded. It is known only afterwards: it counts
    for the record, and no cue can come of it.
    """
    if not _may_tell(state) or state.header is None or state.header.speech_timing:
        return []
    if utterance.id in state.ids or is_late(state, utterance):
        return []
    return _dead_air(state, utterance.start, timing)


def _may_tell(state: CallState) -> bool:
    """Whether the times are real, the call is on, and silence is not what was agreed."""
    return (
        state.ended is None
        and (state.header is None or not state.header.times_estimated)
        and state.paused.isdisjoint(("hold", "payment"))
        and (state.last_speech > 0.0 or bool(state.heard))  # else the line may still be ringing
    )


def _dead_air(state: CallState, now: float, timing: Timing) -> list[tuple[Party, Signal]]:
    seconds = now - state.last_speech
    # A customer who was asked to wait knows why it is quiet, but not for any length of time.
    allowed = timing.dead_air_s
    if wait_announced(state):
        allowed = max(allowed, timing.silence_alert_s)
    if seconds <= allowed:
        return []
    for timed in reversed(state.timed):
        if timed.at < state.last_speech:
            break
        if timed.signal.name == "dead_air":
            return []
    signal = Signal(
        name="dead_air", confidence=1.0, rule="timing/dead_air", seconds=round(seconds, 2)
    )
    return [(_WHOSE, signal)]
