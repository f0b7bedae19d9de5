"""The floor by keyboard, on narrow screens, read aloud, and with hostile words in it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from tests.support.desk import Screens
from tests.support.floor import COMPLAINT, DANGER, GREETING, TOO_WIDE, card, does, opened, panel

pytestmark = pytest.mark.usefixtures("no_call_is_left")

HOSTILE = (
    "<script>window.pwned = true</script>",
    "<img src=x onerror='window.pwned = true'> & &amp; </li></ol>",
    "**bold** [a link](https://evil.example/) `code` # heading",
    "\u202egnirts a si siht\u202c and \u2067more\u2069",
    "x" * 10_000,
)
NAMELESS = """() => [...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter((each) => each.checkVisibility())
  .filter((each) => !each.getAttribute('aria-label') && !each.textContent.trim()
    && !each.labels?.length && !each.querySelector('img[alt]'))
  .map((each) => each.outerHTML)"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4')]
  .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))"""


def test_a_long_call_is_read_along_at_its_end(shown: Screens) -> None:
    shown.run("l1", "21", upto=40)
    page = shown.page("sam", "/floor")
    lines = opened(page, "l1").locator(".transcript > li")
    expect(lines.last).to_be_in_viewport(ratio=0.9)
    shown.tell("l1", {"party": "agent", "start": 900.0, "end": 902.0, "text": "I see. Go on."})
    expect(lines.last).to_contain_text("Go on.")
    expect(lines.last).to_be_in_viewport(ratio=0.9)
    lines.first.scroll_into_view_if_needed()
    shown.tell("l1", {"party": "agent", "start": 910.0, "end": 912.0, "text": "And what then?"})
    expect(lines.last).to_contain_text("And what then?")
    expect(lines.first).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_words_are_words_and_break_nothing(shown: Screens, width: int) -> None:
    call = f"x{width}"
    shown.begin(call, customer="c" * 120)
    said = [
        {"party": "customer", "start": 1.0 + n, "end": 1.9 + n, "text": text}
        for n, text in enumerate(HOSTILE)
    ]
    shown.tell(call, *said)
    page = shown.page("sam", "/floor", width=width)
    reading = opened(page, call)
    lines = reading.locator(".transcript .said")
    expect(lines).to_have_count(len(HOSTILE))
    # Marks that turn the direction of writing are gone before anything is kept.
    kept = [re.sub("[\u202a-\u202e\u2066-\u2069]", "", text) for text in HOSTILE]
    assert [each.text_content() for each in lines.all()] == kept
    assert reading.locator(".said > *:not(mark)").count() == 0
    assert page.evaluate("window.pwned") is None
    assert page.evaluate(TOO_WIDE) == []


def test_everything_is_done_by_keyboard(shown: Screens) -> None:
    shown.begin("k1")
    shown.tell("k1", GREETING, DANGER)
    shown.begin("k2", agent="a18")
    shown.tell("k2", GREETING)
    page = shown.page("sam", "/floor")
    expect(page.locator(".call-card").first).to_have_id("call-k1")
    names = [card(page, each).get_by_role("heading").get_by_role("button") for each in ("k1", "k2")]
    page.keyboard.press("j")
    expect(names[0]).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(names[1]).to_be_focused()
    page.keyboard.press("k")
    expect(names[0]).to_be_focused()
    page.keyboard.press("a")
    expect(card(page, "k1")).to_contain_text("Taken by sam")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="kim")).to_be_focused()
    page.keyboard.press("w")
    field = panel(page).get_by_label("Whisper to the agent")
    expect(field).to_be_focused()
    page.keyboard.type("wait for jk")
    expect(field).to_have_value("wait for jk")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(names[0]).to_be_focused()
    page.keyboard.press("?")
    for label in ("Next card", "Card before", "Open the card", "Close the call"):
        expect(page.get_by_role("dialog")).to_contain_text(label)


@pytest.mark.parametrize("width", [1280, 390])
def test_names_headings_and_width(shown: Screens, width: int) -> None:
    call = f"y{width}"
    shown.begin(call)
    shown.tell(call, GREETING, COMPLAINT, DANGER)
    assert does(shown, "kim", call, type="SupervisorAsked") == 200
    page = shown.page("sam", "/floor", width=width)
    expect(card(page, call)).to_contain_text("Asks for help")
    for open_it in (False, True):
        if open_it:
            expect(opened(page, call).locator(".brief .happened dd")).to_contain_text("sofa")
        assert page.evaluate(NAMELESS) == []
        levels = page.evaluate(HEADINGS)
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert page.evaluate(TOO_WIDE) == []
    panel(page).get_by_role("button", name="Close").click()
    expect(card(page, call)).to_be_visible()


def test_fifty_calls_are_all_there_and_each_keeps_up(shown: Screens) -> None:
    page = shown.page("sam", "/floor")
    for n in range(50):
        shown.begin(f"m{n}", agent="a17" if n % 2 else "a18", customer=f"c{n}")
        shown.tell(f"m{n}", GREETING)
    expect(page.locator(".call-card")).to_have_count(50)
    shown.tell("m49", DANGER)
    expect(page.locator(".call-card").first).to_have_id("call-m49")
    expect(page.locator(".call-card")).to_have_count(50)
    assert page.evaluate(TOO_WIDE) == []
