"""Train the heads over the corpus.

    pip install -r training/requirements.txt
    python -m training.train_heads [CORPUS] [--abuse FILE]

The same data give the same files, bit for bit, on the same machine, in less than an hour. Every
call is learnt from as it is written and again in lower case without punctuation. Thresholds,
calibration and what a head may do are decided out of fold: whole calls held out, five folds.
``--abuse`` adds ConvAbuse's training part (docs/signals.md says where it comes from), for insults
alone. ``--chances`` keeps what heads out of fold say of customers, for `training.weigh_heat`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from coolhead.adapters.corpus.reading import read_folder
from coolhead.call.vocabulary import AGENT_SIGNALS, CUSTOMER_SIGNALS, Party
from coolhead.services.labels import bare
from training.choosing import Choice, choose
from training.details import learn_details
from training.inputs import Inputs
from training.models import (
    STRENGTHS,
    Linear,
    Numbers,
    Shared,
    calibration,
    linear,
    shared,
)
from training.talk import SCENE, Example, abuse, examples

ROOT: Final = Path(__file__).parent.parent
OUT: Final = ROOT / "src" / "coolhead" / "adapters" / "heads"
FOLDS: Final = 5
# Fewer utterances with a signal than this teach nothing.
FEWEST: Final = 12
# The folds by which the strength is chosen.
FOR_STRENGTH: Final = (0, 1)
# A feature whose weights are all smaller than this moves nothing.
LIGHT: Final = 0.01
PARTIES: Final[dict[Party, tuple[str, ...]]] = {
    "customer": CUSTOMER_SIGNALS,
    "agent": AGENT_SIGNALS,
}
# Of each call, the chance of each signal in each utterance.
Chances = dict[str, list[dict[str, float]]]


def main() -> None:
    """Train both parties' heads and write them."""
    options = _options()
    learning = partial(_learn, corpus=options.corpus, abuse_file=options.abuse)
    with ProcessPoolExecutor(len(PARTIES)) as pool:
        made = dict(zip(PARTIES, pool.map(learning, PARTIES), strict=True))
    if options.chances:
        options.chances.write_bytes(msgspec.json.encode(made["customer"]))


def _learn(party: Party, *, corpus: Path, abuse_file: Path | None) -> Chances:
    """Train the heads of a party, in a process of its own."""
    calls = [*read_folder(corpus / "train"), *read_folder(corpus / "valid")]
    written = examples(calls)
    unmarked = examples([bare(call) for call in calls])
    elsewhere = abuse(abuse_file) if abuse_file else []
    own = [e for e in (*written, *unmarked, *elsewhere) if e.said.party == party]
    count = sum(e.said.party == party for e in written)
    print(f"{party}: {count} utterances of {len(calls)} calls", flush=True)
    return _train(party, own, count)


def _train(party: Party, own: list[Example], written: int) -> Chances:
    """Train the heads of a party; the first ``written`` examples are calls as they are written.

    Returns the chances of each signal out of fold, for each utterance of each of those calls.
    """
    names = [n for n in PARTIES[party] if sum(e.said.shows(n) for e in own[:written]) >= FEWEST]
    inputs = Inputs(own)
    folds = np.array([int(sha256(e.call.encode()).hexdigest(), 16) % FOLDS for e in own])
    gold = np.array([[e.said.shows(name) for name in names] for e in own])
    known = np.array([[e.only in {None, name} for name in names] for e in own])
    strengths = [_strength(inputs, gold[:, c], known[:, c], folds) for c in range(len(names))]
    logits = np.zeros(gold.shape)
    for fold in range(FOLDS):
        out = folds == fold
        layer = shared(inputs.rows[~out], len(inputs.places), gold[~out], known[~out])
        lines = _lines(inputs, gold, known & ~out[:, None], strengths)
        logits[out] = _both(lines, layer, inputs, out)
    # Judged on what the heads are for: whole calls, not what was added to learn from.
    ours = np.array([e.only is None and SCENE not in e.call for e in own])
    lines = _lines(inputs, gold, known, strengths)
    layer = shared(inputs.rows, len(inputs.places), gold, known)
    choices: list[Choice] = []
    scales: list[tuple[float, float]] = []
    for column, name in enumerate(names):
        slope, shift = calibration(logits[ours, column], gold[ours, column])
        sure = 1 / (1 + np.exp(-(slope * logits[ours, column] + shift)))
        ruled = np.array([name in e.ruled for e in own])[ours]
        choice = choose(name, sure, gold[ours, column], ruled)
        print(
            f"  {name:20} {gold[:written, column].sum():4} examples: rules {choice.rules:.2f}, "
            f"with head {choice.adding:.2f}, head alone {choice.alone:.2f}: {choice.does} "
            f"from {choice.threshold:.2f}; scaled by {slope:.2f}"
        )
        choices.append(choice)
        scales.append((slope, shift))
    details, settled, columns = learn_details(names, own, inputs, folds)
    about = {
        "names": names,
        "adds": [n for n, c in zip(names, choices, strict=True) if c.does != "rates"],
        "details": details,
        "settles": settled,
        "calls": sorted({each.call for each in own}),
    }
    _write(party, about, Trained(inputs, lines, columns, layer, choices, scales))
    slopes, shifts = np.array(scales).T
    chances = 1 / (1 + np.exp(-(logits[:written] * slopes + shifts)))
    unseen: Chances = {}
    for each, row in zip(own[:written], chances.tolist(), strict=True):
        unseen.setdefault(each.call, []).append(dict(zip(names, row, strict=True)))
    return unseen


def _strength(
    inputs: Inputs, gold: NDArray[np.bool_], known: NDArray[np.bool_], folds: NDArray[np.int64]
) -> float:
    """The strength with the least loss out of fold."""

    def loss(strength: float) -> float:
        logits = np.zeros(len(gold))
        for fold in FOR_STRENGTH:
            out, learnt = (folds == fold) & known, (folds != fold) & known
            logits[out] = linear(inputs.rows[learnt], gold[learnt], strength)(inputs.rows[out])
        judged = known & np.isin(folds, FOR_STRENGTH)
        signed = np.where(gold, logits, -logits)[judged]
        return float(np.mean(np.logaddexp(0.0, -signed)))

    return min(STRENGTHS, key=loss)


def _lines(
    inputs: Inputs,
    gold: NDArray[np.bool_],
    learnt: NDArray[np.bool_],
    strengths: Sequence[float],
) -> list[Linear]:
    return [
        linear(inputs.rows[learnt[:, column]], gold[learnt[:, column], column], strength)
        for column, strength in enumerate(strengths)
    ]


def _both(
    lines: Sequence[Linear], layer: Shared, inputs: Inputs, which: NDArray[np.bool_]
) -> Numbers:
    rows = inputs.rows[which]
    found: Numbers = (np.stack([line(rows) for line in lines], axis=1) + layer(rows)) / 2
    return found


@dataclass(frozen=True)
class Trained:
    """What was learnt of a party: a line a signal, lines for details, and the shared layer."""

    inputs: Inputs
    lines: Sequence[Linear]
    details: Sequence[Linear]
    layer: Shared
    choices: Sequence[Choice]
    scales: Sequence[tuple[float, float]]


def _write(party: Party, about: dict[str, Any], trained: Trained) -> None:
    """Write one file: both halves scaled to give a calibrated logit when they are added."""
    inputs, layer = trained.inputs, trained.layer
    slopes = np.array([slope / 2 for slope, _ in trained.scales])
    shifts = np.array([shift for _, shift in trained.scales])
    every = (*trained.lines, *trained.details)
    weights = np.stack([line.weights for line in every], axis=1)
    bias = np.array([line.bias for line in every])
    count = len(trained.lines)
    weights[:, :count] *= slopes
    bias[:count] = bias[:count] * slopes + layer.out_bias * slopes + shifts
    named, split = len(inputs.places), slice(len(inputs.places), None)
    values = inputs.values[:, None]
    heavy = (np.abs(weights[:named] * values).max(axis=1) > LIGHT) | (
        np.abs(layer.inside[:named] * values).max(axis=1) > LIGHT
    )
    arrays = {
        "linear_named": (weights[:named] * values)[heavy].astype(np.float16),
        "linear_vectors": weights[split].astype(np.float16),
        "linear_bias": bias.astype(np.float32),
        **_in_bytes("hidden", (layer.inside[:named] * values)[heavy].astype(np.float16)),
        "hidden_vectors": layer.inside[split].astype(np.float16),
        "hidden_bias": layer.inside_bias.astype(np.float32),
        "out": (layer.out * slopes).astype(np.float16),
        "thresholds": np.array([each.threshold for each in trained.choices], np.float32),
        "drops": np.array([each.drops for each in trained.choices], np.float32),
    }
    features = [name for name, keep in zip(inputs.places, heavy, strict=True) if keep]
    digest = sha256(b"".join(array.tobytes() for array in arrays.values())).hexdigest()[:8]
    about |= {"version": digest, "features": features}
    path = OUT / f"{party}.npz"
    np.savez_compressed(path, about=np.frombuffer(msgspec.json.encode(about), np.uint8), **arrays)
    size = path.stat().st_size / 1e6
    print(f"  {count} heads, {len(features)} features, {size:.2f} MB")


def _in_bytes(name: str, weights: NDArray[np.float16]) -> dict[str, NDArray[Any]]:
    """The weights of features as a byte each, and what a step of each column is worth.

    That makes the file half as large; of what is found on the test part, one in 240 changes.
    """
    scale = np.maximum(np.abs(weights.astype(np.float32)).max(axis=0), 1e-12) / 127
    return {
        f"{name}_named": np.round(weights / scale).astype(np.int8),
        f"{name}_scale": scale,
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="?", default=ROOT / "corpus")
    parser.add_argument("--chances", type=Path, help="where to keep chances out of fold")
    parser.add_argument(
        "--abuse", type=Path, help="ConvAbuse's training part, a JSON object a line"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
