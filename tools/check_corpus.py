"""Check labelled calls: every file is read, counted, and looked through for near-duplicates.

    python -m tools.check_corpus corpus/train/broadband-*.jsonl

Two utterances of six words or more are near-duplicates where they share more than 60 of 100 of
their word trigrams (Jaccard). More than 1 of 100 utterances with such a twin is a failure: it would
mean that templates were filled.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from coolhead.adapters.corpus.reading import read_labelled
from coolhead.errors import InputError
from coolhead.services.labels import LabelledCall

LIKE: Final = 0.6
SHORTEST: Final = 6
MOST_TWINS: Final = 0.01

Trigram = tuple[str, str, str]


def main(names: list[str]) -> int:
    """Print what is found; the exit status is 1 where something is wrong."""
    calls, wrong = [], 0
    for path in _files(names):
        try:
            calls.append(read_labelled(path))
        except InputError as error:
            print(error)
            wrong += 1
    said = [(call.about.id, each) for call in calls for each in call.utterances]
    twins = near_duplicates(calls)
    print(f"{len(calls)} calls, {len(said)} utterances, {wrong} files refused")
    heats = sum(sum(u.heat is not None for u in call.utterances) >= 5 for call in calls)
    print(f"{heats} calls with heat at five points or more")
    for what in ("gold", "near"):
        counted = Counter(
            name
            for _, each in said
            for name in ({label.name for label in each.gold} if what == "gold" else set(each.near))
        )
        print(f"{what}: " + ", ".join(f"{name} {count}" for name, count in counted.most_common()))
    share = len(twins) / max(1, len(said))
    print(f"near-duplicates: {len(twins)} ({share:.1%})")
    for first, second in twins[:20]:
        print(f"  {first}\n    {second}")
    return 1 if wrong or share > MOST_TWINS else 0


def near_duplicates(calls: Iterable[LabelledCall]) -> list[tuple[str, str]]:
    """Utterances that have a near twin before them, with that twin."""
    texts: list[str] = []
    grams: list[set[Trigram]] = []
    places: dict[Trigram, list[int]] = defaultdict(list)
    twins = []
    for call in calls:
        for each in call.utterances:
            words = re.findall(r"[a-z']+", each.text.lower())
            if len(words) < SHORTEST:
                continue
            own = set(zip(words, words[1:], words[2:], strict=False))
            shared = Counter(place for gram in own for place in places[gram])
            for place, count in shared.most_common(5):
                if count / (len(own) + len(grams[place]) - count) > LIKE:
                    twins.append((each.text, texts[place]))
                    break
            for gram in own:
                places[gram].append(len(texts))
            texts.append(each.text)
            grams.append(own)
    return twins


def _files(names: list[str]) -> list[Path]:
    given = [Path(name) for name in names]
    return [
        file
        for path in given
        for file in (sorted(path.glob("**/*.jsonl")) if path.is_dir() else [path])
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
