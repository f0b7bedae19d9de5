"""Lessons in memory: for tests, and for trying things out."""

from __future__ import annotations

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.times import seconds_of
from coolhead.services.lessons.lesson import MOST_LESSONS, Lesson, LessonPage, LessonQuery
from coolhead.services.lessons.stripping import is_quoted
from coolhead.services.live.summary import CallKey


class InMemoryLessonBook:
    """``LessonBook``; the store of calls tells it what is erased and redacted."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Lesson] = {}

    def erased(self, key: CallKey) -> None:
        """The call is erased, and lessons with words of it."""
        for name, row in list(self._rows.items()):
            if (row.workspace, row.call) == key:
                del self._rows[name]

    def redacted(self, key: CallKey, said: str) -> None:
        """This must be kept no more, nor lessons that quote it."""
        for name, row in list(self._rows.items()):
            if (row.workspace, row.call) == key and is_quoted(row.text, said):
                del self._rows[name]

    async def add(self, lesson: Lesson) -> bool:
        """Keep it; see ``LessonBook.add``."""
        theirs = (lesson.workspace, lesson.author)
        if (
            sum((row.workspace, row.author) == theirs for row in self._rows.values())
            >= MOST_LESSONS
        ):
            return False
        self._rows[lesson.workspace, lesson.id] = lesson
        return True

    async def find(self, workspace: str, lesson: str) -> Lesson | None:
        """One of them; see ``LessonBook.find``."""
        return self._rows.get((workspace, lesson))

    async def page(self, query: LessonQuery) -> LessonPage:
        """A page of them; see ``LessonBook.page``."""
        before = read_cursor(query.after) if query.after is not None else None
        found = sorted(
            (row for row in self._rows.values() if _fits(query, row)), key=_place, reverse=True
        )
        rest = [row for row in found if before is None or _place(row) < before]
        page = rest[: query.limit]
        more = cursor_of(*_place(page[-1])) if len(rest) > query.limit else None
        return LessonPage(tuple(page), more)

    async def remove(self, workspace: str, lesson: str) -> bool:
        """It is gone; see ``LessonBook.remove``."""
        return self._rows.pop((workspace, lesson), None) is not None


def _place(row: Lesson) -> tuple[float, str]:
    return seconds_of(row.shared_at, "shared_at"), row.id


def _fits(query: LessonQuery, row: Lesson) -> bool:
    exact = ("workspace", "cue", "kind", "author")
    if any((v := getattr(query, name)) is not None and getattr(row, name) != v for name in exact):
        return False
    text = row.text.casefold()
    return (query.teams is None or row.team in query.teams) and all(
        word in text for word in query.words.casefold().split()
    )
