"""People with accounts. Administrators set them up; supervisors see those of their teams."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field
from starlette.requests import Request

from coolhead.api.problems import ApiProblem, Place, not_found, problems
from coolhead.api.security.access import AccessServices, access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.views.people import (
    Agent,
    Email,
    Given,
    LinkShown,
    Name,
    PersonRole,
    TableDone,
    UserInvited,
    UserPage,
    UserShown,
    Words,
    changes_shown,
    link_shown,
    user_shown,
)
from coolhead.errors import InputError
from coolhead.services.access.administration import NewUser, UserChange
from coolhead.services.access.audit import Asker
from coolhead.services.access.people import User
from coolhead.services.access.principal import Principal
from coolhead.services.access.store import UserQuery
from coolhead.services.access.users_csv import COLUMNS, Fault

router = APIRouter(tags=["users"])

UserId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$", examples=["9f1c2e"])]
_Roles = Annotated[list[PersonRole], Field(max_length=10)]
_Admin = Annotated[Principal, Depends(require("admin"))]
_Sees = Annotated[Principal, Depends(require("admin", "supervisor"))]
_Asking = Annotated[Asker, Depends(asker)]
_CSV: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": f"{','.join(COLUMNS)}\nKim Lee,kim@example.com,agent,north,a17\n",
            }
        },
    }
}


class NewUserBody(Given):
    """A person to set up."""

    email: Email
    name: Name
    roles: _Roles = Field(default_factory=list)
    teams: Words = Field(default_factory=list)
    agent: Agent = None


class UserBody(Given):
    """What to change of a person; what is left out stays."""

    email: Email | None = None
    name: Name | None = None
    roles: _Roles | None = None
    teams: Words | None = None
    agent: Agent = None
    active: bool | None = None

    @property
    def change(self) -> UserChange:
        """The change; ``agent`` alone can be taken away by null."""
        given = self.model_dump(exclude_unset=True)
        fields = {
            name: value for name, value in given.items() if value is not None or name == "agent"
        }
        return msgspec.convert(fields, UserChange)


@router.get(
    "/users",
    summary="List people",
    response_model=UserPage,
    responses=problems(401, 403, 422, 503),
)
async def list_users(
    request: Request,
    who: _Sees,
    *,
    team: Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")] = None,
    active: bool | None = None,
    words: Annotated[
        str,
        Query(
            max_length=200,
            pattern=r"^[^\x00-\x1f]*$",
            description="Stand in the name, the e-mail or the agent's id.",
        ),
    ] = "",
    after: Annotated[
        str | None, Query(max_length=500, description="`next` of the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> UserPage:
    """People in the order of their e-mails; supervisors see those of their teams."""
    teams = None if who.has("admin") else who.teams
    if team is not None:
        teams = frozenset({team}) if teams is None else teams & {team}
    query = UserQuery(
        workspace=who.workspace,
        teams=teams,
        active=active,
        words=words.strip(),
        after=_read_cursor(after) if after is not None else None,
        limit=limit + 1,
    )
    found = await access_of(request).around.store.users(query)
    page = found[:limit]
    cursor = _cursor(page[-1].email) if len(found) > limit else None
    return UserPage(users=[user_shown(user) for user in page], next=cursor)


@router.post(
    "/users",
    summary="Set somebody up",
    status_code=201,
    response_model=UserInvited,
    responses=problems(401, 403, 422, 503),
)
async def add_user(
    body: NewUserBody, request: Request, _who: _Admin, asking: _Asking
) -> UserInvited:
    """Make an account; the answer holds the invitation to hand over, this once.

    No ``Idempotency-Key``: its kept answer would hold the invitation. Sent twice, the second one
    is refused, since the e-mail is taken.
    """
    access = access_of(request)
    new = NewUser(
        email=body.email,
        name=body.name,
        roles=tuple(body.roles),
        teams=tuple(body.teams),
        agent=body.agent,
    )
    user, made = await access.administration.add_user(asking, new)
    link = link_shown(made, base_url(request, access))
    return UserInvited(user=user_shown(user), link=link)


@router.post(
    "/users/table",
    summary="Set people up from a table",
    response_model=TableDone,
    responses=problems(401, 403, 413, 422, 503),
    openapi_extra=_CSV,
)
async def put_table(
    request: Request,
    _who: _Admin,
    asking: _Asking,
    dry_run: Annotated[bool, Query(description="Only say what it would come to.")] = False,
    invite: Annotated[bool, Query(description="Answer with an invitation each.")] = False,
) -> TableDone:
    """CSV with the columns name, email, roles, teams, agent; several in a cell by semicolons.

    All of it is done or nothing; ``errors`` of the problem says line and column of every fault.
    Known e-mails are changed; of them a column that is missing stays as it is.
    """
    access = access_of(request)
    plan = await access.users_table.plan(await request.body())
    if plan.faults:
        places = tuple(map(_place, plan.faults))
        raise ApiProblem(422, "input", "The table is wrong; nothing was done", errors=places)
    done = TableDone(
        dry_run=dry_run,
        added=len(plan.added),
        changed=len(plan.changed),
        same=plan.same,
        changes=changes_shown(plan.added, plan.changed),
    )
    if dry_run:
        return done
    base = base_url(request, access)
    invited = await access.users_table.carry_out(asking, plan, invite=invite)
    done.invited = [
        UserInvited(user=user_shown(user), link=link_shown(made, base)) for user, made in invited
    ]
    return done


@router.get(
    "/users/{user}",
    summary="Show somebody",
    response_model=UserShown,
    responses=problems(401, 403, 404, 422, 503),
)
async def show_user(user: UserId, request: Request, who: _Sees) -> UserShown:
    """One person; supervisors see those of their teams."""
    found = await access_of(request).around.store.user(who.workspace, user)
    if found is None or not (who.has("admin") or who.teams & found.teams):
        raise not_found("user")
    return user_shown(found)


@router.patch(
    "/users/{user}",
    summary="Change somebody",
    response_model=UserShown,
    responses=problems(401, 403, 404, 422, 503),
)
async def change_user(
    user: UserId, body: UserBody, request: Request, _who: _Admin, asking: _Asking
) -> UserShown:
    """Whose roles change, or who is made inactive, is signed out everywhere.

    People are not removed, since the audit speaks of them: they are made inactive.
    """
    changed = await access_of(request).administration.change_user(asking, user, body.change)
    return user_shown(_there(changed))


@router.post(
    "/users/{user}/link",
    summary="Make a link for somebody",
    status_code=201,
    response_model=LinkShown,
    responses=problems(401, 403, 404, 422, 503),
)
async def make_link(user: UserId, request: Request, _who: _Admin, asking: _Asking) -> LinkShown:
    """An invitation, or for whoever has a password already a link to a new one.

    It works once. Earlier ones work no longer; the password until now does, until it is used.
    """
    access = access_of(request)
    made = await access.onboarding.for_user(asking, user)
    if made is None:
        raise not_found("user")
    return link_shown(made, base_url(request, access))


def base_url(request: Request, access: AccessServices) -> str:
    """How browsers reach the server."""
    return access.public_url or str(request.base_url)


def _there(user: User | None) -> User:
    if user is None:
        raise not_found("user")
    return user


def _place(fault: Fault) -> Place:
    return Place(pointer="", message=fault.message, line=fault.line, column=fault.column)


def _cursor(email: str) -> str:
    return base64.urlsafe_b64encode(email.encode()).decode()


def _read_cursor(cursor: str) -> str:
    try:
        email = base64.urlsafe_b64decode(cursor.encode()).decode()
    except (binascii.Error, UnicodeError, ValueError):
        email = "\0"
    if not email.isprintable():
        raise InputError("this is no cursor", field="after", hint="Use `next` of the page before.")
    return email
