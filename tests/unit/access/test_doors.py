"""The doors: where requests come from, how large and how many they are, what answers carry."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import httpx
import pytest
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from tests.support.access import NOON

from coolhead.api.problems import ApiProblem
from coolhead.api.security import away
from coolhead.api.security.addresses import sender_of
from coolhead.api.security.body_size import BodyLimit
from coolhead.api.security.cookies import CookieSettings
from coolhead.api.security.csrf import check_request
from coolhead.api.security.headers import SecurityHeaders
from coolhead.api.security.limits import SignInLimits
from coolhead.api.security.origins import check_origin
from coolhead.services.access.single_sign_on import Begun

DESK = frozenset({"https://desk.example.com"})


def connection(
    kind: str = "websocket", scheme: str = "http", method: str = "POST", **headers: str
) -> HTTPConnection:
    return HTTPConnection(
        {
            "type": kind,
            "scheme": scheme,
            "method": method,
            "path": "/",
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
            ],
        }
    )


@pytest.mark.parametrize(
    ("scheme", "host", "origin", "allowed"),
    [
        ("ws", "127.0.0.1:8710", None, True),
        ("ws", "127.0.0.1:8710", "http://127.0.0.1:8710", True),
        ("ws", "localhost", "http://localhost:80", True),
        ("ws", "[::1]:8710", "http://[::1]:8710", True),
        ("wss", "coolhead.example.com", "https://coolhead.example.com", True),
        ("wss", "coolhead.example.com", "https://coolhead.example.com:443", True),
        ("wss", "coolhead.example.com", "https://desk.example.com", True),
        ("wss", "coolhead.example.com", "https://evil.example.com", False),
        ("wss", "coolhead.example.com", "https://coolhead.example.com.evil.org", False),
        ("wss", "coolhead.example.com", "https://coolhead.example.com@evil.org", False),
        ("wss", "coolhead.example.com", "http://coolhead.example.com", False),
        ("wss", "coolhead.example.com", "https://coolhead.example.com:8443", False),
        ("ws", "127.0.0.1:8710", "http://127.0.0.1:9000", False),
        ("ws", "127.0.0.1:8710", "http://localhost:8710", False),
        ("ws", "127.0.0.1:8710", "null", False),
        ("ws", "127.0.0.1:8710", "", False),
        ("ws", "127.0.0.1:8710", "file://", False),
        ("ws", "127.0.0.1:8710", "http://127.0.0.1:x", False),
        ("ws", "127.0.0.1:8710", "http://[::1", False),
        ("ws", "", "http://", False),
    ],
)
def test_sockets_are_opened_by_our_pages_and_by_programs_alone(
    scheme: str, host: str, origin: str | None, allowed: bool
) -> None:
    given = {"host": host} if origin is None else {"host": host, "origin": origin}
    asked = connection(scheme=scheme, **given)
    if allowed:
        check_origin(asked, DESK)
        return
    with pytest.raises(ApiProblem) as refused:
        check_origin(asked, DESK)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"x_coolhead": "1"}, True),
        ({"x_coolhead": "1", "origin": "http://here", "sec_fetch_site": "same-origin"}, True),
        ({"x_coolhead": "1", "origin": "https://desk.example.com"}, True),
        (
            {
                "x_coolhead": "1",
                "origin": "https://desk.example.com",
                "sec_fetch_site": "same-site",
            },
            True,
        ),
        ({}, False),
        ({"origin": "http://here", "sec_fetch_site": "same-origin"}, False),
        ({"x_coolhead": "1", "origin": "http://elsewhere"}, False),
        ({"x_coolhead": "1", "origin": "null"}, False),
        ({"x_coolhead": "1", "sec_fetch_site": "cross-site"}, False),
        ({"x_coolhead": "1", "sec_fetch_site": "same-site"}, False),
        ({"x_coolhead": "1", "origin": "http://here", "sec_fetch_site": "cross-site"}, False),
    ],
)
def test_what_another_sites_page_may_have_sent_is_refused(
    headers: dict[str, str], allowed: bool
) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        asked = connection("http", method=method, host="here", **headers)
        if allowed:
            check_request(asked, DESK)
            continue
        with pytest.raises(ApiProblem) as refused:
            check_request(asked, DESK)
        assert refused.value.status == 403
    check_request(connection("http", method="GET", host="here", **headers), DESK)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


async def hides_errors(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        await Request(scope, receive).body()
    except Exception:  # noqa: BLE001 - as a careless route might
        await PlainTextResponse("done")(scope, receive, send)


async def post(app: Any, pieces: Iterable[bytes]) -> httpx.Response:
    async def body() -> Any:
        for piece in pieces:
            yield piece

    transport = httpx.ASGITransport(BodyLimit(app, limit=100, larger={"/table": 200}))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        whole = b"".join(pieces) if isinstance(pieces, tuple) else body()
        return await client.post("/", content=whole)


@pytest.mark.parametrize("app", [echo, hides_errors])
@pytest.mark.parametrize("pieces", [(b"x" * 101,), [b"x" * 50, b"x" * 51], [b"x"] * 101])
def test_a_body_beyond_the_limit_is_refused_said_or_not(app: Any, pieces: Any) -> None:
    answer = asyncio.run(post(app, pieces))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "too_large"


@pytest.mark.parametrize("pieces", [(b"x" * 100,), [b"x" * 50, b"x" * 50], ()])
def test_a_body_within_the_limit_is_passed_on(pieces: Any) -> None:
    answer = asyncio.run(post(echo, pieces))
    assert answer.status_code == 200
    assert answer.text == str(sum(map(len, pieces)))


def test_a_path_may_have_a_limit_of_its_own() -> None:
    async def doing() -> None:
        transport = httpx.ASGITransport(BodyLimit(echo, limit=100, larger={"/table": 200}))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            assert (await client.post("/table", content=b"x" * 200)).status_code == 200
            assert (await client.post("/table", content=b"x" * 201)).status_code == 413
            assert (await client.post("/table/x", content=b"x" * 200)).status_code == 413

    asyncio.run(doing())


@pytest.mark.parametrize("length", ["99999999999999999999999999", "-1", "x", ""])
def test_what_a_request_says_of_its_length_is_no_way_around(length: str) -> None:
    async def doing() -> list[Message]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"x" * 60, "more_body": True}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/",
            "headers": [(b"content-length", length.encode())],
        }
        await BodyLimit(echo, limit=100)(scope, receive, send)
        return sent

    assert asyncio.run(doing())[0]["status"] == 413


def test_errors_that_have_nothing_to_do_with_size_go_on() -> None:
    async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise KeyError("broken")

    with pytest.raises(KeyError):
        asyncio.run(post(broken, (b"x",)))


def test_answers_carry_the_headers_and_keep_their_own() -> None:
    async def own(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"Content-Security-Policy": "default-src 'none'"}
        await PlainTextResponse("page", headers=headers)(scope, receive, send)

    async def doing(app: Any, *, secure: bool) -> httpx.Headers:
        transport = httpx.ASGITransport(SecurityHeaders(app, secure=secure))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return (await client.get("/")).headers

    usual = asyncio.run(doing(echo, secure=True))
    assert "frame-ancestors 'none'" in usual["content-security-policy"]
    assert "unsafe" not in usual["content-security-policy"]
    assert usual["x-content-type-options"] == "nosniff"
    assert usual["referrer-policy"] == "same-origin"
    assert "max-age" in usual["strict-transport-security"]
    plain = asyncio.run(doing(own, secure=False))
    assert plain["content-security-policy"] == "default-src 'none'"
    assert "strict-transport-security" not in plain


def test_a_sessions_cookie_is_for_this_host_alone_and_for_no_script() -> None:
    secure, plain = PlainTextResponse(), PlainTextResponse()
    CookieSettings(secure=True).give(secure, "token", seconds=60)
    CookieSettings(secure=False).give(plain, "token", seconds=60)
    cookie = secure.headers["set-cookie"]
    assert cookie.startswith("__Host-coolhead=token; ")
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/", "Max-Age=60"):
        assert part in cookie
    assert "Domain" not in cookie
    assert plain.headers["set-cookie"].startswith("coolhead=token; ")
    assert "Secure" not in plain.headers["set-cookie"]
    assert "HttpOnly" in plain.headers["set-cookie"]


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::/64"),
        ("2001:db8::ffff", "2001:db8::/64"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_sender_is_an_address_or_a_network_of_one_customer(address: str, sender: str) -> None:
    assert sender_of(address) == sender


async def tries(limits: SignInLimits, email: str, address: str, most: int) -> int:
    for count in range(most):
        try:
            await limits.take(email, address)
        except ApiProblem as problem:
            return count if problem.status == 429 else -1
    return most


def test_ten_tries_at_an_account_from_one_place() -> None:
    async def doing() -> None:
        limits = SignInLimits()
        assert await tries(limits, "kim@example.com", "192.0.2.7", 20) == 10
        assert await tries(limits, " KIM@example.com", "192.0.2.7", 1) == 0
        with pytest.raises(ApiProblem) as refused:
            await limits.take("kim@example.com", "192.0.2.7")
        assert 0 < int(refused.value.headers["Retry-After"]) <= 15 * 60
        assert await tries(limits, "ada@example.com", "192.0.2.7", 1) == 1
        assert await tries(limits, "kim@example.com", "192.0.2.8", 1) == 1

    asyncio.run(doing())


def test_whoever_gets_in_begins_to_count_anew() -> None:
    async def doing() -> None:
        limits = SignInLimits()
        assert await tries(limits, "kim@example.com", "192.0.2.7", 9) == 9
        await limits.succeeded("kim@example.com", "192.0.2.7")
        assert await tries(limits, "kim@example.com", "192.0.2.7", 20) == 10

    asyncio.run(doing())


def test_a_hundred_tries_from_one_place_and_a_hundred_at_one_account() -> None:
    async def doing() -> None:
        limits = SignInLimits()
        for n in range(100):
            await limits.take(f"user{n}@example.com", "192.0.2.7")
        assert await tries(limits, "another@example.com", "192.0.2.7", 1) == 0
        for n in range(100):
            await limits.take("kim@example.com", f"198.51.100.{n}")
        assert await tries(limits, "kim@example.com", "203.0.113.1", 1) == 0

    asyncio.run(doing())


BEGUN = Begun(url="https://idp/authorize?x=1", state="s", nonce="n", verifier="v")


def test_what_a_browser_keeps_meanwhile_cannot_be_made_up_or_kept_for_long() -> None:
    sealed = away.seal(BEGUN, "/calls", NOON, b"key")
    found = away.unseal(sealed, NOON, b"key")
    assert found is not None
    assert (found.begun.state, found.begun.nonce, found.begun.verifier) == ("s", "n", "v")
    assert found.to == "/calls"
    assert away.unseal(sealed, NOON + away.LASTS, b"key") is None
    assert away.unseal(sealed, NOON, b"another key") is None
    for wrong in ("", ".", sealed[1:], sealed[:-1], "x" * 5_000, sealed.replace(".", "")):
        assert away.unseal(wrong, NOON, b"key") is None
