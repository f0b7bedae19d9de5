"""Messages that a playbook lets go by themselves: once, to whom it may, at their time."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import said

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.call.events import PromiseMade
from coolhead.playbook.after_call import Messages
from coolhead.playbook.loader import load_playbook
from coolhead.playbook.render import as_json
from coolhead.playbook.schema import Playbook
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallSummary
from coolhead.services.sending.message import Message
from coolhead.services.sending.telling import Telling
from coolhead.services.setup.playbooks import PlaybookVersion, PublishedPlaybook

pytestmark = pytest.mark.anyio
DUE = "2026-03-02T10:20:00+00:00"
JO = "Jo@Example.com"
ABUSE = "agent_for_abuse"


class Floor:
    """A server whose playbook sends some messages by itself."""

    def __init__(self, served: Served) -> None:
        assert isinstance(served.store, InMemoryStore)
        self.served = served
        self.store = served.store
        self.telling = Telling(
            "default",
            served.store.happenings,
            served.store.webhooks,
            served.poster,
            book=served.follow_ups,
            store=served.store,
            answers=served.store.customer_answers,
            letters=served.letters,
            key=b"k" * 32,
            public_url="https://care.example.com",
            now=served.service.clock.now,
        )

    async def promised(self, call: str = "c1", **more: Any) -> None:
        live = await self.served.call(call, **{"customer": JO, **more})
        await live.take(PromiseMade(at=live.now, action="ring you back", due=DUE))
        await live.end("customer")

    async def passes(self, seconds: float = 0.0) -> list[Message]:
        """What is to go out, after a while."""
        self.served.service.clock.seconds += seconds
        await self.telling.turn()
        ids = [row.id for row in self.served.follow_ups.rows()]
        return await self.store.outbox.of("default", ids)


async def floor(*automatic: str) -> Floor:
    served = await serve()
    standard = load_playbook("standard")
    messages = {
        name: template.model_copy(update={"automatic": name in automatic})
        for name, template in standard.messages
    }
    playbook: Playbook = standard.model_copy(
        update={"messages": Messages(**messages), "name": "standard", "version": 2}
    )
    await served.shelf.publish(
        PublishedPlaybook(
            about=PlaybookVersion(
                workspace="default",
                name="standard",
                version=2,
                digest=playbook.digest,
                published_at=DUE,
                published_by="cleo",
            ),
            text="",
            flattened=as_json(playbook),
        )
    )
    return Floor(served)


async def test_a_confirmation_goes_by_itself_once_to_a_customer_whose_key_is_an_address() -> None:
    here = await floor("confirmation")
    await here.promised()
    await here.promised("c2", customer="c9")  # no address is known: a person has to give it
    (message,) = await here.passes()
    assert (message.to, message.state, message.automatic) == ("Jo@example.com", "released", True)
    assert message.released_by == "the server"
    assert "What we promised: ring you back" in message.text
    assert "{" not in message.text
    assert await here.passes(60.0) == [message]


async def test_nothing_goes_by_itself_that_the_playbook_does_not_let_go() -> None:
    here = await floor()
    await here.promised()
    assert await here.passes(1200.0) == []


async def test_nobody_who_wants_no_more_calls_is_written_to_by_itself() -> None:
    here = await floor("confirmation")
    live = await here.served.call("c1", customer=JO)
    await live.take(said("customer", "Do not call me ever again.", 12.0))
    await live.take(PromiseMade(at=live.now, action="ring you back", due=DUE))
    await live.end("customer")
    assert live.record().do_not_call
    number = "+44 20 7946 0933"
    body = {"numbers": [number], "reason": "asked by letter"}
    async with here.served.asked_by("admin") as admin:
        await admin.post("/api/v1/do-not-call", json=body)
    await here.promised("c2", customer_number=number)
    assert await here.passes() == []


async def test_what_is_on_its_way_is_not_wanted_any_more_once_its_customer_is_on_the_list() -> None:
    here = await floor("confirmation")
    number = "+44 20 7946 0933"
    await here.promised("c1", customer_number=number)
    (message,) = await here.passes()
    letters = here.served.letters
    assert await letters.is_wanted(message)
    body = {"numbers": [number], "reason": "asked by letter"}
    async with here.served.asked_by("admin") as admin:
        await admin.post("/api/v1/do-not-call", json=body)
    assert not await letters.is_wanted(message)
    assert await letters.is_wanted(msgspec.structs.replace(message, is_owed=True))


async def test_without_a_mail_server_nothing_waits_to_go_by_itself() -> None:
    here = await floor("confirmation")
    here.served.letters.off = "Set smtp_host."
    await here.promised()
    assert await here.passes() == []


async def test_that_a_promise_is_kept_goes_when_it_is_done_with_the_link() -> None:
    here = await floor("promise_kept")
    await here.promised()
    assert await here.passes() == []
    (row,) = [row for row in here.served.follow_ups.rows() if row.kind == "promise"]
    mark = Mark(state="done", at=DUE, by="kim")
    await here.served.follow_ups.mark("default", row.id, mark)
    (message,) = await here.passes()
    assert message.purpose == "promise_kept"
    assert "https://care.example.com/answer/" in message.text


async def test_a_check_in_goes_at_its_time_unless_it_was_done_before() -> None:
    here = await floor("check_in")
    for call in ("c1", "c2"):
        summary = CallSummary(workspace="default", call=call, team="north", agent="a1", ended=True)
        asking = Noted("check_in", "ask whether it is settled")
        record = Record(id=call, customer=JO, follow_ups=(asking,))
        await here.store.append(
            Batch(key=summary.key, envelopes=(), summary=summary, record=record)
        )
    rows = here.served.follow_ups.rows()
    assert len(rows) == 2
    assert await here.passes() == []
    for row in rows:
        mark = Mark(state="open", at=DUE, by="kim", due="2026-03-02T10:30:00+00:00")
        await here.served.follow_ups.mark("default", row.id, mark)
    done = Mark(state="done", at=DUE, by="kim")
    await here.served.follow_ups.mark("default", rows[0].id, done)
    sent = await here.passes(3600.0)
    assert [each.follow_up for each in sent] == [row.id for row in rows[1:]]
    assert all(each.purpose == "check_in" for each in sent)


async def test_after_distress_or_abuse_nothing_goes_unread() -> None:
    here = await floor("confirmation")
    asking = Noted("promise", "ring you back", DUE, None, "u4")
    for call, more in (("c1", {"vulnerability": "bereavement"}), ("c2", {"ended_by": ABUSE})):
        summary = CallSummary(workspace="default", call=call, team="north", agent="a1", ended=True)
        record = Record(id=call, customer=JO, follow_ups=(asking,))
        record = msgspec.structs.replace(record, **more)
        await here.store.append(
            Batch(key=summary.key, envelopes=(), summary=summary, record=record)
        )
    assert await here.passes() == []


async def test_what_was_dropped_before_its_turn_is_not_written_about() -> None:
    here = await floor("confirmation")
    await here.promised()
    (row,) = [row for row in here.served.follow_ups.rows() if row.kind == "promise"]
    dropped = Mark(state="dropped", at=DUE, by="kim", note="settled")
    await here.served.follow_ups.mark("default", row.id, dropped)
    assert await here.passes() == []
