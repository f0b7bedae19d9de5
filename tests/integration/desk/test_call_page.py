"""A call's page: the picture, the words in step with it, the record, the score, the comparison."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, WebSocket, expect
from tests.support.desk import Screens, screens
from tests.support.server import PASSWORD

from coolhead.adapters.storage.tapes import FolderTapes
from coolhead.services.live.summary import CallKey
from coolhead.services.live.tapes import TAPE_RATE_HZ

BASIS = "works agreement of 3 May 2026, section 4"


@pytest.fixture(scope="module")
def shown(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screens]:
    with screens(tmp_path_factory.mktemp("data"), chromium) as made:
        made.admin.patch(
            "/settings", json={"score_named_agents": {"on": True, "basis": BASIS}}
        ).raise_for_status()
        yield made


def drawn(page: Page) -> Locator:
    """The picture, once the call is in it."""
    picture = page.get_by_role("slider", name="Moment of the call")
    expect(picture.locator('[data-lane="customer"] .speech')).to_have_attribute(
        "d", re.compile("M")
    )
    return picture


def at(page: Page) -> float:
    """Where the cursor stands, in seconds."""
    return float(page.get_by_role("slider").get_attribute("aria-valuenow") or "nan")


def lanes(page: Page) -> list[str]:
    found = page.locator("[data-lane]")
    return [str(each.get_attribute("data-lane")) for each in found.all()]


def click_at(page: Page, share: float) -> None:
    """Click on the picture, so far along its axis."""
    drawn(page).scroll_into_view_if_needed()
    heat = page.locator(".band.boiling").bounding_box()
    assert heat is not None
    page.mouse.click(heat["x"] + share * heat["width"], heat["y"] + heat["height"] / 2)


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


def test_a_click_on_the_picture_moves_the_words_and_a_line_moves_the_picture(
    shown: Screens,
) -> None:
    shown.run("click", "01")
    page = shown.page("kim", "/calls/click")
    click_at(page, 0.6)
    pointed = page.locator(".transcript .pointed")
    expect(pointed).to_have_count(1)
    expect(pointed).to_be_in_viewport()
    middle = at(page)
    when = re.compile(f"^{int(middle // 60):02}:{int(middle % 60):02}")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", when)
    assert middle > 60
    page.locator(".transcript").evaluate("list => list.scrollTop = 0")
    first = page.locator(".transcript > li").first
    first.click()
    expect(first).to_have_class("agent pointed")
    assert at(page) < middle


def test_the_pointer_is_told_what_is_there_in_words(shown: Screens) -> None:
    shown.run("hover", "04")
    page = shown.page("kim", "/calls/hover")
    heat = drawn(page).locator(".band.boiling").bounding_box()
    assert heat is not None
    page.mouse.move(heat["x"] + heat["width"] * 0.99, heat["y"] + 5)
    expect(page.locator(".readout")).to_contain_text("Customer interrupts")
    page.mouse.move(heat["x"] + heat["width"] * 0.55, heat["y"] + 5)
    expect(page.locator(".readout")).to_contain_text("heated")
    expect(page.locator(".readout")).to_contain_text("Cue: name the feeling")


def test_zoom_and_keys(shown: Screens) -> None:
    shown.run("zoom", "04")
    page = shown.page("kim", "/calls/zoom")
    picture = drawn(page)
    ticks = page.locator(".ticks text")
    whole = ticks.all_text_contents()
    page.keyboard.press("+")
    expect(picture).to_have_attribute("data-zoomed", "true")
    expect(ticks.first).to_have_text("00:00")
    assert ticks.all_text_contents() != whole
    page.get_by_role("button", name="Nearer").click()
    expect(ticks.last).not_to_have_text(whole[-1])
    page.keyboard.press("0")
    expect(picture).to_have_attribute("data-zoomed", "false")
    expect(ticks.last).to_have_text(whole[-1])
    box = picture.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 60)
    page.mouse.wheel(0, -800)
    expect(picture).to_have_attribute("data-zoomed", "true")
    expect(ticks.first).not_to_have_text("00:00")
    late = str(ticks.first.text_content())
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"], box["y"] + 60, steps=4)
    page.mouse.move(box["x"] + box["width"] * 2, box["y"] + 60, steps=4)
    page.mouse.up()
    expect(ticks.first).not_to_have_text(late)
    assert at(page) == 0  # a drag is no click
    page.keyboard.press("0")
    picture.focus()
    page.keyboard.press("ArrowRight")
    assert 0 < at(page) < 10
    page.keyboard.press("End")
    last = at(page)
    assert last == float(picture.get_attribute("aria-valuemax") or 0)
    page.keyboard.press("ArrowDown")
    assert at(page) < last
    page.keyboard.press("Home")
    assert at(page) == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".transcript > li").nth(2)).to_have_class("agent pointed")


def test_a_link_leads_to_its_moment(shown: Screens) -> None:
    shown.run("link", "04")
    page = shown.page("kim", "/calls/link")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    click_at(page, 0.5)
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".told")).to_contain_text("is copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "/calls/link#t=" in link
    other = shown.page("sam", link.removeprefix(shown.server.url))
    drawn(other)
    expect(other.locator(".transcript .pointed")).to_be_in_viewport()
    assert at(other) == pytest.approx(at(page), abs=0.2)
    other.goto(f"{shown.server.url}/calls/link#t=12")
    expect(other.get_by_role("slider")).to_have_attribute("aria-valuenow", "12.0")
    elsewhere = shown.page("sue", link.removeprefix(shown.server.url))
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("This call is not there")
    assert elsewhere.locator(".transcript").count() == 0


def test_a_link_is_followed_after_signing_in(shown: Screens, chromium: Browser) -> None:
    shown.run("later", "01")
    page = chromium.new_page()
    page.goto(f"{shown.server.url}/calls/later#t=40")
    page.get_by_label("E-mail").fill("sam@example.com")
    page.get_by_label("Password").fill(f"{PASSWORD} sam")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuenow", "40.0")
    page.close()


def test_silences_and_pauses_are_drawn_as_signs(shown: Screens) -> None:
    shown.begin("signs")
    shown.tell(
        "signs",
        {"party": "customer", "start": 1, "end": 4, "text": "Where is my order?"},
        {"party": "agent", "start": 20, "end": 23, "text": "Please hold while I look."},
        {"type": "hold", "on": True, "at": 23},
        {"type": "hold", "on": False, "at": 53},
        {"party": "agent", "start": 53, "end": 62, "text": "Thank you for waiting."},
        {"type": "end", "ended_by": "customer"},
    )
    page = shown.page("sam", "/calls/signs")
    drawn(page)
    signs = page.locator('[data-lane="signs"]')
    expect(signs).to_contain_text("On hold")
    expect(signs.locator(".silence")).to_have_count(1)
    click_at(page, 35 / 62)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile("On hold"))
    click_at(page, 12 / 62)
    expect(page.locator(".readout")).to_contain_text("Nobody speaks for")


def test_dead_air_is_drawn_once(shown: Screens) -> None:
    said = {"party": "customer", "start": 1, "end": 4, "text": "Where is my order?"}
    speaks = [
        {"type": f"speech_{what}", "party": "customer", "at": at}
        for what, at in (("started", 1), ("stopped", 4))
    ]
    shown.tell(
        "quiet",
        {"call": {"id": "quiet", "agent": "a17", "consent": "given"}, "speech_timing": True},
        speaks[0],
        speaks[1],
        said,
        *({"type": "advance", "at": at} for at in (8, 12, 20)),
    )
    page = shown.page("kim", "/calls/quiet")
    expect(page.locator('[data-lane="signs"] .silence')).to_have_count(1)
    page.get_by_role("tab", name="Moments").click()
    expect(page.locator(".moments li", has_text="Nobody speaks for")).to_have_count(1)


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


def test_two_thousand_utterances_are_drawn_and_zoomed(shown: Screens) -> None:
    shown.begin("long")
    lines = [
        {
            "party": ("customer", "agent")[n % 2],
            "start": n * 3.0,
            "end": n * 3.0 + 2.5,
            "text": f"This is line {n} of a long call about my broken order.",
        }
        for n in range(2000)
    ]
    for first in range(0, 2000, 250):
        shown.tell("long", *lines[first : first + 250])
    shown.tell("long", {"type": "end", "ended_by": "agent"})
    page = shown.page("kim", "/calls/long#t=4500")
    expect(page.get_by_text("ended by agent")).to_be_visible(timeout=30_000)
    drawn(page)
    expect(page.locator(".transcript > li")).to_have_count(2000)
    expect(page.locator(".transcript .pointed")).to_contain_text("This is line 1500 of")
    expect(page.locator(".transcript .pointed")).to_be_in_viewport()
    assert page.locator(".picture svg *").count() < 3000
    assert (page.locator('[data-lane="agent"] .speech').get_attribute("d") or "").count("M") < 1200
    for _ in range(9):
        page.keyboard.press("+")
    expect(page.locator('[data-lane="agent"] .speech')).to_have_attribute(
        "d", re.compile(r"^(M[^M]*){1,9}$")
    )
    click_at(page, 0.5)
    expect(page.locator(".transcript .pointed")).to_be_in_viewport()


def test_on_a_telephone_nothing_is_wider_than_the_screen(shown: Screens) -> None:
    shown.run("narrow", "04")
    page = shown.page("kim", "/calls/narrow", width=390, height=844)
    drawn(page)
    for tab in ("Record", "Score", "Moments", "Compare"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    click_at(page, 0.5)
    expect(page.locator(".transcript .pointed")).to_have_count(1)


def test_sound_is_in_step_where_it_is_kept(shown: Screens) -> None:
    shown.run("tape", "01")
    tapes = FolderTapes(Path(shown.server.folder) / "audio")
    tapes.tape(CallKey("default", "tape")).put("customer", 4.0, b"\x10\x10" * TAPE_RATE_HZ * 120)
    tapes._thread.shutdown()
    page = shown.page("kim", "/calls/tape")
    audio = page.locator("audio")
    expect(audio).to_be_visible()
    page.wait_for_function("() => document.querySelector('audio').readyState >= 1")
    click_at(page, 0.4)
    assert audio.evaluate("audio => audio.currentTime") == pytest.approx(at(page), abs=0.3)
    clicked = at(page)
    audio.evaluate("audio => { audio.muted = true; return audio.play(); }")
    page.wait_for_function(
        "began => Number(document.querySelector('.picture').ariaValueNow) > began + 0.4",
        arg=clicked,
    )
    page.keyboard.press("p")
    assert audio.evaluate("audio => audio.paused")


def test_every_moment_is_in_the_list(shown: Screens) -> None:
    shown.run("list", "04")
    page = shown.page("sam", "/calls/list")
    page.get_by_role("tab", name="Moments").click()
    panel = page.get_by_role("tabpanel", name="Moments")
    for text in ("Boundary: asked", "Alert: abuse", "Customer interrupts", "Heat is boiling"):
        expect(panel.locator("li", has_text=text).first).to_be_attached()
    panel.get_by_role("combobox").select_option("Boundary")
    expect(panel.locator("li", has_text="Alert")).to_have_count(0)
    panel.get_by_role("button", name="Boundary: asked").click()
    expect(page.locator(".transcript .pointed")).to_be_in_viewport()
    assert json.dumps(panel.inner_text()).count("Cue") == 0
