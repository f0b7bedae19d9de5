"""The settings of keys and sources, in an administrator's browser."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.support.desk import Screens
from tests.support.settings_page import dialog, row, tries


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
