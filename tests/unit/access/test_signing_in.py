"""Signing in and out."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from tests.support.access import PASSWORD, WORKSPACE, QuickHasher, asks, surroundings, user

from coolhead.errors import InputError
from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.entry import Entry
from coolhead.services.access.people import Session, digest_of
from coolhead.services.access.signing_in import SignedIn, SigningIn
from coolhead.services.access.single_sign_on import Identity
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings

KIM = user("kim", "agent")
IDENTITY = Identity(subject="https://idp 1", email="kim@example.com", email_verified=True)


async def known() -> Surroundings:
    """Kim, who has a password, and two who cannot get in by one."""
    around = surroundings()
    gone = msgspec.structs.replace(user("gone", "agent"), active=False)
    hashed = await around.hasher.hashed(PASSWORD)
    await around.store.apply(
        Changes(
            workspace=WORKSPACE,
            users=(KIM, gone, user("invited", "agent")),
            passwords={"kim": hashed, "gone": hashed},
        )
    )
    return around


async def actions(around: Surroundings) -> list[str]:
    entries = await around.store.entries(AuditQuery(workspace=WORKSPACE))
    return [entry.action for entry in reversed(entries)]


def test_the_right_password_begins_a_session() -> None:
    async def doing() -> None:
        around = await known()
        signed_in = await SigningIn(around).with_password(" KIM@Example.com", PASSWORD, "::1")
        assert signed_in is not None
        visit = await Entry(around.store, around.clock).by_session(signed_in.token)
        assert visit is not None
        assert visit.principal == KIM.principal
        assert await around.store.session(signed_in.token) is None, "the token itself is kept"
        assert await actions(around) == ["session.begin"]

    asyncio.run(doing())


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("kim@example.com", "another password"),
        ("kim@example.com", ""),
        ("kim@example.com", PASSWORD + "x" * 500),
        ("nobody@example.com", PASSWORD),
        ("gone@example.com", PASSWORD),
        ("invited@example.com", PASSWORD),
        ("", PASSWORD),
        ("kim@example.com\0", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_whatever_is_wrong_costs_one_hash_and_is_told_alike(email: str, password: str) -> None:
    async def doing() -> None:
        around = await known()
        assert await SigningIn(around).with_password(email, password, "::1") is None
        assert isinstance(around.hasher, QuickHasher)
        assert len(around.hasher.asked) == 1
        entries = await around.store.entries(AuditQuery(workspace=WORKSPACE))
        assert [entry.action for entry in entries] == ["session.refused"]
        assert not email or email not in repr(entries), "what was typed is kept"

    asyncio.run(doing())


def test_a_new_password_ends_every_other_session() -> None:
    async def doing() -> None:
        around = await known()
        signing_in = SigningIn(around)
        elsewhere = await signing_in.with_password("kim@example.com", PASSWORD, "::1")
        assert elsewhere is not None
        with pytest.raises(InputError, match="until now"):
            await signing_in.change_password(asks(KIM), "not this one", "seven slow tortoises")
        with pytest.raises(InputError, match="12 to"):
            await signing_in.change_password(asks(KIM), PASSWORD, "short")
        here = await signing_in.change_password(asks(KIM), PASSWORD, "seven slow tortoises")
        entry = Entry(around.store, around.clock)
        assert await entry.by_session(elsewhere.token) is None
        assert await entry.by_session(here.token) is not None
        assert await signing_in.with_password("kim@example.com", PASSWORD, "::1") is None
        again = await signing_in.with_password("kim@example.com", "seven slow tortoises", "::1")
        assert again is not None

    asyncio.run(doing())


def test_signing_out_ends_this_session_alone() -> None:
    async def doing() -> None:
        around = await known()
        signing_in, entry = SigningIn(around), Entry(around.store, around.clock)
        tokens = []
        for _ in range(2):
            signed_in = await signing_in.with_password("kim@example.com", PASSWORD, "::1")
            assert signed_in is not None
            tokens.append(signed_in.token)
        visit = await entry.by_session(tokens[0])
        assert visit is not None
        await signing_in.end(visit, "::1")
        assert await entry.by_session(tokens[0]) is None
        assert await entry.by_session(tokens[1]) is not None

    asyncio.run(doing())


def test_an_identity_is_matched_by_a_verified_email_once_and_then_by_its_subject() -> None:
    async def doing() -> None:
        around = await known()
        signing_in = SigningIn(around)
        first = await signing_in.with_identity(IDENTITY, "::1")
        assert isinstance(first, SignedIn)
        assert first.user.id == "kim"
        moved = Identity(subject="https://idp 1", email="kim.new@example.com")
        second = await signing_in.with_identity(moved, "::1")
        assert isinstance(second, SignedIn)
        assert second.user.id == "kim"
        assert second.user.email == "kim@example.com"

    asyncio.run(doing())


@pytest.mark.parametrize(
    ("identity", "why"),
    [
        (msgspec.structs.replace(IDENTITY, email_verified=False), "unverified"),
        (msgspec.structs.replace(IDENTITY, email=""), "unknown"),
        (msgspec.structs.replace(IDENTITY, email="zoe@example.com"), "unknown"),
        (msgspec.structs.replace(IDENTITY, email="gone@example.com"), "not_active"),
        (msgspec.structs.replace(IDENTITY, subject="https://idp 2"), "taken"),
    ],
)
def test_an_identity_that_fits_no_account_is_refused(identity: Identity, why: str) -> None:
    async def doing() -> None:
        around = await known()
        signing_in = SigningIn(around)
        if why == "taken":
            assert isinstance(await signing_in.with_identity(IDENTITY, "::1"), SignedIn)
        assert await signing_in.with_identity(identity, "::1") == why

    asyncio.run(doing())


def test_accounts_are_made_by_themselves_only_where_that_is_set() -> None:
    async def doing() -> None:
        around = await known()
        zoe = Identity(
            subject="https://idp 9", email="zoe@example.com", email_verified=True, name="Zoe"
        )
        assert await SigningIn(around).with_identity(zoe, "::1") == "unknown"
        made = await SigningIn(around, creates_users=True).with_identity(zoe, "::1")
        assert isinstance(made, SignedIn)
        assert made.user.roles == {"agent"}
        assert made.user.teams == frozenset()
        unsure = msgspec.structs.replace(zoe, subject="https://idp 10", email_verified=False)
        assert await SigningIn(around, creates_users=True).with_identity(unsure, "::1") == (
            "unverified"
        )

    asyncio.run(doing())


def test_what_is_kept_of_a_session_does_not_open_it() -> None:
    async def doing() -> None:
        around = await known()
        signed_in = await SigningIn(around).with_password("kim@example.com", PASSWORD, "::1")
        assert signed_in is not None
        kept = await around.store.session(digest_of(signed_in.token))
        assert isinstance(kept, Session)
        assert await Entry(around.store, around.clock).by_session(kept.digest) is None

    asyncio.run(doing())
