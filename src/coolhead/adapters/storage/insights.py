"""Insights by SQL over the figures of calls: sums leave the database, not calls."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.insights_again import IS_KNOWN, again, came_back, is_over
from coolhead.adapters.storage.insights_answers import read_answers
from coolhead.adapters.storage.insights_promises import read_promises
from coolhead.adapters.storage.insights_topics import of_calls, read_topics
from coolhead.adapters.storage.schema.insights import (
    call_figures,
    call_signals,
    call_turned,
)
from coolhead.adapters.storage.store import Store
from coolhead.services.insights.book import (
    AbuseSum,
    Choices,
    InsightsQuery,
    LoyaltySums,
    RetractedSum,
    Sums,
    Totals,
    TurnedSum,
)
from coolhead.services.insights.figures import SETTLED

_F: Final = call_figures.c
_COUNTED: Final = ("ended_for_abuse", "escalated", "leaving", "reviewing")


class SqlInsightsBook:
    """``InsightsBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def choices(self, workspace: str, teams: frozenset[str]) -> Choices:
        """See ``InsightsBook.choices``."""
        where = (_F.workspace == workspace, _F.team.in_(sorted(teams)))
        playbooks = select(_F.playbook, _F.version).where(*where).distinct()
        campaigns = select(_F.campaign).where(*where, _F.campaign.is_not(None)).distinct()
        async with self._store.reading() as connection:
            return Choices(
                playbooks=tuple(sorted((r[0], r[1]) for r in await connection.execute(playbooks))),
                campaigns=tuple(sorted(r[0] for r in await connection.execute(campaigns) if r[0])),
            )

    async def sums(self, query: InsightsQuery) -> Sums:
        """See ``InsightsBook.sums``."""
        where = and_(*_conditions(query))
        # Two connections, about half of the work each: a database uses a core for each.
        (
            (kinds, abuse, topics, loyalty),
            (turned, promises, answers, retracted),
        ) = await asyncio.gather(
            self._read(
                lambda each: _kinds(each, where),
                lambda each: _abuse(each, where),
                lambda each: read_topics(each, where),
                lambda each: _loyalty(each, query, where),
            ),
            self._read(
                lambda each: _turned(each, where),
                lambda each: read_promises(each, where, query.now),
                lambda each: read_answers(each, query.workspace, where),
                lambda each: _retracted(each, where),
            ),
        )
        return Sums(
            totals=_totals(kinds, abuse),
            topics=topics.topics,
            leaving=topics.leaving,
            reviewing=topics.reviewing,
            turned=turned,
            promises=promises,
            answers=answers,
            loyalty=loyalty,
            abuse=abuse,
            retracted=retracted,
        )

    async def _read(self, *asked: Callable[[AsyncConnection], Awaitable[Any]]) -> list[Any]:
        async with self._store.reading() as connection:
            return [await ask(connection) for ask in asked]


def _conditions(query: InsightsQuery) -> list[Any]:
    wanted: list[Any] = [
        _F.workspace == query.workspace,
        _F.began >= query.since,
        _F.began < query.until,
    ]
    if query.teams is not None:
        wanted.append(_F.team.in_(sorted(query.teams)))
    for name in ("playbook", "version", "direction", "campaign"):
        if (value := getattr(query, name)) is not None:
            wanted.append(_F[name] == value)
    return wanted


def _count(condition: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


async def _kinds(connection: AsyncConnection, where: Any) -> Sequence[Row[Any]]:
    """Counts of calls by outcome and estimate: all that is only counted follows from them."""
    asked = (
        select(
            _F.outcome,
            _F.estimate,
            func.count().label("calls"),
            func.sum(_F.heat_minutes).label("heat_minutes"),
            *(_count(_F[name].is_(True)).label(name) for name in _COUNTED),
        )
        .where(where)
        .group_by(_F.outcome, _F.estimate)
    )
    return (await connection.execute(asked)).all()


def _totals(kinds: Sequence[Row[Any]], abuse: Sequence[AbuseSum]) -> Totals:
    outcomes, estimates = Counter[Any](), Counter[Any]()
    sums, still_open = Counter[str](), Counter[str]()
    for row in kinds:
        outcomes[row.outcome] += row.calls
        estimates[row.estimate] += row.calls
        for name in _COUNTED:
            sums[name] += getattr(row, name)
            still_open[name] += getattr(row, name) if row.outcome not in SETTLED else 0
    return Totals(
        calls=outcomes.total(),
        agents=len({each.agent for each in abuse} - {None}),
        heat_minutes=sum((row.heat_minutes for row in kinds), 0.0),
        outcomes=dict(outcomes),
        estimates=dict(estimates),
        leaving_open=still_open["leaving"],
        reviewing_open=still_open["reviewing"],
        **{name: sums[name] for name in _COUNTED},
    )


async def _turned(connection: AsyncConnection, where: Any) -> tuple[TurnedSum, ...]:
    turned = call_turned.c
    grouped = (
        of_calls(
            call_turned,
            turned.move,
            turned.level,
            func.sum(turned.turns).label("turns"),
            func.sum(turned.cooled).label("cooled"),
            func.count().label("calls"),
            _count(turned.alone.is_(True)).label("alone"),
            _count(turned["first"].is_(True)).label("first"),
            func.count(_F.agent.distinct()).label("agents"),
        )
        .where(where)
        .group_by(turned.move, turned.level)
    )
    rows = [TurnedSum(**row) for row in (await connection.execute(grouped)).mappings()]
    return tuple(sorted(rows, key=lambda row: (row.move, row.level)))


async def _loyalty(connection: AsyncConnection, query: InsightsQuery, where: Any) -> LoyaltySums:
    over, teams = is_over(query.now), query.teams
    asked = select(
        _count(over).label("followed"),
        _count(and_(over, again(query.now, teams))).label("again"),
        _count(_F.leaving.is_(True)).label("left_known"),
        _count(and_(_F.leaving.is_(True), came_back(query.now, teams))).label("came_back"),
    ).where(where, IS_KNOWN)
    return LoyaltySums(**(await connection.execute(asked)).mappings().one())


async def _abuse(connection: AsyncConnection, where: Any) -> tuple[AbuseSum, ...]:
    cell = (_F.team, _F.hour, _F.agent)
    grouped = (
        select(
            *cell,
            func.count().label("calls"),
            _count(_F.abuse > 0).label("abusive"),
            func.sum(_F.abuse).label("abuse"),
        )
        .where(where)
        .group_by(*cell)
    )
    rows = [AbuseSum(**row) for row in (await connection.execute(grouped)).mappings()]
    return tuple(sorted(rows, key=lambda row: (row.team, row.hour, row.agent or "")))


async def _retracted(connection: AsyncConnection, where: Any) -> tuple[RetractedSum, ...]:
    signals = call_signals.c
    grouped = (
        of_calls(
            call_signals,
            signals.name,
            func.sum(signals.heard).label("heard"),
            func.sum(signals.taken_back).label("taken_back"),
            _count(signals.taken_back > 0).label("calls"),
            func.count(_F.agent.distinct()).label("agents"),
        )
        .where(where)
        .group_by(signals.name)
    )
    rows = [RetractedSum(**row) for row in (await connection.execute(grouped)).mappings()]
    return tuple(sorted(rows, key=lambda row: row.name))
