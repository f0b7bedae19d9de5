"""The page of one call in a browser: its picture."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


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
