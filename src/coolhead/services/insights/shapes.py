"""Insights as everybody is given them: page, API, CSV, command line.

A figure says what it is, how it is defined, of how many calls it is made, and which they are.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Unit = Literal["share", "difference", "mean"]
"""A share, 0-1; a difference of shares, -1 to 1; or the mean of satisfaction from 1 to 5."""


class TrendPoint(msgspec.Struct, frozen=True):
    """How many calls of a part of the period; ``start`` is its first day."""

    start: str
    calls: int


class Quote(msgspec.Struct, frozen=True):
    """What a customer said, as it is kept: what was redacted is not in it."""

    call: str
    utterance: str | None
    text: str


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure; ``value`` is None where there is none to give, or it is ``withheld``.

    ``part`` of ``of`` calls or turns are what a share is made of, ``of`` answers what a mean is;
    ``low`` and ``high`` are its 95 % interval. ``calls`` is how many calls stand behind the figure,
    where that is known; ``opens`` is the search that finds them (parameters of the list of calls),
    None where it is withheld. ``beside`` are further numbers by name, all defined in
    ``definition``.
    """

    id: str
    label: str
    definition: str
    unit: Unit
    value: float | None = None
    part: int | None = None
    of: int | None = None
    low: float | None = None
    high: float | None = None
    calls: int | None = None
    withheld: str = ""
    beside: dict[str, float] = {}
    trend: tuple[TrendPoint, ...] = ()
    quotes: tuple[Quote, ...] = ()
    opens: dict[str, str] | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Figures that belong together. ``note`` says what they do not show."""

    id: str
    title: str
    definition: str
    note: str = ""
    figures: tuple[Figure, ...] = ()


class Insights(msgspec.Struct, frozen=True, kw_only=True):
    """What calls come to. ``since`` and ``until`` are RFC 3339.

    ``withheld`` says why no figure is given, empty where they are: fewer than ``minimum_agents``
    stand behind the calls.
    """

    since: str
    until: str
    calls: int
    agents: int | None
    minimum_agents: int
    withheld: str = ""
    sections: tuple[Section, ...] = ()
