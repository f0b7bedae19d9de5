"""Search among calls in a browser: what is found, by whom, and what the address bar keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.support.desk import Screens, screens


@pytest.fixture(scope="module")
def shown(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screens]:
    """Calls of two agents of the north, over; and one that goes on."""
    with screens(tmp_path_factory.mktemp("data"), chromium) as made:
        made.run("late", "01")
        made.run("swearing", "03")
        made.run("insults", "04")
        made.run("one-insult", "05", agent="a18")
        made.lasting.add("now")
        made.begin("now", customer="c77", started_at=datetime.now(UTC).isoformat())
        made.tell(
            "now",
            {"party": "customer", "start": 1.0, "end": 3.0, "text": "My zebra has not arrived."},
        )
        yield made


def found(page: Page) -> list[str]:
    """The ids of the calls that the page shows, from top to bottom."""
    return [str(each.get_attribute("data-call")) for each in page.locator("tr[data-call]").all()]


def finds(page: Page, *calls: str) -> None:
    """The page comes to show these calls and no others."""
    for call in calls:
        expect(page.locator(f'tr[data-call="{call}"]')).to_be_visible()
    many = "No calls" if not calls else "1 call" if len(calls) == 1 else f"{len(calls)} calls"
    expect(page.locator("p[role=status]").filter(has_text=many)).to_be_visible()
    expect(page.locator("tr[data-call]")).to_have_count(len(calls))


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def query_of(page: Page) -> dict[str, str]:
    return {name: each[0] for name, each in parse_qs(urlsplit(page.url).query).items()}


THANKS = ("late", "swearing", "one-insult")
ALL = ("late", "swearing", "insults", "one-insult", "now")


def test_a_supervisor_finds_calls_by_words(shown: Screens) -> None:
    page = shown.page("sam", "/calls")
    finds(page, *ALL)
    page.get_by_role("searchbox", name="Words that were said").fill("ZEBRA arriv")
    page.keyboard.press("Enter")
    finds(page, "now")
    expect(page.locator("tr[data-call=now]")).to_contain_text("On now")
    expect(page.locator("tr[data-call=now]")).to_contain_text("c77")
    expect(page.locator("tr[data-call=now]")).to_contain_text("kim")
    page.get_by_role("searchbox").fill("zebra parachute")
    page.keyboard.press("Enter")
    finds(page)
    expect(page.get_by_text("No call fits all of this")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    finds(page, *ALL)
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert query_of(page) == {}


def test_calls_are_found_by_what_happened_in_them(shown: Screens) -> None:
    page = shown.page("sam", "/calls")
    field(page, "Signal").select_option("customer:insult")
    finds(page, "insults", "one-insult")
    field(page, "Heat").select_option("boiling")
    finds(page, "insults")
    expect(page.locator("tr[data-call=insults] .level")).to_have_text(re.compile(r"\d+ boiling"))
    assert query_of(page) == {"signal": "insult", "party": "customer", "level": "boiling"}
    page.get_by_role("button", name="Clear Insult (customer)").click()
    expect(field(page, "Signal")).to_have_value("")
    page.get_by_role("button", name="Clear Heat: boiling or more").click()
    field(page, "Outcome").select_option("resolved")
    finds(page, "one-insult")
    field(page, "Outcome").select_option("saved")
    finds(page, "late", "swearing")
    field(page, "Outcome").select_option("")
    field(page, "Boundary ladder").select_option("asked")
    finds(page, "insults", "one-insult")
    expect(page.locator("tr[data-call=one-insult]")).to_contain_text("Asked")
    page.get_by_role("button", name="Clear Ladder: asked or further").click()
    field(page, "Agent").select_option(label="lee")
    finds(page, "one-insult")
    field(page, "Agent").select_option("")
    field(page, "State").select_option("false")
    finds(page, "now")


def test_the_address_bar_says_what_is_searched_for_and_back_goes_back(shown: Screens) -> None:
    page = shown.page("sam", "/calls")
    field(page, "Signal").select_option("customer:thanks")
    finds(page, *THANKS)
    field(page, "Signal").select_option("customer:insult")
    finds(page, "insults", "one-insult")
    address = page.url
    page.go_back()
    finds(page, *THANKS)
    expect(field(page, "Signal")).to_have_value("customer:thanks")
    page.go_back()
    finds(page, *ALL)
    page.go_forward()
    page.go_forward()
    finds(page, "insults", "one-insult")
    page.get_by_role("link", name=re.compile("Mar")).first.click()
    page.wait_for_url(re.compile(r"/calls/(insults|one-insult)$"))
    page.go_back()
    finds(page, "insults", "one-insult")
    other = shown.page("cleo", address.removeprefix(shown.server.url))
    finds(other, "insults", "one-insult")


def test_days_are_ones_own_and_are_sent_with_their_offset(
    shown: Screens, chromium: Browser
) -> None:
    cookies = shown.people["sam"].cookies.jar
    context = chromium.new_context(
        timezone_id="Asia/Kolkata", viewport={"width": 1280, "height": 800}
    )
    context.add_cookies(
        [{"name": str(c.name), "value": str(c.value), "url": shown.server.url} for c in cookies]
    )
    page = context.new_page()
    page.goto(f"{shown.server.url}/calls")
    # 17:52 UTC on the tenth is 23:22 of the same day there.
    field(page, "From").fill("2026-03-10")
    field(page, "Up to").fill("2026-03-10")
    expect(field(page, "Up to")).to_have_value("2026-03-10")
    expect(page.get_by_role("button", name="Clear Up to 10 Mar 2026")).to_be_visible()
    wanted = {"since": "2026-03-10T00:00:00+05:30", "until": "2026-03-11T00:00:00+05:30"}
    assert query_of(page) == wanted
    expect(page.locator("tr[data-call=insults]")).to_be_visible()
    expect(page.locator("tr[data-call=late]")).to_be_hidden()
    page.reload()
    expect(field(page, "From")).to_have_value("2026-03-10")
    field(page, "From").fill("2026-03-11")
    expect(page.get_by_text("No call fits all of this")).to_be_visible()
    field(page, "Up to").fill("")
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    field(page, "From").fill(tomorrow)
    finds(page)
    context.close()


def test_a_saved_search_is_there_after_a_reload_until_it_is_deleted(shown: Screens) -> None:
    page = shown.page("cleo", "/calls")
    expect(page.get_by_role("button", name="Save this search")).to_be_hidden()
    field(page, "Signal").select_option("customer:insult")
    page.get_by_role("button", name="Save this search").click()
    expect(page.get_by_label("Name of this search")).to_have_value("Insult (customer)")
    page.get_by_label("Name of this search").fill("Rude <b>callers</b>")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The search is saved.")).to_be_visible()
    page.goto(f"{shown.server.url}/calls")
    finds(page, *ALL)
    page.get_by_role("link", name="Rude <b>callers<-b>").click()
    finds(page, "insults", "one-insult")
    assert query_of(page) == {"signal": "insult", "party": "customer"}
    other = shown.page("sam", "/calls")
    finds(other, *ALL)
    expect(other.get_by_role("heading", name="Saved searches")).to_be_hidden()
    page.get_by_role("button", name="Delete the saved search Rude").click()
    expect(page.get_by_role("link", name="Rude")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.reload()
    finds(page, "insults", "one-insult")
    expect(page.get_by_role("link", name="Rude")).to_be_hidden()


def test_everybody_searches_among_what_they_may_see(shown: Screens) -> None:
    elsewhere = shown.page("sue", "/calls")
    finds(elsewhere)
    expect(elsewhere.get_by_text("No calls yet")).to_be_visible()
    elsewhere.goto(f"{shown.server.url}/calls?words=zebra")
    finds(elsewhere)
    lee = shown.page("lee", "/calls")
    finds(lee, "one-insult")
    expect(lee.get_by_role("heading", name="Your calls")).to_be_visible()
    expect(field(lee, "Agent")).to_be_hidden()
    lee.goto(f"{shown.server.url}/calls?agent=a17")
    finds(lee)


def test_a_coach_cannot_find_out_who_is_vulnerable(shown: Screens) -> None:
    care = "/calls?signal=vulnerability&party=customer"
    page = shown.page("cleo", "/calls")
    finds(page, *ALL)
    assert page.locator('option[value="customer:vulnerability"]').count() == 0
    page.goto(shown.server.url + care)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This is not for you to search by")
    expect(page.locator("tr[data-call]")).to_have_count(0)
    page.get_by_role("button", name="Clear Vulnerability (customer)").click()
    finds(page, *ALL)
    expect(alert).to_be_hidden()
    for who in ("sam", "kim"):
        other = shown.page(who, "/calls")
        expect(other.locator('option[value="customer:vulnerability"]')).to_have_count(1)


def test_rows_of_the_scorecard_are_for_agents_until_scoring_is_allowed(shown: Screens) -> None:
    kim, sam = shown.page("kim", "/calls"), shown.page("sam", "/calls")
    finds(kim, "late", "swearing", "insults", "now")
    finds(sam, *ALL)
    expect(field(sam, "Source row of the scorecard")).to_be_hidden()
    field(kim, "Source row of the scorecard").select_option("S0.5")
    expect(kim.get_by_role("button", name="Clear Source row: S0.5")).to_be_visible()
    expect(kim.locator("tr[data-call=late]")).to_be_visible()
    expect(kim.locator("tr[data-call=now]")).to_be_hidden()


def test_signs_of_the_record_are_shown_and_found(shown: Screens) -> None:
    kim = shown.people["kim"]
    done = kim.post(f"{shown.server.url}/api/v1/calls/late/actions", json={"type": "RecordSigned"})
    assert done.status_code in {200, 202}
    page = shown.page("sam", "/calls")
    field(page, "Record").select_option("signed:true")
    finds(page, "late")
    expect(page.locator("tr[data-call=late]")).to_contain_text("Signed")
    page.get_by_role("button", name="Clear Signed").click()
    finds(page, *ALL)


def test_it_is_worked_by_keys_alone(shown: Screens) -> None:
    page = shown.page("sam", "/calls?order=hottest")
    finds(page, *ALL)
    first, second = found(page)[:2]
    assert first == "insults"
    page.keyboard.press("j")
    expect(page.locator(f"tr[data-call={first}] a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"tr[data-call={second}] a")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(f"tr[data-call={first}] a")).to_be_focused()
    page.keyboard.press("/")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("jk/?")
    expect(search).to_have_value("jk/?")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"tr[data-call={first}] a")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Search by words")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calls/*")


def test_what_a_customer_is_called_is_text(shown: Screens) -> None:
    name = "<img src=x onerror=\"document.title='taken'\">"
    shown.begin("hostile", customer=name, agent="a18", started_at="2026-03-01T09:00:00Z")
    page = shown.page("sam", "/calls?agent=a18")
    row = page.locator("tr[data-call=hostile]")
    expect(row).to_contain_text(name)
    assert row.locator("img").count() == 0
    field(page, "Customer").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-call]")).to_have_count(1)
    expect(page.get_by_role("button", name="Clear Customer: <img")).to_be_visible()
    assert "taken" not in page.title()
    shown.tell("hostile", {"type": "end", "ended_by": "customer"})


def test_on_a_narrow_screen_calls_are_cards(shown: Screens) -> None:
    long = "c" * 150
    shown.begin("narrow", customer=long, agent="a18", started_at="2026-03-01T08:00:00Z")
    page = shown.page("sam", "/calls?signal=insult&party=customer", width=390, height=844)
    expect(page.locator("tr[data-call=insults]")).to_be_visible()
    page.goto(f"{shown.server.url}/calls")
    expect(page.locator("tr[data-call=narrow]")).to_contain_text(long)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(field(page, "Signal")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    field(page, "Signal").select_option("customer:insult")
    expect(page.locator("tr[data-call]")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_more_calls_come_below_and_the_focus_stays(shown: Screens) -> None:
    shown.admin.put("/sources/wire", json={"kind": "transcript", "team": "north"})
    for number in range(101):
        at = f"2025-01-01T{number // 60:02}:{number % 60:02}:00Z"
        shown.begin(f"many{number:03}", customer="many", agent="a18", started_at=at)
    page = shown.page("sam", "/calls?customer=many")
    rows = page.locator("tr[data-call]")
    expect(page.get_by_text("The first 50 calls")).to_be_visible()
    more = page.get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(100)
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(101)
    expect(more).to_be_hidden()
    expect(page.locator("tr[data-call=many000] a")).to_be_focused()
    calls = found(page)
    assert calls == sorted(calls, reverse=True)
    assert len(set(calls)) == 101


@pytest.mark.parametrize("wrong", ["signal=mind_reading", "level=hot", "since=yesterday"])
def test_an_address_that_means_nothing_says_so_and_can_be_cleared(
    shown: Screens, wrong: str
) -> None:
    page = shown.page("kim", f"/calls?{wrong}")
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.get_by_role("button", name="Clear", exact=False).first.click()
    expect(page.locator("tr[data-call=late]")).to_be_visible()
