"""From which chance a signal counts, and what a head may do: by what an error costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

# By how much F1 out of fold must be better: for a head to find a signal at all, and for it to drop
# what rules have found, whose hits are otherwise left as they are.
BETTER_BY, OVERRULES_BY = 0.02, 0.04
# What costs more to say wrongly than to miss: F with beta below 1.
CAREFUL: Final = {
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
    "commitment",
    # Elsewhere than in service calls heads take much for a question that is none.
    "open_question",
    "closed_question",
}
# What rules hear of these no head may take back: somebody at risk, rights that must be honoured,
# and what the boundary ladder rests on.
RULES_STAND: Final = {
    "vulnerability",
    "threat",
    "insult",
    "do_not_call",
    "data_question",
    "recording_objection",
    "civility_request",
    "final_warning",
    "commitment",
}
# Of which danger rules speak, and how bad an insult is to them, no head changes.
RULES_STAND_DETAILS: Final = {"vulnerability", "threat", "insult"}
# The least share of what is found that must be right, out of fold: what is wrong more often costs
# the trust of the person on the phone. The first is for what is costly to say wrongly; then come
# what moves a call on by itself, all else, and what costs little (a few points of heat, a line in
# the record, a kind word too many).
SURE, MOVING, RIGHT, LIKELY = 0.85, 0.75, 0.7, 0.6
LEAST: Final = {
    "request": MOVING,
    "recap": MOVING,
    # Missed, it helps nobody; made up, it offers condolences for a late parcel.
    "vulnerability": 0.66,
    **dict.fromkeys(("complaint", "frustration", "empathy", "not_heard", "rejection"), LIKELY),
}
NEVER: Final = 0.999
# Nine in ten of what a head finds so unlikely are wrong.
DROPS: Final = 0.1
# Where heads may overrule rules, what rules found stands from this chance on, whatever is needed to
# add it: between that and even chances four in ten of it are right.
EVEN: Final = 0.3
# What a question is rules know in any talk: only what is so unlikely is dropped of them.
QUESTIONS: Final = {"open_question", "closed_question"}
# Swear words are known: what a head takes for one beside them is none.
RULES_ONLY: Final = {"profanity"}
# A final warning that nobody gave, heard in misheard words of a calm call (with a chance of 0.73 in
# a real recording), counts against the agent.
LOWEST: Final = {"final_warning": 0.88}

Does = Literal["overrules", "adds", "rates"]


@dataclass(frozen=True)
class Choice:
    """What a head does, from which chance, and F of the rules alone, with it, and of it alone.

    What rules found is dropped where the chance is below ``drops``.
    """

    does: Does
    threshold: float
    drops: float
    rules: float
    adding: float
    alone: float


def choose(
    name: str, chances: NDArray[np.float64], gold: NDArray[np.bool_], ruled: NDArray[np.bool_]
) -> Choice:
    """Judge by chances out of fold."""
    beta = 0.5 if name in CAREFUL else 1.0
    least = LEAST.get(name, SURE if name in CAREFUL else RIGHT)
    alone_from = _threshold(chances, gold, beta, least, LOWEST.get(name))
    adds_from = _threshold(
        np.where(ruled, 0.0, chances), gold & ~ruled, beta, least, LOWEST.get(name)
    )
    rules = _f(ruled, gold, beta)
    alone = _f(chances >= alone_from, gold, beta)
    adding = _f(ruled | (chances >= adds_from), gold, beta)
    drops = 0.0 if name in RULES_STAND | RULES_ONLY else DROPS
    if (
        drops
        and name not in QUESTIONS
        and alone > adding + OVERRULES_BY
        and alone > rules + BETTER_BY
    ):
        return Choice("overrules", alone_from, min(alone_from, EVEN), rules, adding, alone)
    if adding > rules + BETTER_BY and name not in RULES_ONLY:
        return Choice("adds", adds_from, drops, rules, adding, alone)
    return Choice("rates", 0.5, drops, rules, adding, alone)


def _threshold(
    chances: NDArray[np.float64],
    gold: NDArray[np.bool_],
    beta: float,
    least: float,
    lowest: float | None = None,
) -> float:
    """The chance from which the signal counts: best by F, of those that are right often enough."""

    def worth(threshold: float) -> float:
        found = chances >= threshold
        right = float((found & gold).sum()) / max(1, int(found.sum()))
        if threshold < NEVER and right < least:
            return -1.0
        return _f(found, gold, beta)

    lowest = lowest or (0.5 if beta < 1 else 0.2)
    # Nothing is sure enough to reach the last of them.
    return max((*(float(t) for t in np.arange(lowest, 0.92, 0.02)), NEVER), key=worth)


def _f(found: NDArray[np.bool_], gold: NDArray[np.bool_], beta: float) -> float:
    right = float((found & gold).sum())
    weight = beta * beta
    whole = (
        (1 + weight) * right + weight * float((gold & ~found).sum()) + float((found & ~gold).sum())
    )
    return (1 + weight) * right / whole if whole else 0.0
