"""Sign-in at a real identity provider of this machine."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from tests.support.access import WORKSPACE, SetClock, surroundings, user
from tests.support.patience import PATIENCE_S

from coolhead.adapters.clock import SystemClock
from coolhead.adapters.identity.oidc import OidcProvider, OidcSettings
from coolhead.api.handlers import add_handlers
from coolhead.api.routes import session, single_sign_on
from coolhead.api.security.access import AccessServices
from coolhead.api.security.away import LASTS
from coolhead.api.security.cookies import CookieSettings
from coolhead.services.access.store import Changes

_START_WITHIN_S = 30.0
# Characters that HTTP Basic and forms write differently.
SECRET = "a secret / of: theirs"  # noqa: S105
US = "http://127.0.0.1:8710"
PEOPLE = [
    {"sub": "1", "email": "Kim@Example.com", "email_verified": True, "name": "Kim Lee"},
    {"sub": "2", "email": "zoe@example.com", "email_verified": True, "name": "Zoe"},
    {"sub": "3", "email": "kim@example.com", "email_verified": False},
    {"sub": "4", "name": "without an e-mail"},
]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = [f"--user-claims={json.dumps(person)}" for person in PEOPLE]
    provider = subprocess.Popen(  # noqa: S603 - a package of the tests
        [
            *(sys.executable, "-W", "ignore", "-m", "oidc_provider_mock"),
            *("--port", str(port), "--require-nonce", "true"),
            *people,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + _START_WITHIN_S
        while time.monotonic() < until:
            try:
                httpx.get(f"{url}/.well-known/openid-configuration").raise_for_status()
                break
            except httpx.HTTPError:
                assert provider.poll() is None, "the provider did not start"
                time.sleep(0.05)
        yield url
    finally:
        provider.kill()
        provider.wait()


@dataclass
class Browser:
    """A browser that is sent back and forth."""

    app: FastAPI
    clock: SetClock
    here: httpx.AsyncClient
    there: httpx.AsyncClient

    async def begin(self, to: str = "/calls") -> str:
        answer = await self.here.get("/session/single-sign-on", params={"to": to})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def agree(self, url: str, sub: str) -> str:
        """Sign in at the provider; where it sends the browser."""
        answer = await self.there.post(url, data={"sub": sub})
        assert answer.status_code == 302, answer.text
        location: str = answer.headers["location"]
        assert location.startswith(f"{US}/session/single-sign-on/back?")
        return location

    async def back(self, url: str) -> httpx.Response:
        return await self.here.get(url)

    async def sign_in(self, sub: str) -> httpx.Response:
        return await self.back(await self.agree(await self.begin(), sub))


Doing = Callable[[Browser], Awaitable[None]]


def run(issuer: str, doing: Doing, *, creates_users: bool = False) -> None:
    async def whole() -> None:
        clock, real = SetClock(), SystemClock()
        clock.at = real.now()
        around = surroundings(clock=clock)
        kim = user("kim", "agent", agent="a17")
        await around.store.apply(Changes(workspace=WORKSPACE, users=(kim,)))
        tokens = iter(f"{n:043}" for n in range(100))
        provider = OidcProvider(
            OidcSettings(issuer=issuer, client_id="coolhead", client_secret=SECRET),
            real,
            lambda: next(tokens),
        )
        app = FastAPI()
        app.state.access = AccessServices(
            around=around,
            cookie=CookieSettings(secure=False),
            public_url=US,
            provider=provider,
            creates_users=creates_users,
        )
        app.include_router(session.router)
        app.include_router(single_sign_on.router)
        add_handlers(app)
        here = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=US)
        try:
            async with here, httpx.AsyncClient(timeout=PATIENCE_S) as there:
                await doing(Browser(app, clock, here, there))
        finally:
            await provider.close()

    asyncio.run(whole())


def test_a_known_person_comes_back_signed_in(issuer: str) -> None:
    async def doing(browser: Browser) -> None:
        away = await browser.begin()
        asked = {name: value[0] for name, value in parse_qs(urlsplit(away).query).items()}
        assert asked["code_challenge_method"] == "S256"
        assert asked["scope"] == "openid email profile"
        kept = browser.here.cookies["coolhead-away"]
        assert asked["state"] not in away.replace(asked["state"], "", 1)
        answer = await browser.back(await browser.agree(away, "1"))
        assert answer.status_code == 200, answer.text
        # A page that goes on by itself: after a redirect from the provider's site the cookie,
        # which is strict, would not be sent.
        assert re.search(r'http-equiv="refresh" content="0; url=/calls"', answer.text)
        cookies = answer.headers.get_list("set-cookie")
        assert any("coolhead=" in each and "SameSite=strict" in each for each in cookies)
        assert kept not in browser.here.cookies.values()
        me = (await browser.here.get("/session")).json()
        assert (me["id"], me["agent"]) == ("kim", "a17")

    run(issuer, doing)


def test_an_unknown_person_gets_an_account_only_where_that_is_set(issuer: str) -> None:
    async def refused(browser: Browser) -> None:
        answer = await browser.sign_in("2")
        assert answer.status_code == 403
        assert "no account" in answer.text
        assert (await browser.here.get("/session")).status_code == 401

    async def made(browser: Browser) -> None:
        assert (await browser.sign_in("2")).status_code == 200
        me = (await browser.here.get("/session")).json()
        assert (me["name"], me["roles"], me["teams"]) == ("Zoe", ["agent"], [])

    run(issuer, refused)
    run(issuer, made, creates_users=True)


def test_an_email_that_is_not_verified_opens_nobodys_account(issuer: str) -> None:
    async def doing(browser: Browser) -> None:
        for sub in ("3", "4"):
            assert (await browser.sign_in(sub)).status_code == 403
        assert (await browser.here.get("/session")).status_code == 401

    run(issuer, doing, creates_users=True)


def test_an_answer_to_another_sign_in_is_refused(issuer: str) -> None:
    async def doing(browser: Browser) -> None:
        stolen = await browser.agree(await browser.begin(), "1")
        own = await browser.agree(await browser.begin(), "1")
        # Eve's answer in Kim's browser, an answer twice, one without its cookie, one too late.
        assert (await browser.back(stolen)).status_code == 403
        assert (await browser.back(own)).status_code == 403, "the cookie is used up"
        late = await browser.agree(await browser.begin(), "1")
        browser.clock.move(LASTS)
        assert (await browser.back(late)).status_code == 403
        assert (await browser.back("/session/single-sign-on/back")).status_code == 403
        assert (await browser.here.get("/session")).status_code == 401

    run(issuer, doing)


def test_an_answer_is_good_for_one_sign_in(issuer: str) -> None:
    async def doing(browser: Browser) -> None:
        away = await browser.begin()
        kept = browser.here.cookies["coolhead-away"]
        answer = await browser.agree(away, "1")
        assert (await browser.back(answer)).status_code == 200
        browser.here.cookies.set("coolhead-away", kept)
        again = await browser.back(answer)
        assert again.status_code == 403
        assert "refused" in again.text

    run(issuer, doing)


def test_a_person_who_says_no_is_not_signed_in(issuer: str) -> None:
    async def doing(browser: Browser) -> None:
        await browser.begin()
        for query in ("error=access_denied", "error=access_denied&state=x", "code=1&state=x", "x"):
            answer = await browser.back(f"/session/single-sign-on/back?{query}")
            assert answer.status_code == 403
            await browser.begin()

    run(issuer, doing)


@pytest.mark.parametrize(
    "to", ["https://evil.example.org", "//evil.example.org", "/\\evil.example.org", "", "calls"]
)
def test_nobody_is_sent_to_another_site_afterwards(issuer: str, to: str) -> None:
    async def doing(browser: Browser) -> None:
        answer = await browser.here.get("/session/single-sign-on", params={"to": to})
        assert answer.status_code == 422

    run(issuer, doing)


def test_a_provider_that_is_away_or_somebody_else_is_told_as_such(issuer: str) -> None:
    async def doing(browser: Browser) -> None:
        answer = await browser.here.get("/session/single-sign-on")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"

    run("http://127.0.0.1:9", doing)
    run(issuer.replace("127.0.0.1", "localhost") + "/nowhere", doing)
