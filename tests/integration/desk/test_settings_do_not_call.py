"""The do-not-call list and calling hours, as administrators keep them in a browser."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect
from tests.support.desk import Screens

HOSTILE = '<img src=x onerror="document.title=1">'
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALL_DAY = {day: {"start": "00:00", "end": "24:00"} for day in DAYS}
USUAL = {day: {"start": "08:00", "end": "21:00"} for day in DAYS}


def opened(shown: Screens, **size: int) -> Page:
    page = shown.page("admin", "/settings/do-not-call", **size)
    expect(page.get_by_role("heading", level=1)).to_have_text("Do not call")
    return page


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def check(page: Page, number: str) -> Locator:
    """Ask after a number; the answer."""
    card = page.locator("section").filter(has=page.get_by_role("heading", name="Check a number"))
    card.get_by_label("Number").fill(number)
    card.get_by_role("button", name="Check").click()
    return card.get_by_role("status")


def answered(client: httpx.Client, number: str) -> dict[str, Any]:
    got: dict[str, Any] = client.post("/do-not-call/check", json={"number": number}).json()
    return got


def set_hours(shown: Screens, hours: dict[str, Any]) -> None:
    shown.admin.patch("/settings", json={"calling_hours": hours}).raise_for_status()


def test_the_part_is_for_administrators_and_fits_a_narrow_screen(shown: Screens) -> None:
    for who, client in shown.people.items():
        expected = 200 if who == "admin" else 403
        assert client.get(f"{shown.server.url}/settings/do-not-call").status_code == expected, who
    shown.admin.post(
        "/do-not-call", json={"numbers": ["+44 20 7946 0900"], "reason": "x" * 300}
    ).raise_for_status()
    page = opened(shown, width=390, height=844)
    link = page.get_by_role("navigation", name="Settings").get_by_role("link", name="Do not call")
    expect(link).to_have_attribute("aria-current", "page")
    expect(check(page, "+44 20 7946 0900")).to_contain_text("Put here by hand")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_number_is_added_found_with_why_and_taken_off_with_a_reason(shown: Screens) -> None:
    set_hours(shown, ALL_DAY)
    page = opened(shown)
    answer = check(page, "+44 20 7946 0933")
    expect(answer).to_contain_text("May be called now")
    expect(answer).to_contain_text("in Europe/London")

    page.get_by_role("button", name="Add a number").click()
    form = dialog(page)
    expect(form.get_by_label("Number")).to_have_value("+44 20 7946 0933")
    form.get_by_label("Number").fill("withheld")
    form.get_by_label("Why").fill(f"asked by letter {HOSTILE}")
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form.get_by_role("alert").filter(has_text="no telephone number")).to_be_visible()
    form.get_by_label("Number").fill("0044 20 7946 0933")
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_have_count(0)

    answer = check(page, "+44 20 7946 0933")
    expect(answer.locator(".verdict")).to_have_text("Do not call")
    expect(answer.get_by_role("listitem").first).to_contain_text(f"asked by letter {HOSTILE}")
    expect(answer.get_by_role("row").last).to_contain_text("Put here by hand")
    assert page.title() == "Do not call · Settings · Coolhead"

    answer.get_by_role("button", name="Take it off the list").click()
    form.get_by_role("button", name="Take it off").click()
    expect(form.get_by_label("Why")).to_have_attribute("aria-invalid", "true")
    assert answered(shown.admin, "+442079460933")["listed"]
    form.get_by_label("Why").fill("asked to be called again")
    form.get_by_role("button", name="Take it off").click()
    expect(answer).to_contain_text("May be called now")
    assert not answered(shown.people["kim"], "+442079460933")["listed"]
    [entry] = shown.admin.get("/audit", params={"action": "do_not_call.remove"}).json()["entries"]
    assert entry["detail"]["reason"] == "asked to be called again"


def test_a_number_that_cannot_be_read_is_told_beside_it(shown: Screens) -> None:
    page = opened(shown)
    check(page, "020 7946 0933")
    number = page.get_by_label("Number", exact=True)
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert").filter(has_text="name the region")).to_be_visible()


def test_a_table_is_imported_its_faults_told_by_line(shown: Screens, tmp_path: Path) -> None:
    table = tmp_path / "numbers.csv"
    table.write_text(
        f"name,number\nKim,+44 20 7946 0940\n{HOSTILE},withheld\nAda,+44 20 7946 0941\n",
        encoding="utf-8",
    )
    page = opened(shown)
    page.get_by_role("button", name="Import a table").click()
    form = dialog(page)
    form.get_by_label("A file").set_input_files(table)
    form.get_by_label("Where they come from").fill("old dialler")
    form.get_by_label("Why they must not be called").fill("their list until now")
    form.get_by_role("button", name="Import", exact=True).click()
    expect(form).to_contain_text("1 line is wrong; nothing was added.")
    fault = form.locator(".lines > li")
    expect(fault).to_contain_text("Line 3")
    expect(fault.locator("code")).to_have_text(f"{HOSTILE},withheld")
    assert not answered(shown.admin, "+44 20 7946 0940")["listed"]

    form.get_by_label("Add nothing if any line is wrong").uncheck()
    form.get_by_role("button", name="Import", exact=True).click()
    expect(form).to_contain_text("2 added; 0 were on the list already. 1 line is left out.")
    form.get_by_role("button", name="Close").click()
    answer = check(page, "+44 20 7946 0941")
    expect(answer.get_by_role("row").last).to_contain_text("old dialler")

    page.get_by_role("button", name="Import a table").click()
    form.get_by_label("or its lines, pasted").fill("telephone\n12\n")
    form.get_by_label("Why they must not be called").fill("their list until now")
    form.get_by_role("button", name="Import", exact=True).click()
    expect(form.locator(".lines > li")).to_contain_text("The table has no column 'number'")
    form.get_by_label("or its lines, pasted").fill("number\n+44 20 7946 0941\n")
    form.get_by_role("button", name="Import", exact=True).click()
    expect(form).to_have_count(0)
    expect(page.get_by_text("0 added; 1 was on the list already.")).to_be_visible()


def test_the_list_is_exported_without_numbers(shown: Screens, tmp_path: Path) -> None:
    added = {"numbers": ["+44 20 7946 0950"], "reason": "asked for the export"}
    shown.admin.post("/do-not-call", json=added).raise_for_status()
    page = opened(shown)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename == "do-not-call.csv"
    target = tmp_path / "export.csv"
    download.value.save_as(target)
    text = target.read_text(encoding="utf-8")
    reasons = [row["reason"] for row in csv.DictReader(text.splitlines())]
    assert "asked for the export" in reasons
    assert "7946" not in text


def test_calling_hours_are_set_by_weekday(shown: Screens) -> None:
    set_hours(shown, USUAL)
    page = opened(shown)
    today = f"{datetime.now(tz=UTC):%A}"
    for day in DAYS:
        name = day.title()
        expect(page.get_by_label(f"{name}, from")).to_have_value("08:00")
        expect(page.get_by_label(f"{name}, to")).to_have_value("21:00")
    page.get_by_label("Monday, to").fill("07:00")
    page.get_by_role("button", name="Save calling hours").click()
    expect(page.get_by_label("Monday, to")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Monday, to")).to_be_focused()
    page.get_by_label("Monday, to").fill("00:00")
    page.get_by_label("Sunday: calls are made").uncheck()
    expect(page.get_by_label("Sunday, from")).to_be_disabled()
    page.get_by_role("button", name="Save calling hours").click()
    expect(page.get_by_text("Saved. It holds from now on.")).to_be_visible()
    kept = shown.admin.get("/settings").json()["calling_hours"]
    assert kept == {**USUAL, "monday": {"start": "08:00", "end": "24:00"}, "sunday": None}

    set_hours(shown, {**USUAL, today.lower(): None})
    page = opened(shown)
    expect(page.get_by_label(f"{today}: calls are made")).not_to_be_checked()
    answer = check(page, "+44 20 7946 0960")
    expect(answer.locator(".verdict")).to_have_text("Not at this time")
    expect(answer).to_contain_text("no calls are made on")
    expect(answer).to_contain_text("by the clock here")


def test_a_country_lets_numbers_be_written_without_their_code(shown: Screens) -> None:
    set_hours(shown, ALL_DAY)
    page = opened(shown)
    page.get_by_label("Country").fill("zz")
    page.get_by_role("button", name="Save country").click()
    expect(page.get_by_label("Country")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Country").fill("gb")
    page.get_by_role("button", name="Save country").click()
    expect(page.get_by_text("Saved. It holds from now on.")).to_be_visible()
    expect(check(page, "020 7946 0970")).to_contain_text("in Europe/London")
    shown.admin.patch("/settings", json={"region": ""}).raise_for_status()


def test_who_asks_in_a_call_is_found_with_the_call(shown: Screens) -> None:
    number = "+44 20 7946 0980"
    said = "Take me off your list and never call me again."
    shown.begin("asked <b>", customer_number=number)
    shown.tell(
        "asked <b>",
        {"party": "customer", "start": 1.0, "end": 4.0, "text": said},
        {"type": "end", "ended_by": "customer"},
    )
    page = opened(shown)
    answer = check(page, number)
    expect(answer.locator(".verdict")).to_have_text("Do not call")
    expect(answer.get_by_role("row").last).to_contain_text("Asked for in a call: asked <b>")
