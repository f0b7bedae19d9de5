"""Accounts as an administrator and their people use them: real database, real hashes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex, token_urlsafe

import httpx
import pytest
from fastapi import FastAPI
from tests.support.access import PASSWORD, WORKSPACE, SetClock

from coolhead.adapters.identity.argon2 import Argon2Hasher
from coolhead.adapters.storage.accounts import SqlAccessStore
from coolhead.adapters.storage.store import Store, open_store
from coolhead.api.handlers import add_handlers
from coolhead.api.routes import audit, keys, session, settings, teams, users
from coolhead.api.security.access import AccessServices
from coolhead.api.security.cookies import CookieSettings
from coolhead.services.access.entry import IDLE
from coolhead.services.access.surroundings import Surroundings

ADMIN = {"email": "ada@example.com", "name": "Ada Okoro", "password": PASSWORD}
Open = Callable[[], httpx.AsyncClient]


class Server:
    """An app with the routes of access, and browsers that look at it."""

    def __init__(self, store: Store, hasher: Argon2Hasher) -> None:
        self.clock = SetClock()
        around = Surroundings(
            workspace=WORKSPACE,
            store=SqlAccessStore(store),
            clock=self.clock,
            hasher=hasher,
            token=lambda: token_urlsafe(32),
            ids=lambda: token_hex(8),
        )
        self.access = AccessServices(
            around=around,
            cookie=CookieSettings(secure=True),
            public_url="https://coolhead.example.com",
        )
        self.app = FastAPI()
        self.app.state.access = self.access
        for module in (session, users, teams, keys, audit, settings):
            self.app.include_router(module.router)
        add_handlers(self.app)

    def browser(self, **headers: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="https://coolhead.example.com",
            headers={"X-Coolhead": "1"} | headers,
        )

    @asynccontextmanager
    async def first_admin(self) -> AsyncIterator[httpx.AsyncClient]:
        made = await self.access.onboarding.first_admin()
        assert made is not None
        async with self.browser() as ada:
            accepted = await ada.post("/session/accept", json=ADMIN | {"token": made.token})
            assert accepted.status_code == 200, accepted.text
            yield ada


HASHER = Argon2Hasher()


def run(folder: Path, doing: Callable[[Server], Awaitable[None]]) -> None:
    async def whole() -> None:
        url = f"sqlite+aiosqlite:///{folder / 'coolhead.db'}"
        store = await open_store(url, spool=folder / "spool")
        try:
            await doing(Server(store, HASHER))
        finally:
            await store.close()

    asyncio.run(whole())


def token_of(link: dict[str, str]) -> str:
    page, _, token = link["url"].partition("#")
    assert page == "https://coolhead.example.com/welcome"
    return token


def test_from_the_first_link_to_an_agent_who_is_signed_in(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada, server.browser() as kims:
            assert (await ada.get("/session")).json()["roles"] == ["admin"]
            await ada.put("/teams/north", json={"name": "North"})
            kim = {
                "email": "kim@example.com",
                "name": "Kim Lee",
                "roles": ["agent"],
                "teams": ["north"],
                "agent": "a17",
            }
            invited = await ada.post("/users", json=kim)
            assert invited.status_code == 201, invited.text
            token = token_of(invited.json()["link"])
            found = await kims.post("/session/link", json={"token": token})
            assert found.json() == {
                "kind": "invitation",
                "email": "kim@example.com",
                "name": "Kim Lee",
            }
            weak = await kims.post("/session/accept", json={"token": token, "password": "x" * 12})
            assert weak.status_code == 422
            assert weak.json()["errors"][0]["pointer"] == "/password"
            accepted = await kims.post(
                "/session/accept", json={"token": token, "password": "seven slow tortoises"}
            )
            assert accepted.json()["agent"] == "a17"
            cookie = accepted.headers["set-cookie"]
            for part in ("__Host-coolhead=", "HttpOnly", "Secure", "SameSite=strict"):
                assert part in cookie
            assert (await kims.get("/session")).json()["teams"] == ["north"]
            assert (await kims.get("/users")).status_code == 403
            assert (await kims.get("/audit")).status_code == 403
            assert (await kims.delete("/session")).status_code == 204
            assert (await kims.get("/session")).status_code == 401
            signed_in = await kims.post(
                "/session", json={"email": "KIM@example.com", "password": "seven slow tortoises"}
            )
            assert signed_in.status_code == 200
            read = (await ada.get("/audit", params={"kind": "user"})).json()
            done = [(each["action"], each["name"]) for each in reversed(read["entries"])]
            assert done == [
                ("link.use", "Ada Okoro"),
                ("session.begin", "Ada Okoro"),
                ("user.add", "Ada Okoro"),
                ("link.use", "Kim Lee"),
                ("session.begin", "Kim Lee"),
                ("session.end", "Kim Lee"),
                ("session.begin", "Kim Lee"),
            ]

    run(tmp_path, doing)


def test_wrong_sign_ins_are_answered_alike_and_stopped_after_a_while(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin(), server.browser() as eves:
            for email in ("ada@example.com", "nobody@example.com"):
                body = {"email": email, "password": "not the password"}
                answers = [await eves.post("/session", json=body) for _ in range(11)]
                assert [answer.status_code for answer in answers] == [401] * 10 + [429]
                assert {answer.text for answer in answers[:10]} == {answers[0].text}
                assert "retry-after" in answers[-1].headers
                if email == "ada@example.com":
                    first = answers[0].text
                assert answers[0].text == first

    run(tmp_path, doing)


def test_another_sites_page_signs_nobody_in_and_changes_nothing(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada:
            evil = {"Origin": "https://evil.example.org"}
            for method, path, body in (
                ("POST", "/session", ADMIN),
                ("POST", "/keys", {"name": "K", "scopes": ["metrics:read"]}),
                ("PATCH", "/settings", {"redact_phones": True}),
                ("DELETE", "/session", None),
            ):
                answer = await ada.request(method, path, json=body, headers=evil)
                assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
                del ada.headers["X-Coolhead"]
                answer = await ada.request(method, path, json=body)
                assert (answer.status_code, answer.json()["code"]) == (403, "header_missing")
                ada.headers["X-Coolhead"] = "1"
            assert (await ada.get("/session", headers=evil)).status_code == 200

    run(tmp_path, doing)


def test_sessions_end_by_time_by_role_and_by_a_new_password(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada, server.browser() as kims:
            invited = (
                await ada.post(
                    "/users",
                    json={"email": "kim@example.com", "name": "Kim", "roles": ["agent"]},
                )
            ).json()
            user = f"/users/{invited['user']['id']}"
            token = token_of(invited["link"])
            await kims.post("/session/accept", json={"token": token, "password": PASSWORD})
            assert (await kims.get("/session")).status_code == 200
            assert (await ada.patch(user, json={"roles": ["coach"]})).status_code == 200
            assert (await kims.get("/session")).status_code == 401
            await kims.post("/session", json={"email": "kim@example.com", "password": PASSWORD})
            changed = await kims.post(
                "/session/password", json={"old": PASSWORD, "new": "seven slow tortoises"}
            )
            assert changed.status_code == 200, changed.text
            assert (await kims.get("/session")).status_code == 200
            link = (await ada.post(f"{user}/link")).json()
            assert link["kind"] == "password_reset"
            body = {"token": token_of(link), "password": "nine brown owls at dusk"}
            async with server.browser() as elsewhere:
                assert (await elsewhere.post("/session/accept", json=body)).status_code == 200
                assert (await elsewhere.post("/session/accept", json=body)).status_code == 422
            assert (await kims.get("/session")).status_code == 401
            assert (await ada.patch(user, json={"active": False})).status_code == 200
            lost = await kims.post(
                "/session", json={"email": "kim@example.com", "password": body["password"]}
            )
            assert lost.status_code == 401
            server.clock.move(IDLE)
            assert (await ada.get("/session")).status_code == 401

    run(tmp_path, doing)


def test_a_key_lets_a_program_in_without_a_header_of_ours(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada:
            await ada.put("/teams/north", json={"name": "North"})
            wanted = {"name": "Dialler", "scopes": ["ingest"], "teams": ["north"]}
            made = (await ada.post("/keys", json=wanted)).json()
            bearer = {"Authorization": f"Bearer {made['token']}"}
            transport = httpx.ASGITransport(server.app)
            async with httpx.AsyncClient(
                transport=transport, base_url="https://coolhead.example.com", headers=bearer
            ) as program:
                me = (await program.get("/session")).json()
                assert (me["roles"], me["scopes"], me["teams"]) == (
                    ["service"],
                    ["ingest"],
                    ["north"],
                )
                for method, path in (
                    ("GET", "/users"),
                    ("GET", "/keys"),
                    ("GET", "/audit"),
                    ("GET", "/settings"),
                    ("DELETE", "/session"),
                ):
                    assert (await program.request(method, path)).status_code == 403
                listed = (await ada.get("/keys")).json()["keys"]
                assert made["token"] not in str(listed)
                assert listed[0]["prefix"] == made["token"][:10]
                assert listed[0]["used_at"] is not None
                assert (await ada.delete(f"/keys/{made['key']['id']}")).status_code == 200
                assert (await program.get("/session")).status_code == 401

    run(tmp_path, doing)


def test_a_table_is_tried_and_then_done(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada:
            await ada.put("/teams/north", json={"name": "North"})
            table = "name,email,roles,teams,agent\nKim,kim@example.com,agent,{team},a17\n"
            wrong = await ada.post("/users/table", content=table.format(team="nort"))
            assert wrong.status_code == 422
            (place,) = wrong.json()["errors"]
            assert (place["line"], place["column"]) == (2, 4)
            right = table.format(team="north")
            dry = await ada.post("/users/table?dry_run=true", content=right)
            assert (dry.json()["added"], dry.json()["dry_run"]) == (1, True)
            assert len((await ada.get("/users")).json()["users"]) == 1
            done = (await ada.post("/users/table?invite=true", content=right)).json()
            assert token_of(done["invited"][0]["link"])
            again = (await ada.post("/users/table", content=right)).json()
            assert (again["added"], again["same"]) == (0, 1)
            page = (await ada.get("/users?limit=1")).json()
            assert [user["email"] for user in page["users"]] == ["ada@example.com"]
            rest = (await ada.get("/users", params={"limit": 1, "after": page["next"]})).json()
            assert [user["email"] for user in rest["users"]] == ["kim@example.com"]
            assert rest["next"] is None
            for cursor in ("!", "AA==", "\u00e9", "x" * 400):
                refused = await ada.get("/users", params={"after": cursor})
                assert refused.status_code in {200, 422}

    run(tmp_path, doing)


def test_a_supervisor_sees_the_people_of_their_teams_alone(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada, server.browser() as sams:
            for team in ("north", "south"):
                await ada.put(f"/teams/{team}", json={"name": team.title()})
            people = {}
            for name, role, team in (
                ("sam", "supervisor", "north"),
                ("kim", "agent", "north"),
                ("lou", "agent", "south"),
            ):
                body = {
                    "email": f"{name}@example.com",
                    "name": name,
                    "roles": [role],
                    "teams": [team],
                }
                people[name] = (await ada.post("/users", json=body)).json()
            body = {"token": token_of(people["sam"]["link"]), "password": PASSWORD}
            await sams.post("/session/accept", json=body)
            seen = (await sams.get("/users")).json()["users"]
            assert [user["name"] for user in seen] == ["kim", "sam"]
            assert (await sams.get("/users?team=south")).json()["users"] == []
            assert (await sams.get(f"/users/{people['kim']['user']['id']}")).status_code == 200
            assert (await sams.get(f"/users/{people['lou']['user']['id']}")).status_code == 404
            (team,) = (await sams.get("/teams")).json()["teams"]
            assert team == {"id": "north", "name": "North", "minimum_free": None}
            assert (await sams.patch("/settings", json={"redact_phones": True})).status_code == 403
            assert (await sams.get("/settings")).json()["redact_phones"] is False

    run(tmp_path, doing)


def test_settings_are_changed_bit_by_bit_and_with_a_basis(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin() as ada:
            refused = await ada.patch("/settings", json={"voice_heat": {"on": True}})
            assert refused.status_code == 422
            assert refused.json()["errors"][0]["pointer"] == "/voice_heat/basis"
            basis = "works agreement of 3 May 2026, section 4"
            changed = await ada.patch(
                "/settings",
                json={
                    "voice_heat": {"on": True, "basis": basis},
                    "retention": {"audio": 7, "audit": None},
                },
            )
            shown = changed.json()
            assert shown["voice_heat"] == {"on": True, "basis": basis}
            assert shown["retention"] == {
                "calls": 180,
                "audio": 7,
                "audit": None,
            }
            # What was stated once is no basis for turning it on again.
            assert (await ada.patch("/settings", json={"voice_heat": {"on": False}})).json()
            again = await ada.patch("/settings", json={"voice_heat": {"on": True}})
            assert again.status_code == 422
            read = (await ada.get("/audit?action=settings.change")).json()["entries"]
            assert [set(each["detail"]) for each in read] == [
                {"voice_heat"},
                {"voice_heat", "retention"},
            ]

    run(tmp_path, doing)


def test_nothing_secret_is_in_any_byte_of_the_database(tmp_path: Path) -> None:
    secrets = [PASSWORD]

    async def doing(server: Server) -> None:
        async with server.first_admin() as ada:
            secrets.extend(cookie.value or "" for cookie in ada.cookies.jar)
            wanted = {"name": "M", "scopes": ["metrics:read"]}
            secrets.append((await ada.post("/keys", json=wanted)).json()["token"])
            body = {"email": "kim@example.com", "name": "Kim"}
            secrets.append(token_of((await ada.post("/users", json=body)).json()["link"]))
            await ada.post("/session", json={"email": "typed in the wrong field", "password": "x"})
            secrets.append("typed in the wrong field")

    run(tmp_path, doing)
    kept = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert b"kim@example.com" in kept
    assert len(secrets) == 5
    assert [secret for secret in secrets if secret.encode() in kept] == []


def test_the_audit_cannot_be_changed_in_the_database_either(tmp_path: Path) -> None:
    async def doing(server: Server) -> None:
        async with server.first_admin():
            pass

    run(tmp_path, doing)
    database = sqlite3.connect(tmp_path / "coolhead.db")
    try:
        with pytest.raises(sqlite3.IntegrityError, match="not changed"):
            database.execute("UPDATE audit SET who = 'somebody else'")
    finally:
        database.close()
