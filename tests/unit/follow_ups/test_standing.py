from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.standing import line_of, phrase_of, standing_of, thing_of

DUE = "2026-03-03T17:00:00+01:00"  # a Tuesday


def row(**more: Any) -> FollowUp:
    given = {"kind": "promise", "what": "call you back", "due": DUE, **more}
    return FollowUp(
        workspace="w", id="f", call="c1", team="north", owner="a1", customer="c9", **given
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("given", "now", "expected"),
    [
        ({}, "2026-03-02T23:59:59+01:00", "open"),
        ({}, "2026-03-02T23:30:00+00:00", "due_today"),  # where it is due it is Tuesday already
        ({}, "2026-03-03T16:00:00+00:00", "due_today"),
        ({}, "2026-03-03T16:00:01+00:00", "broken"),
        ({"kind": "check_in"}, "2026-03-03T16:00:01+00:00", "overdue"),
        ({"due": None}, "2030-01-01T00:00:00+00:00", "open"),
        ({"state": "done", "done_at": "2026-03-03T16:00:00+00:00"}, DUE, "kept"),
        ({"state": "done", "done_at": "2026-03-03T16:00:01+00:00"}, DUE, "late"),
        ({"state": "done", "done_at": "2026-03-03T16:00:01+00:00", "due": None}, DUE, "kept"),
        ({"state": "dropped", "done_at": DUE}, "2030-01-01T00:00:00+00:00", "dropped"),
    ],
)
def test_how_it_stands(given: dict[str, Any], now: str, expected: str) -> None:
    assert standing_of(row(**given), at(now)) == expected


@pytest.mark.parametrize(
    ("what", "thing"),
    [
        ("call you back", "call"),
        ("give you a ring once it is there", "call"),
        ("recall the parcel", "other"),
        ("email you the label", "e-mail"),
        ("send a text when the driver leaves", "message"),
        ("have an engineer come out", "visit"),
        ("refund the delivery charge", "refund"),
        ("send out a replacement", "replacement"),
        ("find out where it went", "answer"),
        ("sort it", "other"),
        ("not call you again", "other"),
        ("make sure we don't ring before noon", "other"),
    ],
)
def test_what_kind_of_thing_was_promised(what: str, thing: str) -> None:
    assert thing_of(what) == thing


@pytest.mark.parametrize(
    ("given", "now", "line", "phrase"),
    [
        (
            {},
            "2026-03-04T10:00:00+01:00",
            "Promised a call by Tue 5 pm, not made.",
            "I can see that we promised you a call by Tuesday five o'clock and did not make it. "
            "I am sorry about that.",
        ),
        (
            {"what": "email you the label", "due": "2026-03-03T09:30:00+01:00"},
            "2026-03-20T10:00:00+01:00",
            "Promised an e-mail by Tue 3 Mar 9:30 am, not sent.",
            "I can see that we promised you an e-mail by Tuesday 3 March half past nine and did "
            "not send it. I am sorry about that.",
        ),
        (
            {"what": "sort it", "due": "2026-03-03T19:15:00+01:00"},
            "2026-03-04T10:00:00+01:00",
            "Promised something by Tue 7:15 pm, not done.",
            "I can see that we promised you something by Tuesday 7:15 in the evening and did not "
            "do it. I am sorry about that.",
        ),
        (
            {"what": "let you know", "due": "2026-03-03T12:00:00+01:00"},
            "2026-03-04T10:00:00+01:00",
            "Promised an answer by Tue 12 pm, not given.",
            "I can see that we promised you an answer by Tuesday noon and did not give it. "
            "I am sorry about that.",
        ),
        ({}, "2026-03-03T10:00:00+01:00", "Promised a call by Tue 5 pm.", None),
        ({"due": None}, "2026-03-03T10:00:00+01:00", "Promised a call, no time given.", None),
    ],
)
def test_how_one_speaks_of_it(
    given: dict[str, Any], now: str, line: str, phrase: str | None
) -> None:
    assert line_of(row(**given), at(now)) == line
    assert phrase_of(row(**given), at(now)) == phrase
