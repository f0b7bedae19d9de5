"""Cohen's kappa against other ways to compute it, and where it has no answer."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.vocabulary import ScoreResult
from coolhead.record.scorecard import Scorecard, ScoredItem
from coolhead.services.reviews.agreement import Agreement, Pair, agreement
from coolhead.services.reviews.counting import (
    Tally,
    agreements,
    counting_items,
    items_not_counting,
)
from coolhead.services.reviews.review import Verdict

RESULTS: tuple[ScoreResult, ...] = ("pass", "miss", "not_applicable")
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(RESULTS), st.sampled_from(RESULTS)), st.integers(0, 40)
)


def by_definition(pairs: dict[Pair, int]) -> Fraction | None:
    """Kappa from a list of judgements, one by one, in exact arithmetic."""
    judged = [pair for pair, count in pairs.items() for _ in range(count)]
    n = len(judged)
    if n == 0:
        return None
    observed = Fraction(sum(a == b for a, b in judged), n)
    # By chance: any person's answer with any of the rules' answers.
    humans, machines = [a for a, _ in judged], [b for _, b in judged]
    met = sum(humans.count(each) * machines.count(each) for each in RESULTS)
    chance = Fraction(met, n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def by_delta_method(pairs: dict[Pair, int]) -> float:
    """The standard error from kappa's slope in each cell, found by moving the cell a little."""
    cells = list(itertools.product(RESULTS, RESULTS))
    n = sum(pairs.values())
    shares = [pairs.get(cell, 0) / n for cell in cells]

    def kappa(p: list[float]) -> float:
        observed = sum(x for x, (a, b) in zip(p, cells, strict=True) if a == b)
        chance = sum(
            sum(x for x, (a, _) in zip(p, cells, strict=True) if a == each)
            * sum(x for x, (_, b) in zip(p, cells, strict=True) if b == each)
            for each in RESULTS
        )
        return (observed - chance) / (1 - chance)

    step = 1e-6
    slopes = []
    for place in range(len(cells)):
        up, down = list(shares), list(shares)
        up[place] += step
        down[place] -= step
        slopes.append((kappa(up) - kappa(down)) / (2 * step))
    mean = sum(p * s for p, s in zip(shares, slopes, strict=True))
    square = sum(p * s * s for p, s in zip(shares, slopes, strict=True))
    return math.sqrt(max(0.0, square - mean**2) / n)


@given(PAIRS)
def test_kappa_is_what_its_definition_says(pairs: dict[Pair, int]) -> None:
    found, wanted = agreement(pairs), by_definition(pairs)
    if wanted is None:
        assert found.kappa is None
        assert found.low is None
    else:
        assert found.kappa == pytest.approx(float(wanted), abs=1e-9)
        assert found.low is not None
        assert found.high is not None
        assert found.kappa is not None
        assert -1 <= found.low <= found.kappa <= found.high <= 1


@given(PAIRS)
def test_the_interval_is_that_of_the_delta_method(pairs: dict[Pair, int]) -> None:
    found = agreement(pairs)
    if found.kappa is None or found.agreed == 1:
        return
    spread = 1.959964 * by_delta_method(pairs)
    assert found.low == pytest.approx(max(-1, found.kappa - spread), abs=1e-4)
    assert found.high == pytest.approx(min(1, found.kappa + spread), abs=1e-4)


@given(PAIRS)
def test_scikit_learn_says_the_same(pairs: dict[Pair, int]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    if by_definition(pairs) is None:
        return
    judged = [pair for pair, count in pairs.items() for _ in range(count)]
    theirs = metrics.cohen_kappa_score([a for a, _ in judged], [b for _, b in judged])
    assert agreement(pairs).kappa == pytest.approx(theirs, abs=1e-9)


@given(PAIRS)
def test_it_does_not_matter_which_is_the_person(pairs: dict[Pair, int]) -> None:
    turned: Counter[Pair] = Counter()
    for (human, machine), count in pairs.items():
        turned[machine, human] += count
    one, other = agreement(pairs), agreement(turned)
    assert one.kappa == pytest.approx(other.kappa) if one.kappa is not None else other.kappa is None


def test_the_textbook_example() -> None:
    # Cohen's kappa of 45/15/25/15: 0.6 observed, 0.54 by chance.
    found = agreement(
        {("pass", "pass"): 45, ("pass", "miss"): 15, ("miss", "pass"): 25, ("miss", "miss"): 15}
    )
    assert found.agreed == pytest.approx(0.6)
    assert found.kappa == pytest.approx(0.1304, abs=1e-4)


@pytest.mark.parametrize(
    "pairs",
    [{}, {("pass", "pass"): 0}, {("pass", "pass"): 80}, {("not_applicable", "not_applicable"): 3}],
)
def test_where_all_answers_are_the_same_kappa_is_undefined(pairs: dict[Pair, int]) -> None:
    assert agreement(pairs).kappa is None


def test_one_sided_answers_that_never_meet_are_no_agreement() -> None:
    assert agreement({("pass", "miss"): 60}).kappa == pytest.approx(0.0)


def test_all_agreed_is_one_and_the_interval_still_has_a_width() -> None:
    few = agreement({("pass", "pass"): 4, ("miss", "miss"): 4})
    many = agreement({("pass", "pass"): 400, ("miss", "miss"): 400})
    assert few.kappa == many.kappa == 1.0
    assert few.low is not None
    assert many.low is not None
    assert few.low < 0.5
    assert 0.97 < many.low < 1


def tally(verdict: Verdict, machine: ScoreResult | None, count: int, **more: object) -> Tally:
    given = {"playbook": "standard", "item": "apology", "month": "2026-03", "blind": True, **more}
    return Tally(verdict=verdict, machine=machine, count=count, **given)  # type: ignore[arg-type]


def test_below_fifty_there_is_no_kappa_and_everything_counts() -> None:
    (few,) = agreements([tally("pass", "miss", 25), tally("miss", "pass", 24)])
    assert (few.standing, few.overall) == ("too_few", Agreement(pairs=49))
    assert items_not_counting([tally("pass", "miss", 25), tally("miss", "pass", 24)]) == frozenset()


def test_from_fifty_on_a_line_below_the_limit_stops_counting() -> None:
    found = [tally("pass", "miss", 25), tally("miss", "pass", 25)]
    (line,) = agreements(found)
    assert line.standing == "does_not_count"
    assert line.overall.kappa == pytest.approx(-1.0)
    assert items_not_counting(found) == {("standard", "apology")}
    good = [tally("pass", "pass", 30), tally("miss", "miss", 20), tally("pass", "miss", 5)]
    (line,) = agreements(good)
    assert line.standing == "counts"
    assert items_not_counting(good) == frozenset()


def test_averages_are_of_the_lines_that_count_in_their_own_playbook() -> None:
    card = Scorecard(
        items=tuple(
            ScoredItem(id=each, item=each, result="pass", weight=1.0, rule="")
            for each in ("apology", "greeting")
        )
    )
    flagged = frozenset({("standard", "apology")})
    counted = counting_items(card, "standard", flagged)
    assert [line.id for line in counted] == ["greeting"]
    assert counting_items(card, "collections", flagged) == card.items


def test_what_is_undefined_goes_on_counting_and_says_so() -> None:
    (line,) = agreements([tally("pass", "pass", 70)])
    assert (line.standing, line.overall.agreed, line.overall.kappa) == ("undefined", 1.0, None)


def test_only_blind_answers_are_pairs() -> None:
    found = [
        tally("pass", "pass", 30),
        tally("miss", "miss", 30, blind=False),
        tally("cannot_tell", "miss", 7),
        tally("pass", None, 2),
    ]
    (line,) = agreements(found)
    assert (line.overall.pairs, line.not_blind, line.cannot_tell) == (30, 30, 9)


def test_months_stand_by_themselves_and_lines_by_playbook() -> None:
    found = [
        tally("pass", "pass", 40),
        tally("miss", "miss", 30),
        tally("pass", "miss", 3, month="2026-04"),
        tally("pass", "pass", 1, playbook="collections"),
    ]
    first, second = agreements(found)
    assert (first.playbook, second.playbook) == ("collections", "standard")
    march, april = second.months
    assert (march.month, march.agreement.kappa) == ("2026-03", 1.0)
    assert (april.month, april.agreement) == ("2026-04", Agreement(pairs=3))
    assert second.overall.pairs == 73
