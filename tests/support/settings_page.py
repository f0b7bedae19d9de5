"""The settings in a browser: what is looked for there."""

from __future__ import annotations

import json

import httpx
from playwright.sync_api import Locator, Page
from tests.support.desk import Screens

HOSTILE = '<img src=x onerror="document.title=1"><b>Zed</b>'
BASIS = "Works agreement of 3 May 2026, section 4"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def row(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def handed_over(page: Page, label: str) -> str:
    """What is shown this once, to be copied."""
    return dialog(page).get_by_label(label).input_value()


def tries(shown: Screens, key: str, call: str) -> int:
    """Whether a key opens the source of words."""
    return httpx.post(
        f"{shown.server.url}/api/v1/sources/wire/calls/{call}/lines",
        content=json.dumps({"call": {"agent": "a17"}}),
        headers={"Authorization": f"Bearer {key}"},
        timeout=30,
    ).status_code
