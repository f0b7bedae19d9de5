"""Webhooks set up by administrators, and what did not get through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from coolhead.services.sending.happening import Kind
from coolhead.services.sending.telling import secret_of
from coolhead.services.sending.webhook import Delivery, Endpoint, Poster, WebhookBook


class Webhooks:
    """One server's webhooks; ``ids`` makes random ones of 32 hex digits."""

    def __init__(
        self,
        book: WebhookBook,
        poster: Poster,
        *,
        key: bytes,
        ids: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        self._poster = poster
        self._key = key
        self._ids = ids
        self._now = now
        self.book = book

    async def add(
        self, workspace: str, *, url: str, teams: frozenset[str], kinds: frozenset[Kind], by: str
    ) -> tuple[Endpoint, str]:
        """Set one up; the second is its secret, which is shown this once.

        Raises ``InputError`` for a URL that nothing may be sent to.
        """
        await self._poster.check(url)
        endpoint = Endpoint(
            workspace=workspace,
            id=self._ids(),
            url=url,
            teams=teams,
            kinds=kinds,
            created_at=self._now().isoformat(timespec="seconds"),
            created_by=by,
        )
        await self.book.put(endpoint)
        return endpoint, secret_of(self._key, workspace, endpoint.id)

    async def find(self, workspace: str, endpoint: str) -> Endpoint | None:
        """The endpoint of this id."""
        found = (e for e in await self.book.endpoints(workspace) if e.id == endpoint)
        return next(found, None)

    async def switch(self, endpoint: Endpoint, *, on: bool) -> Endpoint:
        """Turn it on or off; turned on, its trouble is forgotten."""
        trouble = "" if on else endpoint.trouble
        changed = msgspec.structs.replace(endpoint, enabled=on, trouble=trouble)
        await self.book.put(changed)
        return changed

    async def again(self, workspace: str, delivery: str) -> Delivery | None:
        """Send again what did not get through; None where there is nothing such."""
        found = await self.book.delivery(workspace, delivery)
        if found is None:
            return None
        now = self._now().timestamp()
        anew = msgspec.structs.replace(found, state="released", attempts=0, next_at=now, error="")
        return anew if await self.book.change(anew, was="dead") else None
