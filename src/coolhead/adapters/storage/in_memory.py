"""Calls kept in memory alone: for tests, and for trying things out. Nothing outlives the process.

It does what the database does, redaction and search among it, so that what passes with one passes
with the other: one suite of tests holds both to it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from coolhead.adapters.storage.care_in_memory import InMemoryCareBook
from coolhead.adapters.storage.coaching_in_memory import InMemoryPlanBook
from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.follow_ups_in_memory import InMemoryFollowUpBook
from coolhead.adapters.storage.insights_aftermath import Aftermath
from coolhead.adapters.storage.insights_in_memory import InMemoryInsightsBook
from coolhead.adapters.storage.lessons_in_memory import InMemoryLessonBook
from coolhead.adapters.storage.reading import EXACT, MOST_ON_A_PAGE, rungs_from
from coolhead.adapters.storage.reviews_in_memory import InMemoryReviewBook
from coolhead.adapters.storage.rows import began
from coolhead.adapters.storage.search import words_of, words_said
from coolhead.adapters.storage.sending_in_memory import (
    InMemoryAnswerBook,
    InMemoryHappenings,
    InMemoryOutbox,
    InMemoryWebhookBook,
)
from coolhead.adapters.storage.times import seconds_of
from coolhead.call.events import Envelope, UtteranceHeard, UtteranceRedacted
from coolhead.call.rewriting import rewritten
from coolhead.errors import StorageError
from coolhead.record.record import Record
from coolhead.services.insights.figures import CallFigures
from coolhead.services.live.store import (
    Batch,
    CallPage,
    CallQuery,
    ErasedCall,
    Hold,
    StoreHealth,
    Where,
)
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.sending.happening import signings_of


class KeptInMemory:
    """``Keeping`` of what is as durable as it will ever be."""

    where: Where = "database"

    async def landed(self) -> None:
        """At once."""


class InMemoryStore:
    """``EventStore`` and ``CallKeeping``."""

    def __init__(self) -> None:
        self._events: dict[CallKey, dict[int, Envelope]] = {}
        self._first_kept: dict[CallKey, float] = {}
        self._summaries: dict[CallKey, CallSummary] = {}
        self._records: dict[CallKey, Record] = {}
        self._facets: dict[CallKey, frozenset[str]] = {}
        self._playbooks: dict[str, str] = {}
        self._holds: dict[CallKey, Hold] = {}
        self._erased: list[ErasedCall] = []
        self.follow_ups = InMemoryFollowUpBook()
        self.outbox = InMemoryOutbox(self.follow_ups)
        self.customer_answers = InMemoryAnswerBook(self.follow_ups)
        self.happenings = InMemoryHappenings(self.follow_ups)
        self.webhooks = InMemoryWebhookBook()
        self.plans = InMemoryPlanBook()
        self.reviews = InMemoryReviewBook(
            lambda: ((each, self._began(each)) for each in self._summaries.values())
        )
        self.insights = InMemoryInsightsBook(
            Aftermath(self.follow_ups.rows, self.outbox.rows, self.customer_answers.rows)
        )
        self.care = InMemoryCareBook()
        self.lessons = InMemoryLessonBook()

    async def close(self) -> None:
        """Nothing is let go of."""

    def health(self) -> StoreHealth:
        """See ``EventStore.health``."""
        return StoreHealth()

    async def append(self, batch: Batch) -> KeptInMemory:
        """See ``EventStore.append``."""
        kept = self._events.get(batch.key, {})
        for each in batch.envelopes:
            known = kept.get(each.seq)
            if known and (known.event.type, known.event.at) != (each.event.type, each.event.at):
                raise StorageError(
                    f"event {each.seq} of the call '{batch.key.call}' is kept already, as another"
                )
        kept = self._events.setdefault(batch.key, kept)
        self._first_kept.setdefault(batch.key, time.time())
        for each in batch.envelopes:
            kept.setdefault(each.seq, each)
        self._keep_projections(batch)
        for each in batch.envelopes:
            if isinstance(each.event, UtteranceRedacted):
                self._forget_quoting(batch.key, each.event)
                kept.update({e.seq: e for e in rewritten(self._log(batch.key), each.event)})
                self.outbox.unwrite(batch.key)
        return KeptInMemory()

    def _keep_projections(self, batch: Batch) -> None:
        before = self._summaries.get(batch.key)
        if batch.summary is not None and (before is None or batch.summary.seq >= before.seq):
            self._summaries[batch.key] = batch.summary
        if batch.record is not None:
            self._records[batch.key] = batch.record
            self._project(batch.key, batch.record, time.time())
        for happened in signings_of(batch, time.time()):
            self.follow_ups.note(happened)
        if batch.figures is not None:
            self.insights.put(batch.key, batch.figures, self._first_kept[batch.key])
        if batch.facets is not None:
            self._facets[batch.key] = batch.facets

    def _forget_quoting(self, key: CallKey, redacted: UtteranceRedacted) -> None:
        for each in self._log(key):
            event = each.event
            if isinstance(event, UtteranceHeard) and event.utterance.id == redacted.utterance:
                self.lessons.redacted(key, event.utterance.text)

    async def events(
        self, key: CallKey, *, after: int = -1, limit: int | None = None
    ) -> list[Envelope]:
        """See ``EventStore.events``."""
        return [each for each in self._log(key) if each.seq > after][:limit]

    async def summary(self, key: CallKey) -> CallSummary | None:
        """See ``EventStore.summary``."""
        return self._summaries.get(key)

    async def summaries(self, query: CallQuery) -> CallPage:
        """See ``EventStore.summaries``."""
        limit = max(1, min(query.limit, MOST_ON_A_PAGE))
        after = read_cursor(query.after) if query.after is not None else None
        behind = self.insights.behind(query) if query.figure is not None else None
        found = sorted(
            (
                (self._place(query, summary), key.call, summary)
                for key, summary in self._summaries.items()
                if (behind is None or key in behind) and self._fits(query, summary)
            ),
            key=lambda each: each[:2],
            reverse=True,
        )
        rest = [each for each in found if after is None or each[:2] < after]
        page = rest[:limit]
        more = cursor_of(*page[-1][:2]) if len(rest) > limit else None
        return CallPage(tuple(summary for _, _, summary in page), more)

    async def record(self, key: CallKey) -> Record | None:
        """See ``EventStore.record``."""
        return self._records.get(key)

    async def open_calls(self) -> list[tuple[CallKey, float]]:
        """See ``EventStore.open_calls``."""
        return [
            (key, self._first_kept[key])
            for key, summary in self._summaries.items()
            if not summary.ended
        ]

    async def keys(self) -> list[CallKey]:
        """See ``EventStore.keys``."""
        return list(self._events)

    async def replace_projections(
        self,
        key: CallKey,
        summary: CallSummary,
        record: Record | None,
        facets: frozenset[str] = frozenset(),
        figures: CallFigures | None = None,
    ) -> None:
        """See ``EventStore.replace_projections``."""
        self._summaries[key], self._facets[key] = summary, facets
        self._records.pop(key, None)
        if record is not None:
            self._records[key] = record
            self._project(key, record)
        self.insights.forget(key)
        if figures is not None:
            self.insights.put(key, figures, self._first_kept[key])

    async def keep_playbook(self, digest: str, name: str, version: int, flattened: str) -> None:
        """See ``EventStore.keep_playbook``."""
        del name, version
        self._playbooks.setdefault(digest, flattened)

    async def playbook(self, digest: str) -> str | None:
        """See ``EventStore.playbook``."""
        return self._playbooks.get(digest)

    async def hold(self, hold: Hold) -> None:
        """See ``CallKeeping.hold``."""
        self._holds.setdefault(hold.key, hold)

    async def release(self, key: CallKey) -> None:
        """See ``CallKeeping.release``."""
        self._holds.pop(key, None)

    async def holds(self, workspace: str) -> list[Hold]:
        """See ``CallKeeping.holds``."""
        of = [hold for key, hold in self._holds.items() if key.workspace == workspace]
        return sorted(of, key=lambda hold: (hold.since, hold.key.call))

    async def erase(self, keys: Sequence[CallKey], *, reason: str, at: str) -> list[ErasedCall]:
        """See ``CallKeeping.erase``."""
        erased = []
        for key in dict.fromkeys(keys):
            if key in self._holds or key not in self._summaries:
                continue
            team = self._summaries.pop(key).team
            del self._events[key], self._first_kept[key]
            self._records.pop(key, None)
            self._facets.pop(key, None)
            self.follow_ups.forget(key)
            for book in (self.outbox, self.customer_answers, self.webhooks):
                book.forget(key)
            self.reviews.forget(key)
            self.plans.forget(key)
            self.insights.forget(key)
            self.care.erased(key)
            self.lessons.erased(key)
            erased.append(ErasedCall(key=key, team=team, erased_at=at, reason=reason))
        self._erased += erased
        return erased

    async def erased(self, workspace: str) -> list[ErasedCall]:
        """See ``CallKeeping.erased``."""
        of = [each for each in self._erased if each.key.workspace == workspace]
        return sorted(of, key=lambda each: (each.erased_at, each.key.call))

    async def kept_before(self, workspace: str, before: str) -> list[CallKey]:
        """See ``CallKeeping.kept_before``."""
        until = seconds_of(before, "before")
        return [
            key
            for key, summary in self._summaries.items()
            if key.workspace == workspace
            and summary.ended
            and self._first_kept[key] < until
            and key not in self._holds
        ]

    async def first_kept(self, key: CallKey) -> datetime | None:
        """See ``CallKeeping.first_kept``."""
        kept = self._first_kept.get(key)
        return None if kept is None else datetime.fromtimestamp(kept, tz=UTC)

    def _project(self, key: CallKey, record: Record, happened_at: float | None = None) -> None:
        call = self._summaries.get(key)
        if call is not None:
            self.follow_ups.project(
                key, record, team=call.team, owner=call.agent, happened_at=happened_at
            )

    def _log(self, key: CallKey) -> list[Envelope]:
        return [each for _, each in sorted(self._events.get(key, {}).items())]

    def _place(self, query: CallQuery, summary: CallSummary) -> float:
        return summary.heat_peak if query.order == "hottest" else self._began(summary)

    def _began(self, summary: CallSummary) -> float:
        return began(summary, self._first_kept[summary.key])

    def _fits(self, query: CallQuery, summary: CallSummary) -> bool:
        plain = msgspec.structs.asdict(summary)
        exact = ("workspace", *EXACT)
        if any(
            (value := getattr(query, name)) is not None and plain[name] != value for name in exact
        ):
            return False
        if query.teams is not None and summary.team not in query.teams:
            return False
        at = self._began(summary)
        if query.since is not None and at < seconds_of(query.since, "since"):
            return False
        if query.until is not None and at >= seconds_of(query.until, "until"):
            return False
        if query.heat_from is not None and summary.heat_peak < query.heat_from:
            return False
        if query.rung is not None and summary.rung_reached not in rungs_from(query.rung):
            return False
        kept = self._facets.get(summary.key, frozenset())
        if any(kept.isdisjoint(facets) for facets in query.facets):
            return False
        asked = words_of(query.words)
        said = words_said(self._log(summary.key)) if asked else set()
        return all(
            word in said or (place == len(asked) - 1 and any(w.startswith(word) for w in said))
            for place, word in enumerate(asked)
        )
