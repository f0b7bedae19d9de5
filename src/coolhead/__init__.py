"""Coolhead: a companion for people who handle difficult customers on the phone.

The public API. Importing the package costs nothing; each name is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coolhead.call.utterance import Signal, Utterance
    from coolhead.companion import Companion, detect, load_call, score
    from coolhead.errors import CoolheadError
    from coolhead.playbook.loader import load_playbook
    from coolhead.record.record import Record

__version__ = "0.1.0"

__all__ = [
    "Companion",
    "CoolheadError",
    "Record",
    "Signal",
    "Utterance",
    "detect",
    "load_call",
    "load_playbook",
    "score",
]

_HOME = {
    "Companion": "coolhead.companion",
    "CoolheadError": "coolhead.errors",
    "Record": "coolhead.record.record",
    "Signal": "coolhead.call.utterance",
    "Utterance": "coolhead.call.utterance",
    "detect": "coolhead.companion",
    "load_call": "coolhead.companion",
    "load_playbook": "coolhead.playbook.loader",
    "score": "coolhead.companion",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'coolhead' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
