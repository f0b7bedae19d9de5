"""Topics of calls with their days and quotes, summed where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, Select, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.schema.insights import call_figures, call_topics
from coolhead.services.insights.book import (
    MOST_QUOTES,
    MOST_REASONS,
    MOST_TOPICS,
    QuoteSum,
    ReasonSum,
    TopicSum,
)
from coolhead.services.insights.figures import SETTLED

_F: Final = call_figures.c
# Among so many calls the usual topics have their newest quotes.
_NEWEST: Final = 2_000


def of_calls(table: Any, *columns: Any) -> Select[Any]:
    """Rows of a table of several a call, with the call's figures."""
    same = and_(table.c.workspace == _F.workspace, table.c.call == _F.call)
    return select(*columns).select_from(call_figures.join(table, same))


class Topics(NamedTuple):
    """The commonest topics of some calls, and of those of them at risk."""

    topics: tuple[TopicSum, ...]
    leaving: tuple[ReasonSum, ...]
    reviewing: tuple[ReasonSum, ...]


async def read_topics(connection: AsyncConnection, where: Any) -> Topics:
    """The commonest topics of the calls that fit ``where``, with the reasons of those at risk."""
    topics = call_topics.c
    is_open = _F.outcome.not_in(SETTLED)
    counted = (
        of_calls(
            call_topics,
            topics.name,
            func.count().label("calls"),
            func.sum(topics.heat_minutes).label("minutes"),
            func.sum(case((and_(_F.leaving.is_(True), is_open), 1), else_=0)).label("leaving"),
            func.sum(case((and_(_F.reviewing.is_(True), is_open), 1), else_=0)).label("reviewing"),
        )
        .where(where)
        .group_by(topics.name)
    )
    rows = (await connection.execute(counted)).all()
    return Topics(
        await _shown(connection, where, _commonest(rows, "calls", MOST_TOPICS)),
        leaving=_reasons(rows, "leaving"),
        reviewing=_reasons(rows, "reviewing"),
    )


def _commonest(rows: Sequence[Row[Any]], by: str, most: int) -> list[Row[Any]]:
    # Sorted here: databases put names in orders of their own.
    return sorted(rows, key=lambda row: (-getattr(row, by), row.name))[:most]


def _reasons(rows: Sequence[Row[Any]], risk: str) -> tuple[ReasonSum, ...]:
    commonest = _commonest([row for row in rows if getattr(row, risk)], risk, MOST_REASONS)
    return tuple(ReasonSum(row.name, getattr(row, risk)) for row in commonest)


async def _shown(
    connection: AsyncConnection, where: Any, found: Sequence[Row[Any]]
) -> tuple[TopicSum, ...]:
    topics = call_topics.c
    named = topics.name.in_([row.name for row in found])
    by_day = (
        of_calls(call_topics, topics.name, _F.day, func.count().label("calls"))
        .where(where, named)
        .group_by(topics.name, _F.day)
        .order_by(_F.day)
    )
    days = defaultdict(list)
    for name, day, count in await connection.execute(by_day):
        days[name].append((day, count))
    quotes = await _quotes(connection, where, [row.name for row in found])
    return tuple(
        TopicSum(
            name=row.name,
            calls=row.calls,
            heat_minutes=row.minutes,
            days=tuple(days[row.name]),
            quotes=tuple(quotes[row.name]),
        )
        for row in found
    )


async def _quotes(
    connection: AsyncConnection, where: Any, names: Sequence[str]
) -> dict[str, list[QuoteSum]]:
    """The newest quotes of each topic: among the newest calls, then of what they lack in all."""
    topics = call_topics.c
    newest = select(_F.began).where(where).order_by(_F.began.desc()).limit(1).offset(_NEWEST)
    since = await connection.scalar(newest)
    found: dict[str, list[QuoteSum]] = {name: [] for name in names}
    for bound in (since, None) if since is not None else (None,):
        lacking = [name for name in names if len(found[name]) < MOST_QUOTES]
        place = func.row_number().over(
            partition_by=topics.name, order_by=(_F.began.desc(), _F.call)
        )
        columns = (topics.name, _F.call, topics.utterance, topics.quote, place.label("place"))
        bounded = where if bound is None else and_(where, _F.began >= bound)
        said = of_calls(call_topics, *columns).where(bounded, topics.name.in_(lacking)).subquery()
        asked = select(said).where(said.c.place <= MOST_QUOTES).order_by(said.c.place)
        found |= {name: [] for name in lacking}
        for row in await connection.execute(asked):
            found[row.name].append(QuoteSum(row.call, row.utterance, row.quote))
        if all(len(each) == MOST_QUOTES for each in found.values()):
            break
    return found
