"""``request``: names a remedy wanted; several remedies in one breath are several requests."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.request_patterns import REQUEST
from coolhead.signals.lexical import LexicalDetector
from coolhead.signals.scope import is_negated, is_quoted, is_reported

VERSION: Final = "2"


def request_detector() -> LexicalDetector:
    """The detector of remedies asked for."""
    return LexicalDetector(
        "request",
        "customer",
        REQUEST,
        version=VERSION,
        unless=(is_quoted, is_reported, is_negated),
        of_each="remedy",
    )
