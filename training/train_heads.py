"""Train the heads: a logistic regression for each signal, over the corpus.

    pip install -r training/requirements.txt
    python -m training.train_heads [CORPUS]

The same corpus gives the same file, bit for bit, on the same machine. Every call is learnt from
as it is written and again in lower case without punctuation. A head ships only where it beats the
rules out of fold (whole calls held out, five folds), so a signal with few examples stays with its
rules.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from coolhead.adapters.corpus.reading import read_folder
from coolhead.adapters.heads import OWN, word_vectors
from coolhead.call.vocabulary import AGENT_SIGNALS, CUSTOMER_SIGNALS, Party
from coolhead.services.labels import bare
from training.talk import Example, examples

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "coolhead" / "adapters" / "heads"
FOLDS = 5
STRENGTHS = (0.1, 0.3, 1.0)
# What a feature by name counts for beside the vectors; what the rules found is worth more than a
# word, of which there are so many.
NAMED, RULED = 0.5, 2.0
# A feature of fewer calls than this is chance.
FEWEST_CALLS = 3
# Fewer utterances with a signal than this teach nothing.
FEWEST = 12
FEWEST_OF_A_DETAIL = 5
# By how much F1 out of fold must be better: for a head to ship at all, and for it to have the last
# word over the rules, whose hits are otherwise left as they are.
BETTER_BY, JUDGES_BY = 0.02, 0.06
# What costs more to say wrongly than to miss: F with beta below 1. What rules found of it stands.
CAREFUL = {
    "insult",
    "aggression",
    "threat",
    "supervisor_request",
    "do_not_call",
    "data_question",
    "recording_objection",
    "civility_request",
    "final_warning",
    "end_call_notice",
    "escalation_offer",
    "handover",
}
# What a question is rules know in any talk; heads that had the last word on it took it back in talk
# that is no service call. And what rules hear of somebody at risk no head may take back.
KNOWN_BY_RULES = {"open_question", "closed_question", "vulnerability"}
# The least share of what is found that must be right, out of fold: what is wrong more often costs
# the trust of the person on the phone. The second is for what is costly to say wrongly.
RIGHT, SURE = 0.7, 0.85
NEVER = 0.999
# A promise is nothing without its act and its time, which only the rules read; and swear words are
# known: what a head takes for one beside them is none.
RULES_ONLY = {"commitment", "profanity"}
PARTIES: tuple[tuple[Party, tuple[str, ...]], ...] = (
    ("customer", CUSTOMER_SIGNALS),
    ("agent", AGENT_SIGNALS),
)
ATTRIBUTES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "complaint": ("target", str),
    "profanity": ("target", str),
    "insult": ("severity", int),
    "threat": ("kind", str),
    "request": ("remedy", str),
    "vulnerability": ("kind", str),
    "apology": ("kind", str),
}


def main() -> None:
    """Train both parties' heads and write them."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "corpus"
    calls = [*read_folder(corpus / "train"), *read_folder(corpus / "valid")]
    written = examples(calls)
    unmarked = examples([bare(call) for call in calls])
    for party, names in PARTIES:
        own = [e for e in (*written, *unmarked) if e.said.party == party]
        count = sum(e.said.party == party for e in written)
        print(f"\n{party}: {count} utterances of {len(calls)} calls")
        _train(party, names, own, count)


def _train(party: Party, names: Sequence[str], own: list[Example], written: int) -> None:
    places = _places(own)
    inputs = _inputs(own, places)
    folds = np.array([int(sha256(e.call.encode()).hexdigest(), 16) % FOLDS for e in own])
    kept: list[str] = []
    judged: list[str] = []
    columns: list[tuple[np.ndarray, float]] = []
    thresholds: list[float] = []
    for name in names:
        gold = np.array([e.said.shows(name) for e in own])
        if gold[:written].sum() < FEWEST or name in RULES_ONLY:
            print(f"  {name:20} {gold[:written].sum():4} examples: rules")
            continue
        beta = 0.5 if name in CAREFUL else 1.0
        ruled = np.array([name in e.ruled for e in own])
        chances, strength = _out_of_fold(inputs, gold, folds)
        judges_from = _threshold(chances, gold, beta)
        adds_from = _threshold(np.where(ruled, 0.0, chances), gold & ~ruled, beta)
        rules = _f(ruled, gold, beta)
        judging = _f(chances >= judges_from, gold, beta)
        adding = _f(ruled | (chances >= adds_from), gold, beta)
        judges = judging > adding + JUDGES_BY and name not in CAREFUL | KNOWN_BY_RULES
        threshold = judges_from if judges else adds_from
        does = "judges" if judges else "adds"
        if (judging if judges else adding) <= rules + BETTER_BY:
            does = "rules alone"
        print(
            f"  {name:20} {gold[:written].sum():4} examples: rules {rules:.2f}, with head "
            f"{adding:.2f}, head alone {judging:.2f}: {does} from {threshold:.2f}"
        )
        if does == "rules alone":
            continue
        if does == "judges":
            judged.append(name)
        model = LogisticRegression(C=strength, max_iter=1000).fit(inputs, gold)
        kept.append(name)
        columns.append((model.coef_[0], float(model.intercept_[0])))
        thresholds.append(float(threshold))
    details = _details(party, kept, own, inputs, columns)
    about = {
        "names": kept,
        "judges": judged,
        "details": details,
        "calls": sorted({each.call for each in own}),
    }
    _write(party, about, places, thresholds, columns)


def _places(own: Sequence[Example]) -> dict[str, int]:
    calls: dict[str, set[str]] = {}
    for each in own:
        for feature in each.features:
            calls.setdefault(feature, set()).add(each.call)
    often = sorted(feature for feature, inside in calls.items() if len(inside) >= FEWEST_CALLS)
    return {feature: place for place, feature in enumerate(often)}


def _inputs(own: Sequence[Example], places: dict[str, int]) -> csr_matrix:
    starts, found, values = [0], [], []
    for each in own:
        known = [feature for feature in each.features if feature in places]
        found += [places[feature] for feature in known]
        values += [_value(feature) for feature in known]
        starts.append(len(found))
    named = csr_matrix((np.array(values, np.float32), found, starts), (len(own), len(places)))
    words = word_vectors()
    here = np.array([OWN * words.meaning(each.words) for each in own])
    before = np.array([words.meaning(each.before) for each in own])
    return hstack([named, csr_matrix(here), csr_matrix(before)]).tocsr()


def _value(feature: str) -> float:
    return RULED if feature[0] == "s" else NAMED


def _out_of_fold(
    inputs: csr_matrix, gold: np.ndarray, folds: np.ndarray
) -> tuple[np.ndarray, float]:
    """The chances that a model gives calls it has not seen, of the strength that does best."""
    best, chosen, least = np.zeros(len(gold)), STRENGTHS[0], np.inf
    for strength in STRENGTHS:
        chances = np.zeros(len(gold))
        for fold in range(FOLDS):
            out = folds == fold
            if gold[~out].any() and out.any():
                model = LogisticRegression(C=strength, max_iter=1000).fit(inputs[~out], gold[~out])
                chances[out] = model.predict_proba(inputs[out])[:, 1]
        clipped = np.clip(chances, 1e-6, 1 - 1e-6)
        loss = -float(np.mean(np.where(gold, np.log(clipped), np.log(1 - clipped))))
        if loss < least:
            best, chosen, least = chances, strength, loss
    return best, chosen


def _threshold(chances: np.ndarray, gold: np.ndarray, beta: float) -> float:
    """The chance from which the signal counts: best by F, of those that are right often enough."""

    def worth(threshold: float) -> float:
        found = chances >= threshold
        right = float((found & gold).sum()) / max(1, int(found.sum()))
        if threshold < NEVER and right < (SURE if beta < 1 else RIGHT):
            return -1.0
        return _f(found, gold, beta)

    least = 0.5 if beta < 1 else 0.08
    # Nothing is sure enough to reach the last of them.
    return max((*(float(t) for t in np.arange(least, 0.92, 0.02)), NEVER), key=worth)


def _f(found: np.ndarray, gold: np.ndarray, beta: float) -> float:
    right = float((found & gold).sum())
    weight = beta * beta
    whole = (
        (1 + weight) * right + weight * float((gold & ~found).sum()) + float((found & ~gold).sum())
    )
    return (1 + weight) * right / whole if whole else 0.0


def _details(
    party: Party,
    kept: Sequence[str],
    own: Sequence[Example],
    inputs: csr_matrix,
    columns: list[tuple[np.ndarray, float]],
) -> dict[str, tuple[str, list[Any], list[int]]]:
    """For signals with a detail: a column for each value that has enough examples."""
    made: dict[str, tuple[str, list[Any], list[int]]] = {}
    for name in kept:
        if name not in ATTRIBUTES:
            continue
        attribute, as_value = ATTRIBUTES[name]
        shown = [
            (row, sorted(each.said.details(name))[0])
            for row, each in enumerate(own)
            if each.said.details(name)
        ]
        counts = Counter(detail for _, detail in shown)
        values = sorted(v for v, n in counts.items() if n >= 2 * FEWEST_OF_A_DETAIL)
        if len(values) < 2:
            values = [counts.most_common(1)[0][0]]
        places = []
        rows = [row for row, detail in shown if detail in values]
        for value in values:
            gold = np.array([detail == value for _, detail in shown if detail in values])
            if gold.all():
                columns.append((np.zeros(inputs.shape[1]), 1.0))
            else:
                model = LogisticRegression(C=0.3, max_iter=1000).fit(inputs[rows], gold)
                columns.append((model.coef_[0], float(model.intercept_[0])))
            places.append(len(columns) - 1)
        made[name] = (attribute, [as_value(v) for v in values], places)
    return made


def _write(
    party: Party,
    about: dict[str, Any],
    places: dict[str, int],
    thresholds: Sequence[float],
    columns: Sequence[tuple[np.ndarray, float]],
) -> None:
    weights = np.stack([weight for weight, _ in columns], axis=1)
    values = np.array([_value(feature) for feature in places])
    named, vectors = weights[: len(places)] * values[:, None], weights[len(places) :]
    heavy = np.abs(named).max(axis=1) > 0.01
    features = [feature for feature, keep in zip(places, heavy, strict=True) if keep]
    arrays = {
        "named": named[heavy].astype(np.float16),
        "vectors": vectors.astype(np.float16),
        "bias": np.array([bias for _, bias in columns], np.float32),
        "thresholds": np.array(thresholds, np.float32),
    }
    digest = sha256(b"".join(array.tobytes() for array in arrays.values())).hexdigest()[:8]
    about |= {"version": digest, "features": features}
    path = OUT / f"{party}.npz"
    np.savez_compressed(path, about=np.frombuffer(msgspec.json.encode(about), np.uint8), **arrays)
    size = path.stat().st_size / 1e6
    print(f"  {len(about['names'])} heads, {len(features)} features, {size:.2f} MB")


if __name__ == "__main__":
    main()
