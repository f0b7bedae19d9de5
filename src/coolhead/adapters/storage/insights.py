"""Insights by SQL over the figures of calls: sums leave the database, not calls."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.insights_promises import read_promises
from coolhead.adapters.storage.schema.insights import (
    call_figures,
    call_signals,
    call_topics,
    call_turned,
)
from coolhead.adapters.storage.store import Store
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
from coolhead.services.insights.figures import SETTLED

_DAY_S: Final = 86_400.0
_F: Final = call_figures.c
_OPEN: Final = _F.outcome.not_in(SETTLED)


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
        async with self._store.reading() as connection:
            return Sums(
                totals=await _totals(connection, where),
                topics=await _topics(connection, where),
                leaving=await _reasons(connection, and_(where, _F.leaving.is_(True), _OPEN)),
                reviewing=await _reasons(connection, and_(where, _F.reviewing.is_(True), _OPEN)),
                turned=await _turned(connection, where),
                promises=await read_promises(
                    connection, where, datetime.fromtimestamp(query.now, tz=UTC)
                ),
                loyalty=await _loyalty(connection, query, where),
                abuse=await _abuse(connection, where),
                retracted=await _retracted(connection, where),
            )


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


def _of_calls(table: Any, *columns: Any) -> Select[Any]:
    """Rows of a table of several a call, with the call's figures."""
    same = and_(table.c.workspace == _F.workspace, table.c.call == _F.call)
    return select(*columns).select_from(call_figures.join(table, same))


async def _totals(connection: AsyncConnection, where: Any) -> Totals:
    counted = select(
        func.count().label("calls"),
        func.count(_F.agent.distinct()).label("agents"),
        func.coalesce(func.sum(_F.heat_minutes), 0.0).label("heat_minutes"),
        _count(_F.ended_for_abuse.is_(True)).label("ended_for_abuse"),
        _count(_F.escalated.is_(True)).label("escalated"),
        _count(_F.leaving.is_(True)).label("leaving"),
        _count(and_(_F.leaving.is_(True), _OPEN)).label("leaving_open"),
        _count(_F.reviewing.is_(True)).label("reviewing"),
        _count(and_(_F.reviewing.is_(True), _OPEN)).label("reviewing_open"),
    ).where(where)
    kinds = (
        select(_F.outcome, _F.estimate, func.count().label("calls"))
        .where(where)
        .group_by(_F.outcome, _F.estimate)
    )
    row = (await connection.execute(counted)).mappings().one()
    outcomes, estimates = Counter[Any](), Counter[Any]()
    for outcome, estimate, calls in await connection.execute(kinds):
        outcomes[outcome] += calls
        estimates[estimate] += calls
    return Totals(**row, outcomes=dict(outcomes), estimates=dict(estimates))


async def _topics(connection: AsyncConnection, where: Any) -> tuple[TopicSum, ...]:
    topics = call_topics.c
    calls = func.count().label("calls")
    most = (
        _of_calls(call_topics, topics.name, calls, func.sum(topics.heat_minutes).label("minutes"))
        .where(where)
        .group_by(topics.name)
        .order_by(calls.desc(), topics.name)
        .limit(MOST_TOPICS)
    )
    found = (await connection.execute(most)).all()
    named = topics.name.in_([row.name for row in found])
    by_day = (
        _of_calls(call_topics, topics.name, _F.day, func.count().label("calls"))
        .where(where, named)
        .group_by(topics.name, _F.day)
        .order_by(_F.day)
    )
    days = defaultdict(list)
    for name, day, count in await connection.execute(by_day):
        days[name].append((day, count))
    place = (
        func.row_number()
        .over(partition_by=topics.name, order_by=(_F.began.desc(), _F.call))
        .label("place")
    )
    columns = (topics.name, _F.call, topics.utterance, topics.quote, place)
    said = _of_calls(call_topics, *columns).where(where, named).subquery()
    newest = select(said).where(said.c.place <= MOST_QUOTES).order_by(said.c.place)
    quotes = defaultdict(list)
    for row in await connection.execute(newest):
        quotes[row.name].append(QuoteSum(row.call, row.utterance, row.quote))
    return tuple(
        TopicSum(
            name=row.name,
            calls=row.calls,
            heat_minutes=row.minutes,
            days=tuple(days[row.name]),
            quotes=tuple(quotes[row.name]),
        )
        for row in sorted(found, key=lambda row: (-row.calls, row.name))
    )


async def _reasons(connection: AsyncConnection, where: Any) -> tuple[ReasonSum, ...]:
    calls = func.count().label("calls")
    most = (
        _of_calls(call_topics, call_topics.c.name, calls)
        .where(where)
        .group_by(call_topics.c.name)
        .order_by(calls.desc(), call_topics.c.name)
        .limit(MOST_REASONS)
    )
    rows = [ReasonSum(row.name, row.calls) for row in await connection.execute(most)]
    # Databases put names in orders of their own.
    return tuple(sorted(rows, key=lambda row: (-row.calls, row.name)))


async def _turned(connection: AsyncConnection, where: Any) -> tuple[TurnedSum, ...]:
    turned = call_turned.c
    grouped = (
        _of_calls(
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
    later = call_figures.alias("later")
    teams = later.c.team.in_(sorted(query.teams)) if query.teams is not None else true()
    next_one = (
        select(later.c.call)
        .where(
            later.c.workspace == _F.workspace,
            later.c.customer == _F.customer,
            later.c.began > _F.began,
            later.c.began < query.now,
            teams,
        )
        .correlate(call_figures)
    )
    window = AGAIN_WITHIN_DAYS * _DAY_S
    again = exists(next_one.where(later.c.began <= _F.began + window))
    is_over = _F.began < query.now - window
    asked = select(
        _count(is_over).label("followed"),
        _count(and_(is_over, again)).label("again"),
        _count(_F.leaving.is_(True)).label("left_known"),
        _count(and_(_F.leaving.is_(True), exists(next_one))).label("came_back"),
    ).where(where, _F.customer.is_not(None), _F.customer != "")
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
        _of_calls(
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
