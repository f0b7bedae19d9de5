"""The page where a customer says whether it is settled: no account, no script, nothing of the call.

Looking changes nothing, since mail programs look at links by themselves; only the form does.
"""

from __future__ import annotations

from string import Template
from typing import Annotated, Final, get_args

from fastapi import APIRouter, Form, Path
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.security.addresses import address_of, sender_of
from coolhead.api.services import services_of
from coolhead.desk.assets import text_of
from coolhead.errors import StorageError
from coolhead.services.sending.answer import LONGEST_COMMENT, Settled

router = APIRouter(include_in_schema=False)

_Token = Annotated[str, Path(max_length=200)]
# A household behind one address answers a few letters; whoever tries tokens needs far more.
_OF_A_SENDER: Final = RateLimitItemPerMinute(60, 15, namespace="answer-sender")
_OF_A_LINK: Final = RateLimitItemPerMinute(20, 15, namespace="answer-link")
_SETTLED: Final = get_args(Settled)
_HEADERS: Final = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
_OVER: Final = (
    "This link holds no longer",
    "Links hold for a month. If something is open, answer the e-mail it came with, or ring us.",
)
_STANDS: Final = (
    "You have answered already",
    "Thank you. An answer can be changed for a day. If something is open, answer the e-mail.",
)
_THANKS: Final = (
    "Thank you for your answer",
    "It is with the people who looked after you. You can change it for a day by the same link.",
)


class _Limits:
    """Counts by sender and by link; the counts are the process's own."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def allow(self, request: Request, token: str) -> bool:
        """Whether this one may still come."""
        sender = sender_of(address_of(request))
        return await self._hit(_OF_A_SENDER, sender) and await self._hit(_OF_A_LINK, token)

    async def _hit(self, limit: RateLimitItem, whose: str) -> bool:
        return await self._limiter.hit(limit, whose)


def _limits(request: Request) -> _Limits:
    state = request.app.state
    if not hasattr(state, "answer_limits"):
        state.answer_limits = _Limits()
    limits: _Limits = state.answer_limits
    return limits


@router.get("/answer/{token}")
async def ask(request: Request, token: _Token) -> Response:
    """The question; the same for everybody."""
    if not await _limits(request).allow(request, token):
        return _too_many()
    try:
        found = await services_of(request).sending.answering.asked_by(token)
    except StorageError:
        return _not_now()
    if found is None:
        return _said(*_OVER, status=404)
    return _form("")


@router.post("/answer/{token}")
async def take(
    request: Request,
    token: _Token,
    settled: Annotated[str, Form(max_length=20)] = "",
    satisfaction: Annotated[str, Form(max_length=5)] = "",
    comment: Annotated[str, Form(max_length=4 * LONGEST_COMMENT)] = "",
) -> Response:
    """Keep what was answered."""
    if not await _limits(request).allow(request, token):
        return _too_many()
    answering = services_of(request).sending.answering
    try:
        found = await answering.asked_by(token)
        if found is None:
            return _said(*_OVER, status=404)
        chosen: Settled | None = next((each for each in _SETTLED if each == settled), None)
        if chosen is None:
            return _form("Please say whether it is settled.", status=422)
        stars = int(satisfaction) if satisfaction in {"1", "2", "3", "4", "5"} else None
        kept = await answering.take(
            found[0], settled=chosen, satisfaction=stars, comment=comment, via="link"
        )
    except StorageError:
        return _not_now()
    return _said(*_THANKS) if kept is not None else _said(*_STANDS, status=409)


def _form(problem: str, status: int = 200) -> Response:
    shown = f'<p class="problem" role="alert">{problem}</p>' if problem else ""
    return _html(Template(text_of("answer/form.html")).substitute(problem=shown), status)


def _said(title: str, text: str, status: int = 200) -> Response:
    return _html(Template(text_of("answer/said.html")).substitute(title=title, text=text), status)


def _too_many() -> Response:
    return _said("Please wait a little", "Too many tries came from here. Try again later.", 429)


def _not_now() -> Response:
    return _said("Not at the moment", "Your answer cannot be kept now. Please try again.", 503)


def _html(text: str, status: int) -> Response:
    return Response(text, status, _HEADERS, "text/html; charset=utf-8")
