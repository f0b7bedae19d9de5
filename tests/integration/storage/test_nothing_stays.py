"""What must never be kept, and what was erased, is in no byte of any file."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.live import Service, header, said
from tests.support.numbers import do_not_call

from coolhead.adapters.storage.erasure_ledger import ErasureLedger
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.number_list import SqlNumberList
from coolhead.adapters.storage.store import Store, open_store
from coolhead.call.events import CallEnded, NoteAdded
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.keeping.erasure import Eraser
from coolhead.services.live.feed import Interim
from coolhead.services.live.store import Hold
from coolhead.services.live.summary import CallKey

KEY = CallKey("default", "c1")
# Spoken and written secrets, and what of each may be nowhere.
SECRETS = [
    ("My card number is 4532 0151 1283 0366.", ["0366", "1283"]),
    ("four five three two oh one five one one two eight three oh three six six", ["three six six"]),
    ("the security code is 739", ["739"]),
    ("my password is Hunter-seventeen", ["Hunter", "seventeen"]),
    ("it's GB82 WEST 1234 5698 7654 32", ["WEST", "5698"]),
]
PIECES = ["four five three two oh one five one", "one two eight three", "oh three double six"]


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def where(folder: Path, *texts: str) -> list[str]:
    """The files in which any of these texts stands, as UTF-8; digits not as part of a number."""
    wanted = {
        text: re.compile(
            rb"(?<![0-9.])%b(?![0-9])" % text.encode()
            if text.isdigit()
            else re.escape(text.encode())
        )
        for text in texts
    }
    return [
        f"{text!r} in {name}"
        for name, content in files(folder).items()
        for text, pattern in wanted.items()
        if pattern.search(content)
    ]


async def opened(folder: Path) -> Store:
    return await open_store(f"sqlite+aiosqlite:///{folder / 'calls.db'}", spool=folder / "spool")


def eraser_of(store: Store, service: Service, folder: Path) -> Eraser:
    return Eraser(
        store,
        store,
        service.calls,
        ledger=ErasureLedger(folder),
        numbers=do_not_call(SqlNumberList(store)),
        now=lambda: datetime.now(tz=UTC),
    )


@pytest.mark.parametrize("locked", [False, True], ids=["database", "spool"])
def test_secrets_are_in_no_file_while_they_are_said_nor_afterwards(
    tmp_path: Path, locked: bool
) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        call = await service.calls.open(header(), source="s")
        with contextlib.closing(sqlite3.connect(tmp_path / "calls.db")) as other:
            if locked:
                other.execute("BEGIN IMMEDIATE")
            end = 0.0
            for text, parts in SECRETS:
                await call.take(said("customer", f"Listen, zebra. {text}", end := end + 200.0))
                await call.take(NoteAdded(at=end, text=f"zebra {text}"))
                assert not where(tmp_path, *parts)
            await call.take(said("agent", "Read me the long card number, please.", end + 4.0))
            for number, piece in enumerate(PIECES):
                await call.take(said("customer", piece, end + 10.0 + 5 * number))
                assert not where(tmp_path, "four five", "one two eight", "double six")
            # What is searched is really there.
            assert where(tmp_path, "zebra")
            other.rollback()
        await call.take(CallEnded(at=call.now))
        await store.close()
        everything = [part for _, parts in SECRETS for part in parts]
        assert not where(tmp_path, *everything, "four five", "one two eight", "double six")
        assert where(tmp_path, "zebra")

    asyncio.run(test())


def test_words_that_are_still_being_said_are_in_no_file(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        call = await service.calls.open(header(), source="s")
        watching = service.feed.subscribe("default", "c1")
        call.show("customer", "The quokka has eaten")
        shown = await anext(watching)
        assert isinstance(shown, Interim)
        assert "quokka" in shown.text
        await call.take(said("customer", "The wombat has eaten my parcel.", 4.0))
        await (await call.end()).landed()
        await store.close()
        assert where(tmp_path, "wombat")
        assert not where(tmp_path, "quokka")

    asyncio.run(test())


def test_words_redacted_by_hand_are_overwritten_everywhere(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        call = await service.calls.open(header(), source="s")
        await call.take(said("customer", "My daughter Bluebell was born on Tuesday.", 4.0, id="x"))
        assert where(tmp_path, "Bluebell")
        await service.calls.redact(KEY, "x", "My daughter [name] was born on Tuesday.")
        for _ in range(3000):
            if not where(tmp_path, "Bluebell", "bluebell"):
                break
            await asyncio.sleep(0.02)
        assert not where(tmp_path, "Bluebell", "bluebell")
        assert where(tmp_path, "Tuesday")
        await store.close()

    asyncio.run(test())


def test_words_redacted_by_hand_are_in_no_follow_up_done_or_not(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service, book = Service(store=store), SqlFollowUpBook(store)
        call = await service.calls.open(header(), source="s")
        await call.take(said("agent", "I'll ring your daughter Bluebell tomorrow.", 4.0, id="x"))
        await call.take(said("agent", "And I will email Zinnia the form.", 8.0, id="y"))
        await (await call.end()).landed()
        rows = (await book.page(FollowUpQuery(workspace="default"))).follow_ups
        assert {"bluebell" in row.what or "zinnia" in row.what for row in rows} == {True}
        mark = Mark(state="done", at="2026-03-03T09:00:00+00:00", by="kim")
        for row in rows[:1]:
            await book.mark("default", row.id, mark)
        await service.calls.redact(KEY, "x", "[removed]")
        await service.calls.redact(KEY, "y", "And I will email [name] the form.")
        found = (await book.page(FollowUpQuery(workspace="default"))).follow_ups
        assert sorted(row.state for row in found) == ["done", "open"]
        for _ in range(3000):
            if not where(tmp_path, "Bluebell", "bluebell", "Zinnia", "zinnia"):
                break
            await asyncio.sleep(0.02)
        assert not where(tmp_path, "Bluebell", "bluebell", "Zinnia", "zinnia")
        await store.close()

    asyncio.run(test())


def test_words_redacted_by_hand_are_in_no_topic_and_no_quote(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        call = await service.calls.open(header(), source="s")
        angry = "My Bluebell boiler is broken again, I am furious!"
        await call.take(said("customer", angry, 4.0, id="x"))
        await (await call.end()).landed()
        assert len(where(tmp_path, "bluebell boiler")) >= 1
        await service.calls.redact(KEY, "x", "My [name] boiler is broken again, I am furious!")
        for _ in range(300):
            if not where(tmp_path, "Bluebell", "bluebell"):
                break
            await asyncio.sleep(0.02)
        assert not where(tmp_path, "Bluebell", "bluebell")
        await store.close()

    asyncio.run(test())


def test_words_redacted_by_hand_are_overwritten_while_they_wait(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        call = await service.calls.open(header(), source="s")
        with contextlib.closing(sqlite3.connect(tmp_path / "calls.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            await call.take(said("customer", "My daughter Bluebell is ill.", 4.0, id="x"))
            assert where(tmp_path, "Bluebell") == ["'Bluebell' in spool/waiting.jsonl"]
            await service.calls.redact(KEY, "x", "My daughter [name] is ill.")
            assert not where(tmp_path, "Bluebell")
            other.rollback()
        for _ in range(3000):
            if store.health().waiting == 0:
                break
            await asyncio.sleep(0.02)
        await store.close()
        assert not where(tmp_path, "Bluebell")
        assert where(tmp_path, "daughter")

    asyncio.run(test())


def test_an_erased_customer_is_in_no_byte_but_the_call_on_hold_stays(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        for name, customer in (("one", "k1"), ("two", "k1"), ("held", "k1"), ("other", "k2")):
            call = await service.calls.open(
                header(name, customer=customer, customer_number="+44 20 7946 0933"), source="s"
            )
            await call.take(said("customer", f"Stop calling me! My dog is Rex{name}.", 4.0))
            await call.take(NoteAdded(at=4.0, text=f"Note{name}"))
            await call.end("customer")
        going_on = await service.calls.open(header("live", customer="k1"), source="s")
        held = CallKey("default", "held")
        await store.hold(Hold(key=held, since="2026-03-01T10:00:00Z", by="u", reason="abuse"))
        eraser = eraser_of(store, service, tmp_path)
        done = await eraser.erase_customer("default", customer="k1", reason="asked to")
        assert {each.key.call for each in done.erased} == {"one", "two"}
        assert done.held == (held,)
        assert done.live == (going_on.key,)
        assert not where(tmp_path, "Rexone", "rexone", "Notetwo", "Rextwo")
        assert where(tmp_path, "Rexheld")
        assert where(tmp_path, "Rexother")
        assert await service.calls.find(CallKey("default", "one")) is None
        numbers = do_not_call(SqlNumberList(store))
        assert await numbers.is_listed("default", "0044 20 79460933")
        assert not await numbers.is_listed("default", "+44 20 7946 0934")
        # Nobody finds the number of the two others' calls by the hash.
        await store.release(held)
        await eraser.erase_customer("default", number="+44 20 7946 0933", reason="asked to")
        assert not where(tmp_path, "7946", "Rexheld", "Rexother")
        await store.close()
        assert not where(tmp_path, "7946", "Rexheld", "Rexother", "Rexone")

    asyncio.run(test())


def test_a_restored_database_forgets_again_what_was_erased_since(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        service = Service(store=store)
        for name in ("one", "two"):
            call = await service.calls.open(header(name, customer=name), source="s")
            await call.take(said("customer", f"My dog is Rex{name}.", 4.0))
            await call.end("customer")
        backup = tmp_path.parent / f"{tmp_path.name}-backup.db"
        with contextlib.closing(sqlite3.connect(tmp_path / "calls.db")) as other:
            other.execute("VACUUM INTO ?", (str(backup),))
        await asyncio.sleep(1.1)  # tombstones have whole seconds
        await eraser_of(store, service, tmp_path).erase_customer(
            "default", customer="one", reason="asked to"
        )
        await store.close()
        backup.replace(tmp_path / "calls.db")
        assert where(tmp_path, "Rexone")

        store = await opened(tmp_path)
        service = Service(store=store)
        eraser = eraser_of(store, service, tmp_path)
        assert [each.key.call for each in (await eraser.erase_again()).erased] == ["one"]
        assert not where(tmp_path, "Rexone")
        assert where(tmp_path, "Rextwo")
        assert (await eraser.erase_again()).erased == ()
        # Another call under the same id is none of those.
        await asyncio.sleep(1.1)
        again = await service.calls.open(header("one"), source="s")
        await again.end("customer")
        assert (await eraser.erase_again()).erased == ()
        await store.close()

    asyncio.run(test())
