"""How calls that are put into a folder are taken."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from coolhead.call.vocabulary import Consent

# Copying programs write at least every second; a file that is not touched for two is complete.
SETTLE_S: Final = 2.0
# Some make a file long before they write into it.
SETTLE_EMPTY_S: Final = 60.0


class FolderSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it was set up: its calls belong to ``team``, whatever they say themselves.

    ``consent`` holds where a call's file does not say. ``keep_done`` is false where files are
    deleted once they were taken: they hold what the call's own events do not, unmasked. Times are
    seconds. ``polling`` is for network drives, which do not tell of changes.
    """

    name: str
    path: Path
    workspace: str = "default"
    team: str = "default"
    playbook: str | None = None
    consent: Consent = "unknown"
    keep_done: bool = True
    polling: bool = False
    settle_s: float = SETTLE_S
    settle_empty_s: float = SETTLE_EMPTY_S
