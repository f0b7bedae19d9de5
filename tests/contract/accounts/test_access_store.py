"""What every access store does alike."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import msgspec
import pytest
from tests.contract.accounts.conftest import Opened
from tests.support.access import NOON, WORKSPACE, user

from coolhead.errors import InputError
from coolhead.services.access.audit import AuditEntry, AuditQuery
from coolhead.services.access.people import Link, ServiceKey, Session, Team
from coolhead.services.access.settings import SwitchedOn, WorkspaceSettings
from coolhead.services.access.store import AccessStore, Changes, UserQuery

TEAMS = (
    Team(workspace=WORKSPACE, id="north", name="North"),
    Team(workspace=WORKSPACE, id="south", name="South"),
)
ADA = user("ada", "admin", "supervisor", teams=("north", "south"))
KIM = user("kim", "agent", teams=("north",), agent="a17")


def run(opened: Opened, doing: Callable[[AccessStore], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with opened() as store:
            await store.apply(Changes(workspace=WORKSPACE, teams=TEAMS, users=(ADA, KIM)))
            await doing(store)

    asyncio.run(whole())


def changes(**fields: object) -> Changes:
    return (
        msgspec.convert({"workspace": WORKSPACE}, Changes)
        if not fields
        else Changes(
            workspace=WORKSPACE,
            **fields,  # type: ignore[arg-type]
        )
    )


def session(digest: str, of: str = "kim") -> Session:
    return Session(
        digest=digest,
        workspace=WORKSPACE,
        user=of,
        way="password",
        created_at=NOON,
        seen_at=NOON,
    )


def link(digest: str, of: str | None = "kim") -> Link:
    return Link(
        digest=digest,
        workspace=WORKSPACE,
        kind="invitation" if of else "first_admin",
        user=of,
        created_at=NOON,
        expires_at=NOON + timedelta(hours=24),
    )


def key(key_id: str, *teams: str) -> ServiceKey:
    return ServiceKey(
        workspace=WORKSPACE,
        id=key_id,
        name="dialler",
        prefix="chk_abcdef",
        digest=f"digest of {key_id}",
        scopes=frozenset({"ingest"}),
        teams=frozenset(teams),
        created_at=NOON,
        created_by="ada",
    )


def entry(action: str = "view", **fields: object) -> AuditEntry:
    whole = AuditEntry(workspace=WORKSPACE, at=NOON, action=action, kind="call", object="c1")
    return msgspec.structs.replace(whole, **fields)


def test_users_come_back_as_they_were_kept(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        assert await store.user(WORKSPACE, "ada") == ADA
        assert await store.user_by_email(WORKSPACE, "KIM@example.com") == KIM
        assert await store.user("elsewhere", "kim") is None
        assert await store.user_by_subject(WORKSPACE, "https://idp 1") is None
        assert await store.has_admin(WORKSPACE)
        assert not await store.has_admin("elsewhere")

    run(opened, doing)


def test_a_password_stays_when_its_user_changes(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(passwords={"kim": "hashed"}))
        renamed = msgspec.structs.replace(KIM, name="Kim Lee", teams=frozenset({"south"}))
        await store.apply(changes(users=(renamed,)))
        assert await store.password_of(WORKSPACE, "kim") == "hashed"
        kim = await store.user(WORKSPACE, "kim")
        assert kim == msgspec.structs.replace(renamed, has_password=True)
        assert await store.password_of(WORKSPACE, "nobody") is None

    run(opened, doing)


def test_users_are_listed_by_email_page_by_page_and_by_team(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        query = UserQuery(workspace=WORKSPACE, limit=1)
        assert await store.users(query) == [ADA]
        after = msgspec.structs.replace(query, after=ADA.email)
        assert await store.users(after) == [KIM]
        south = UserQuery(workspace=WORKSPACE, teams=frozenset({"south"}))
        assert await store.users(south) == [ADA]
        assert await store.users(msgspec.structs.replace(south, teams=frozenset())) == []
        for words, found in (("KIM", [KIM]), ("@EXAMPLE", [ADA, KIM]), ("a17", [KIM]), ("%", [])):
            assert await store.users(UserQuery(workspace=WORKSPACE, words=words)) == found
        gone = msgspec.structs.replace(KIM, active=False)
        await store.apply(changes(users=(gone,)))
        assert await store.users(UserQuery(workspace=WORKSPACE, active=True)) == [ADA]

    run(opened, doing)


@pytest.mark.parametrize(
    ("second", "field"),
    [
        (msgspec.structs.replace(user("zoe", "agent"), email=KIM.email), "email"),
        (user("zoe", "agent", agent="a17"), "agent"),
        (msgspec.structs.replace(user("zoe", "agent"), subject="https://idp 1"), "subject"),
        (user("zoe", "agent", teams=("nowhere",)), "teams"),
    ],
)
def test_what_only_one_can_have_is_refused_to_a_second(
    opened: Opened, second: object, field: str
) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(users=(msgspec.structs.replace(KIM, subject="https://idp 1"),)))
        with pytest.raises(InputError) as refused:
            await store.apply(changes(users=(second,), entries=(entry(),)))
        assert refused.value.field == field
        assert await store.user(WORKSPACE, "zoe") is None
        assert await store.entries(AuditQuery(workspace=WORKSPACE)) == []

    run(opened, doing)


def test_two_people_may_swap_what_only_one_can_have(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        lee = user("lee", "agent", agent="a18")
        await store.apply(changes(users=(lee,)))
        swapped = (
            msgspec.structs.replace(KIM, agent="a18"),
            msgspec.structs.replace(lee, agent="a17"),
        )
        await store.apply(changes(users=swapped))
        assert await store.user(WORKSPACE, "kim") == swapped[0]
        assert await store.user(WORKSPACE, "lee") == swapped[1]

    run(opened, doing)


def test_the_last_administrator_stays(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        for lesser in (
            msgspec.structs.replace(ADA, roles=frozenset({"agent"})),
            msgspec.structs.replace(ADA, active=False),
        ):
            with pytest.raises(InputError, match="administrator"):
                await store.apply(changes(users=(lesser,), keeps_admin=True))
        assert await store.user(WORKSPACE, "ada") == ADA

    run(opened, doing)


def test_sessions_begin_are_seen_and_end(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(sessions=(session("s1"), session("s2"), session("s3", of="ada"))))
        later = NOON + timedelta(minutes=5)
        await store.seen("s1", later)
        assert await store.session("s1") == msgspec.structs.replace(session("s1"), seen_at=later)
        await store.apply(changes(ends_sessions=frozenset({"s1"})))
        assert await store.session("s1") is None
        await store.apply(changes(ends_sessions_of=frozenset({"kim"}), sessions=(session("s4"),)))
        assert await store.session("s2") is None
        assert await store.session("s3") is not None
        assert await store.session("s4") == session("s4")

    run(opened, doing)


def test_sessions_that_ended_are_forgotten(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(sessions=(session("s1"), session("s2")), links=(link("l1"),)))
        await store.seen("s2", NOON + timedelta(hours=2))
        hour = NOON + timedelta(hours=1)
        assert await store.forget_ended(WORKSPACE, hour, NOON) == 1
        assert await store.session("s1") is None
        assert await store.session("s2") is not None
        assert await store.link("l1") == link("l1")
        assert await store.forget_ended(WORKSPACE, hour, NOON + timedelta(days=2)) == 1
        assert await store.link("l1") is None

    run(opened, doing)


def test_a_link_is_spent_once_and_with_it_nothing_happens_twice(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(links=(link("l1"),)))
        spend = changes(spends=(("l1", NOON),), passwords={"kim": "first"})
        await store.apply(spend)
        with pytest.raises(InputError, match="before"):
            await store.apply(changes(spends=(("l1", NOON),), passwords={"kim": "second"}))
        with pytest.raises(InputError, match="before"):
            await store.apply(changes(spends=(("unknown", NOON),), passwords={"kim": "third"}))
        assert await store.password_of(WORKSPACE, "kim") == "first"
        used = await store.link("l1")
        assert used == msgspec.structs.replace(link("l1"), used_at=NOON)

    run(opened, doing)


def test_links_are_void_when_another_is_made(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(links=(link("l1"), link("l2", of="ada"), link("first", of=None))))
        await store.apply(changes(voids=frozenset({"kim", ""}), links=(link("l3"),)))
        assert await store.link("l1") is None
        assert await store.link("first") is None
        assert await store.link("l2") == link("l2", of="ada")
        assert await store.link("l3") == link("l3")

    run(opened, doing)


def test_a_link_for_the_first_administrator_makes_no_second(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(links=(link("first", of=None),)))
        with pytest.raises(InputError, match="administrator already"):
            await store.apply(changes(spends=(("first", NOON),), users=(user("eve", "admin"),)))
        assert await store.user(WORKSPACE, "eve") is None

    run(opened, doing)


def test_keys_come_back_and_are_revoked(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        first = key("k1", "north", "south")
        second = msgspec.structs.replace(
            key("k2", "north"),
            created_at=NOON + timedelta(seconds=1),
            expires_at=NOON + timedelta(days=30),
        )
        await store.apply(changes(keys=(first, second)))
        assert await store.keys(WORKSPACE) == [second, first]
        assert await store.key_by_digest(first.digest) == first
        used = NOON + timedelta(minutes=1)
        await store.seen(first.digest, used)
        revoked = msgspec.structs.replace(first, revoked_at=used, used_at=used)
        await store.apply(changes(keys=(revoked,)))
        assert await store.key_by_digest(first.digest) == revoked
        assert await store.key_by_digest("unknown") is None

    run(opened, doing)


def test_teams_are_put_and_dropped_when_nobody_is_in_them(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        renamed = Team(workspace=WORKSPACE, id="north", name="The north")
        west = Team(workspace=WORKSPACE, id="west", name="West")
        await store.apply(changes(teams=(renamed, west)))
        assert await store.teams(WORKSPACE) == [renamed, TEAMS[1], west]
        with pytest.raises(InputError, match="people"):
            await store.apply(changes(drops_teams=frozenset({"north"})))
        await store.apply(changes(drops_teams=frozenset({"west"})))
        assert await store.teams(WORKSPACE) == [renamed, TEAMS[1]]

    run(opened, doing)


def test_settings_are_the_usual_ones_until_somebody_decides(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        assert await store.settings(WORKSPACE) == WorkspaceSettings()
        decided = WorkspaceSettings(
            unknown_consent="words", voice_heat=SwitchedOn(on=True, basis="agreement of 3 May, §4")
        )
        await store.apply(changes(settings=decided))
        assert await store.settings(WORKSPACE) == decided
        assert await store.settings("elsewhere") == WorkspaceSettings()

    run(opened, doing)


def test_the_audit_is_told_newest_first_and_by_what_is_asked_for(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        whole = entry(
            "view",
            who="ada",
            name="Ada",
            roles=("admin", "supervisor"),
            detail={"as": "supervisor", "teams": ["north"]},
            address="192.0.2.7",
        )
        later = entry("user.change", kind="user", object="kim", at=NOON + timedelta(hours=1))
        await store.apply(changes(entries=(whole,)))
        await store.add_entries((later, entry("view", who="kim")))
        everything = await store.entries(AuditQuery(workspace=WORKSPACE))
        assert [each.number for each in everything] == sorted(
            (each.number for each in everything), reverse=True
        )
        assert msgspec.structs.replace(everything[-1], number=0) == whole
        for query, wanted in (
            (AuditQuery(workspace=WORKSPACE, who="ada"), ["view"]),
            (AuditQuery(workspace=WORKSPACE, action="user.change"), ["user.change"]),
            (AuditQuery(workspace=WORKSPACE, kind="user", object="kim"), ["user.change"]),
            (AuditQuery(workspace=WORKSPACE, since=later.at), ["user.change"]),
            (AuditQuery(workspace=WORKSPACE, until=later.at), ["view", "view"]),
            (AuditQuery(workspace=WORKSPACE, before=everything[1].number), ["view"]),
            (AuditQuery(workspace=WORKSPACE, limit=2), ["view", "user.change"]),
            (AuditQuery(workspace="elsewhere"), []),
        ):
            assert [each.action for each in await store.entries(query)] == wanted

    run(opened, doing)


def test_entries_go_when_their_time_is_over(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.add_entries((entry("old"), entry("new", at=NOON + timedelta(days=1))))
        assert await store.forget_entries(WORKSPACE, NOON + timedelta(hours=1)) == 1
        left = await store.entries(AuditQuery(workspace=WORKSPACE))
        assert [each.action for each in left] == ["new"]

    run(opened, doing)


def test_everything_is_there_after_a_restart(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        await store.apply(changes(passwords={"kim": "hashed"}, sessions=(session("s1"),)))

    run(opened, doing)

    async def again() -> None:
        async with opened() as store:
            kim = await store.user(WORKSPACE, "kim")
            assert kim == msgspec.structs.replace(KIM, has_password=True)
            assert await store.session("s1") == session("s1")

    asyncio.run(again())


def test_a_thousand_people_and_more_are_kept_at_once(opened: Opened) -> None:
    async def doing(store: AccessStore) -> None:
        many = tuple(
            user(f"u{n:04}", "agent", teams=("north",), agent=f"agent {n}") for n in range(1_200)
        )
        await store.apply(changes(users=many))
        await store.apply(changes(users=many))
        query = UserQuery(workspace=WORKSPACE, teams=frozenset({"north"}), limit=2_000)
        assert len(await store.users(query)) == 1_202

    run(opened, doing)
