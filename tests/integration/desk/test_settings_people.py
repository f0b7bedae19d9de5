"""The settings of people and teams, in an administrator's browser."""

from __future__ import annotations

import httpx
from playwright.sync_api import Browser, Locator, expect
from tests.support.desk import Screens
from tests.support.patience import PATIENCE_S
from tests.support.settings_page import dialog, handed_over, row


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
            timeout=PATIENCE_S,
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


def test_a_team_is_made_changed_and_removed(shown: Screens) -> None:
    page = shown.page("admin", "/settings/teams")
    page.get_by_role("button", name="Add a team").click()
    form = dialog(page)
    form.get_by_label("Id").fill("east/1")
    form.get_by_label("Name").fill("The east")
    form.get_by_role("button", name="Add").click()
    expect(form).to_contain_text("no /")
    form.get_by_label("Id").fill("east 1")
    form.get_by_role("button", name="Add").click()
    expect(row(page, "The east")).to_contain_text("As everywhere")
    page.get_by_role("button", name="Change The east").click()
    form.get_by_label("Name").fill("Far east")
    form.get_by_label("Agents who stay free").fill("3")
    form.get_by_role("button", name="Save").click()
    expect(row(page, "Far east")).to_contain_text("east 1")
    expect(row(page, "Far east")).to_contain_text("3")
    page.get_by_role("button", name="Remove Far east").click()
    form.get_by_role("button", name="Remove").click()
    expect(row(page, "Far east")).to_have_count(0)
    expect(page.get_by_role("heading", name="Teams", level=1)).to_be_focused()
    page.get_by_role("button", name="Remove North").click()
    form.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status").filter(has_text="people or keys")).to_be_visible()
    expect(page.get_by_role("button", name="Remove North")).to_be_visible()


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
