"""The words of time in a promise: where they stand, not what they mean.

The due time itself is read from the sentence elsewhere; here they make a promise surer, bound its
span, and are cut off its action.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import word_set
from coolhead.signals.turn import Turn

_NUMBER = (
    r"(?:\d{1,3}(?:[.,:]\d{1,2})?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|a few|a couple of|couple of|half an|the|several)"
)
_UNIT = (
    r"(?:(?:working|business|calendar|week|full) )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|"
    r"weeks?|months?|fortnight)"
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'?s)?(?: (?:morning|afternoon|evening|night|"
    r"lunchtime))?"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_CLOCK = (
    r"(?:(?:half past |quarter (?:past|to) |ten past |twenty past |ten to )?"
    r"(?:\d{1,2}(?:[:.]\d{2})?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: ?[ap]\.? ?m\.?| o'?clock|(?: thirty| fifteen| forty[- ]five)(?: [ap]\.?m\.?)?)?|noon|"
    r"midday|midnight|lunch ?time|lunch|close of business|close of play|teatime|breakfast)"
)
_DATE = (
    rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|"
    rf"ninth|tenth|\w+teenth|twelfth|eleventh|twentieth|thirtieth|\w+[- ]\w+(?:st|nd|rd|th))"
    rf"(?: of)? {_MONTH}|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|the \d{{1,2}}(?:st|nd|rd|th)"
)
_PART = (
    r"(?:today|tonight|tomorrow(?: (?:morning|afternoon|evening|night|lunchtime))?|"
    r"(?:this|next|the following|later this|early|later)(?: on)? (?:morning|afternoon|evening|week|"
    r"month|hour|weekend)|the (?:morning|afternoon|evening|day after(?: tomorrow)?|weekend)|"
    rf"(?:this |next |the following |this coming |coming )?{_DAY}|later(?: on)?(?: today)?|"
    r"(?:the )?(?:first thing|last thing)(?: in the morning)?|"
    r"(?:the )?(?:end|beginning|start|middle) of (?:the |this |next |my |your )?(?:day|week|month|"
    r"business|play|working day|shift|hour|year|call)|"
    r"(?:straight|right) away|immediately|shortly|very soon|soon|in due course|at once|"
    r"as soon as (?:possible|i can|we can|i know|i hear|they)[^.,;!?]{0,30}|asap|"
    r"every (?:day|week|hour|morning)|within the (?:hour|day|week))"
)
_SPAN_OF_TIME = (
    rf"(?:(?:with)?in|over|inside|for|after|under) (?:the )?(?:next |following |about |around |"
    rf"roughly |maybe |less than |at most |up to |maximum )*{_NUMBER}(?:[- ](?:to|or)[- ]{_NUMBER}|"
    rf"-"
    rf"{_NUMBER})? {_UNIT}"
)
_BETWEEN = rf"(?:between|from) {_CLOCK} (?:and|to|till|until) {_CLOCK}"
_NOT_A_CLOCK = r"(?! (?:of|more|times?|pounds?|dollars?|percent|number|customers?))"
_AT = (
    r"(?:by|at|before|after|around|about|until|till|from|on|no later than) "
    rf"(?:about |around |at )?(?:{_DATE}|{_PART}|{_CLOCK}{_NOT_A_CLOCK})"
)
_IN_PART = r"in the (?:morning|afternoon|evening|next (?:hour|day|week|few \w+))"

_ONE: Final = rf"(?:{_SPAN_OF_TIME}|{_BETWEEN}|{_AT}|{_IN_PART}|{_DATE}|{_PART})"
# Several in a row are one: "by five tomorrow at the latest".
TIME: Final = re.compile(
    rf"(?<![\w']){_ONE}(?:,? (?:at the latest|latest|{_ONE}|from now|or so|at the earliest|"
    rf"in the (?:morning|afternoon|evening)))*(?!\w)"
)

# One of these words, a figure, or a word with one of these beginnings, is in every text that
# ``TIME`` matches.
_WORDS: Final = word_set(
    "today tonight tomorrow tomorrow's morning afternoon evening night lunchtime week month hour "
    "weekend day noon midday midnight lunch business play teatime breakfast thing away immediately "
    "shortly soon course once asap minute minutes min mins hours hr hrs second seconds days weeks "
    "months fortnight one two three four five six seven eight nine ten eleven twelve january "
    "february march april may june july august september october november december year shift call"
)
_WEEKDAY: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


# Where a turn keeps the answer, beside its cached properties: several detectors ask.
_KEPT: Final = "agent_may_have_time"


def may_have_time(turn: Turn) -> bool:
    """Whether any word of the turn can belong to words of time."""
    kept: dict[str, bool] = vars(turn)
    known = kept.get(_KEPT)
    if known is None:
        words = turn.words
        known = kept[_KEPT] = not _WORDS.isdisjoint(words) or any(
            word[0].isdigit() or word.startswith(_WEEKDAY) for word in words
        )
    return known
