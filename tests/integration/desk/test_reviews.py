"""Reviews as people do them: the form by keyboard, blind, and what each sees of it then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.support.desk import Screens, screens

BASIS = "works agreement of 3 May 2026, section 4"


@pytest.fixture(scope="module")
def shown(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screens]:
    """Every call is drawn, and scorecards are shown by name."""
    with screens(tmp_path_factory.mktemp("data"), chromium) as made:
        change = {
            "score_named_agents": {"on": True, "basis": BASIS},
            "reviews": {"random": 1.0, "hot": 1.0, "days": 365},
        }
        made.admin.patch("/settings", json=change).raise_for_status()
        yield made


def told(shown: Screens, call: str, **header: Any) -> None:
    """A short call of these days: what is older is not drawn."""
    shown.begin(call, **header)
    shown.tell(
        call,
        {"party": "agent", "start": 0, "end": 3, "text": "Good morning, Kim speaking."},
        {"party": "customer", "start": 4, "end": 8, "text": "My parcel has not come, again."},
        {"party": "agent", "start": 9, "end": 13, "text": "I am sorry about that, I will look."},
        {"party": "customer", "start": 14, "end": 16, "text": "Thank you."},
        {"type": "end", "ended_by": "customer"},
    )


def judged(page: Page) -> Any:
    return page.locator(".judge")


def test_a_call_is_reviewed_by_keyboard_and_blind(shown: Screens) -> None:
    told(shown, "keys")
    page = shown.page("cleo", "/reviews")
    expect(page.get_by_role("button", name="Take the next call")).to_be_enabled()
    page.keyboard.press("n")
    page.wait_for_url("**/calls/keys")
    expect(page.get_by_role("tab", name="Review")).to_have_attribute("aria-selected", "true")
    expect(judged(page).first).to_be_visible()
    page.get_by_role("tab", name="Score").click()
    expect(page.locator(".scores")).to_contain_text("no score to be shown")
    page.get_by_role("tab", name="Review").click()

    expect(page.locator(".transcript > li")).to_have_count(4)
    expect(page.locator(".signs").first).to_be_hidden()
    expect(page.get_by_role("tab", name="Moments")).to_be_hidden()
    lines = judged(page).count()
    assert lines > 3
    page.get_by_role("button", name="Finish the review").click()
    expect(page.locator(".review-part .problem")).to_contain_text("Every line needs an answer")
    assert page.evaluate("document.activeElement.closest('.judge').dataset.item") == (
        judged(page).first.get_attribute("data-item")
    )
    # From line to line with Tab, the choice with the arrows, a comment and a quote on the first.
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Said it to <b>nobody</b>")
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(judged(page).first.locator("q")).to_have_text("I am sorry about that, I will look.")
    for place in range(1, lines):
        page.keyboard.press("Tab")
        focused = "document.activeElement.closest('.judge')?.dataset.item"
        assert page.evaluate(focused) == judged(page).nth(place).get_attribute("data-item")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("A calm call.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    part = page.locator(".review-part")
    expect(part).to_contain_text("Reviewed by cleo")
    expect(part).to_contain_text("Decided without what the rules found")
    expect(part).to_contain_text("The rules:")
    expect(part).to_contain_text("Said it to <b>nobody</b>")
    expect(page.locator(".signs").first).to_be_visible()
    page.get_by_role("tab", name="Score").click()
    expect(page.locator(".score-lines > li").first).to_be_visible()


def test_the_agent_reads_it_and_nobody_of_another_team_does(shown: Screens) -> None:
    told(shown, "read")
    assert shown.people["sam"].post("/reviews/next").json()["call"] == "read"
    page = shown.page("kim", "/calls/read")
    page.get_by_role("tab", name="Review").click()
    expect(page.locator(".review-part")).to_contain_text("Nobody has reviewed this call")
    form = shown.people["sam"].get("/calls/read/review").json()
    items = [{"item": each["id"], "verdict": "pass"} for each in form["items"]]
    sent = {"items": items, "note": "Warm all through."}
    shown.people["sam"].put("/calls/read/review", json=sent).raise_for_status()
    page = shown.page("kim", "/reviews")
    expect(page.get_by_role("heading", name="Reviews of your calls")).to_be_visible()
    assert page.get_by_text("Do people and the rules agree?").count() == 0
    page.get_by_role("link", name="read", exact=True).click()
    page.get_by_role("tab", name="Review").click()
    expect(page.locator(".review-part")).to_contain_text("Warm all through.")
    elsewhere = shown.page("sue", "/reviews")
    expect(elsewhere.get_by_role("heading", name="Finished lately")).to_be_visible()
    assert elsewhere.get_by_text("read", exact=True).count() == 0


def test_few_reviews_are_called_few_and_no_kappa_is_shown(shown: Screens) -> None:
    told(shown, "few")
    assert shown.people["sam"].post("/reviews/next").json()["call"] == "few"
    form = shown.people["sam"].get("/calls/few/review").json()
    items = [{"item": each["id"], "verdict": "pass"} for each in form["items"]]
    shown.people["sam"].put("/calls/few/review", json={"items": items}).raise_for_status()
    page = shown.page("sam", "/reviews")
    table = page.get_by_role("table")
    expect(table).to_contain_text("Not enough reviews yet")
    expect(table).to_contain_text("of 50")
    assert "0." not in table.inner_text()
    narrow = shown.page("sam", "/reviews", width=390, height=844)
    expect(narrow.get_by_role("table")).to_contain_text("Not enough reviews yet")
    assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
