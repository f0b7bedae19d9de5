"""How figures are made: shares with their intervals, and the search that finds their calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.shapes import Figure
from coolhead.services.measures import wilson


class Scope(msgspec.Struct, frozen=True):
    """Which calls were asked for, and how many agents a figure needs behind it.

    ``team`` is the one that was asked for, if one was. ``nobody_named``: figures of calls that name
    no agent at all are given, since they can be those of any number (files from elsewhere).
    """

    query: InsightsQuery
    minimum: int
    team: str | None = None
    nobody_named: bool = False

    def is_enough(self, agents: int) -> bool:
        """Whether a figure that so many agents stand behind may be given."""
        return agents >= self.minimum or (self.nobody_named and agents == 0)

    def search(self, figure: str = "", **more: str) -> dict[str, str]:
        """The search for the calls behind a figure."""
        query = self.query
        found = {
            "since": moment(query.since),
            "until": moment(query.until),
            "team": self.team or "",
            "campaign": query.campaign or "",
            "direction": query.direction or "",
            "playbook": playbook_name(query.playbook, query.version),
            "figure": figure,
            "ended": "true",
        }
        return {name: value for name, value in (found | more).items() if value}


def moment(seconds: float) -> str:
    """RFC 3339 of seconds since 1970, in UTC."""
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat()


def playbook_name(name: str | None, version: int | None) -> str:
    """A playbook as a search names it: "standard" or "standard:3"."""
    return "" if not name else name if version is None else f"{name}:{version}"


def share(
    name: str,
    label: str,
    definition: str,
    part: int,
    of: int,
    *,
    opens: Mapping[str, str] | None = None,
    **more: Any,
) -> Figure:
    """A share with its Wilson interval."""
    interval = wilson(part, of)
    low, high = interval if interval is not None else (None, None)
    given: dict[str, Any] = {"calls": part} | more
    return Figure(
        id=name,
        label=label,
        definition=definition,
        unit="share",
        value=part / of if of else None,
        part=part,
        of=of,
        low=low,
        high=high,
        opens=dict(opens) if opens is not None else None,
        **given,
    )


def too_few(minimum: int) -> str:
    """Why a figure is withheld."""
    return (
        f"Fewer than {minimum} different agents stand behind this: it would be a figure of single "
        "people."
    )
