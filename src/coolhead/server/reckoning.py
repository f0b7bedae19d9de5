"""What the times of a follow-up are reckoned by: the playbook that its call was guided by."""

from __future__ import annotations

from typing import Final

from coolhead.adapters.calendars import work_calendar
from coolhead.errors import ConfigError
from coolhead.playbook.schema import Playbook
from coolhead.record.working_time import plain_calendar
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.reminders import policy_of
from coolhead.services.follow_ups.telling import Reckoning
from coolhead.services.live.ports import Playbooks
from coolhead.services.live.store import EventStore
from coolhead.services.live.summary import CallKey

# Calls whose playbook is remembered; beyond that all is asked for anew.
_MOST_REMEMBERED: Final = 10_000


class PlaybookReckoning:
    """``ReckoningOf`` over the playbooks of a server; a playbook's calendar is made once."""

    def __init__(self, store: EventStore, playbooks: Playbooks) -> None:
        self._store = store
        self._playbooks = playbooks
        self._digests: dict[CallKey, str] = {}
        self._made: dict[str, Reckoning] = {}

    async def __call__(self, row: FollowUp) -> Reckoning:
        """The policy and the calendar of a follow-up; raises ``StorageError``."""
        key = CallKey(row.workspace, row.call)
        digest = self._digests.get(key)
        if digest is None or digest not in self._made:
            playbook = await self._playbook(key, row.team)
            digest = playbook.digest
            if digest not in self._made:
                self._made[digest] = reckoning_by(playbook)
            if len(self._digests) >= _MOST_REMEMBERED:
                self._digests.clear()
            self._digests[key] = digest
        return self._made[digest]

    async def _playbook(self, key: CallKey, team: str) -> Playbook:
        summary = await self._store.summary(key)
        if summary is not None and summary.playbook is not None:
            try:
                return await self._playbooks.of_digest(summary.playbook.digest)
            except ConfigError:  # it was not kept: the usual one is the nearest there is
                pass
        return await self._playbooks.named(key.workspace, team, None)


def reckoning_by(playbook: Playbook) -> Reckoning:
    """By this playbook; what of its calendar does not exist falls back on what does."""
    try:
        calendar = work_calendar(playbook)
    except ConfigError:
        calendar = plain_calendar(playbook, None)
    return Reckoning(policy_of(playbook.follow_up), calendar)
