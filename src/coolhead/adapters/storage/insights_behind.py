"""The calls behind figures that change after the call, as a condition of a search."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, and_, false, select

from coolhead.adapters.storage.follow_up_rows import standing
from coolhead.adapters.storage.insights_again import IS_KNOWN, again, came_back, is_over
from coolhead.adapters.storage.insights_answers import asked, newest_answers
from coolhead.adapters.storage.insights_promises import IS_PROMISE, PROMISED
from coolhead.adapters.storage.schema.insights import call_figures
from coolhead.adapters.storage.times import seconds_of
from coolhead.services.insights import behind as names
from coolhead.services.live.store import CallQuery

_F: Final = call_figures.c


def calls_behind(query: CallQuery) -> Select[Any]:
    """The calls that stand behind the query's ``figure``; none where there is no such figure."""
    wanted = [_F.workspace == query.workspace]
    if query.teams is not None:
        wanted.append(_F.team.in_(sorted(query.teams)))
    if query.since is not None:
        wanted.append(_F.began >= seconds_of(query.since, "since"))
    if query.until is not None:
        wanted.append(_F.began < seconds_of(query.until, "until"))
    figure, _, of = (query.figure or "").partition(":")
    calls = select(_F.call).where(*wanted)
    if figure == names.PROMISED:
        promised = calls.select_from(PROMISED).where(IS_PROMISE)
        return promised.where(standing(query.now) == of).distinct()
    return calls.where(_condition(query, figure, of))


def _condition(query: CallQuery, figure: str, of: str) -> Any:
    newest = newest_answers(query.workspace)
    answered = select(newest.c.call)
    # Who asks for their own calls alone is told of no others.
    own = query.agent if query.teams is None else None
    match figure:
        case names.AGAIN:
            return and_(IS_KNOWN, is_over(query.now), again(query.now, query.teams, own))
        case names.CAME_BACK:
            is_leaving = _F.leaving.is_(True)
            return and_(IS_KNOWN, is_leaving, came_back(query.now, query.teams, own))
        case names.ASKED:
            return _F.call.in_(asked(query.workspace))
        case names.ANSWERED:
            return _F.call.in_(answered)
        case names.RATED:
            return _F.call.in_(answered.where(newest.c.satisfaction.is_not(None)))
        case names.SETTLED:
            return _F.call.in_(answered.where(newest.c.settled == of))
        case names.SATISFACTION if of.isdecimal():
            return _F.call.in_(answered.where(newest.c.satisfaction == int(of)))
        case names.ABUSE_AT if of.isdecimal():
            return and_(_F.abuse > 0, _F.hour == int(of))
        case _:
            return false()
