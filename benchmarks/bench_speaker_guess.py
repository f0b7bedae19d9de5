"""How often the agent is guessed rightly where a file does not say who it is.

    python -m benchmarks.bench_speaker_guess [FOLDER …]

Every call here says who is who; that is hidden, and the guess compared with it. A call counts as
right where every speaker is given the right party. The example calls are in part what the guess
was made from; the dialogues of the SGD satisfaction set (people typing to a booking assistant, in
``COOLHEAD_SHARED``) are not, and the customer always begins in them. A FOLDER holds any calls that
``coolhead listen`` reads and that name their parties, such as the transcripts of the Harper Valley
data set. The interval is Wilson's, at 95%.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from benchmarks.talk import example_calls
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.speakers import Spoken, parties_of
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.errors import InputError

SHARED = Path(os.environ.get("COOLHEAD_SHARED") or Path(__file__).parents[2] / "shared")
DIALOGUES = SHARED / "data" / "labelled" / "measure-only" / "sgd-satisfaction.jsonl"
# The standard normal's 97.5th percentile.
Z = 1.96

# A call as who said what, in order of time.
Said = list[tuple[Party, str]]


class Result(NamedTuple):
    right: int
    calls: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval for the share of calls that are right."""
        share, n = self.right / self.calls, self.calls
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return middle - half, middle + half


def main(arguments: Sequence[str] = ()) -> None:
    """Print a line for each set of calls."""
    sets: list[tuple[str, Iterable[Said]]] = [
        ("example calls", (said_in(call.utterances) for call in example_calls()))
    ]
    if DIALOGUES.is_file():
        dialogues = [said for said in dialogues_of(DIALOGUES) if parties_in(said) > 1]
        sets.append(("SGD, as written", dialogues))
        # The agent begins, as in a call that comes in.
        sets.append(("SGD, without the first line", [said[1:] for said in dialogues]))
    else:
        print(f"SGD satisfaction dialogues: not there ({DIALOGUES}); set COOLHEAD_SHARED")
    sets += [(str(folder), calls_in(Path(folder))) for folder in arguments]
    for name, calls in sets:
        result = measure(calls)
        if not result.calls:
            print(f"{name}: no call that names its parties")
            continue
        low, high = result.interval
        print(
            f"{name:<30} {result.right} of {result.calls} right, "
            f"{result.right / result.calls:.1%} (95%: {low:.1%} to {high:.1%})"
        )


def measure(calls: Iterable[Said]) -> Result:
    """Guess each call's agent; a call is right if it is so however its speakers are called."""
    right = count = 0
    for said in calls:
        if parties_in(said) > 1:
            count += 1
            right += guessed_rightly(said)
    return Result(right, count)


def guessed_rightly(said: Said) -> bool:
    """Whether every speaker is given the right party, whichever labels they go by."""
    present = [party for party in PARTIES if party in {who for who, _ in said}]
    for labels in permutations([str(n + 1) for n in range(len(present))]):
        hidden = dict(zip(present, labels, strict=True))
        spoken = [
            Spoken(speaker=hidden[party], start=float(n), end=float(n + 1), text=text)
            for n, (party, text) in enumerate(said)
        ]
        parties, _ = parties_of(spoken, "hidden", roles={})
        if parties != {label: party for party, label in hidden.items()}:
            return False
    return True


def parties_in(said: Said) -> int:
    """How many parties say anything."""
    return len({party for party, text in said if text.strip()})


def said_in(utterances: Iterable[Utterance]) -> Said:
    """Who says what, in the order in which they begin."""
    return [(u.party, u.text) for u in sorted(utterances, key=lambda u: u.start)]


def dialogues_of(path: Path) -> Iterator[Said]:
    """The dialogues again, from lines that hold a customer's turn and the few turns before it."""
    said: Said = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            turn = json.loads(line)
            if not turn["context"]:
                yield said
                said = []
            elif turn["context"][-1][0] == "agent":
                said.append(("agent", turn["context"][-1][1]))
            said.append((turn["party"], turn["text"]))
    yield said


def calls_in(folder: Path) -> Iterator[Said]:
    """The calls of a folder that name their parties."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        try:
            call = read_call(path)
        except InputError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        if not call.started.speakers_guessed:
            yield said_in(call.utterances)


if __name__ == "__main__":
    main(sys.argv[1:])
