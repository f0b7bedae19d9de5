"""Follow-ups to rows and back."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, Table, and_, case, func, select

from coolhead.adapters.storage.moments import moment
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, time_of, with_mark
from coolhead.services.live.summary import CallKey

# Where what has no time stands among what has: last.
NO_TIME: Final = 1e15

# A follow-up and what people did with it.
SAME: Final = and_(marks.c.workspace == table.c.workspace, marks.c.id == table.c.id)
OWNER: Final = func.coalesce(marks.c.owner, table.c.owner)
STATE: Final = case(
    (func.coalesce(marks.c.state, "open") != "open", marks.c.state),
    (table.c.in_record.is_(True), "open"),
    else_="dropped",
)
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
    "channel",
    "added_by",
    "added_at",
    "revision",
)


def standing(now: float) -> ColumnElement[str]:
    """How a follow-up stands, as ``standing_of`` has it of promises; what is over is broken."""
    due = func.coalesce(marks.c.due_at, table.c.due_at)
    is_timed = and_(marks.c.state == "done", due.is_not(None))
    return case(
        # One condition after another: what was never done has no time to be read.
        (is_timed, case((moment(marks.c.at) > due, "late"), else_="kept")),
        (marks.c.state == "done", "kept"),
        (func.coalesce(marks.c.state, "open") != "open", marks.c.state),
        (table.c.in_record.is_(False), "dropped"),
        (and_(due.is_not(None), due < now), "broken"),
        else_="open",
    )


def seconds(due: str | None) -> float | None:
    """When something is due, as rows hold it."""
    at = time_of(due)
    return at.timestamp() if at is not None else None


def follow_up_row(row: FollowUp) -> dict[str, Any]:
    """What the record says, as the table has it."""
    return {
        **{name: getattr(row, name) for name in _OF_RECORD},
        "owner": row.promised_by,
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
        "channel": mark.channel,
        "channel_at": mark.channel_at,
        "owner": mark.owner,
        "changes": mark.changes,
    }


def follow_ups() -> Select[Any]:
    """Follow-ups with what people did with them, to be narrowed."""
    return select(
        *(table.c[name] for name in _OF_RECORD),
        PLACE.label("place"),
        marks.c.state.label("mark_state"),
        marks.c.at,
        marks.c.by,
        marks.c.note,
        marks.c.due.label("mark_due"),
        marks.c.channel.label("mark_channel"),
        marks.c.channel_at,
        marks.c.owner.label("mark_owner"),
        marks.c.changes,
    ).select_from(table.outerjoin(marks, SAME))


def is_now_of(owner: str, beside: Table) -> Any:
    """Whether the follow-up that a row of another table is about is this agent's now."""
    has_it: Any = owner == OWNER
    of_it = (table.c.workspace == beside.c.workspace, table.c.id == beside.c.follow_up)
    theirs = select(table.c.id).select_from(table.outerjoin(marks, SAME)).where(*of_it, has_it)
    return theirs.correlate(beside).exists()


def of_the_call(key: CallKey) -> Select[Any]:
    """Those of a call."""
    return follow_ups().where(table.c.workspace == key.workspace, table.c.call == key.call)


def follow_up_from(row: Row[Any]) -> FollowUp:
    """The follow-up of a row of ``follow_ups()``."""
    plain = row._mapping
    made = FollowUp(
        **{name: plain[name] for name in _OF_RECORD}, due=row.promised_due, promised_by=row.owner
    )
    return with_mark(made, mark_from(row))


def mark_from(row: Row[Any]) -> Mark | None:
    """What somebody did with it, None where nobody did anything."""
    if row.mark_state is None:
        return None
    return Mark(
        state=row.mark_state,
        at=row.at,
        by=row.by,
        note=row.note,
        due=row.mark_due,
        channel=row.mark_channel,
        channel_at=row.channel_at,
        owner=row.mark_owner,
        changes=row.changes,
    )
