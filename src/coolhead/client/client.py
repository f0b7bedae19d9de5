"""The client: a method a path, answers as the product's own structs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Any, Final, Self, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from coolhead.api.views.do_not_call import NumberAnswer
from coolhead.api.views.events import Done
from coolhead.api.views.follow_up_changes import Added
from coolhead.api.views.follow_ups import FollowUpChanged, FollowUpList, Owed
from coolhead.api.views.ledger import LedgerShown
from coolhead.api.views.live import LiveState, Wall
from coolhead.api.views.playbooks import PlaybookCheck, PlaybookList, PlaybookRow, PlaybookShown
from coolhead.api.views.records import Brief
from coolhead.api.views.sources import SourceList, SourceShown
from coolhead.call.codec import decode_envelope
from coolhead.call.events import Envelope
from coolhead.client.errors import error_of, unreachable
from coolhead.client.feeds import FeedItem, items_of
from coolhead.client.sockets import socket_items
from coolhead.record.record import Record
from coolhead.services.insights.shapes import Insights
from coolhead.services.live.store import CallPage
from coolhead.services.live.summary import CallSummary

_PREFIX: Final = "/api/v1"
# What browsers cannot be made to send from another site; the server asks for it with a session.
_OURS: Final = {"X-Coolhead": "1"}
# The longest answer is an export of a call of hours; a feed has no end and no time limit.
_TIMEOUT_S: Final = 30.0

Shape = TypeVar("Shape")


class Client:
    """Asks one server, as a program with a ``key`` or as whoever signs in."""

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        given = {**_OURS, **(headers or {})}
        if key is not None:
            given["Authorization"] = f"Bearer {key}"
        self.url = url.rstrip("/")
        self._http = httpx.AsyncClient(
            base_url=self.url, headers=given, timeout=_TIMEOUT_S, transport=transport
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """An answer of the API; raises ``ApiError`` for every problem.

        For what has no method of its own: ``path`` is below the API's prefix.
        """
        try:
            response = await self._http.request(method, _PREFIX + path, **more)
        except httpx.HTTPError as error:
            raise unreachable(error) from error
        if response.is_error:
            raise error_of(response)
        return response

    async def sign_in(self, email: str, password: str) -> None:
        """Sign in; the session's cookie stays with this client."""
        await self.request("POST", "/session", json={"email": email, "password": password})

    async def calls(self, **filters: str | int | bool) -> CallPage:
        """A page of calls; the filters are those of the API."""
        return await self._get("/calls", CallPage, params=filters)

    async def call(self, call: str) -> CallSummary:
        """One call in one row."""
        return await self._get(f"/calls/{_id(call)}", CallSummary)

    async def state(self, call: str) -> LiveState:
        """A call at this moment."""
        return await self._get(f"/calls/{_id(call)}/state", LiveState)

    async def events(self, call: str, *, after: int = -1) -> AsyncIterator[Envelope]:
        """Every kept event beyond a ``seq`` that one may see."""
        at: int | None = after
        while at is not None:
            params = {"after": at}
            page = await self._get(f"/calls/{_id(call)}/events", _Events, params=params)
            for raw in page.events:
                yield decode_envelope(bytes(raw))
            at = page.next

    async def decisions(self, call: str, *, after: int = -1) -> list[dict[str, Any]]:
        """What was decided beyond a ``seq``, as lines."""
        params = {"after": after}
        found = await self._get(f"/calls/{_id(call)}/decisions", _Lines, params=params)
        return found.decisions

    async def act(
        self, call: str, action: Mapping[str, Any] | str, *, once: str | None = None
    ) -> Done:
        """Do something in a call; with ``once``, a key of your own, it may be sent again."""
        body = {"type": action} if isinstance(action, str) else dict(action)
        return await self._post(f"/calls/{_id(call)}/actions", body, Done, once)

    async def record(self, call: str) -> Record:
        """The record of a call."""
        return await self._get(f"/calls/{_id(call)}/record", Record)

    async def record_markdown(self, call: str) -> str:
        """The record as a page of Markdown."""
        return (await self.request("GET", f"/calls/{_id(call)}/record.md")).text

    async def brief(self, call: str) -> Brief:
        """The brief for whoever takes the call over."""
        return await self._get(f"/calls/{_id(call)}/brief", Brief)

    async def export(self, call: str, target: str) -> bytes:
        """A finished call as a file of this format."""
        return (await self.request("GET", f"/calls/{_id(call)}/exports/{target}")).content

    async def wall(self) -> Wall:
        """The calls that are going on."""
        return await self._get("/live", Wall)

    def feed(self, call: str | None = None, *, after: int | None = None) -> AsyncIterator[FeedItem]:
        """The feed of a call, or of the wall, over Server-Sent Events."""
        return self._streamed(_feed_path(call), {} if after is None else {"after": after})

    def socket_feed(
        self, call: str | None = None, *, after: int | None = None
    ) -> AsyncIterator[FeedItem]:
        """The same over a WebSocket."""
        query = "" if after is None else f"?after={after}"
        known = dict(self._http.headers) | _cookie(self._http.cookies)
        return socket_items(self.url, f"{_PREFIX}{_feed_path(call)}{query}", known)

    async def check_number(self, number: str, **about: str) -> NumberAnswer:
        """Whether a number may be called; ``about`` may say at which moment (``at``), and where."""
        response = await self.request(
            "POST", "/do-not-call/check", json={"number": number, **about}
        )
        return msgspec.json.decode(response.content, type=NumberAnswer)

    async def follow_ups(self, **filters: str | int | bool) -> FollowUpList:
        """A page of what is owed; the filters are those of the API."""
        return await self._get("/follow-ups", FollowUpList, params=filters)

    async def owed(self, call: str) -> Owed:
        """What other calls of this call's customer left to do."""
        return await self._get(f"/calls/{_id(call)}/owed", Owed)

    async def add_follow_up(
        self, call: str, what: str, *, once: str | None = None, **more: Any
    ) -> str:
        """Add a follow-up by hand (``due``, ``kind``, ``channel``); returns its id."""
        path = f"/calls/{_id(call)}/follow-ups"
        return (await self._post(path, {"what": what, **more}, Added, once)).id

    async def follow_up_done(
        self, follow_up: str, *, once: str | None = None, **how: Any
    ) -> FollowUpChanged:
        """A follow-up is done (``note``, ``by``, ``despite``)."""
        return await self._post(f"/follow-ups/{_id(follow_up)}/done", how, FollowUpChanged, once)

    async def ledger(self, **filters: str | bool) -> LedgerShown:
        """Promises kept, late and broken in a period."""
        return await self._get("/follow-ups/ledger", LedgerShown, params=filters)

    async def insights(self, **filters: str) -> Insights:
        """What the calls of one's teams come to: figures with their definitions."""
        return await self._get("/insights/figures", Insights, params=filters)

    async def playbooks(self) -> PlaybookList:
        """The newest version of every playbook."""
        return await self._get("/playbooks", PlaybookList)

    async def playbook(self, name: str) -> PlaybookShown:
        """One playbook."""
        return await self._get(f"/playbooks/{_id(name)}", PlaybookShown)

    async def check_playbook(self, text: str) -> PlaybookCheck:
        """Everything that is wrong with a playbook's text."""
        response = await self.request("POST", "/playbooks/check", json={"text": text})
        return msgspec.json.decode(response.content, type=PlaybookCheck)

    async def publish(
        self, name: str, text: str, *, team: str | None = None, note: str = ""
    ) -> PlaybookRow:
        """Publish a version of a playbook."""
        body = {"text": text, "team": team, "note": note}
        response = await self.request("PUT", f"/playbooks/{_id(name)}", json=body)
        return msgspec.json.decode(response.content, type=PlaybookRow)

    async def sources(self) -> SourceList:
        """Every configured source."""
        return await self._get("/sources", SourceList)

    async def put_source(self, name: str, **config: Any) -> SourceShown:
        """Set a source up; ``config`` has its kind, team and settings."""
        response = await self.request("PUT", f"/sources/{_id(name)}", json=config)
        return msgspec.json.decode(response.content, type=SourceShown)

    async def _get(self, path: str, shape: type[Shape], **more: Any) -> Shape:
        response = await self.request("GET", path, **more)
        return msgspec.json.decode(response.content, type=shape)

    async def _post(
        self, path: str, body: Mapping[str, Any], shape: type[Shape], once: str | None
    ) -> Shape:
        headers = {"Idempotency-Key": once} if once else {}
        response = await self.request("POST", path, json=body, headers=headers)
        return msgspec.json.decode(response.content, type=shape)

    async def _streamed(self, path: str, params: dict[str, int]) -> AsyncIterator[FeedItem]:
        no_end = httpx.Timeout(_TIMEOUT_S, read=None)
        try:
            async with self._http.stream(
                "GET", _PREFIX + path, params=params, timeout=no_end
            ) as response:
                if response.is_error:
                    await response.aread()
                    raise error_of(response)
                async for item in items_of(response):
                    yield item
        except httpx.HTTPError as error:
            raise unreachable(error) from error


class _Events(msgspec.Struct):
    events: list[msgspec.Raw]
    next: int | None = None


class _Lines(msgspec.Struct):
    decisions: list[dict[str, Any]]


def _id(text: str) -> str:
    return quote(text, safe="")


def _feed_path(call: str | None) -> str:
    return "/feed" if call is None else f"/calls/{_id(call)}/feed"


def _cookie(cookies: httpx.Cookies) -> dict[str, str]:
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"cookie": kept} if kept else {}
