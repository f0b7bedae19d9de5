"""Which lines of scorecards may count in averages, as far as people and the rules agree on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from coolhead.call.vocabulary import ScoreResult
from coolhead.record.scorecard import Scorecard, ScoredItem
from coolhead.services.reviews.agreement import Agreement, Pair, agreement
from coolhead.services.reviews.review import Verdict

# Below fifty the interval around kappa is so wide (about ±0.2 at 0.6) that it decides nothing.
ENOUGH: Final = 50
# From 0.61 on agreement is called substantial (Landis and Koch 1977, Biometrics 33(1), 159-174).
LEAST_KAPPA: Final = 0.6

ItemName = tuple[str, str]
"""A playbook's name, and the id of a line in its scorecard."""

Standing = Literal["too_few", "undefined", "counts", "does_not_count"]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How often a line was judged so in a month ("2026-03"); ``machine`` None: no such line."""

    playbook: str
    item: str
    month: str
    verdict: Verdict
    machine: ScoreResult | None
    blind: bool
    count: int


class Month(msgspec.Struct, frozen=True):
    """The agreement of one month; None of it is hidden but kappa of few pairs, which misleads."""

    month: str
    agreement: Agreement


class ItemAgreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far people and the rules agree on a line.

    ``cannot_tell`` are judgements without an answer, ``not_blind`` those by people who had seen the
    rules' results: neither is among ``overall.pairs``.
    """

    playbook: str
    item: str
    standing: Standing
    overall: Agreement
    months: tuple[Month, ...]
    cannot_tell: int = 0
    not_blind: int = 0


def agreements(tallies: Iterable[Tally]) -> tuple[ItemAgreement, ...]:
    """Every line that was ever judged, by playbook and name."""
    by_item: defaultdict[ItemName, list[Tally]] = defaultdict(list)
    for each in tallies:
        by_item[each.playbook, each.item].append(each)
    return tuple(_of_item(name, by_item[name]) for name in sorted(by_item))


def items_not_counting(tallies: Iterable[Tally]) -> frozenset[ItemName]:
    """The lines that must stay out of every average."""
    return frozenset(
        (each.playbook, each.item)
        for each in agreements(tallies)
        if each.standing == "does_not_count"
    )


def counting_items(
    card: Scorecard, playbook: str, not_counting: frozenset[ItemName]
) -> tuple[ScoredItem, ...]:
    """The lines of a scorecard that may go into an average; ``playbook`` is a name."""
    return tuple(line for line in card.items if (playbook, line.id) not in not_counting)


def _of_item(name: ItemName, tallies: list[Tally]) -> ItemAgreement:
    months: defaultdict[str, Counter[Pair]] = defaultdict(Counter)
    cannot_tell = not_blind = 0
    for each in tallies:
        if each.verdict == "cannot_tell" or each.machine is None:
            cannot_tell += each.count
        elif not each.blind:
            not_blind += each.count
        else:
            months[each.month][each.verdict, each.machine] += each.count
    overall = agreement(sum(months.values(), Counter()))
    return ItemAgreement(
        playbook=name[0],
        item=name[1],
        standing=_standing(overall),
        overall=_shown(overall),
        months=tuple(Month(each, _shown(agreement(months[each]))) for each in sorted(months)),
        cannot_tell=cannot_tell,
        not_blind=not_blind,
    )


def _standing(overall: Agreement) -> Standing:
    if overall.pairs < ENOUGH:
        return "too_few"
    if overall.kappa is None:
        return "undefined"
    return "counts" if overall.kappa >= LEAST_KAPPA else "does_not_count"


def _shown(found: Agreement) -> Agreement:
    """Of too few judgements only how many there are."""
    return found if found.pairs >= ENOUGH else Agreement(pairs=found.pairs)
