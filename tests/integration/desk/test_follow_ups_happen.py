"""Follow-ups as they are reminded of, added, opened again and counted in a browser."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.integration.desk.test_follow_ups import of_call, promised, queue
from tests.support.desk import Screens

# The server looks every half minute what is to be told.
TOLD_WITHIN_S = 60.0
NUMBER = "+442079460933"


def told(shown: Screens, who: str, whose: str, call: str) -> None:
    """Wait until somebody is reminded of a call's follow-up."""
    until = time.monotonic() + TOLD_WITHIN_S
    while time.monotonic() < until:
        known = shown.people[who].get("/follow-ups/reminders").json()[whose]
        if any(each["call"] == call for each in known):
            return
        time.sleep(0.5)
    raise AssertionError(f"{who} was told nothing of {call}")


def broken(shown: Screens, call: str) -> None:
    """A promise of last week: broken by any calendar, and not too long ago to be told."""
    promised(shown, call, days_ago=7, customer=f"c-{call}")


def badge(page: Page) -> str:
    return page.locator(".badge").inner_text() if page.locator(".badge:visible").count() else ""


def test_reminders_wait_for_the_end_of_a_call_and_are_put_away(shown: Screens) -> None:
    broken(shown, "told")
    told(shown, "kim", "mine", "told")
    desk = shown.page("kim", "/desk")
    reminders = desk.get_by_role("region", name="Reminders")
    expect(reminders).to_contain_text("Due: call you back since ")
    expect(reminders).to_contain_text("c-told")
    assert badge(desk).startswith("1")
    shown.begin("rings", customer="c-rings")
    expect(desk.get_by_role("region", name="The customer")).to_be_visible()
    expect(reminders).to_be_hidden()
    shown.tell("rings", {"type": "end", "ended_by": "customer"})
    expect(reminders).to_be_visible()
    reminders.get_by_role("button", name="Put away").click()
    expect(reminders).to_be_hidden()
    expect(desk.locator(".badge")).to_be_hidden()
    # It is in the queue still, and on the floor until a supervisor has read it.
    expect(of_call(queue(shown, "kim"), "told")).to_be_visible()
    told(shown, "sam", "teams", "told")
    floor = shown.page("sam", "/floor")
    news = floor.get_by_role("region", name="Broken promises")
    expect(news).to_contain_text("Promised time is over: call you back")
    expect(news).to_contain_text("kim")
    news.get_by_role("button", name="Put away").focus()
    floor.keyboard.press("Enter")
    expect(news).to_be_hidden()
    assert shown.errors == []


def test_one_more_is_added_to_a_call_and_a_slip_is_undone(shown: Screens) -> None:
    promised(shown, "more", days_ago=0, customer="c-more", text="I will call you back on Monday.")
    page = queue(shown, "kim")
    of_call(page, "more").locator("summary").click()
    page.get_by_role("button", name="Add another for this call").click()
    dialog = page.get_by_role("dialog", name="Add a follow-up")
    expect(dialog.get_by_label("What is to be done")).to_be_focused()
    page.keyboard.type("<b>send the form</b>")
    dialog.get_by_label("What kind").select_option("thank_you")
    dialog.get_by_label("How to reach them").select_option("post")
    ahead = datetime.now(tz=UTC) + timedelta(days=3)
    dialog.get_by_label("By when").fill(f"{ahead:%Y-%m-%d}T09:30")
    dialog.get_by_role("button", name="Add").click()
    added = page.locator(".follow-up", has_text="<b>send the form</b>")
    expect(added).to_contain_text("Thank:")
    expect(added).to_contain_text("by post")
    expect(added).to_contain_text("added by kim")
    added.get_by_role("button", name="Done").click()
    page.keyboard.press("Enter")
    expect(added).to_have_count(0)
    closed = page.get_by_text("Done and dropped lately").first
    closed.click()
    page.get_by_role("button", name="Open again: <b>send the form</b>").click()
    expect(added).to_be_visible()
    assert shown.errors == []


def test_a_follow_up_is_added_on_the_page_of_a_call(shown: Screens) -> None:
    shown.begin("plain", customer="c-plain")
    shown.tell("plain", {"party": "customer", "start": 1.0, "end": 3.0, "text": "Where is it?"})
    shown.tell("plain", {"type": "end", "ended_by": "customer"})
    page = shown.page("sam", "/calls/plain")
    page.get_by_role("button", name="Add a follow-up").click()
    page.keyboard.type("ask the warehouse")
    page.keyboard.press("Enter")
    expect(page.locator("dl.record")).to_contain_text("ask the warehouse")
    row = of_call(queue(shown, "kim"), "plain")
    expect(row).to_contain_text("added by sam")
    assert shown.errors == []


def test_how_to_reach_them_is_kept_and_a_supervisor_passes_it_on(shown: Screens) -> None:
    promised(shown, "pass", days_ago=30, customer="c-pass", text="I will sort it out by tomorrow.")
    page = queue(shown, "kim")
    of_call(page, "pass").locator("summary").click()
    page.get_by_role("button", name="How to reach them").click()
    page.get_by_label("How the customer wants to be reached").select_option("e-mail")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    expect(of_call(page, "pass")).to_contain_text("by e-mail")
    sam = queue(shown, "sam")
    of_call(sam, "pass").locator("summary").click()
    sam.get_by_role("button", name="Pass it on").click()
    sam.get_by_label("To whom in the team").select_option("lee")
    sam.get_by_role("dialog").get_by_role("button", name="Pass on").click()
    expect(of_call(sam, "pass")).to_contain_text("lee · by e-mail · passed on")
    expect(of_call(queue(shown, "lee"), "pass")).to_be_visible()
    expect(of_call(queue(shown, "kim"), "pass")).to_have_count(0)


def test_before_dialling_it_says_do_not_call_and_done_asks_how(shown: Screens) -> None:
    promised(shown, "dial", days_ago=30, customer="c-dial", customer_number=NUMBER)
    body = {"numbers": [NUMBER], "reason": "asked by letter"}
    shown.admin.post("/do-not-call", json=body).raise_for_status()
    page = queue(shown, "kim")
    row = of_call(page, "dial")
    expect(row).to_contain_text("Do not call: It was put on the do-not-call list")
    row.get_by_role("button", name="Done").click()
    dialog = page.get_by_role("dialog", name="It is done")
    expect(dialog).to_contain_text("The customer wants no more calls.")
    dialog.get_by_label("How it was done").select_option("phone")
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_be_visible()  # the reason is missing
    dialog.get_by_label("Why you called all the same").fill("They rang us")
    dialog.get_by_role("button", name="Done").click()
    expect(row).to_have_count(0)
    (kept,) = (
        shown.people["kim"].get("/follow-ups", params={"customer": "c-dial"}).json()["follow_ups"]
    )
    assert kept["note"] == "(called though they want no calls: They rang us)"


def test_the_ledger_shows_what_became_of_it_and_of_a_small_team_nothing(shown: Screens) -> None:
    promised(shown, "count", days_ago=10, customer="c-count")
    page = queue(shown, "kim")
    ledger = page.get_by_role("region", name="Your promises")
    expect(ledger.get_by_role("row", name="Promises")).to_be_visible()
    expect(ledger.locator(".bar").first).to_be_visible()
    ledger.get_by_label("period").select_option("7")
    theirs = queue(shown, "sam").get_by_role("region", name="Promises of your teams")
    expect(theirs).to_contain_text("Figures of fewer than 5 agents are not shown.")


def test_the_address_of_a_calendar_is_shown_once_and_taken_back(shown: Screens) -> None:
    page = queue(shown, "kim")
    page.get_by_text("In your calendar").click()
    page.get_by_role("button", name="Make an address").click()
    field = page.get_by_label("The address, shown this once")
    expect(field).to_be_focused()
    url = field.input_value()
    assert page.request.get(url).status == 200
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("There is no address yet.")).to_be_visible()
    assert page.request.get(url).status == 404


@pytest.mark.parametrize("who", ["kim", "sam"])
def test_on_a_narrow_screen_nothing_is_cut_off(shown: Screens, who: str) -> None:
    page = queue(shown, who, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
