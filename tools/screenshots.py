"""Pictures of every page, made from the demo: light and dark, wide and narrow.

The demo has no administrator: settings are those of a server that was just set up.

    python -m tools.screenshots [FOLDER]      # docs/images, where nothing else is said

What stands in them is what the demo's calls come to within two minutes; look at them afterwards.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize
from tests.support.browser import browser
from tests.support.desk import screens

FOLDER: Final = Path(__file__).parents[1] / "docs" / "images"
SIZES: Final = {
    "wide": ViewportSize(width=1280, height=800),
    "narrow": ViewportSize(width=390, height=844),
}
# The first insult of the demo agent's first call, and the cue that it calls for.
_CUE_MS: Final = 120_000
# A call that is over when the demo opens.
_OVER: Final = "a[href*='05-one-insult']"


class Shot(NamedTuple):
    """A page to take: whose, where, and what is done before."""

    name: str
    who: str
    path: str
    ready: Callable[[Page], None]


def _desk(page: Page) -> None:
    page.locator(".cue-do", has_text="Ask for respect").wait_for(timeout=_CUE_MS)


def _record(page: Page) -> None:
    page.get_by_role("button", name="To sign").first.click()
    page.locator(".record dd").nth(3).wait_for()
    page.wait_for_timeout(1_000)


def _floor(page: Page) -> None:
    page.locator(".cards > li").nth(3).wait_for()
    page.get_by_role("button", name="Dina").click()
    page.wait_for_timeout(3_000)


def _calls(page: Page) -> None:
    page.locator(_OVER).first.wait_for()


def _call(page: Page) -> None:
    page.locator(_OVER).first.click()
    page.locator("svg").first.wait_for()
    page.wait_for_timeout(1_500)


def _playbooks(page: Page) -> None:
    page.get_by_text("standard").first.wait_for()
    page.wait_for_timeout(500)


def _follow_ups(page: Page) -> None:
    page.locator(".follow-up").first.wait_for()
    page.wait_for_timeout(500)


def _review(page: Page) -> None:
    page.get_by_role("button", name="Take the next call").click()
    page.locator(".judge").first.wait_for()
    page.wait_for_timeout(1_500)


def _insights(page: Page) -> None:
    page.locator(".insight").first.wait_for()
    page.wait_for_timeout(500)


SHOTS: Final = (
    Shot("desk", "agent", "/desk", _desk),
    Shot("record", "agent", "/desk", _record),
    Shot("floor", "supervisor", "/floor", _floor),
    Shot("calls", "coach", "/calls", _calls),
    Shot("call", "coach", "/calls", _call),
    Shot("follow-ups", "agent", "/follow-ups", _follow_ups),
    Shot("review", "supervisor", "/reviews", _review),
    Shot("insights", "supervisor", "/insights", _insights),
    Shot("playbooks", "coach", "/playbooks", _playbooks),
)


# Pages of a server that was just set up: whose, where, and what must be there.
SET_UP: Final = (
    ("sign-in", "", "/sign-in", "form"),
    ("people", "admin", "/settings/people", ".part li, .part tr"),
    ("privacy", "admin", "/settings/privacy", ".part h2"),
)


def main(folder: Path = FOLDER) -> None:
    """Take all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        for size, viewport in SIZES.items():
            # Anew each time: the desk's picture is of one moment of the first call.
            with demo() as url, browser() as chromium:
                for shot in SHOTS:
                    taken = folder / f"{shot.name}-{size}-{theme}.png"
                    _take(chromium, url, shot, viewport, theme, taken)
                    print(f"{taken.name}  {taken.stat().st_size // 1024} KB")
    with TemporaryDirectory() as data, browser() as chromium, screens(Path(data), chromium) as made:
        for theme in ("light", "dark"):
            for size, viewport in SIZES.items():
                for name, who, path, sign in SET_UP:
                    page = made.page(who, path, **viewport)
                    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                    page.locator(sign).first.wait_for()
                    page.screenshot(path=folder / f"{name}-{size}-{theme}.png")


def _take(  # noqa: PLR0917 - one picture
    chromium: Browser, url: str, shot: Shot, viewport: ViewportSize, theme: str, taken: Path
) -> None:
    context = chromium.new_context(
        viewport=viewport, color_scheme="dark" if theme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{url}/demo")
    page.get_by_role("button", name=f"Be the {shot.who}").click()
    page.wait_for_url(re.compile(r"/(desk|floor|calls)$"))
    if not page.url.endswith(shot.path):
        page.goto(url + shot.path)
    shot.ready(page)
    page.screenshot(path=taken)
    context.close()


@contextmanager
def demo() -> Iterator[str]:
    """The address of a running demo."""
    with subprocess.Popen(
        [sys.executable, "-m", "coolhead", "demo", "--port", "0", "--no-browser"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        if process.stderr is None:
            raise RuntimeError("it was asked for")
        try:
            for line in process.stderr:
                if (found := re.search(r"Open (http://\S+)/demo", line)) is not None:
                    yield found[1]
                    break
        finally:
            process.send_signal(signal.SIGINT)
            process.stderr.read()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
