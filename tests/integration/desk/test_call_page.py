"""The page of one call, in browsers: who sees what of it, the score, the history."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Response, WebSocket, expect
from tests.support.call_page import at, click_at, drawn, lanes
from tests.support.desk import Screens
from tests.support.server import PASSWORD

pytestmark = pytest.mark.usefixtures("scores_of_named_agents")


def test_the_agent_sees_the_whole_call_with_its_cues(shown: Screens) -> None:
    shown.run("whole", "04")
    page = shown.page("kim", "/calls/whole")
    drawn(page)
    assert lanes(page) == ["heat", "customer", "agent", "signs", "ladder", "alerts", "cues"]
    expect(page.locator('[data-lane="ladder"]')).to_contain_text("Asked")
    expect(page.locator('[data-lane="alerts"] .flag').first).to_be_attached()
    expect(page.locator('[data-lane="cues"]')).to_contain_text("Ask for respect")
    expect(page.locator('[data-lane="signs"] .interruption').first).to_be_attached()
    expect(page.locator(".call-head")).to_contain_text("your call")
    expect(page.get_by_role("tab", name="Compare")).to_be_visible()
    assert page.locator(".sound audio").count() == 0


def test_nothing_of_a_cue_reaches_the_supervisors_or_the_coachs_browser(shown: Screens) -> None:
    shown.run("walled", "04")
    for who in ("sam", "cleo"):
        page = shown.page(who, "/calls")
        received = _received(page)
        page.goto(f"{shown.server.url}/calls/walled")
        drawn(page)
        for tab in ("Score", "Moments", "Record"):
            page.get_by_role("tab", name=tab).click()
        expect(page.locator(".record")).to_contain_text("Outcome")
        assert lanes(page) == ["heat", "customer", "agent", "signs", "ladder", "alerts"]
        assert page.get_by_role("tab", name="Compare").count() == 0
        assert page.get_by_role("button", name="Sign the record").count() == 0
        sent = "".join(received)
        assert '"scorecard"' in sent  # a body
        assert "UtteranceHeard" in sent  # a frame
        for private in ('"cue"', "cue_cleared", "Ask for respect", "ask_for_civility"):
            assert private not in sent


def _received(page: Page) -> list[str]:
    """What the API sends this browser from now on: bodies, and frames of sockets."""
    received: list[str] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(str(frame)))

    def answered(answer: Response) -> None:
        if "/api/" in answer.url:
            received.append(answer.text())

    page.on("websocket", opened)
    page.on("response", answered)
    return received


def test_a_link_is_followed_after_signing_in(shown: Screens, chromium: Browser) -> None:
    shown.run("later", "01")
    page = chromium.new_page()
    page.goto(f"{shown.server.url}/calls/later#t=40")
    page.get_by_label("E-mail").fill("sam@example.com")
    page.get_by_label("Password").fill(f"{PASSWORD} sam")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuenow", "40.0")
    page.close()


def test_a_score_is_disputed_and_answered_and_seen_by_both(shown: Screens) -> None:
    shown.run("score", "02")
    kim = shown.page("kim", "/calls/score")
    kim.get_by_role("tab", name="Score").click()
    expect(
        kim.get_by_text("A person must look at a score before it has any effect")
    ).to_be_visible()
    line = kim.locator(".score-lines > li", has=kim.locator(".quote")).first
    name = line.get_by_role("heading").inner_text().split("\n")[0]
    line.locator(".quote").click()
    expect(kim.locator(".transcript .pointed")).to_be_in_viewport()
    line.get_by_text("Where this comes from").click()
    expect(line.locator(".rows li").first).to_contain_text(":")
    line.get_by_role("button", name="I disagree").click()
    kim.get_by_role("dialog").get_by_role("textbox").fill("That was a quote of <b>theirs</b>.")
    kim.get_by_role("button", name="Send").click()
    expect(line.locator(".dispute")).to_contain_text("Open: you disagree")
    expect(kim.get_by_role("tab", name="Score (1 open)")).to_be_visible()

    sam = shown.page("sam", "/calls/score")
    sam.get_by_role("tab", name="Score (1 open)").click()
    theirs = sam.locator(".score-lines > li", has=sam.locator(".dispute"))
    expect(theirs.get_by_role("heading")).to_contain_text(name[-20:])
    expect(theirs.locator(".dispute")).to_contain_text("That was a quote of <b>theirs</b>.")
    assert theirs.get_by_role("button", name="I disagree").count() == 0
    theirs.get_by_role("button", name="Answer").click()
    dialog = sam.get_by_role("dialog")
    dialog.get_by_role("combobox").select_option(index=0)
    dialog.get_by_role("textbox").fill("I listened; you did.")
    dialog.get_by_role("button", name="Answer").click()
    for page, said in ((sam, theirs), (kim, line)):
        expect(said.locator(".dispute")).to_contain_text("The agent is right, says sam")
        expect(said.locator(".dispute")).to_contain_text("I listened; you did.")
        expect(page.get_by_role("tab", name="Score", exact=True)).to_be_visible()
    coach = shown.page("cleo", "/calls/score")
    coach.get_by_role("tab", name="Score").click()
    expect(coach.locator(".dispute")).to_contain_text("The agent is right")
    assert coach.get_by_role("button", name="Answer").count() == 0


def test_corrections_and_signatures_are_in_the_history(shown: Screens) -> None:
    shown.run("history", "01")
    page = shown.page("kim", "/calls/history")
    record = page.get_by_role("tabpanel", name="Record")
    record.get_by_role("button", name="Correct: Issue").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("The lamp came late")
    page.get_by_role("button", name="Keep").click()
    told = "You corrected “Issue”: The lamp came late"
    expect(record.locator(".history li")).to_contain_text([told])
    expect(record.locator(".record > div", has_text="Issue")).to_contain_text("The lamp came late")
    record.get_by_role("button", name="Sign the record").click()
    expect(record.locator(".signed")).to_contain_text("Signed by kim")
    record.get_by_role("combobox", name="Outcome").select_option("saved")
    expect(record.locator(".signed")).to_contain_text("wants a new signature")
    record.get_by_role("button", name="Sign the record").click()
    expect(record.locator(".history li").last).to_contain_text("kim signed it again")
    above = shown.page("sam", "/calls/history")
    history = above.locator(".history li")
    expect(history).to_have_count(4)
    expect(history.first).to_contain_text("The agent corrected “Issue”")
    assert above.get_by_role("button", name="Correct: Issue").count() == 0


def test_the_agent_sees_what_another_playbook_would_have_shown(shown: Screens) -> None:
    shown.run("compare", "04")
    page = shown.page("kim", "/calls/compare")
    drawn(page)
    page.get_by_role("tab", name="Compare").click()
    page.get_by_label("What would another playbook have shown?").select_option("call-centre")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator('[data-lane="other"]')).to_contain_text("Ask for respect")
    differences = page.locator(".differences > li")
    expect(differences.filter(has_text="Only there").first).to_be_visible()
    jump = differences.filter(has_text="Only in your call").first
    jump.get_by_role("button").click()
    minutes, seconds = jump.locator(".at").inner_text().split(":")
    assert int(at(page)) == int(minutes) * 60 + int(seconds)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator('[data-lane="other"]')).to_have_count(0)


def test_a_supervisor_of_another_team_is_told_that_it_is_not_there(shown: Screens) -> None:
    shown.run("north", "01")
    for who, path in (("sue", "/calls/north"), ("lee", "/calls/north"), ("sam", "/calls/none")):
        page = shown.page(who, path)
        expect(page.get_by_role("heading", level=1)).to_have_text("This call is not there")


def test_hostile_words_are_plain_text(shown: Screens) -> None:
    shown.begin("hostile")
    words = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    shown.tell(
        "hostile",
        {"party": "customer", "start": 1, "end": 4, "text": f"You useless idiot {words}"},
        {"party": "agent", "start": 5, "end": 8, "text": f"I am sorry {words}"},
        {"type": "end", "ended_by": "customer"},
    )
    page = shown.page("kim", "/calls/hostile")
    click_at(page, 0.3)
    expect(page.locator(".transcript > li").first).to_contain_text(words)
    expect(page.locator(".readout")).to_contain_text("<script>")
    for tab in ("Score", "Moments", "Record"):
        page.get_by_role("tab", name=tab).click()
    expect(page.locator(".record")).to_contain_text("Outcome")
    assert page.title() != "owned"
    assert page.locator("main img, main script").count() == 0


def test_a_call_that_goes_on_grows(shown: Screens) -> None:
    shown.begin("grows")
    shown.tell("grows", {"party": "customer", "start": 1, "end": 4, "text": "Where is my order?"})
    page = shown.page("sam", "/calls/grows")
    picture = drawn(page)
    expect(page.get_by_text("A draft: the call goes on.")).to_be_visible()
    before = float(picture.get_attribute("aria-valuemax") or 0)
    assert before < 40
    line = {"party": "customer", "start": 60, "end": 64, "text": "This is a bloody disgrace."}
    shown.tell("grows", line)
    expect(page.locator(".transcript > li").last).to_contain_text("bloody disgrace")
    page.wait_for_function("() => Number(document.querySelector('.picture').ariaValueMax) >= 64")
    shown.tell("grows", {"type": "end", "ended_by": "customer"})
    expect(page.get_by_text("ended by customer")).to_be_visible()
    expect(page.get_by_text("Save as")).to_be_visible()


def test_on_a_telephone_nothing_is_wider_than_the_screen(shown: Screens) -> None:
    shown.run("narrow", "04")
    page = shown.page("kim", "/calls/narrow", width=390, height=844)
    drawn(page)
    for tab in ("Record", "Score", "Moments", "Compare"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    click_at(page, 0.5)
    expect(page.locator(".transcript .pointed")).to_have_count(1)
