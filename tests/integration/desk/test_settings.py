"""What administrators set, tried in a browser."""

from __future__ import annotations

import json

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.support.desk import Screens

HOSTILE = '<img src=x onerror="document.title=1"><b>Zed</b>'
BASIS = "Works agreement of 3 May 2026, section 4"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def row(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def handed_over(page: Page, label: str) -> str:
    """What is shown this once, to be copied."""
    return dialog(page).get_by_label(label).input_value()


def tries(shown: Screens, key: str, call: str) -> int:
    """Whether a key opens the source of words."""
    return httpx.post(
        f"{shown.server.url}/api/v1/sources/wire/calls/{call}/lines",
        content=json.dumps({"call": {"agent": "a17"}}),
        headers={"Authorization": f"Bearer {key}"},
        timeout=30,
    ).status_code


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


def test_somebody_is_set_up_gets_in_by_the_link_and_is_made_inactive(
    shown: Screens, chromium: Browser
) -> None:
    page = shown.page("admin", "/settings")
    page.get_by_role("button", name="Add a person").click()
    form = dialog(page)
    form.get_by_label("Name").fill("Robin Vale")
    form.get_by_label("E-mail").fill("no address")
    form.get_by_role("checkbox", name="Coach").check()
    form.get_by_role("checkbox", name="North").check()
    form.get_by_role("button", name="Set up").click()
    expect(form.get_by_label("E-mail")).to_have_accessible_description(
        "It is what they sign in with; nothing is sent to it. "
        "This is no e-mail address. Write it like kim@example.com."
    )
    expect(form.get_by_label("E-mail")).to_be_focused()
    form.get_by_label("E-mail").fill("robin@example.com")
    form.get_by_role("button", name="Set up").click()
    expect(form.get_by_role("heading", name="Robin Vale is set up")).to_be_visible()
    link = handed_over(page, "Link for Robin Vale")
    expect(form).to_contain_text("It works once")
    form.get_by_role("button", name="Done").click()
    expect(row(page, "Robin Vale")).to_contain_text("Invited, not taken yet")

    browser = chromium.new_context()
    theirs = browser.new_page()
    theirs.goto(link)
    theirs.get_by_label("Password").fill("six slow otters swim by")
    theirs.get_by_role("button", name="Set the password").click()
    theirs.wait_for_url("**/calls")

    page.get_by_role("button", name="Change Robin Vale").click()
    form.get_by_role("checkbox", name="Supervisor").check()
    form.get_by_role("button", name="Save").click()
    expect(row(page, "Robin Vale")).to_contain_text("Coach, Supervisor")
    theirs = browser.new_page()  # the one before goes to sign in by itself
    theirs.goto(f"{shown.server.url}/floor")
    theirs.wait_for_url("**/sign-in?to=/floor")
    theirs.get_by_label("E-mail").fill("robin@example.com")
    theirs.get_by_label("Password").fill("six slow otters swim by")
    theirs.get_by_role("button", name="Sign in").click()
    theirs.wait_for_url("**/floor")

    page.get_by_role("button", name="Change Robin Vale").click()
    form.get_by_role("button", name="Make inactive").click()
    sure = dialog(page).filter(has_text="Make Robin Vale inactive?")
    sure.get_by_role("button", name="Keep it as it is").click()
    expect(row(page, "Robin Vale")).to_be_attached()
    form.get_by_role("button", name="Make inactive").click()
    sure.get_by_role("button", name="Make inactive").click()
    expect(row(page, "Robin Vale")).to_have_count(0)
    theirs = browser.new_page()
    theirs.goto(f"{shown.server.url}/floor")
    theirs.wait_for_url("**/sign-in?to=/floor")
    browser.close()
    page.get_by_label("Accounts").select_option("Inactive")
    expect(row(page, "Robin Vale")).to_contain_text("Inactive")


def test_a_new_link_ends_the_one_before(shown: Screens) -> None:
    made = shown.admin.post(
        "/users", json={"email": "lost@example.com", "name": "Lost Link", "roles": ["coach"]}
    ).json()
    page = shown.page("admin", "/settings/people")
    page.get_by_role("button", name="Change Lost Link").click()
    dialog(page).get_by_role("button", name="Make a new link").click()
    new = handed_over(page, "Link for Lost Link")
    statuses = [
        httpx.post(
            f"{shown.server.url}/api/v1/session/link",
            json={"token": url.rpartition("#")[2]},
            headers={"X-Coolhead": "1"},
        ).status_code
        for url in (made["link"]["url"], new)
    ]
    assert statuses == [422, 200]


def test_people_are_found_by_name_team_and_page_by_page(shown: Screens) -> None:
    lines = "\n".join(f"Crowd {n:02},crowd{n:02}@example.com,coach,south" for n in range(60))
    table = f"name,email,roles,teams\n{lines}\n"
    shown.admin.post("/users/table", content=table).raise_for_status()
    page = shown.page("admin", "/settings/people")
    expect(row(page, "admin@example.com")).to_be_visible()
    page.get_by_label("Name, e-mail or agent id").fill("cRoWd")
    expect(row(page, "admin@example.com")).to_have_count(0)
    expect(page.get_by_text("50 and more people")).to_be_visible()
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_text("60 people")).to_be_visible()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    page.get_by_label("Team").select_option("North")
    expect(page.get_by_text("Nobody is like that.")).to_be_visible()
    page.get_by_label("Name, e-mail or agent id").fill("A17")
    expect(page.get_by_text("1 person", exact=True)).to_be_visible()
    expect(row(page, "kim@example.com")).to_be_visible()


def test_a_table_is_looked_through_put_right_and_imported(shown: Screens) -> None:
    page = shown.page("admin", "/settings/people")
    page.get_by_role("button", name="Import a table").click()
    form = dialog(page)
    head = "name,email,roles,teams,agent\n"
    right = "Table One,one@example.com,agent,north,t1\nlee,lee@example.com,agent,north;south,a18\n"
    pasted = form.get_by_label("or its lines, pasted")
    pasted.fill(f"{head}{right}Table Two,two@example.com,agnt,west,\n")
    form.get_by_role("button", name="Check").click()
    wrong = form.get_by_role("listitem").filter(has_text="Line 4").first
    expect(wrong).to_contain_text("Table Two,two@example.com,agnt,west,")
    expect(wrong).to_contain_text("Column 3, roles: there is no role 'agnt' for people")
    expect(wrong).to_contain_text("Column 4, teams: there is no team 'west'")
    expect(form.get_by_role("button", name="Import")).to_be_hidden()
    assert shown.admin.get("/users", params={"words": "Table One"}).json()["users"] == []

    pasted.fill(head + right)
    form.get_by_role("button", name="Check").click()
    expect(form).to_contain_text("1 would be added, 1 changed; 0 stay as they are.")
    expect(form.get_by_role("listitem").filter(has_text="one@example.com")).to_contain_text("new")
    expect(form.get_by_role("listitem").filter(has_text="lee@example.com")).to_contain_text(
        "other teams"
    )
    form.get_by_role("button", name="Import").click()
    expect(form.get_by_role("heading", name="1 person set up")).to_be_visible()
    assert "/welcome#" in handed_over(page, "Link for Table One")
    form.get_by_role("button", name="Done").click()
    page.get_by_label("Name, e-mail or agent id").fill("lee@")
    expect(row(page, "lee@example.com")).to_contain_text("North, South")


def test_a_file_is_imported_as_its_bytes(shown: Screens) -> None:
    page = shown.page("admin", "/settings/people")
    page.get_by_role("button", name="Import a table").click()
    form = dialog(page)
    file = form.get_by_label("A file")
    table = "name;email;roles\nJosé Filed;jose@example.com;coach\n"
    file.set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode("latin-1")}
    )
    form.get_by_role("button", name="Check").click()
    expect(form).to_contain_text("Line 2")
    expect(form).to_contain_text("this is not UTF-8")
    file.set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()})
    form.get_by_role("button", name="Check").click()
    form.get_by_label("Make an invitation link").uncheck()
    form.get_by_role("button", name="Import").click()
    expect(form).to_have_count(0)
    page.get_by_label("Name, e-mail or agent id").fill("José")
    expect(row(page, "José Filed")).to_be_visible()


def test_a_team_is_made_renamed_and_removed(shown: Screens) -> None:
    page = shown.page("admin", "/settings/teams")
    page.get_by_role("button", name="Add a team").click()
    form = dialog(page)
    form.get_by_label("Id").fill("east/1")
    form.get_by_label("Name").fill("The east")
    form.get_by_role("button", name="Add").click()
    expect(form).to_contain_text("no /")
    form.get_by_label("Id").fill("east 1")
    form.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Rename The east").click()
    form.get_by_label("Name").fill("Far east")
    form.get_by_role("button", name="Rename").click()
    expect(row(page, "Far east")).to_contain_text("east 1")
    page.get_by_role("button", name="Remove Far east").click()
    form.get_by_role("button", name="Remove").click()
    expect(row(page, "Far east")).to_have_count(0)
    expect(page.get_by_role("heading", name="Teams", level=1)).to_be_focused()
    page.get_by_role("button", name="Remove North").click()
    form.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status").filter(has_text="people or keys")).to_be_visible()
    expect(page.get_by_role("button", name="Remove North")).to_be_visible()


def test_a_key_is_shown_once_opens_a_source_and_is_revoked(shown: Screens) -> None:
    page = shown.page("admin", "/settings/keys")
    page.get_by_role("button", name="Make a key").click()
    form = dialog(page)
    form.get_by_label("Name").fill("Dialler")
    form.get_by_role("checkbox", name="Bring calls in").check()
    form.get_by_role("button", name="Make the key").click()
    expect(form.get_by_role("group", name="For which teams")).to_contain_text(
        "A key to calls is a key to the calls of a team"
    )
    form.get_by_role("checkbox", name="North").check()
    form.get_by_label("Until the end of").fill("2099-12-31")
    form.get_by_role("button", name="Make the key").click()
    token = form.get_by_label("Key", exact=True).input_value()
    assert tries(shown, token, "k1") == 200
    form.get_by_role("button", name="Copy").click()
    expect(form.get_by_role("status")).not_to_be_empty()
    form.get_by_role("button", name="Done").click()
    expect(row(page, "Dialler")).to_contain_text("Holds until 31 Dec 2099")
    page.reload()
    expect(row(page, "Dialler")).to_contain_text("Bring calls in")
    assert token not in page.content()
    page.get_by_role("button", name="Revoke Dialler").click()
    form.get_by_role("button", name="Revoke").click()
    expect(row(page, "Dialler")).to_contain_text("Revoked")
    assert tries(shown, token, "k1") == 401


def test_a_source_is_added_lacks_something_is_changed_turned_off_and_removed(
    shown: Screens,
) -> None:
    page = shown.page("admin", "/settings/sources")
    page.get_by_role("button", name="Add a source").click()
    form = dialog(page)
    form.get_by_label("Name").fill("phones")
    form.get_by_label("Kind").select_option("Twilio Media Streams")
    form.get_by_label("Auth token of the account").fill("a secret itself")
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_label("Auth token of the account")).to_be_focused()
    expect(form).to_contain_text("A secret is given by reference")
    form.get_by_label("Auth token of the account").fill("env:COOLHEAD_TEST_NOWHERE")
    form.get_by_role("button", name="Add").click()
    card = page.locator("[data-source=phones]")
    expect(card).to_contain_text("Lacks something")
    expect(card).to_contain_text("the secret env:COOLHEAD_TEST_NOWHERE is not set")
    card.get_by_role("link", name="How to connect").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Connect phones")
    address = page.get_by_label("Address").input_value()
    assert address == f"ws{shown.server.url[4:]}/api/v1/sources/phones/twilio"
    page.go_back()

    page.get_by_role("button", name="Change phones").click()
    form.get_by_label("Track on which the customer is").select_option("Outbound")
    form.get_by_label("Consent").select_option("Given")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    kept = shown.admin.get("/sources/phones").json()
    assert (kept["settings"]["customer"], kept["settings"]["consent"]) == ("outbound", "given")
    assert kept["settings"]["auth_token"] == "env:COOLHEAD_TEST_NOWHERE"  # noqa: S105 - a reference
    page.get_by_role("button", name="Turn phones off").click()
    expect(card).to_contain_text("Turned off")
    expect(page.get_by_role("button", name="Turn phones on")).to_be_focused()
    page.get_by_role("button", name="Remove phones").click()
    form.get_by_role("button", name="Remove").click()
    expect(card).to_have_count(0)
    assert shown.admin.get("/sources/phones").status_code == 404


def test_every_kind_has_instructions_and_a_test(shown: Screens) -> None:
    settings = {
        "audiohook": {"api_key": "env:A", "client_secret": "env:B"},
        "twilio": {"auth_token": "env:A"},
        "folder": {"path": "/nowhere/at/all"},
    }
    kinds = [each["kind"] for each in shown.admin.get("/source-kinds").json()["kinds"]]
    page = shown.page("admin", "/settings/sources")
    for kind in kinds:
        source = {"kind": kind, "team": "south", "settings": settings.get(kind, {})}
        shown.admin.put(f"/sources/of-{kind}", json=source).raise_for_status()
        page.goto(f"{shown.server.url}/settings/sources#connect=of-{kind}")
        expect(page.get_by_role("heading", name=f"Connect of-{kind}")).to_be_visible()
        assert page.locator(".steps-list > li").count() >= 4
        page.get_by_role("link", name="Call me now").click()
        expect(page.get_by_text("Nothing has come yet.")).to_be_visible()
        shown.admin.delete(f"/sources/of-{kind}")


def test_call_me_now_ticks_off_what_arrives_and_shows_no_word(shown: Screens) -> None:
    page = shown.page("admin", "/settings/sources")
    with page.expect_websocket() as opened:
        page.locator("[data-source=wire]").get_by_role("link", name="Call me now").click()
    opened.value.wait_for_event("framereceived")
    steps = page.get_by_role("main").get_by_role("list").filter(has_text="onnect").first
    expect(steps.get_by_text("Waiting for a connection")).to_be_visible()
    expect(steps).to_contain_text("Look at the address")

    shown.begin("try1")
    expect(steps).to_contain_text("Connected (1 so far, 0 open)")
    expect(steps.get_by_text("A call has begun", exact=True)).to_be_visible()
    expect(steps).to_contain_text("Words are not understood yet")
    shown.tell(
        "try1", {"party": "customer", "start": 1, "end": 3, "text": "My secret is otter", "id": "a"}
    )
    expect(steps).to_contain_text("Words are understood (1 utterance)")
    expect(steps.locator("[data-state=come]")).to_have_count(3)
    assert tries(shown, "chk_wrong", "try1") == 401
    expect(page.get_by_role("heading", name="What was refused or wrong")).to_be_visible()
    expect(page.get_by_text("The key is not known, or holds no longer.")).to_be_visible()
    assert "otter" not in page.content()
    assert "try1" not in page.content()
    page.get_by_role("link", name="All sources").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")


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


def test_a_team_is_added_by_keyboard_alone(shown: Screens) -> None:
    page = shown.page("admin", "/settings")
    expect(page.get_by_role("button", name="Add a person")).to_be_visible()

    def tab_to(found: Locator) -> None:
        for _ in range(30):
            if found.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        expect(found).to_be_focused()

    tab_to(page.get_by_role("link", name="Teams"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/teams")
    tab_to(page.get_by_role("button", name="Add a team"))
    page.keyboard.press("Enter")
    tab_to(dialog(page).get_by_label("Id"))
    page.keyboard.type("keyed")
    page.keyboard.press("Tab")
    page.keyboard.type("By keys")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect(row(page, "By keys")).to_contain_text("keyed")
    tab_to(page.get_by_role("button", name="Remove By keys"))
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Remove By keys")).to_be_focused()
    assert "keyed" in {team["id"] for team in shown.admin.get("/teams").json()["teams"]}


def test_a_session_that_ends_leaves_nothing_on_the_screen(shown: Screens) -> None:
    other = shown.server.person(shown.admin, "brief", roles=["admin"])
    shown.people["brief"] = other
    try:
        page = shown.page("brief", "/settings/people")
        page.get_by_label("Name, e-mail or agent id").fill("kim@")
        expect(row(page, "kim@example.com")).to_be_visible()
        user = shown.admin.get("/users", params={"words": "brief@"}).json()["users"][0]
        shown.admin.patch(f"/users/{user['id']}", json={"active": False}).raise_for_status()
        page.get_by_label("Team").select_option("South")
        page.wait_for_url("**/sign-in?to=%2Fsettings%2Fpeople")
        assert "kim@example.com" not in page.content()
    finally:
        del shown.people["brief"]
