"""Lessons in the database."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import and_, delete, func, select, tuple_

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.reading import MOST_ON_A_PAGE
from coolhead.adapters.storage.schema.people import lessons as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.times import seconds_of
from coolhead.services.lessons.lesson import MOST_LESSONS, Lesson, LessonPage, LessonQuery

_COLUMNS = [table.c[name] for name in Lesson.__struct_fields__]


class SqlLessonBook:
    """``LessonBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, lesson: Lesson) -> bool:
        """Keep it; see ``LessonBook.add``."""
        row = msgspec.structs.asdict(lesson) | {
            "folded": lesson.text.casefold(),
            "shared": seconds_of(lesson.shared_at, "shared_at"),
        }
        theirs = (
            select(func.count())
            .select_from(table)
            .where(table.c.workspace == lesson.workspace, table.c.author == lesson.author)
        )
        async with self._store.transaction() as connection:
            if (await connection.scalar(theirs) or 0) >= MOST_LESSONS:
                return False
            await connection.execute(table.insert(), row)
        return True

    async def find(self, workspace: str, lesson: str) -> Lesson | None:
        """One of them; see ``LessonBook.find``."""
        query = select(*_COLUMNS).where(_is(workspace, lesson))
        async with self._store.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        return Lesson(**row) if row is not None else None

    async def page(self, query: LessonQuery) -> LessonPage:
        """A page of them; see ``LessonBook.page``."""
        limit = max(1, min(query.limit, MOST_ON_A_PAGE))
        place = tuple_(table.c.shared, table.c.id)
        asked = (
            select(*_COLUMNS, table.c.shared)
            .where(*_conditions(query))
            .order_by(table.c.shared.desc(), table.c.id.desc())
            .limit(limit + 1)
        )
        if query.after is not None:
            asked = asked.where(place < tuple_(*read_cursor(query.after)))
        async with self._store.reading() as connection:
            rows = [dict(row) for row in (await connection.execute(asked)).mappings().all()]
        last = rows[limit - 1] if len(rows) > limit else None
        more = cursor_of(last["shared"], last["id"]) if last is not None else None
        for row in rows:
            del row["shared"]
        return LessonPage(tuple(Lesson(**row) for row in rows[:limit]), more)

    async def remove(self, workspace: str, lesson: str) -> bool:
        """It is gone; see ``LessonBook.remove``."""
        async with self._store.transaction() as connection:
            gone = await connection.execute(delete(table).where(_is(workspace, lesson)))
            return bool(gone.rowcount)


def _is(workspace: str, lesson: str) -> Any:
    return and_(table.c.workspace == workspace, table.c.id == lesson)


def _conditions(query: LessonQuery) -> list[Any]:
    wanted: list[Any] = [table.c.workspace == query.workspace]
    if query.teams is not None:
        wanted.append(table.c.team.in_(sorted(query.teams)))
    for name in ("cue", "kind", "author"):
        if (value := getattr(query, name)) is not None:
            wanted.append(table.c[name] == value)
    wanted += [
        table.c.folded.contains(word, autoescape=True) for word in query.words.casefold().split()
    ]
    return wanted
