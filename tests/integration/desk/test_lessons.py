"""A lesson from one agent's call to another agent's desk, and to nobody outside the team."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests.support.desk import Screens
from tests.support.floor import Told

PHRASE = "Thank you, Mary. You waited in on two days and nobody came, and you want it this week."
SHARED = "You waited on two days and nobody came, and you want it this week."


def over(shown: Screens, call: str, *, agent: str = "a17", text: str = PHRASE) -> None:
    """A call that is over, in which the agent said this."""
    shown.begin(call, agent=agent, customer=f"c-{call}")
    shown.tell(
        call,
        {"party": "customer", "start": 0.1, "end": 3.0, "text": "My name is Mary Jones. Hello."},
        {"party": "agent", "start": 4.0, "end": 8.0, "text": text},
        {"type": "end", "ended_by": "customer"},
    )


def share(shown: Screens, who: str, call: str, text: str, **more: Any) -> str:
    body = {"call": call, "text": text} | more
    answer = shown.people[who].post("/lessons", json=body)
    answer.raise_for_status()
    return str(answer.json()["id"])


def library(shown: Screens, who: str, **size: int) -> Page:
    page = shown.page(who, "/lessons", **size)
    expect(page.get_by_role("heading", name="Lessons", level=1)).to_be_visible()
    return page


def test_a_phrase_is_seen_as_it_will_be_shared_and_offered_at_its_cue(shown: Screens) -> None:
    kim = shown.page("kim", "/desk")
    expect(kim.get_by_text("No call at the moment")).to_be_visible()
    shown.begin("mine", customer="c-mine")
    kim.locator(".live").wait_for()
    shown.tell(
        "mine",
        {"party": "customer", "start": 0.1, "end": 3.0, "text": "My name is Mary Jones. Hello."},
        {"party": "agent", "start": 4.0, "end": 8.0, "text": PHRASE},
        {"type": "end", "ended_by": "customer"},
    )
    expect(kim.get_by_role("heading", name="The record")).to_be_visible()
    kim.keyboard.press("l")
    dialog = kim.get_by_role("dialog", name="Share a lesson")
    dialog.get_by_label("What you said").select_option(index=1)
    text = dialog.get_by_label("What your team will read")
    expect(text).to_have_value(PHRASE.replace("Mary", "[name]"))
    expect(dialog).to_contain_text("Taken out: a name.")
    text.fill(f"{SHARED} Mary knows.")
    dialog.get_by_label("It belongs to the cue").select_option("reflect_back")
    dialog.get_by_role("button", name="Share this with my team").click()
    # What still was in it is taken out and read once more: nothing has gone out.
    expect(text).to_have_value(f"{SHARED} [name] knows.")
    assert shown.people["lee"].get("/lessons").json()["lessons"] == []
    text.fill(SHARED)
    dialog.get_by_role("button", name="Share this with my team").click()
    expect(kim.get_by_text("Your team can read it now.")).to_be_visible()
    expect(dialog).to_have_count(0)

    lee = shown.page("lee", "/desk")
    header = {"customer": "c-other"}
    with lee.expect_response("**/api/v1/lessons?*"):
        shown.begin("theirs", agent="a18", **header)
    complaint = "My sofa was promised for Friday. I waited at home all day and nobody came."
    shown.tell("theirs", {"party": "agent", "start": 0.1, "end": 2.0, "text": "Good morning."})
    angry = "This is so frustrating, it is unbelievable."
    for start, words in ((3.0, complaint), (9.0, angry)):
        line = {"party": "customer", "start": start, "end": start + 5, "text": words}
        shown.tell("theirs", line)
    cue = lee.locator(".cue")
    expect(cue.locator(".cue-do")).to_be_visible()
    cues = [
        each
        for each in shown.people["lee"].get("/calls/theirs/decisions").json()["decisions"]
        if each["type"] == "cue"
    ]
    assert [each["id"] for each in cues if each["say"]][-1] == "reflect_back"
    expect(cue.locator(".cue-say")).to_be_visible()
    expect(cue.locator(".cue-colleague")).to_have_text(f"A colleague said: {SHARED}")
    shown.tell("theirs", {"type": "end", "ended_by": "customer"})


def test_the_team_searches_and_another_team_is_sent_nothing(shown: Screens) -> None:
    over(shown, "search")
    share(shown, "kim", "search", "Let me put that right with you.", cue="take_ownership")
    hostile = "<img src=x onerror='window.hacked = 1'> stay with it"
    share(shown, "kim", "search", hostile, kind="moment")
    page = library(shown, "lee")
    expect(page.locator(".lesson", has_text="put that right")).to_be_visible()
    expect(page.locator(".lesson", has_text="stay with it")).to_contain_text(hostile)
    assert page.evaluate("window.hacked") is None
    page.keyboard.press("/")
    page.keyboard.type("right put")
    expect(page.locator(".lesson", has_text="stay with it")).to_have_count(0)
    expect(page.locator(".lesson", has_text="put that right")).to_be_visible()
    page.get_by_label("Cue").select_option("breathe")
    expect(page.get_by_text("No lesson is like that.")).to_be_visible()
    sue = library(shown, "sue")
    told = Told(sue, sue.url)
    expect(sue.get_by_text("Nothing is shared yet.")).to_be_visible()
    assert not any("put that right" in each for each in told.everything)


def test_the_author_takes_it_back_and_a_coach_takes_it_out(shown: Screens) -> None:
    over(shown, "back", agent="a18")
    share(shown, "lee", "back", "A phrase to be taken back.")
    share(shown, "lee", "back", "A phrase to be taken out.")
    kim = library(shown, "kim")
    theirs = kim.locator(".lesson", has_text="to be taken back")
    expect(theirs).to_contain_text("shared by a colleague")
    expect(theirs.get_by_role("button")).to_have_count(0)
    lee = library(shown, "lee")
    lee.get_by_role("button", name="Take back: A phrase to be taken back.").click()
    lee.get_by_role("button", name="Take back", exact=True).click()
    expect(lee.locator(".lesson", has_text="to be taken back")).to_have_count(0)
    cleo = library(shown, "cleo", width=390, height=844)
    assert cleo.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cleo.get_by_role("button", name="Take out: A phrase to be taken out.").click()
    cleo.get_by_role("button", name="Take out", exact=True).click()
    expect(cleo.locator(".lesson", has_text="to be taken out")).to_have_count(0)
    kim.reload()
    expect(kim.locator(".lesson", has_text="to be taken")).to_have_count(0)
