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


@pytest.fixture
def no_call_is_left(shown: Screens) -> Iterator[None]:
    """Calls that a test leaves going on are no card of the next."""
    yield
    for row in shown.people["sam"].get("/live").json()["calls"]:
        shown.tell(row["call"]["call"], {"type": "end", "ended_by": "customer"})


@pytest.fixture(scope="module")
def scores_of_named_agents(shown: Screens) -> None:
    """Scores are shown with whose calls they are of, as works councils may agree to."""
    basis = {"on": True, "basis": "works agreement of 3 May 2026, section 4"}
    shown.admin.patch("/settings", json={"score_named_agents": basis}).raise_for_status()


@pytest.fixture(autouse=True)
def nothing_is_wrong_in_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "shown" not in request.fixturenames:
        return
    shown: Screens = request.getfixturevalue("shown")
    shown.close()
    found, shown.errors = shown.errors, []
    assert found == []
