"""Insights as the API is asked for them, and what they can be narrowed by."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Self

import msgspec
from pydantic import AwareDatetime, ConfigDict, Field, model_validator

from coolhead.api.views.people import Given
from coolhead.call.vocabulary import Direction

_Text = Annotated[str | None, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
# Longer is no period that one compares; the database would read all that there is.
_LONGEST = timedelta(days=366 * 5)


class InsightsAsked(Given):
    """Which calls are counted: those that are over and fit all that is given."""

    model_config = ConfigDict(extra="ignore")

    since: AwareDatetime | None = Field(
        default=None, description="They began then or later; else 30 days before `until`."
    )
    until: AwareDatetime | None = Field(default=None, description="They began before; else now.")
    team: _Text = Field(default=None, description="Of this team; else of all one's teams.")
    playbook: _Text = Field(default=None, description="Guided by the playbook of this name,")
    version: int | None = Field(default=None, ge=0, le=2**31 - 1, description="and version.")
    direction: Direction | None = None
    campaign: _Text = None

    @model_validator(mode="after")
    def _a_period(self) -> Self:
        if self.version is not None and self.playbook is None:
            raise ValueError("name the playbook too")
        if self.since is not None and self.until is not None:
            if self.since >= self.until:
                raise ValueError("the period ends before it begins")
            if self.until - self.since > _LONGEST:
                raise ValueError("the period is longer than five years")
        return self


class PlaybookChoice(msgspec.Struct, frozen=True):
    """A playbook that guided calls."""

    name: str
    version: int


class TeamChoice(msgspec.Struct, frozen=True):
    """A team whose calls one sees."""

    id: str
    name: str


class InsightsChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What insights can be narrowed by."""

    teams: tuple[TeamChoice, ...]
    playbooks: tuple[PlaybookChoice, ...]
    campaigns: tuple[str, ...]
