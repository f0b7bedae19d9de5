"""What every keeper of messages, answers, happenings and webhooks does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from tests.contract.sending.conftest import Kept, Opened

from coolhead.call.events import CallStarted, Envelope, Event, RecordSigned, UtteranceRedacted
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.follow_ups.follow_up import FollowUp, Mark
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.message import Message, Purpose, Waiting
from coolhead.services.sending.webhook import Delivery, Endpoint

CALL = Noted("promise", "call you back", "2026-03-03T17:00:00+01:00", "by five", "u4")
DUE = 1772553600.0  # 2026-03-03T16:00:00Z
CHECK_IN = Noted("check_in", "ask whether it is settled")
AT = "2026-03-03T12:00:00+00:00"


def kept(opened: Opened, test: Callable[[Kept], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened() as things:
            await test(things)

    asyncio.run(run())


async def record(things: Kept, call: str, *noted: Noted, seq: int = 0, event: Any = None) -> None:
    summary = CallSummary(workspace="w", call=call, team="north", agent="a1", ended=True, seq=seq)
    what: Event = event or CallStarted(at=0.0, call=call, workspace="w", team="north")
    envelope = Envelope(workspace="w", team="north", call=call, seq=seq, event=what)
    batch = Batch(
        key=summary.key,
        envelopes=(envelope,),
        summary=summary,
        record=Record(id=call, customer="c9", follow_ups=noted),
    )
    await (await things.store.append(batch)).landed()


async def rows(things: Kept) -> list[FollowUp]:
    return list((await things.book.page(FollowUpQuery(workspace="w"))).follow_ups)


async def waiting(things: Kept) -> list[tuple[str, str, str | None]]:
    found = await things.happenings.waiting("w", 100)
    return sorted((each.kind, each.call, each.follow_up) for each in found)


def message(**more: Any) -> Message:
    given = {
        "workspace": "w",
        "id": "1" * 32,
        "follow_up": "f" * 32,
        "call": "c1",
        "team": "north",
        "purpose": "check_in",
        "subject": "Früher ☎",
        "text": "Line\n\nLine",
        "changed_at": AT,
    }
    return Message(**{**given, **more})


def answer(**more: Any) -> Answer:
    given: dict[str, Any] = {
        "workspace": "w",
        "follow_up": "f" * 32,
        "call": "c1",
        "team": "north",
        "owner": "a1",
        "settled": "no",
        "via": "link",
        "at": AT,
        "first_at": AT,
    }
    return Answer(**{**given, **more})


def endpoint(**more: Any) -> Endpoint:
    given: dict[str, Any] = {
        "workspace": "w",
        "id": "e" * 32,
        "url": "https://crm.example.com/hook",
        "teams": frozenset({"north", "south"}),
        "kinds": frozenset({"record.signed"}),
        "created_at": AT,
        "created_by": "admin",
    }
    return Endpoint(**{**given, **more})


def delivery(**more: Any) -> Delivery:
    given: dict[str, Any] = {
        "workspace": "w",
        "id": "d" * 32,
        "endpoint": "e" * 32,
        "kind": "record.signed",
        "call": "c1",
        "body": "{}",
        "created_at": 1.0,
    }
    return Delivery(**{**given, **more})


def test_a_message_is_made_once_and_changed_only_from_the_state_it_is_in(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        draft = message()
        assert await things.outbox.change(draft, was=None)
        assert not await things.outbox.change(message(text="another"), was=None)
        assert await things.outbox.find("w", draft.id) == draft
        assert await things.outbox.find("elsewhere", draft.id) is None
        released = msgspec.structs.replace(
            draft, state="released", to="jo@example.com", next_at=5.0
        )
        assert not await things.outbox.change(released, was="sent")
        assert await things.outbox.change(released, was="draft")
        assert await things.outbox.of("w", [draft.follow_up, "0" * 32]) == [released]
        assert await things.outbox.of_call(CallKey("w", "c1")) == [released]
        assert await things.outbox.of_call(CallKey("w", "c2")) == []
        assert await things.outbox.due("w", 4.9, 10) == []
        assert await things.outbox.due("w", 5.0, 10) == [released]
        assert await things.outbox.due("elsewhere", 5.0, 10) == []
        # Two at once: one of them has it.
        sending = msgspec.structs.replace(released, state="sending", attempts=1)
        taken = await asyncio.gather(
            *(things.outbox.change(sending, was="released") for _ in range(5))
        )
        assert sorted(taken) == [False] * 4 + [True]
        assert await things.outbox.due("w", 9.0, 10) == []
        assert await things.outbox.in_state("w", "sending", 10) == [sending]

    async def afterwards(things: Kept) -> None:
        assert [each.attempts for each in await things.outbox.in_state("w", "sending", 10)] == [1]

    kept(opened, test)
    kept(opened, afterwards)


def test_what_happens_to_follow_ups_is_noted_with_it_and_once(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL, CHECK_IN)
        promise, check_in = await rows(things)
        created = [("follow_up.created", "c1", each.id) for each in (promise, check_in)]
        assert await waiting(things) == sorted(created)
        await record(things, "c1", CALL, CHECK_IN, seq=1)  # the same record is kept again
        assert await waiting(things) == sorted(created)
        await things.happenings.note_due("w", since=DUE - 60, now=DUE - 1)
        await things.happenings.note_due("w", since=DUE, now=DUE + 60)
        assert await waiting(things) == sorted(created)
        for _ in range(2):
            await things.happenings.note_due("w", since=DUE - 60, now=DUE)
        due = ("follow_up.due", "c1", promise.id)
        assert await waiting(things) == sorted([*created, due])
        await things.happenings.told("w", [e.id for e in await things.happenings.waiting("w", 9)])
        await things.happenings.note_due("w", since=DUE - 60, now=DUE + 30)
        assert await waiting(things) == []
        await things.book.mark("w", promise.id, Mark(state="done", at=AT, by="kim"))
        await things.book.mark("w", check_in.id, Mark(state="dropped", at=AT, by="kim"))
        assert await waiting(things) == [("follow_up.done", "c1", promise.id)]
        await things.happenings.note_due("w", since=DUE - 60, now=DUE + 30)  # it is not open
        assert len(await waiting(things)) == 1
        await things.happenings.forget("w", DUE + 99)  # told ones, not those that wait
        assert len(await waiting(things)) == 1

    kept(opened, test)


def test_signing_and_answering_happen_as_often_as_they_do(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1")
        signed = RecordSigned(at=1.0, by="kim", signed_at=AT)
        for seq in (1, 2):
            await record(things, "c1", seq=seq, event=signed)
        await things.answers.keep(answer())
        await things.answers.keep(answer())
        kinds = [kind for kind, _, _ in await waiting(things)]
        assert kinds == ["message.answered", "record.signed", "record.signed"]

    kept(opened, test)


def test_a_rebuild_tells_nobody_that_something_happened(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1")
        summary = CallSummary(workspace="w", call="c1", team="north", agent="a1", ended=True, seq=0)
        made = Record(id="c1", follow_ups=(CALL,))
        await things.store.replace_projections(summary.key, summary, made)
        assert [row.what for row in await rows(things)] == ["call you back"]
        assert await waiting(things) == []

    kept(opened, test)


def test_an_answer_is_replaced_and_seen_to(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        first = answer(comment="Nobody came 😐", satisfaction=1)
        await things.answers.keep(first)
        assert await things.answers.find("w", first.follow_up) == first
        second = answer(settled="partly", at="2026-03-03T13:00:00+00:00")
        await things.answers.keep(second)
        other = answer(follow_up="0" * 32, owner="a2", team="south", settled="yes")
        await things.answers.keep(other)
        assert await things.answers.of("w", [first.follow_up, other.follow_up, "9" * 32]) == {
            first.follow_up: second,
            other.follow_up: other,
        }
        assert len(await things.answers.of_call(CallKey("w", "c1"))) == 2
        assert await things.answers.of_call(CallKey("other", "c1")) == []
        everything: dict[str, Any] = {"teams": None, "owner": None, "limit": 9}
        assert await things.answers.open_ones("w", **everything) == [second]
        assert await things.answers.open_ones("w", **{**everything, "owner": "a2"}) == []
        north = {**everything, "teams": frozenset({"north"})}
        assert await things.answers.open_ones("w", **north) == [second]
        assert await things.answers.open_ones("w", **{**north, "teams": frozenset()}) == []
        seen = await things.answers.seen("w", first.follow_up, by="sam", at=AT)
        assert seen is not None
        assert (seen.seen_by, seen.is_open) == ("sam", False)
        assert await things.answers.open_ones("w", **everything) == []
        assert await things.answers.seen("w", "9" * 32, by="sam", at=AT) is None

    kept(opened, test)


def test_answers_go_to_whoever_has_the_follow_up_now(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        (row,) = await rows(things)
        await things.answers.keep(answer(follow_up=row.id))

        async def open_to(owner: str) -> int:
            found = await things.answers.open_ones("w", teams=None, owner=owner, limit=9)
            return len(found)

        assert (await open_to("a1"), await open_to("a2")) == (1, 0)
        await things.book.mark("w", row.id, Mark(state="open", at=AT, by="sam", owner="a2"))
        assert (await open_to("a1"), await open_to("a2")) == (0, 1)

    kept(opened, test)


def test_deliveries_are_kept_once_and_go_with_their_endpoint(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        hooks = things.webhooks
        await hooks.put(endpoint())
        await hooks.put(endpoint(enabled=False, trouble="410"))
        assert await hooks.endpoints("w") == [endpoint(enabled=False, trouble="410")]
        assert await hooks.endpoints("elsewhere") == []
        await hooks.add([delivery(), delivery(id="2" * 32, next_at=7.0)])
        await hooks.add([delivery(body="another")])
        assert await hooks.delivery("w", "d" * 32) == delivery()
        assert [each.id for each in await hooks.due("w", 6.0, 9)] == ["d" * 32]
        sending = delivery(state="sending", attempts=1)
        assert await hooks.change(sending, was="released")
        assert not await hooks.change(sending, was="released")
        assert await hooks.in_state("w", "sending", 9) == [sending]
        assert await hooks.change(delivery(state="sent", body=""), was="sending")
        await hooks.forget_sent("w", 0.5)
        assert len(await hooks.in_state("w", "sent", 9)) == 1
        await hooks.forget_sent("w", 1.5)
        assert await hooks.in_state("w", "sent", 9) == []
        assert await hooks.remove("w", "e" * 32)
        assert not await hooks.remove("w", "e" * 32)
        assert await hooks.in_state("w", "released", 9) == []

    kept(opened, test)


def test_redacted_words_go_out_of_messages_too(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1")
        states = ("draft", "dead", "sent", "unsure", "released")
        for number, state in enumerate(states):
            id_ = str(number) * 32
            made = message(id=id_, follow_up=id_, state=state, next_at=9e9)
            await things.outbox.change(made, was=None)
        await things.outbox.change(message(id="9" * 32, call="c2"), was=None)
        redacted = UtteranceRedacted(at=1.0, utterance="u0", text="[removed]")
        await record(things, "c1", seq=1, event=redacted)
        left = await things.outbox.of_call(CallKey("w", "c1"))
        assert {each.state: each.text for each in left} == {
            "sent": "",
            "unsure": "",
            "released": "Line\n\nLine",
        }
        assert {each.subject for each in left if each.state != "released"} == {""}
        (other,) = await things.outbox.of_call(CallKey("w", "c2"))
        assert other.text

    kept(opened, test)


def test_all_of_it_goes_with_its_call(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        await record(things, "c2")
        for call, id_ in (("c1", "1" * 32), ("c2", "2" * 32)):
            await things.outbox.change(message(id=id_, follow_up=id_, call=call), was=None)
            await things.answers.keep(answer(follow_up=id_, call=call))
            await things.webhooks.add([delivery(id=id_, call=call)])
        await things.store.erase([CallKey("w", "c1")], reason="asked", at=AT)
        assert [each.call for each in await things.outbox.in_state("w", "draft", 9)] == ["c2"]
        assert list(await things.answers.of("w", ["1" * 32, "2" * 32])) == ["2" * 32]
        assert [each.call for each in await things.webhooks.in_state("w", "released", 9)] == ["c2"]
        assert {call for _, call, _ in await waiting(things)} == {"c2"}
        # What was in flight when its call went does not come back.
        late = message(id="1" * 32, follow_up="1" * 32, state="sent")
        assert not await things.outbox.change(late, was="sending")

    kept(opened, test)


async def waits(things: Kept, *states: Waiting, **whose: Any) -> list[str]:
    given = {"teams": None, "owner": None, "limit": 10} | whose
    return [each.id[0] for each in await things.outbox.waiting("w", states, **given)]


def test_what_waits_for_somebody_is_found_by_who_has_the_follow_up_now(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CHECK_IN)
        (row,) = await rows(things)
        later = AT.replace("12:00", "13:00")
        one = message(id="1" * 32, follow_up=row.id, state="dead", changed_at=later)
        two = message(id="2" * 32, follow_up=row.id, state="unsure", purpose="thank_you")
        of_none = message(id="3" * 32, state="unsure", team="south", changed_at=later)
        sent = message(id="4" * 32, follow_up=row.id, state="sent", purpose="confirmation")
        for each in (one, two, of_none, sent):
            assert await things.outbox.change(each, was=None)
        assert await waits(things, "unsure", "dead") == ["2", "1", "3"]
        assert await waits(things, "unsure", "dead", limit=2) == ["2", "1"]
        assert await waits(things, "dead") == ["1"]
        assert await waits(things, "unsure", "dead", owner="a1") == ["2", "1"]
        assert await waits(things, "unsure", "dead", owner="a2") == []
        assert await waits(things, "unsure", "dead", teams=frozenset({"south"})) == ["3"]
        assert await waits(things, "unsure", "dead", teams=frozenset()) == []
        passed_on = Mark(state="open", at=AT, by="sam", owner="a2")
        await things.book.mark("w", row.id, passed_on)
        await things.book.mark("w", row.id, Mark(state="done", at=AT, by="lee"))
        assert await waits(things, "unsure", "dead", owner="a1") == []
        assert await waits(things, "unsure", "dead", owner="a2") == ["2", "1"]
        assert await things.outbox.count("w", "unsure") == 2
        assert await things.outbox.count("w", "released") == 0
        assert await things.outbox.count("elsewhere", "unsure") == 0

    kept(opened, test)


def test_what_was_sent_and_left_its_follow_up_open_is_found_until_somebody_acts(
    opened: Opened,
) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CHECK_IN)
        (row,) = await rows(things)
        # The same moment as 12:00 in UTC, though as a text it is later.
        sent = message(follow_up=row.id, state="sent", sent_at="2026-03-03T13:00:00+01:00")
        assert await things.outbox.change(sent, was=None)
        asking: tuple[Purpose, ...] = ("check_in", "thank_you")
        assert await things.outbox.unsettled("w", asking) == [sent]
        assert await things.outbox.unsettled("w", frozenset({"thank_you"})) == []
        assert await things.outbox.unsettled("elsewhere", asking) == []
        before = Mark(state="open", at="2026-03-03T11:59:59+00:00", by="kim", channel="e-mail")
        await things.book.mark("w", row.id, before)
        assert await things.outbox.unsettled("w", asking) == [sent]
        done = Mark(state="done", at=AT, by="kim")
        await things.book.mark("w", row.id, done)
        assert await things.outbox.unsettled("w", asking) == []
        # Opened again by somebody: it stays so.
        again = Mark(state="open", at="2026-03-03T12:00:01+00:00", by="kim")
        await things.book.mark("w", row.id, again, only=frozenset({"done"}))
        assert await things.outbox.unsettled("w", asking) == []

    kept(opened, test)


def test_deliveries_are_counted_by_state(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.webhooks.add([delivery(state="dead"), delivery(id="c" * 32, state="released")])
        assert await things.webhooks.count("w", "dead") == 1
        assert await things.webhooks.count("w", "sent") == 0
        assert await things.webhooks.count("elsewhere", "dead") == 0

    kept(opened, test)
