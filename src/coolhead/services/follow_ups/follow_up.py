"""A follow-up in one row: made from the record of a call, beside it what people did with it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from coolhead.call.vocabulary import Channel, FollowUpKind
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.live.summary import CallKey

State = Literal["open", "done", "dropped"]
Kind = FollowUpKind
# Of a row's text no more is needed to know what to do.
_LONGEST: Final = 500
_LONGEST_TIME: Final = 32


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did with a follow-up; it is in none of the call's events.

    ``at`` and ``due`` are RFC 3339. ``due``, ``channel`` and ``owner`` None leave what was before;
    ``channel`` "unknown" takes one back. ``channel_at`` and ``changes`` are filled in by ``over``.
    """

    state: State
    at: str
    by: str
    note: str = ""
    due: str | None = None
    channel: Channel | Literal["unknown"] | None = None
    channel_at: str | None = None
    owner: str | None = None
    changes: int = 1


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be done after a call.

    ``promised_by`` is the agent whose call it was, ``owner`` whoever is to do it now: they differ
    where it was passed on. ``due`` (RFC 3339 with an offset) is the time that holds,
    ``promised_due`` the one that the record has: they differ where somebody changed it.
    ``in_record``: the record still has it. ``done_at`` and ``done_by`` are of what ``state`` says,
    so of dropping it too. ``added_by`` and ``added_at`` are of what was added by hand.
    ``revision`` counts what changed in the record, ``changes`` what people did.
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
    promised_by: str | None = None
    channel: Channel | None = None
    added_by: str | None = None
    added_at: str | None = None
    revision: int = 0
    changes: int = 0

    @property
    def sequence(self) -> int:
        """How often anything of it changed; it never goes down."""
        return self.revision + self.changes


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
                promised_by=owner,
                customer=record.customer,
                kind=noted.kind,
                what=noted.what[:_LONGEST],
                due=due,
                promised_due=due,
                # A correction may have words where a time belongs.
                due_text=noted.due_text or (None if due else noted.due),
                channel=noted.channel,
                added_by=noted.added_by,
                added_at=noted.added_at,
            )
        )
        places[place] += 1
    return tuple(rows)


def merged(known: Sequence[FollowUp], anew: Sequence[FollowUp]) -> list[FollowUp]:
    """The rows to write after a record was kept again.

    What is done keeps the time by which it was to be done. What the record has no more is dropped,
    and its words go: they may be what was redacted.
    """
    before = {row.id: row for row in known}
    ids = {row.id for row in anew}
    rows = [_after(before.get(row.id), row) for row in anew]
    rows += [
        msgspec.structs.replace(
            row, in_record=False, what="", due_text=None, revision=row.revision + 1
        )
        for row in known
        if row.id not in ids and row.in_record
    ]
    return rows


def _after(known: FollowUp | None, row: FollowUp) -> FollowUp:
    if known is None:
        return row
    if known.state == "done":
        row = msgspec.structs.replace(row, promised_due=known.promised_due)
    same = (known.promised_due, known.in_record) == (row.promised_due, row.in_record)
    return msgspec.structs.replace(row, revision=known.revision + (not same))


def over(before: Mark | None, mark: Mark) -> Mark:
    """The mark to keep: whoever does something later takes nothing back that was not said."""
    known = before or Mark(state="open", at=mark.at, by=mark.by, changes=0)
    return msgspec.structs.replace(
        mark,
        due=mark.due or known.due,
        channel=mark.channel or known.channel,
        channel_at=mark.at if mark.channel else known.channel_at,
        owner=mark.owner or known.owner,
        changes=known.changes + 1,
    )


def with_mark(row: FollowUp, mark: Mark | None) -> FollowUp:
    """The row as it stands with what somebody did with it."""
    state: State = "open" if row.in_record else "dropped"
    if mark is None:
        return msgspec.structs.replace(row, state=state)
    channel = None if mark.channel == "unknown" else mark.channel or row.channel
    row = msgspec.structs.replace(
        row,
        due=mark.due or row.promised_due,
        channel=channel,
        owner=mark.owner or row.promised_by or row.owner,
        changes=mark.changes,
    )
    if mark.state == "open":
        return msgspec.structs.replace(row, state=state)
    return msgspec.structs.replace(
        row, state=mark.state, done_at=mark.at, done_by=mark.by, note=mark.note
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

    What was promised by hand has no utterance: it is known by its words, what was added later by
    its moment too. Of itself a call has one check-in and one thank-you, whose words follow the
    issue.
    """
    if noted.added_at is not None:
        return f"a:{noted.added_at}:{noted.what.casefold().strip()}"
    if noted.utterance is not None:
        return f"u:{noted.utterance}"
    return "" if noted.kind != "promise" else f"w:{noted.what.casefold().strip()}"


def _id(key: CallKey, kind: str, place: str, number: int) -> str:
    parts = msgspec.json.encode((key.workspace, key.call, kind, place, number))
    return hashlib.sha256(parts).hexdigest()[:32]
