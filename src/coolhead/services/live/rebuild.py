"""Everything that is projected from events, made anew from them: rows, records, search."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from coolhead.call.events import CallStarted
from coolhead.errors import CoolheadError, DamagedError
from coolhead.services.call_runner import CallRunner
from coolhead.services.insights.figures import figures_of
from coolhead.services.live.facets import facets_of
from coolhead.services.live.ports import Playbooks, Runners
from coolhead.services.live.store import EventStore
from coolhead.services.live.summary import CallKey, summary_of

Progress = Callable[[int, int], None]
"""Told how many calls are done, of how many."""


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did: calls made anew, and those that could not be read, with the reason."""

    calls: int
    unreadable: tuple[tuple[CallKey, str], ...] = ()


async def rebuild(
    store: EventStore,
    *,
    runners: Runners,
    playbooks: Playbooks,
    progress: Progress | None = None,
) -> Rebuilt:
    """Replace the projections of every call by what its events give; no detector runs.

    A call that cannot be read keeps what it has, and is told of. Raises ``StorageError`` where
    the database is away.
    """
    keys = await store.keys()
    unreadable: list[tuple[CallKey, str]] = []
    for count, key in enumerate(keys, start=1):
        try:
            runner = await _replayed(store, key, runners, playbooks)
        except CoolheadError as error:
            if error.retryable:
                raise
            unreadable.append((key, error.message))
        else:
            state = runner.state
            record = runner.record() if state.call.ended is not None else None
            figures = figures_of(state.call, runner.decisions, record) if record else None
            await store.replace_projections(
                key,
                summary_of(state, record),
                record,
                facets_of(state.call, record, figures),
                figures,
            )
        if progress is not None:
            progress(count, len(keys))
    return Rebuilt(calls=len(keys) - len(unreadable), unreadable=tuple(unreadable))


async def _replayed(
    store: EventStore, key: CallKey, runners: Runners, playbooks: Playbooks
) -> CallRunner:
    past = await store.events(key)
    header = past[0].event if past else None
    if not isinstance(header, CallStarted) or header.playbook is None:
        raise DamagedError(f"the call '{key.call}' is kept without its beginning")
    playbook = await playbooks.of_digest(header.playbook.digest)
    return runners.replay(past, playbook)
