"""Hearing one call: all detectors over each utterance, in its conversation.

``Hearing`` is the working memory of detection (earlier turns, the speakers' usual loudness). It
holds nothing that could not be rebuilt from the call's events: ``remember`` does that when a call
is carried on from its log.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Heat, Timing
from coolhead.signals.detector import THRESHOLD, Detection, Detector, run_detectors
from coolhead.signals.relational import confirm_reflection
from coolhead.signals.timing import silence_signals, utterance_timing
from coolhead.signals.turn import Conversation, Turn
from coolhead.signals.voice import VoiceBaseline, fold_voice, raised_voice
from coolhead.signals.wording import topic_of

# Recognised with less confidence than this, the words are a guess and raise no signal: short
# noises make recognisers invent words.
FAINT_BELOW = 0.3


class Hearing:
    """What the detectors find in one call; ``words`` off leaves timing and voice alone."""

    def __init__(self, detectors: Sequence[Detector], timing: Timing, heat: Heat) -> None:
        self.detectors = tuple(detectors)
        self.timing = timing
        self.heat = heat
        self.conversation = Conversation()
        self.baselines: dict[Party, VoiceBaseline] = {}

    def hear(self, before: CallState, utterance: Utterance, *, words: bool = True) -> Detection:
        """Find the signals of an utterance; ``before`` is the call without it."""
        turn = Turn(utterance.party, utterance.text, utterance=utterance)
        clear = utterance.confidence is None or utterance.confidence >= FAINT_BELOW
        found = (
            run_detectors(self.detectors, turn, self.conversation)
            if words and clear
            else Detection()
        )
        found.signals = [self._with_topic(signal, turn) for signal in found.signals]
        timed = utterance_timing(before, utterance, self.timing)
        if timed:
            found.signals += timed
            found.detectors["timing"] = TIMING_VERSION
        self._listen_to_voice(utterance, found)
        turn.signals = tuple(found.signals)
        self.conversation.add(turn)
        return found

    def revise(self) -> tuple[str, Signal] | None:
        """A signal of an earlier utterance that the turn just heard has settled, with its id."""
        turns = self.conversation
        if not turns.turns or turns.turns[-1].party != "customer":
            return None
        latest = turns.turns.pop()
        settled = confirm_reflection(latest, turns)
        turns.turns.append(latest)
        if settled is None:
            return None
        utterance, signal = settled
        for turn in turns.back():
            if turn.utterance is not None and turn.utterance.id == utterance:
                turn.signals = tuple(signal if s.name == signal.name else s for s in turn.signals)
        return settled

    def silence(self, before: CallState, now: float) -> list[tuple[Party, Signal]]:
        """Find the signals of time itself at ``now``."""
        if before.speaking or now - before.last_speech <= self.timing.dead_air_s:
            return []  # most seconds
        return silence_signals(before, now, self.timing)

    def remember(self, heard: Heard) -> None:
        """Take an utterance whose signals are known already into memory."""
        turn = Turn(heard.utterance.party, heard.utterance.text, utterance=heard.utterance)
        turn.signals = heard.signals
        self.conversation.add(turn)
        self._fold_voice(heard.utterance, heard.signals)

    def _listen_to_voice(self, utterance: Utterance, found: Detection) -> None:
        if utterance.loudness_dbfs is None:
            return
        baseline = self.baselines.get(utterance.party, VoiceBaseline())
        loud = raised_voice(baseline, utterance, timing=self.timing, heat=self.heat)
        if loud is not None:
            found.signals.append(loud)
            found.detectors["voice"] = TIMING_VERSION
        self._fold_voice(utterance, tuple(found.signals))

    def _fold_voice(self, utterance: Utterance, signals: tuple[Signal, ...]) -> None:
        if utterance.loudness_dbfs is not None:
            baseline = self.baselines.get(utterance.party, VoiceBaseline())
            self.baselines[utterance.party] = fold_voice(
                baseline, utterance, signals, timing=self.timing, heat=self.heat
            )

    def _with_topic(self, signal: Signal, turn: Turn) -> Signal:
        if signal.name != "complaint" or signal.topic is not None:
            return signal
        topic = topic_of(turn.text)
        return msgspec.structs.replace(signal, topic=topic) if topic else signal


TIMING_VERSION = "2"


def detect_in_context(
    detectors: Sequence[Detector],
    text: str,
    party: Party,
    context: Sequence[tuple[Party, str]],
    *,
    threshold: float = THRESHOLD,
) -> list[Signal]:
    """Find the signals of one line after ``context``, a sequence of ``(party, text)``.

    Those at or above ``threshold`` are returned. With ``threshold=0.0`` every signal that the
    detectors of this party know is returned, those without any evidence with confidence 0.
    """
    conversation = Conversation()
    for earlier_party, earlier_text in context:
        earlier = Turn(earlier_party, earlier_text)
        run_detectors(detectors, earlier, conversation)
        conversation.add(earlier)
    turn = Turn(party, text)
    found = run_detectors(detectors, turn, conversation)
    signals = [
        msgspec.structs.replace(signal, topic=topic_of(text))
        if signal.name == "complaint" and signal.topic is None
        else signal
        for signal in found.candidates
        if signal.confidence >= threshold
    ]
    if threshold <= 0.0:
        known = {signal.name for signal in signals}
        names = {n for d in detectors if party in d.parties for n in d.signals}
        signals += [Signal(name=name, confidence=0.0) for name in sorted(names - known)]
    return sorted(signals, key=lambda signal: (-signal.confidence, signal.name))
