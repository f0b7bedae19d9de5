"""People, teams, keys, the audit and settings as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from coolhead.services.access.audit import AuditEntry
from coolhead.services.access.onboarding import MadeLink, link_url
from coolhead.services.access.people import LinkKind, ServiceKey, User
from coolhead.services.access.principal import Principal, Role, Scope
from coolhead.services.access.settings import (
    LONGEST_BASIS,
    SHORTEST_BASIS,
    WorkspaceSettings,
)
from coolhead.services.live.settings import UnknownConsent

# More nobody reads through on a screen.
_MOST_CHANGES: Final = 200
_CLOCK: Final = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"

PersonRole = Literal["agent", "supervisor", "coach", "admin"]
Email = Annotated[str, Field(max_length=254, examples=["kim@example.com"])]
Name = Annotated[str, Field(max_length=200, examples=["Kim Lee"])]
Words = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=200)]
Agent = Annotated[
    str | None,
    Field(max_length=200, description="What the telephone system calls them.", examples=["a17"]),
]
MinimumFree = Annotated[
    int | None,
    Field(ge=0, le=1_000, description="A break is possible where so many agents stay free."),
]
Days = Annotated[int, Field(ge=1, le=3_650)]


class Given(BaseModel):
    """What is sent: nothing that is not known."""

    model_config = ConfigDict(extra="forbid")


class Me(BaseModel):
    """Who asks."""

    id: str
    workspace: str
    name: str
    roles: list[Role]
    teams: list[str]
    scopes: list[Scope] = Field(description="Of a program's key; people have none.")
    agent: str | None


class UserShown(BaseModel):
    """A person with an account."""

    id: str
    email: str
    name: str
    roles: list[PersonRole]
    teams: list[str]
    agent: str | None
    active: bool
    has_password: bool = Field(description="False: an invitation was not taken yet.")
    single_sign_on: bool = Field(description="Known at the identity provider.")
    created_at: datetime


class UserPage(BaseModel):
    """A page of people; ``next`` is the cursor of the one that follows."""

    users: list[UserShown]
    next: str | None = None


class LinkShown(BaseModel):
    """A link that works once, to be handed over; it cannot be shown again."""

    kind: LinkKind
    url: str = Field(examples=["https://coolhead.example.com/welcome#3q2-7w…"])
    expires_at: datetime


class UserInvited(BaseModel):
    """Somebody who was set up, and the link to hand over."""

    user: UserShown
    link: LinkShown


class TableChange(BaseModel):
    """Somebody whom a table adds or changes; ``fields`` are those that become different."""

    email: str
    name: str
    added: bool
    fields: list[str] = Field(default_factory=list, examples=[["roles", "teams"]])


class TableDone(BaseModel):
    """What a table came to: how many were added and changed, and invitations if wanted.

    ``changes`` are the first of those people: whom it adds, then whom it changes.
    """

    dry_run: bool
    added: int
    changed: int
    same: int
    changes: list[TableChange] = Field(default_factory=list)
    invited: list[UserInvited] = Field(default_factory=list)


class TeamShown(BaseModel):
    """A team; ``minimum_free`` is null where it is the workspace's."""

    id: str = Field(examples=["north"])
    name: str = Field(examples=["The north"])
    minimum_free: int | None


class TeamList(BaseModel):
    """Teams, in the order of ids."""

    teams: list[TeamShown]


class KeyShown(BaseModel):
    """A program's key, without what makes it work."""

    id: str
    name: str = Field(examples=["Genesys, north"])
    prefix: str = Field(description="How the key begins.", examples=["chk_Zk3vQ1"])
    scopes: list[Scope]
    teams: list[str]
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None


class KeyList(BaseModel):
    """Keys, newest first."""

    keys: list[KeyShown]


class KeyMade(BaseModel):
    """A new key; ``token`` is shown this once."""

    key: KeyShown
    token: str = Field(examples=["chk_Zk3vQ1…"])


class AuditShown(BaseModel):
    """Who did or saw what, when, and from where."""

    number: int
    at: datetime
    who: str = Field(description="A user's or a key's id; empty for nobody known.")
    name: str
    roles: list[str]
    action: str = Field(examples=["view"])
    kind: str = Field(examples=["call"])
    object: str
    detail: dict[str, Any]
    address: str


class AuditPage(BaseModel):
    """A page of the audit, newest first; ``next`` is the cursor of the one that follows."""

    entries: list[AuditShown]
    next: str | None = None


class Switch(Given):
    """Something that touches people's rights."""

    on: bool
    basis: str = Field(
        default="",
        max_length=LONGEST_BASIS,
        description=f"What allows it, in {SHORTEST_BASIS} characters or more; needed where on.",
        examples=["Works agreement of 3 May 2026, section 4"],
    )


class Retention(Given):
    """How many days each kind is kept; null for as long as the server stands."""

    calls: Days | None = 180
    audio: Days | None = 30
    audit: Days | None = 365


class DayHoursShown(Given):
    """From when until when on one day, by the clock of whoever is called."""

    start: Annotated[str, Field(pattern=_CLOCK, examples=["08:00"])]
    end: Annotated[str, Field(pattern=_CLOCK, examples=["21:00"])]


class CallingHoursShown(Given):
    """When customers may be called; null is a day without calls."""

    monday: DayHoursShown | None = None
    tuesday: DayHoursShown | None = None
    wednesday: DayHoursShown | None = None
    thursday: DayHoursShown | None = None
    friday: DayHoursShown | None = None
    saturday: DayHoursShown | None = None
    sunday: DayHoursShown | None = None


class ReviewShares(Given):
    """How large a share (0-1) of the calls of each kind is drawn for people to review."""

    random: Annotated[float, Field(ge=0, le=1)] = 0.05
    hot: Annotated[float, Field(ge=0, le=1)] = 0.25
    hot_from: Annotated[float, Field(ge=0, le=100)] = 70.0
    disputed: Annotated[float, Field(ge=0, le=1)] = 1.0
    days: Annotated[int, Field(ge=1, le=365)] = 28


class SettingsShown(BaseModel):
    """What administrators have decided for the workspace."""

    unknown_consent: UnknownConsent
    voice_heat: Switch
    score_named_agents: Switch
    redact_national_ids: bool
    redact_phones: bool
    redact_emails: bool
    keep_audio: Switch
    retention: Retention
    minimum_agents: int
    minimum_free: int
    region: str
    calling_hours: CallingHoursShown
    reviews: ReviewShares


class SettingsChange(Given):
    """What to change; what is left out stays."""

    unknown_consent: UnknownConsent | None = None
    voice_heat: Switch | None = None
    score_named_agents: Switch | None = None
    redact_national_ids: bool | None = None
    redact_phones: bool | None = None
    redact_emails: bool | None = None
    keep_audio: Switch | None = None
    retention: Retention | None = None
    minimum_agents: Annotated[int, Field(ge=2, le=1_000)] | None = None
    minimum_free: Annotated[int, Field(ge=0, le=1_000)] | None = None
    region: Annotated[str, Field(max_length=3)] | None = None
    calling_hours: CallingHoursShown | None = None
    reviews: ReviewShares | None = None

    def applied(self, to: WorkspaceSettings) -> WorkspaceSettings:
        """The settings with this change; of what has parts, what is left out stays too."""
        given = {
            name: value
            for name, value in self.model_dump(exclude_unset=True).items()
            if value is not None
        }
        before: dict[str, Any] = msgspec.to_builtins(to)
        for name in {"retention", "calling_hours", "reviews"} & given.keys():
            given[name] = before[name] | given[name]
        return msgspec.convert(before | given, WorkspaceSettings)


class KeyWanted(Given):
    """A program's key to make."""

    name: Name
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)]
    teams: Words = Field(default_factory=list)
    expires_at: AwareDatetime | None = None


def me_shown(who: Principal) -> Me:
    """Who asks, as shown."""
    return Me(
        id=who.id,
        workspace=who.workspace,
        name=who.name,
        roles=sorted(who.roles),
        teams=sorted(who.teams),
        scopes=sorted(who.scopes),
        agent=who.agent,
    )


def user_shown(user: User) -> UserShown:
    """A person, as shown."""
    return UserShown(
        id=user.id,
        email=user.email,
        name=user.name,
        roles=[role for role in sorted(user.roles) if role != "service"],
        teams=sorted(user.teams),
        agent=user.agent,
        active=user.active,
        has_password=user.has_password,
        single_sign_on=user.subject is not None,
        created_at=user.created_at,
    )


def changes_shown(
    added: tuple[User, ...], changed: tuple[tuple[User, User], ...]
) -> list[TableChange]:
    """Whom a table adds and changes, as shown; beyond `_MOST_CHANGES` only their number is told."""
    shown = [TableChange(email=user.email, name=user.name, added=True) for user in added]
    for before, after in changed:
        fields = [
            name
            for name in ("name", "roles", "teams", "agent")
            if getattr(before, name) != getattr(after, name)
        ]
        shown.append(TableChange(email=after.email, name=after.name, added=False, fields=fields))
    return shown[:_MOST_CHANGES]


def link_shown(made: MadeLink, base_url: str) -> LinkShown:
    """A link, as it is handed over."""
    url = link_url(base_url, made.token)
    return LinkShown(kind=made.link.kind, url=url, expires_at=made.link.expires_at)


def key_shown(key: ServiceKey) -> KeyShown:
    """A key, as shown."""
    return KeyShown(
        id=key.id,
        name=key.name,
        prefix=key.prefix,
        scopes=sorted(key.scopes),
        teams=sorted(key.teams),
        created_at=key.created_at,
        created_by=key.created_by,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        used_at=key.used_at,
    )


def entry_shown(entry: AuditEntry) -> AuditShown:
    """An entry, as shown."""
    return AuditShown(
        number=entry.number,
        at=entry.at,
        who=entry.who,
        name=entry.name,
        roles=list(entry.roles),
        action=entry.action,
        kind=entry.kind,
        object=entry.object,
        detail=dict(entry.detail),
        address=entry.address,
    )


def settings_shown(settings: WorkspaceSettings) -> SettingsShown:
    """The settings, as shown."""
    return SettingsShown.model_validate(msgspec.to_builtins(settings))
