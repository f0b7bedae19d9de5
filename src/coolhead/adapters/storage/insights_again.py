"""Customers who come again, as conditions on the figures of a call."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, select, true

from coolhead.adapters.storage.schema.insights import call_figures
from coolhead.services.insights.book import AGAIN_WITHIN_DAYS

_F: Final = call_figures.c
_WINDOW_S: Final = AGAIN_WITHIN_DAYS * 86_400.0

IS_KNOWN: Final = and_(_F.customer.is_not(None), _F.customer != "")


def is_over(now: float) -> ColumnElement[bool]:
    """The days in which another call counts are over."""
    return _F.began < now - _WINDOW_S


def again(now: float, teams: frozenset[str] | None, agent: str | None = None) -> Any:
    """Another call of the same customer followed within those days."""
    return exists(_later(now, teams, agent, _F.began + _WINDOW_S))


def came_back(now: float, teams: frozenset[str] | None, agent: str | None = None) -> Any:
    """Any later call of the same customer followed."""
    return exists(_later(now, teams, agent))


def _later(
    now: float, teams: frozenset[str] | None, agent: str | None, until: Any = None
) -> Select[Any]:
    """Later calls of the customer, in these teams, or of this agent."""
    later = call_figures.alias("later")
    return (
        select(later.c.call)
        .where(
            later.c.workspace == _F.workspace,
            later.c.customer == _F.customer,
            later.c.began > _F.began,
            later.c.began < now,
            later.c.team.in_(sorted(teams)) if teams is not None else true(),
            later.c.agent == agent if agent is not None else true(),
            later.c.began <= until if until is not None else true(),
        )
        .correlate(call_figures)
    )
