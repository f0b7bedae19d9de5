"""Logs never carry a word of a call, whoever hands it in."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from coolhead.adapters.observing.logs import configure_logs


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    configure_logs("info", stream)
    yield stream
    structlog.reset_defaults()
    logging.basicConfig(force=True)


def test_only_known_keys_are_logged(out: io.StringIO) -> None:
    structlog.get_logger().info("request", status=200, text="my card is 4111", customer="c9")
    line = json.loads(out.getvalue())
    assert line["event"] == "request"
    assert line["status"] == 200
    assert "text" not in line
    assert "customer" not in line


def test_an_exception_is_logged_by_its_type_alone(out: io.StringIO) -> None:
    try:
        raise ValueError("my card is 4111")
    except ValueError:
        structlog.get_logger().exception("it failed")
        logging.getLogger("some.library").exception("my card is %s", "4111")
    assert "ValueError" in out.getvalue()
    assert "4111" not in out.getvalue()
    assert "some.library" in out.getvalue()


def test_what_is_below_the_level_is_left_out(out: io.StringIO) -> None:
    structlog.get_logger().debug("detail")
    assert out.getvalue() == ""
