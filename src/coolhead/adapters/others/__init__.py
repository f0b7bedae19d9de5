"""Detectors of other projects, to stand beside ours in ``coolhead evaluate --beside``.

They judge a line by itself. Nothing of a call depends on them; they are the extra ``compare``.
"""

from __future__ import annotations

from collections.abc import Iterator

from coolhead.adapters.others.convokit import ConvoKit
from coolhead.adapters.others.profanity_check import ProfanityCheck
from coolhead.adapters.others.vader import Vader
from coolhead.errors import MissingExtraError
from coolhead.services.comparison import OtherDetector

_KNOWN = (ProfanityCheck, Vader, ConvoKit)


def installed() -> Iterator[OtherDetector]:
    """Those that can be loaded; raises ``MissingExtraError`` where there is none."""
    missing: ImportError | None = None
    found = False
    for kind in _KNOWN:
        try:
            loaded = kind()
        except ImportError as error:
            missing = error
            continue
        found = True
        yield loaded
    if not found:
        raise MissingExtraError("A comparison", extra="compare") from missing
