"""The port of a team's lessons: a phrase or a moment that somebody shared, for a cue."""

from __future__ import annotations

from typing import Final, Literal, Protocol

import msgspec

from coolhead.call.vocabulary import CueName

Kind = Literal["phrase", "moment"]
# A phrase is read aloud, a moment is told in a few sentences.
LONGEST_TEXT: Final = 600
# Of one person; a library is chosen, not poured.
MOST_LESSONS: Final = 200


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson of a team, with nothing of a customer in it.

    ``author`` is the user who shared it: they may take it back, and nobody is told who it was.
    ``call`` is set where words of that call stand in it: then it goes with them. Without it
    nothing leads back to any call. ``shared_at`` is RFC 3339.
    """

    workspace: str
    id: str
    team: str
    author: str
    kind: Kind
    cue: CueName | None
    text: str
    shared_at: str
    call: str | None = None


class LessonQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which lessons are wanted, the newest first; what is None or empty is not asked for.

    ``teams`` None is every team. ``words`` stand in the text, all of them. ``after`` is the cursor
    of the page before.
    """

    workspace: str
    teams: frozenset[str] | None
    cue: CueName | None = None
    kind: Kind | None = None
    author: str | None = None
    words: str = ""
    after: str | None = None
    limit: int = 50


class LessonPage(msgspec.Struct, frozen=True):
    """A page of lessons; ``next`` is the cursor of the one that follows, None after the last."""

    lessons: tuple[Lesson, ...]
    next: str | None = None


class LessonBook(Protocol):
    """Lessons with words of a call go with it. Every method may raise ``StorageError``."""

    async def add(self, lesson: Lesson) -> bool:
        """Keep a lesson; False, and nothing is kept, where its author has too many."""

    async def find(self, workspace: str, lesson: str) -> Lesson | None:
        """One lesson, None where there is none."""

    async def page(self, query: LessonQuery) -> LessonPage:
        """The lessons that a query asks for; raises ``InputError`` for a wrong cursor."""

    async def remove(self, workspace: str, lesson: str) -> bool:
        """It is gone; False where there was none."""
