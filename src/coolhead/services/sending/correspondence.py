"""Messages to customers: drafted from the playbook, edited and released by people."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final

import msgspec

from coolhead.errors import ConfigError, InputError
from coolhead.playbook.after_call import Messages
from coolhead.record.record import Record
from coolhead.redaction.redactor import RedactionSettings, Redactor
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.keeping.numbers import DoNotCall
from coolhead.services.live.ports import Playbooks
from coolhead.services.live.store import EventStore
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.sending.addresses import address_in, checked_address
from coolhead.services.sending.answer_links import AnswerLinks
from coolhead.services.sending.message import (
    LONGEST_TEXT,
    Message,
    Purpose,
    State,
    message_id,
    purposes_of,
)
from coolhead.services.sending.outbox import Outbox
from coolhead.services.sending.wording import LINK_SLOT, cleaned, filled, fillers_of, one_line

# What may still be written anew: a draft, and what was refused.
_EDITABLE: Final[frozenset[State]] = frozenset({"draft", "dead"})
# Cards, accounts, codes and passwords go by no e-mail, whatever a workspace masks beside them.
_ALWAYS: Final = RedactionSettings(national_ids=False)
THE_SERVER: Final = "the server"


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A message with what must be known before it is released.

    ``no_contact``: the customer wants no more calls, so only what is owed to them may be written.
    """

    message: Message
    no_contact: bool


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wrote."""

    to: str
    subject: str
    text: str


class NotNow(Exception):  # noqa: N818 - no error: the message has got further, or is not wanted
    """A message cannot be changed so: ``code`` is for machines, ``args[0]`` a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Correspondence:
    """Drafts, keeps and releases messages. ``off`` says why no e-mail is sent, "" where it is."""

    def __init__(
        self,
        outbox: Outbox,
        store: EventStore,
        playbooks: Playbooks,
        numbers: DoNotCall,
        links: AnswerLinks,
        *,
        now: Callable[[], datetime],
        off: str = "",
        released: Callable[[], None] = lambda: None,
    ) -> None:
        self._outbox = outbox
        self._store = store
        self._playbooks = playbooks
        self._numbers = numbers
        self._links = links
        self._now = now
        self._released = released
        self.off = off

    async def letters(self, row: FollowUp, writer: str, *, sees_call: bool) -> list[Letter]:
        """What there is to write about a follow-up, kept or drafted; nothing is kept by looking.

        A draft for somebody who may not see the call, since the follow-up was passed on to them,
        has no word of its issue.
        """
        record, summary = await self._of_call(row)
        kept = {each.purpose: each for each in await self._outbox.of(row.workspace, [row.id])}
        templates = await self._templates(record, row)
        usual = [each for each in purposes_of(row) if getattr(templates, each) is not None]
        wanted = dict.fromkeys([*usual, *kept])
        no_contact = await self._no_contact(record, summary)
        told = record if sees_call else None
        return [
            Letter(
                message=kept.get(each) or _draft(row, each, templates, told, writer),
                no_contact=no_contact,
            )
            for each in wanted
        ]

    async def save(self, row: FollowUp, purpose: Purpose, wording: Wording) -> Message:
        """Keep a draft; the address may still be missing. Raises ``NotNow`` and ``InputError``."""
        before = await self._editable(row, purpose)
        to = checked_address(wording.to) if wording.to.strip() else ""
        draft = self._written(row, purpose, wording, to)
        return await self._change(msgspec.structs.replace(draft, state="draft"), before)

    async def release(
        self,
        row: FollowUp,
        purpose: Purpose,
        wording: Wording,
        *,
        by: str,
        public_url: str,
        is_owed: bool,
    ) -> Message:
        """Let a message go. ``is_owed``: whoever releases it says that it is owed to the customer.

        Raises ``ConfigError`` where no e-mail is sent, ``NotNow`` where it has gone already or is
        not wanted, ``InputError`` for an address or a text that cannot be.
        """
        if self.off:
            raise ConfigError("this server sends no e-mail", hint=self.off)
        if not is_owed:
            await self._check_wanted(row)
        before = await self._editable(row, purpose)
        message = self._written(row, purpose, wording, checked_address(wording.to))
        message = msgspec.structs.replace(message, is_owed=is_owed)
        message = self._let_go(message, by=by, public_url=public_url)
        released = await self._change(message, before)
        self._released()
        return released

    async def decide(
        self, row: FollowUp, purpose: Purpose, *, was_sent: bool | None, is_owed: bool = False
    ) -> Message:
        """Say of a message that may have been sent whether it was; if not, it is sent again.

        Also sends again what was refused; None leaves that: it is a draft again. Raises ``NotNow``
        for any other, and as ``release`` does for what is not wanted.
        """
        found = await self._outbox.find(row.workspace, message_id(row.workspace, row.id, purpose))
        if found is None or found.state not in {"unsure", "dead"}:
            raise NotNow("not_unsure", "There is nothing to decide: it was sent, or is on its way.")
        if was_sent is False and not is_owed:
            await self._check_wanted(row)
        now = self._now()
        stamp = now.isoformat(timespec="seconds")
        if was_sent is None:
            if found.state != "dead":
                raise NotNow("not_refused", "Say whether it arrived: nobody knows yet.")
            draft = msgspec.structs.replace(found, state="draft", changed_at=stamp, error="")
            return await self._change(draft, found)
        if not found.text and not was_sent:
            gone = "its words were redacted: write it anew"
            return await self._change(
                msgspec.structs.replace(found, state="dead", error=gone, changed_at=stamp), found
            )
        changed = msgspec.structs.replace(
            found,
            state="sent" if was_sent else "released",
            is_owed=found.is_owed or is_owed,
            attempts=found.attempts if was_sent else 0,
            next_at=now.timestamp(),
            changed_at=stamp,
            released_at=found.released_at if was_sent else stamp,
            sent_at=stamp if was_sent else None,
            error="",
        )
        kept = await self._change(changed, found)
        self._released()
        return kept

    async def by_itself(
        self, row: FollowUp, purposes: Collection[Purpose], public_url: str
    ) -> None:
        """Release what the playbook says goes by itself, once, where it can and may.

        The customer's key must be an address, and they must not have asked for no more calls. What
        needs a person's eye waits for one. Raises ``ConfigError`` where there is no playbook.
        """
        record, summary = await self._of_call(row)
        to = address_in(row.customer)
        if self.off or not to or record is None or _needs_a_person(record):
            return
        if await self._no_contact(record, summary):
            return
        templates = await self._templates(record, row)
        for purpose in purposes:
            template = getattr(templates, purpose)
            if template is None or not template.automatic or purpose not in purposes_of(row):
                continue
            if row.state != ("done" if purpose == "promise_kept" else "open"):
                continue  # it was done or dropped before its turn came
            draft = _draft(row, purpose, templates, record, "")
            if LINK_SLOT in draft.text and not public_url:
                continue
            draft = msgspec.structs.replace(draft, to=to, automatic=True)
            message = self._let_go(draft, by=THE_SERVER, public_url=public_url)
            await self._outbox.change(message, was=None)

    async def is_wanted(self, message: Message) -> bool:
        """Whether it may still go: before each try, since a customer may have asked meanwhile."""
        if message.is_owed:
            return True
        record = await self._store.record(message.key)
        return not await self._no_contact(record, await self._store.summary(message.key))

    def _written(self, row: FollowUp, purpose: Purpose, wording: Wording, to: str) -> Message:
        subject, text = one_line(wording.subject), cleaned(wording.text)
        if not subject:
            raise InputError("a message has a subject", field="body.subject")
        if not text:
            raise InputError("a message has a text", field="body.text")
        for name, said in (("subject", subject), ("text", text)):
            if Redactor(_ALWAYS).mask(said) != said:
                raise InputError(
                    "this has a number or a secret in it that is never kept",
                    field=f"body.{name}",
                    hint="Leave out numbers of cards and accounts, codes and passwords.",
                )
        return _message(row, purpose, subject, text, to=to, changed_at=self._stamp())

    def _let_go(self, message: Message, *, by: str, public_url: str) -> Message:
        text = message.text
        if LINK_SLOT in text:
            link = f"{public_url}/answer/{self._links.token(message.follow_up)}"
            text = text.replace(LINK_SLOT, link)
        return msgspec.structs.replace(
            message,
            text=text[:LONGEST_TEXT],
            state="released",
            released_by=by,
            released_at=self._stamp(),
            changed_at=self._stamp(),
            next_at=self._now().timestamp(),
        )

    async def _editable(self, row: FollowUp, purpose: Purpose) -> Message | None:
        if purpose not in purposes_of(row):
            raise InputError("this is not written about such a follow-up", field="body.purpose")
        found = await self._outbox.find(row.workspace, message_id(row.workspace, row.id, purpose))
        if found is not None and found.state not in _EDITABLE:
            raise NotNow("already_released", "This message was released already.")
        return found

    async def _change(self, message: Message, before: Message | None) -> Message:
        was = before.state if before is not None else None
        if not await self._outbox.change(message, was=was):
            raise NotNow("already_released", "Somebody else was there first: look again.")
        return message

    async def _of_call(self, row: FollowUp) -> tuple[Record | None, CallSummary | None]:
        key = CallKey(row.workspace, row.call)
        return await self._store.record(key), await self._store.summary(key)

    async def _check_wanted(self, row: FollowUp) -> None:
        if await self._no_contact(*await self._of_call(row)):
            raise NotNow(
                "do_not_contact",
                "The customer wants no more calls. Only what is owed to them may be written: "
                "say that this is.",
            )

    async def _no_contact(self, record: Record | None, summary: CallSummary | None) -> bool:
        if record is None or summary is None or record.do_not_call or summary.do_not_call:
            return True  # of a call that is gone nothing is known: nothing goes by itself
        if not summary.customer_number:
            return False
        try:
            return await self._numbers.is_listed(summary.workspace, summary.customer_number)
        except InputError:  # what is no number is on no list
            return False

    async def _templates(self, record: Record | None, row: FollowUp) -> Messages:
        """As the team writes today, whatever the playbook said when the call was."""
        named = record.playbook.name if record is not None and record.playbook is not None else None
        try:
            playbook = await self._playbooks.named(row.workspace, row.team, named)
        except ConfigError:
            playbook = await self._playbooks.named(row.workspace, row.team, None)
        return playbook.messages

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _needs_a_person(record: Record) -> bool:
    """Whether a word that nobody has read could do harm: after distress, and after abuse."""
    return record.vulnerability is not None or record.ended_by == "agent_for_abuse"


def _draft(
    row: FollowUp, purpose: Purpose, templates: Messages, record: Record | None, writer: str
) -> Message:
    template = getattr(templates, purpose)
    if template is None:
        return _message(row, purpose, "", "", to=address_in(row.customer))
    text = filled(template, fillers_of(row, record, writer))
    return _message(row, purpose, template.subject, text, to=address_in(row.customer))


def _message(
    row: FollowUp, purpose: Purpose, subject: str, text: str, *, to: str, changed_at: str = ""
) -> Message:
    return Message(
        workspace=row.workspace,
        id=message_id(row.workspace, row.id, purpose),
        follow_up=row.id,
        call=row.call,
        team=row.team,
        purpose=purpose,
        subject=subject,
        text=text,
        to=to,
        changed_at=changed_at,
    )
