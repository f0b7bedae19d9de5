"""Satisfaction: what customers answered who were asked, and what the ends of calls look like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from coolhead.services.insights.behind import ANSWERED, ASKED, RATED, RATINGS, SATISFACTION, SETTLED
from coolhead.services.insights.book import AnswerSums, Sums
from coolhead.services.insights.figures import Estimate
from coolhead.services.insights.making import Scope, share, too_few
from coolhead.services.insights.shapes import Figure, Section
from coolhead.services.insights.statistics import mean_of
from coolhead.services.sending.answer import Settled

_SETTLED: Final[tuple[tuple[Settled, str], ...]] = (
    ("yes", "It is settled"),
    ("partly", "Settled in part"),
    ("no", "Not settled"),
)
_RATINGS: Final = ("1 (not at all)", "2", "3", "4", "5 (entirely)")
_ESTIMATES: Final[tuple[tuple[Estimate, str, str], ...]] = (
    (
        "satisfied",
        "Estimated satisfied",
        "The call ended calm and resolved or saved, and the last thing the customer showed was "
        "thanks or acceptance; of all calls.",
    ),
    (
        "dissatisfied",
        "Estimated dissatisfied",
        "The call was ended for abuse, or ended heated or boiling; or it ended neither "
        "resolved nor saved, and the last thing the customer showed was displeasure; of all "
        "calls.",
    ),
    ("unclear", "Neither", "All other calls: they do not show it."),
)
_ASKED: Final = (
    "Calls whose customer was asked afterwards whether it is settled, by an e-mail that was sent, "
    "or whose answer was taken down; of all calls."
)
_ANSWERED: Final = "Calls whose customer answered, of those asked."
_OF_SETTLED: Final = (
    "What the customer answered to “is it settled?”; of all calls with an answer. Of several "
    "answers to a call the newest counts."
)
_MEAN: Final = (
    "The mean of the satisfaction from 1 (not at all) to 5 (entirely) that customers gave with "
    "their answers."
)
_OF_RATINGS: Final = "Calls whose customer gave this, of all with an answer from 1 to 5."


def satisfaction(sums: Sums, scope: Scope) -> Section:
    """Satisfaction: asked, and estimated."""
    totals = sums.totals
    estimates = [
        share(
            f"estimate:{name}",
            label,
            definition,
            totals.estimates.get(name, 0),
            totals.calls,
            opens=scope.search(f"estimate:{name}"),
        )
        for name, label, definition in _ESTIMATES
    ]
    answers = sums.answers
    asked = _asked(answers, totals.calls, scope) if answers is not None and answers.asked else ()
    return Section(
        id="satisfaction",
        title="Satisfaction",
        definition="What customers answered who were asked whether it is settled; and an estimate, "
        "from how calls end.",
        note=_note(answers),
        figures=(*asked, *estimates),
    )


def _note(answers: AnswerSums | None) -> str:
    only = "only a customer's own answer says whether they are satisfied."
    if answers is None:
        return f"Files hold no answers of customers: what is here is estimated, and {only}"
    if not answers.asked:
        return f"Nobody was asked yet: {only}"
    if not answers.answered:
        return f"Nobody has answered yet: {only}"
    return (
        "Who answers is not everybody: those who do not may think otherwise. An estimate is no "
        "answer; the two are of different calls."
    )


def _asked(answers: AnswerSums, calls: int, scope: Scope) -> Iterator[Figure]:
    asked, answered = answers.asked_agents, answers.answered_agents or answers.asked_agents
    yield _share(ASKED, "Asked", _ASKED, (answers.asked, calls), asked, scope)
    parts = (answers.answered, answers.asked)
    yield _share(ANSWERED, "Answered", _ANSWERED, parts, min(asked, answered), scope)
    if answers.answered:
        for name, label in _SETTLED:
            parts = (answers.settled.get(name, 0), answers.answered)
            yield _share(f"{SETTLED}:{name}", label, _OF_SETTLED, parts, answered, scope)
    if answers.rated:
        yield _mean(answers, scope)
        for rating, label in zip(RATINGS, _RATINGS, strict=True):
            figure, agents = f"{SATISFACTION}:{rating}", answers.rated_agents
            parts = (answers.ratings.get(rating, 0), answers.rated)
            yield _share(figure, label, _OF_RATINGS, parts, agents, scope)


def _share(  # noqa: PLR0917 - what a figure is made of
    name: str, label: str, definition: str, parts: tuple[int, int], agents: int, scope: Scope
) -> Figure:
    """A share, or why it is withheld where too few agents stand behind it."""
    if not scope.is_enough(agents):
        return _kept(name, label, definition, scope)
    return share(name, label, definition, *parts, opens=scope.search(name))


def _mean(answers: AnswerSums, scope: Scope) -> Figure:
    label = "Satisfaction, 1 to 5"
    if not scope.is_enough(answers.rated_agents):
        return _kept(RATED, label, _MEAN, scope, unit="mean")
    found = mean_of(answers.ratings, RATINGS[0], RATINGS[-1])
    return Figure(
        id=RATED,
        label=label,
        definition=_MEAN,
        unit="mean",
        value=found.value,
        low=found.low,
        high=found.high,
        of=answers.rated,
        calls=answers.rated,
        opens=scope.search(RATED),
    )


def _kept(name: str, label: str, definition: str, scope: Scope, **more: Any) -> Figure:
    given: dict[str, Any] = {"unit": "share"} | more
    return Figure(
        id=name, label=label, definition=definition, withheld=too_few(scope.minimum), **given
    )
