"""Serves the pages: one shell for all of them, each behind a session and its roles.

A page holds nothing of a call: its scripts ask the API for what whoever is signed in may see.
"""

from __future__ import annotations

from html import escape
from string import Template
from typing import Final
from urllib.parse import quote

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coolhead.api.security.access import access_of
from coolhead.desk.assets import asset, text_of
from coolhead.services.access.principal import Principal, Role

router = APIRouter(include_in_schema=False)

SIGN_IN: Final = "/sign-in"
WELCOME: Final = "/welcome"


class Page(msgspec.Struct, frozen=True):
    """A page: its title, the folder of its script and style, and who may open it."""

    title: str
    folder: str
    roles: tuple[Role, ...]


DESK: Final = Page("Your desk", "agent", ("agent",))
FLOOR: Final = Page("The floor", "floor", ("supervisor",))
CALLS: Final = Page("Calls", "calls", ("agent", "supervisor", "coach"))
CALL: Final = Page("A call", "call", ("agent", "supervisor", "coach"))
FOLLOW_UPS: Final = Page("Follow-ups", "follow_ups", ("agent", "supervisor"))
REVIEWS: Final = Page("Reviews", "reviews", ("agent", "supervisor", "coach"))
COACHING: Final = Page("Coaching", "coaching", ("agent", "supervisor", "coach"))
INSIGHTS: Final = Page("Insights", "insights", ("supervisor", "coach"))
LESSONS: Final = Page("Lessons", "lessons", ("agent", "supervisor", "coach"))
PLAYBOOKS: Final = Page("Playbooks", "playbooks", ("admin", "supervisor", "coach"))
SETTINGS: Final = Page("Settings", "settings", ("admin",))
DEMO: Final = Page("Demo", "demo", ())
_ENTRY: Final = Page("Sign in", "entry", ())
_HOMES: Final[tuple[tuple[Role, str], ...]] = (
    ("agent", "/desk"),
    ("supervisor", "/floor"),
    ("coach", "/calls"),
    ("admin", "/settings"),
)


@router.get("/")
async def home(request: Request) -> Response:
    """Where somebody's work begins."""
    who = await _who(request)
    return RedirectResponse(home_of(who) if who else SIGN_IN, status_code=303)


@router.get(SIGN_IN)
@router.get(WELCOME)
async def entry() -> Response:
    """Sign in, or take a link; for anybody."""
    return page_of(_ENTRY)


@router.get("/desk")
async def desk(request: Request) -> Response:
    """The agent's desk."""
    return await _behind_its_door(request, DESK)


@router.get("/floor")
async def floor(request: Request) -> Response:
    """The supervisor's floor."""
    return await _behind_its_door(request, FLOOR)


@router.get("/calls")
async def calls(request: Request) -> Response:
    """Search among calls."""
    return await _behind_its_door(request, CALLS)


@router.get("/calls/{call}")
async def call(request: Request) -> Response:
    """One call: which, the script reads from the address."""
    return await _behind_its_door(request, CALL)


@router.get("/follow-ups")
async def follow_ups(request: Request) -> Response:
    """What is to be done after calls."""
    return await _behind_its_door(request, FOLLOW_UPS)


@router.get("/reviews")
async def reviews(request: Request) -> Response:
    """Calls that people judge."""
    return await _behind_its_door(request, REVIEWS)


@router.get("/coaching")
async def coaching(request: Request) -> Response:
    """What agents practise."""
    return await _behind_its_door(request, COACHING)


@router.get("/insights")
async def insights(request: Request) -> Response:
    """What the calls of one's teams come to."""
    return await _behind_its_door(request, INSIGHTS)


@router.get("/lessons")
async def lessons(request: Request) -> Response:
    """What a team learned from its calls."""
    return await _behind_its_door(request, LESSONS)


@router.get("/playbooks")
@router.get("/playbooks/{name}")
async def playbooks(request: Request) -> Response:
    """Playbooks: read, tried, published."""
    return await _behind_its_door(request, PLAYBOOKS)


@router.get("/settings")
@router.get("/settings/{part}")
async def settings(request: Request) -> Response:
    """What administrators set."""
    return await _behind_its_door(request, SETTINGS)


@router.get("/assets/{path:path}")
async def assets(request: Request, path: str) -> Response:
    """A script, a style or a picture; nothing in them is anybody's."""
    found = asset(path)
    if found is None:
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    headers = {"ETag": found.etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == found.etag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


def home_of(who: Principal) -> str:
    """The page where somebody's work begins."""
    return next((path for role, path in _HOMES if who.has(role)), "/calls")


async def _behind_its_door(request: Request, page: Page) -> Response:
    who = await _who(request)
    if who is None:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?to={quote(path, safe='/')}", status_code=303)
    if not who.has(*page.roles):
        return _refused(page, who)
    return page_of(page)


async def _who(request: Request) -> Principal | None:
    access = access_of(request)
    token = request.cookies.get(access.cookie.name)
    found = await access.entry.by_session(token) if token else None
    return found.principal if found is not None else None


def page_of(page: Page) -> Response:
    """The page as a browser is sent it."""
    shell = Template(text_of("shell.html"))
    return _html(shell.substitute(title=escape(page.title), folder=page.folder))


def _refused(page: Page, who: Principal) -> Response:
    refused = Template(text_of("refused.html"))
    return _html(refused.substitute(title=escape(page.title), home=home_of(who)), status=403)


def _html(text: str, status: int = 200) -> Response:
    return Response(text, status_code=status, media_type="text/html; charset=utf-8")
