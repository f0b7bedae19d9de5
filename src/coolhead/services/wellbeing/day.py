"""Somebody's day for the advice on breaks: their own calls and breaks, read where they are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.call.vocabulary import level_of
from coolhead.errors import CoolheadError
from coolhead.guidance.breaks import Advice, CallBehind, Rest, advise
from coolhead.playbook.after_call import Breaks
from coolhead.services.follow_ups.follow_up import time_of
from coolhead.services.keeping.paging import every_call
from coolhead.services.live.ports import Playbooks
from coolhead.services.live.store import CallKeeping, CallQuery, EventStore
from coolhead.services.live.summary import CallSummary
from coolhead.services.wellbeing.breaks import OwnBreak

# Longer than anybody's shift, shorter than to the shift before.
_SHIFT: Final = timedelta(hours=12)


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """What is advised now, and since when somebody is on a break."""

    advice: Advice | None = None
    on_break_since: str | None = None


async def day_of(
    agent: str,
    workspace: str,
    breaks: list[OwnBreak],
    *,
    store: EventStore,
    keeping: CallKeeping,
    playbooks: Playbooks,
    now: datetime,
) -> Day:
    """An agent's day between calls; advice follows the playbook of their latest call.

    There is none while it is put off. Raises ``StorageError``.
    """
    query = CallQuery(
        workspace=workspace,
        agent=agent,
        ended=True,
        since=(now - _SHIFT).isoformat(),
        limit=200,
    )
    calls: list[CallBehind] = []
    latest: CallSummary | None = None
    async for summary in every_call(store, query):
        behind = await _behind(summary, keeping, now)
        if behind is not None:
            latest = latest or summary
            calls.append(behind)
    since = _on_break_since(breaks, calls)
    if since is not None:
        return Day(on_break_since=since)
    policy = await _policy_of(latest, playbooks)
    if policy is None or snoozed_until(breaks, now) is not None:
        return Day()
    rests = [
        Rest(began=_time(each.began_at), ended=_time(each.ended_at) if each.ended_at else None)
        for each in breaks
        if each.how != "snoozed"
    ]
    return Day(advice=advise(calls, rests, policy, now))


def snoozed_until(breaks: list[OwnBreak], now: datetime) -> str | None:
    """Until when advice is put off, None where it is not."""
    ends = [each.ended_at for each in breaks if each.how == "snoozed" and each.ended_at]
    ahead = [end for end in ends if _time(end) > now]
    return max(ahead, key=_time, default=None)


def goes_on(breaks: list[OwnBreak]) -> OwnBreak | None:
    """The break that nobody has ended yet."""
    return next((each for each in reversed(breaks) if each.ended_at is None), None)


async def _policy_of(latest: CallSummary | None, playbooks: Playbooks) -> Breaks | None:
    if latest is None or latest.playbook is None:
        return None
    try:
        return (await playbooks.of_digest(latest.playbook.digest)).breaks
    except CoolheadError as error:
        if error.retryable:
            raise
        return None  # the playbook was not kept: nobody knows what it advises


def _on_break_since(breaks: list[OwnBreak], calls: list[CallBehind]) -> str | None:
    """When the break began that goes on; whoever has taken a call since then is back."""
    row = goes_on(breaks)
    if row is None or any(call.began > _time(row.began_at) for call in calls):
        return None
    return row.began_at


async def _behind(summary: CallSummary, keeping: CallKeeping, now: datetime) -> CallBehind | None:
    began = time_of(summary.started_at) or await keeping.first_kept(summary.key)
    if began is None or began > now:
        return None
    return CallBehind(
        began=began,
        ended=min(began + timedelta(seconds=summary.now), now),  # clocks differ a little
        peak=level_of(summary.heat_peak),
        rung=summary.rung_reached,
    )


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
