"""How a check-in and thanks are spoken of, how a customer is reached, and what is counted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from coolhead.call.vocabulary import Channel
from coolhead.playbook.after_call import FollowUps
from coolhead.playbook.loader import load_playbook
from coolhead.playbook.schema import Playbook
from coolhead.record.due_times import WorkCalendar
from coolhead.server.reckoning import reckoning_by
from coolhead.services.follow_ups.book import Counts
from coolhead.services.follow_ups.calling import channel_of, is_by_phone
from coolhead.services.follow_ups.follow_up import FollowUp, Kind, Mark, over, with_mark
from coolhead.services.follow_ups.ledger import ledger_of
from coolhead.services.follow_ups.reminders import ReminderPolicy, policy_of, reminders_of
from coolhead.services.follow_ups.standing import line_of, phrase_of

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
BEFORE, AHEAD = "2026-03-03T17:00:00+00:00", "2026-03-05T17:00:00+00:00"


def row(kind: Kind = "promise", what: str = "call you back", **more: Any) -> FollowUp:
    given = {"due": BEFORE, "owner": "a1", "promised_by": "a1", **more}
    return FollowUp(
        workspace="w", id="1", call="c1", team="t", customer="c9", kind=kind, what=what, **given
    )


@pytest.mark.parametrize(
    ("owed", "line", "phrase"),
    [
        (row(), "Promised a call by Tue 5 pm, not made.", "I can see that we promised you a call"),
        (row(due=AHEAD), "Promised a call by Thu 5 pm.", None),
        (
            row("check_in", "ask"),
            "To be asked whether it is settled by Tue 5 pm, not done.",
            "Before we begin: is what you called about last time settled for you?",
        ),
        (
            row("thank_you", "thank", due=None),
            "To be thanked for raising it, no time given.",
            "Thank you for telling us about it last time.",
        ),
    ],
)
def test_what_is_owed_is_said_in_a_line_and_a_phrase(
    owed: FollowUp, line: str, phrase: str | None
) -> None:
    assert line_of(owed, NOW) == line
    said = phrase_of(owed, NOW)
    assert said is None if phrase is None else (said or "").startswith(phrase)


@pytest.mark.parametrize(
    ("owed", "preferred", "channel", "by_phone"),
    [
        (row(), None, "phone", True),
        (row(), "e-mail", "phone", True),  # a promised call stays a call
        (row(channel="message"), "e-mail", "message", False),
        (row(what="send you an e-mail"), "phone", "e-mail", False),
        (row(what="look into it"), None, None, False),
        (row(what="look into it"), "phone", "phone", True),
        (row("check_in", "ask"), None, None, True),
        (row("check_in", "ask"), "e-mail", "e-mail", False),
        (row("thank_you", "thank", channel="phone"), "post", "phone", True),
    ],
)
def test_a_customer_is_reached_as_was_said_as_was_promised_or_as_they_like(
    owed: FollowUp, preferred: Channel | None, channel: Channel | None, by_phone: bool
) -> None:
    assert channel_of(owed, preferred) == channel
    assert is_by_phone(owed, preferred) is by_phone


def test_whoever_does_something_later_takes_nothing_back() -> None:
    first = over(None, Mark(state="open", at="t1", by="k", channel="post", due=AHEAD))
    second = over(first, Mark(state="open", at="t2", by="s", owner="a2"))
    third = over(second, Mark(state="done", at="t3", by="l", note="sent"))
    assert (third.channel, third.channel_at, third.owner, third.due) == ("post", "t1", "a2", AHEAD)
    assert (third.changes, third.note) == (3, "sent")
    taken_back = over(third, Mark(state="open", at="t4", by="l", channel="unknown"))
    assert with_mark(row(channel="phone"), taken_back).channel is None
    assert with_mark(row(), taken_back).owner == "a2"


def test_the_ledger_counts_by_kind_and_owners_once() -> None:
    done: dict[str, Any] = {"state": "done", "done_at": "2026-03-03T12:00:00+00:00"}
    rows = [
        row(**done),
        row(**{**done, "done_at": NOW.isoformat()}),
        row(owner="a2"),
        row(due=AHEAD),
        row(state="dropped"),
        row("check_in", owner=None),
    ]
    ledger = ledger_of(rows, NOW)
    assert ledger.kinds["promise"] == Counts(kept=1, late=1, broken=1, open=1, dropped=1)
    assert ledger.kinds["check_in"] == Counts(broken=1)
    assert ledger.owners == 2


def test_a_playbook_that_waits_for_nothing_reminds_at_the_time_alone_and_goes_up_at_opening() -> (
    None
):
    policy = policy_of(FollowUps(remind_before_hours=0, escalate_after_hours=0))
    assert policy.before is None
    calendar = WorkCalendar()
    at_close = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    early = datetime(2026, 3, 3, 16, 59, tzinfo=UTC)
    assert reminders_of(row(), policy, calendar, early) == ()
    assert [r.step for r in reminders_of(row(), policy, calendar, at_close)] == ["due"]
    opening = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert [r.step for r in reminders_of(row(), policy, calendar, opening)] == ["due", "broken"]


@pytest.mark.parametrize("due", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:00:00+00:00"])
def test_times_at_the_ends_of_the_calendar_are_no_crash(due: str) -> None:
    for now in (datetime(1, 1, 1, 1, tzinfo=UTC), NOW, datetime(9999, 12, 31, 23, 30, tzinfo=UTC)):
        reminders_of(row(due=due), ReminderPolicy(), WorkCalendar("Pacific/Apia"), now)


def test_hours_and_holidays_of_the_playbook_are_reckoned_by() -> None:
    standard = load_playbook("standard").model_dump()
    own = Playbook.model_validate(
        standard
        | {
            "business_hours": {"tue": "10:00-12:00"},
            "holidays": "GB",
            "time_zone": "Europe/London",
        }
    )
    calendar = reckoning_by(own).calendar
    assert not calendar.is_working(NOW.date())
    broken = Playbook.model_validate(standard | {"time_zone": "Nowhere/At_All"})
    assert reckoning_by(broken).calendar.time_zone == "UTC"
