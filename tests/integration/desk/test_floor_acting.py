"""What is done on the floor, in browsers: alerts taken on once, calls taken over, whispers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.desk import Screens
from tests.support.floor import COMPLAINT, DANGER, GREETING, card, does, opened

pytestmark = pytest.mark.usefixtures("no_call_is_left")


def test_an_alert_is_taken_on_once_for_the_team(shown: Screens) -> None:
    shown.people["sol"] = shown.server.person(
        shown.admin, "sol", roles=["supervisor"], teams=["north"]
    )
    shown.begin("t1")
    shown.tell("t1", GREETING, DANGER)
    sam, sol = shown.page("sam", "/floor"), shown.page("sol", "/floor")
    danger = "Acknowledge: Threat of harm, may end the call, kim"
    expect(card(sol, "t1").get_by_role("button", name=danger)).to_be_visible()
    card(sam, "t1").get_by_role("button", name=danger).click()
    for page in (sam, sol):
        expect(card(page, "t1")).to_contain_text("Taken by sam")
        expect(card(page, "t1").get_by_role("button", name=danger)).to_have_count(0)
    sol.reload()
    expect(card(sol, "t1")).to_contain_text("Taken by sam")
    expect(opened(sol, "t1").get_by_label("Alerts of this call")).to_contain_text("Taken by sam")


def test_an_alert_leads_to_its_words_and_taking_it_on_keeps_the_focus(shown: Screens) -> None:
    shown.begin("f1")
    shown.tell("f1", GREETING, DANGER)
    page = shown.page("sam", "/floor")
    reading = opened(page, "f1")
    reading.get_by_role("button", name="Show the words: Threat of harm").click()
    expect(reading.locator(".transcript .pointed")).to_contain_text("break your legs")
    button = card(page, "f1").get_by_role("button", name="Acknowledge: Threat of harm")
    button.focus()
    page.keyboard.press("Enter")
    expect(card(page, "f1")).to_contain_text("Taken by sam")
    expect(card(page, "f1").get_by_role("heading").get_by_role("button")).to_be_focused()


def test_a_call_is_taken_over_from_asking_to_having_it(shown: Screens) -> None:
    shown.begin("o1")
    shown.tell("o1", GREETING, COMPLAINT)
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    expect(card(sam, "o1")).to_be_visible()
    expect(kim.locator(".transcript")).to_contain_text("My sofa was promised")
    reading = opened(sam, "o1")
    expect(reading).to_contain_text("Nobody has asked for you.")
    take = reading.get_by_role("button", name="I have read it and take the call")
    expect(take).to_be_hidden()
    kim.keyboard.press("s")
    expect(kim.locator(".handover")).to_contain_text("A supervisor is asked.")
    expect(card(sam, "o1")).to_contain_text("Asks for help")
    expect(reading).to_contain_text("The agent asks for you. The customer is not told yet")
    story = reading.locator(".brief")
    expect(story).to_contain_text("sofa")
    expect(story).to_contain_text("Nothing offered yet.")
    expect(story).to_contain_text("Nothing promised.")
    expect(story).to_contain_text("Don't ask for the story again.")
    take.click()
    expect(reading).to_contain_text("The agent introduces you now")
    expect(kim.locator(".handover")).to_have_text(
        "sam has read the story and takes the call. Introduce them now."
    )
    expect(kim.locator(".cue-do")).to_have_text("Pass on the story")
    expect(card(sam, "o1")).to_contain_text("Taken by sam")
    shown.tell(
        "o1",
        {
            "party": "agent",
            "start": 3000.0,
            "end": 3006.0,
            "text": "I've got Sam on the line with us, and I've told him where things are.",
        },
    )
    expect(reading).to_contain_text("You are introduced.")
    reading.get_by_role("button", name="I have the call").click()
    expect(reading).to_contain_text("sam has the call.")
    expect(kim.locator(".handover")).to_have_text("sam has the call.")
    steps = [
        each["event"]["step"]
        for each in shown.people["kim"].get("/calls/o1/events").json()["events"]
        if each["event"]["type"] == "HandoverStepped"
    ]
    assert steps == ["accepted", "completed"]


def test_a_customer_who_asks_for_a_supervisor_brings_the_hand_over_too(shown: Screens) -> None:
    shown.begin("c1")
    shown.tell("c1", GREETING, COMPLAINT)
    sam = shown.page("sam", "/floor")
    reading = opened(sam, "c1")
    expect(reading).to_contain_text("Nobody has asked for you.")
    asks = {
        "party": "customer",
        "start": 9.0,
        "end": 12.0,
        "text": "Let me speak to a manager, now.",
    }
    shown.tell("c1", asks)
    expect(card(sam, "c1")).to_contain_text("Customer asks for a supervisor")
    expect(reading).to_contain_text("The customer asks for a supervisor and is not told of you yet")
    expect(reading.get_by_role("button", name="I have read it and take the call")).to_be_visible()


def test_who_cannot_says_so_and_the_agent_may_ask_again(shown: Screens) -> None:
    shown.begin("d1")
    shown.tell("d1", GREETING)
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    expect(kim.locator(".transcript")).to_contain_text("how can I help?")
    kim.keyboard.press("s")
    expect(card(sam, "d1")).to_contain_text("Asks for help")
    reading = opened(sam, "d1")
    reading.get_by_role("button", name="I cannot now").click()
    expect(reading).to_contain_text("You have said that you cannot now.")
    expect(kim.locator(".handover")).to_contain_text("sam cannot take the call now.")
    asking = "Acknowledge: Asks for help, kim"
    card(sam, "d1").get_by_role("button", name=asking).click()
    expect(card(sam, "d1").get_by_role("button", name=asking)).to_have_count(0)
    kim.keyboard.press("s")
    expect(kim.locator(".handover")).to_contain_text("A supervisor is asked.")
    expect(card(sam, "d1").get_by_role("button", name=asking)).to_be_visible()
    expect(reading).to_contain_text("The agent asks for you.")


def test_a_call_that_another_supervisor_takes_is_not_taken_twice(shown: Screens) -> None:
    shown.begin("b1")
    shown.tell("b1", GREETING)
    assert does(shown, "kim", "b1", type="SupervisorAsked") == 200
    sam = shown.page("sam", "/floor")
    reading = opened(sam, "b1")
    take = reading.get_by_role("button", name="I have read it and take the call")
    expect(take).to_be_visible()
    assert does(shown, "kim", "b1", type="HandoverStepped", step="accepted", to="Robin") == 200
    expect(reading).to_contain_text("Robin takes the call.")
    expect(take).to_be_hidden()


def test_a_whisper_reaches_the_agent_and_nobody_else(shown: Screens) -> None:
    shown.begin("w1")
    shown.tell("w1", GREETING)
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    expect(kim.locator(".transcript")).to_contain_text("how can I help?")
    reading = opened(sam, "w1")
    field = reading.get_by_label("Whisper to the agent")
    field.fill("<b>Offer</b> the voucher")
    field.press("Enter")
    expect(kim.locator(".whisper")).to_have_text("sam: <b>Offer</b> the voucher")
    expect(reading.get_by_label("Whispered in this call")).to_contain_text(
        "sam <b>Offer</b> the voucher"
    )
    expect(field).to_have_value("")
    seen = shown.people["cleo"].get("/calls/w1/events")
    assert seen.status_code == 200
    assert "voucher" not in seen.text
    assert "voucher" in shown.people["sam"].get("/calls/w1/events").text
    assert shown.people["sue"].get("/calls/w1/events").status_code == 404
    assert does(shown, "cleo", "w1", type="Whispered", text="psst") == 403
    assert does(shown, "sue", "w1", type="Whispered", text="psst") == 404
