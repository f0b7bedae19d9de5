"""Breaks as the API takes and shows them, to whom they belong."""

from __future__ import annotations

from typing import Literal

import msgspec
from pydantic import Field

from coolhead.api.views.people import Given
from coolhead.guidance.breaks import Advice
from coolhead.services.wellbeing.breaks import How


class NewBreak(Given):
    """A break that begins now, or one of so many minutes that is over."""

    how: Literal["taken", "logged"] = "taken"
    minutes: int = Field(
        default=5, ge=1, le=240, description="Of one that is over: how long it was."
    )


class Snooze(Given):
    """Advice is put off."""

    minutes: int = Field(default=20, ge=1, le=120)


class BreakShown(msgspec.Struct, frozen=True, kw_only=True):
    """A break; one that goes on has no ``ended_at``."""

    id: str
    how: How
    began_at: str
    ended_at: str | None


class OwnBreaks(msgspec.Struct, frozen=True, kw_only=True):
    """One's own breaks and what is advised, for nobody else.

    ``advice`` comes between calls only. ``others_free`` counts colleagues of one's teams who are
    free, without names; ``covered``: as many as are wanted free in each of the teams.
    """

    advice: Advice | None
    on_break_since: str | None
    snoozed_until: str | None
    others_free: int
    covered: bool
    breaks: tuple[BreakShown, ...]


class BreaksOver(msgspec.Struct, frozen=True):
    """Whether a break went on that is over now."""

    ended: bool
