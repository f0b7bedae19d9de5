"""Playbooks in the browser: written, checked, tried on calls, published, used, compared."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.support.desk import Screens

HEAD = "extends: standard\nname: {name}\ntitle: {title}\nversion: {version}\n"
KINDLY = "Please speak to me kindly, and we go on."
CIVILITY = f'cues:\n  ask_for_civility:\n    say:\n      - "{KINDLY}"\n'
HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


def text_of(name: str, *, title: str = "Northern", version: int = 1, more: str = "") -> str:
    return HEAD.format(name=name, title=title, version=version) + more


def published(shown: Screens, who: str, name: str, **text: Any) -> None:
    body = {"text": text_of(name, **text), "team": "north"}
    shown.people[who].put(f"/playbooks/{name}", json=body).raise_for_status()


def editor(page: Page) -> Any:
    return page.get_by_label("Text of the playbook")


def lent(shown: Screens, call: str, *, is_lent: bool = True, start: str = "04") -> None:
    shown.run(call, start)
    if is_lent:
        action = {"type": "CallLent", "lent": True}
        shown.people["kim"].post(f"/calls/{call}/actions", json=action).raise_for_status()


def test_what_ships_and_what_is_published_is_listed_and_read(shown: Screens) -> None:
    published(shown, "cleo", "listed", title="Listed here", more="sources: [S1]\n")
    page = shown.page("sam", "/playbooks")
    here = page.get_by_role("list", name="Published here").get_by_role("listitem")
    row = here.filter(has_text="Listed here")
    expect(row).to_contain_text("listed, version 1, for the team north")
    expect(row).to_contain_text("Sources: S1")
    shipped = page.get_by_role("list", name="Shipped with Coolhead").get_by_role("listitem")
    expect(shipped).to_have_count(6)
    page.get_by_role("link", name="Telemarketing, keep the deal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Telemarketing, keep the deal")
    ladder = page.get_by_role("region", name="The boundary ladder")
    expect(ladder).to_contain_text("There is no final warning")
    expect(page.get_by_role("region", name="Apology")).to_contain_text("the heat has come down")
    page.get_by_text("Ask for respect", exact=True).click()
    phrase = page.get_by_text("Please speak to me politely, as I do to you.")
    expect(phrase).to_be_visible()
    headings = page.evaluate(
        "[...document.querySelectorAll('main h1, main h2, main h3')].map((each) => each.tagName)"
    )
    assert headings[0] == "H1"
    assert all(int(b[1]) - int(a[1]) <= 1 for a, b in pairwise(headings))


def test_a_coach_writes_mends_tries_and_publishes_and_a_new_call_uses_it(shown: Screens) -> None:
    page = shown.page("cleo", "/playbooks")
    page.get_by_role("link", name="Write a playbook").click()
    expect(editor(page)).to_have_value(re.compile(r"^extends: standard\nname: our-team\n"))
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Control+A")
    wrong = text_of("kindly", more="apology: {policy: sometimes}\nladder: {skip_warning: true}\n")
    page.keyboard.insert_text(wrong + CIVILITY)
    problem = page.get_by_role("list", name="Problems").get_by_role("button")
    expect(problem).to_contain_text("Line 5, column 19")
    expect(problem).to_contain_text("'sometimes' is not one of at_fault, justified, always")
    expect(editor(page)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".numbers .wrong")).to_have_text("5")
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    # There by keyboard alone; the help is of the setting that is wrong.
    page.keyboard.press("F8")
    assert editor(page).evaluate("(area) => area.selectionStart") == wrong.index("sometimes")
    expect(page.get_by_text("apology.policy", exact=True)).to_be_visible()
    expect(page.get_by_text("at_fault, justified, always, after_calm", exact=True)).to_be_visible()
    for _ in "sometimes":
        page.keyboard.press("Delete")
    page.keyboard.type("always")
    expect(page.get_by_text("No problems. This is kindly, version 1.")).to_be_visible()
    expect(page.locator(".numbers .wrong")).to_have_count(0)

    page.get_by_label("Call to try it on").select_option("Insults that persist")
    page.get_by_role("button", name="Try it").click()
    moments = page.get_by_role("list", name="Moments of the call")
    asked = moments.get_by_role("listitem").filter(has_text=f"“{KINDLY}”").first
    expect(asked).to_contain_text("standard, version 1 (shipped)")
    expect(asked).to_contain_text("Ask for respect")
    expect(page.get_by_text("Your text: asked, may end")).to_be_visible()

    page.get_by_label("What has changed").fill("Kinder words")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 of kindly is published for the team north.")).to_be_visible()
    expect(page.get_by_text("calls that go on keep the version")).to_be_visible()
    assert page.url.endswith("/playbooks/kindly#edit")

    shown.begin("uses-it", playbook="kindly")
    desk = shown.page("kim", "/desk")
    shown.tell(
        "uses-it",
        {"party": "agent", "start": 0.5, "end": 3.0, "text": "Hello, how can I help you?"},
        {
            "party": "customer",
            "start": 3.5,
            "end": 7.0,
            "text": "My router is dead. You are a useless stupid idiot, you know that?",
        },
    )
    expect(desk.get_by_text(KINDLY)).to_be_visible()


def test_a_problem_is_gone_to_by_its_line_in_the_list(shown: Screens) -> None:
    page = shown.page("cleo", "/playbooks#new=standard")
    filler = "".join(f"# line {n}\n" for n in range(60))
    text = text_of("far", more=f"{filler}apolgy: {{}}\n")
    editor(page).fill(text)
    problem = page.get_by_role("list", name="Problems").get_by_role("button")
    expect(problem).to_contain_text("did you mean 'apology'?")
    problem.press("Enter")
    expect(editor(page)).to_be_focused()
    assert editor(page).evaluate("(area) => area.selectionStart") == text.index("apolgy")
    band, area = page.locator(".band-wrong").bounding_box(), editor(page).bounding_box()
    assert band is not None
    assert area is not None
    assert area["y"] <= band["y"] <= area["y"] + area["height"]
    tops = page.evaluate(
        "[document.querySelector('.numbers').scrollTop,"
        " document.querySelector('.lines textarea').scrollTop]"
    )
    assert tops[0] == tops[1] > 0


@pytest.mark.parametrize(
    ("text", "at", "setting"),
    [
        ("heat:\n  weights:\n    anger: 3\n", "anger", "heat.weights.anger"),
        ("cues:\n  apologise:\n    say:\n      - Sorry.\n", "Sorry", "cues.apologise.say"),
        ("remedies:\n  - name: refund\n    say: a refund\n", "a refund", "remedies.say"),
        ("remedies:\n- name: refund\n  granted_by: agent\n", "agent", "remedies.granted_by"),
        ("ladder: {jumps: {severity_3: none}}\n", "none", "ladder.jumps.severity_3"),
    ],
)
def test_the_setting_under_the_cursor_is_explained(
    shown: Screens, text: str, at: str, setting: str
) -> None:
    page = shown.page("cleo", "/playbooks#new=standard")
    whole = text_of("helped", more=text)
    editor(page).fill(whole)
    place = whole.index(at, whole.index(text)) + 1
    editor(page).evaluate(f"(area) => area.setSelectionRange({place}, {place})")
    editor(page).press("Shift")
    expect(page.locator(".help-body code")).to_have_text(setting)


def test_a_draft_survives_a_reload_and_can_be_put_aside_and_brought_back(shown: Screens) -> None:
    published(shown, "cleo", "drafted")
    page = shown.page("cleo", "/playbooks/drafted#edit")
    expect(editor(page)).to_have_value(text_of("drafted", version=2))
    mine = text_of("drafted", version=2, more="# not done: [\n")
    editor(page).fill(mine)
    page.reload()
    expect(editor(page)).to_have_value(mine)
    expect(page.get_by_text("This is your draft of")).to_be_visible()
    page.get_by_role("button", name="Begin anew without the draft").click()
    expect(editor(page)).to_have_value(text_of("drafted", version=2))
    page.get_by_role("button", name="Bring it back").click()
    expect(editor(page)).to_have_value(mine)
    page.reload()
    expect(editor(page)).to_have_value(mine)


def test_what_is_written_stays_while_the_server_is_away(shown: Screens) -> None:
    page = shown.page("cleo", "/playbooks#new=standard")
    expect(page.get_by_text("No problems.")).to_be_visible()
    page.route("**/api/v1/playbooks/check", lambda route: route.abort())
    editor(page).fill(text_of("offline"))
    expect(page.get_by_text("It could not be checked")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    page.unroute("**/api/v1/playbooks/check")
    page.reload()
    expect(editor(page)).to_have_value(text_of("offline"))
    expect(page.get_by_text("No problems. This is offline, version 1.")).to_be_visible()


def test_somebody_elses_newer_version_is_not_overwritten(shown: Screens) -> None:
    published(shown, "cleo", "shared")
    page = shown.page("cleo", "/playbooks/shared#edit")
    editor(page).fill(text_of("shared", version=2, more="apology: {policy: always}\n"))
    expect(page.get_by_text("No problems. This is shared, version 2.")).to_be_visible()
    theirs = "ladder: {skip_warning: true}\n"
    published(shown, "sam", "shared", version=2, more=theirs)
    page.get_by_role("button", name="Publish version 2").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Somebody has published version 2")
    newest = shown.people["cleo"].get("/playbooks/shared").json()
    assert newest["text"] == text_of("shared", version=2, more=theirs)
    told.get_by_role("button", name="See what they changed").click()
    expect(told).to_contain_text("Ladder: skip warning")
    # The draft is still of the older version after a reload, so it is told again.
    page.reload()
    expect(page.get_by_text("Another version has been published since")).to_be_visible()
    page.get_by_role("button", name="Publish version 2").click()
    page.get_by_role("button", name="Publish mine as version 3").click()
    expect(page.get_by_text("Version 3 of shared is published for the team north.")).to_be_visible()
    versions = shown.people["cleo"].get("/playbooks/shared/versions").json()["playbooks"]
    assert [row["version"] for row in versions] == [3, 2, 1]


def test_a_new_playbook_takes_nobodys_name(shown: Screens) -> None:
    page = shown.page("cleo", "/playbooks#new=standard")
    editor(page).fill(text_of("taken"))
    publish = page.get_by_role("button", name="Publish version 1")
    expect(publish).to_be_enabled()
    published(shown, "sam", "taken", more="apology: {policy: always}\n")
    publish.click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody has published version 1")
    again = shown.page("cleo", "/playbooks#new=standard")
    editor(again).fill(text_of("taken"))
    expect(again.get_by_text("There is a playbook called taken already")).to_be_visible()
    expect(again.get_by_role("button", name="Publish version 1")).to_be_disabled()


def test_a_version_that_is_too_old_is_given_the_next_number(shown: Screens) -> None:
    published(shown, "cleo", "numbered", version=4)
    page = shown.page("cleo", "/playbooks/numbered#edit")
    expect(editor(page)).to_have_value(text_of("numbered", version=5))
    editor(page).fill(text_of("numbered", version=3))
    expect(page.get_by_text("Version 4 is published already.")).to_be_visible()
    page.get_by_role("button", name="Make it version 5").click()
    expect(editor(page)).to_have_value(text_of("numbered", version=5))
    expect(page.get_by_role("button", name="Publish version 5")).to_be_enabled()
    editor(page).press("Control+z")
    expect(editor(page)).to_have_value(text_of("numbered", version=3))


def test_another_teams_playbook_is_not_ones_own_and_an_administrator_publishes_for_all(
    shown: Screens,
) -> None:
    published(shown, "cleo", "of-north")
    page = shown.page("sue", "/playbooks/of-north#edit")
    expect(page.get_by_text("This playbook is not your team's")).to_be_visible()
    expect(page.get_by_role("button", name="Publish version 2")).to_be_disabled()
    page = shown.page("admin", "/playbooks#new=standard")
    editor(page).fill(text_of("for-all"))
    page.get_by_label("For whom").select_option("the whole workspace")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("is published for the whole workspace.")).to_be_visible()
    page = shown.page("admin", "/playbooks/call-centre")
    page.get_by_role("link", name="Replace it for the workspace").click()
    expect(page.get_by_text("No problems. This is call-centre, version 2.")).to_be_visible()
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_text("Version 2 of call-centre is published for the whole")).to_be_visible()
    rows = shown.people["kim"].get("/playbooks").json()["playbooks"]
    (row,) = [each for each in rows if each["name"] == "call-centre"]
    assert (row["version"], row["shipped"]) == (2, False)


def test_two_versions_are_compared_in_words(shown: Screens) -> None:
    published(shown, "cleo", "compared", more="apology: {policy: always}\n")
    published(shown, "cleo", "compared", version=2, more=CIVILITY)
    more = CIVILITY + "ladder: {skip_warning: true}\n"
    published(shown, "cleo", "compared", version=3, more=more)
    page = shown.page("sam", "/playbooks/compared")
    page.get_by_role("link", name="Versions").click()
    changes = page.locator(".changes > li")
    skip = changes.filter(has=page.get_by_role("heading", name="Ladder: skip warning", exact=True))
    expect(skip.locator("dd")).to_have_text(["no", "yes"])
    expect(page.get_by_text("between compared, version 2 and compared, version 3")).to_be_visible()
    page.get_by_label("Before").select_option("Version 1")
    expect(
        changes.filter(has=page.get_by_role("heading", name="Apology: policy", exact=True)).locator(
            "dd"
        )
    ).to_have_text(["always", "justified"])
    phrases = changes.filter(has_text="Cues: ask for civility: say")
    expect(phrases.locator("[data-side=New] dd")).to_have_text([KINDLY])
    expect(phrases.locator("[data-side=Gone]")).not_to_have_count(0)
    page.get_by_label("After").select_option("Version 1")
    expect(page.get_by_text("Choose two versions to compare.")).to_be_visible()
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_role("region", name="Apology")).to_contain_text("for any complaint")


def test_a_lent_call_is_tried_on_and_one_that_is_not_lent_cannot_be(shown: Screens) -> None:
    lent(shown, "lent-1")
    lent(shown, "not-lent", is_lent=False)
    body = {"text": text_of("tried"), "call": {"call": "not-lent"}}
    refused = shown.people["cleo"].post("/playbooks/preview", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_lent")
    page = shown.page("cleo", "/playbooks#new=standard")
    group = page.locator("optgroup[label='Calls that agents have lent'] option")
    values = [each.get_attribute("value") for each in _settled(group)]
    assert "call:lent-1" in values
    assert "call:not-lent" not in values
    editor(page).fill(text_of("tried", more=CIVILITY))
    page.get_by_label("Call to try it on").select_option("call:lent-1")
    page.get_by_role("button", name="Try it").click()
    moments = page.get_by_role("list", name="Moments of the call")
    expect(moments.get_by_text(f"“{KINDLY}”").first).to_be_visible()
    expect(page.get_by_text("the signals are those that were recorded")).to_be_visible()
    # Taken back, it can be tried on no longer.
    action = {"type": "CallLent", "lent": False}
    shown.people["kim"].post("/calls/lent-1/actions", json=action).raise_for_status()
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("The agent has not lent this call")).to_be_visible()
    expect(moments).to_have_count(0)


def _settled(options: Any) -> Any:
    expect(options.first).to_be_attached()
    return options.all()


def test_an_agent_is_not_let_in(shown: Screens) -> None:
    page = shown.page("kim", "/playbooks")
    expect(page.get_by_label("Text of the playbook")).to_have_count(0)
    for path in ("/playbooks", "/playbooks/standard"):
        assert shown.people["kim"].get(shown.server.url + path).status_code == 403
    body = {"text": text_of("kims"), "call": {"example": "04-insults-that-persist"}}
    assert shown.people["kim"].post("/playbooks/preview", json=body).status_code == 403


def test_hostile_titles_and_phrases_are_text(shown: Screens) -> None:
    quoted = HOSTILE.replace('"', '\\"')
    more = f'description: "{quoted}"\ncues:\n  ask_for_civility:\n    say: ["{quoted}"]\n'
    published(shown, "cleo", "hostile", title=f'"{quoted}"', more=more)
    published(shown, "cleo", "hostile", version=2, title='"Mild"')
    page = shown.page("sam", "/playbooks")
    expect(page.get_by_role("link", name="Mild")).to_be_visible()
    page = shown.page("sam", "/playbooks/hostile#version=1")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    page.get_by_text("Ask for respect", exact=True).click()
    expect(page.get_by_text(f"“{HOSTILE}”")).to_be_visible()
    page = shown.page("sam", "/playbooks/hostile#versions")
    expect(page.locator(".changes")).to_contain_text(HOSTILE)
    page = shown.page("cleo", "/playbooks#new=standard")
    editor(page).fill(text_of("hostile-too", title=f'"{quoted}"', more=more))
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("list", name="Moments of the call")).to_contain_text(HOSTILE)
    assert page.locator("main img, main script").count() == 0
    assert page.title() not in {"1", "2"}


@pytest.mark.parametrize("path", ["", "/standard", "/narrow#versions", "/narrow#edit"])
def test_nothing_is_wider_than_a_narrow_screen(shown: Screens, path: str) -> None:
    if path.startswith("/narrow") and shown.people["cleo"].get("/playbooks/narrow").is_error:
        long = "W" * 300
        published(shown, "cleo", "narrow", title=f"{long}", more=CIVILITY)
        published(shown, "cleo", "narrow", version=2, title="Narrow")
    page = shown.page("cleo", f"/playbooks{path}", width=390, height=844)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if path.endswith("edit"):
        page.get_by_role("button", name="Try it").click()
        expect(page.locator(".moments, .tried dl").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
