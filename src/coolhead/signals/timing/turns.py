"""What the times of one utterance show against those just before it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from coolhead.call.state import CallState, Heard, is_late
from coolhead.call.utterance import Signal, Utterance
from coolhead.playbook.schema import Timing
from coolhead.signals.timing.floor import (
    EPSILON,
    JOIN_S,
    is_nod,
    others_speech,
    shared_s,
    wait_announced,
)

# Recorded with the signals found here; changed whenever the answer may change.
TIMING_VERSION: Final = "2"

# How many utterances back are looked at, so that the cost stays the same in a call of any length.
# Overlaps concern the last few; a monologue in pieces, with nods between, may have many more.
_NEAR: Final = 12
_FAR: Final = 48

# Whoever starts within a fifth of a second of the other could not yet have heard them: that is
# about the shortest gap between turns in any language studied (Stivers et al., PNAS 2009).
_UNHEARD_S: Final = 0.2

# A short word thrown in as the other is ending is a hurried answer, not an interruption.
_SHORT_S: Final = 1.0
_TURN_END_S: Final = 0.5

# Below this many words or seconds a rate says more about one phrase than about pace.
_RATE_WORDS: Final = 15
_RATE_S: Final = 5.0
# Nobody speaks eight words a second; above that the times or the words are wrong.
_RATE_MOST: Final = 480.0

# The share of talk is noted once in so many utterances: it changes slowly.
_RATIO_EVERY: Final = 20


def utterance_timing(
    state: CallState, utterance: Utterance, timing: Timing, *, backchannel: bool | None = None
) -> list[Signal]:
    """Return the timing signals of ``utterance``; ``state`` is the state *before* it is folded.

    ``backchannel`` says whether it is a nod, where the caller knows; else its words decide.
    Nothing is found in a late utterance, a duplicate or a revision, nor during hold or a payment
    pause. Where times were reckoned from the text's length, only who held the floor is told.
    """
    if utterance.id in state.ids or is_late(state, utterance):
        return []
    if not state.paused.isdisjoint(("hold", "payment")):
        return []
    if backchannel is None:
        backchannel = is_nod(state, utterance)
    estimated = state.header is not None and state.header.times_estimated
    found: list[Signal] = []
    if not backchannel:
        if not estimated:
            if _speaks_over(state, utterance):
                near = [
                    heard
                    for heard in state.heard[-_NEAR:]
                    if not heard.late and not is_nod(state, heard.utterance)
                ]
                found.extend(_interruption(state, near, utterance, timing))
                found.extend(_overlap(state, near, utterance, timing))
            found.extend(_silence_before_answer(state, utterance, timing))
            found.extend(_speech_rate(utterance, timing))
        found.extend(_monologue(state, utterance, timing))
    found.extend(_talk_ratio(state, utterance))
    return found


def _speaks_over(state: CallState, utterance: Utterance) -> bool:
    """Whether anybody else was speaking at the time at all: mostly nobody was."""
    for party, since in state.speaking.items():
        if party != utterance.party and since < utterance.end:
            return True
    since = utterance.start
    if state.latest_end <= since - JOIN_S - EPSILON:
        return False
    near = state.heard[-_NEAR:]
    # Who broke in may have gone on, in pieces with pauses so short that they are one stretch.
    for heard in reversed(near):
        own = heard.utterance
        if own.party == utterance.party and own.end + JOIN_S + EPSILON >= since:
            since = min(since, own.start)
    return any(
        heard.utterance.end > since and heard.utterance.party != utterance.party for heard in near
    )


def _interruption(
    state: CallState, near: Sequence[Heard], utterance: Utterance, timing: Timing
) -> Iterator[Signal]:
    own = (utterance.start, utterance.end)
    for heard in reversed(near):
        if heard.utterance.party != utterance.party:
            continue
        if own[0] - heard.utterance.end > JOIN_S + EPSILON:
            break
        if heard.has("interruption"):
            return  # an earlier piece of the same speech has been counted
        own = (min(own[0], heard.utterance.start), own[1])
    for other in others_speech(state, near, utterance.party):
        overlap = shared_s(own, other[1:])
        began_mid_speech = other.start + _UNHEARD_S <= own[0] + EPSILON and own[0] < other.end
        took_the_floor = own[1] >= other.end
        short = own[1] - own[0] + EPSILON < _SHORT_S
        hurried_answer = short and other.end - own[0] <= _TURN_END_S + EPSILON
        if (
            began_mid_speech
            and took_the_floor
            and not hurried_answer
            and overlap > 0
            and overlap + EPSILON >= timing.interruption_overlap_s
        ):
            yield _timed("interruption", seconds=overlap)
            return


def _overlap(
    state: CallState, near: Sequence[Heard], utterance: Utterance, timing: Timing
) -> Iterator[Signal]:
    """Both at once, told of the one who began later; each stretch once."""
    own = (utterance.start, utterance.end)
    seconds = 0.0
    known_until: dict[str, float] = {}
    for heard in near:
        other = heard.utterance
        if other.party == utterance.party:
            continue
        known_until[other.party] = max(known_until.get(other.party, 0.0), other.end)
        # One that began later has told of this stretch itself, unless it could not yet know.
        if other.start <= utterance.start or not heard.has("overlap"):
            seconds += shared_s(own, (other.start, other.end))
    for party, since in state.speaking.items():
        if party != utterance.party and since < utterance.start:
            seconds += shared_s(own, (max(since, known_until.get(party, since)), math.inf))
    if seconds > 0 and seconds + EPSILON >= timing.interruption_overlap_s:
        yield _timed("overlap", seconds=min(seconds, own[1] - own[0]))


def _silence_before_answer(
    state: CallState, utterance: Utterance, timing: Timing
) -> Iterator[Signal]:
    if utterance.start - state.latest_end + EPSILON < timing.silence_before_answer_s:
        return  # somebody had spoken until just before
    near = [heard for heard in state.heard[-_NEAR:] if not heard.late]
    if not near:
        return
    quiet_since = max(state.resumed_at, *(heard.utterance.end for heard in near))
    gap = utterance.start - quiet_since
    if gap <= 0 or gap + EPSILON < timing.silence_before_answer_s:
        return
    answered = next((h for h in reversed(near) if not is_nod(state, h.utterance)), None)
    if answered is None or answered.utterance.party == utterance.party:
        return
    if not wait_announced(state):
        yield _timed("silence_before_answer", seconds=gap)


def _speech_rate(utterance: Utterance, timing: Timing) -> Iterator[Signal]:
    count, seconds = _spoken(utterance)
    if count < _RATE_WORDS or seconds < _RATE_S:
        return
    rate = 60.0 * count / seconds
    if timing.fast_words_per_minute < rate <= _RATE_MOST:
        yield _timed("speech_rate", words_per_minute=rate)


def _spoken(utterance: Utterance) -> tuple[int, float]:
    """How many words in how many seconds; pauses between timed words are left out."""
    words = utterance.words
    if not words:
        return len(utterance.text.split()), utterance.end - utterance.start
    pauses = sum(
        after.start - before.end
        for before, after in pairwise(words)
        if after.start - before.end > JOIN_S
    )
    return len(words), words[-1].end - words[0].start - pauses


def _monologue(state: CallState, utterance: Utterance, timing: Timing) -> Iterator[Signal]:
    start = utterance.start
    for heard in reversed(state.heard[-_FAR:]):
        earlier = heard.utterance
        if heard.late:
            continue
        if earlier.party != utterance.party:
            if is_nod(state, earlier):
                continue
            break
        if start - earlier.end > max(timing.dead_air_s, JOIN_S):
            break
        if heard.has("monologue"):
            return
        start = min(start, earlier.start)
    seconds = utterance.end - start
    if seconds > timing.monologue_s:
        yield _timed("monologue", seconds=seconds)


def _talk_ratio(state: CallState, utterance: Utterance) -> Iterator[Signal]:
    if (len(state.heard) + 1) % _RATIO_EVERY:
        return
    window = [heard.utterance for heard in state.heard[-(_RATIO_EVERY - 1) :] if not heard.late]
    window.append(utterance)
    total = sum(each.end - each.start for each in window)
    if total > 0:
        own = sum(each.end - each.start for each in window if each.party == utterance.party)
        yield _timed("talk_ratio", ratio=own / total)


def _timed(
    name: str,
    *,
    seconds: float | None = None,
    ratio: float | None = None,
    words_per_minute: float | None = None,
) -> Signal:
    """A signal measured, not guessed; rounded to what the measurement can bear."""
    return Signal(
        name=name,
        confidence=1.0,
        rule=f"timing/{name}",
        seconds=None if seconds is None else round(seconds, 2),
        ratio=None if ratio is None else round(ratio, 3),
        words_per_minute=None if words_per_minute is None else round(words_per_minute),
    )
