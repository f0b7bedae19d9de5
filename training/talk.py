"""Labelled calls as the heads see them: features, words, and what rules found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coolhead.services.labels import LabelledCall, LabelledUtterance
from coolhead.signals.detector import run_detectors
from coolhead.signals.heads.features import answered, features
from coolhead.signals.registry import standard_detectors
from coolhead.signals.turn import Conversation, Turn


@dataclass(frozen=True)
class Example:
    """An utterance of a call, ready to be learnt from."""

    call: str
    said: LabelledUtterance
    features: tuple[str, ...]
    words: tuple[str, ...]
    before: tuple[str, ...]
    ruled: frozenset[str]


def examples(calls: Iterable[LabelledCall]) -> list[Example]:
    """Every utterance of the calls, in order."""
    detectors = standard_detectors()
    made = []
    for call in calls:
        conversation = Conversation()
        for said in call.utterances:
            turn = Turn(said.party, said.text)
            run_detectors(detectors, turn, conversation)
            before = answered(turn, conversation)
            made.append(
                Example(
                    call=call.about.id,
                    said=said,
                    features=tuple(features(turn, conversation)),
                    words=turn.tokens,
                    before=before.tokens if before is not None else (),
                    ruled=frozenset(signal.name for signal in turn.signals),
                )
            )
            conversation.add(turn)
    return made
