"""What a customer answered when asked whether it is settled."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

import msgspec

from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.live.summary import CallKey

Settled = Literal["yes", "partly", "no"]
Via = Literal["link", "agent"]
LONGEST_COMMENT: Final = 1_000
# After that it is what was answered; another answer is another talk.
REPLACED_WITHIN: Final = timedelta(days=1)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer beside a follow-up; it outlives a rebuild and goes with the call.

    ``owner`` is who had the follow-up then. ``satisfaction`` is 1 (not at all) to 5. ``comment`` is
    redacted. ``by`` is who took it down, "" for the customer by the link. ``first_at`` is when the
    first of answers was given. ``seen_by``: somebody has seen to what is not settled.
    """

    workspace: str
    follow_up: str
    call: str
    team: str
    owner: str | None
    settled: Settled
    satisfaction: int | None = None
    comment: str = ""
    via: Via
    by: str = ""
    at: str
    first_at: str
    seen_at: str | None = None
    seen_by: str = ""

    @property
    def key(self) -> CallKey:
        """The call that it belongs to."""
        return CallKey(self.workspace, self.call)

    @property
    def is_open(self) -> bool:
        """Whether something is left to see to."""
        return self.settled != "yes" and self.seen_at is None


class AnswerBook(Protocol):
    """Keeps answers. Every method may raise ``StorageError``."""

    async def find(self, workspace: str, follow_up: str) -> Answer | None:
        """The answer of a follow-up."""

    async def of(self, workspace: str, follow_ups: list[str]) -> dict[str, Answer]:
        """Those that there are, by follow-up."""

    async def of_call(self, key: CallKey) -> list[Answer]:
        """Those of a call."""

    async def keep(self, answer: Answer) -> None:
        """Keep an answer in place of the one before, and note that it happened."""

    async def seen(self, workspace: str, follow_up: str, *, by: str, at: str) -> Answer | None:
        """Somebody has seen to it; None where there is none."""

    async def open_ones(
        self, workspace: str, *, teams: frozenset[str] | None, owner: str | None, limit: int
    ) -> list[Answer]:
        """Answers that leave something to see to, the oldest first."""


def answered(
    row: FollowUp,
    before: Answer | None,
    *,
    settled: Settled,
    satisfaction: int | None,
    comment: str,
    via: Via,
    by: str,
    now: datetime,
) -> Answer | None:
    """The answer to keep; None where the one before stands: after a day, and the customer's own.

    What the customer wrote nobody else puts another word over.
    """
    if before is not None:
        age = now - datetime.fromisoformat(before.first_at)
        if age > REPLACED_WITHIN or (before.via == "link" and via == "agent"):
            return None
    at = now.isoformat(timespec="seconds")
    return Answer(
        workspace=row.workspace,
        follow_up=row.id,
        call=row.call,
        team=row.team,
        owner=row.owner,
        settled=settled,
        satisfaction=satisfaction,
        comment=comment,
        via=via,
        by=by,
        at=at,
        first_at=before.first_at if before is not None else at,
    )
