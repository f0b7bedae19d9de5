"""Links that work once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import msgspec
import pytest
from tests.support.access import PASSWORD, WORKSPACE, SetClock, asks, surroundings, user

from coolhead.errors import InputError
from coolhead.services.access.onboarding import (
    FIRST_ADMIN_LASTS,
    INVITATION_LASTS,
    Offer,
    Onboarding,
    first_admin_link,
)
from coolhead.services.access.signing_in import SigningIn
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings

ADA = user("ada", "admin")
KIM = user("kim", "agent")


async def with_people(clock: SetClock | None = None) -> tuple[Surroundings, Onboarding]:
    around = surroundings(clock=clock)
    await around.store.apply(Changes(workspace=WORKSPACE, users=(ADA, KIM)))
    return around, Onboarding(around)


def test_the_first_administrator_comes_by_a_printed_link() -> None:
    async def doing() -> None:
        around = surroundings()
        onboarding = Onboarding(around)
        url = await first_admin_link(onboarding, "http://127.0.0.1:8710/")
        assert url is not None
        page, _, token = url.partition("#")
        assert page == "http://127.0.0.1:8710/welcome"
        assert await onboarding.look(token) == Offer(kind="first_admin")
        ada = await onboarding.accept(token, PASSWORD, email="Ada@Example.com", name="Ada Okoro")
        assert ada.roles == {"admin"}
        assert await SigningIn(around).with_password("ada@example.com", PASSWORD, "") is not None
        assert await first_admin_link(onboarding, "http://127.0.0.1:8710") is None
        with pytest.raises(InputError):
            await onboarding.accept(token, PASSWORD, email="eve@example.com", name="Eve")

    asyncio.run(doing())


def test_starting_again_makes_a_new_link_and_voids_the_old_one() -> None:
    async def doing() -> None:
        onboarding = Onboarding(surroundings())
        first, second = await onboarding.first_admin(), await onboarding.first_admin()
        assert first is not None
        assert second is not None
        with pytest.raises(InputError):
            await onboarding.look(first.token)
        assert await onboarding.look(second.token) == Offer(kind="first_admin")

    asyncio.run(doing())


def test_a_link_is_too_old_after_its_time() -> None:
    async def doing() -> None:
        clock = SetClock()
        onboarding = Onboarding(surroundings(clock=clock))
        made = await onboarding.first_admin()
        assert made is not None
        clock.move(FIRST_ADMIN_LASTS - timedelta(seconds=1))
        await onboarding.look(made.token)
        clock.move(timedelta(seconds=1))
        with pytest.raises(InputError, match="too old"):
            await onboarding.accept(made.token, PASSWORD, email="a@example.com", name="A")

    asyncio.run(doing())


def test_an_invitation_sets_a_password_once() -> None:
    async def doing() -> None:
        clock = SetClock()
        around, onboarding = await with_people(clock)
        made = await onboarding.for_user(asks(ADA), "kim")
        assert made is not None
        assert made.link.kind == "invitation"
        assert made.link.expires_at - clock.now() == INVITATION_LASTS
        assert await onboarding.look(made.token) == Offer(
            kind="invitation", email=KIM.email, name=KIM.name
        )
        # What the first administrator may say of themselves, others may not.
        kim = await onboarding.accept(made.token, PASSWORD, email="eve@example.com", name="Eve")
        assert kim == msgspec.structs.replace(KIM, has_password=True)
        with pytest.raises(InputError):
            await onboarding.accept(made.token, "seven slow tortoises")
        assert await SigningIn(around).with_password(KIM.email, PASSWORD, "") is not None

    asyncio.run(doing())


def test_a_password_that_is_refused_does_not_spend_the_link() -> None:
    async def doing() -> None:
        _, onboarding = await with_people()
        made = await onboarding.for_user(asks(ADA), "kim")
        assert made is not None
        with pytest.raises(InputError, match="12 to"):
            await onboarding.accept(made.token, "short")
        await onboarding.accept(made.token, PASSWORD)

    asyncio.run(doing())


def test_of_two_who_take_a_link_at_once_one_gets_in() -> None:
    async def doing() -> None:
        around, onboarding = await with_people()
        made = await onboarding.for_user(asks(ADA), "kim")
        assert made is not None
        passwords = ("four quiet herons", "seven slow tortoises")
        done = await asyncio.gather(
            *(onboarding.accept(made.token, each) for each in passwords), return_exceptions=True
        )
        assert sum(isinstance(each, InputError) for each in done) == 1
        won = passwords[[isinstance(each, InputError) for each in done].index(False)]
        assert await SigningIn(around).with_password(KIM.email, won, "") is not None

    asyncio.run(doing())


def test_a_link_to_a_new_password_ends_sessions_when_it_is_used() -> None:
    async def doing() -> None:
        around, onboarding = await with_people()
        first = await onboarding.for_user(asks(ADA), "kim")
        assert first is not None
        await onboarding.accept(first.token, PASSWORD)
        signed_in = await SigningIn(around).with_password(KIM.email, PASSWORD, "")
        assert signed_in is not None
        made = await onboarding.for_user(asks(ADA), "kim")
        assert made is not None
        assert made.link.kind == "password_reset"
        await onboarding.accept(made.token, "seven slow tortoises")
        assert await SigningIn(around).with_password(KIM.email, PASSWORD, "") is None

    asyncio.run(doing())


def test_nobody_gets_in_by_a_link_once_inactive() -> None:
    async def doing() -> None:
        around, onboarding = await with_people()
        made = await onboarding.for_user(asks(ADA), "kim")
        assert made is not None
        gone = msgspec.structs.replace(KIM, active=False)
        await around.store.apply(Changes(workspace=WORKSPACE, users=(gone,)))
        with pytest.raises(InputError):
            await onboarding.accept(made.token, PASSWORD)
        with pytest.raises(InputError, match="not active"):
            await onboarding.for_user(asks(ADA), "kim")
        assert await onboarding.for_user(asks(ADA), "nobody") is None

    asyncio.run(doing())


@pytest.mark.parametrize("token", ["", "wrong", "x" * 100_000, "\ud800", "\0"])
def test_what_is_no_link_is_refused(token: str) -> None:
    async def doing() -> None:
        _, onboarding = await with_people()
        with pytest.raises(InputError, match="not known"):
            await onboarding.look(token)

    asyncio.run(doing())
