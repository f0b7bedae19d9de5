"""Recordings to events: decoding, voice activity, recognition.

Importing this package costs nothing: what is heavy is imported when a name below is first asked
for, and `MissingExtraError` says what to install where the extra ``speech`` is absent.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coolhead.adapters.speech.held_file import HeldFile
    from coolhead.adapters.speech.recording import PartyFiles, TwoChannel
    from coolhead.adapters.speech.settings import SpeechSettings
    from coolhead.adapters.speech.source import RecordingSource

__all__ = ["HeldFile", "PartyFiles", "RecordingSource", "SpeechSettings", "TwoChannel"]

_HOME = {
    "HeldFile": "held_file",
    "PartyFiles": "recording",
    "RecordingSource": "source",
    "SpeechSettings": "settings",
    "TwoChannel": "recording",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when asked for; raises ``MissingExtraError``."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
