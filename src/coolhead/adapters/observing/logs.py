"""Structured logs: a line of JSON each, or columns for a terminal; never a word of a call.

What may be logged is a closed list of keys: whatever else somebody hands in is left out, so that
no careless line ever carries a transcript, a number or a name.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final, TextIO

import structlog

# What log lines are made of. No key here can hold what was said, who said it, or a number called.
KEYS: Final = frozenset(
    {
        "event", "level", "timestamp", "logger", "request", "method", "route", "status", "seconds",
        "error", "code", "source", "protocol", "calls", "count", "bytes", "where", "reason",
        "address", "port", "version", "workspace", "kind", "state", "url", "pid", "job",
    }
)  # fmt: skip


def configure_logs(level: str = "info", stream: TextIO | None = None) -> None:
    """Set logging up for the process; ``level`` is debug, info, warning or error."""
    out = stream or sys.stderr
    shown: Any = (
        structlog.dev.ConsoleRenderer()
        if out.isatty()
        else structlog.processors.JSONRenderer(sort_keys=True)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _named_errors,
            only_known_keys,
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    # Other libraries' lines may quote what they were given: of warnings and worse it is told that
    # there was one, and where.
    handler = logging.StreamHandler(out)
    handler.setFormatter(_WhereAlone())
    logging.basicConfig(level=max(_LEVELS[level], logging.WARNING), handlers=[handler], force=True)


class _WhereAlone(logging.Formatter):
    """A library's line without its message: level, logger, place, and the error's type."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        line = {
            "event": f"a line of {record.name}",
            "level": record.levelname.lower(),
            "where": f"{record.module}:{record.lineno}",
        }
        return json.dumps(line | {"error": error} if error else line, sort_keys=True)


def only_known_keys(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The line without keys that are not in `KEYS`."""
    return {key: value for key, value in line.items() if key in KEYS}


def _named_errors(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """An exception by its type alone: its message may quote what was being handled."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
    return line


_LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
