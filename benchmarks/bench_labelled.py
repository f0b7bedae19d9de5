"""Signals against public labelled talk, where its files are: never trained on, only measured.

The files are found in ``COOLHEAD_SHARED`` or beside the repository (``../shared``), a JSON object a
line: context, party, text, gold. Abuse counts as found where an ``insult`` is (ConvAbuse aims it at
a machine); ``threshold=0`` gives the confidences for the area under the curve.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from coolhead.bootstrap import measuring_detectors
from coolhead.call.vocabulary import Party
from coolhead.services.measures import Judged, area_under_curve, counted
from coolhead.signals.hearing import detect_in_context

MOST = 4000
_HERE = Path(__file__).resolve().parent.parent
DISSATISFIED = ("complaint", "frustration", "anger", "rejection", "not_heard")
# Label, the signals of which one must be found, and the files.
TASKS: Sequence[tuple[str, str, tuple[str, ...], str]] = (
    ("abuse", "abusive", ("insult", "aggression"), "may-train/convabuse-valid*"),
    ("open question", "open_question", ("open_question",), "measure-only/switchboard-acts*"),
    ("any question", "question", ("open_question", "closed_question"), "measure-only/switchboard*"),
    ("apology", "apology", ("apology",), "measure-only/switchboard-acts*"),
    ("empathy", "empathy", ("empathy",), "measure-only/epitome-*"),
    ("reflection", "reflection", ("reflection",), "measure-only/epitome-*"),
    ("exploration", "exploration", ("open_question", "closed_question"), "measure-only/epitome-*"),
    ("dissatisfied", "dissatisfied", DISSATISFIED, "measure-only/sgd*"),
)


def main() -> None:
    """Print a line for each task; or that the files are not there."""
    folder = Path(os.environ.get("COOLHEAD_SHARED", _HERE.parent / "shared")) / "data" / "labelled"
    if not folder.is_dir():
        print(f"no labelled talk in {folder}; set COOLHEAD_SHARED")
        return
    for what, label, names, files in TASKS:
        rows = _rows(folder, files, label)
        if rows:
            _task(what, label, names, rows)
    talk = _rows(folder, "measure-only/switchboard-acts*", "question")
    if talk:
        found = sum(_confidence(row, ("insult",), "customer") >= 0.5 for row in talk)
        print(f"false insults in telephone talk: {1000 * found / len(talk):.1f} in 1,000")


def _task(what: str, label: str, names: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    judged = [Judged(bool(row["gold"][label]), _confidence(row, names)) for row in rows]
    counts = counted(judged, 0.5)
    figures = (counts.precision, counts.recall, counts.f1, area_under_curve(judged))
    told = "  ".join(f"{0.0 if f is None else f:.3f}" for f in figures)
    there = counts.right + counts.missed
    print(f"{what:16}{len(rows):6} lines, {there:5} labelled   P R F1 AUC {told}")


def _confidence(row: dict[str, Any], names: tuple[str, ...], party: Party | None = None) -> float:
    context = [(each[0], each[1]) for each in row["context"][-6:]]
    who: Party = party or row["party"]
    found = detect_in_context(measuring_detectors(), row["text"], who, context, threshold=0.0)
    return max((signal.confidence for signal in found if signal.name in names), default=0.0)


def _rows(folder: Path, files: str, label: str) -> list[dict[str, Any]]:
    """At most ``MOST`` lines, spread evenly over the files."""
    lines = [line for path in sorted(folder.glob(files)) for line in _lines(path)]
    rows = [row for row in map(_parsed, lines) if label in row.get("gold", {})]
    step = max(1, -(-len(rows) // MOST))
    return rows[::step]


_parsed: Callable[[str], dict[str, Any]] = json.loads


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
