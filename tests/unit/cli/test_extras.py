from __future__ import annotations

import sys

import pytest

from coolhead.cli.demo import demo
from coolhead.cli.extras import server_extra
from coolhead.cli.serve import rebuild, serve
from coolhead.errors import MissingExtraError


@pytest.mark.parametrize("command", [serve, rebuild, demo], ids=lambda each: each.__name__)
def test_without_the_extra_it_is_named(command: object, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("coolhead.server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "structlog", None)
    with pytest.raises(MissingExtraError, match="needs the extra 'server'"):
        command()  # type: ignore[operator]


def test_a_fault_of_our_own_is_not_taken_for_one() -> None:
    with pytest.raises(ModuleNotFoundError), server_extra():
        raise ModuleNotFoundError("no such thing", name="coolhead.nothing")
