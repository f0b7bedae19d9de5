"""Weigh what heat rises and falls with, on the heat that labellers put.

    python -m training.train_heads --chances CHANCES
    python -m training.weigh_heat CHANCES

It starts from the standard playbook's own weights and tries small changes, always the same ones, on
half of the calls; the other half says whether what was found holds. What is best by rank
correlation and nearness together is printed, to be written into the playbook by hand: a weight that
only this search understands is none. CHANCES are those that heads gave calls they had not seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from coolhead.adapters.corpus.reading import read_folder
from coolhead.adapters.corpus.transcript import as_transcript
from coolhead.bootstrap import choose_playbook
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import HINTS
from coolhead.guidance.heat import HeatState, after_utterance
from coolhead.playbook.schema import Heat
from coolhead.services.labels import LabelledCall, LabelledUtterance
from coolhead.services.measures import rank_correlation
from coolhead.signals.detector import THRESHOLD, Detection

ROOT: Final = Path(__file__).parent.parent
TRIES: Final = 800
# A point of mean difference is worth so much rank correlation; a share of calm utterances that are
# taken for tense, beyond two in a hundred, costs far more.
NEARNESS: Final = 0.006
CALM, CALM_COST = 0.98, 3.0
MOVED: Final = (
    "weights.complaint",
    "weights.frustration",
    "weights.anger",
    "weights.profanity",
    "weights.product_profanity",
    "weights.insult",
    "weights.aggression",
    "weights.threat",
    "weights.not_heard",
    "weights.rejection",
    "weights.supervisor_request",
    "weights.do_not_call",
    "relief.thanks",
    "relief.acceptance",
    "half_life_s",
    "calm_speech_half_life_s",
    "calm_turn_s",
    "calm_below",
)


@dataclass(frozen=True)
class Said:
    """An utterance with what an unseeing head finds in it, and the labelled heat after it."""

    utterance: Utterance
    signals: tuple[Signal, ...]
    hints: tuple[Signal, ...]
    heat: float | None


@dataclass(frozen=True)
class Worth:
    """How good settings are on some calls."""

    correlation: float
    difference: float
    calm: float

    @property
    def whole(self) -> float:
        """One number to compare by."""
        missing = max(0.0, CALM - self.calm)
        return self.correlation - NEARNESS * self.difference - CALM_COST * missing


def main() -> None:
    """Search, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("chances", type=Path)
    calls = list(_calls(msgspec.json.decode(parser.parse_args().chances.read_bytes())))
    searched = [said for name, said in calls if int(sha256(name.encode()).hexdigest(), 16) % 2]
    checked = [said for name, said in calls if not int(sha256(name.encode()).hexdigest(), 16) % 2]
    settings = choose_playbook("standard").heat.model_dump()
    best = worth(searched, settings)
    print("before:", best, worth(checked, settings))
    chance = np.random.default_rng(0)
    for _ in range(TRIES):
        tried = deepcopy(settings)
        for name in chance.choice(MOVED, size=int(chance.integers(1, 4))):
            _move(tried, str(name), float(np.exp(chance.normal(0, 0.3))))
        found = worth(searched, tried)
        if found.whole > best.whole:
            settings, best = tried, found
    print("after: ", best, worth(checked, settings))
    print(msgspec.json.format(msgspec.json.encode(settings), indent=1).decode())


def worth(calls: list[list[Said]], settings: dict[str, Any]) -> Worth:
    """Run the calls' heat under ``settings``."""
    heat = Heat.model_validate(settings)
    pairs: list[tuple[float, float]] = []
    calm = [0, 0]
    for said in calls:
        labelled = [each.heat for each in said if each.heat is not None]
        state = HeatState()
        for each in said:
            state = after_utterance(state, each.utterance, each.signals, heat, hints=each.hints)
            if each.heat is not None:
                pairs.append((each.heat, state.value))
            if labelled and max(labelled) < 20:
                calm[0] += state.value < 20
                calm[1] += 1
    return Worth(
        round(rank_correlation(pairs) or 0.0, 4),
        round(sum(abs(one - other) for one, other in pairs) / len(pairs), 2),
        round(calm[0] / max(1, calm[1]), 4),
    )


def _calls(chances: dict[str, list[dict[str, float]]]) -> Iterator[tuple[str, list[Said]]]:
    for part in ("train", "valid"):
        for call in read_folder(ROOT / "corpus" / part):
            if call.about.id in chances:
                yield call.about.id, _said(call, chances[call.about.id])


def _said(call: LabelledCall, chances: list[dict[str, float]]) -> list[Said]:
    utterances = as_transcript(call).utterances
    customers = iter(chances)
    found = []
    for said, utterance in zip(call.utterances, utterances, strict=True):
        sure = next(customers) if said.party == "customer" else {}
        weighed = [_signal(said, name, chance) for name, chance in sure.items()]
        found.append(
            Said(
                utterance,
                tuple(each for each in weighed if each.confidence >= THRESHOLD),
                tuple(
                    each
                    for each in weighed
                    if Detection.HINTS_FROM <= each.confidence < THRESHOLD and each.name in HINTS
                ),
                said.heat,
            )
        )
    return found


def _signal(said: LabelledUtterance, name: str, chance: float) -> Signal:
    """The signal with the labelled detail, so that here only finding it is put to the test."""
    detail = min(said.details(name), default=None)
    return Signal(
        name=name,
        confidence=chance,
        target=(detail or "company") if name in {"complaint", "profanity"} else None,  # type: ignore[arg-type]
        severity=int(detail or 1) if name == "insult" else None,
        kind=(detail or "leave") if name == "threat" else None,
    )


def _move(settings: dict[str, Any], name: str, factor: float) -> None:
    inside, _, key = name.rpartition(".")
    holder = settings[inside] if inside else settings
    value = holder[key]
    holder[key] = (
        {each: min(100.0, points * factor) for each, points in value.items()}
        if isinstance(value, dict)
        else min(100.0, value * factor)
    )


if __name__ == "__main__":
    main()
