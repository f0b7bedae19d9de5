"""`coolhead demo` as a newcomer starts it: nothing to set up, and calls running."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PERSONAS = ("agent", "supervisor", "coach")


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of a running demo; it must end in order."""
    process = subprocess.Popen(
        [sys.executable, "-m", "coolhead", "demo", "--port", "0", "--no-browser"],
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if (found := re.search(r"Open (http://\S+)/demo in a browser", line)) is not None:
                break
        else:
            pytest.fail("the demo ended: " + "".join(lines))
        yield found[1]
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert "Traceback" not in rest, rest
    assert process.returncode == 0


@pytest.fixture
def page(demo: str, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(demo)
    page.wait_for_url("**/demo")
    yield page
    context.close()


def become(page: Page, who: str) -> None:
    page.get_by_role("button", name=f"Be the {who}").click()


def test_the_agent_is_in_a_call_with_its_heat_and_words(page: Page) -> None:
    become(page, "agent")
    page.wait_for_url("**/desk")
    # As it is spoken: the first words take some seconds.
    expect(page.locator(".transcript > li").first).to_be_visible()
    expect(page.locator(".level-word")).to_have_text(re.compile("Calm|Tense|Heated|Boiling"))
    expect(page.get_by_role("button", name="To sign").first).to_be_visible(timeout=90_000)


def test_the_supervisor_has_several_calls_at_once(page: Page, demo: str) -> None:
    become(page, "supervisor")
    page.wait_for_url("**/floor")
    expect(page.locator(".cards > li").nth(2)).to_be_visible()
    for _ in range(60):
        live = page.request.get(f"{demo}/api/v1/live").json()["calls"]
        if len(live) >= 3 and max(row["call"]["heat"] for row in live) > 20:
            break
        page.wait_for_timeout(500)
    assert len(live) >= 3
    assert {row["call"]["team"] for row in live} == {"north"}
    assert max(row["call"]["heat"] for row in live) > 20, "it opens in the middle of things"


def test_the_coach_has_calls_to_look_back_at(page: Page, demo: str) -> None:
    become(page, "coach")
    page.wait_for_url("**/calls")
    # They are told as fast as they are taken, while the live ones go on.
    for _ in range(120):
        over = page.request.get(f"{demo}/api/v1/calls?ended=true").json()["calls"]
        if len(over) >= 3:
            break
        page.wait_for_timeout(500)
    assert len(over) >= 3


def test_nobody_else_can_be_had_and_no_other_site_can_choose(page: Page, demo: str) -> None:
    for who in ("ben", "admin", "../agent"):
        answer = page.request.post(f"{demo}/demo/as/{who}", headers={"X-Coolhead": "1"})
        assert answer.status in {404, 405}
    assert page.request.post(f"{demo}/demo/as/agent").status == 403
    foreign = {"X-Coolhead": "1", "Origin": "https://evil.example"}
    assert page.request.post(f"{demo}/demo/as/agent", headers=foreign).status == 403
