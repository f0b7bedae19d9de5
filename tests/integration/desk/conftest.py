from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.support.browser import browser
from tests.support.desk import Screens, screens


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser of the module's own: while one is open, no test can run a loop of its own."""
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def shown(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screens]:
    """One server for the tests of a module: each test takes calls of its own names."""
    with screens(tmp_path_factory.mktemp("data"), chromium) as made:
        yield made


@pytest.fixture(autouse=True)
def nothing_is_wrong_in_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "shown" not in request.fixturenames:
        return
    shown: Screens = request.getfixturevalue("shown")
    shown.close()
    found, shown.errors = shown.errors, []
    assert found == []
