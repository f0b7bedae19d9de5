"""Check-ins, thanks and what was added by hand, with their times."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.record.calls import CallUnderTest, drafted, heat, sig

from coolhead.call.events import FieldCorrected, FollowUpAdded
from coolhead.playbook.after_call import FollowUps
from coolhead.playbook.loader import load_playbook
from coolhead.record.draft import draft_record
from coolhead.record.due_times import WorkCalendar
from coolhead.record.record import FollowUp

PLAYBOOK = load_playbook("standard")


def settled(*, thanks: bool = False, complaint: bool = True, **header: object) -> CallUnderTest:
    call = CallUnderTest(**header)
    call.customer("My sofa never came.", *([sig("complaint")] if complaint else []))
    call.agent("I can send a new one today, or refund it.", sig("offer", options=2))
    call.customer("Yes, a new one, please.", sig("acceptance"))
    if thanks:
        call.agent("Is that settled for you?", sig("satisfaction_check"))
        call.customer("It is. Thank you so much.", sig("thanks"))
    return call


def owed(call: CallUnderTest, peak: float = 10.0, **policy: object) -> list[FollowUp]:
    playbook = PLAYBOOK.model_copy(update={"follow_up": FollowUps(**policy)})
    return list(draft_record(call.end(), heat(5, peak, 5), playbook).follow_ups)


def test_s3_6_trouble_that_was_settled_is_checked_in_on_two_working_days_later() -> None:
    (one,) = owed(settled(started_at="2026-03-05T16:55:00+00:00"))  # a Thursday
    assert (one.kind, one.due) == ("check_in", "2026-03-09T17:00:00+00:00")
    assert "sofa" in one.what


def test_s2_7_who_has_said_that_it_is_settled_is_thanked_and_not_asked_again() -> None:
    (one,) = owed(settled(thanks=True))
    assert (one.kind, one.due) == ("thank_you", "2026-03-03T17:00:00+00:00")
    assert one.what.startswith("thank them for raising it")
    (other,) = owed(settled(thanks=True), thank_you=False)
    assert other.kind == "check_in"


@pytest.mark.parametrize(
    ("least", "peak", "complaint", "due"),
    [
        ("heated", 50, False, True),
        ("heated", 30, False, False),
        ("heated", 10, True, True),
        (None, 90, True, False),
        ("calm", 0, False, True),
    ],
)
def test_a_check_in_is_for_calls_that_were_as_hot_as_the_playbook_says(
    least: str | None, peak: float, complaint: bool, due: bool
) -> None:
    call = settled(complaint=complaint)
    assert bool(owed(call, peak, check_in_from=least)) is due


@pytest.mark.parametrize(
    ("started_at", "days", "due"),
    [
        ("2026-03-02T10:15:00+00:00", 0, "2026-03-02T17:00:00+00:00"),
        ("2026-03-02T16:59:55+00:00", 0, "2026-03-03T17:00:00+00:00"),
        ("2026-03-07T10:15:00+00:00", 0, "2026-03-09T17:00:00+00:00"),
        ("2026-03-27T10:15:00+00:00", 1, "2026-03-30T17:00:00+01:00"),  # the clocks went forward
        ("2026-10-23T10:15:00+01:00", 1, "2026-10-26T17:00:00+00:00"),
    ],
)
def test_days_are_working_days_by_the_clock_there(started_at: str, days: int, due: str) -> None:
    (one,) = owed(settled(started_at=started_at), check_in_days=days)
    assert one.due == due


def test_holidays_and_hours_of_the_calendar_count() -> None:
    calendar = WorkCalendar("Europe/London", is_holiday=lambda day: day == date(2026, 3, 3))
    ended = settled().end()
    record = draft_record(ended, heat(5, 10, 5), PLAYBOOK, calendar)
    assert [one.due for one in record.follow_ups] == ["2026-03-05T17:00:00+00:00"]


def test_a_call_without_a_clock_gives_words_in_place_of_a_time() -> None:
    (one,) = owed(settled(started_at=None))
    assert (one.due, one.due_text) == (None, "within two working days")


def test_who_wants_no_more_calls_is_neither_asked_nor_thanked() -> None:
    call = settled(thanks=True).customer("And don't call me again.", sig("do_not_call"))
    assert owed(call) == []


def test_what_is_kept_by_doing_nothing_is_on_the_record_and_not_to_be_done() -> None:
    call = CallUnderTest()
    text = "I will not call you again, and I will take your number off."
    both = (sig("commitment", action=each) for each in ("not call you again", "take it off"))
    call.agent(text, *both)
    record = draft_record(call.end(), heat(5, 10, 5), PLAYBOOK)
    assert [each.action for each in record.commitments] == ["not call you again", "take it off"]
    assert [each.what for each in record.follow_ups] == ["take it off"]


def test_what_was_added_by_hand_stands_beside_a_list_that_was_corrected() -> None:
    call = settled()
    call.add(FieldCorrected(at=20.0, field="follow_ups", value=[]))
    call.add(
        FollowUpAdded(
            at=21.0,
            kind="thank_you",
            what="thank them\nfor their patience",
            due="2026-03-04T12:00:00+00:00",
            channel="post",
            added_at="2026-03-02T11:00:00+00:00",
            by="Sam",
        )
    )
    (one,) = owed(call)
    assert (one.kind, one.channel, one.added_by) == ("thank_you", "post", "Sam")
    assert "\n" not in one.what


def test_an_end_of_the_calendar_is_no_crash() -> None:
    assert [one.kind for one in owed(settled(started_at="9899-12-31T23:00:00+00:00"))] == [
        "check_in"
    ]
    assert drafted(settled().end(), *heat(5, 10, 5)).follow_ups
