"""What is kept, exported and forgotten in a server, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from coolhead.adapters.clock import SystemClock
from coolhead.adapters.formats.writing import target_named
from coolhead.adapters.storage.accounts import SqlAccessStore
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.reviews import SqlReviewBook
from coolhead.adapters.storage.store import Store
from coolhead.api.security.access import AccessServices
from coolhead.services.access.audit import AuditTrail
from coolhead.services.finished import FinishedCall
from coolhead.services.keeping.erasure import Eraser, Erasure
from coolhead.services.keeping.export import Exporter, SentOf
from coolhead.services.keeping.retention import Retention, RetentionKeeper
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.tapes import Tapes
from coolhead.services.wellbeing.breaks import BreakBook
from coolhead.services.wellbeing.care import CareBook
from coolhead.services.wellbeing.forgetting import forget_short_lived


def exporter_of(
    store: Store,
    calls: LiveCalls,
    now: Callable[[], datetime],
    tapes: Tapes,
    sent_of: SentOf,
) -> Exporter:
    """Exports of customers and agents: calls, their sound, and what came after them."""

    def writer(name: str) -> Callable[[FinishedCall], bytes]:
        target = target_named(name)
        assert target is not None  # noqa: S101 - one of ours
        return lambda call: target.write(call, now())

    return Exporter(
        store,
        calls,
        writers={".vcon.json": writer("vcon"), ".record.json": writer("record")},
        tapes=tapes,
        reviews=SqlReviewBook(store),
        follow_ups=SqlFollowUpBook(store),
        sent_of=sent_of,
    )


def retention_of(  # noqa: PLR0917 - the parts it goes over
    workspace: str,
    eraser: Eraser,
    accounts: SqlAccessStore,
    trail: AuditTrail,
    access: AccessServices,
    tapes: Tapes,
    breaks: BreakBook,
    care: CareBook,
) -> RetentionKeeper:
    """Carries out how long each kind of data is kept, by the workspace's settings."""

    async def days_of(workspace: str) -> Retention:
        days = (await accounts.settings(workspace)).retention
        return Retention(calls=days.calls, audio=days.audio, audit=days.audit)

    async def report(workspace: str, done: Erasure) -> None:
        await trail.by_itself(
            workspace, "calls.expire", "calls", {"count": len(done.erased), "tapes": done.tapes}
        )

    async def forget_ended(workspace: str) -> int:
        gone = await forget_short_lived(workspace, breaks, care, now=SystemClock().now)
        return gone + await access.entry.forget_ended(workspace)

    return RetentionKeeper(
        workspace,
        eraser.keeping,
        eraser,
        retention_of=days_of,
        forget_audit=accounts.forget_entries,
        forget_sessions=forget_ended,
        report=report,
        now=SystemClock().now,
        tapes=tapes,
    )
