"""Follow-ups in memory: for tests, and for trying things out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.follow_up_rows import NO_TIME, seconds
from coolhead.adapters.storage.times import seconds_of
from coolhead.call.vocabulary import Channel
from coolhead.record.record import Record
from coolhead.services.follow_ups.book import OPEN, FollowUpPage, FollowUpQuery, Ledger
from coolhead.services.follow_ups.follow_up import (
    FollowUp,
    Mark,
    State,
    follow_ups_of,
    merged,
    over,
    with_mark,
)
from coolhead.services.follow_ups.ledger import ledger_of
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.happening import Happening, came_up, was_done

_Name = tuple[str, str]


class InMemoryFollowUpBook:
    """``FollowUpBook``; the store of calls tells it of records."""

    def __init__(self) -> None:
        self._rows: dict[_Name, FollowUp] = {}
        self._marks: dict[_Name, Mark] = {}
        # What happened, and whether it was told.
        self.happened: dict[_Name, tuple[Happening, bool]] = {}

    def project(
        self,
        key: CallKey,
        record: Record,
        *,
        team: str,
        owner: str | None,
        happened_at: float | None = None,
    ) -> None:
        """Bring the follow-ups of a call to what its record says; see ``project_follow_ups``."""
        known = [self._marked(row) for row in self._rows.values() if _key(row) == key]
        anew = follow_ups_of(key, record, team=team, owner=owner)
        ids = {row.id for row in known}
        for row in merged(known, anew):
            self._rows[row.workspace, row.id] = row
        for row in anew if happened_at is not None else ():
            if row.id not in ids:
                self.note(came_up(row, happened_at or 0.0))

    def note(self, what: Happening) -> None:
        """Note what happened, once."""
        self.happened.setdefault((what.workspace, what.id), (what, False))

    def rows(self) -> list[FollowUp]:
        """Every follow-up as it stands."""
        return [self._marked(row) for row in self._rows.values()]

    def touched_at(self, row: FollowUp) -> str | None:
        """When somebody last did something with a follow-up."""
        mark = self._marks.get((row.workspace, row.id))
        return mark.at if mark is not None else None

    def forget(self, key: CallKey) -> None:
        """The call is erased, and all that was done for it."""
        for name in [name for name, row in self._rows.items() if _key(row) == key]:
            del self._rows[name]
            self._marks.pop(name, None)
        for name in [name for name, (each, _) in self.happened.items() if each.key == key]:
            del self.happened[name]

    async def find(self, workspace: str, follow_up: str) -> FollowUp | None:
        """One follow-up; see ``FollowUpBook.find``."""
        row = self._rows.get((workspace, follow_up))
        return self._marked(row) if row is not None else None

    async def page(self, query: FollowUpQuery) -> FollowUpPage:
        """A page of them; see ``FollowUpBook.page``."""
        found = sorted(
            ((_place(row), row.id, row) for row in map(self._marked, self._rows.values())),
            key=lambda each: each[:2],
        )
        after = read_cursor(query.after) if query.after is not None else None
        rest = [
            each for each in found if _fits(query, each[2]) and (after is None or each[:2] > after)
        ]
        page = rest[: query.limit]
        more = cursor_of(*page[-1][:2]) if len(rest) > query.limit else None
        return FollowUpPage(tuple(row for _, _, row in page), more)

    async def ledger(self, query: FollowUpQuery, now: float) -> Ledger:
        """All of them, counted; see ``FollowUpBook.ledger``."""
        found = [row for row in self.rows() if _fits(query, row)]
        return ledger_of(found, datetime.fromtimestamp(now, tz=UTC))

    async def mark(
        self, workspace: str, follow_up: str, mark: Mark, *, only: frozenset[State] = OPEN
    ) -> FollowUp | None:
        """Keep what somebody did; see ``FollowUpBook.mark``."""
        row = await self.find(workspace, follow_up)
        if row is None or row.state not in only or not row.in_record:
            return None
        name = (workspace, follow_up)
        self._marks[name] = over(self._marks.get(name), mark)
        if mark.state == "done":
            self.note(was_done(row, seconds_of(mark.at, "at")))
        return self._marked(self._rows[name])

    async def channels(self, workspace: str, customers: Iterable[str]) -> dict[str, Channel]:
        """How customers want to be reached; see ``FollowUpBook.channels``."""
        wanted, said = set(customers), list[tuple[str, str, Channel | None]]()
        for name, row in self._rows.items():
            mark = self._marks.get(name)
            has_one = row.channel is not None or (mark is not None and mark.channel is not None)
            if row.workspace == workspace and row.customer in wanted and has_one:
                at = (mark.channel_at if mark is not None else None) or row.added_at or ""
                said.append((at, row.customer or "", with_mark(row, mark).channel))
        last = {customer: channel for _, customer, channel in sorted(said, key=lambda e: e[0])}
        return {customer: channel for customer, channel in last.items() if channel is not None}

    def _marked(self, row: FollowUp) -> FollowUp:
        return with_mark(row, self._marks.get((row.workspace, row.id)))


def _key(row: FollowUp) -> CallKey:
    return CallKey(row.workspace, row.call)


def _place(row: FollowUp) -> float:
    at = seconds(row.due)
    return NO_TIME if at is None else at


def _fits(query: FollowUpQuery, row: FollowUp) -> bool:
    exact = ("workspace", "owner", "customer", "kind", "state", "call")
    if any((v := getattr(query, name)) is not None and getattr(row, name) != v for name in exact):
        return False
    if query.teams is not None and row.team not in query.teams:
        return False
    if query.not_of is not None and row.call == query.not_of:
        return False
    since = query.due_since
    if since is not None and _place(row) < seconds_of(since, "due_since"):
        return False
    before = query.due_before
    return before is None or _place(row) < seconds_of(before, "due_before")
