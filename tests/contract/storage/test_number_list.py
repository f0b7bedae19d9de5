"""What every do-not-call list does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.number_list import InMemoryNumberList, SqlNumberList
from coolhead.services.keeping.number_list import NumberList, NumberNoted, Removal
from coolhead.services.live.summary import CallKey

Opened = Callable[[], Awaitable[Any]]
REMOVAL = Removal(at="2026-03-05T10:00:00+00:00", by="admin", reason="asked to be called again")


def noted(digest: str = "d1", **more: Any) -> NumberNoted:
    given: dict[str, Any] = {
        "workspace": "w",
        "digest": digest,
        "added_at": "2026-03-03T10:00:00+00:00",
        "why": "by_hand",
        **more,
    }
    return NumberNoted(**given)


ASKED = noted(why="asked_in_call", call="c1", added_at="2026-03-02T10:00:00+00:00")


def run(opened: Opened, test: Callable[[NumberList], Awaitable[None]]) -> None:
    async def whole() -> None:
        store = await opened()
        in_memory = isinstance(store, InMemoryStore)
        try:
            await test(InMemoryNumberList() if in_memory else SqlNumberList(store))
        finally:
            await store.close()

    asyncio.run(whole())


def test_an_entry_comes_back_whole_and_is_kept_once(opened: Opened) -> None:
    async def test(numbers: NumberList) -> None:
        entry = noted(why="imported", reason="asked by létter", source="old dialler")
        await numbers.add([entry])
        await numbers.add([msgspec.structs.replace(entry, reason="another", added_at="2027")])
        await numbers.add([ASKED])
        assert await numbers.find("w", ["d1", "d2"]) == [ASKED, entry]
        assert await numbers.find("w", []) == []
        assert await numbers.find("x", ["d1"]) == []

    run(opened, test)


def test_the_list_comes_in_pages_each_hash_with_all_its_entries(opened: Opened) -> None:
    async def test(numbers: NumberList) -> None:
        many = [noted(f"d{number:04}") for number in range(1_203)]
        also = noted("d0999", why="asked_in_call", call="c1")
        await numbers.add([*many, also])
        first = await numbers.page("w", limit=1_000)
        assert len(first) == 1_001
        assert {each.why for each in first if each.digest == "d0999"} == {"by_hand", also.why}
        rest = await numbers.page("w", after=first[-1].digest, limit=1_000)
        assert [each.digest for each in rest] == [f"d{n:04}" for n in range(1_000, 1_203)]
        assert await numbers.page("w", after="d1202", limit=5) == []

    run(opened, test)


def test_a_number_that_was_removed_is_put_back_by_people_and_not_by_its_call(
    opened: Opened,
) -> None:
    async def test(numbers: NumberList) -> None:
        await numbers.add([ASKED, noted(), noted("d2")])
        assert await numbers.remove("w", "d1", REMOVAL)
        assert not await numbers.remove("w", "d1", REMOVAL)
        assert not await numbers.remove("x", "d2", REMOVAL)
        assert [each.digest for each in await numbers.page("w", limit=10)] == ["d2"]
        await numbers.add([ASKED])
        assert await numbers.find("w", ["d1"]) == []
        later = msgspec.structs.replace(ASKED, call="c2")
        await numbers.add([later])
        assert await numbers.find("w", ["d1"]) == [later]
        again = noted(reason="changed their mind")
        await numbers.add([again])
        assert await numbers.find("w", ["d1"]) == [later, again]

    run(opened, test)


@pytest.mark.parametrize("others", [(), (noted(),), (noted(why="asked_in_call", call="c2"),)])
def test_what_a_call_put_there_goes_and_what_others_put_there_stays(
    opened: Opened, others: tuple[NumberNoted, ...]
) -> None:
    async def test(numbers: NumberList) -> None:
        await numbers.add([ASKED])
        await numbers.add(others)
        await numbers.withdraw(CallKey("x", "c1"))
        assert ASKED in await numbers.find("w", ["d1"])
        await numbers.withdraw(CallKey("w", "c1"))
        assert await numbers.find("w", ["d1"]) == list(others)
        await numbers.add([ASKED])
        assert ASKED in await numbers.find("w", ["d1"])

    run(opened, test)
