"""What customers said: what they are angry about, leaving, reviews, loyalty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from coolhead.services.insights.behind import AGAIN, CAME_BACK
from coolhead.services.insights.book import AGAIN_WITHIN_DAYS, ReasonSum, Sums
from coolhead.services.insights.making import Scope, share
from coolhead.services.insights.shapes import Figure, Quote, Section, TrendPoint

# More columns than these are not told apart in a small picture.
_MOST_COLUMNS: Final = 12


def topics(sums: Sums, scope: Scope) -> Section:
    """What customers are angry about."""
    of = sums.totals.calls
    figures = [
        share(
            f"topic:{each.name}",
            each.name,
            "Calls with a complaint about this, of all calls. Its heat-minutes are its part of "
            "those of the calls: a call with two topics counts half of them for each.",
            each.calls,
            of,
            beside={"heat_minutes": each.heat_minutes},
            trend=_trend(each.days, scope),
            quotes=tuple(Quote(q.call, q.utterance, q.text) for q in each.quotes),
            opens=scope.search(f"topic:{each.name}"),
        )
        for each in sums.topics
    ]
    return Section(
        id="topics",
        title="What customers are angry about",
        definition="The thing that a complaint is about, as a noun that calls share. "
        "Heat-minutes are the area under the heat curve: a minute at heat 100 is one, and so are "
        "two minutes at 50.",
        note="At most two topics a call are counted. The words are found by rules, and some are "
        "found wrongly: open the calls.",
        figures=tuple(figures),
    )


def leaving(sums: Sums, scope: Scope) -> Section:
    """The risk that customers leave."""
    totals = sums.totals
    return Section(
        id="leaving",
        title="Risk of leaving",
        definition="Customers who said that they would leave, and whose call ended with the matter "
        "open or lost.",
        note="Who leaves without a word is in no call.",
        figures=(
            share(
                "leaving",
                "Said they would leave",
                "Calls in which the customer threatened to leave, of all calls.",
                totals.leaving,
                totals.calls,
                opens=scope.search("leaving"),
            ),
            share(
                "leaving_open",
                "At risk of leaving",
                "Those of them that ended neither resolved nor saved, of all calls.",
                totals.leaving_open,
                totals.calls,
                opens=scope.search("leaving_open"),
            ),
            *_reasons(sums.leaving, totals.leaving_open, "leaving", scope),
        ),
    )


def reviews(sums: Sums, scope: Scope) -> Section:
    """The risk of bad reviews."""
    totals = sums.totals
    return Section(
        id="reviews",
        title="Risk of bad reviews",
        definition="Customers who said that they would write a review or tell others in public, "
        "and whose call ended with the matter open or lost.",
        note="What is written in the end is in no call.",
        figures=(
            share(
                "reviewing",
                "Spoke of a review",
                "Calls in which the customer threatened a bad review, of all calls.",
                totals.reviewing,
                totals.calls,
                opens=scope.search("reviewing"),
            ),
            share(
                "reviewing_open",
                "At risk of a bad review",
                "Those of them that ended neither resolved nor saved, of all calls.",
                totals.reviewing_open,
                totals.calls,
                opens=scope.search("reviewing_open"),
            ),
            *_reasons(sums.reviewing, totals.reviewing_open, "reviewing", scope),
        ),
    )


def loyalty(sums: Sums, scope: Scope) -> Section:
    """Loyalty, as far as calls show it."""
    kept = sums.loyalty
    return Section(
        id="loyalty",
        title="Loyalty",
        definition="Whether customers who are known by an id were on the phone again.",
        note="Calls cannot show loyalty itself: whether somebody buys again is in no call."
        if kept.followed or kept.left_known
        else "Calls cannot show it here: none names its customer, or none is older than a week.",
        figures=(
            share(
                "again",
                f"On the phone again within {AGAIN_WITHIN_DAYS} days",
                f"Calls of known customers after which the same customer had another call within "
                f"{AGAIN_WITHIN_DAYS} days, of those whose {AGAIN_WITHIN_DAYS} days are over. "
                "Often a sign that the matter was not settled.",
                kept.again,
                kept.followed,
                opens=scope.search(AGAIN),
            ),
            share(
                "came_back",
                "Still there after a threat to leave",
                "Calls of known customers who threatened to leave and had a later call, of all "
                "calls of known customers with such a threat.",
                kept.came_back,
                kept.left_known,
                opens=scope.search(CAME_BACK),
            ),
        ),
    )


def _reasons(reasons: Sequence[ReasonSum], of: int, risk: str, scope: Scope) -> tuple[Figure, ...]:
    return tuple(
        share(
            f"{risk}_about:{each.name}",
            f"about: {each.name}",
            "Calls at risk with a complaint about this, of all calls at risk.",
            each.calls,
            of,
            opens=scope.search(f"{risk}_open:{each.name}"),
        )
        for each in reasons
    )


def _trend(days: Sequence[tuple[int, int]], scope: Scope) -> tuple[TrendPoint, ...]:
    """The days put together to a few columns of equal length, the last one may be shorter."""
    first = datetime.fromtimestamp(scope.query.since, tz=UTC).toordinal()
    last = max(first, datetime.fromtimestamp(scope.query.until - 1, tz=UTC).toordinal())
    width = -(-(last - first + 1) // _MOST_COLUMNS)
    counts: Counter[int] = Counter()
    for day, calls in days:
        counts[(min(max(day, first), last) - first) // width] += calls
    columns = (last - first) // width + 1
    return tuple(
        TrendPoint(date.fromordinal(first + place * width).isoformat(), counts[place])
        for place in range(columns)
    )
