"""Follow-ups as the API takes and shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from pydantic import ConfigDict, Field

from coolhead.api.views.people import Given
from coolhead.api.views.sending import AnswerShown, MessageState, answer_shown, message_state
from coolhead.call.vocabulary import Channel
from coolhead.services.follow_ups.calling import MayCall, channel_of
from coolhead.services.follow_ups.follow_up import FollowUp, Kind, State
from coolhead.services.follow_ups.standing import (
    Standing,
    Thing,
    line_of,
    phrase_of,
    standing_of,
    thing_of,
)
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.message import Message

RFC3339 = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$"
_Text = Annotated[str | None, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]


class FollowUpSearch(Given):
    """Which follow-ups are wanted."""

    model_config = ConfigDict(extra="ignore")

    mine: bool = Field(default=False, description="Only those of my own calls.")
    state: State | None = None
    overdue: bool = Field(default=False, description="Open, and their time is over.")
    owner: _Text = Field(default=None, description="The agent whose call it was.")
    customer: _Text = None
    kind: Kind | None = None
    calling: bool = Field(
        default=False, description="With whether the customer may be called, where it takes a call."
    )
    after: str | None = Field(
        default=None, min_length=1, max_length=500, description="`next` of the page before."
    )
    limit: int = Field(default=50, ge=1, le=200)


class WasDone(Given):
    """A note on what was done, and how."""

    note: str = Field(default="", max_length=1000, pattern=r"^[^\x00]*$")
    by: Channel | None = Field(default=None, description="How the customer was reached.")
    despite: str | None = Field(
        default=None,
        max_length=500,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        description="Why somebody was called who wants no more calls.",
    )


class Reason(Given):
    """Why it will not be done."""

    reason: str = Field(min_length=1, max_length=1000, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")


class NewDue(Given):
    """By when it is to be done now."""

    due: str = Field(pattern=RFC3339, max_length=32, examples=["2026-03-03T17:00:00+01:00"])


class FollowUpShown(msgspec.Struct, frozen=True, kw_only=True):
    """A follow-up; ``promised_due`` is the time in the record, where another one holds now.

    ``by`` and ``at`` tell who did or dropped it, and when. ``channel`` is how the customer will be
    reached, ``preferred`` how they like it. ``calling`` says whether they may be called, where
    that was asked for and it takes a call. ``message`` is how far the latest message about it has
    got, ``answer`` what the customer answered.
    """

    id: str
    call: str
    team: str
    owner: str | None
    customer: str | None
    kind: Kind
    what: str
    due: str | None
    promised_due: str | None
    due_text: str | None
    state: State
    standing: Standing
    at: str | None
    by: str | None
    note: str
    channel: Channel | None
    preferred: Channel | None
    promised_by: str | None
    added_by: str | None
    calling: MayCall | None = None
    message: MessageState | None = None
    answer: AnswerShown | None = None


class FollowUpList(msgspec.Struct, frozen=True):
    """A page of follow-ups, in the order of their time; ``next`` begins the page that follows."""

    follow_ups: tuple[FollowUpShown, ...]
    next: str | None = None


class FollowUpChanged(msgspec.Struct, frozen=True, kw_only=True):
    """How a follow-up stands after it was changed: no words of the call."""

    id: str
    state: State
    due: str | None


class OwedShown(msgspec.Struct, frozen=True, kw_only=True):
    """A promise to a customer that is not kept yet, a check-in or thanks that are due.

    ``line`` says it shortly, ``say`` is a first phrase where it is broken. ``what`` and ``call``
    are null where whoever asks may not see the call.
    """

    kind: Kind
    thing: Thing
    what: str | None
    call: str | None
    due: str | None
    standing: Standing
    line: str
    say: str | None


class Owed(msgspec.Struct, frozen=True):
    """What is owed to a call's customer from other calls, the oldest time first.

    ``channel`` is how they like to be reached.
    """

    owed: tuple[OwedShown, ...]
    channel: Channel | None = None


def follow_up_shown(
    row: FollowUp,
    now: datetime,
    *,
    preferred: Channel | None = None,
    may: MayCall | None = None,
    message: Message | None = None,
    answer: Answer | None = None,
) -> FollowUpShown:
    """A follow-up as it stands now."""
    return FollowUpShown(
        id=row.id,
        call=row.call,
        team=row.team,
        owner=row.owner,
        customer=row.customer,
        kind=row.kind,
        what=row.what,
        due=row.due,
        promised_due=row.promised_due,
        due_text=row.due_text,
        state=row.state,
        standing=standing_of(row, now),
        at=row.done_at,
        by=row.done_by,
        note=row.note,
        channel=channel_of(row, preferred),
        preferred=preferred,
        promised_by=row.promised_by,
        added_by=row.added_by,
        calling=may,
        message=message_state(message) if message is not None else None,
        answer=answer_shown(answer) if answer is not None else None,
    )


def owed_shown(row: FollowUp, now: datetime, *, sees_call: bool) -> OwedShown:
    """What is owed; without words of a call that whoever asks may not see."""
    return OwedShown(
        kind=row.kind,
        thing=thing_of(row.what) if row.kind == "promise" else "other",
        what=row.what if sees_call else None,
        call=row.call if sees_call else None,
        due=row.due,
        standing=standing_of(row, now),
        line=line_of(row, now),
        say=phrase_of(row, now),
    )
