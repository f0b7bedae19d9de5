"""Check-ins and reflections as the API takes and shows them."""

from __future__ import annotations

import msgspec
from pydantic import Field

from coolhead.api.views.people import Given
from coolhead.services.wellbeing.care import SharedWith


class Sharing(Given):
    """With whom the latest reflection on a call is shared."""

    shared_with: SharedWith = Field(
        description="`coach`: the team's coaches; `team`: its supervisors too."
    )


class OwnCheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands with somebody saying hello after a call; ``possible``: it may be asked for."""

    possible: bool
    asked_at: str | None = None
    taken_by: str | None = None


class CheckInShown(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody should say hello to this agent; ``name`` is theirs."""

    call: str
    team: str
    agent: str
    name: str
    asked_at: str
    taken_by: str | None


class CheckInList(msgspec.Struct, frozen=True):
    """Those that nobody has taken on, and those that somebody just has."""

    check_ins: tuple[CheckInShown, ...]


class CheckInChanged(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands now."""

    call: str
    asked: bool
    taken_by: str | None = None


class ReflectionShown(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent takes from a call, as they shared it."""

    went_well: str
    next_time: str
    shared_with: SharedWith
    shared_at: str


class ReflectionAnswer(msgspec.Struct, frozen=True):
    """What is shared with whoever asks; None where nothing is."""

    shared: ReflectionShown | None


class ReflectionShared(msgspec.Struct, frozen=True):
    """With whom it is shared now; None with nobody."""

    shared_with: SharedWith | None
