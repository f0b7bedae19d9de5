"""Lessons in which redacted words stand: they go with those words, in the same transaction."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from coolhead.adapters.storage.schema.people import lessons as table
from coolhead.services.lessons.stripping import is_quoted
from coolhead.services.live.summary import CallKey


def forget_quoting(connection: Connection, key: CallKey, said: str) -> None:
    """Let go of lessons from a call that quote what was said there and must be kept no more."""
    of_call = (table.c.workspace == key.workspace) & (table.c.call == key.call)
    rows = connection.execute(select(table.c.id, table.c.text).where(of_call)).all()
    quoting = [row.id for row in rows if is_quoted(row.text, said)]
    if quoting:
        connection.execute(delete(table).where(of_call, table.c.id.in_(quoting)))
