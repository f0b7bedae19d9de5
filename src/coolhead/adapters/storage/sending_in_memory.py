"""What leaves the house, in memory: for tests, and for trying things out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec

from coolhead.adapters.storage.follow_up_rows import seconds
from coolhead.adapters.storage.follow_ups_in_memory import InMemoryFollowUpBook
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.happening import Happening, came_due, was_answered
from coolhead.services.sending.message import WITHOUT_WORDS, Message, Purpose, State, Waiting
from coolhead.services.sending.webhook import Delivery, DeliveryState, Endpoint

_Name = tuple[str, str]


class InMemoryHappenings:
    """``Happenings``; the book of follow-ups notes its own here."""

    def __init__(self, book: InMemoryFollowUpBook) -> None:
        self._book = book

    async def waiting(self, workspace: str, limit: int) -> list[Happening]:
        """See ``Happenings.waiting``."""
        noted = self._book.happened.values()
        found = [each for each, told in noted if not told and each.workspace == workspace]
        return sorted(found, key=lambda each: (each.at, each.id))[:limit]

    async def told(self, workspace: str, ids: list[str]) -> None:
        """See ``Happenings.told``."""
        for name in [(workspace, each) for each in ids if (workspace, each) in self._book.happened]:
            self._book.happened[name] = (self._book.happened[name][0], True)

    async def note_due(self, workspace: str, *, since: float, now: float) -> None:
        """See ``Happenings.note_due``."""
        for row in self._book.rows():
            at = seconds(row.due)
            came = at is not None and since < at <= now
            if came and row.workspace == workspace and row.state == "open":
                self._book.note(came_due(row, now))

    async def forget(self, workspace: str, before: float) -> None:
        """See ``Happenings.forget``."""
        noted = self._book.happened.items()
        gone = [n for n, (each, told) in noted if told and n[0] == workspace and each.at < before]
        for name in gone:
            del self._book.happened[name]


class InMemoryOutbox:
    """``Outbox``."""

    def __init__(self, book: InMemoryFollowUpBook) -> None:
        self._book = book
        self._kept: dict[_Name, Message] = {}

    def rows(self) -> list[Message]:
        """Every message as it is kept."""
        return list(self._kept.values())

    def forget(self, key: CallKey) -> None:
        """The call is erased."""
        _drop(self._kept, key)

    def unwrite(self, key: CallKey) -> None:
        """Words of the call were redacted; see ``WITHOUT_WORDS``."""
        for name, each in list(self._kept.items()):
            if each.key != key or each.state not in WITHOUT_WORDS:
                continue
            without = WITHOUT_WORDS[each.state]
            if without is None:
                del self._kept[name]
            else:
                self._kept[name] = msgspec.structs.replace(each, **without)

    async def find(self, workspace: str, message: str) -> Message | None:
        """See ``Outbox.find``."""
        return self._kept.get((workspace, message))

    async def of(self, workspace: str, follow_ups: list[str]) -> list[Message]:
        """See ``Outbox.of``."""
        return self._those(workspace, lambda each: each.follow_up in follow_ups)

    async def of_call(self, key: CallKey) -> list[Message]:
        """See ``Outbox.of_call``."""
        return self._those(key.workspace, lambda each: each.call == key.call)

    async def change(self, message: Message, *, was: State | None) -> bool:
        """See ``Outbox.change``."""
        kept = self._kept.get((message.workspace, message.id))
        if (kept.state if kept is not None else None) != was:
            return False
        self._kept[message.workspace, message.id] = message
        return True

    async def due(self, workspace: str, now: float, limit: int) -> list[Message]:
        """See ``Outbox.due``."""
        found = self._those(workspace, lambda m: m.state == "released" and m.next_at <= now)
        return sorted(found, key=lambda each: (each.next_at, each.id))[:limit]

    async def in_state(self, workspace: str, state: State, limit: int) -> list[Message]:
        """See ``Outbox.in_state``."""
        return self._those(workspace, lambda each: each.state == state)[:limit]

    async def waiting(
        self,
        workspace: str,
        states: Collection[Waiting],
        *,
        teams: frozenset[str] | None,
        owner: str | None,
        limit: int,
    ) -> list[Message]:
        """See ``Outbox.waiting``."""
        owners = {(row.workspace, row.id): row.owner for row in self._book.rows()}
        found = self._those(
            workspace,
            lambda each: (
                each.state in states
                and (teams is None or each.team in teams)
                and (owner is None or owners.get((workspace, each.follow_up)) == owner)
            ),
        )
        return found[:limit]

    async def unsettled(self, workspace: str, purposes: Collection[Purpose]) -> list[Message]:
        """See ``Outbox.unsettled``."""
        is_open = {row.id: row for row in self._book.rows() if row.state == "open"}
        found = self._those(workspace, lambda m: m.state == "sent" and m.purpose in purposes)
        kept = []
        for each in found:
            row = is_open.get(each.follow_up)
            touched = self._book.touched_at(row) if row is not None else None
            sent = datetime.fromisoformat(each.sent_at or each.changed_at)
            if row is not None and (touched is None or datetime.fromisoformat(touched) < sent):
                kept.append(each)
        return sorted(kept, key=lambda each: each.id)

    async def count(self, workspace: str, state: State) -> int:
        """See ``Outbox.count``."""
        return len(self._those(workspace, lambda each: each.state == state))

    def _those(self, workspace: str, fits: Any) -> list[Message]:
        found = [m for m in self._kept.values() if m.workspace == workspace and fits(m)]
        return sorted(found, key=lambda each: (each.changed_at, each.id))


class InMemoryAnswerBook:
    """``AnswerBook``."""

    def __init__(self, book: InMemoryFollowUpBook) -> None:
        self._book = book
        self._kept: dict[_Name, Answer] = {}

    def rows(self) -> list[Answer]:
        """Every answer as it is kept."""
        return list(self._kept.values())

    def forget(self, key: CallKey) -> None:
        """The call is erased."""
        _drop(self._kept, key)

    async def find(self, workspace: str, follow_up: str) -> Answer | None:
        """See ``AnswerBook.find``."""
        return self._kept.get((workspace, follow_up))

    async def of(self, workspace: str, follow_ups: list[str]) -> dict[str, Answer]:
        """See ``AnswerBook.of``."""
        found = ((each, self._kept.get((workspace, each))) for each in follow_ups)
        return {each: answer for each, answer in found if answer is not None}

    async def of_call(self, key: CallKey) -> list[Answer]:
        """See ``AnswerBook.of_call``."""
        found = [each for each in self._kept.values() if each.key == key]
        return sorted(found, key=lambda each: (each.at, each.follow_up))

    async def keep(self, answer: Answer) -> None:
        """See ``AnswerBook.keep``."""
        self._kept[answer.workspace, answer.follow_up] = answer
        self._book.note(was_answered(answer))

    async def seen(self, workspace: str, follow_up: str, *, by: str, at: str) -> Answer | None:
        """See ``AnswerBook.seen``."""
        kept = self._kept.get((workspace, follow_up))
        if kept is None:
            return None
        self._kept[workspace, follow_up] = msgspec.structs.replace(kept, seen_by=by, seen_at=at)
        return self._kept[workspace, follow_up]

    async def open_ones(
        self, workspace: str, *, teams: frozenset[str] | None, owner: str | None, limit: int
    ) -> list[Answer]:
        """See ``AnswerBook.open_ones``."""
        owners = {(row.workspace, row.id): row.owner for row in self._book.rows()}
        found = [
            each
            for name, each in self._kept.items()
            if each.workspace == workspace
            and each.is_open
            and (teams is None or each.team in teams)
            and (owner is None or owners.get(name) == owner)
        ]
        return sorted(found, key=lambda each: (each.at, each.follow_up))[:limit]


class InMemoryWebhookBook:
    """``WebhookBook``."""

    def __init__(self) -> None:
        self._endpoints: dict[_Name, Endpoint] = {}
        self._kept: dict[_Name, Delivery] = {}

    def forget(self, key: CallKey) -> None:
        """The call is erased."""
        _drop(self._kept, key)

    async def endpoints(self, workspace: str) -> list[Endpoint]:
        """See ``WebhookBook.endpoints``."""
        found = [each for each in self._endpoints.values() if each.workspace == workspace]
        return sorted(found, key=lambda each: (each.created_at, each.id))

    async def put(self, endpoint: Endpoint) -> None:
        """See ``WebhookBook.put``."""
        self._endpoints[endpoint.workspace, endpoint.id] = endpoint

    async def remove(self, workspace: str, endpoint: str) -> bool:
        """See ``WebhookBook.remove``."""
        theirs = [name for name, each in self._kept.items() if each.endpoint == endpoint]
        for name in theirs:
            del self._kept[name]
        return self._endpoints.pop((workspace, endpoint), None) is not None

    async def add(self, new: list[Delivery]) -> None:
        """See ``WebhookBook.add``."""
        for each in new:
            self._kept.setdefault((each.workspace, each.id), each)

    async def delivery(self, workspace: str, delivery: str) -> Delivery | None:
        """See ``WebhookBook.delivery``."""
        return self._kept.get((workspace, delivery))

    async def change(self, delivery: Delivery, *, was: DeliveryState) -> bool:
        """See ``WebhookBook.change``."""
        kept = self._kept.get((delivery.workspace, delivery.id))
        if kept is None or kept.state != was:
            return False
        self._kept[delivery.workspace, delivery.id] = delivery
        return True

    async def due(self, workspace: str, now: float, limit: int) -> list[Delivery]:
        """See ``WebhookBook.due``."""
        found = [each for each in await self._in(workspace, "released") if each.next_at <= now]
        return sorted(found, key=lambda each: (each.next_at, each.id))[:limit]

    async def in_state(self, workspace: str, state: DeliveryState, limit: int) -> list[Delivery]:
        """See ``WebhookBook.in_state``."""
        return (await self._in(workspace, state))[:limit]

    async def count(self, workspace: str, state: DeliveryState) -> int:
        """See ``WebhookBook.count``."""
        return len(await self._in(workspace, state))

    async def forget_sent(self, workspace: str, before: float) -> None:
        """See ``WebhookBook.forget_sent``."""
        for each in await self._in(workspace, "sent"):
            if each.created_at < before:
                del self._kept[workspace, each.id]

    async def _in(self, workspace: str, state: DeliveryState) -> list[Delivery]:
        found = [e for e in self._kept.values() if e.workspace == workspace and e.state == state]
        return sorted(found, key=lambda each: (each.created_at, each.id))


def _drop(kept: Any, key: CallKey) -> None:
    for name in [name for name, each in kept.items() if each.key == key]:
        del kept[name]
