"""The supervisor's floor in a browser: what is looked for there, and what is said in its calls."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, Response, WebSocket
from tests.support.desk import Screens

GREETING = {
    "party": "agent",
    "start": 0.5,
    "end": 3.0,
    "text": "Hello, this is Kim, how can I help?",
}
COMPLAINT = {
    "party": "customer",
    "start": 3.5,
    "end": 8.0,
    "text": "My sofa was promised on Monday and it has not come. I want a refund.",
}
DANGER = {
    "party": "customer",
    "start": 9.0,
    "end": 12.0,
    "text": "I know where your office is. I will come down there and break your legs.",
}
ANGER = [
    {
        "party": "customer",
        "start": 4.0 + 4 * n,
        "end": 7.0 + 4 * n,
        "text": "This is an absolute disgrace, I am furious with your rotten company!",
    }
    for n in range(4)
]
# What is too wide for the place that it has, wherever it is hidden or scrolls.
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('main, main *')]
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0
    && getComputedStyle(each).display !== 'inline' && !each.closest('svg, .for-readers'))
  .map((each) => each.className || each.tagName)"""


def card(page: Page, call: str) -> Locator:
    """A call's card."""
    return page.locator(f"#call-{call}")


def panel(page: Page) -> Locator:
    """The call that is read along."""
    return page.locator(".panel")


def opened(page: Page, call: str) -> Locator:
    """The call, opened by its card."""
    card(page, call).get_by_role("heading").get_by_role("button").click()
    return panel(page)


def does(shown: Screens, who: str, call: str, **action: Any) -> int:
    """Somebody does something in a call; the status of the answer."""
    return shown.people[who].post(f"/calls/{call}/actions", json=action).status_code


class Told:
    """What a browser is sent of calls from the opening of a page: over sockets, and as answers."""

    def __init__(self, page: Page, url: str) -> None:
        self._frames: list[str] = []
        self._answers: list[Response] = []
        page.goto("about:blank")
        page.on("websocket", self._listen)
        page.on("response", self._answered)
        page.goto(url)

    def _answered(self, answer: Response) -> None:
        self._answers.append(answer)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda sent: self._frames.append(str(sent)))

    @property
    def everything(self) -> list[str]:
        """All that came up to now."""
        of_the_api = [each for each in self._answers if "/api/" in each.url and each.status != 204]
        return [*self._frames, *(each.text() for each in of_the_api)]


def order_of(page: Page) -> list[str]:
    """The cards from the first to the last."""
    return [str(each.get_attribute("id")) for each in page.locator(".call-card").all()]
