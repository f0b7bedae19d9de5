"""When a break is due: reckoned from calls and from time, never from how somebody feels (S3.7).

The same rule holds after one call (the cue ``take_break``) and over a stretch of work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec

from coolhead.call.vocabulary import Level, Rung
from coolhead.guidance.heat import at_least
from coolhead.playbook.after_call import Breaks

# For so long a call is one that somebody comes from; after that only the load remembers it.
FRESH: Final = timedelta(hours=1)
# Whoever had no call for so long has not worked without a pause. A setting, not science.
PAUSE: Final = timedelta(minutes=30)
# Of load that has faded to this nothing is told any more.
_FAINT: Final = 0.05

Hard = Literal["ended_for_abuse", "abuse", "boiling", "heated"]
_WORDS: Final[dict[Hard, tuple[str, str]]] = {
    "ended_for_abuse": ("that you ended for abuse", "that you ended for abuse"),
    "abuse": ("with abuse in it", "with abuse in them"),
    "boiling": ("that boiled", "that boiled"),
    "heated": ("that was heated", "that were heated"),
}
_NUMBERS: Final = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


class CallBehind(msgspec.Struct, frozen=True, kw_only=True):
    """A call that is over: how hot the customer was, and how far the ladder was climbed."""

    began: datetime
    ended: datetime
    peak: Level
    rung: Rung


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """A break; ``ended`` is None while it goes on."""

    began: datetime
    ended: datetime | None = None


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """A break of so many minutes, and why in plain words."""

    minutes: int
    reason: str


def asks_for_a_break(peak: Level, rung: Rung, policy: Breaks) -> bool:
    """Whether one call alone is reason enough for a break."""
    hot = policy.after_level is not None and at_least(peak, policy.after_level)
    return hot or (policy.after_abuse and _abused(rung))


def advise(
    calls: Iterable[CallBehind], rests: Iterable[Rest], policy: Breaks, now: datetime
) -> Advice | None:
    """The break that is due now, None where none is, or where one goes on.

    What lies before the last break counts no more. A break of less than half the minutes that the
    policy wants is none.
    """
    behind = sorted((each for each in calls if each.ended <= now), key=lambda each: each.ended)
    spans = [_span(rest, behind, now) for rest in rests]
    if any(end is None for _, end in spans):
        return None
    least = timedelta(minutes=policy.minutes) / 2
    rested = max(
        (end for began, end in spans if end is not None and end - began >= least), default=None
    )
    since = [each for each in behind if rested is None or each.ended > rested]
    fresh = [
        each
        for each in since
        if now - each.ended <= FRESH and asks_for_a_break(each.peak, each.rung, policy)
    ]
    felt = [(each, _load(each, policy, now)) for each in since]
    if fresh:
        return Advice(minutes=policy.minutes, reason=_told(fresh, now))
    if sum(load for _, load in felt) >= policy.load.advise_at:
        hard = [each for each, load in felt if load > _FAINT]
        return Advice(minutes=policy.minutes, reason=_told(hard, now))
    worked = _stretch(since, rested, now)
    if worked >= timedelta(minutes=policy.longest_stretch_minutes):
        reason = f"You have worked for {_length(worked)} without a break."
        return Advice(minutes=policy.minutes, reason=reason)
    return None


def _span(
    rest: Rest, behind: Sequence[CallBehind], now: datetime
) -> tuple[datetime, datetime | None]:
    """From when to when a break was; one that nobody ended went on until the next call."""
    next_call = min((each.began for each in behind if each.began > rest.began), default=None)
    if rest.ended is None:
        return rest.began, next_call
    return rest.began, min(rest.ended, now)


def _load(call: CallBehind, policy: Breaks, now: datetime) -> float:
    """The points of a call, half as many after each half-life."""
    load = policy.load
    points = load.boiling if call.peak == "boiling" else load.heated * (call.peak == "heated")
    points += load.abuse * _abused(call.rung)
    faded: float = 0.5 ** ((now - call.ended) / timedelta(minutes=load.half_life_minutes))
    return points * faded


def _stretch(since: Sequence[CallBehind], rested: datetime | None, now: datetime) -> timedelta:
    """How long the work has gone on: back over the calls to the last pause between them."""
    began = now
    for call in reversed(since):
        if began - call.ended >= PAUSE:
            break
        began = min(began, call.began)
    return now - (max(began, rested) if rested is not None else began)


def _abused(rung: Rung) -> bool:
    return rung in {"may_end", "ended"}


def _hard(call: CallBehind) -> Hard:
    if call.rung == "ended":
        return "ended_for_abuse"
    if call.rung == "may_end":
        return "abuse"
    return "boiling" if call.peak == "boiling" else "heated"


def _told(calls: Sequence[CallBehind], now: datetime) -> str:
    """Which calls they are: "Two calls that boiled in the last hour."."""
    kinds = Counter(map(_hard, calls))
    parts: list[str] = []
    for kind, words in _WORDS.items():
        if count := kinds[kind]:
            noun = ("call" if count == 1 else "calls") if not parts else ""
            parts.append(" ".join(filter(None, (_number(count), noun, words[count > 1]))))
    text = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    within = _within(now - min(call.ended for call in calls))
    return f"{text[0].upper()}{text[1:]} in the last {within}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _within(age: timedelta) -> str:
    minutes = -(-age // timedelta(minutes=1))
    if minutes <= 5:
        return "few minutes"
    if minutes <= 60:
        return "half hour" if minutes <= 30 else "hour"
    return f"{_number(-(-minutes // 60))} hours"


def _length(worked: timedelta) -> str:
    minutes = worked // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
