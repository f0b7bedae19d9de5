"""What happens is told to real receivers, signed, again where it must be, and nowhere else."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from tests.support.api import Served, serve
from tests.support.live import START, said
from tests.support.receiver import Receiver, receiver

from coolhead.adapters.notify.webhooks import HttpPoster
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.call.events import PromiseMade, RecordSigned
from coolhead.errors import InputError
from coolhead.services.sending.happening import KINDS
from coolhead.services.sending.telling import MOST_TRIES, Telling, secret_of
from coolhead.services.sending.webhook import Delivery, Endpoint

pytestmark = pytest.mark.anyio
KEY = b"k" * 32


@pytest.fixture
def taking() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


class Told:
    """A server's calls, and what tells of them."""

    def __init__(self, served: Served, poster: HttpPoster) -> None:
        assert isinstance(served.store, InMemoryStore)
        self.served = served
        self.store = served.store
        self.poster = poster
        self.telling = self.another()

    def another(self) -> Telling:
        served, store = self.served, self.store
        return Telling(
            "default",
            store.happenings,
            store.webhooks,
            self.poster,
            book=served.follow_ups,
            store=store,
            answers=store.customer_answers,
            letters=served.letters,
            key=KEY,
            public_url="",
            now=served.service.clock.now,
        )

    async def endpoint(self, url: str, **more: Any) -> Endpoint:
        given: dict[str, Any] = {
            "workspace": "default",
            "id": "e" * 32,
            "url": url,
            "teams": frozenset({"north"}),
            "kinds": frozenset(KINDS),
            "created_at": START.isoformat(),
            "created_by": "admin",
        }
        made = Endpoint(**{**given, **more})
        await self.store.webhooks.put(made)
        return made

    async def promised(self, call: str = "c1", **more: Any) -> Any:
        live = await self.served.call(call, customer="c9", **more)
        due = "2026-03-02T10:20:00+00:00"
        await live.take(PromiseMade(at=live.now, action="ring you <back>", due=due))
        await live.end("customer")
        return live

    async def in_state(self, state: Any) -> list[Delivery]:
        return await self.store.webhooks.in_state("default", state, 100)


@asynccontextmanager
async def telling(**more: Any) -> AsyncIterator[Told]:
    served = await serve()
    # The library that verifies reads the clock itself, so what is signed is signed now.
    poster = HttpPoster(lambda: datetime.now(tz=UTC), **{"allow_private": True, **more})
    try:
        yield Told(served, poster)
    finally:
        await poster.close()


async def test_everything_that_happens_is_told_once_and_signed(taking: Receiver) -> None:
    async with telling() as told:
        endpoint = await told.endpoint(taking.url)
        live = await told.promised()
        await live.take(RecordSigned(at=live.now, by="kim", signed_at=START.isoformat()))
        await told.telling.turn()
        async with told.served.asked_by("own_agent") as agent:
            rows = (await agent.get("/api/v1/follow-ups")).json()["follow_ups"]
            row = next(each for each in rows if each["kind"] == "promise")
            path = f"/api/v1/follow-ups/{row['id']}"
            told.served.service.clock.seconds = 600
            await told.telling.turn()
            answer = {"settled": "no", "satisfaction": 1, "comment": "No word of this"}
            assert (await agent.post(f"{path}/answer", json=answer)).status_code == 200
            assert (await agent.post(f"{path}/done", json={"note": "rang"})).status_code == 200
        for _ in range(2):
            await told.telling.turn()
    bodies = [json.loads(each.body) for each in taking.posts]
    of_it = [b["type"] for b in bodies if b["data"].get("follow_up") in {row["id"], None}]
    assert sorted(of_it) == sorted(KINDS)
    assert len({each.headers["webhook-id"] for each in taking.posts}) == len(taking.posts)
    secret = secret_of(KEY, "default", endpoint.id)
    for each in taking.posts:
        assert each.path == "/in?key=a%20b"
        assert each.headers["host"] == f"127.0.0.1:{taking.port}"
        assert Webhook(secret).verify(each.body, each.headers) == json.loads(each.body)
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(each.body + b" ", each.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(secret_of(KEY, "default", "f" * 32)).verify(each.body, each.headers)
    signed = next(each for each in bodies if each["type"] == "record.signed")
    assert signed["data"]["record"]["commitments"][0]["action"] == "ring you <back>"
    answered = next(each for each in bodies if each["type"] == "message.answered")
    assert (answered["data"]["settled"], answered["data"]["satisfaction"]) == ("no", 1)
    everything = b"".join(each.body for each in taking.posts)
    for private in (b"No word of this", b"scorecard", b"cue", b"rang"):
        assert private not in everything


async def test_what_makes_somebody_vulnerable_is_told_to_nobody(taking: Receiver) -> None:
    async with telling() as told:
        await told.endpoint(taking.url)
        live = await told.served.call("c1")
        await live.take(said("customer", "My husband died last week and I cannot cope.", 12.0))
        await live.end("customer")
        assert live.record().vulnerability is not None
        await live.take(RecordSigned(at=live.now, by="kim", signed_at=START.isoformat()))
        await told.telling.turn()
    record = json.loads(taking.posts[-1].body)["data"]["record"]
    assert record["vulnerability"] is None
    assert "vulnerability" not in record["evidence"]


async def test_other_teams_and_kinds_and_what_is_turned_off_are_told_nothing(
    taking: Receiver,
) -> None:
    async with telling() as told:
        await told.endpoint(taking.url, kinds=frozenset({"record.signed"}))
        await told.endpoint(taking.url, id="1" * 32, teams=frozenset({"south"}))
        await told.endpoint(taking.url, id="2" * 32, enabled=False)
        await told.promised()
        await told.telling.turn()
        assert taking.posts == []
        # What happened before a webhook was there is over.
        await told.endpoint(taking.url, id="3" * 32)
        await told.telling.turn()
    assert taking.posts == []


async def test_what_did_not_get_through_is_tried_again_with_its_id(taking: Receiver) -> None:
    async with telling() as told:
        await told.endpoint(taking.url, kinds=frozenset({"record.signed"}))
        live = await told.promised()
        await live.take(RecordSigned(at=live.now, by="kim", signed_at=START.isoformat()))
        taking.answers = [500, 302, 429]
        taking.location = f"http://127.0.0.1:{taking.port}/elsewhere"
        await told.telling.turn()
        (waiting,) = await told.in_state("released")
        assert (waiting.attempts, waiting.error) == (1, "the receiver answered 500")
        await told.telling.turn()
        assert len(taking.posts) == 1  # it is not time yet
        for _ in range(3):
            told.served.service.clock.seconds += 3600
            await told.telling.turn()
        assert len(taking.posts) == 4
        assert {each.path for each in taking.posts} == {"/in?key=a%20b"}
        assert len({each.headers["webhook-id"] for each in taking.posts}) == 1
        (sent,) = await told.in_state("sent")
        assert (sent.attempts, sent.body) == (4, "")


async def test_a_receiver_that_is_away_for_good_leaves_a_dead_letter(taking: Receiver) -> None:
    async with telling() as told:
        await told.endpoint(taking.url, kinds=frozenset({"record.signed"}))
        live = await told.promised()
        await live.take(RecordSigned(at=live.now, by="kim", signed_at=START.isoformat()))
        taking.answers = [503] * MOST_TRIES
        for _ in range(MOST_TRIES):
            await told.telling.turn()
            told.served.service.clock.seconds += 9 * 3600
        (dead,) = await told.in_state("dead")
        assert (dead.attempts, dead.error) == (MOST_TRIES, "the receiver answered 503")
        told.served.service.clock.seconds = 0  # the session would have ended meanwhile
        async with told.served.asked_by("admin") as admin:
            listed = (await admin.get("/api/v1/webhooks")).json()
            assert [(each["id"], each["error"]) for each in listed["dead"]] == [
                (dead.id, "the receiver answered 503")
            ]
            again = await admin.post(f"/api/v1/webhook-deliveries/{dead.id}/again")
            assert again.status_code == 204
            twice = await admin.post(f"/api/v1/webhook-deliveries/{dead.id}/again")
            assert twice.status_code == 404
        await told.telling.turn()
        assert [each.id for each in await told.in_state("sent")] == [dead.id]
        assert taking.posts[-1].headers["webhook-id"] == dead.id


async def test_a_receiver_that_is_gone_turns_its_webhook_off(taking: Receiver) -> None:
    async with telling() as told:
        endpoint = await told.endpoint(taking.url)
        await told.promised()
        taking.answers = [410] * 9
        await told.telling.turn()
        (after,) = await told.store.webhooks.endpoints("default")
        assert (after.enabled, "410" in after.trouble) == (False, True)
        assert len(await told.in_state("dead")) == len(taking.posts)
        count = len(taking.posts)
        await told.promised("c2")
        await told.telling.turn()
        assert len(taking.posts) == count
        await told.served.sending.webhooks.switch(endpoint, on=True)
        await told.promised("c3")
        taking.answers = []
        await told.telling.turn()
        assert len(taking.posts) > count


async def test_two_at_once_post_it_once_and_a_stop_meanwhile_posts_it_again(
    taking: Receiver,
) -> None:
    async with telling() as told:
        await told.endpoint(taking.url, kinds=frozenset({"record.signed"}))
        live = await told.promised()
        await live.take(RecordSigned(at=live.now, by="kim", signed_at=START.isoformat()))
        await asyncio.gather(*(told.another().turn() for _ in range(4)))
        assert len(taking.posts) == 1
        (sent,) = await told.in_state("sent")
        broken_off = msgspec.structs.replace(sent, state="sending", body='{"data": {}}')
        assert await told.store.webhooks.change(broken_off, was="sent")
        assert await told.telling.recover() == 1
        await told.telling.turn()
        ids = [each.headers["webhook-id"] for each in taking.posts]
        assert ids == [sent.id, sent.id]


async def test_a_call_that_is_erased_is_told_of_no_more(taking: Receiver) -> None:
    async with telling() as told:
        await told.endpoint(taking.url)
        live = await told.promised()
        taking.answers = [500] * 9
        await told.telling.turn()
        count = len(taking.posts)
        await told.store.erase([live.key], reason="asked", at=START.isoformat())
        told.served.service.clock.seconds += 10**5
        await told.telling.turn()
        assert len(taking.posts) == count


def looks_up(*addresses: str) -> Any:
    async def lookup(_host: str, _port: int) -> list[str]:
        if not addresses:
            raise socket.gaierror("no such host")
        return list(addresses)

    return lookup


REACHED = {
    "93.184.215.14": True,
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c": True,
    "127.0.0.1": False,
    "127.9.9.9": False,
    "10.0.0.5": False,
    "172.16.3.4": False,
    "192.168.1.1": False,
    "100.64.0.1": False,
    "169.254.169.254": False,
    "0.0.0.0": False,  # noqa: S104 - an address to be refused
    "224.0.0.1": False,
    "255.255.255.255": False,
    "::1": False,
    "::": False,
    "fe80::1": False,
    "fd00::1": False,
    "ff02::1": False,
    "::ffff:10.0.0.5": False,
    "::ffff:169.254.169.254": False,
    "2002:a00:5::1": False,  # 6to4 of 10.0.0.5
    "64:ff9b::a00:5": False,  # NAT64 of 10.0.0.5
}


@pytest.mark.parametrize(("address", "may"), REACHED.items())
async def test_a_webhook_leads_to_public_addresses_alone(address: str, may: bool) -> None:
    poster = HttpPoster(lambda: START, lookup=looks_up(address))
    try:
        if may:
            await poster.check("https://crm.example.com/in")
        else:
            with pytest.raises(InputError):
                await poster.check("https://crm.example.com/in")
    finally:
        await poster.close()


async def test_one_address_among_many_that_is_not_public_is_enough() -> None:
    poster = HttpPoster(lambda: START, lookup=looks_up("93.184.215.14", "10.0.0.5"))
    with pytest.raises(InputError):
        await poster.check("https://crm.example.com/in")
    await poster.close()


async def test_where_private_addresses_are_allowed_links_still_are_not() -> None:
    for address, url, may in (
        ("10.0.0.5", "https://crm.internal/in", True),
        ("10.0.0.5", "http://crm.internal/in", False),
        ("127.0.0.1", "http://localhost:8080/in", True),
        ("169.254.169.254", "https://metadata/in", False),
        ("fe80::1", "https://router/in", False),
    ):
        poster = HttpPoster(lambda: START, allow_private=True, lookup=looks_up(address))
        if may:
            await poster.check(url)
        else:
            with pytest.raises(InputError):
                await poster.check(url)
        await poster.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "crm.example.com",
        "ftp://crm.example.com/",
        "file:///etc/passwd",
        "https://",
        "https:///in",
        "https://user:pw@crm.example.com/",
        "https://crm.example.com:99999/",
        "https://crm.example.com/#x",
        "https://crm.example.com/\nHost: x",
        "https://crm.example.com/ x",
        "https://crm.exämple.com/",
        "http://crm.example.com/in",
        "https://crm.example.com\\@127.0.0.1/",
        "https://[::1/",
        "https://" + "a" * 3000,
    ],
)
async def test_what_is_no_url_of_a_webhook_is_refused(url: str) -> None:
    poster = HttpPoster(lambda: START, lookup=looks_up("93.184.215.14"))
    with pytest.raises(InputError):
        await poster.check(url)
    await poster.close()


async def test_a_name_that_means_another_address_a_moment_later_leads_nowhere(
    taking: Receiver,
) -> None:
    found = iter([["93.184.215.14"], ["127.0.0.1"]])

    async def rebinding(_host: str, _port: int) -> list[str]:
        return next(found)

    async with telling(allow_private=False, lookup=rebinding) as told:
        url = f"https://rebind.example.com:{taking.port}/in"
        await told.poster.check(url)
        await told.endpoint(url, kinds=frozenset({"record.signed"}))
        live = await told.promised()
        await live.take(RecordSigned(at=live.now, by="kim", signed_at=START.isoformat()))
        await told.telling.turn()
        assert taking.posts == []
        (waiting,) = await told.in_state("released")
        assert "not public" in waiting.error


async def test_a_certificate_of_nobody_is_not_trusted() -> None:
    served_name: list[str] = []

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _socket, name, _context: served_name.append(str(name))
    listening = await asyncio.start_server(hang_up, "127.0.0.1", 0, ssl=context)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        async with telling(lookup=looks_up("127.0.0.1")) as told:
            await told.endpoint(f"https://crm.example.com:{port}/", kinds=frozenset(KINDS))
            await told.promised()
            await told.telling.turn()
            assert {e.error for e in await told.in_state("released")} == {
                "the receiver cannot be reached"
            }
    # The name is asked for by name, though the connection goes to an address.
    assert set(served_name) == {"crm.example.com"}
