"""Sessions begin and end."""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.errors import InputError
from coolhead.services.access.audit import Asker, AuditEntry
from coolhead.services.access.entry import Visit
from coolhead.services.access.fields import email_field
from coolhead.services.access.passwords import LONGEST, checked_password, normal
from coolhead.services.access.people import Session, User, Way, digest_of
from coolhead.services.access.single_sign_on import Identity
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings

Refusal = Literal["unknown", "unverified", "taken", "not_active"]


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody signed in; ``token`` is the session's, told this once."""

    token: str
    user: User


class SigningIn:
    """Lets people in and out.

    ``creates_users``: whoever the identity provider knows gets an account, as an agent of no team.
    """

    def __init__(self, around: Surroundings, *, creates_users: bool = False) -> None:
        self._around = around
        self._creates_users = creates_users

    async def with_password(self, email: str, password: str, address: str) -> SignedIn | None:
        """Sign in; None where anything is wrong, after the same time and without saying what."""
        around = self._around
        try:
            user = await around.store.user_by_email(around.workspace, email_field(email))
        except InputError:  # no e-mail is nobody's, and is told so like any other
            user = None
        hashed = await around.store.password_of(around.workspace, user.id if user else "")
        known = hashed if user is not None and user.active else None
        right = await around.hasher.matches(normal(password[: LONGEST + 1]), known)
        if right and user is not None:
            return await self.begin(user, "password", address)
        # What was typed is not kept: it may be a password in the wrong field.
        entry = AuditEntry(
            workspace=around.workspace,
            at=around.now,
            action="session.refused",
            kind="user",
            object=user.id if user is not None else "",
            address=address,
        )
        await around.store.apply(Changes(workspace=around.workspace, entries=(entry,)))
        return None

    async def with_identity(self, identity: Identity, address: str) -> SignedIn | Refusal:
        """Sign in whom the identity provider vouches for, or say why not.

        They are known by subject; the first time by an e-mail that the provider has verified.
        """
        around = self._around
        user = await around.store.user_by_subject(around.workspace, identity.subject)
        if user is not None:
            if not user.active:
                return "not_active"
            return await self.begin(user, "single_sign_on", address)
        if not identity.email:
            return "unknown"
        if not identity.email_verified:
            return "unverified"
        user = await around.store.user_by_email(around.workspace, identity.email)
        if user is None:
            if not self._creates_users:
                return "unknown"
            user = User(
                workspace=around.workspace,
                id=around.ids(),
                email=identity.email,
                name=identity.name or identity.email,
                roles=frozenset({"agent"}),
                created_at=around.now,
            )
        elif not user.active:
            return "not_active"
        elif user.subject is not None:
            return "taken"
        user = msgspec.structs.replace(user, subject=identity.subject)
        return await self.begin(user, "single_sign_on", address, linked=True)

    async def begin(self, user: User, way: Way, address: str, *, linked: bool = False) -> SignedIn:
        """Begin a session; ``linked``: the user is kept with it, as the provider knows them now."""
        token, now = self._around.token(), self._around.now
        session = Session(
            digest=digest_of(token),
            workspace=user.workspace,
            user=user.id,
            way=way,
            created_at=now,
            seen_at=now,
        )
        asker = Asker(principal=user.principal, address=address)
        detail = {"way": way, "linked": True} if linked else {"way": way}
        entry = self._around.entry(asker, "session.begin", on=("user", user.id), detail=detail)
        changes = Changes(
            workspace=user.workspace,
            users=(user,) if linked else (),
            sessions=(session,),
            entries=(entry,),
        )
        await self._around.store.apply(changes)
        return SignedIn(token=token, user=user)

    async def end(self, visit: Visit, address: str) -> None:
        """Sign out."""
        asker = Asker(principal=visit.principal, address=address)
        entry = self._around.entry(asker, "session.end", on=("user", visit.principal.id), detail={})
        changes = Changes(
            workspace=visit.principal.workspace,
            ends_sessions=frozenset({visit.digest}),
            entries=(entry,),
        )
        await self._around.store.apply(changes)

    async def change_password(self, asker: Asker, old: str, new: str) -> SignedIn:
        """Take a new password; every session ends, and one begins. Raises ``InputError``."""
        around, who = self._around, asker.principal
        user = await around.store.user(who.workspace, who.id)
        hashed = await around.store.password_of(who.workspace, who.id)
        right = await around.hasher.matches(normal(old[: LONGEST + 1]), hashed)
        if user is None or not right:
            raise InputError(
                "this is not the password until now",
                field="old",
                hint="Whoever has forgotten it asks an administrator for a link.",
            )
        plain = checked_password(new, email=user.email, name=user.name)
        changes = Changes(
            workspace=user.workspace,
            passwords={user.id: await around.hasher.hashed(plain)},
            ends_sessions_of=frozenset({user.id}),
            entries=(around.entry(asker, "password.change", on=("user", user.id), detail={}),),
        )
        await around.store.apply(changes)
        return await self.begin(user, "password", asker.address)
