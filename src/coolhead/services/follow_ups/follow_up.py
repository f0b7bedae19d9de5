"""A follow-up in one row: made from the record of a call, beside it what people did with it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.live.summary import CallKey

State = Literal["open", "done", "dropped"]
Kind = Literal["promise", "check_in"]
# Of a row's text no more is needed to know what to do.
_LONGEST: Final = 500
_LONGEST_TIME: Final = 32


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did with a follow-up; it is in none of the call's events.

    ``state`` "open" changes nothing but ``due``. ``at`` and ``due`` are RFC 3339.
    """

    state: State
    at: str
    by: str
    note: str = ""
    due: str | None = None


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be done after a call.

    ``owner`` is the agent whose call it was. ``due`` (RFC 3339 with an offset) is the time that
    holds, ``promised_due`` the one that the record has: they differ where somebody changed it.
    ``in_record``: the record still has it. ``done_at`` and ``done_by`` are of what ``state`` says,
    so of dropping it too.
    """

    workspace: str
    id: str
    call: str
    team: str
    owner: str | None
    customer: str | None
    kind: Kind
    what: str
    due: str | None = None
    promised_due: str | None = None
    due_text: str | None = None
    in_record: bool = True
    state: State = "open"
    done_at: str | None = None
    done_by: str | None = None
    note: str = ""


def follow_ups_of(
    key: CallKey, record: Record, *, team: str, owner: str | None
) -> tuple[FollowUp, ...]:
    """The follow-ups of a record; the same record gives the same ids."""
    places: Counter[tuple[str, str]] = Counter()
    rows = []
    for noted in record.follow_ups:
        place = (noted.kind, _place(noted))
        at = time_of(noted.due)
        due = at.isoformat() if at is not None else None
        rows.append(
            FollowUp(
                workspace=key.workspace,
                id=_id(key, *place, places[place]),
                call=key.call,
                team=team,
                owner=owner,
                customer=record.customer,
                kind=noted.kind,
                what=noted.what[:_LONGEST],
                due=due,
                promised_due=due,
                # A correction may have words where a time belongs.
                due_text=noted.due_text or (None if due else noted.due),
            )
        )
        places[place] += 1
    return tuple(rows)


def merged(known: Sequence[FollowUp], anew: Sequence[FollowUp]) -> list[FollowUp]:
    """The rows to write after a record was kept again.

    What is done keeps the time by which it was to be done. What the record has no more is dropped,
    and its words go: they may be what was redacted.
    """
    done = {row.id: row for row in known if row.state == "done"}
    ids = {row.id for row in anew}
    rows = [
        msgspec.structs.replace(row, promised_due=done[row.id].promised_due)
        if row.id in done
        else row
        for row in anew
    ]
    rows += [
        msgspec.structs.replace(row, in_record=False, what="", due_text=None)
        for row in known
        if row.id not in ids and row.in_record
    ]
    return rows


def with_mark(row: FollowUp, mark: Mark | None) -> FollowUp:
    """The row as it stands with what somebody did with it."""
    state: State = "open" if row.in_record else "dropped"
    if mark is None:
        return msgspec.structs.replace(row, state=state)
    due = mark.due or row.promised_due
    if mark.state == "open":
        return msgspec.structs.replace(row, state=state, due=due)
    return msgspec.structs.replace(
        row, state=mark.state, due=due, done_at=mark.at, done_by=mark.by, note=mark.note
    )


def time_of(text: str | None) -> datetime | None:
    """The moment that RFC 3339 with an offset names, None for anything else."""
    try:
        at = datetime.fromisoformat(text or "")
        # An offset may have fractions of a second and lead out of the calendar.
        at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.tzinfo is not None and len(at.isoformat()) <= _LONGEST_TIME else None


def _place(noted: Noted) -> str:
    """Where in the record it stands, in a way that others coming and going do not change.

    What was promised by hand has no utterance: it is known by its words. A call has one check-in,
    whose words follow the issue.
    """
    if noted.utterance is not None:
        return f"u:{noted.utterance}"
    return "" if noted.kind == "check_in" else f"w:{noted.what.casefold().strip()}"


def _id(key: CallKey, kind: str, place: str, number: int) -> str:
    parts = msgspec.json.encode((key.workspace, key.call, kind, place, number))
    return hashlib.sha256(parts).hexdigest()[:32]
