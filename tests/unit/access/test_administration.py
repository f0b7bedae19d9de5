"""What administrators do."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from tests.support.access import NOON, WORKSPACE, asks, surroundings, user

from coolhead.errors import InputError
from coolhead.services.access.administration import (
    Administration,
    NewKey,
    NewUser,
    UserChange,
)
from coolhead.services.access.audit import AuditEntry, AuditQuery
from coolhead.services.access.entry import Entry
from coolhead.services.access.onboarding import Onboarding
from coolhead.services.access.people import Session
from coolhead.services.access.settings import SwitchedOn, WorkspaceSettings
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings

ADA = user("ada", "admin")
ADMIN = asks(ADA)


async def begun() -> tuple[Surroundings, Administration]:
    around = surroundings()
    await around.store.apply(Changes(workspace=WORKSPACE, users=(ADA,)))
    administration = Administration(around, Onboarding(around))
    await administration.put_team(ADMIN, "north", "North")
    return around, administration


async def entries(around: Surroundings, action: str) -> list[AuditEntry]:
    return await around.store.entries(AuditQuery(workspace=WORKSPACE, action=action))


def test_somebody_is_set_up_with_an_invitation_and_an_entry() -> None:
    async def doing() -> None:
        around, administration = await begun()
        new = NewUser(
            email=" Kim@Example.com",
            name="Kim  Lee",
            roles=("agent",),
            teams=("north",),
            agent="a1",
        )
        kim, made = await administration.add_user(ADMIN, new)
        assert (kim.email, kim.name) == ("kim@example.com", "Kim Lee")
        assert await around.store.user(WORKSPACE, kim.id) == kim
        assert await around.store.link(made.link.digest) == made.link
        (entry,) = await entries(around, "user.add")
        assert (entry.who, entry.object, entry.address) == ("ada", kim.id, "192.0.2.7")
        assert entry.detail["roles"] == ["agent"]
        assert made.token not in repr(entry)

    asyncio.run(doing())


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewUser(email="kim", name="Kim"), "email"),
        (NewUser(email="ada@example.com", name="Ada again"), "email"),
        (NewUser(email="kim@example.com", name="  "), "name"),
        (NewUser(email="kim@example.com", name="Kim\0"), "name"),
        (NewUser(email="kim@example.com", name="K" * 201), "name"),
        (NewUser(email="kim@example.com", name="Kim", roles=("service",)), "roles"),
        (NewUser(email="kim@example.com", name="Kim", teams=("nowhere",)), "teams"),
        (NewUser(email="kim@example.com", name="Kim", agent=""), "agent"),
    ],
)
def test_what_may_not_be_so_is_refused_whole(new: NewUser, field: str) -> None:
    async def doing() -> None:
        around, administration = await begun()
        with pytest.raises(InputError) as refused:
            await administration.add_user(ADMIN, new)
        assert refused.value.field == field
        assert await entries(around, "user.add") == []

    asyncio.run(doing())


@pytest.mark.parametrize(
    ("change", "goes_on"),
    [
        (UserChange(roles=("coach",)), False),
        (UserChange(active=False), False),
        (UserChange(name="Kim L."), True),
        (UserChange(teams=("north",)), True),
        (UserChange(), True),
    ],
)
def test_whose_role_changes_or_who_goes_is_signed_out(change: UserChange, goes_on: bool) -> None:
    async def doing() -> None:
        around, administration = await begun()
        kim, _ = await administration.add_user(
            ADMIN, NewUser(email="kim@example.com", name="Kim", roles=("agent",))
        )
        session = Session(
            digest="s1",
            workspace=WORKSPACE,
            user=kim.id,
            way="password",
            created_at=NOON,
            seen_at=NOON,
        )
        await around.store.apply(Changes(workspace=WORKSPACE, sessions=(session,)))
        await administration.change_user(ADMIN, kim.id, change)
        assert (await around.store.session("s1") is not None) is goes_on
        assert len(await entries(around, "user.change")) == (change != UserChange())

    asyncio.run(doing())


def test_the_last_administrator_cannot_go() -> None:
    async def doing() -> None:
        around, administration = await begun()
        for change in (UserChange(active=False), UserChange(roles=("agent",))):
            with pytest.raises(InputError, match="administrator"):
                await administration.change_user(ADMIN, "ada", change)
        assert await around.store.user(WORKSPACE, "ada") == ADA
        assert await administration.change_user(ADMIN, "nobody", UserChange()) is None

    asyncio.run(doing())


def test_a_key_is_told_once_and_opens_what_it_is_for() -> None:
    async def doing() -> None:
        around, administration = await begun()
        new = NewKey(name="Dialler", scopes=("ingest",), teams=("north",))
        key, token = await administration.add_key(ADMIN, new)
        assert token.startswith(key.prefix)
        assert token not in repr(await around.store.keys(WORKSPACE))
        assert token not in repr(await entries(around, "key.add"))
        entry = Entry(around.store, around.clock)
        visit = await entry.by_key(token)
        assert visit is not None
        assert visit.principal.scopes == {"ingest"}
        assert visit.principal.teams == {"north"}
        revoked = await administration.revoke_key(ADMIN, key.id)
        assert revoked is not None
        assert await entry.by_key(token) is None
        assert await administration.revoke_key(ADMIN, key.id) == revoked
        assert await administration.revoke_key(ADMIN, "nothing") is None

    asyncio.run(doing())


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewKey(name="Dialler", scopes=()), "scopes"),
        (NewKey(name="Dialler", scopes=("everything",), teams=("north",)), "scopes"),
        (NewKey(name="Dialler", scopes=("ingest",)), "teams"),
        (NewKey(name="Dialler", scopes=("ingest",), teams=("nowhere",)), "teams"),
        (NewKey(name="", scopes=("metrics:read",)), "name"),
        (
            NewKey(
                name="Dialler", scopes=("metrics:read",), expires_at=NOON - timedelta(seconds=1)
            ),
            "expires_at",
        ),
    ],
)
def test_a_key_to_nothing_or_everything_is_refused(new: NewKey, field: str) -> None:
    async def doing() -> None:
        _, administration = await begun()
        with pytest.raises(InputError) as refused:
            await administration.add_key(ADMIN, new)
        assert refused.value.field == field

    asyncio.run(doing())


def test_a_key_to_figures_needs_no_team() -> None:
    async def doing() -> None:
        _, administration = await begun()
        key, _ = await administration.add_key(ADMIN, NewKey(name="M", scopes=("metrics:read",)))
        assert key.teams == frozenset()

    asyncio.run(doing())


def test_a_team_goes_when_nobody_and_no_key_that_holds_is_in_it() -> None:
    async def doing() -> None:
        around, administration = await begun()
        new = NewKey(name="Dialler", scopes=("ingest",), teams=("north",))
        key, _ = await administration.add_key(ADMIN, new)
        with pytest.raises(InputError, match="keys"):
            await administration.drop_team(ADMIN, "north")
        await administration.revoke_key(ADMIN, key.id)
        assert await administration.drop_team(ADMIN, "north")
        assert not await administration.drop_team(ADMIN, "north")
        assert await around.store.teams(WORKSPACE) == []

    asyncio.run(doing())


def test_settings_change_with_what_they_were_in_the_audit() -> None:
    async def doing() -> None:
        around, administration = await begun()
        after = WorkspaceSettings(
            unknown_consent="words",
            voice_heat=SwitchedOn(on=True, basis="works agreement of 3 May, §4"),
        )
        await administration.change_settings(ADMIN, after)
        await administration.change_settings(ADMIN, after)
        (entry,) = await entries(around, "settings.change")
        assert entry.detail["unknown_consent"] == {"from": "timing_only", "to": "words"}
        assert set(entry.detail) == {"unknown_consent", "voice_heat"}
        assert (await around.store.settings(WORKSPACE)).for_calls.voice_heat

    asyncio.run(doing())


def test_settings_without_a_basis_are_refused() -> None:
    async def doing() -> None:
        around, administration = await begun()
        with pytest.raises(InputError, match="basis"):
            await administration.change_settings(
                ADMIN, WorkspaceSettings(voice_heat=SwitchedOn(on=True, basis=" ok"))
            )
        assert await around.store.settings(WORKSPACE) == WorkspaceSettings()

    asyncio.run(doing())
