"""The intake as one source has it: its team alone, whatever a call says of itself."""

from __future__ import annotations

import msgspec

from coolhead.api.sources.watch import SourceWatch
from coolhead.api.sources.watched_call import WatchedCall
from coolhead.call.events import CallStarted
from coolhead.errors import InputError
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.intake import OpenCall
from coolhead.services.live.store import EventStore
from coolhead.services.live.summary import CallKey
from coolhead.services.setup.sources import SourceConfig


class ScopedIntake:
    """``Intake`` for a source; ``agent`` is whose calls they are, where the source knows.

    ``watch`` is told what arrives.
    """

    def __init__(
        self,
        calls: LiveCalls,
        store: EventStore,
        source: SourceConfig,
        watch: SourceWatch,
        *,
        agent: str | None = None,
    ) -> None:
        self._calls = calls
        self._store = store
        self._source = source
        self._watch = watch
        self._agent = agent

    async def open(
        self, header: CallStarted, *, source: str, playbook: str | None = None
    ) -> OpenCall:
        """Open a call of this source's team; see ``Intake.open``.

        Raises ``InputError`` too for an id that a call of another team or agent has already:
        nobody may go on with it from here.
        """
        header = msgspec.structs.replace(
            header, workspace=self._source.workspace, team=self._source.team
        )
        if self._agent is not None:
            header = msgspec.structs.replace(header, agent=self._agent)
        key = CallKey(header.workspace, header.call)
        known = await self._store.summary(key)
        if known is not None:
            self._must_be_ours(known.team, known.agent, header.call)
        call = await self._calls.open(
            header, source=source, playbook=playbook or self._source.playbook
        )
        self._must_be_ours(call.summary.team, call.summary.agent, header.call)
        self._watch.call_begun(self._source.name)
        return WatchedCall(call, self._watch, self._source.name)

    def _must_be_ours(self, team: str, agent: str | None, call: str) -> None:
        if team != self._source.team or (self._agent is not None and agent != self._agent):
            raise InputError(
                f"the id '{call[:80]}' is taken by another call",
                field="call.id",
                hint="Every call needs an id of its own.",
            )
