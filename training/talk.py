"""Labelled calls as the heads see them: features, words, and what rules found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coolhead.services.labels import Label, LabelledCall, LabelledUtterance
from coolhead.signals.detector import run_detectors
from coolhead.signals.heads.features import answered, features
from coolhead.signals.registry import standard_detectors
from coolhead.signals.turn import Conversation, Turn

# A feature of all that is no call, which no turn ever has.
ELSEWHERE: Final = "elsewhere"


@dataclass(frozen=True)
class Example:
    """An utterance of a call, ready to be learnt from; ``only`` what its labels speak of."""

    call: str
    said: LabelledUtterance
    features: tuple[str, ...]
    words: tuple[str, ...]
    before: tuple[str, ...]
    ruled: frozenset[str]
    only: str | None = None


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
                    features=tuple(sorted(features(turn, conversation))),
                    words=turn.tokens,
                    before=before.tokens if before is not None else (),
                    ruled=frozenset(signal.name for signal in turn.signals),
                )
            )
            conversation.add(turn)
    return made


def abuse(path: Path) -> list[Example]:
    """ConvAbuse's lines (Cercas Curry et al., EMNLP 2021): insults of a machine, and none."""
    detectors = standard_detectors()
    made = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        conversation = Conversation()
        for party, text in row["context"]:
            earlier = Turn(party, text)
            run_detectors(detectors, earlier, conversation)
            conversation.add(earlier)
        turn = Turn("customer", row["text"])
        run_detectors(detectors, turn, conversation)
        before = answered(turn, conversation)
        shown = (Label("insult", "1"),) if row["gold"]["abusive"] else ()
        made.append(
            Example(
                call=f"convabuse-{number}",
                said=LabelledUtterance("customer", row["text"], shown),
                # How common abuse is there says nothing of calls: that goes into a word of its own.
                features=(*sorted(features(turn, conversation)), ELSEWHERE),
                words=turn.tokens,
                before=before.tokens if before is not None else (),
                ruled=frozenset(signal.name for signal in turn.signals),
                only="insult",
            )
        )
    return made
