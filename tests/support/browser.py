"""A real browser for tests: this machine's Chromium, without what it would do by itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.support.patience import PATIENCE_S

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_QUIET: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def found() -> str | None:
    """The path of a browser; ``COOLHEAD_CHROMIUM`` names one that stands elsewhere."""
    named = os.environ.get("COOLHEAD_CHROMIUM")
    return next((path for name in (named, *_NAMES) if name and (path := shutil.which(name))), None)


@contextmanager
def browser(more: Sequence[str] = (), *, audible: bool = False) -> Iterator[Browser]:
    """A running browser, with ``more`` options; tabs make sound where it is ``audible``. Without
    one the test is skipped, or fails where ``COOLHEAD_NEEDS_BROWSER`` is set."""
    path = found()
    if path is None:
        missing = "no Chromium on this machine: run scripts/browser.sh, or set COOLHEAD_CHROMIUM"
        if os.environ.get("COOLHEAD_NEEDS_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    # Chromium refuses its sandbox to root, as whom tests in a container run.
    alone = ("--no-sandbox",) if os.geteuid() == 0 else ()
    expect.set_options(timeout=PATIENCE_S * 1000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path,
            args=[*_QUIET, *alone, *more],
            ignore_default_args=["--mute-audio"] if audible else [],
        )
        try:
            yield running
        finally:
            running.close()
