"""Words that are still being said: what may be shown of them before anybody knows the rest."""

from __future__ import annotations

import re
from typing import Final

from coolhead.redaction.digits import digit_runs, value_of

# "one" and "I was for it" are no numbers yet; of a card's number a single digit tells nothing.
_ENOUGH: Final = 2
# "GB82 WEST": what follows such a beginning may be the rest of an account, letters and all.
_ACCOUNT: Final = re.compile(r"\b(?:[A-Z]{2} ?|[a-z]{2})\d\d\b(?:\s+\w+)*")
_ADDRESS: Final = re.compile(r"\S*@\S*")
NUMBER, ADDRESS = "[number]", "[address]"


def without_beginnings(text: str, *, emails: bool) -> str:
    """The text without what may be the beginning of something that must not be shown.

    A number is known for a card's, an account's or an order's by its end alone, so none is shown.
    """
    text = _ACCOUNT.sub(NUMBER, text)
    for run in reversed(digit_runs(text)):
        if len(value_of(run)) >= _ENOUGH:
            text = text[: run[0].start] + NUMBER + text[run[-1].end :]
    return _ADDRESS.sub(ADDRESS, text) if emails else text
