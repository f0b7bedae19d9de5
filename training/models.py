"""The two halves of a head: a logistic regression for each signal, and a layer that all share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Numbers = NDArray[np.float64]

# How weak the penalty on weights is; the one that does best out of fold is taken.
STRENGTHS: Final = (0.1, 0.3, 1.0)
# The shared layer, chosen on two folds: its units, and how it is trained.
UNITS: Final = 192
PASSES: Final = 12
BATCH: Final = 128
RATE: Final = 1e-3
DECAY: Final = 0.05
# The share of inputs and of units that are left out at random while learning.
LEFT_OUT: Final = (0.3, 0.4)


@dataclass(frozen=True)
class Linear:
    """A weight for each input, and a bias."""

    weights: Numbers
    bias: float

    def __call__(self, rows: csr_matrix) -> Numbers:
        """The logits."""
        found: Numbers = rows @ self.weights + self.bias
        return found


def linear(rows: csr_matrix, gold: NDArray[np.bool_], strength: float) -> Linear:
    """Fit one signal."""
    if not gold.any() or gold.all():
        return Linear(np.zeros(rows.shape[1]), 20.0 if gold.all() else -20.0)
    model = LogisticRegression(C=strength, max_iter=1000).fit(rows, gold)
    return Linear(model.coef_[0], float(model.intercept_[0]))


@dataclass(frozen=True)
class Shared:
    """One hidden layer (rectified) for all signals of a party."""

    inside: Numbers
    inside_bias: Numbers
    out: Numbers
    out_bias: Numbers

    def __call__(self, rows: csr_matrix) -> Numbers:
        """The logits, a column for each signal."""
        hidden = np.maximum(rows @ self.inside + self.inside_bias, 0.0)
        found: Numbers = hidden @ self.out + self.out_bias
        return found


def shared(
    rows: csr_matrix, named: int, gold: NDArray[np.bool_], known: NDArray[np.bool_]
) -> Shared:
    """Fit all signals at once; only what is ``known`` of an example counts. One seed and thread.

    The first ``named`` columns are features by name, few of which an example has.
    """
    import torch  # noqa: PLC0415 - only training needs it

    torch.manual_seed(0)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    few, vectors = (
        rows[:, :named].tocsr(),
        torch.from_numpy(rows[:, named:].toarray().astype(np.float32)),
    )
    wanted = torch.from_numpy(gold.astype(np.float32))
    counted = torch.from_numpy(known.astype(np.float32))
    inside = torch.nn.Linear(rows.shape[1], UNITS)
    start = inside.weight.detach().T.clone()
    by_name = torch.nn.EmbeddingBag.from_pretrained(start[:named], freeze=False, mode="sum")
    by_vector = torch.nn.Parameter(start[named:].clone())
    after = torch.nn.Sequential(
        torch.nn.ReLU(), torch.nn.Dropout(LEFT_OUT[1]), torch.nn.Linear(UNITS, gold.shape[1])
    )
    leave_out = torch.nn.Dropout(LEFT_OUT[0])
    learnt = [by_name.weight, by_vector, inside.bias, *after.parameters()]
    steps = torch.optim.AdamW(learnt, lr=RATE, weight_decay=DECAY)
    chance = np.random.default_rng(0)
    for _ in range(PASSES):
        order = chance.permutation(len(gold))
        for begin in range(0, len(order), BATCH):
            batch = order[begin : begin + BATCH]
            bag = few[batch]
            hidden = by_name(
                torch.from_numpy(bag.indices.astype(np.int64)),
                torch.from_numpy(bag.indptr[:-1].astype(np.int64)),
                leave_out(torch.from_numpy(bag.data.astype(np.float32))),
            )
            hidden = hidden + leave_out(vectors[batch]) @ by_vector + inside.bias
            errors = torch.nn.functional.binary_cross_entropy_with_logits(
                after(hidden), wanted[batch], reduction="none"
            )
            loss = (errors * counted[batch]).sum() / len(batch)
            steps.zero_grad()
            loss.backward()
            steps.step()
    last: Any = after[2]
    whole = torch.cat([by_name.weight, by_vector])
    return Shared(*(_numbers(each) for each in (whole, inside.bias, last.weight.T, last.bias)))


def _numbers(tensor: Any) -> Numbers:
    found: Numbers = tensor.detach().numpy().astype(np.float64)
    return found


def calibration(logits: Numbers, gold: NDArray[np.bool_]) -> tuple[float, float]:
    """The slope and shift that make logits out of fold into chances (Platt, 1999)."""
    model = LogisticRegression(C=1e6, max_iter=1000).fit(logits[:, None], gold)
    slope, shift = float(model.coef_[0, 0]), float(model.intercept_[0])
    return (slope, shift) if slope > 0 else (1.0, 0.0)
