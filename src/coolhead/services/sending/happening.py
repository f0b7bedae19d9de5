"""What happened that others may want to know: noted with the change itself, told afterwards."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final, Literal, Protocol, get_args

import msgspec

from coolhead.call.events import RecordSigned
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer import Answer

Kind = Literal[
    "follow_up.created", "follow_up.due", "follow_up.done", "record.signed", "message.answered"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened once: the same ``kind`` of the same ``mark`` is the same happening.

    ``at`` is seconds since 1970.
    """

    workspace: str
    id: str
    kind: Kind
    call: str
    team: str
    follow_up: str | None
    at: float

    @property
    def key(self) -> CallKey:
        """The call in which it happened."""
        return CallKey(self.workspace, self.call)


def happening(
    key: CallKey, kind: Kind, *, team: str, follow_up: str | None, mark: str, at: float
) -> Happening:
    """A happening with its id; ``mark`` tells those of a kind and a call apart."""
    parts = msgspec.json.encode((key.workspace, key.call, kind, mark))
    return Happening(
        workspace=key.workspace,
        id=hashlib.sha256(parts).hexdigest()[:32],
        kind=kind,
        call=key.call,
        team=team,
        follow_up=follow_up,
        at=at,
    )


def came_up(row: FollowUp, at: float) -> Happening:
    """A follow-up came up; that it does once."""
    return _of_follow_up(row, "follow_up.created", row.id, at)


def came_due(row: FollowUp, at: float) -> Happening:
    """The time of a follow-up has come; where it was put off, it comes again."""
    return _of_follow_up(row, "follow_up.due", f"{row.id} {row.due}", at)


def was_done(row: FollowUp, at: float) -> Happening:
    """A follow-up is done; where it was opened again, it is done again."""
    return _of_follow_up(row, "follow_up.done", f"{row.id} {at}", at)


def was_answered(answer: Answer) -> Happening:
    """A customer answered; with another answer they do again."""
    return happening(
        answer.key,
        "message.answered",
        team=answer.team,
        follow_up=answer.follow_up,
        mark=f"{answer.follow_up} {answer.at}",
        at=datetime.fromisoformat(answer.at).timestamp(),
    )


def signings_of(batch: Batch, at: float) -> list[Happening]:
    """What a batch signs of its call's record; signed again, it happens again."""
    return [
        happening(
            batch.key, "record.signed", team=each.team, follow_up=None, mark=str(each.seq), at=at
        )
        for each in batch.envelopes
        if isinstance(each.event, RecordSigned)
    ]


def _of_follow_up(row: FollowUp, kind: Kind, mark: str, at: float) -> Happening:
    key = CallKey(row.workspace, row.call)
    return happening(key, kind, team=row.team, follow_up=row.id, mark=mark, at=at)


class Happenings(Protocol):
    """What happened and was not told yet. Every method may raise ``StorageError``."""

    async def waiting(self, workspace: str, limit: int) -> list[Happening]:
        """Those that were not told, the oldest first."""

    async def told(self, workspace: str, ids: list[str]) -> None:
        """They were told; they are remembered for a while so that they do not happen again."""

    async def note_due(self, workspace: str, *, since: float, now: float) -> None:
        """Note the open follow-ups whose time came since, each once."""

    async def forget(self, workspace: str, before: float) -> None:
        """Forget what was told and happened before."""
