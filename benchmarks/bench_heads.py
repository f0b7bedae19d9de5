"""The trained heads: how long they take to load, how they stand beside others, and what they find.

Loading is timed in new processes, the seconds that the arrays take and what comes before left out.
Other detectors judge the same lines where they are installed (the extra ``compare``; ConvoKit by
itself). The labelled calls are the corpus's test part, as they are and in lower case without
punctuation.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from coolhead.adapters.corpus.reading import read_folder
from coolhead.adapters.others import installed
from coolhead.bootstrap import all_detectors, choose_playbook, hear_labelled
from coolhead.errors import MissingExtraError
from coolhead.services.comparison import compare
from coolhead.services.evaluation import Evaluation, HeardCall, evaluate, weak_in
from coolhead.services.labels import LabelledCall, bare
from coolhead.signals.registry import warm_up

TEST = Path(__file__).resolve().parent.parent / "corpus" / "test"
_LOAD = """
import numpy, msgspec, time
import coolhead.signals.registry
began = time.perf_counter()
from coolhead.adapters.heads import trained_heads
trained_heads()
print(time.perf_counter() - began)
"""


def main() -> None:
    """Print the figures."""
    loads = [float(_in_a_process(_LOAD)) for _ in range(5)]
    print(f"heads loaded in                {statistics.median(loads):.3f} s (median of 5)")
    calls = list(read_folder(TEST))
    rate = _detection(calls)
    print(f"detection with all heads       {rate:8.0f} utterances a second on one core")
    heard = _heard(calls)
    _beside(heard, rate)
    _figures("as written", evaluate(heard))
    _figures("bare", evaluate(_heard(map(bare, calls))))


def _detection(calls: list[LabelledCall]) -> float:
    warm_up()
    detectors = all_detectors()
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for call in calls:
            weak_in(call, detectors)
        best = min(best, time.process_time() - began)
    return sum(len(call.utterances) for call in calls) / best


def _heard(calls: Iterable[LabelledCall]) -> list[HeardCall]:
    playbook = choose_playbook("standard")
    return [hear_labelled(call, playbook) for call in calls]


def _beside(heard: list[HeardCall], rate: float) -> None:
    ours = {each.name: each for each in evaluate(heard).signals}
    try:
        for other in installed():
            found = compare(heard, other, time.process_time)
            print(
                f"{found.name:30} {found.a_second:8.0f} a second, "
                f"a ratio of {rate / found.a_second:.2f}"
            )
            for each in found.signals:
                own = ours[each.name]
                print(f"  {each.name:28} F1 {each.f1 or 0:.2f}, ours {own.f1 or 0:.2f}")
    except MissingExtraError as error:
        print(f"no other detector: {error}")


def _figures(how: str, found: Evaluation) -> None:
    known = [each for each in found.signals if each.f1 is not None]
    mean = statistics.fmean(each.f1 or 0.0 for each in known)
    worst = max(each.calibration_error or 0.0 for each in known)
    area = statistics.fmean(each.auc for each in known if each.auc is not None)
    print(
        f"{how + ':':14} {found.utterances} utterances, {len(known)} signals: mean F1 {mean:.3f}, "
        f"mean AUC {area:.3f}, largest calibration error {worst:.3f}"
    )
    heat = found.heat
    print(
        f"  heat: rank correlation {heat.rank_correlation or 0:.3f}, "
        f"calm below 20 in {heat.calm_below_20 or 0:.3f}"
    )


def _in_a_process(code: str) -> str:
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    main()
