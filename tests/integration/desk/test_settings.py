"""The settings, in an administrator's browser: every part, what touches rights, the audit."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.desk import Screens
from tests.support.settings_page import BASIS, HOSTILE, dialog, row


@pytest.mark.parametrize("part", ["people", "teams", "keys", "sources", "privacy", "audit"])
def test_each_part_opens_for_administrators_alone_and_fits_a_narrow_screen(
    shown: Screens, part: str
) -> None:
    path = f"/settings/{part}"
    for who, client in shown.people.items():
        expected = 200 if who == "admin" else 403
        assert client.get(shown.server.url + path).status_code == expected, who
    page = shown.page("admin", path, width=390, height=844)
    expect(page.get_by_role("heading", level=1)).to_have_text(part.title())
    link = page.get_by_role("navigation", name="Settings").get_by_role("link", name=part.title())
    expect(link).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("main").get_by_role("button").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_touches_peoples_rights_needs_a_basis(shown: Screens) -> None:
    page = shown.page("admin", "/settings/privacy")
    card = page.get_by_role("main").locator("section", has_text="Heat from the voice")
    expect(card.get_by_label("What allows it")).to_be_hidden()
    card.get_by_role("checkbox").check()
    card.get_by_label("What allows it").fill("ok")
    card.get_by_role("button", name="Save heat from the voice").click()
    expect(card.get_by_role("alert").filter(has_text="stated basis")).to_contain_text(
        "Say in 20 characters or more what allows it"
    )
    assert shown.admin.get("/settings").json()["voice_heat"]["on"] is False
    card.get_by_label("What allows it").fill(BASIS)
    card.get_by_role("button", name="Save heat from the voice").click()
    expect(card.get_by_role("alert").filter(has_text="stated basis")).to_have_count(0)
    expect(page.get_by_text("Saved. It holds for calls")).to_be_visible()
    page.reload()
    expect(card.get_by_role("checkbox")).to_be_checked()
    expect(card.get_by_label("What allows it")).to_have_value(BASIS)
    card.get_by_role("checkbox").uncheck()
    with page.expect_response("**/api/v1/settings"):
        card.get_by_role("button", name="Save heat from the voice").click()
    assert shown.admin.get("/settings").json()["voice_heat"]["on"] is False


def test_retention_consent_and_redaction_are_kept(shown: Screens) -> None:
    page = shown.page("admin", "/settings/privacy")
    days = page.get_by_label("Calls and their records: days")
    days.fill("0")
    page.get_by_role("button", name="Save retention").click()
    expect(days).to_be_focused()
    expect(days).to_have_attribute("aria-invalid", "true")
    days.fill("90")
    page.get_by_label("The audit: as long as the server stands").check()
    expect(page.get_by_label("The audit: days")).to_be_disabled()
    for press in ("retention", "consent", "redaction"):
        page.get_by_label("Telephone numbers").check()
        page.get_by_label("While it is unknown").select_option("Use words too")
        with page.expect_response("**/api/v1/settings") as answered:
            page.get_by_role("button", name=f"Save {press}").click()
        assert answered.value.ok
    page.reload()
    expect(days).to_have_value("90")
    expect(page.get_by_label("The audit: as long as the server stands")).to_be_checked()
    expect(page.get_by_label("Telephone numbers")).to_be_checked()
    expect(page.get_by_label("While it is unknown")).to_have_value("words")
    kept = shown.admin.get("/settings").json()
    assert kept["retention"] == {"calls": 90, "audio": 30, "audit": None}
    assert kept["redact_national_ids"] is True
    shown.admin.patch("/settings", json={"unknown_consent": "timing_only"}).raise_for_status()


def test_the_audit_shows_who_changed_what_and_is_narrowed_down(shown: Screens) -> None:
    shown.admin.patch("/settings", json={"minimum_agents": 7}).raise_for_status()
    shown.admin.put("/teams/audited", json={"name": HOSTILE}).raise_for_status()
    for n in range(60):
        shown.admin.put("/teams/audited", json={"name": f"Name {n}"}).raise_for_status()
    page = shown.page("admin", "/settings/audit")
    entries = page.locator(".entries > li")
    expect(entries).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(entries.nth(60)).to_be_visible()
    page.get_by_label("What they did").select_option("settings.change")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(entries.first).to_contain_text("minimum agents")
    expect(entries.first).to_contain_text("→ 7")
    expect(entries.first).to_contain_text("Admin")
    page.get_by_label("What they did").select_option("team.put")
    page.get_by_label("Its name or id").fill("audited")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_text("61 entries")).to_be_visible()
    expect(entries.last).to_contain_text(HOSTILE)
    page.get_by_label("To", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("There is no entry like that.")).to_be_visible()
    assert page.title() == "Audit · Settings · Coolhead"


def test_hostile_names_are_text_everywhere(shown: Screens) -> None:
    shown.admin.put("/teams/zed", json={"name": HOSTILE}).raise_for_status()
    person = {"name": HOSTILE, "email": "zed@example.com", "roles": ["agent"], "teams": ["zed"]}
    shown.admin.post("/users", json={**person, "agent": HOSTILE}).raise_for_status()
    key = {"name": HOSTILE, "scopes": ["ingest"], "teams": ["zed"]}
    shown.admin.post("/keys", json=key).raise_for_status()
    shown.admin.put("/sources/zed", json={"kind": "transcript", "team": "zed"}).raise_for_status()
    for part in ("people", "teams", "keys", "sources", "audit"):
        page = shown.page("admin", f"/settings/{part}")
        expect(page.get_by_text(HOSTILE).first).to_be_attached()
        assert page.locator("main img, main .part b:text-is('Zed')").count() == 0
        assert page.title().startswith(part.title())
    page = shown.page("admin", "/settings/people")
    page.get_by_label("Name, e-mail or agent id").fill("zed@")
    page.get_by_role("button", name="Change <img").click()
    expect(dialog(page).get_by_role("heading", level=2)).to_have_text(HOSTILE)


def test_a_session_that_ends_leaves_nothing_on_the_screen(shown: Screens) -> None:
    other = shown.server.person(shown.admin, "brief", roles=["admin"])
    shown.people["brief"] = other
    try:
        page = shown.page("brief", "/settings/people")
        page.get_by_label("Name, e-mail or agent id").fill("kim@")
        expect(row(page, "sam@example.com")).to_have_count(0)  # the answer is there
        expect(row(page, "kim@example.com")).to_be_visible()
        user = shown.admin.get("/users", params={"words": "brief@"}).json()["users"][0]
        shown.admin.patch(f"/users/{user['id']}", json={"active": False}).raise_for_status()
        page.get_by_label("Team").select_option("South")
        page.wait_for_url("**/sign-in?to=%2Fsettings%2Fpeople")
        assert "kim@example.com" not in page.content()
    finally:
        del shown.people["brief"]
