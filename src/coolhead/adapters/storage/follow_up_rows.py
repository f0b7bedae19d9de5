"""Follow-ups to rows and back."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Row, Select, and_, func, select

from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, time_of, with_mark
from coolhead.services.live.summary import CallKey

# Where what has no time stands among what has: last.
NO_TIME: Final = 1e15

PLACE: Final = func.coalesce(marks.c.due_at, table.c.due_at, NO_TIME)

_OF_RECORD: Final = (
    "workspace",
    "id",
    "call",
    "team",
    "owner",
    "customer",
    "kind",
    "what",
    "promised_due",
    "due_text",
    "in_record",
)


def seconds(due: str | None) -> float | None:
    """When something is due, as rows hold it."""
    at = time_of(due)
    return at.timestamp() if at is not None else None


def follow_up_row(row: FollowUp) -> dict[str, Any]:
    """What the record says, as the table has it."""
    return {
        **{name: getattr(row, name) for name in _OF_RECORD},
        "due_at": seconds(row.promised_due),
    }


def mark_row(row: FollowUp, mark: Mark) -> dict[str, Any]:
    """What somebody did, as the table has it."""
    return {
        "workspace": row.workspace,
        "id": row.id,
        "call": row.call,
        "state": mark.state,
        "at": mark.at,
        "by": mark.by,
        "note": mark.note,
        "due": mark.due,
        "due_at": seconds(mark.due),
    }


def follow_ups() -> Select[Any]:
    """Follow-ups with what people did with them, to be narrowed."""
    same = and_(marks.c.workspace == table.c.workspace, marks.c.id == table.c.id)
    return select(
        *(table.c[name] for name in _OF_RECORD),
        PLACE.label("place"),
        marks.c.state.label("mark_state"),
        marks.c.at,
        marks.c.by,
        marks.c.note,
        marks.c.due.label("mark_due"),
    ).select_from(table.outerjoin(marks, same))


def of_the_call(key: CallKey) -> Select[Any]:
    """Those of a call."""
    return follow_ups().where(table.c.workspace == key.workspace, table.c.call == key.call)


def follow_up_from(row: Row[Any]) -> FollowUp:
    """The follow-up of a row of ``follow_ups()``."""
    plain = row._mapping
    made = FollowUp(**{name: plain[name] for name in _OF_RECORD}, due=row.promised_due)
    if row.mark_state is None:
        return with_mark(made, None)
    mark = Mark(state=row.mark_state, at=row.at, by=row.by, note=row.note, due=row.mark_due)
    return with_mark(made, mark)
