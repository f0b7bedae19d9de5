"""The ports of what is sent: where messages are kept, and who takes them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, Protocol

import msgspec

from coolhead.services.live.summary import CallKey
from coolhead.services.sending.message import Message, Purpose, State, Waiting


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """An e-mail as it is handed to a mail server; ``id`` is the same at every try.

    ``link`` is the address in the text that the customer is meant to follow.
    """

    id: str
    to: str
    subject: str
    text: str
    at: str
    link: str = ""
    automatic: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What became of a try: taken, to be tried again, refused for good, or nobody knows.

    ``why`` is in words of ours: nothing of the message and nothing that the other side said but its
    status.
    """

    what: Literal["taken", "again", "refused", "unsure"]
    why: str = ""


class Mailer(Protocol):
    """Hands e-mails to a mail server."""

    async def send(self, mail: Mail) -> Outcome:
        """Try once; raises nothing for what can go wrong on the way."""


class Outbox(Protocol):
    """Keeps messages. Every method may raise ``StorageError``."""

    async def find(self, workspace: str, message: str) -> Message | None:
        """The message of this id."""

    async def of(self, workspace: str, follow_ups: list[str]) -> list[Message]:
        """The messages of these follow-ups, the latest change last."""

    async def of_call(self, key: CallKey) -> list[Message]:
        """Those of a call."""

    async def change(self, message: Message, *, was: State | None) -> bool:
        """Keep the message if it still is in the state ``was`` (None: there is none yet).

        False, and nothing is kept, where it is not: somebody else was there first, or its call was
        erased.
        """

    async def due(self, workspace: str, now: float, limit: int) -> list[Message]:
        """Those that are released and whose time has come, the oldest time first."""

    async def in_state(self, workspace: str, state: State, limit: int) -> list[Message]:
        """Those in a state, the latest change last."""

    async def waiting(
        self,
        workspace: str,
        states: Collection[Waiting],
        *,
        teams: frozenset[str] | None,
        owner: str | None,
        limit: int,
    ) -> list[Message]:
        """Those that wait for somebody to decide, also of follow-ups that are closed; oldest first.

        ``owner`` is whoever has the follow-up now.
        """

    async def unsettled(self, workspace: str, purposes: Collection[Purpose]) -> list[Message]:
        """Those sent whose follow-up is open, and nobody did anything with it since."""

    async def count(self, workspace: str, state: State) -> int:
        """How many are in a state."""
