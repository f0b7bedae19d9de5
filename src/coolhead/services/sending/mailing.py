"""Hands released messages to the mail server, one after another, and notes what became of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.errors import StorageError
from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.sending.backoff import wait_s
from coolhead.services.sending.message import SETTLING, Message
from coolhead.services.sending.outbox import Mail, Mailer, Outbox, Outcome
from coolhead.services.sending.settling import settle
from coolhead.services.sending.wording import link_in

# With the waits between them, ten tries take about a day: RFC 5321 §4.5.4.1 asks for four or five.
MOST_TRIES: Final = 10
_FIRST_WAIT_S: Final = 60.0
# What is tried to the end is over sooner. So it waited while no server ran, or it came back with a
# restored database, and may have been sent long ago.
STALE: Final = timedelta(days=2)
_UNWANTED: Final = Outcome("refused", "the customer has asked for no more calls meanwhile")
_WAITED: Final = Outcome("unsure", "it waited for more than two days")
_AT_ONCE: Final = 20
# How long a stop waits for the message that is being handed over.
_STOP_WITHIN_S: Final = 8.0


class Mailing:
    """Sends one workspace's messages; without a ``mailer`` nothing is taken.

    ``is_wanted`` is asked before each try.
    """

    def __init__(
        self,
        workspace: str,
        outbox: Outbox,
        book: FollowUpBook,
        mailer: Mailer | None,
        *,
        is_wanted: Callable[[Message], Awaitable[bool]],
        now: Callable[[], datetime],
    ) -> None:
        self._is_wanted = is_wanted
        self._workspace = workspace
        self._outbox = outbox
        self._book = book
        self._mailer = mailer
        self._now = now
        # Taken by the server while the database was away: noted as soon as it is back.
        self._unnoted: list[tuple[Message, Outcome]] = []
        # Whether the follow-ups of all that was sent are done: at a start, nobody knows. The last
        # server may have died, and the database may have gone away, between the one and the other.
        self._is_settled = False

    async def recover(self) -> int:
        """At a start: nobody knows whether what was being sent was taken. Returns how many."""
        count = 0
        while found := await self._outbox.in_state(self._workspace, "sending", _AT_ONCE):
            for each in found:
                unsure = self._after(each, Outcome("unsure", "the server stopped meanwhile"))
                count += await self._outbox.change(unsure, was="sending")
        return count

    async def turn(self) -> int:
        """Send what is due; returns how many were tried. Raises ``StorageError``."""
        while self._unnoted:
            await self._note(*self._unnoted[0])
            self._unnoted.pop(0)
        if not self._is_settled:
            for sent in await self._outbox.unsettled(self._workspace, SETTLING):
                await settle(self._book, sent)
            self._is_settled = True
        if self._mailer is None:
            return 0
        now = self._now().timestamp()
        due = await self._outbox.due(self._workspace, now, _AT_ONCE)
        tried = 0
        for message in due:
            sending = asyncio.create_task(self._send(message, self._mailer))
            try:
                tried += await asyncio.shield(sending)
            except asyncio.CancelledError:
                # Half a message is worse than a second's wait.
                await asyncio.wait({sending}, timeout=_STOP_WITHIN_S)
                sending.cancel()
                raise
        return tried

    async def _send(self, message: Message, mailer: Mailer) -> bool:
        is_wanted = await self._is_wanted(message)
        sending = msgspec.structs.replace(
            message, state="sending", attempts=message.attempts + 1, changed_at=self._stamp()
        )
        if not await self._outbox.change(sending, was="released"):
            return False  # another has it
        stale = self._now() - datetime.fromisoformat(sending.released_at or self._stamp()) > STALE
        if not is_wanted:
            outcome = _UNWANTED
        else:
            outcome = _WAITED if stale else await _handed_over(mailer, mail_of(sending))
        try:
            await self._note(sending, outcome)
        except StorageError:
            self._unnoted.append((sending, outcome))
        return True

    async def _note(self, sending: Message, outcome: Outcome) -> None:
        after = self._after(sending, outcome)
        if not await self._outbox.change(after, was="sending") or after.state != "sent":
            return
        try:
            await settle(self._book, after)
        except StorageError:
            self._is_settled = False

    def _after(self, sending: Message, outcome: Outcome) -> Message:
        changed = msgspec.structs.replace(sending, changed_at=self._stamp(), error=outcome.why)
        match outcome.what:
            case "taken":
                return msgspec.structs.replace(
                    changed, state="sent", sent_at=self._stamp(), error=""
                )
            case "again" if sending.attempts < MOST_TRIES:
                wait = wait_s(sending.id, sending.attempts, first_s=_FIRST_WAIT_S)
                at = self._now().timestamp() + wait
                return msgspec.structs.replace(changed, state="released", next_at=at)
            case "again" | "refused":
                return msgspec.structs.replace(changed, state="dead")
            case "unsure":
                return msgspec.structs.replace(changed, state="unsure")

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


async def _handed_over(mailer: Mailer, mail: Mail) -> Outcome:
    try:
        return await mailer.send(mail)
    except Exception as error:  # noqa: BLE001 - one bad message holds no other up
        told = {"message": "an e-mail could not be handed over", "exception": error}
        asyncio.get_running_loop().call_exception_handler(told)
        return Outcome("unsure", "an error nobody expected")


def mail_of(message: Message) -> Mail:
    """The e-mail of a message, the same at every try."""
    link = link_in(message.text)
    return Mail(
        id=message.id,
        to=message.to,
        subject=message.subject,
        text=message.text,
        at=message.released_at or message.changed_at,
        link=link,
        automatic=message.automatic,
    )
