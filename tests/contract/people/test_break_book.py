"""Somebody's own breaks: theirs alone, and gone after two days."""

from __future__ import annotations

import pytest
from tests.contract.people.conftest import Opened

from coolhead.errors import InputError
from coolhead.services.wellbeing.breaks import How, OwnBreak

pytestmark = pytest.mark.anyio

LONG_AGO = "2026-01-01T00:00:00+00:00"


def row(
    number: int, began: str, ended: str | None = None, *, user: str = "u1", how: How = "taken"
) -> OwnBreak:
    return OwnBreak(
        workspace="default", user=user, id=f"{number:032}", how=how, began_at=began, ended_at=ended
    )


async def test_a_break_is_kept_for_its_own_person_over_a_restart(opened: Opened) -> None:
    late = row(1, "2026-03-02T12:00:00+01:00")
    early = row(2, "2026-03-02T10:30:00+00:00", "2026-03-02T10:35:00+00:00", how="logged")
    async with opened() as kept:
        await kept.breaks.add(late)
        await kept.breaks.add(early)
        await kept.breaks.add(row(3, "2026-03-02T10:00:00+00:00", user="u2"))
    async with opened() as kept:
        assert await kept.breaks.of("default", "u1", since=LONG_AGO) == [early, late]
        assert await kept.breaks.of("default", "u3", since=LONG_AGO) == []
        assert await kept.breaks.of("other", "u1", since=LONG_AGO) == []
        # By the moment, whatever its offset: noon at +01:00 is eleven.
        since = "2026-03-02T10:45:00+00:00"
        assert await kept.breaks.of("default", "u1", since=since) == [late]


async def test_what_goes_on_is_ended_once_and_nobody_elses(opened: Opened) -> None:
    async with opened() as kept:
        await kept.breaks.add(row(1, "2026-03-02T10:00:00+00:00"))
        await kept.breaks.add(row(2, "2026-03-02T10:00:00+00:00", user="u2"))
        assert await kept.breaks.end("default", "u1", "2026-03-02T10:05:00+00:00")
        assert not await kept.breaks.end("default", "u1", "2026-03-02T10:09:00+00:00")
        (mine,) = await kept.breaks.of("default", "u1", since=LONG_AGO)
        (theirs,) = await kept.breaks.of("default", "u2", since=LONG_AGO)
        assert mine.ended_at == "2026-03-02T10:05:00+00:00"
        assert theirs.ended_at is None


async def test_what_is_old_is_let_go_of(opened: Opened) -> None:
    async with opened() as kept:
        await kept.breaks.add(row(1, "2026-03-01T10:00:00+00:00"))
        await kept.breaks.add(row(2, "2026-03-02T10:00:00+00:00", user="u2"))
        assert await kept.breaks.forget("other", before="2026-04-01T00:00:00+00:00") == 0
        assert await kept.breaks.forget("default", before="2026-03-02T10:00:00+00:00") == 1
        assert await kept.breaks.of("default", "u1", since=LONG_AGO) == []
        assert len(await kept.breaks.of("default", "u2", since=LONG_AGO)) == 1


async def test_what_is_no_time_is_refused(opened: Opened) -> None:
    async with opened() as kept:
        with pytest.raises(InputError):
            await kept.breaks.of("default", "u1", since="yesterday")
