"""Tells others what happened: webhooks, and the messages that go by themselves."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

import msgspec

from coolhead.errors import ConfigError
from coolhead.record.record import Record
from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.live.store import EventStore
from coolhead.services.projections import record_for
from coolhead.services.sending.answer import Answer, AnswerBook
from coolhead.services.sending.backoff import wait_s
from coolhead.services.sending.correspondence import Correspondence
from coolhead.services.sending.happening import Happening, Happenings, Kind
from coolhead.services.sending.message import Purpose
from coolhead.services.sending.outbox import Outcome
from coolhead.services.sending.webhook import (
    Delivery,
    Endpoint,
    Post,
    Poster,
    WebhookBook,
    delivery_id,
)

# With the waits between them, twelve tries take about a day and a half.
MOST_TRIES: Final = 12
_FIRST_WAIT_S: Final = 5.0
_AT_ONCE: Final = 20
_LOOK_BACK_S: Final = 24 * 3600.0
_LOOK_EVERY_S: Final = 30.0
_REMEMBERED_S: Final = 7 * 24 * 3600.0
# Which messages may go by themselves when something happens.
_WRITTEN_AT: Final = MappingProxyType[Kind, tuple[Purpose, ...]](
    {
        "follow_up.created": ("confirmation", "thank_you"),
        "follow_up.due": ("check_in",),
        "follow_up.done": ("promise_kept",),
    }
)


def secret_of(key: bytes, workspace: str, endpoint: str) -> str:
    """What an endpoint's deliveries are signed with: made of the server's own key, kept nowhere."""
    mac = hmac.digest(key, f"webhook\0{workspace}\0{endpoint}".encode(), hashlib.sha256)
    return "whsec_" + base64.b64encode(mac).decode()


class Telling:
    """Tells of one workspace's happenings."""

    def __init__(
        self,
        workspace: str,
        happenings: Happenings,
        webhooks: WebhookBook,
        poster: Poster,
        *,
        book: FollowUpBook,
        store: EventStore,
        answers: AnswerBook,
        letters: Correspondence,
        key: bytes,
        public_url: str,
        now: Callable[[], datetime],
    ) -> None:
        self._workspace = workspace
        self._happenings = happenings
        self._webhooks = webhooks
        self._poster = poster
        self._book = book
        self._store = store
        self._answers = answers
        self._letters = letters
        self._key = key
        self._public_url = public_url
        self._now = now
        self._looked_at = 0.0

    async def recover(self) -> int:
        """At a start: what was being posted is posted again, with the id that it had."""
        count = 0
        while found := await self._webhooks.in_state(self._workspace, "sending", _AT_ONCE):
            for each in found:
                again = msgspec.structs.replace(each, state="released")
                count += await self._webhooks.change(again, was="sending")
        return count

    async def turn(self) -> int:
        """Note what came due, pass on what happened, post what is due. Raises ``StorageError``."""
        await self._look()
        await self._pass_on()
        return await self._post_due()

    async def _look(self) -> None:
        now = self._now().timestamp()
        if now - self._looked_at < _LOOK_EVERY_S:
            return
        await self._happenings.note_due(self._workspace, since=now - _LOOK_BACK_S, now=now)
        await self._happenings.forget(self._workspace, now - _REMEMBERED_S)
        await self._webhooks.forget_sent(self._workspace, now - _REMEMBERED_S)
        self._looked_at = now

    async def _pass_on(self) -> None:
        endpoints = [e for e in await self._webhooks.endpoints(self._workspace) if e.enabled]
        while found := await self._happenings.waiting(self._workspace, _AT_ONCE):
            for what in found:
                await self._tell(what, [each for each in endpoints if each.wants(what)])
            await self._happenings.told(self._workspace, [each.id for each in found])

    async def _tell(self, what: Happening, endpoints: list[Endpoint]) -> None:
        row = await self._book.find(what.workspace, what.follow_up) if what.follow_up else None
        if row is not None and (purposes := _WRITTEN_AT.get(what.kind)):
            with contextlib.suppress(ConfigError):  # without a playbook a person writes
                await self._letters.by_itself(row, purposes, self._public_url)
        if not endpoints:
            return
        answer = None
        if what.kind == "message.answered" and what.follow_up:
            answer = await self._answers.find(what.workspace, what.follow_up)
        body = msgspec.json.encode(told_of(what, row, answer)).decode()
        now = self._now().timestamp()
        await self._webhooks.add(
            [
                Delivery(
                    workspace=what.workspace,
                    id=delivery_id(each, what),
                    endpoint=each.id,
                    kind=what.kind,
                    call=what.call,
                    body=body,
                    next_at=now,
                    created_at=now,
                )
                for each in endpoints
            ]
        )

    async def _post_due(self) -> int:
        now = self._now().timestamp()
        due = await self._webhooks.due(self._workspace, now, _AT_ONCE)
        if not due:
            return 0
        known = {each.id: each for each in await self._webhooks.endpoints(self._workspace)}
        await asyncio.gather(*(self._post(each, known.get(each.endpoint)) for each in due))
        return len(due)

    async def _post(self, delivery: Delivery, endpoint: Endpoint | None) -> None:
        sending = msgspec.structs.replace(delivery, state="sending", attempts=delivery.attempts + 1)
        if not await self._webhooks.change(sending, was="released"):
            return
        if endpoint is None or not endpoint.enabled:
            outcome, over = Outcome("refused", "the webhook is turned off"), False
        else:
            secret = secret_of(self._key, endpoint.workspace, endpoint.id)
            body = await self._with_record(sending)
            post = Post(id=sending.id, url=endpoint.url, secret=secret, body=body)
            try:
                outcome, over = await self._poster.post(post)
            except Exception as error:  # noqa: BLE001 - one bad post holds no other up
                told = {"message": "a webhook could not be posted to", "exception": error}
                asyncio.get_running_loop().call_exception_handler(told)
                outcome, over = Outcome("again", "an error nobody expected"), False
        if over and endpoint is not None:
            trouble = "The receiver said that it wants no more (410)."
            await self._webhooks.put(
                msgspec.structs.replace(endpoint, enabled=False, trouble=trouble)
            )
        await self._webhooks.change(self._after(sending, outcome), was="sending")

    async def _with_record(self, sending: Delivery) -> str:
        """The body, for a signed record with the record as it is now: no word of it waits here."""
        if sending.kind != "record.signed":
            return sending.body
        record = await self._store.record(sending.key)
        body = msgspec.json.decode(sending.body)
        if record is not None:
            body["data"]["record"] = public_part(record)
        return msgspec.json.encode(body).decode()

    def _after(self, sending: Delivery, outcome: Outcome) -> Delivery:
        if outcome.what == "taken":
            return msgspec.structs.replace(sending, state="sent", body="", error="")
        failed = msgspec.structs.replace(sending, error=outcome.why)
        if outcome.what == "refused" or sending.attempts >= MOST_TRIES:
            return msgspec.structs.replace(failed, state="dead")
        wait = wait_s(sending.id, sending.attempts, first_s=_FIRST_WAIT_S)
        at = self._now().timestamp() + wait
        return msgspec.structs.replace(failed, state="released", next_at=at)


def public_part(record: Record) -> dict[str, Any]:
    """What of a record a program may read, without the scores."""
    plain = msgspec.to_builtins(record_for("analyst", record))
    return {name: each for name, each in plain.items() if name != "scorecard"}


def told_of(what: Happening, row: FollowUp | None, answer: Answer | None) -> dict[str, Any]:
    """What a webhook is told: ids, times and states.

    Nothing that is the agent's alone and nothing restricted, and nobody's words.
    """
    data: dict[str, Any] = {"call": what.call, "team": what.team}
    if what.follow_up is not None:
        data["follow_up"] = what.follow_up
    if row is not None:
        data |= {"kind": row.kind, "due": row.due, "state": row.state}
    if answer is not None:
        data |= {"settled": answer.settled, "satisfaction": answer.satisfaction}
    at = datetime.fromtimestamp(what.at, tz=UTC).isoformat(timespec="seconds")
    return {"type": what.kind, "timestamp": at, "data": data}
