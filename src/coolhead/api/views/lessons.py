"""Lessons as the API takes and shows them."""

from __future__ import annotations

import msgspec
from pydantic import ConfigDict, Field

from coolhead.api.views.people import Given
from coolhead.call.vocabulary import CueName
from coolhead.services.lessons.lesson import LONGEST_TEXT, Kind

_SOMETHING = r"^[^\x00]*[^\s\x00][^\x00]*$"


class LessonSearch(Given):
    """Which lessons are wanted."""

    model_config = ConfigDict(extra="ignore")

    words: str = Field(default="", max_length=300, pattern=r"^[^\x00]*$")
    cue: CueName | None = None
    kind: Kind | None = None
    mine: bool = Field(default=False, description="Only those that I shared.")
    after: str | None = Field(
        default=None, min_length=1, max_length=500, description="`next` of the page before."
    )
    limit: int = Field(default=50, ge=1, le=200)


class Drafted(Given):
    """Words of one's own, or an utterance of one's own, to be seen as they would be shared."""

    text: str | None = Field(default=None, max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$")
    utterance: str | None = Field(default=None, max_length=300)


class NewLesson(Given):
    """What is shared with the team, as the draft showed it."""

    call: str = Field(min_length=1, max_length=300)
    kind: Kind = "phrase"
    cue: CueName | None = None
    text: str = Field(min_length=1, max_length=LONGEST_TEXT, pattern=_SOMETHING)


class LessonDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Exactly what would be shared, and what kinds of things were taken out.

    ``cue`` is the one that stood when it was said. ``with_call``: words of the call stand in it,
    so it goes when the call does.
    """

    text: str
    removed: tuple[str, ...]
    cue: CueName | None
    with_call: bool


class LessonShown(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson; nobody is told whose it was but its author (``mine``)."""

    id: str
    team: str
    kind: Kind
    cue: CueName | None
    text: str
    shared_at: str
    mine: bool
    may_remove: bool


class LessonList(msgspec.Struct, frozen=True):
    """A page of lessons, the newest first; ``next`` begins the page that follows."""

    lessons: tuple[LessonShown, ...]
    next: str | None = None


class LessonChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson that was shared, or is gone."""

    id: str
    shared: bool
