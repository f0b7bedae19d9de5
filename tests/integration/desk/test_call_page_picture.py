"""The picture of a call, in browsers: moments, words, sound and picture in step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.support.call_page import at, click_at, drawn
from tests.support.desk import Screens

from coolhead.adapters.storage.tapes import FolderTapes
from coolhead.services.live.summary import CallKey
from coolhead.services.live.tapes import TAPE_RATE_HZ

pytestmark = pytest.mark.usefixtures("scores_of_named_agents")


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
    expect(page.get_by_text("ended by agent")).to_be_visible()
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
    page.locator(".transcript").hover()
    page.mouse.wheel(0, -5000)
    expect(page.locator(".transcript .pointed")).not_to_be_in_viewport()


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
