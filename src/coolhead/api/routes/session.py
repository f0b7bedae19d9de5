"""Sign in and out, who is signed in, links that work once, a new password."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from starlette.requests import Request

from coolhead.api.problems import ApiProblem, problems
from coolhead.api.security.access import AccessServices, access_of
from coolhead.api.security.addresses import address_of
from coolhead.api.security.csrf import check_request
from coolhead.api.security.principal import asker, principal, visit
from coolhead.api.views.people import Email, Given, Me, Name, me_shown
from coolhead.services.access.audit import Asker
from coolhead.services.access.entry import Visit
from coolhead.services.access.people import LinkKind
from coolhead.services.access.principal import Principal
from coolhead.services.access.signing_in import SignedIn

router = APIRouter(tags=["session"])

# Longer than any password that is taken; what is longer is refused by the service, in the same way.
Password = Annotated[str, Field(max_length=1_000, examples=["four quiet herons"])]
Token = Annotated[str, Field(max_length=200, description="What stands behind the # of the link.")]


class SignInBody(Given):
    """Who wants to sign in."""

    email: Email
    password: Password


class LinkBody(Given):
    """A link to look at."""

    token: Token


class AcceptBody(Given):
    """A link taken, with the password that somebody chose."""

    token: Token
    password: Password
    email: Email | None = Field(default=None, description="For the first administrator's link.")
    name: Name | None = Field(default=None, description="For the first administrator's link.")


class PasswordBody(Given):
    """A new password in place of the old one."""

    old: Password
    new: Password


class Ways(BaseModel):
    """How one can sign in here."""

    password: Literal[True] = True
    single_sign_on: bool = Field(description="Send the browser to `session/single-sign-on`.")


class LinkFound(BaseModel):
    """What a link is for, and for whom (empty for the first administrator)."""

    kind: LinkKind
    email: str
    name: str


def _not_forged(request: Request) -> None:
    """Another site's page must not sign anybody in, as whomever."""
    check_request(request, access_of(request).origins)


_NotForged = Depends(_not_forged)


@router.get("/session/ways", summary="How one can sign in", response_model=Ways)
async def ways(request: Request) -> Ways:
    """What a sign-in page may offer. For anybody."""
    return Ways(single_sign_on=access_of(request).provider is not None)


@router.get("/session", summary="Who is signed in", response_model=Me, responses=problems(401, 503))
async def who_is_it(who: Annotated[Principal, Depends(principal)]) -> Me:
    """Who asks, with roles and teams; of a program's key, its scopes."""
    return me_shown(who)


@router.post(
    "/session",
    summary="Sign in",
    response_model=Me,
    responses=problems(401, 403, 422, 429, 503),
    dependencies=[_NotForged],
)
async def sign_in(body: SignInBody, request: Request, response: Response) -> Me:
    """Begin a session; its token is in a cookie that scripts cannot read.

    Whatever is wrong is answered alike, and after the same time.
    """
    access, address = access_of(request), address_of(request)
    await access.limits.take(body.email, address)
    signed_in = await access.signing_in.with_password(body.email, body.password, address)
    if signed_in is None:
        raise ApiProblem(401, "not_signed_in", "The e-mail or the password is wrong")
    await access.limits.succeeded(body.email, address)
    return _let_in(access, response, signed_in)


@router.delete("/session", summary="Sign out", status_code=204, responses=problems(401, 403, 503))
async def sign_out(
    request: Request, response: Response, found: Annotated[Visit, Depends(visit)]
) -> None:
    """End the session. A key has none: an administrator revokes it."""
    if found.by_key:
        raise ApiProblem(403, "forbidden", "A key has no session to end")
    access = access_of(request)
    await access.signing_in.end(found, address_of(request))
    access.cookie.take_back(response)


@router.post(
    "/session/link",
    summary="Look at a link",
    response_model=LinkFound,
    responses=problems(403, 422, 429, 503),
    dependencies=[_NotForged],
)
async def look(body: LinkBody, request: Request) -> LinkFound:
    """What a link is for; it is not used by that."""
    access = access_of(request)
    await access.limits.take_sender(address_of(request))
    offer = await access.onboarding.look(body.token)
    return LinkFound(kind=offer.kind, email=offer.email, name=offer.name)


@router.post(
    "/session/accept",
    summary="Use a link",
    response_model=Me,
    responses=problems(403, 422, 429, 503),
    dependencies=[_NotForged],
)
async def accept(body: AcceptBody, request: Request, response: Response) -> Me:
    """Set the password that a link is for, and sign in with it. The link works no longer."""
    access, address = access_of(request), address_of(request)
    await access.limits.take_sender(address)
    user = await access.onboarding.accept(
        body.token,
        body.password,
        email=body.email or "",
        name=body.name or "",
        address=address,
    )
    return _let_in(access, response, await access.signing_in.begin(user, "link", address))


@router.post(
    "/session/password",
    summary="Change one's password",
    response_model=Me,
    responses=problems(401, 403, 422, 429, 503),
)
async def change_password(
    body: PasswordBody,
    request: Request,
    response: Response,
    asking: Annotated[Asker, Depends(asker)],
) -> Me:
    """Every session of this person ends; a new one begins here."""
    if asking.principal.has("service"):
        raise ApiProblem(403, "forbidden", "A program has no password")
    access = access_of(request)
    await access.limits.take(f"id {asking.principal.id}", asking.address)
    changed = await access.signing_in.change_password(asking, body.old, body.new)
    await access.limits.succeeded(f"id {asking.principal.id}", asking.address)
    return _let_in(access, response, changed)


def _let_in(access: AccessServices, response: Response, signed_in: SignedIn) -> Me:
    access.cookie.give(response, signed_in.token, seconds=access.session_seconds)
    return me_shown(signed_in.user.principal)
