"""Webhooks as administrators set them up, and what is on its way to them."""

from __future__ import annotations

import hashlib
from typing import Final, Literal, Protocol

import msgspec

from coolhead.services.live.summary import CallKey
from coolhead.services.sending.happening import Happening, Kind
from coolhead.services.sending.outbox import Outcome

DeliveryState = Literal["released", "sending", "sent", "dead"]
LONGEST_URL: Final = 2_000


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where some teams' happenings are sent. ``trouble`` says why it was turned off by itself."""

    workspace: str
    id: str
    url: str
    teams: frozenset[str]
    kinds: frozenset[Kind]
    enabled: bool = True
    trouble: str = ""
    created_at: str
    created_by: str

    def wants(self, what: Happening) -> bool:
        """Whether it is told of this."""
        return self.enabled and what.kind in self.kinds and what.team in self.teams


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One happening on its way to one endpoint.

    ``id`` is its ``webhook-id``: the same at every try, so that a receiver knows it again.
    ``created_at`` and ``next_at`` are seconds since 1970. ``body`` is emptied when it was taken.
    """

    workspace: str
    id: str
    endpoint: str
    kind: Kind
    call: str
    body: str
    state: DeliveryState = "released"
    attempts: int = 0
    next_at: float = 0.0
    error: str = ""
    created_at: float

    @property
    def key(self) -> CallKey:
        """The call that it speaks of, with which it is erased."""
        return CallKey(self.workspace, self.call)


def delivery_id(endpoint: Endpoint, what: Happening) -> str:
    """The id of the one delivery of a happening to an endpoint."""
    parts = msgspec.json.encode((endpoint.workspace, endpoint.id, what.id))
    return hashlib.sha256(parts).hexdigest()[:32]


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery as it is posted: the URL, what is signed with, and the body."""

    id: str
    url: str
    secret: str
    body: str


class Poster(Protocol):
    """Posts to endpoints."""

    async def check(self, url: str) -> None:
        """Raise ``InputError`` for a URL that nothing may be sent to."""

    async def post(self, post: Post) -> tuple[Outcome, bool]:
        """Try once; the second is whether the receiver wants no more, ever (410)."""


class WebhookBook(Protocol):
    """Keeps endpoints and deliveries. Every method may raise ``StorageError``."""

    async def endpoints(self, workspace: str) -> list[Endpoint]:
        """Every endpoint, the oldest first."""

    async def put(self, endpoint: Endpoint) -> None:
        """Keep an endpoint, in place of the one of its id."""

    async def remove(self, workspace: str, endpoint: str) -> bool:
        """Remove an endpoint with what is on its way to it; False where there is none."""

    async def add(self, deliveries: list[Delivery]) -> None:
        """Keep deliveries; those that are kept already stay as they are."""

    async def delivery(self, workspace: str, delivery: str) -> Delivery | None:
        """The delivery of this id."""

    async def change(self, delivery: Delivery, *, was: DeliveryState) -> bool:
        """Keep the delivery if it still is in the state ``was``; see ``Outbox.change``."""

    async def due(self, workspace: str, now: float, limit: int) -> list[Delivery]:
        """Those that are released and whose time has come, the oldest time first."""

    async def in_state(self, workspace: str, state: DeliveryState, limit: int) -> list[Delivery]:
        """Those in a state, the oldest first."""

    async def count(self, workspace: str, state: DeliveryState) -> int:
        """How many are in a state."""

    async def forget_sent(self, workspace: str, before: float) -> None:
        """Forget what was taken and came up before."""
