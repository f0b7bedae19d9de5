"""Links that work once: the first administrator, invitations, new passwords.

Nothing is sent by e-mail: whoever makes a link hands it over. Its token stands behind the ``#``,
which browsers send to no server, so that it is in no log.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import msgspec

from coolhead.errors import InputError
from coolhead.services.access.audit import Asker, AuditEntry
from coolhead.services.access.fields import email_field, name_field
from coolhead.services.access.passwords import checked_password
from coolhead.services.access.people import Link, LinkKind, User, digest_of
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings

# Printed in a terminal and used at once; a day lets somebody sleep over it.
FIRST_ADMIN_LASTS: Final = timedelta(hours=24)
# New people are often set up the week before they start.
INVITATION_LASTS: Final = timedelta(days=7)
# Whoever asks for a new password wants to work now.
RESET_LASTS: Final = timedelta(hours=24)

WELCOME_PATH: Final = "/welcome"
_NO_LINK: Final = "the link is not known, was used before, or is too old"


def link_url(base_url: str, token: str) -> str:
    """The address of the page that takes a link's token."""
    return f"{base_url.rstrip('/')}{WELCOME_PATH}#{token}"


class MadeLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link with its token, which is told this once."""

    token: str
    link: Link


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a link is for, and for whom ("" for the first administrator)."""

    kind: LinkKind
    email: str = ""
    name: str = ""


class Onboarding:
    """Makes links and takes them."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    async def first_admin(self) -> MadeLink | None:
        """A link that makes the first administrator; None where there is one.

        One that was made before works no longer.
        """
        workspace = self._around.workspace
        if await self._around.store.has_admin(workspace):
            return None
        made = self.made("first_admin", FIRST_ADMIN_LASTS)
        entry = AuditEntry(
            workspace=workspace,
            at=self._around.now,
            action="link.make",
            kind="link",
            name="the server",
            detail={"kind": "first_admin"},
        )
        changes = Changes(
            workspace=workspace, voids=frozenset({""}), links=(made.link,), entries=(entry,)
        )
        await self._around.store.apply(changes)
        return made

    async def for_user(self, asker: Asker, user_id: str) -> MadeLink | None:
        """An invitation, or a link to a new password; None where there is no such user.

        Links made before for the same user work no longer. Raises ``InputError`` for somebody
        whose account is not active.
        """
        user = await self._around.store.user(self._around.workspace, user_id)
        if user is None:
            return None
        if not user.active:
            raise InputError(
                "the account is not active", field="user", hint="Make it active again first."
            )
        made = self.made_for(user)
        entry = self._around.entry(
            asker, "link.make", on=("user", user.id), detail={"kind": made.link.kind}
        )
        changes = Changes(
            workspace=user.workspace,
            voids=frozenset({user.id}),
            links=(made.link,),
            entries=(entry,),
        )
        await self._around.store.apply(changes)
        return made

    def made_for(self, user: User) -> MadeLink:
        """A link for a user, not kept yet."""
        if user.has_password:
            return self.made("password_reset", RESET_LASTS, user.id)
        return self.made("invitation", INVITATION_LASTS, user.id)

    def made(self, kind: LinkKind, lasts: timedelta, user: str | None = None) -> MadeLink:
        """A link, not kept yet."""
        token, now = self._around.token(), self._around.now
        link = Link(
            digest=digest_of(token),
            workspace=self._around.workspace,
            kind=kind,
            created_at=now,
            expires_at=now + lasts,
            user=user,
        )
        return MadeLink(token=token, link=link)

    async def look(self, token: str) -> Offer:
        """What a link is for; it is not used by that. Raises ``InputError`` where it is none."""
        link, user = await self._found(token)
        if user is None:
            return Offer(kind=link.kind)
        return Offer(kind=link.kind, email=user.email, name=user.name)

    async def accept(
        self, token: str, password: str, *, email: str = "", name: str = "", address: str = ""
    ) -> User:
        """Use a link: its user has this password now, and signed in nowhere.

        ``email`` and ``name`` are the first administrator's. Raises ``InputError``.
        """
        link, user = await self._found(token)
        now = self._around.now
        if user is None:
            user = User(
                workspace=link.workspace,
                id=self._around.ids(),
                email=email_field(email),
                name=name_field(name),
                roles=frozenset({"admin"}),
                created_at=now,
            )
        plain = checked_password(password, email=user.email, name=user.name)
        hashed = await self._around.hasher.hashed(plain)
        entry = self._around.entry(
            Asker(principal=user.principal, address=address),
            "link.use",
            on=("user", user.id),
            detail={"kind": link.kind},
        )
        await self._around.store.apply(
            Changes(
                workspace=link.workspace,
                users=(user,) if link.kind == "first_admin" else (),
                passwords={user.id: hashed},
                spends=((link.digest, now),),
                voids=frozenset({link.user or ""}),
                ends_sessions_of=frozenset({user.id}),
                entries=(entry,),
            )
        )
        return msgspec.structs.replace(user, has_password=True)

    async def _found(self, token: str) -> tuple[Link, User | None]:
        """The link and whom it is for; raises ``InputError`` where it does not work."""
        link = await self._around.store.link(digest_of(token[:200]))
        refused = InputError(_NO_LINK, field="token", hint="Ask an administrator for a new one.")
        if link is None or not link.holds(self._around.now):
            raise refused
        if link.kind == "first_admin":
            if await self._around.store.has_admin(link.workspace):
                raise refused
            return link, None
        user = await self._around.store.user(link.workspace, link.user or "")
        if user is None or not user.active:
            raise refused
        return link, user


async def first_admin_link(onboarding: Onboarding, base_url: str) -> str | None:
    """The address to print at the first start; None where there is an administrator already."""
    made = await onboarding.first_admin()
    return None if made is None else link_url(base_url, made.token)
