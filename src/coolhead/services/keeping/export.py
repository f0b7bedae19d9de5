"""What a customer or an agent is given of their own data: a zip that is made as it is read."""

from __future__ import annotations

import asyncio
import re
import shutil
import zipfile
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec

from coolhead.call.codec import encode_envelope
from coolhead.call.decisions import line_of
from coolhead.services.finished import FinishedCall, finish_call
from coolhead.services.follow_ups.book import FollowUpBook, FollowUpQuery
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.ledger import every_follow_up
from coolhead.services.keeping.paging import every_call
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.store import CallQuery, EventStore
from coolhead.services.live.summary import CallKey
from coolhead.services.live.tapes import Tapes
from coolhead.services.projections import decisions_for, events_for
from coolhead.services.reviews.book import ReviewBook

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
# A zip knows no year before 1980, and the same call gives the same bytes.
_DATE: Final = (1980, 1, 1, 0, 0, 0)

# What was owed to a customer and what became of it.
_OF_THE_CUSTOMER: Final = (
    "call",
    "kind",
    "what",
    "due",
    "promised_due",
    "due_text",
    "channel",
    "state",
    "done_at",
    "note",
)
_OF_THE_AGENT: Final = (*_OF_THE_CUSTOMER, "owner", "promised_by", "done_by", "added_by")
SentOf = Callable[[CallKey], Awaitable[bytes]]
"""What was written to the customer after a call and what they answered, b"" where nothing was."""

WriteCall = Callable[[FinishedCall], bytes]


class Exporter:
    """Puts together what somebody may take along; ``writers`` maps a suffix to a format."""

    def __init__(
        self,
        store: EventStore,
        calls: LiveCalls,
        *,
        writers: dict[str, WriteCall],
        tapes: Tapes | None = None,
        reviews: ReviewBook | None = None,
        follow_ups: FollowUpBook | None = None,
        sent_of: SentOf | None = None,
    ) -> None:
        self._tapes = tapes
        self._reviews = reviews
        self._follow_ups = follow_ups
        self._sent_of = sent_of
        self._store = store
        self._calls = calls
        self._writers = writers

    async def customer(self, keys: Iterable[CallKey]) -> bytes:
        """A customer's calls: each as every format of ``writers``, nothing of it the agent's own.

        What was written to them afterwards is there, with what they answered, and the sound where
        it is kept. Calls that go on are left out; ``index.json`` says so. Raises ``StorageError``.
        """
        archive, index = _Zip(), list[dict[str, object]]()
        owed: list[FollowUp] = []
        for key in keys:
            call = await self._calls.find(key)
            if call is None:
                continue
            index.append({"call": key.call, "included": call.ended})
            if call.ended:
                owed += await self._owed(FollowUpQuery(workspace=key.workspace, call=key.call))
                finished = finish_call(call.runner, "supervisor")
                for suffix, write in self._writers.items():
                    archive.add(f"{_safe(key.call, len(index))}{suffix}", write(finished))
                sent = await self._sent_of(key) if self._sent_of is not None else b""
                if sent:
                    archive.add(f"{_safe(key.call, len(index))}.messages.json", sent)
                sound = await self._tapes.find(key) if self._tapes is not None else None
                if sound is not None:
                    # An hour of it takes seconds: nobody's cue waits for that.
                    name = f"{_safe(key.call, len(index))}.wav"
                    await asyncio.to_thread(archive.add_file, name, sound)
        archive.add("follow-ups.json", _follow_ups(owed, _OF_THE_CUSTOMER))
        archive.add("index.json", msgspec.json.encode({"calls": index}))
        return archive.bytes()

    async def agent(self, workspace: str, agent: str, account: dict[str, object]) -> bytes:
        """An agent's own data: their account, and of their calls all that they may see.

        That includes what is private to them, and finished reviews. Raises ``StorageError``.
        """
        archive, number = _Zip(), 0
        owed = await self._owed(FollowUpQuery(workspace=workspace, owner=agent))
        archive.add("account.json", msgspec.json.encode(account))
        query = CallQuery(workspace=workspace, agent=agent, limit=200)
        async for summary in every_call(self._store, query):
            call = await self._calls.find(summary.key)
            if call is None:
                continue
            number += 1
            of_call = FollowUpQuery(workspace=workspace, call=summary.call)
            # What was passed on to others is of the agent's call still.
            owed += [row for row in await self._owed(of_call) if row.owner != agent]
            name = _safe(summary.call, number)
            events = events_for("own_agent", await self._store.events(summary.key))
            archive.add(
                f"{name}.events.jsonl", b"".join(encode_envelope(e) + b"\n" for e in events)
            )
            decisions = decisions_for("own_agent", call.decisions)
            archive.add(
                f"{name}.decisions.jsonl",
                b"".join(msgspec.json.encode(line_of(each)) + b"\n" for each in decisions),
            )
            review = await self._reviews.find(summary.key) if self._reviews is not None else None
            if review is not None and review.finished_at is not None:
                archive.add(f"{name}.review.json", msgspec.json.encode(review))
        archive.add("follow-ups.json", _follow_ups(owed, _OF_THE_AGENT))
        return archive.bytes()

    async def _owed(self, query: FollowUpQuery) -> list[FollowUp]:
        if self._follow_ups is None:
            return []
        return [row async for row in every_follow_up(self._follow_ups, query)]


class _Zip:
    def __init__(self) -> None:
        self._buffer = BytesIO()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, content: bytes) -> None:
        self._zip.writestr(_about(name), content)

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file, self._zip.open(_about(name), "w") as into:
            shutil.copyfileobj(file, into)

    def bytes(self) -> bytes:
        self._zip.close()
        return self._buffer.getvalue()


def _follow_ups(rows: Iterable[FollowUp], fields: tuple[str, ...]) -> bytes:
    shown = [{name: getattr(row, name) for name in fields} for row in rows]
    return msgspec.json.encode({"follow_ups": shown})


def _about(name: str) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name, _DATE)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    return about


def _safe(call: str, number: int) -> str:
    """A file's name that no id of a call can lead astray."""
    return f"{number:05}-{_UNSAFE.sub('-', call)[:80].strip('.-') or 'call'}"


def exported_at(now: datetime) -> str:
    """When an export was made, for its file's name."""
    return now.strftime("%Y-%m-%d")
