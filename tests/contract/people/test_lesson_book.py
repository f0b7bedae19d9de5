"""A team's lessons: found by words and by cue, and gone with the words they quote."""

from __future__ import annotations

from typing import Any

import pytest
from tests.contract.people.conftest import Kept, Opened
from tests.support.live import Service, header, said

from coolhead.call.events import UtteranceRedacted
from coolhead.errors import InputError
from coolhead.services.lessons.lesson import MOST_LESSONS, Lesson, LessonQuery
from coolhead.services.live.summary import CallKey

pytestmark = pytest.mark.anyio

NORTH = frozenset({"north"})
KEY = CallKey("default", "c1")


def lesson(number: int, text: str = "You waited, and nobody came.", **more: Any) -> Lesson:
    return Lesson(
        **{
            "workspace": "default",
            "id": f"{number:032}",
            "team": "north",
            "author": "u1",
            "kind": "phrase",
            "cue": "reflect_back",
            "text": text,
            "shared_at": f"2026-03-02T10:{number % 60:02}:00+00:00",
        }
        | more
    )


async def found(kept: Kept, **query: Any) -> list[str]:
    asked = LessonQuery(**{"workspace": "default", "teams": NORTH} | query)
    return [each.id[-1] for each in (await kept.lessons.page(asked)).lessons]


async def test_lessons_are_found_by_words_cue_kind_and_author(opened: Opened) -> None:
    async with opened() as kept:
        for each in (
            lesson(1),
            lesson(2, "Über zwei Wochen, 100 % of it_all.", cue="apologise", author="u2"),
            lesson(3, "They calmed down when asked.", kind="moment", cue=None),
            lesson(4, "Somebody else's.", team="south"),
        ):
            assert await kept.lessons.add(each)
    async with opened() as kept:
        assert await found(kept) == ["3", "2", "1"]
        assert await found(kept, teams=frozenset({"north", "south"})) == ["4", "3", "2", "1"]
        assert await found(kept, teams=None) == ["4", "3", "2", "1"]
        assert await found(kept, teams=frozenset()) == []
        assert await found(kept, workspace="other") == []
        assert await found(kept, cue="reflect_back") == ["1"]
        assert await found(kept, kind="moment") == ["3"]
        assert await found(kept, author="u2") == ["2"]
        assert await found(kept, words="came WAITED") == ["1"]
        assert await found(kept, words="waited calmed") == []
        assert await found(kept, words="über") == ["2"]
        assert await found(kept, words="100 %") == ["2"]
        assert await found(kept, words="it_a") == ["2"]
        assert await found(kept, words="i%d") == []
        assert await kept.lessons.find("default", lesson(1).id) == lesson(1)
        assert await kept.lessons.find("other", lesson(1).id) is None


async def test_pages_follow_each_other_and_a_wrong_cursor_is_refused(opened: Opened) -> None:
    async with opened() as kept:
        for number in range(5):
            await kept.lessons.add(lesson(number, shared_at="2026-03-02T10:00:00+00:00"))
        query = LessonQuery(workspace="default", teams=NORTH, limit=2)
        seen, after = [], None
        for _ in range(3):
            page = await kept.lessons.page(
                LessonQuery(workspace="default", teams=NORTH, limit=2, after=after)
            )
            seen += [each.id[-1] for each in page.lessons]
            after = page.next
        assert (seen, after) == (["4", "3", "2", "1", "0"], None)
        assert query.after is None
        with pytest.raises(InputError):
            await kept.lessons.page(LessonQuery(workspace="default", teams=NORTH, after="nonsense"))


async def test_what_is_taken_back_is_gone(opened: Opened) -> None:
    async with opened() as kept:
        await kept.lessons.add(lesson(1))
        assert not await kept.lessons.remove("other", lesson(1).id)
        assert await kept.lessons.remove("default", lesson(1).id)
        assert not await kept.lessons.remove("default", lesson(1).id)
        assert await found(kept) == []


async def test_nobody_shares_without_end(opened: Opened) -> None:
    async with opened() as kept:
        for number in range(MOST_LESSONS):
            assert await kept.lessons.add(lesson(number))
        assert not await kept.lessons.add(lesson(MOST_LESSONS))
        assert await kept.lessons.add(lesson(MOST_LESSONS, author="u2"))


async def a_call(kept: Kept) -> Any:
    call = await Service(store=kept.store).calls.open(header("c1"), source="s")
    await call.take(said("agent", "You waited in twice and nobody came.", 4.0, id="u0"))
    await call.take(said("agent", "What would put this right?", 8.0, id="u1"))
    await call.end("customer")
    quoting = "You waited in twice and nobody came."
    await kept.lessons.add(lesson(1, quoting, call="c1"))
    await kept.lessons.add(lesson(2, "What would put this right?", call="c1"))
    await kept.lessons.add(lesson(3, "Say back what they waited for."))
    return call


async def test_erasure_takes_what_quotes_the_call_and_leaves_the_rest(opened: Opened) -> None:
    async with opened() as kept:
        await a_call(kept)
        await kept.store.erase([KEY], reason="asked", at="2026-03-03T10:00:00+00:00")
        assert await found(kept) == ["3"]


async def test_redaction_takes_what_quotes_the_words_that_went(opened: Opened) -> None:
    async with opened() as kept:
        call = await a_call(kept)
        keeping = await call.take(UtteranceRedacted(at=call.now, utterance="u0", text="[gone]"))
        await keeping.landed()
        assert await found(kept) == ["3", "2"]
