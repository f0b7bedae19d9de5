"""Every page as axe finds it, in light and in dark, wide and narrow (WCAG 2.2 AA)."""

from __future__ import annotations

from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.support.desk import Screens

OPTIONS: Final = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# Colours do not depend on the size: two looks show all of either.
LOOKS: Final = {"wide and light": (1280, 800, False), "narrow and dark": (390, 844, True)}


@pytest.fixture(scope="module")
def calls(shown: Screens) -> None:
    """A call that is over, and one that goes on."""
    shown.run("over", "20")
    lesson = {"call": "over", "text": "Let them finish, then say it back.", "cue": "reflect_back"}
    shown.people["kim"].post("/lessons", json=lesson).raise_for_status()
    shown.run("live", "04", upto=7)
    shown.lasting.add("live")


def found(page: Page) -> list[str]:
    """What axe has against a page."""
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    results = Axe().run(page, options=OPTIONS)
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for each in results.response["violations"]
        for node in each["nodes"]
    ]


def ready(page: Page, *, dark: bool, sign: str) -> Page:
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.locator(sign).first.wait_for()
    return page


PAGES: Final = {
    "sign in": ("", "/sign-in", "form"),
    "desk": ("kim", "/desk", ".transcript > li"),
    "floor": ("sam", "/floor", ".cards > li"),
    "own call": ("kim", "/calls/over", "svg"),
    "call of the team": ("sam", "/calls/over", "svg"),
    "follow-ups": ("kim", "/follow-ups", ".follow-up"),
    "reviews": ("sam", "/reviews", ".waits"),
    "coaching": ("kim", "/coaching", ".plan form"),
    "coaching of a team": ("cleo", "/coaching#a17", ".plan form"),
    "lessons": ("kim", "/lessons", ".lesson"),
    "follow-ups of the team": ("sam", "/follow-ups", ".ledger p, .ledger table"),
    "calls": ("sam", "/calls", "main a[href^='/calls/']"),
    "insights": ("sam", "/insights", ".insight"),
    "people": ("admin", "/settings", "main h2, main table"),
    "do not call": ("admin", "/settings/do-not-call", "main h2"),
    "webhooks": ("admin", "/settings/webhooks", "main .empty"),
    "sources": ("admin", "/settings/sources", "main h2, main table"),
    "privacy": ("admin", "/settings/privacy", "main h2"),
    "audit": ("admin", "/settings/audit", ".part li, .part tr"),
    "playbooks": ("cleo", "/playbooks", "main a"),
    "playbook": ("cleo", "/playbooks/standard", "main h2"),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("calls")
def test_nothing_keeps_anybody_out(shown: Screens, name: str, look: str) -> None:
    who, path, sign = PAGES[name]
    width, height, dark = LOOKS[look]
    page = ready(shown.page(who, path, width=width, height=height), dark=dark, sign=sign)
    assert found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_record_and_the_dialogs_too(shown: Screens, dark: bool) -> None:
    page = ready(shown.page("kim", "/desk"), dark=dark, sign=".transcript > li")
    page.keyboard.press("?")
    assert found(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    assert found(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="To sign").first.click()
    page.locator(".record").wait_for()
    assert found(page) == []


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("look", LOOKS)
def test_what_is_folded_away_among_follow_ups_too(shown: Screens, look: str) -> None:
    width, height, dark = LOOKS[look]
    page = shown.page("kim", "/follow-ups", width=width, height=height)
    page = ready(page, dark=dark, sign=".follow-up")
    page.locator(".calendar > summary").click()
    page.get_by_role("button", name="address").first.wait_for()
    page.locator(".follow-up summary").first.click()
    assert found(page) == []
    page.get_by_role("button", name="Add another for this call").click()
    assert found(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
