"""From sums to insights: every figure, or why there is none."""

from __future__ import annotations

import msgspec

from coolhead.services.insights.book import InsightsQuery, Sums
from coolhead.services.insights.making import Scope, moment, too_few
from coolhead.services.insights.of_customers import leaving, loyalty, reviews, topics
from coolhead.services.insights.of_satisfaction import satisfaction
from coolhead.services.insights.of_teams import abuse, alarms, outcomes, turned
from coolhead.services.insights.shapes import Insights

_SECTIONS = (topics, turned, outcomes, leaving, reviews, satisfaction, loyalty, abuse, alarms)


def insights_of(
    sums: Sums,
    query: InsightsQuery,
    *,
    minimum: int,
    team: str | None = None,
    nobody_named: bool = False,
) -> Insights:
    """The insights of some calls.

    Every figure is one of teams: where fewer than ``minimum`` agents stand behind the calls, none
    is given, and how many there are is not said either. ``team`` and ``nobody_named`` are those of
    ``Scope``.
    """
    scope = Scope(query, minimum, team, nobody_named)
    totals = sums.totals
    enough = scope.is_enough(totals.agents) or totals.calls == 0
    sections = [make(sums, scope) for make in _SECTIONS]
    if not enough:
        sections = [msgspec.structs.replace(each, figures=()) for each in sections]
    return Insights(
        since=moment(query.since),
        until=moment(query.until),
        calls=totals.calls,
        agents=totals.agents if enough else None,
        minimum_agents=minimum,
        withheld="" if enough else too_few(minimum),
        sections=tuple(sections),
    )
