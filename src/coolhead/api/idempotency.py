"""Writes that may be sent again: with an ``Idempotency-Key`` they are done once.

The answer is kept for a day and given again to the same principal. The same key with another
request is refused; so is one that comes while the first is still being worked on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Final

from fastapi import Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem
from coolhead.api.security.principal import principal
from coolhead.api.services import ApiServices, services_of
from coolhead.services.access.principal import Principal
from coolhead.services.answers import KeptAnswer

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Makes the write one that may be sent again: it is done once, and answered "
        "alike for a day.",
        pattern=r"^[\x21-\x7e]{1,128}$",
        examples=["5f0c9a52-4d0e-4b8f-9a35-6c1a1f0b7f0e"],
    ),
]
REPLAYED: Final = "Idempotency-Replayed"


class Once:
    """Does a write once; called with what does it."""

    def __init__(
        self, services: ApiServices, who: Principal, key: str | None, fingerprint: str
    ) -> None:
        self._services = services
        self._who = who
        self._key = key
        self._fingerprint = fingerprint

    async def __call__(
        self,
        write: Callable[[], Awaitable[Response]],
        *,
        keep: Callable[[bytes], bytes] = lambda body: body,
    ) -> Response:
        """The answer of ``write``, or the one that it gave before.

        ``keep`` makes of an answer what of it may be kept: nothing that was said.
        """
        if self._key is None:
            return await write()
        workspace, who, key = self._who.workspace, self._who.id, self._key
        now = self._services.clock.now().timestamp()
        with self._services.in_progress.one((workspace, who, key)):
            kept = await self._services.answers.find(workspace, who, key, now)
            if kept is not None:
                return self._again(kept)
            answer = await write()
            await self._services.answers.keep(
                workspace,
                who,
                key,
                KeptAnswer(
                    fingerprint=self._fingerprint,
                    status=answer.status_code,
                    body=keep(bytes(answer.body)).decode(),
                    at=now,
                ),
            )
            return answer

    def _again(self, kept: KeptAnswer) -> Response:
        if kept.fingerprint != self._fingerprint:
            raise ApiProblem(
                422,
                "idempotency_key_reused",
                "This Idempotency-Key was used for another request",
                "Every write needs a key of its own.",
            )
        return Response(
            kept.body,
            status_code=kept.status,
            headers={REPLAYED: "true", "Cache-Control": "no-store"},
            media_type="application/json",
        )


async def _once(
    request: Request, who: Annotated[Principal, Depends(principal)], key: Key = None
) -> Once:
    body = await request.body() if key is not None else b""
    about = f"{request.method}\n{request.url.path}\n{request.url.query}\n".encode()
    fingerprint = hashlib.sha256(about + body).hexdigest()
    return Once(services_of(request), who, key, fingerprint)


OnlyOnce = Annotated[Once, Depends(_once)]
"""The dependency of a route that may be sent again."""
