"""The sound of live calls to events: many calls in one process, each at its own pace.

Importing this package costs nothing; `Ears` is imported when it is first asked for, and
`MissingExtraError` says what to install where the extra ``speech`` is absent.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coolhead.adapters.speech.live.ears import Ears
    from coolhead.adapters.speech.live.figures import HearingFigures
    from coolhead.adapters.speech.live.settings import HearingSettings

__all__ = ["Ears", "HearingFigures", "HearingSettings"]

_HOME = {"Ears": "ears", "HearingFigures": "figures", "HearingSettings": "settings"}


def __getattr__(name: str) -> Any:
    """The public names, imported when asked for; raises ``MissingExtraError``."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
