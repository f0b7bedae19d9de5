"""Sign-in at the identity provider: the way there, and back."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from coolhead.api.problems import not_found, problems
from coolhead.api.security import away
from coolhead.api.security.access import AccessServices, access_of
from coolhead.api.security.addresses import address_of
from coolhead.errors import InputError
from coolhead.services.access.signing_in import Refusal
from coolhead.services.access.single_sign_on import IdentityProvider

router = APIRouter(tags=["session"])

_SAID: Final[dict[Refusal, str]] = {
    "unknown": "There is no account with your e-mail address. Ask an administrator for one.",
    "unverified": "Your identity provider has not verified your e-mail address.",
    "taken": "Your account belongs to somebody else at the identity provider.",
    "not_active": "Your account is not active. Ask an administrator.",
}
_PAGE: Final = {"text/html": {"schema": {"type": "string"}}}
_TO_THE_PROVIDER: Final[dict[int | str, dict[str, Any]]] = {
    303: {"description": "To the provider."}
}
_PAGES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Signed in: a page that goes on by itself.", "content": _PAGE},
    403: {"description": "Not signed in: a page that says why.", "content": _PAGE},
}


@router.get(
    "/session/single-sign-on",
    summary="Sign in at the identity provider",
    status_code=303,
    responses=_TO_THE_PROVIDER | problems(404, 422, 429, 503),
)
async def start(
    request: Request,
    to: Annotated[
        str,
        Query(
            pattern=r"^/([\x21-\x2e\x30-\x5b\x5d-\x7e][\x21-\x5b\x5d-\x7e]*)?$",
            max_length=500,
            description="The page of this server to go to afterwards.",
        ),
    ] = "/",
) -> Response:
    """Send the browser to the provider. For anybody."""
    access, provider = _with_provider(request)
    await access.limits.take_sender(address_of(request))
    begun = await provider.begin(_redirect_uri(request, access))
    response = RedirectResponse(begun.url, status_code=303)
    sealed = away.seal(begun, to, access.around.now, access.signing_key)
    away.give(response, sealed, secure=access.cookie.secure)
    return response


@router.get(
    "/session/single-sign-on/back",
    summary="Come back from the identity provider",
    response_class=HTMLResponse,
    responses=_PAGES | problems(404, 429, 503),
)
async def back(request: Request) -> Response:
    """Where the provider sends the browser; begins a session."""
    access, provider = _with_provider(request)
    address = address_of(request)
    await access.limits.take_sender(address)
    secure = access.cookie.secure
    kept = request.cookies.get(away.cookie_name(secure=secure), "")
    begun = away.unseal(kept, access.around.now, access.signing_key)
    if begun is None:
        return _refused("The sign-in took too long, or was begun elsewhere.", secure=secure)
    try:
        identity = await provider.finish(
            begun.begun, str(request.url), _redirect_uri(request, access)
        )
        signed_in = await access.signing_in.with_identity(identity, address)
    except InputError as error:
        return _refused(error.reason, secure=secure)
    if isinstance(signed_in, str):
        return _refused(_SAID[signed_in], secure=secure)
    # A redirect would count as coming from the provider's site, and the session's cookie would
    # not be sent along; a page of ours that goes on does not.
    response = HTMLResponse(_page("Signed in", "Going on …", to=begun.to, goes_on=True))
    access.cookie.give(response, signed_in.token, seconds=access.session_seconds)
    away.take_back(response, secure=secure)
    return response


def _with_provider(request: Request) -> tuple[AccessServices, IdentityProvider]:
    access = access_of(request)
    if access.provider is None:
        raise not_found("identity provider")
    return access, access.provider


def _redirect_uri(request: Request, access: AccessServices) -> str:
    path = request.app.url_path_for("back")
    base = access.public_url or str(request.base_url)
    return f"{base.rstrip('/')}{path}"


def _refused(why: str, *, secure: bool) -> HTMLResponse:
    response = HTMLResponse(_page("Not signed in", why, to="/"), status_code=403)
    away.take_back(response, secure=secure)
    return response


def _page(title: str, text: str, *, to: str, goes_on: bool = False) -> str:
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(to)}">' if goes_on else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{refresh}'
        f"<title>{escape(title)} - Coolhead</title></head><body><h1>{escape(title)}</h1>"
        f'<p>{escape(text)}</p><p><a href="{escape(to)}">Go on</a></p></body></html>'
    )
