"""Promises from the call to the queue, to the supervisor, and to the customer's next call."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.support.desk import Screens


def promised(
    shown: Screens,
    call: str,
    *,
    days_ago: int,
    text: str = "I will call you back by five o'clock tomorrow.",
    agent: str = "a17",
    **header: Any,
) -> None:
    """A call that many days ago in which an agent promises something; it is over."""
    started = (datetime.now(tz=UTC) - timedelta(days=days_ago)).isoformat(timespec="seconds")
    shown.begin(call, agent=agent, started_at=started, **header)
    shown.tell(
        call,
        {"party": "customer", "start": 1.0, "end": 3.0, "text": "Where is my parcel?"},
        {"party": "agent", "start": 4.0, "end": 7.0, "text": text},
        {"type": "end", "ended_by": "customer"},
    )


def queue(shown: Screens, who: str, **size: int) -> Page:
    page = shown.page(who, "/follow-ups", **size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def of_call(page: Page, call: str) -> Locator:
    return page.locator(".follow-up", has=page.locator(f"a[href='/calls/{call}']"))


def test_a_promise_heard_in_a_call_is_in_the_queue_and_is_done_by_key(shown: Screens) -> None:
    promised(shown, "heard", days_ago=0, customer="c-heard", text="I will call you back on Monday.")
    page = queue(shown, "kim")
    row = of_call(page, "heard")
    expect(row).to_contain_text("Promised: call you back")
    expect(row).to_contain_text("c-heard")
    row.get_by_role("link").focus()
    page.keyboard.press("d")
    dialog = page.get_by_role("dialog", name="It is done")
    expect(dialog.get_by_label("A note")).to_be_focused()
    page.keyboard.type("Rang at noon")
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)
    kept = shown.people["kim"].get("/follow-ups", params={"customer": "c-heard"}).json()
    (only,) = kept["follow_ups"]
    assert (only["state"], only["standing"], only["note"], only["by"]) == (
        "done",
        "kept",
        "Rang at noon",
        "kim",
    )


def test_a_broken_promise_is_told_on_the_customers_next_call_and_to_the_supervisor(
    shown: Screens,
) -> None:
    promised(shown, "before", days_ago=30, customer="c-broken", agent="a18")
    overdue = of_call(queue(shown, "sam"), "before")
    expect(overdue).to_contain_text("Promised time is over")
    expect(overdue).to_contain_text("lee")

    desk = shown.page("kim", "/desk")
    shown.begin("next", customer="c-broken")
    owed = desk.get_by_role("region", name="Owed to this customer")
    expect(owed).to_contain_text("Promised a call by")
    expect(owed).to_contain_text("5 pm, not made.")
    expect(owed).to_contain_text("I can see that we promised you a call by")
    expect(owed).to_contain_text("five o'clock and did not make it. I am sorry about that.")
    # The call was another agent's: of its words there are none.
    assert "call you back" not in owed.inner_text()
    shown.tell("next", {"party": "customer", "start": 0.5, "end": 1.5, "text": "Hello?"})
    expect(desk.locator(".transcript .said", has_text="Hello?")).to_be_visible()
    expect(owed).to_be_visible()
    shown.tell("next", {"party": "agent", "start": 2.0, "end": 4.0, "text": "Good morning."})
    expect(owed).to_be_hidden()


def test_what_is_owed_can_be_put_away_and_another_customer_is_owed_nothing(shown: Screens) -> None:
    promised(shown, "owed-1", days_ago=30, customer="c-away")
    promised(shown, "owed-2", days_ago=30, customer="c-away", text="I will send you the form.")
    desk = shown.page("kim", "/desk")
    shown.begin("away", customer="c-away")
    owed = desk.get_by_role("region", name="Owed to this customer")
    expect(owed).to_contain_text("call you back")  # kim's own call
    expect(owed).not_to_contain_text("form")  # it had no time
    owed.get_by_role("button", name="Put away what is owed").click()
    expect(owed).to_be_hidden()
    shown.tell("away", {"type": "end", "ended_by": "customer"})
    answer = shown.people["kim"].get("/calls/away/owed").json()
    assert [each["standing"] for each in answer["owed"]] == ["broken", "open"]
    with desk.expect_response("**/calls/stranger/owed") as asked:
        shown.begin("stranger", customer="c-stranger")
    assert asked.value.json()["owed"] == []
    expect(owed).to_be_hidden()


def test_nobody_sees_what_is_not_theirs(shown: Screens) -> None:
    promised(shown, "kims", days_ago=30, customer="c-kims")
    promised(shown, "lees", days_ago=30, customer="c-lees", agent="a18")
    lee = queue(shown, "lee")
    expect(of_call(lee, "lees")).to_be_visible()
    expect(of_call(lee, "kims")).to_have_count(0)
    sam = queue(shown, "sam")
    expect(of_call(sam, "lees")).to_be_visible()
    expect(of_call(sam, "kims")).to_be_visible()
    sue = queue(shown, "sue")
    expect(sue.get_by_text("Nothing is overdue in your teams.")).to_be_visible()
    expect(sue.locator(".follow-up")).to_have_count(0)


def test_it_is_dropped_with_a_reason_and_the_focus_goes_on(shown: Screens) -> None:
    for call in ("drop-1", "drop-2"):
        promised(shown, call, days_ago=400, customer=f"c-{call}")
    page = queue(shown, "kim")
    first, second = of_call(page, "drop-1"), of_call(page, "drop-2")
    expect(page.get_by_role("region", name="Overdue")).to_contain_text("c-drop-1")
    first.get_by_role("link").focus()
    page.keyboard.press("x")
    page.keyboard.press("Enter")  # without a reason it is not dropped
    expect(page.get_by_role("dialog", name="Drop it")).to_be_visible()
    page.keyboard.type("The parcel is there")
    page.keyboard.press("Enter")
    expect(first).to_have_count(0)
    expect(second.get_by_role("link")).to_be_focused()
    seen = shown.people["sam"].get("/follow-ups", params={"customer": "c-drop-1"}).json()
    assert [(each["state"], each["note"]) for each in seen["follow_ups"]] == [
        ("dropped", "The parcel is there")
    ]


def test_another_time_holds_and_the_promised_one_is_still_told(shown: Screens) -> None:
    promised(shown, "moved", days_ago=30, customer="c-moved")
    page = queue(shown, "kim")
    row = of_call(page, "moved")
    more = row.get_by_text("More")
    more.focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Drop")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row.get_by_role("button", name="Drop")).to_be_hidden()
    expect(more).to_be_focused()
    more.click()
    page.get_by_role("heading", level=1).click()
    expect(row.get_by_role("button", name="Drop")).to_be_hidden()
    more.click()
    row.get_by_role("button", name="Change time").click()
    ahead = datetime.now(tz=UTC) + timedelta(days=40)
    page.get_by_label("By when").fill(f"{ahead:%Y-%m-%d}T16:30")
    page.keyboard.press("Enter")
    later = page.get_by_role("region", name="Later")
    expect(later.locator(".follow-up", has_text="c-moved")).to_contain_text("16:30 (first ")
    expect(row.get_by_role("link")).to_be_focused()
    # What is not overdue any more is not in the supervisor's list.
    expect(of_call(queue(shown, "sam"), "moved")).to_have_count(0)


def test_a_promise_added_by_hand_is_text_and_nothing_else(shown: Screens) -> None:
    shown.begin("by-hand", customer="c-hand")
    hostile = "<img src=x onerror='window.hacked = 1'> ring"
    action = {"type": "PromiseMade", "action": hostile, "due_text": "soon"}
    shown.people["kim"].post("/calls/by-hand/actions", json=action).raise_for_status()
    shown.tell("by-hand", {"type": "end", "ended_by": "customer"})
    page = queue(shown, "kim")
    untimed = page.get_by_role("region", name="Without a time")
    expect(untimed).to_contain_text(hostile)
    expect(untimed).to_contain_text("soon")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("who", ["kim", "sam"])
def test_a_narrow_screen_has_room_for_all_of_it(shown: Screens, who: str) -> None:
    promised(shown, f"narrow-{who}", days_ago=30, customer="c-narrow")
    page = queue(shown, who, width=390, height=844)
    expect(of_call(page, f"narrow-{who}").get_by_role("button", name="Done")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
