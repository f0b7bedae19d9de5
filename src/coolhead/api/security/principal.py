"""Who asks, as a dependency of routes: a session's cookie, or ``Authorization: Bearer <key>``.

    who: Annotated[Principal, Depends(principal)]                     # anybody who is signed in
    who: Annotated[Principal, Depends(require("admin"))]              # one of these roles
    who: Annotated[Principal, Depends(require("supervisor", scope="calls:read"))]  # or a program

Works for sockets too. Unsafe methods with a cookie must pass the checks of ``csrf``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Final

from fastapi import Depends
from starlette.requests import HTTPConnection

from coolhead.api.problems import ApiProblem
from coolhead.api.security.access import access_of
from coolhead.api.security.addresses import address_of
from coolhead.api.security.csrf import check_request
from coolhead.services.access.audit import Asker
from coolhead.services.access.entry import Visit
from coolhead.services.access.principal import Principal, Role, Scope

_BEARER: Final = "bearer "


async def visit(connection: HTTPConnection) -> Visit:
    """Who came in, and by what; raises problem 401 where nobody is known, 403 for a forged one."""
    access = access_of(connection)
    given = connection.headers.get("authorization")
    if given is not None:
        if given[: len(_BEARER)].lower() == _BEARER:
            found = await access.entry.by_key(given[len(_BEARER) :].strip())
            if found is not None:
                return found
        raise _nobody("The key is not known, or holds no longer.")
    token = connection.cookies.get(access.cookie.name)
    found = await access.entry.by_session(token) if token else None
    if found is None:
        raise _nobody("Sign in first." if not token else "The session has ended: sign in again.")
    if connection.scope["type"] == "http":
        check_request(connection, access.origins)
    return found


async def principal(found: Annotated[Visit, Depends(visit)]) -> Principal:
    """Who asks; raises problem 401 where nobody is known."""
    return found.principal


async def asker(connection: HTTPConnection, found: Annotated[Visit, Depends(visit)]) -> Asker:
    """Who asks and from where, for the audit."""
    return Asker(principal=found.principal, address=address_of(connection))


WhoNow = Callable[[], Awaitable[Principal | None]]
"""Asks again who it is; None where the session or the key holds no longer."""


async def who_now(connection: HTTPConnection, found: Annotated[Visit, Depends(visit)]) -> WhoNow:
    """For feeds and sockets, which outlive the moment in which somebody was let in."""
    entry = access_of(connection).entry

    async def again() -> Principal | None:
        now = await entry.again(found)
        return now.principal if now is not None else None

    return again


def require(*roles: Role, scope: Scope | None = None) -> Callable[..., Awaitable[Principal]]:
    """A dependency that lets in people with one of these roles, and programs with the scope.

    Without roles no person is let in, without a scope no program. Raises problems 401 and 403.
    """

    async def allowed(found: Annotated[Visit, Depends(visit)]) -> Principal:
        who = found.principal
        if who.has("service"):
            if scope is None:
                raise ApiProblem(403, "forbidden", "This is not for programs")
            if scope not in who.scopes:
                raise ApiProblem(403, "forbidden", f"The key lacks the scope {scope}")
            return who
        if not who.has(*roles):
            raise ApiProblem(403, "forbidden", "Your role does not allow this")
        return who

    return allowed


def _nobody(detail: str) -> ApiProblem:
    return ApiProblem(
        401,
        "unauthenticated",
        "Nobody is signed in",
        detail,
        headers={"WWW-Authenticate": "Bearer"},
    )
