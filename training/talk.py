"""Labelled calls as the heads see them: features, words, and what rules found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coolhead.services.labels import Label, LabelledCall, LabelledUtterance
from coolhead.signals.detector import run_detectors
from coolhead.signals.heads.features import answered, features
from coolhead.signals.registry import standard_detectors
from coolhead.signals.turn import Conversation, Turn

# Features of all that is no call, and of scenes, which are full of what is rare; no turn ever has
# them.
ELSEWHERE: Final = "elsewhere"
STAGED: Final = "staged"
# In the id of what is no whole call: full of what is rare in calls, and of what looks like it.
SCENE: Final = "scene-"
# The attribute in which a signal keeps its detail, and how its value is made of a label's text.
ATTRIBUTES: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "complaint": ("target", str),
    "profanity": ("target", str),
    "insult": ("severity", int),
    "threat": ("kind", str),
    "request": ("remedy", str),
    "vulnerability": ("kind", str),
    "apology": ("kind", str),
}


@dataclass(frozen=True)
class Example:
    """An utterance of a call, ready to be learnt from; ``only`` what its labels speak of.

    ``ruled`` are the signals that rules found, each with its details.
    """

    call: str
    said: LabelledUtterance
    features: tuple[str, ...]
    words: tuple[str, ...]
    before: tuple[str, ...]
    ruled: Mapping[str, frozenset[str]]
    only: str | None = None


def examples(calls: Iterable[LabelledCall]) -> list[Example]:
    """Every utterance of the calls, in order."""
    detectors = standard_detectors()
    made = []
    for call in calls:
        conversation = Conversation()
        # How common a signal is in scenes says nothing of calls: that goes into a word of its own.
        staged = {STAGED} if SCENE in call.about.id else set()
        for said in call.utterances:
            turn = Turn(said.party, said.text)
            run_detectors(detectors, turn, conversation)
            before = answered(turn, conversation)
            made.append(
                Example(
                    call=call.about.id,
                    said=said,
                    features=tuple(sorted(features(turn, conversation) | staged)),
                    words=turn.tokens,
                    before=before.tokens if before is not None else (),
                    ruled=_ruled(turn),
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
                ruled=_ruled(turn),
                only="insult",
            )
        )
    return made


def _ruled(turn: Turn) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for signal in turn.signals:
        details = found.setdefault(signal.name, set())
        if signal.name in ATTRIBUTES:
            details.add(str(getattr(signal, ATTRIBUTES[signal.name][0])))
    return {name: frozenset(details) for name, details in found.items()}
