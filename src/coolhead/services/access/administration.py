"""Administrators set up people, teams, keys and settings; every change is in the audit with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from coolhead.errors import InputError
from coolhead.services.access.audit import Asker
from coolhead.services.access.fields import (
    email_field,
    id_field,
    name_field,
    roles_field,
    scopes_field,
)
from coolhead.services.access.onboarding import MadeLink, Onboarding
from coolhead.services.access.people import (
    KEY_START,
    PREFIX_CHARS,
    ServiceKey,
    Team,
    User,
    digest_of,
)
from coolhead.services.access.settings import WorkspaceSettings, changed_fields, checked
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings

# Of these a program needs no team: what they give belongs to none.
_OF_NO_TEAM: Final = frozenset({"metrics:read", "playbooks:write"})


class NewUser(msgspec.Struct, frozen=True, kw_only=True):
    """A person to set up, as given."""

    email: str
    name: str
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    agent: str | None = None


class UserChange(msgspec.Struct, frozen=True, kw_only=True):
    """What to change of a person; what is unset stays."""

    email: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    roles: tuple[str, ...] | UnsetType = UNSET
    teams: tuple[str, ...] | UnsetType = UNSET
    agent: str | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET


class NewKey(msgspec.Struct, frozen=True, kw_only=True):
    """A program's key to make, as given."""

    name: str
    scopes: tuple[str, ...]
    teams: tuple[str, ...] = ()
    expires_at: datetime | None = None


class Administration:
    """What administrators do. Every method raises ``InputError`` for what may not be so."""

    def __init__(self, around: Surroundings, onboarding: Onboarding) -> None:
        self._around = around
        self._onboarding = onboarding

    async def add_user(self, asker: Asker, new: NewUser) -> tuple[User, MadeLink]:
        """Set somebody up, with an invitation to hand over."""
        user = User(
            workspace=self._around.workspace,
            id=self._around.ids(),
            email=email_field(new.email),
            name=name_field(new.name),
            roles=roles_field(new.roles),
            teams=frozenset(id_field(team, "teams") for team in new.teams),
            agent=id_field(new.agent, "agent") if new.agent is not None else None,
            created_at=self._around.now,
        )
        made = self._onboarding.made_for(user)
        entry = self._around.entry(
            asker, "user.add", on=("user", user.id), detail=_told(user, User.__struct_fields__)
        )
        await self._apply(users=(user,), links=(made.link,), entries=(entry,))
        return user, made

    async def change_user(self, asker: Asker, user_id: str, change: UserChange) -> User | None:
        """Change somebody; None where there is no such user.

        Whose roles change or who is made inactive is signed out everywhere.
        """
        before = await self._around.store.user(self._around.workspace, user_id)
        if before is None:
            return None
        after = msgspec.structs.replace(before, **_checked(change))
        changed = [
            field
            for field in User.__struct_fields__
            if getattr(before, field) != getattr(after, field)
        ]
        if not changed:
            return after
        ends = after.roles != before.roles or not after.active
        detail = {"from": _told(before, changed), "to": _told(after, changed)}
        await self._apply(
            users=(after,),
            ends_sessions_of=frozenset({after.id}) if ends else frozenset(),
            voids=frozenset({after.id}) if not after.active else frozenset(),
            entries=(
                self._around.entry(asker, "user.change", on=("user", after.id), detail=detail),
            ),
            keeps_admin=before.active and "admin" in before.roles,
        )
        return after

    async def put_team(
        self, asker: Asker, team_id: str, name: str, minimum_free: int | None = None
    ) -> Team:
        """Make a team, or give it another name and number of agents who stay free."""
        team = Team(
            workspace=self._around.workspace,
            id=id_field(team_id, "id"),
            name=name_field(name),
            minimum_free=minimum_free,
        )
        detail = {"name": team.name, "minimum_free": team.minimum_free}
        entry = self._around.entry(asker, "team.put", on=("team", team.id), detail=detail)
        await self._apply(teams=(team,), entries=(entry,))
        return team

    async def drop_team(self, asker: Asker, team_id: str) -> bool:
        """Remove a team that nobody belongs to; false where there is none. Its calls stay."""
        if all(team.id != team_id for team in await self._around.store.teams(self._workspace)):
            return False
        over = tuple(
            msgspec.structs.replace(key, teams=key.teams - {team_id})
            for key in await self._around.store.keys(self._workspace)
            if team_id in key.teams and not key.holds(self._around.now)
        )
        entry = self._around.entry(asker, "team.drop", on=("team", team_id), detail={})
        await self._apply(keys=over, drops_teams=frozenset({team_id}), entries=(entry,))
        return True

    async def add_key(self, asker: Asker, new: NewKey) -> tuple[ServiceKey, str]:
        """Make a program's key; returns it with its token, which is told this once."""
        scopes = scopes_field(new.scopes)
        teams = frozenset(id_field(team, "teams") for team in new.teams)
        if not teams and not scopes <= _OF_NO_TEAM:
            raise InputError(
                "a key to calls is a key to the calls of a team",
                field="teams",
                hint="Name the teams whose calls it is for.",
            )
        now = self._around.now
        if new.expires_at is not None and new.expires_at <= now:
            raise InputError("this time is over already", field="expires_at")
        token = KEY_START + self._around.token()
        key = ServiceKey(
            workspace=self._workspace,
            id=self._around.ids(),
            name=name_field(new.name),
            prefix=token[:PREFIX_CHARS],
            digest=digest_of(token),
            scopes=scopes,
            teams=teams,
            created_at=now,
            created_by=asker.principal.id,
            expires_at=new.expires_at,
        )
        told = _told(key, ("name", "prefix", "scopes", "teams", "expires_at"))
        entry = self._around.entry(asker, "key.add", on=("key", key.id), detail=told)
        await self._apply(keys=(key,), entries=(entry,))
        return key, token

    async def revoke_key(self, asker: Asker, key_id: str) -> ServiceKey | None:
        """Let a key open nothing any more; None where there is none."""
        for key in await self._around.store.keys(self._workspace):
            if key.id == key_id:
                break
        else:
            return None
        if key.revoked_at is not None:
            return key
        revoked = msgspec.structs.replace(key, revoked_at=self._around.now)
        entry = self._around.entry(
            asker, "key.revoke", on=("key", key.id), detail={"prefix": key.prefix}
        )
        await self._apply(keys=(revoked,), entries=(entry,))
        return revoked

    async def change_settings(self, asker: Asker, after: WorkspaceSettings) -> WorkspaceSettings:
        """Decide how the workspace is run from now on."""
        after = checked(after)
        changed = changed_fields(await self._around.store.settings(self._workspace), after)
        if changed:
            entry = self._around.entry(
                asker, "settings.change", on=("settings", ""), detail=changed
            )
            await self._apply(settings=after, entries=(entry,))
        return after

    @property
    def _workspace(self) -> str:
        return self._around.workspace

    async def _apply(self, **changes: Any) -> None:
        await self._around.store.apply(Changes(workspace=self._workspace, **changes))


def _checked(change: UserChange) -> dict[str, Any]:
    """The fields to replace, as they are kept."""
    fields: dict[str, Any] = {}
    if change.email is not UNSET:
        fields["email"] = email_field(change.email)
    if change.name is not UNSET:
        fields["name"] = name_field(change.name)
    if change.roles is not UNSET:
        fields["roles"] = roles_field(change.roles)
    if change.teams is not UNSET:
        fields["teams"] = frozenset(id_field(team, "teams") for team in change.teams)
    if change.agent is not UNSET:
        fields["agent"] = id_field(change.agent, "agent") if change.agent is not None else None
    if change.active is not UNSET:
        fields["active"] = change.active
    return fields


_UNTOLD: Final = frozenset({"workspace", "id", "created_at", "has_password"})


def _told(thing: msgspec.Struct, fields: tuple[str, ...] | list[str]) -> dict[str, Any]:
    """These fields as the audit tells them."""
    return {
        field: sorted(value) if isinstance(value, frozenset) else msgspec.to_builtins(value)
        for field in fields
        if field not in _UNTOLD
        for value in [getattr(thing, field)]
    }
