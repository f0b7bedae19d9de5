"""Insights on the screen: figures with their definitions, narrowed, compared, opened to calls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.support.desk import Screens, example

# Example calls by the agents of the team, now and a month before.
TOLD: Final = ("02", "04", "05", "13", "15", "16", "20")


def told(
    shown: Screens, call: str, start: str, *, agent: str, days_ago: int, campaign: str = "spring"
) -> None:
    """An example call that began so many days ago; it is over."""
    header, said = example(start)
    began = (datetime.now(tz=UTC) - timedelta(days=days_ago)).isoformat(timespec="seconds")
    mine = {name: each for name, each in header.items() if name not in {"playbook", "ended_by"}}
    given = {**mine, "id": call, "agent": agent, "consent": "given", "campaign": campaign}
    given |= {"started_at": began, "customer": f"c{start}"}
    shown.tell(call, {"call": given}, *said, {"type": "end", "ended_by": "customer"})


@pytest.fixture(scope="module")
def month(shown: Screens) -> Screens:
    """Calls of six agents in this month, and of five in the one before."""
    for number, start in enumerate(TOLD):
        told(shown, f"now-{start}", start, agent=f"a{number % 6}", days_ago=number + 1)
    for number, start in enumerate(TOLD[:5]):
        told(shown, f"then-{start}", start, agent=f"a{number}", days_ago=35 + number)
    return shown


def opened(shown: Screens, who: str = "sam", query: str = "", **size: int) -> Page:
    page = shown.page(who, f"/insights{query}", **size)
    expect(page.get_by_role("heading", name="Insights", level=1)).to_be_visible()
    expect(page.locator(".insight")).to_have_count(9)
    return page


def figure(page: Page, name: str) -> Locator:
    return page.locator(f"[data-figure='{name}']")


def test_every_section_has_its_definition_and_figures_open_to_their_calls(month: Screens) -> None:
    page = opened(month)
    expect(page.get_by_role("status").first).to_contain_text("7 calls of 6 agents")
    for definition in page.locator(".insight .definition").all():
        expect(definition).not_to_be_empty()
    expect(page.get_by_text("Nobody was asked yet")).to_be_visible()
    expect(page.get_by_text("Followed by, not caused by")).to_be_visible()
    internet = figure(page, "topic:internet")
    expect(internet).to_contain_text("1 of 7 calls")
    internet.get_by_text("What they said").click()
    expect(internet.locator("q")).to_contain_text("off since Sunday")
    internet.get_by_role("link", name="Open the calls").click()
    page.wait_for_url("**/calls?*")
    expect(page.get_by_text("Insights: topic, internet")).to_be_visible()
    expect(page.locator("a[href='/calls/now-04']")).to_be_visible()
    expect(page.locator("main a[href^='/calls/now']")).to_have_count(1)


def test_two_periods_stand_side_by_side(month: Screens) -> None:
    page = opened(month)
    page.get_by_label("Compare with").select_option("before")
    expect(page.get_by_role("status").first).to_contain_text("A: 7 calls of 6 agents")
    expect(page.get_by_role("status").first).to_contain_text("B: 5 calls of 5 agents")
    abuse = figure(page, "leaving")
    expect(abuse.locator(".figure-value")).to_have_count(2)
    expect(abuse).to_contain_text("2 of 7 calls")
    expect(abuse).to_contain_text("1 of 5 calls")
    assert "with=before" in page.url
    page.go_back()
    expect(figure(page, "leaving").locator(".figure-value")).to_have_count(1)


def test_of_too_few_agents_it_says_why_there_is_nothing(month: Screens) -> None:
    told(month, "alone", "19", agent="a17", days_ago=2, campaign="autumn")
    page = opened(month, query="?campaign=autumn")
    expect(page.get_by_text("All figures are withheld.")).to_be_visible()
    expect(page.get_by_text("Fewer than 5 different agents")).to_be_visible()
    expect(page.locator(".figure")).to_have_count(0)
    expect(page.get_by_role("status").first).to_contain_text("1 call, ")


def test_it_goes_by_keys_and_the_table_can_be_taken_along(month: Screens, tmp_path: Path) -> None:
    page = opened(month)
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="What customers are angry about")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Where it turned")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("heading", name="What customers are angry about")).to_be_focused()
    page.keyboard.press("f")
    expect(page.get_by_label("From")).to_be_focused()
    with page.expect_download() as download:
        page.get_by_role("link", name="Table (CSV)").click()
    download.value.save_as(tmp_path / "t.csv")
    assert "topic:internet" in (tmp_path / "t.csv").read_text(encoding="utf-8")


def test_what_a_customer_says_stays_text(month: Screens) -> None:
    hostile = "My <img src=x onerror=alert(1)> boiler is broken, it is a disgrace!"
    for number in range(5):
        call = f"hostile-{number}"
        began = (datetime.now(tz=UTC) - timedelta(days=3)).isoformat(timespec="seconds")
        month.begin(call, agent=f"h{number}", started_at=began, campaign="<b>hot</b>")
        line = {"party": "customer", "start": 1.0, "end": 4.0, "text": hostile}
        month.tell(call, line, {"type": "end", "ended_by": "customer"})
    page = opened(month, query="?campaign=%3Cb%3Ehot%3C%2Fb%3E")
    for summary in page.get_by_text("What they said").all():
        summary.click()
    expect(page.locator("main img")).to_have_count(0)
    expect(page.get_by_label("Campaign")).to_have_value("<b>hot</b>")


def test_a_bad_address_and_a_narrow_screen_do_no_harm(month: Screens) -> None:
    page = opened(month, query="?from=never&to=2026-99-99", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def asked(month: Screens) -> Screens:
    """Calls of six agents whose customers were promised a call, and five of whom answered."""
    sam = month.people["sam"]
    for number in range(6):
        call = f"asked-{number}"
        began = (datetime.now(tz=UTC) - timedelta(days=2)).isoformat(timespec="seconds")
        month.begin(
            call, agent=f"q{number}", started_at=began, campaign="asked", customer=f"q{number}"
        )
        said = (
            ("customer", "My parcel is late again and I am furious!"),
            (
                "agent",
                "I am sorry that it is late. I will call you back within one hour, I promise.",
            ),
        )
        for place, (party, text) in enumerate(said):
            start = 1.0 + 6 * place
            line = {"party": party, "start": start, "end": start + 5, "text": text}
            month.tell(call, line)
        month.tell(call, {"type": "end", "ended_by": "customer"})
        rows = sam.get("/follow-ups", params={"limit": 200}).json()["follow_ups"]
        owed = next(row["id"] for row in rows if row["call"] == call)
        if number < 5:
            body = {
                "settled": ("yes", "yes", "partly", "no", "yes")[number],
                "satisfaction": number + 1,
            }
            sam.post(f"/follow-ups/{owed}/answer", json=body).raise_for_status()
    return month


def test_what_customers_answered_stands_beside_the_estimate(asked: Screens) -> None:
    page = opened(asked, query="?campaign=asked")
    expect(figure(page, "asked")).to_contain_text("5 of 6 calls")
    expect(figure(page, "settled:yes")).to_contain_text("3 of 5 calls")
    mean = figure(page, "rated")
    expect(mean).to_contain_text("3.00")
    expect(mean).to_contain_text("5 answers")
    expect(page.get_by_text("Nobody was asked")).to_have_count(0)
    expect(page.get_by_text("Who answers is not everybody")).to_be_visible()
    figure(page, "settled:no").get_by_role("link", name="Open the calls").click()
    page.wait_for_url("**/calls?*")
    expect(page.get_by_text("Insights: settled, no")).to_be_visible()
    expect(page.locator("main a[href^='/calls/asked']")).to_have_count(1)
    expect(page.locator("a[href='/calls/asked-3']")).to_be_visible()
    assert not asked.errors


def test_a_promise_that_was_broken_opens_to_its_call(asked: Screens) -> None:
    page = opened(asked, query="?campaign=asked")
    broken = figure(page, "promises:broken")
    expect(broken).to_contain_text("6 of 6 promises, in 6 calls")
    broken.get_by_role("link", name="Open the calls").click()
    page.wait_for_url("**/calls?*")
    expect(page.locator("main a[href^='/calls/asked']")).to_have_count(6)
