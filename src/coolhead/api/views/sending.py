"""Messages to customers, their answers and webhooks as the API takes and shows them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from pydantic import Field

from coolhead.api.views.people import Given
from coolhead.call.vocabulary import FollowUpKind
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.sending.answer import LONGEST_COMMENT, Answer, Settled, Via
from coolhead.services.sending.correspondence import Letter
from coolhead.services.sending.happening import Kind
from coolhead.services.sending.message import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    Message,
    Purpose,
    State,
    Waiting,
)
from coolhead.services.sending.webhook import LONGEST_URL, Delivery, Endpoint
from coolhead.services.sending.wording import without_link

_ANY = r"^[^\x00]*$"
Team = Annotated[str, Field(min_length=1, max_length=300)]


class MessageBody(Given):
    """A message as somebody wrote it."""

    purpose: Purpose
    subject: str = Field(min_length=1, max_length=LONGEST_SUBJECT, pattern=_ANY)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT - 500, pattern=_ANY)
    to: str = Field(
        default="",
        max_length=320,
        pattern=_ANY,
        description="The customer's address; a draft may lack it.",
        examples=["jo@example.com"],
    )


class ReleaseBody(MessageBody):
    """A message that is to go."""

    is_owed: bool = Field(
        default=False,
        description="Whoever releases it says that it is owed to the customer: needed where the "
        "customer wants no more calls.",
    )


class DecisionBody(Given):
    """Whether a message arrived of which nobody knows; if not, it is sent again."""

    purpose: Purpose
    was_sent: bool | None = Field(
        description="Null leaves what was refused: it is a draft again.",
    )
    is_owed: bool = Field(
        default=False,
        description="As when it is released: needed to send again what the customer may not want.",
    )


class AnswerBody(Given):
    """What the customer answered, told by whoever asked them."""

    settled: Settled
    satisfaction: int | None = Field(default=None, ge=1, le=5)
    comment: str = Field(default="", max_length=LONGEST_COMMENT, pattern=_ANY)


class WebhookBody(Given):
    """A webhook to be set up."""

    url: str = Field(min_length=1, max_length=LONGEST_URL, examples=["https://crm.example.com/in"])
    teams: list[Team] = Field(min_length=1, max_length=100)
    kinds: list[Kind] = Field(min_length=1, max_length=20)


class SwitchBody(Given):
    """A webhook turned on or off."""

    enabled: bool


class MessageShown(msgspec.Struct, frozen=True, kw_only=True):
    """A message: a draft that was not kept yet, or how far it has got.

    In ``text`` there is ``{answer_link}`` where the link is: that is the customer's alone.
    ``tries`` counts how often it was handed to the mail server, ``error`` says why it was not
    taken.
    """

    purpose: Purpose
    state: State
    to: str
    subject: str
    text: str
    automatic: bool
    released_by: str
    released_at: str | None
    tries: int
    error: str
    sent_at: str | None


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a customer answered; ``comment`` is text of theirs, ``seen_by`` has seen to it."""

    settled: Settled
    satisfaction: int | None
    comment: str
    via: Via
    by: str
    at: str
    seen_at: str | None
    seen_by: str


class MessagesShown(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to write about a follow-up, the usual first, and what was answered.

    ``off`` says why no e-mail is sent from here, "" where it is. ``no_contact``: the customer
    wants no more calls, so only what is owed to them may be written.
    """

    messages: tuple[MessageShown, ...]
    off: str
    no_contact: bool
    answer: AnswerShown | None


class MessageChanged(msgspec.Struct, frozen=True, kw_only=True):
    """How far a message has got: none of its words, and no address."""

    purpose: Purpose
    state: State


class AnswerKept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer was kept: none of its words."""

    settled: Settled
    seen: bool = False


class OpenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that leaves something to see to, with what was asked about."""

    follow_up: str
    call: str
    team: str
    owner: str | None
    customer: str | None
    what: str
    answer: AnswerShown


class OpenAnswers(msgspec.Struct, frozen=True):
    """Answers that leave something to see to, the oldest first."""

    answers: tuple[OpenAnswer, ...]


class MessageState(msgspec.Struct, frozen=True, kw_only=True):
    """How far the latest message of a follow-up has got."""

    purpose: Purpose
    state: State
    at: str


class WaitingMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message that waits for somebody to decide: no word of it, and no address.

    ``closed``: the follow-up that it is about is done or dropped. ``error`` says why it waits.
    """

    follow_up: str
    call: str
    team: str
    owner: str | None
    customer: str | None
    kind: FollowUpKind
    what: str
    closed: bool
    purpose: Purpose
    state: Waiting
    error: str
    at: str


class WaitingMessages(msgspec.Struct, frozen=True):
    """Messages that wait for somebody to decide, the oldest first."""

    messages: tuple[WaitingMessage, ...]


class WebhookShown(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook; ``trouble`` says why it was turned off by itself."""

    id: str
    url: str
    teams: tuple[str, ...]
    kinds: tuple[Kind, ...]
    enabled: bool
    trouble: str
    created_at: str


class WebhookMade(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook that was set up, and the secret that its posts are signed with: shown this once."""

    webhook: WebhookShown
    secret: str


class DeadShown(msgspec.Struct, frozen=True, kw_only=True):
    """What did not get through; ``url`` is where it was to go."""

    id: str
    webhook: str
    url: str
    kind: Kind
    call: str
    tries: int
    error: str


class WebhookList(msgspec.Struct, frozen=True):
    """Every webhook, and what did not get through to them."""

    webhooks: tuple[WebhookShown, ...]
    dead: tuple[DeadShown, ...]


def message_shown(message: Message) -> MessageShown:
    """A message with its words, for those who may write it."""
    return MessageShown(
        purpose=message.purpose,
        state=message.state,
        to=message.to,
        subject=message.subject,
        text=without_link(message.text),
        automatic=message.automatic,
        released_by=message.released_by,
        released_at=message.released_at,
        tries=message.attempts,
        error=message.error,
        sent_at=message.sent_at,
    )


def messages_shown(letters: list[Letter], off: str, answer: Answer | None) -> MessagesShown:
    """What there is to write about a follow-up."""
    return MessagesShown(
        messages=tuple(message_shown(each.message) for each in letters),
        off=off,
        no_contact=any(each.no_contact for each in letters),
        answer=answer_shown(answer) if answer is not None else None,
    )


def answer_shown(answer: Answer) -> AnswerShown:
    """What a customer answered."""
    return AnswerShown(
        settled=answer.settled,
        satisfaction=answer.satisfaction,
        comment=answer.comment,
        via=answer.via,
        by=answer.by,
        at=answer.at,
        seen_at=answer.seen_at,
        seen_by=answer.seen_by,
    )


def message_state(message: Message) -> MessageState:
    """How far a message has got."""
    at = message.sent_at or message.changed_at
    return MessageState(purpose=message.purpose, state=message.state, at=at)


def waiting_message(message: Message, row: FollowUp) -> WaitingMessage:
    """A message that waits, with what it is about."""
    return WaitingMessage(
        follow_up=row.id,
        call=row.call,
        team=row.team,
        owner=row.owner,
        customer=row.customer,
        kind=row.kind,
        what=row.what,
        closed=row.state != "open",
        purpose=message.purpose,
        state="unsure" if message.state == "unsure" else "dead",
        error=message.error,
        at=message.changed_at,
    )


def open_answer(answer: Answer, row: FollowUp) -> OpenAnswer:
    """An answer with what was asked about."""
    return OpenAnswer(
        follow_up=row.id,
        call=row.call,
        team=row.team,
        owner=row.owner,
        customer=row.customer,
        what=row.what,
        answer=answer_shown(answer),
    )


def webhook_shown(endpoint: Endpoint) -> WebhookShown:
    """A webhook as it is set up."""
    return WebhookShown(
        id=endpoint.id,
        url=endpoint.url,
        teams=tuple(sorted(endpoint.teams)),
        kinds=tuple(sorted(endpoint.kinds)),
        enabled=endpoint.enabled,
        trouble=endpoint.trouble,
        created_at=endpoint.created_at,
    )


def dead_shown(delivery: Delivery, url: str) -> DeadShown:
    """What did not get through."""
    return DeadShown(
        id=delivery.id,
        webhook=delivery.endpoint,
        url=url,
        kind=delivery.kind,
        call=delivery.call,
        tries=delivery.attempts,
        error=delivery.error,
    )
