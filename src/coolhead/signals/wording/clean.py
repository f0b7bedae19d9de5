"""The last look at a phrase before anybody sees it."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.wording.words import NEVER_SAID

# Characters at most of a filler: a phrase has room for one such and its own words.
MOST_CHARS: Final = 110
_WORD: Final = re.compile(r"[^\W\d_]+")
_ODD: Final = re.compile(r"[^\w\s'£$€₹.,:%&/-]")


def may_be_said(text: str) -> bool:
    """Whether a phrase holds nothing that an agent would not say, and is of a speakable length."""
    if not text or len(text) > MOST_CHARS or _ODD.search(text):
        return False
    return NEVER_SAID.isdisjoint(_WORD.findall(text.lower()))
