"""How a follow-up stands at a moment, and how one speaks of a promise to the customer."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal

from coolhead.services.follow_ups.follow_up import FollowUp, time_of

Standing = Literal["open", "due_today", "overdue", "broken", "kept", "late", "dropped"]

Thing = Literal["call", "e-mail", "message", "visit", "refund", "replacement", "answer", "other"]
_THINGS: Final[tuple[tuple[Thing, re.Pattern[str]], ...]] = (
    ("e-mail", re.compile(r"\be-?mail", re.IGNORECASE)),
    ("message", re.compile(r"\b(?:text|message|letter)\b", re.IGNORECASE)),
    ("call", re.compile(r"\b(?:call|ring|phone|call-?back)\b", re.IGNORECASE)),
    (
        "visit",
        re.compile(r"\b(?:visit|engineer|technician|come (?:out|round|by))\b", re.IGNORECASE),
    ),
    ("refund", re.compile(r"\b(?:refund|money back|credit)", re.IGNORECASE)),
    ("replacement", re.compile(r"\b(?:replace|replacement|exchange|new one)", re.IGNORECASE)),
    ("answer", re.compile(r"\b(?:answer|reply|get back|let you know|find out)\b", re.IGNORECASE)),
)
_OWED: Final = MappingProxyType(
    {"check_in": "To be asked whether it is settled", "thank_you": "To be thanked for raising it"}
)
_NOT: Final = re.compile(r"\b(?:not|never)\b|n't\b", re.IGNORECASE)
_VERBS: Final = MappingProxyType({"made": "make", "sent": "send", "given": "give", "done": "do"})
_HOURS: Final = (
    "twelve",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FIRST_PLAIN_HOUR: Final = 8
_LAST_PLAIN_HOUR: Final = 18
_NOON: Final = 12
_A_WEEK: Final = timedelta(days=6)


def standing_of(row: FollowUp, now: datetime) -> Standing:
    """How it stands: a promise done by its time is kept, later is late, not done is broken.

    What has no time is never late. "Today" is the day of the time's own offset.
    """
    due = time_of(row.due)
    if row.state == "dropped":
        return "dropped"
    if row.state == "done":
        done = time_of(row.done_at)
        return "late" if due is not None and done is not None and done > due else "kept"
    if due is None:
        return "open"
    if now > due:
        return "broken" if row.kind == "promise" else "overdue"
    return "due_today" if now.astimezone(due.tzinfo).date() == due.date() else "open"


def thing_of(what: str) -> Thing:
    """What kind of thing was promised: one of a few words, none of them the call's own."""
    if _NOT.search(what):  # "not call you again" promises no call
        return "other"
    return next((thing for thing, pattern in _THINGS if pattern.search(what)), "other")


def line_of(row: FollowUp, now: datetime) -> str:
    """What is owed, in a line for the agent: "Promised a call by Tue 5 pm, not made."."""
    due = time_of(row.due)
    by = f" by {_short(due, now)}" if due is not None else ", no time given"
    if row.kind != "promise":
        late = standing_of(row, now) == "overdue"
        return f"{_OWED[row.kind]}{by}{', not done' if late else ''}."
    noun, verb = _noun(thing_of(row.what))
    return f"Promised {noun}{by}, {verb}." if _is_broken(row, now) else f"Promised {noun}{by}."


def phrase_of(row: FollowUp, now: datetime) -> str | None:
    """A first phrase for the customer where a promise is broken, None where it is not.

    Who calls by themselves is asked whether it stayed settled; thanks need no apology for coming
    late.
    """
    if row.kind == "check_in":
        return "Before we begin: is what you called about last time settled for you?"
    if row.kind == "thank_you":
        return "Thank you for telling us about it last time. It helped us to put it right."
    due = time_of(row.due)
    if due is None or not _is_broken(row, now):
        return None
    noun, verb = _noun(thing_of(row.what))
    did = verb.removeprefix("not ")
    return (
        f"I can see that we promised you {noun} by {_spoken(due, now)} and did not "
        f"{_VERBS[did]} it. I am sorry about that."
    )


def _is_broken(row: FollowUp, now: datetime) -> bool:
    return standing_of(row, now) == "broken"


def _noun(thing: Thing) -> tuple[str, str]:
    match thing:
        case "call" | "visit":
            return f"a {thing}", "not made"
        case "message" | "replacement":
            return f"a {thing}", "not sent"
        case "refund":
            return "a refund", "not made"
        case "e-mail":
            return "an e-mail", "not sent"
        case "answer":
            return "an answer", "not given"
        case "other":
            return "something", "not done"


def _short(due: datetime, now: datetime) -> str:
    hour = due.hour % _NOON or _NOON
    minutes = f":{due.minute:02}" if due.minute else ""
    half = "am" if due.hour < _NOON else "pm"
    return f"{_day(due, now, short=True)} {hour}{minutes} {half}"


def _spoken(due: datetime, now: datetime) -> str:
    day = _day(due, now, short=False)
    if due.minute == 0:
        time = "noon" if due.hour == _NOON else f"{_HOURS[due.hour % _NOON]} o'clock"
    elif due.minute == 30:
        time = f"half past {_HOURS[due.hour % _NOON]}"
    else:
        time = f"{due.hour % _NOON or _NOON}:{due.minute:02}"
    if due.hour < _FIRST_PLAIN_HOUR:
        time += " in the morning"
    elif due.hour > _LAST_PLAIN_HOUR:
        time += " in the evening"
    return f"{day} {time}"


def _day(due: datetime, now: datetime, *, short: bool) -> str:
    """The day of the week; with the date where that could be another week's."""
    name = _DAYS[due.weekday()]
    month = _MONTHS[due.month - 1]
    if short:
        name, month = name[:3], month[:3]
    away = abs(now.astimezone(due.tzinfo).date() - due.date())
    return name if away <= _A_WEEK else f"{name} {due.day} {month}"
