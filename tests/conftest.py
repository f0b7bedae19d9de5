"""Settings of all tests: how hypothesis finds examples, and how many processes share the tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from tests.support.bytecode import keep_bytecode
from tests.support.parallel import processes, turn
from tests.support.postgres import PostgresServer, postgres_server

# A slow machine is no failure; speed is measured in benchmarks/.
settings.register_profile("local", deadline=None)
# The same commit gives the same result; new examples are looked for on developers' machines.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    # What a shell starts in the background does not hear of interrupts, nor do its children.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if (cache := getattr(config, "cache", None)) is not None:
        keep_bytecode(cache.mkdir("bytecode"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    return processes(config.args)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one of several processes
        items.sort(key=lambda item: turn(item.nodeid))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server that tests have databases of their own on; who stops one starts another."""
    with postgres_server() as server:
        yield server
