from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
from tests.contract.setup.conftest import Kept, Opened

from coolhead.services.answers import KEPT_S, KeptAnswer
from coolhead.services.setup.playbooks import PlaybookVersion, PublishedPlaybook
from coolhead.services.setup.searches import MOST_SEARCHES, SavedSearch
from coolhead.services.setup.sources import SourceConfig


def kept(opened: Opened, test: Callable[[Kept], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened() as things:
            await test(things)

    asyncio.run(run())


def version(number: int, name: str = "north", workspace: str = "default") -> PublishedPlaybook:
    about = PlaybookVersion(
        workspace=workspace,
        name=name,
        version=number,
        digest=f"{number:064}",
        team="north",
        published_at="2026-03-02T10:15:00+00:00",
        published_by="u1",
        note="Entschuldigung früher ☎",
    )
    return PublishedPlaybook(about=about, text=f"version: {number}\n", flattened="{}")


SOURCE = SourceConfig(
    workspace="default",
    name="genesys",
    kind="audiohook",
    team="north",
    settings={"api_key": "env:KEY", "more": [1, None]},
    changed_at="2026-03-02T10:15:00+00:00",
    changed_by="u1",
)


def test_a_published_version_comes_back_as_it_was(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        assert await things.shelf.publish(version(1))
        assert await things.shelf.publish(version(4))
        assert await things.shelf.find("default", "north") == version(4)
        assert await things.shelf.find("default", "north", 1) == version(1)
        assert await things.shelf.find("default", "north", 2) is None
        assert await things.shelf.find("elsewhere", "north") is None
        assert [v.version for v in await things.shelf.versions("default", "north")] == [4, 1]

    kept(opened, test)


def test_no_version_is_changed_and_none_added_below_the_newest(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        assert await things.shelf.publish(version(3))
        other = msgspec.structs.replace(version(3), text="other")
        assert not await things.shelf.publish(other)
        assert not await things.shelf.publish(version(2))
        assert await things.shelf.find("default", "north") == version(3)
        assert len(await things.shelf.versions("default", "north")) == 1

    kept(opened, test)


def test_the_newest_of_each_are_listed_by_name_and_workspace(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.shelf.publish(version(1, "west"))
        await things.shelf.publish(version(1, "east"))
        await things.shelf.publish(version(2, "east"))
        await things.shelf.publish(version(9, "east", "elsewhere"))
        newest = await things.shelf.newest("default")
        assert [(v.name, v.version) for v in newest] == [("east", 2), ("west", 1)]

    kept(opened, test)


def test_a_source_takes_the_place_of_the_one_of_its_name(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.book.put(SOURCE)
        changed = msgspec.structs.replace(SOURCE, kind="twilio", enabled=False, playbook="north")
        await things.book.put(changed)
        assert await things.book.find("default", "genesys") == changed
        assert await things.book.sources("default") == [changed]
        assert await things.book.sources("elsewhere") == []

    kept(opened, test)


def test_a_source_that_is_removed_is_gone(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.book.put(SOURCE)
        assert await things.book.remove("default", "genesys")
        assert not await things.book.remove("default", "genesys")
        assert await things.book.find("default", "genesys") is None

    kept(opened, test)


def test_an_answer_is_kept_for_a_day_and_for_whoever_got_it(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        answer = KeptAnswer(fingerprint="f", status=200, body='{"seq":4}', at=1000.0)
        await things.answers.keep("default", "u1", "k", answer)
        assert await things.answers.find("default", "u1", "k", 1000.0 + KEPT_S - 1) == answer
        assert await things.answers.find("default", "u1", "k", 1000.0 + KEPT_S) is None
        assert await things.answers.find("default", "u2", "k", 1000.0) is None
        assert await things.answers.find("elsewhere", "u1", "k", 1000.0) is None

    kept(opened, test)


def test_answers_whose_time_is_over_go_when_another_is_kept(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        old = KeptAnswer(fingerprint="f", status=200, body="{}", at=1000.0)
        await things.answers.keep("default", "u1", "old", old)
        new = msgspec.structs.replace(old, at=1000.0 + KEPT_S)
        await things.answers.keep("default", "u1", "new", new)
        assert await things.answers.find("default", "u1", "old", 1000.0) is None
        assert await things.answers.find("default", "u1", "new", 1000.0 + KEPT_S) == new

    kept(opened, test)


def search(name: str = "Insults", user: str = "u1", workspace: str = "default") -> SavedSearch:
    return SavedSearch(
        workspace=workspace,
        user=user,
        name=name,
        query={"signal": "insult", "words": "Rückgabe ☎", "signed": False, "heat_from": 45.0},
        saved_at="2026-03-02T10:15:00+00:00",
    )


def test_searches_are_each_persons_own_and_in_the_order_of_names(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for each in (search("b"), search("B"), search("a"), search("a", "u2"), search(user="u3")):
            assert await things.searches.put(each)
        assert await things.searches.put(search("a", "u1", "elsewhere"))
        found = await things.searches.searches("default", "u1")
        assert found == [search("B"), search("a"), search("b")]
        assert await things.searches.searches("default", "u2") == [search("a", "u2")]
        assert await things.searches.searches("default", "nobody") == []

    kept(opened, test)


def test_a_search_takes_the_place_of_the_one_of_its_name_and_can_go(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.searches.put(search())
        changed = msgspec.structs.replace(search(), query={"words": "late"})
        assert await things.searches.put(changed)
        assert await things.searches.searches("default", "u1") == [changed]
        assert not await things.searches.remove("default", "u2", "Insults")
        assert await things.searches.remove("default", "u1", "Insults")
        assert not await things.searches.remove("default", "u1", "Insults")
        assert await things.searches.searches("default", "u1") == []

    kept(opened, test)


def test_nobody_keeps_more_searches_than_can_be_looked_over(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        for number in range(MOST_SEARCHES):
            assert await things.searches.put(search(f"s{number:02}"))
        assert not await things.searches.put(search("one more"))
        assert await things.searches.put(search("s07"))
        assert await things.searches.put(search("one more", "u2"))
        assert len(await things.searches.searches("default", "u1")) == MOST_SEARCHES

    kept(opened, test)


def test_it_is_all_there_after_a_restart(opened: Opened) -> None:
    async def before(things: Kept) -> None:
        await things.searches.put(search())
        await things.shelf.publish(version(1))
        await things.book.put(SOURCE)

    async def after(things: Kept) -> None:
        assert await things.shelf.find("default", "north") == version(1)
        assert await things.book.find("default", "genesys") == SOURCE
        assert await things.searches.searches("default", "u1") == [search()]

    kept(opened, before)
    kept(opened, after)
