"""Who may open which page, and how one gets in and out."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, expect
from tests.support.desk import Screens
from tests.support.patience import PATIENCE_S
from tests.support.server import PASSWORD

PAGES = {
    "/desk": {"kim", "lee"},
    "/floor": {"sam", "sue"},
    "/calls": {"kim", "lee", "sam", "sue", "cleo"},
    "/calls/c1": {"kim", "lee", "sam", "sue", "cleo"},
    "/follow-ups": {"kim", "lee", "sam", "sue"},
    "/reviews": {"kim", "lee", "sam", "sue", "cleo"},
    "/coaching": {"kim", "lee", "sam", "sue", "cleo"},
    "/insights": {"sam", "sue", "cleo"},
    "/playbooks": {"sam", "sue", "cleo", "admin"},
    "/settings": {"admin"},
}


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens_for_its_roles_alone(shown: Screens, path: str) -> None:
    for who, client in shown.people.items():
        status = client.get(shown.server.url + path).status_code
        assert status == (200 if who in PAGES[path] else 403), who
    with httpx.Client(base_url=shown.server.url, timeout=PATIENCE_S) as nobody:
        asked = nobody.get(path, params={"x": "1"})
        assert asked.status_code == 303
        assert asked.headers["location"] == f"/sign-in?to={path}%3Fx%3D1"


def test_everybody_begins_where_their_work_is(shown: Screens) -> None:
    for who, home in (
        ("kim", "/desk"),
        ("sam", "/floor"),
        ("cleo", "/calls"),
        ("admin", "/settings"),
    ):
        assert shown.people[who].get(shown.server.url + "/").headers["location"] == home


def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(shown: Screens) -> None:
    answer = shown.people["kim"].get(shown.server.url + "/desk")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text
    for path in ("/assets/base/dom.js", "/assets/base/base.css", "/assets/coolhead.svg"):
        found = httpx.get(shown.server.url + path, timeout=PATIENCE_S)
        assert found.status_code == 200
        again = httpx.get(
            shown.server.url + path,
            headers={"If-None-Match": found.headers["etag"]},
            timeout=PATIENCE_S,
        )
        assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../pages.py",
        "/assets/%2e%2e/pages.py",
        "/assets/__init__.py",
        "/assets/x",
        "/assets/shell.html",
    ],
)
def test_nothing_but_assets_can_be_had_as_such(shown: Screens, path: str) -> None:
    assert httpx.get(shown.server.url + path, timeout=PATIENCE_S).status_code == 404


def test_only_the_demo_lets_one_be_somebody(shown: Screens) -> None:
    assert httpx.get(f"{shown.server.url}/demo", timeout=PATIENCE_S).status_code == 404
    assert httpx.post(f"{shown.server.url}/demo/as/agent", timeout=PATIENCE_S).status_code == 404


def test_somebody_signs_in_and_goes_on_where_they_wanted_and_out(
    shown: Screens, chromium: Browser
) -> None:
    page = chromium.new_page()
    page.goto(f"{shown.server.url}/calls")
    page.get_by_label("E-mail").fill("sam@example.com")
    page.get_by_label("Password").fill("not it")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("The e-mail or the password is wrong")
    page.get_by_label("Password").fill(f"{PASSWORD} sam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calls")
    page.get_by_text("sam", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.goto(f"{shown.server.url}/calls")
    page.wait_for_url("**/sign-in?to=/calls")
    page.close()


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(shown: Screens, to: str) -> None:
    page = shown.page("sam", f"/sign-in?to={to}")
    page.wait_for_url("**/floor")


def test_the_link_of_an_invitation_sets_a_password_and_lets_in(
    shown: Screens, chromium: Browser
) -> None:
    made = shown.admin.post(
        "/users",
        json={"email": "new@example.com", "name": "New", "roles": ["coach"], "teams": ["north"]},
    ).json()
    page = chromium.new_page()
    page.goto(made["link"]["url"])
    expect(page.get_by_role("heading", name="Welcome, New")).to_be_visible()
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_label("Password").fill("seven slow otters in a row")
    page.get_by_role("button", name="Set the password").click()
    page.wait_for_url("**/calls")
    page.goto(made["link"]["url"])
    page.reload()
    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    page.close()
