"""Searches among calls as the API takes and shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from coolhead.api.views.people import Given
from coolhead.call.vocabulary import (
    AGENT_SIGNALS,
    CUSTOMER_SIGNALS,
    TIMING_SIGNALS,
    Direction,
    Level,
    Outcome,
    Party,
    Rung,
)
from coolhead.services.live.store import Order
from coolhead.services.setup.searches import SavedSearch

SIGNALS: Final = frozenset({*CUSTOMER_SIGNALS, *AGENT_SIGNALS, *TIMING_SIGNALS})
_RFC3339: Final = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$"


def _known(signal: str) -> str:
    if signal not in SIGNALS:
        raise ValueError("there is no such signal")
    return signal


_Text = Annotated[str | None, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
_Time = Annotated[
    str | None, Field(pattern=_RFC3339, max_length=40, examples=["2026-03-02T00:00:00Z"])
]
_Signal = Annotated[str, Field(json_schema_extra={"enum": sorted(SIGNALS)}), AfterValidator(_known)]


class CallFilter(Given):
    """Which calls are wanted: those that fit all that is given."""

    team: _Text = None
    agent: _Text = None
    customer: _Text = None
    customer_number: _Text = None
    campaign: _Text = None
    ended: bool | None = None
    words: str = Field(default="", max_length=200, description="All must have been said.")
    since: _Time = Field(default=None, description="They began then or later.")
    until: _Time = Field(default=None, description="They began before.")
    mine: bool = Field(default=False, description="Only calls that I took myself.")
    signal: _Signal | None = Field(default=None, description="It was heard.")
    party: Party | None = Field(default=None, description="Whose the `signal` is.")
    level: Level | None = Field(default=None, description="The heat reached at least this.")
    heat_from: float | None = Field(
        default=None, ge=0, le=100, description="The heat reached at least this."
    )
    rung: Rung | None = Field(default=None, description="The ladder reached at least this.")
    outcome: Outcome | None = Field(default=None, description="Of the record.")
    row: str | None = Field(
        default=None,
        pattern=r"^S[0-4]\.[1-9]$",
        description="Something happened, or was missing, that a line of the scorecard from this "
        "source row rests on.",
        examples=["S1.4"],
    )
    figure: _Text = Field(
        default=None,
        description="They stand behind this figure of insights (`opens` of a figure).",
        examples=["topic:boiler"],
    )
    playbook: _Text = Field(
        default=None,
        description="It guided them; with `:` and its version, or any version.",
        examples=["standard:3"],
    )
    direction: Direction | None = None
    signed: bool | None = None
    disputed: bool | None = Field(default=None, description="A dispute waits for its answer.")
    order: Order = "newest"

    @model_validator(mode="after")
    def _party_of_something(self) -> Self:
        if self.party is not None and self.signal is None:
            raise ValueError("name the signal too")
        return self


class CallSearch(CallFilter):
    """The same, a page at a time."""

    model_config = ConfigDict(extra="ignore")

    after: str | None = Field(
        default=None, min_length=1, max_length=500, description="`next` of the page before."
    )
    limit: int = Field(default=50, ge=1, le=200)


class SearchShown(BaseModel):
    """A saved search; ``query`` has the parameters of the list of calls that it gives."""

    name: str
    query: dict[str, Any]
    saved_at: datetime


class SearchList(BaseModel):
    """Saved searches, by name."""

    searches: list[SearchShown]


def search_shown(search: SavedSearch) -> SearchShown:
    """A saved search as it is shown to whose it is."""
    return SearchShown.model_validate(
        {"name": search.name, "query": search.query, "saved_at": search.saved_at}
    )
