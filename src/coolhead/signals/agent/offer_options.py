"""How many ways forward an offer names: `offer.options`."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import compiled, word_set

# What an agent can do about a matter (base forms): one of these begins each item of a list.
DO_WORDS: Final = word_set(
    "send resend refund replace exchange credit cancel book rebook arrange schedule reschedule "
    "order "
    "reorder email e-mail text post give waive reduce upgrade downgrade extend reset process issue "
    "raise chase swap repair fix take remove put move bring change set switch offer get deliver "
    "redeliver collect sort call ring phone have spread split match lower drop freeze pause apply "
    "add open log register reverse compensate pay return release unlock renew fit escalate do make "
    "ask let prioritise prioritize expedite reimburse discount knock throw transfer help find "
    "provide suggest recommend correct reissue backdate amend file submit stop test hold "
    "erase delete stay roll skip"
)

_NUMBER: Final = {
    "two": 2,
    "both": 2,
    "couple": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "2": 2,
    "3": 3,
    "4": 4,
    "few": 3,
    "several": 3,
}
_COUNTED: Final = compiled(
    "(two|three|four|five|2|3|4|(?:a )?couple of|(?:a )?few|several|both) "
    "(?:different |possible |main |other |good |possible |simple )?"
    "(?:options|ways|choices|possibilities|solutions|things (?:i|we) can|alternatives|things we)|"
    "(?:one of|either of) (two|three|four|several) things"
)
# "or" between alternatives; not in "two or three days", "more or less", "or so", "or anything".
_OR: Final = re.compile(
    r"\bor\b(?!,? (?:so|not|anything|something|more|less|later|two|three|four|five|six|seven|eight|"
    r"nine|ten|even|\d|whatever|no\b|is that|is it|do you|are you|would you|wouldn'?t|if not|am i|"
    r"near|at least|earlier|sooner|else (?:what|how)))"
)
_NO_ALTERNATIVE_BEFORE: Final = re.compile(
    r"\b(?:day|week|hour|more|sooner|whether|morning|yes|\d)[\s,]*$"
)
_WAY: Final = re.compile(r",? (?:i|we|you|if|there) ")
# "Would you prefer, the copy or the refund?": the comma comes before the first of two.
_ASKS_FIRST: Final = re.compile(r"(?:which )?would you (?:still )?(?:prefer|like|rather)[,:]?\s+")
_ALTERNATIVE: Final = compiled(
    "alternatively|another (?:option|way|possibility|thing (?:i|we) can)|the other option|"
    "option two|option b|secondly|the second (?:one|option|is)|"
    "(?:i|we) (?:can|could) also|if you(?:'d)? prefer|or else|otherwise (?:i|we) (?:can|could)"
)
_LISTED: Final = re.compile(
    rf",\s+(?:(?:i|we) (?:can |could )?)?(?:{'|'.join(sorted(DO_WORDS))}|an?|the|your|full|free|"
    r"another|some)\b[^,.;!?]{2,60}(?=,| or\b)"
)
_OR_BEFORE: Final = re.compile(r"\bor[\s,]*$")
_FULL_STOP: Final = re.compile(r"[.!?](?=\s)")
# How far back the first of two ways may have begun: one breath.
_BEFORE_OR: Final = 160
# The alternatives of one offer are said in one breath and the next: how far they are looked for.
REACH: Final = 320


def count_options(lower: str, start: int) -> int:
    """How many ways forward the offer beginning at ``start`` names; at least one.

    Where "or" stands right before it, the first way was named earlier in the sentence.
    """
    if _OR_BEFORE.search(lower, max(0, start - 8), start):
        start = max(0, start - _BEFORE_OR, *(m.end() for m in _FULL_STOP.finditer(lower, 0, start)))
    asks = _ASKS_FIRST.match(lower, start)
    region = lower[asks.end() if asks else start : start + REACH]
    counted = _COUNTED.search(lower[max(0, start - 60) : start + REACH])
    if counted is not None:
        said = counted.group(1) or counted.group(2)
        word = said.replace("a ", "").replace(" of", "").split()[-1]
        return _NUMBER.get(word, 2)
    alternatives = [
        match
        for match in _OR.finditer(region)
        if _WAY.match(region, match.end())
        or not _NO_ALTERNATIVE_BEFORE.search(region[: match.start()])
    ]
    spoken = sum(1 for _ in _ALTERNATIVE.finditer(region))
    listed = 0
    if alternatives:
        listed = sum(1 for _ in _LISTED.finditer(region[: alternatives[-1].start() + 3]))
        # the item right before "or" is counted by the "or" itself
        listed = max(
            0, listed - (1 if region[: alternatives[-1].start()].rstrip()[-1:] == "," else 0)
        )
    return 1 + len(alternatives) + spoken + listed
