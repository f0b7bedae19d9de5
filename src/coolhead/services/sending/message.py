"""A message to a customer: one for each follow-up and purpose, and how far it has got.

    draft → released → sending → sent
                 ↑         ├──→ released   (not taken now: tried again)
                 │         ├──→ dead       (refused, or tried too often)
                 └─ person ┴──→ unsure     (nobody knows whether it was taken)

SMTP cannot be asked whether a message was taken before. So a message whose sending was broken off
is ``unsure``: it is not sent again unless a person says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.standing import thing_of
from coolhead.services.live.summary import CallKey

Purpose = Literal["thank_you", "check_in", "promise_kept", "confirmation"]
State = Literal["draft", "released", "sending", "unsure", "sent", "dead"]
# Of these nothing becomes anything unless somebody decides.
Waiting = Literal["unsure", "dead"]
WAITING: Final[tuple[Waiting, ...]] = ("unsure", "dead")

# What becomes of messages when words of their call are redacted, by their state: they go, or these
# fields of them are emptied. What is on its way is about to be one of these.
WITHOUT_WORDS: Final[Mapping[State, Mapping[str, str] | None]] = MappingProxyType(
    {
        "draft": None,
        "dead": None,
        "sent": {"subject": "", "text": ""},
        "unsure": {"subject": "", "text": ""},
    }
)
LONGEST_SUBJECT: Final = 150
LONGEST_TEXT: Final = 8_000


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it is kept; with its call it is erased.

    ``to`` is "" until somebody gives the address. ``next_at`` (seconds since 1970) is when it is
    tried next. ``is_owed``: whoever released it said that it is owed to the customer, who may want
    no contact. ``error`` says in words of ours why it was not taken; never what the server said.
    """

    workspace: str
    id: str
    follow_up: str
    call: str
    team: str
    purpose: Purpose
    subject: str
    text: str
    state: State = "draft"
    to: str = ""
    automatic: bool = False
    is_owed: bool = False
    changed_at: str = ""
    released_by: str = ""
    released_at: str | None = None
    attempts: int = 0
    next_at: float = 0.0
    error: str = ""
    sent_at: str | None = None

    @property
    def key(self) -> CallKey:
        """The call that it belongs to."""
        return CallKey(self.workspace, self.call)


def message_id(workspace: str, follow_up: str, purpose: Purpose) -> str:
    """The id of the one message for a follow-up and a purpose: always the same."""
    parts = msgspec.json.encode((workspace, follow_up, purpose))
    return hashlib.sha256(parts).hexdigest()[:32]


def purposes_of(row: FollowUp) -> tuple[Purpose, ...]:
    """What may be written about a follow-up, the usual first."""
    if row.kind == "promise":
        return ("promise_kept", "confirmation") if row.state == "done" else _OF_A_PROMISE
    return ("check_in", "thank_you") if row.kind == "check_in" else ("thank_you", "check_in")


SETTLING: Final[frozenset[Purpose]] = frozenset({"check_in", "thank_you", "promise_kept"})
"""What a follow-up may be done by; ``settles`` says of which."""


def settles(row: FollowUp, purpose: Purpose) -> bool:
    """Whether the follow-up is done when the message was taken.

    Asking and thanking are what such a follow-up is for. Of promises it is only an e-mail that was
    promised, and said to be done in it; a confirmation keeps no promise.
    """
    if row.kind == "promise":
        return purpose == "promise_kept" and thing_of(row.what) == "e-mail"
    return purpose in {"check_in", "thank_you"}


_OF_A_PROMISE: Final[tuple[Purpose, ...]] = ("confirmation", "promise_kept")
