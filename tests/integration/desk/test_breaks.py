"""A break advised after a hard call, taken, put off, noted; the team learns that one is away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tests.support.desk import Screens
from tests.support.floor import Told

ABUSE = "You are a useless idiot, you disgusting cow."


def ended_for_abuse(shown: Screens, call: str, *, agent: str = "a17") -> None:
    """A call that its agent ended for abuse a moment ago."""
    began = datetime.now(tz=UTC)
    shown.begin(call, agent=agent, started_at=began.isoformat(timespec="seconds"))
    shown.tell(call, {"party": "customer", "start": 0.1, "end": 0.2, "text": ABUSE})
    who = {"a17": "kim", "a18": "lee"}[agent]
    action: dict[str, Any] = {"type": "end_for_abuse"}
    shown.people[who].post(f"/calls/{call}/actions", json=action).raise_for_status()
    shown.tell(call, {"type": "end", "ended_by": "agent"})


def card(page: Page) -> Locator:
    return page.get_by_role("region", name="A break")


def forget(shown: Screens, who: str) -> None:
    """Somebody has just had a break: nothing that came before counts."""
    shown.people[who].post("/breaks/over", json={}).raise_for_status()
    body = {"how": "logged", "minutes": 5}
    shown.people[who].post("/breaks", json=body).raise_for_status()


def test_a_break_is_advised_between_calls_taken_by_key_and_over(shown: Screens) -> None:
    page = shown.page("kim", "/desk")
    expect(page.get_by_text("No call at the moment")).to_be_visible()
    expect(card(page)).to_be_hidden()
    shown.begin("hard")
    shown.tell("hard", {"party": "customer", "start": 0.1, "end": 0.2, "text": ABUSE})
    expect(page.locator(".transcript > li")).to_have_count(1)
    page.keyboard.press("e")
    expect(page.get_by_role("dialog", name="Why was the call ended?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()  # never during a call
    shown.tell("hard", {"type": "end", "ended_by": "agent"})
    expect(card(page)).to_contain_text("A break of 5 minutes?")
    expect(card(page)).to_contain_text("One call that you ended for abuse in the last few minutes.")
    expect(card(page)).to_contain_text("Nobody else is free, so the next call may wait.")
    expect(card(page)).to_contain_text("Only you see this.")
    page.keyboard.press("b")
    expect(card(page)).to_contain_text("You are on a break")
    pressed = page.get_by_role("button", name="On a break")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    again = shown.page("kim", "/desk")  # another window, and after a restart of the browser
    expect(card(again)).to_contain_text("You are on a break")
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Free", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    forget(shown, "kim")


def test_a_call_ends_the_break_and_what_is_told_in_a_call_begins_after_it(shown: Screens) -> None:
    page = shown.page("kim", "/desk")
    page.get_by_role("button", name="On a break").click()
    expect(card(page)).to_contain_text("You are on a break")
    shown.begin("rings")
    expect(page.locator(".live")).to_be_visible()
    expect(card(page)).to_be_hidden()
    free = page.get_by_role("button", name="Free", exact=True)
    expect(free).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="On a break").click()
    expect(card(page)).to_be_hidden()
    shown.tell("rings", {"type": "end", "ended_by": "customer"})
    expect(card(page)).to_contain_text("You are on a break")
    forget(shown, "kim")


def test_advice_is_put_off_and_a_break_noted_that_was_taken(shown: Screens) -> None:
    ended_for_abuse(shown, "off", agent="a18")
    shown.people["kim"].put("/presence", json={"availability": "free"}).raise_for_status()
    page = shown.page("lee", "/desk", width=390, height=844)
    expect(card(page)).to_contain_text("One other is free.")
    card(page).get_by_role("button", name="In 20 minutes").click()
    expect(card(page)).to_be_hidden()
    own = shown.people["lee"].get("/breaks").json()
    assert own["snoozed_until"] is not None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_break_that_was_had_takes_the_advice_away(shown: Screens) -> None:
    ended_for_abuse(shown, "had")
    page = shown.page("kim", "/desk")
    card(page).get_by_role("button", name="I had one").click()
    expect(card(page)).to_be_hidden()
    assert shown.people["kim"].get("/breaks").json()["advice"] is None


def test_a_supervisors_browser_learns_of_a_break_that_it_is_one_and_nothing_else(
    shown: Screens,
) -> None:
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    of_kim, of_sam = Told(kim, kim.url), Told(sam, sam.url)
    coverage = sam.locator(".coverage")
    expect(coverage).to_contain_text("free")
    ended_for_abuse(shown, "seen")
    expect(card(kim)).to_contain_text("A break of 5 minutes?")
    kim.keyboard.press("b")
    expect(card(kim)).to_contain_text("You are on a break")
    expect(coverage).to_contain_text("1 on a break", timeout=15_000)
    expect(coverage).to_contain_text("no further break for now")
    to_kim, to_sam = of_kim.everything, of_sam.everything
    own = shown.people["kim"].get("/breaks").json()
    since = own["on_break_since"]
    assert any(since in each for each in to_kim)
    for private in ("in the last few minutes", "advice", "snoozed", since):
        assert [each for each in to_sam if private in each] == []
    assert any('"presence":"break"' in each for each in to_sam)
    forget(shown, "kim")
