"""Insights in memory: for files on the command line, for tests, and for trying things out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coolhead.adapters.storage.insights_aftermath import Aftermath
from coolhead.adapters.storage.insights_rows import Begun, begun
from coolhead.services.insights import behind as names
from coolhead.services.insights.book import (
    AGAIN_WITHIN_DAYS,
    MOST_QUOTES,
    MOST_REASONS,
    MOST_TOPICS,
    AbuseSum,
    Choices,
    InsightsQuery,
    LoyaltySums,
    QuoteSum,
    ReasonSum,
    RetractedSum,
    Sums,
    TopicSum,
    Totals,
    TurnedSum,
)
from coolhead.services.insights.figures import SETTLED, CallFigures
from coolhead.services.live.store import CallQuery
from coolhead.services.live.summary import CallKey

_WINDOW_S = AGAIN_WITHIN_DAYS * 86_400.0


class _Row(NamedTuple):
    key: CallKey
    figures: CallFigures
    began: Begun


class InMemoryInsightsBook:
    """``InsightsBook``; the store of calls tells it of figures.

    ``after`` is what happens after calls, None where nothing of it is kept (files).
    """

    def __init__(self, after: Aftermath | None = None) -> None:
        self._rows: dict[CallKey, _Row] = {}
        self._after = after

    def put(self, key: CallKey, figures: CallFigures, first_kept: float) -> None:
        """Keep the figures of a call, in place of those before."""
        self._rows[key] = _Row(key, figures, begun(figures, first_kept))

    def forget(self, key: CallKey) -> None:
        """The call is erased."""
        self._rows.pop(key, None)

    @property
    def period(self) -> tuple[float, float] | None:
        """When the first and the last call began, None where there is none."""
        began = [row.began.at for row in self._rows.values()]
        return (min(began), max(began)) if began else None

    async def choices(self, workspace: str, teams: frozenset[str]) -> Choices:
        """See ``InsightsBook.choices``."""
        rows = [
            row.figures
            for row in self._rows.values()
            if row.key.workspace == workspace and row.figures.team in teams
        ]
        return Choices(
            playbooks=tuple(sorted({(row.playbook, row.version) for row in rows})),
            campaigns=tuple(sorted({row.campaign for row in rows if row.campaign})),
        )

    async def sums(self, query: InsightsQuery) -> Sums:
        """See ``InsightsBook.sums``."""
        rows = [row for row in self._rows.values() if _fits(query, row)]
        agents = {row.key: row.figures.agent for row in rows}
        keys = frozenset(agents)
        return Sums(
            totals=_totals(rows),
            topics=_topics(rows),
            leaving=_reasons([row for row in rows if row.figures.leaving and _is_open(row)]),
            reviewing=_reasons([row for row in rows if row.figures.reviewing and _is_open(row)]),
            turned=_turned(rows),
            promises=self._after.promises(keys, query.now) if self._after else None,
            answers=self._after.answers(agents) if self._after else None,
            loyalty=self._loyalty(query, rows),
            abuse=_abuse(rows),
            retracted=_retracted(rows),
        )

    def _loyalty(self, query: InsightsQuery, rows: Sequence[_Row]) -> LoyaltySums:
        came = _Coming((r for r in self._rows.values() if _is_of_teams(query, r)), query.now)
        left = [row for row in rows if row.figures.customer and row.figures.leaving]
        return LoyaltySums(
            followed=sum(map(came.is_over, rows)),
            again=sum(map(came.is_again, rows)),
            left_known=len(left),
            came_back=sum(map(came.is_back, left)),
        )

    def behind(self, query: CallQuery) -> frozenset[CallKey]:
        """The calls behind the query's ``figure``, which is one that changes after the call."""
        figure, _, of = (query.figure or "").partition(":")
        rows = [row for row in self._rows.values() if row.key.workspace == query.workspace]
        ours = [row for row in rows if query.teams is None or row.figures.team in query.teams]
        if figure in {names.AGAIN, names.CAME_BACK}:
            own = query.agent if query.teams is None else None
            others = [row for row in ours if own in {None, row.figures.agent}]
            came = _Coming(others, query.now)
            fits = came.is_again if figure == names.AGAIN else came.is_back
            return frozenset(row.key for row in ours if fits(row))
        if figure == names.ABUSE_AT:
            return frozenset(
                row.key for row in ours if row.figures.abuse and str(row.began.hour) == of
            )
        if self._after is None:
            return frozenset()
        found = self._after.behind(figure, of, query.now)
        return frozenset(row.key for row in ours if row.key in found)


class _Coming:
    """When the customers of some calls were on the phone again."""

    def __init__(self, rows: Iterable[_Row], now: float) -> None:
        self._times: dict[str, list[float]] = defaultdict(list)
        self._now = now
        for row in rows:
            if row.figures.customer and row.began.at < now:
                self._times[row.figures.customer].append(row.began.at)

    def is_over(self, row: _Row) -> bool:
        return bool(row.figures.customer) and row.began.at < self._now - _WINDOW_S

    def is_again(self, row: _Row) -> bool:
        return self.is_over(row) and any(0 < each <= _WINDOW_S for each in self._later(row))

    def is_back(self, row: _Row) -> bool:
        return row.figures.leaving and any(each > 0 for each in self._later(row))

    def _later(self, row: _Row) -> list[float]:
        times = self._times.get(row.figures.customer or "", [])
        return [at - row.began.at for at in times]


def _is_of_teams(query: InsightsQuery, row: _Row) -> bool:
    of_workspace = row.key.workspace == query.workspace
    return of_workspace and (query.teams is None or row.figures.team in query.teams)


def _fits(query: InsightsQuery, row: _Row) -> bool:
    if not _is_of_teams(query, row) or not query.since <= row.began.at < query.until:
        return False
    names = ("playbook", "version", "direction", "campaign")
    return all(getattr(query, n) in {None, getattr(row.figures, n)} for n in names)


def _is_open(row: _Row) -> bool:
    return row.figures.outcome not in SETTLED


def _agents(rows: Iterable[_Row]) -> int:
    return len({row.figures.agent for row in rows} - {None})


def _totals(rows: Sequence[_Row]) -> Totals:
    figures = [row.figures for row in rows]
    return Totals(
        calls=len(rows),
        agents=_agents(rows),
        heat_minutes=sum(each.heat_minutes for each in figures),
        outcomes=dict(Counter(each.outcome for each in figures)),
        estimates=dict(Counter(each.estimate for each in figures)),
        ended_for_abuse=sum(each.ended_for_abuse for each in figures),
        escalated=sum(each.escalated for each in figures),
        leaving=sum(each.leaving for each in figures),
        leaving_open=sum(row.figures.leaving and _is_open(row) for row in rows),
        reviewing=sum(each.reviewing for each in figures),
        reviewing_open=sum(row.figures.reviewing and _is_open(row) for row in rows),
    )


def _topics(rows: Sequence[_Row]) -> tuple[TopicSum, ...]:
    calls = Counter(topic.name for row in rows for topic in row.figures.topics)
    names = sorted(calls, key=lambda name: (-calls[name], name))[:MOST_TOPICS]
    found = []
    for name in names:
        about = [(row, t) for row in rows for t in row.figures.topics if t.name == name]
        newest = sorted(about, key=lambda pair: (-pair[0].began.at, pair[0].key.call))
        quotes = [QuoteSum(row.key.call, t.utterance, t.quote) for row, t in newest]
        found.append(
            TopicSum(
                name=name,
                calls=len(about),
                heat_minutes=sum(topic.heat_minutes for _, topic in about),
                days=tuple(sorted(Counter(row.began.day for row, _ in about).items())),
                quotes=tuple(quotes[:MOST_QUOTES]),
            )
        )
    return tuple(found)


def _reasons(rows: Sequence[_Row]) -> tuple[ReasonSum, ...]:
    calls = Counter(topic.name for row in rows for topic in row.figures.topics)
    names = sorted(calls, key=lambda name: (-calls[name], name))[:MOST_REASONS]
    return tuple(ReasonSum(name, calls[name]) for name in names)


def _turned(rows: Sequence[_Row]) -> tuple[TurnedSum, ...]:
    found = defaultdict(list)
    for row in rows:
        for each in row.figures.turned:
            found[each.move, each.level].append((row, each))
    return tuple(
        TurnedSum(
            move=move,
            level=level,
            turns=sum(each.turns for _, each in made),
            cooled=sum(each.cooled for _, each in made),
            calls=len(made),
            alone=sum(each.alone for _, each in made),
            first=sum(each.first for _, each in made),
            agents=_agents(row for row, _ in made),
        )
        for (move, level), made in sorted(found.items())
    )


def _abuse(rows: Sequence[_Row]) -> tuple[AbuseSum, ...]:
    found = defaultdict(list)
    for row in rows:
        found[row.figures.team, row.began.hour, row.figures.agent].append(row.figures.abuse)
    cells = sorted(found.items(), key=lambda cell: (cell[0][0], cell[0][1], cell[0][2] or ""))
    return tuple(
        AbuseSum(
            team=team,
            hour=hour,
            agent=agent,
            calls=len(abuse),
            abusive=sum(each > 0 for each in abuse),
            abuse=sum(abuse),
        )
        for (team, hour, agent), abuse in cells
    )


def _retracted(rows: Sequence[_Row]) -> tuple[RetractedSum, ...]:
    found = defaultdict(list)
    for row in rows:
        for each in row.figures.signals:
            found[each.name].append((row, each))
    return tuple(
        RetractedSum(
            name=name,
            heard=sum(each.heard for _, each in heard),
            taken_back=sum(each.taken_back for _, each in heard),
            calls=sum(each.taken_back > 0 for _, each in heard),
            agents=_agents(row for row, _ in heard),
        )
        for name, heard in sorted(found.items())
    )
