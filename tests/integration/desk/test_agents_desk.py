"""The agent's desk in a real browser, from the first ring to the signed record."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.support.desk import Screens, example, screens

HOSTILE = (
    "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 1'>",
    "**bold** [link](javascript:alert(1)) `code`",
    "abc \u202egnp.exe\u202c done \u2066x\u2069",
    "A" * 10_000,
)


def desk(shown: Screens, who: str = "kim", **size: int) -> Page:
    page = shown.page(who, "/desk", **size)
    expect(page.get_by_role("button", name="Free")).to_be_visible()
    return page


def said_line(page: Page, text: str) -> Locator:
    return page.locator(".transcript .said", has_text=text)


def ends(shown: Screens, call: str) -> None:
    shown.tell(call, {"type": "end", "ended_by": "customer"})


def test_words_that_are_still_being_said_are_grey_until_they_are_known(shown: Screens) -> None:
    pages = [desk(shown), shown.page("sam", "/floor")]
    shown.begin("grey")
    said = {
        "party": "customer",
        "start": 1.0,
        "end": 2.0,
        "text": "Where is my parcel?",
        "id": "u0",
    }
    shown.tell("grey", said)
    pages[1].get_by_role("button", name="kim").first.click()
    interim = {"type": "interim", "party": "customer"}
    for page in pages:
        expect(said_line(page, "Where is my parcel?")).to_be_visible()
    shown.tell("grey", {**interim, "text": "It was to be"})
    shown.tell("grey", {**interim, "text": "It was to be here <b>on</b> the 14th of"})
    for page in pages:
        grey = page.locator(".transcript > .interim")
        expect(grey).to_contain_text("Customer is saying")
        expect(grey).to_contain_text("here <b>on</b> the [number]th of")
        who = page.locator(".transcript .who").first
        quiet = who.evaluate("each => getComputedStyle(each).color")
        expect(grey.locator(".said")).to_have_css("color", quiet)
        expect(page.locator(".transcript > li").last).to_contain_text("is saying")
    text = "It was to be here on the 14th of May."
    shown.tell("grey", {**said, "start": 3.0, "end": 5.0, "text": text, "id": "u1"})
    for page in pages:
        expect(said_line(page, "on the 14th of May.")).to_be_visible()
        expect(page.locator(".transcript > .interim")).to_have_count(0)
        expect(page.locator(".transcript > li")).to_have_count(2)
    shown.tell("grey", {**interim, "text": "And now"})
    expect(pages[0].locator(".transcript > .interim")).to_contain_text("And now")
    shown.tell("grey", {"type": "payment_pause", "on": True})
    expect(pages[0].locator(".transcript > .interim")).to_have_count(0)
    ends(shown, "grey")


def test_a_whole_call_from_the_first_words_to_the_signed_record(shown: Screens) -> None:
    page = desk(shown)
    expect(page.get_by_text("No call at the moment")).to_be_visible()
    _, said = example("04")
    shown.run("whole", "04", upto=6)
    cue = page.locator(".cue")
    expect(cue).to_contain_text("Ask for respect")
    expect(cue).to_contain_text("Please talk to me politely while I do.")
    expect(cue.locator("q")).to_contain_text("Are you thick or something?")
    expect(page.get_by_role("img", name="Heat 47 of 100: heated, rising")).to_be_visible()
    expect(page.locator(".transcript > li").last).to_contain_text("insult: severity 1")
    expect(page.get_by_text("you may ask for respect")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("the internet that has been off since Sunday")
    expect(page.locator(".steps [data-state=pass]").first).to_be_visible()
    page.get_by_text("Why?").click()
    expect(page.locator(".reasons li").first).to_contain_text("insult")

    page.keyboard.press("q")  # I have asked
    expect(page.locator(".ladder [aria-current=step]")).to_contain_text("Asked")
    expect(cue).not_to_contain_text("Ask for respect")
    page.keyboard.press("n")  # that was not abuse
    expect(page.get_by_text("You said: that was not abuse.")).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Hold")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".speaking")).to_have_text("On hold")
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Hold")).to_have_attribute("aria-pressed", "false")

    page.keyboard.press("p")
    page.get_by_label("What was promised", exact=True).fill("ring back with the result")
    page.get_by_label("By when").fill("tomorrow by five")
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("ring back with the result")
    page.keyboard.press("m")
    page.keyboard.type("was polite again at once, asked twice")
    page.keyboard.press("Enter")
    expect(page.locator(".notes")).to_contain_text("was polite again at once")
    page.keyboard.press("Escape")

    shown.tell("whole", *said[6:9], {"type": "end", "ended_by": "customer"})
    expect(page.get_by_role("heading", name="The record")).to_be_visible()
    expect(page.locator(".record")).to_contain_text("the internet that has been off since Sunday")
    expect(page.locator(".follow-ups")).to_contain_text("ring back with the result")
    issue = page.locator(".record > div").first
    issue.hover()
    expect(issue.locator(".quotes q").first).to_contain_text("internet's been off since Sunday")
    page.get_by_role("button", name="Correct: Issue").click()
    page.keyboard.type("Broadband down since Sunday, cabinet fault")
    page.keyboard.press("Enter")
    expect(issue).to_contain_text("cabinet fault")
    page.get_by_role("combobox", name="Fault").select_option("company")
    page.get_by_label("What I do next time").fill("Ask for respect sooner.")
    page.keyboard.press("Enter")
    expect(page.locator(".reflected")).to_have_text("Next time: Ask for respect sooner.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".signed")).to_contain_text("Signed,")

    record = shown.people["sam"].get("/calls/whole/record").json()
    assert record["issue"] == "Broadband down since Sunday, cabinet fault"
    assert record["fault"] == "company"
    assert shown.people["sam"].get("/calls/whole").json()["signed"]
    assert "respect sooner" not in shown.people["sam"].get("/calls/whole/events").text


def test_the_call_that_rings_has_the_screen_and_the_record_before_waits(shown: Screens) -> None:
    shown.run("first", "07")
    page = desk(shown)
    waits = page.get_by_role("button", name="To sign: p9012").first
    expect(waits).to_be_visible()
    waits.click()
    expect(page.get_by_role("heading", name="The record")).to_be_visible()
    shown.run("second", "01", upto=4)
    expect(page.locator(".transcript > li")).to_have_count(4)
    expect(waits).to_be_visible()
    waits.click()  # whoever goes back to a record meanwhile stays there
    shown.tell("second", {"party": "agent", "start": 90, "end": 92, "text": "One moment please."})
    expect(page.get_by_role("heading", name="The record")).to_be_visible()
    page.get_by_role("button", name="On the line").click()
    expect(page.locator(".transcript > li")).to_have_count(5)
    ends(shown, "second")


def test_of_two_calls_at_once_the_second_has_the_screen_when_the_first_is_over(
    shown: Screens,
) -> None:
    page = desk(shown)
    shown.run("one", "01", upto=3)
    expect(page.locator(".transcript > li")).to_have_count(3)
    shown.run("two", "13", upto=5)
    expect(page.get_by_role("button", name="On the line: c4408")).to_be_visible()
    expect(page.locator(".transcript > li")).to_have_count(3)
    ends(shown, "one")
    expect(page.locator(".transcript > li")).to_have_count(5)


def test_two_agents_do_not_see_each_other(shown: Screens) -> None:
    kim, lee = desk(shown), desk(shown, "lee")
    shown.run("of-kim", "13", upto=8)
    expect(kim.locator(".transcript > li")).to_have_count(8)
    shown.run("of-lee", "10", upto=5, agent="a18")
    expect(lee.locator(".transcript > li")).to_have_count(5)
    expect(kim.locator(".transcript > li")).to_have_count(8)
    assert lee.request.get(f"{shown.server.url}/api/v1/calls/of-kim").status == 404
    ends(shown, "of-kim")
    ends(shown, "of-lee")


def test_how_much_help_is_for_the_agent_to_say(shown: Screens) -> None:
    page = desk(shown)
    shown.run("less", "13", upto=6)
    expect(page.locator(".cue[data-state=shown]")).to_be_visible()
    page.get_by_label("How much help you want").select_option("off")
    expect(page.get_by_text("Cues are off.")).to_be_visible()
    ends(shown, "less")


def test_a_cue_goes_as_soon_as_it_is_done_or_sent_away(shown: Screens) -> None:
    page = desk(shown)
    shown.run("gone", "04", upto=6)
    expect(page.locator(".cue-do")).to_have_text("Ask for respect")
    page.keyboard.press("x")
    expect(page.get_by_text("Ask for respect", exact=True)).to_be_hidden()
    events = shown.people["kim"].get("/calls/gone/events", params={"limit": 1000}).text
    assert '"answer":"wrong"' in events
    assert "CueAnswered" not in shown.people["sam"].get("/calls/gone/events").text
    ends(shown, "gone")


def test_a_call_is_ended_for_abuse_by_one_key_and_the_reason_comes_after(shown: Screens) -> None:
    page = desk(shown)
    shown.run("ended", "04", upto=8)
    expect(page.locator(".transcript > li")).to_have_count(8)
    page.keyboard.press("e")
    expect(page.locator(".ladder [aria-current=step]")).to_contain_text("Ended")
    expect(page.get_by_role("heading", name="Why was the call ended?")).to_be_visible()
    page.keyboard.type("went on after two requests")
    page.keyboard.press("Enter")
    ends(shown, "ended")
    expect(page.get_by_text("ended by you for abuse")).to_be_visible()
    assert "after two requests" in shown.people["kim"].get("/calls/ended/events").text


def test_letters_are_letters_where_one_writes_and_can_be_turned_off(shown: Screens) -> None:
    page = desk(shown)
    shown.run("keys", "01", upto=4)
    note = page.get_by_label("Note for the record")
    note.click()
    page.keyboard.type("aqhe?")
    expect(note).to_have_value("aqhe?")
    expect(page.locator(".ladder [aria-current=step]")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys of this page")
    expect(help_).to_contain_text("End the call for abuse")
    help_.get_by_label("Letters work as keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Hold")).to_have_attribute("aria-pressed", "false")
    page.evaluate("localStorage.clear()")
    ends(shown, "keys")


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "markdown", "bidi", "unbroken"])
def test_what_a_customer_says_is_text_and_nothing_else(shown: Screens, text: str) -> None:
    page = desk(shown)
    call = f"hostile-{HOSTILE.index(text)}"
    shown.begin(call, customer=text[:100])
    shown.tell(
        call,
        {"party": "customer", "start": 1, "end": 4, "text": f"You useless idiot. {text}"},
        {"party": "agent", "start": 5, "end": 7, "text": "I am sorry about that."},
    )
    line = page.locator(".transcript > li.customer .said")
    expect(line).to_contain_text("You useless idiot.")
    expect(page.locator(".transcript > li.agent")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".transcript img, .transcript a, .transcript script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # What turns the direction of writing stays within the words that it stands in.
    assert line.evaluate("each => getComputedStyle(each).unicodeBidi") in {"isolate", "plaintext"}
    ends(shown, call)
    expect(page.get_by_role("heading", name="The record")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "height"), [(360, 480), (390, 844), (1280, 800)])
def test_the_cue_and_the_keys_are_on_the_screen_whatever_its_size(
    shown: Screens, width: int, height: int
) -> None:
    page = desk(shown, width=width, height=height)
    call = f"size-{width}"
    shown.run(call, "04", upto=6)
    for each in (page.locator(".cue-say"), page.get_by_role("button", name="End for abuse")):
        expect(each).to_be_in_viewport(ratio=0.99)
    expect(page.locator(".level-word")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ends(shown, call)


def test_a_long_call_is_all_there_and_stays_where_it_is_read(shown: Screens) -> None:
    page = desk(shown)
    shown.begin("long")
    for first in range(0, 2000, 250):
        shown.tell(
            "long",
            *(
                {
                    "party": "customer" if n % 2 else "agent",
                    "start": n * 3.0,
                    "end": n * 3.0 + 2,
                    "text": f"Sentence number {n} about the parcel.",
                    "id": f"u{n}",
                }
                for n in range(first, first + 250)
            ),
        )
    expect(page.locator(".transcript > li")).to_have_count(2000, timeout=60_000)
    expect(said_line(page, "Sentence number 1999 ")).to_be_in_viewport()
    page.locator(".transcript").evaluate("each => { each.scrollTop = 0; }")
    expect(said_line(page, "Sentence number 0 ")).to_be_in_viewport()
    shown.tell("long", {"party": "agent", "start": 6000, "end": 6002, "text": "One more."})
    expect(page.locator(".transcript > li")).to_have_count(2001)
    expect(said_line(page, "Sentence number 0 ")).to_be_in_viewport()
    ends(shown, "long")


def test_a_page_goes_on_after_the_server_was_killed_and_no_line_is_lost(
    tmp_path: Path, chromium: Browser
) -> None:
    with screens(tmp_path / "data", chromium) as shown:
        page = desk(shown)
        _, said = example("13")
        shown.run("kept", "13", upto=5)
        expect(page.locator(".transcript > li")).to_have_count(5)
        shown.server.kill()
        expect(page.get_by_text("The connection is lost.")).to_be_visible()
        shown.server.start()
        shown.tell("kept", {"call": {"id": "kept", "agent": "a17"}}, *said[5:7])
        expect(page.locator(".transcript > li")).to_have_count(7)
        expect(page.get_by_text("The connection is lost.")).to_be_hidden()
        page.keyboard.press("h")
        expect(page.get_by_role("button", name="Hold")).to_have_attribute("aria-pressed", "true")


def test_when_the_session_ends_nothing_stays_on_the_screen(
    tmp_path: Path, chromium: Browser
) -> None:
    with screens(tmp_path / "data", chromium) as shown:
        page = desk(shown)
        shown.run("secret", "13", upto=5)
        expect(page.locator(".transcript > li")).to_have_count(5)
        shown.people["kim"].delete("/session").raise_for_status()
        page.wait_for_url("**/sign-in?to=%2Fdesk", timeout=60_000)
        assert page.locator(".transcript").count() == 0
