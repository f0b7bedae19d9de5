from __future__ import annotations

import msgspec
import pytest

from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.follow_up import (
    FollowUp,
    Mark,
    follow_ups_of,
    merged,
    time_of,
    with_mark,
)
from coolhead.services.live.summary import CallKey

KEY = CallKey("default", "c1")
CALL = Noted("promise", "call you back", "2026-03-03T17:00:00+01:00", "by five", "u4")
PARCEL = Noted("promise", "send a new one", None, "soon", "u4")
BY_HAND = Noted("promise", "ask the warehouse")
CHECK_IN = Noted("check_in", "ask whether it is settled: a late parcel")


def rows(*noted: Noted, key: CallKey = KEY) -> tuple[FollowUp, ...]:
    record = Record(id=key.call, customer="c9", follow_ups=noted)
    return follow_ups_of(key, record, team="north", owner="a1")


def test_a_row_says_what_whose_and_by_when() -> None:
    (row,) = rows(CALL)
    assert row == FollowUp(
        workspace="default",
        id=row.id,
        call="c1",
        team="north",
        owner="a1",
        promised_by="a1",
        customer="c9",
        kind="promise",
        what="call you back",
        due="2026-03-03T17:00:00+01:00",
        promised_due="2026-03-03T17:00:00+01:00",
        due_text="by five",
    )


def test_made_anew_it_has_the_same_id_and_no_two_share_one() -> None:
    first = [row.id for row in rows(CALL, PARCEL, BY_HAND, CHECK_IN)]
    assert first == [row.id for row in rows(CALL, PARCEL, BY_HAND, CHECK_IN)]
    elsewhere = [
        row.id
        for key in (CallKey("default", "c2"), CallKey("other", "c1"))
        for row in rows(CALL, PARCEL, BY_HAND, CHECK_IN, key=key)
    ]
    assert len({*first, *elsewhere}) == 12


def test_an_id_outlives_other_words_another_time_and_others_that_come_and_go() -> None:
    later = msgspec.structs.replace(CALL, what="ring you", due=None)
    settled = msgspec.structs.replace(CHECK_IN, what="ask if settled")
    before = {row.kind: row.id for row in rows(CALL, CHECK_IN)}
    after = {row.what: row.id for row in rows(BY_HAND, later, settled)}
    assert after["ring you"] == before["promise"]
    assert after["ask if settled"] == before["check_in"]


@pytest.mark.parametrize(
    "due",
    [
        "tomorrow",
        "2026-03-03T17:00:00",
        "2026-02-30T17:00:00+00:00",
        "",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2026-03-03T17:00:00.000001+01:00:00.000001",
    ],
)
def test_what_is_no_time_is_kept_as_words(due: str) -> None:
    assert time_of(due) is None
    (row,) = rows(msgspec.structs.replace(CALL, due=due, due_text=None))
    assert (row.due, row.promised_due, row.due_text) == (None, None, due)


def test_what_the_record_has_no_more_is_dropped_unless_it_is_done() -> None:
    call, parcel, by_hand = rows(CALL, PARCEL, BY_HAND)
    done = with_mark(parcel, Mark(state="done", at="2026-03-03T09:00:00+00:00", by="kim"))
    kept, *gone = merged([call, done, by_hand], rows(BY_HAND))
    assert kept == by_hand
    # Their words may be what was redacted.
    assert [(row.id, row.in_record, row.what, row.due_text) for row in gone] == [
        (call.id, False, "", None),
        (parcel.id, False, "", None),
    ]
    assert with_mark(gone[0], None).state == "dropped"
    mark = Mark(state="done", at="2026-03-03T09:00:00+00:00", by="kim")
    assert with_mark(gone[1], mark).state == "done"


def test_what_is_open_follows_the_record_and_what_is_done_keeps_its_time() -> None:
    other = msgspec.structs.replace(CALL, what="ring you", due="2026-03-04T09:00:00+01:00")
    (before,), (after,) = rows(CALL), rows(other)
    assert merged([before], [after]) == [msgspec.structs.replace(after, revision=1)]
    assert merged([before], [before]) == [before]
    done = with_mark(before, Mark(state="done", at="2026-03-03T09:00:00+00:00", by="kim"))
    (row,) = merged([done], [after])
    assert (row.what, row.promised_due) == ("ring you", before.promised_due)


def test_a_time_that_somebody_changed_holds_and_the_promised_one_is_known() -> None:
    (row,) = rows(CALL)
    moved = with_mark(row, Mark(state="open", at="t", by="kim", due="2026-03-05T12:00:00+01:00"))
    assert (moved.state, moved.due) == ("open", "2026-03-05T12:00:00+01:00")
    assert moved.promised_due == "2026-03-03T17:00:00+01:00"
    assert (moved.done_at, moved.done_by) == (None, None)
