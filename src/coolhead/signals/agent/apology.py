"""`apology`, by kind.

``sincere``: for a thing that happened or was done. ``sympathetic``: for what the customer had to
go through. ``conditional``: "sorry if", "sorry you feel that way", which puts the trouble into
the customer's head. A "sorry" that asks to repeat, interrupts, corrects the speaker's own words
or opens a refusal is no apology, or a weak one.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import (
    I_AM,
    START,
    VERY,
    Phrase,
    PhraseDetector,
    preceded_by,
)
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Turn

_SORRY = f"(?:(?:{I_AM}|i do feel|i feel) )?{VERY}sorry"
_APOLOGISE = (
    "(?:(?:i|we|let me|i'd like to|i would like to|i want to|we want to|may i|can i|i must|"
    "i do want to|we'd like to|allow me to) )?"
    f"(?:do |have to |must |also |once again |again )?{VERY}(?:apologi[sz]e|apologi[sz]ing)"
)
_APOLOGISE_WORDS = ("apologise", "apologize", "apologising", "apologizing")

# After "sorry": it asks to repeat, interrupts, begs leave, or mends the speaker's own words.
_NOT_SORRY: Final = re.compile(
    r"[,.\s-]*(?:\?|(?:but )?(?:i )?(?:didn'?t|couldn'?t|can'?t|cannot|did not|could not|don'?t) "
    r"(?:quite |really |actually )?(?:catch|hear|get that|get your|understand what|make (?:that|"
    r"it) "
    r"out|follow)|"
    r"(?:what|who|where|which|how|when)(?: was| is| did|'s| do| were| are|\W*$)|"
    r"(?:could|can|would|will) (?:you|i)\b|may i|you were saying|say (?:that )?again|come again|"
    r"(?:to|for) (?:bother|trouble|interrupt|disturb|butt|cut in|jump in|ask|be a|nag|repeat|"
    r"bothering|interrupting|disturbing|asking|jumping in)|"
    r"(?:i|that) (?:meant|mean|should say|said|misspoke|was thinking of)|i'?ll (?:say|repeat|"
    r"start)|"
    r"(?:let|hang|hold|just a|one (?:sec|moment))|"
    r"(?:before|after) (?:you|i)|what'?s that|is that|did you|do you|are you|was that|"
    r"(?:that'?s |i'?m on )?(?:the |a )?wrong (?:\w+)|(?:no|not) (?:the|that'?s|it'?s|on|a)\b|"
    r"state|excuse|sight|i'?ve got to)"
)
_FIXED = preceded_by(
    r"better safe than|safe than|feel|feels|felt|feeling|not|isn't|aren't|be|you'll be|say|says|"
    r"saying|said|sound|sounds|no|never|why (?:should|would) i be|a|in a|the"
)


def _no_apology(turn: Turn, start: int, end: int) -> bool:
    after = turn.lower[end : end + 60]
    return _NOT_SORRY.match(after) is not None or _corrects(turn, start, end)


_AMEND: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b\d[\d,.]*|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|one|two|three|four|five|six|seven|"
    r"eight|nine|ten)[\s,.-]*(?:no[\s,]*)?$"
)


def _corrects(turn: Turn, start: int, end: int) -> bool:
    return _AMEND.search(turn.lower[max(0, start - 24) : start]) is not None


def _no_refusal(turn: Turn, start: int, end: int) -> bool:
    return _REFUSES.match(turn.lower[end : end + 60]) is not None


_REFUSES: Final = re.compile(
    r"[,.\s]*(?:but|however|sir but|madam but|i (?:can'?t|cannot|'?m not able|am not able|'?m "
    r"unable)|"
    r"we (?:can'?t|cannot|don'?t)|there'?s nothing|that'?s not (?:possible|something)|"
    r"it'?s not possible|no\b)"
)

APOLOGY = PhraseDetector(
    "apology",
    (
        Phrase(
            "sorry_if",
            f"{_SORRY} (?:sir |madam |ma'am )?(?:if|you feel|that you feel|you think|"
            "that you think|you took|you see it|you're feeling|that you're feeling|"
            "for how you feel|you felt|that you felt|you believe|you find)",
            needs=("sorry",),
            confidence=0.95,
            kind="conditional",
        ),
        Phrase(
            "apologise_if",
            f"(?:{_APOLOGISE}|(?:my|our) (?:\\w+ )?apologies) (?:if|in case|that you feel|"
            "you feel)",
            needs=(*_APOLOGISE_WORDS, "apologies"),
            confidence=0.95,
            kind="conditional",
        ),
        Phrase(
            "sorry_you_went_through",
            f"{_SORRY} (?!you were saying)(?:to hear|to learn|to see|that you|you(?:'ve|'re| have| "
            f"had| are| were|"
            " didn't| haven't| got)|that this (?:has )?happened to you|this (?:has )?happened to "
            "you|for your (?:loss|trouble|wait|experience)|about your (?:loss|trouble|experience|"
            "mother|father|husband|wife|son|daughter|dog|cat)|for what you|about what you|"
            "for everything you|for all you|it's been (?:so|such))",
            needs=("sorry",),
            confidence=0.93,
            unless=(_FIXED,),
            kind="sympathetic",
        ),
        Phrase(
            "apologise_for_what_you",
            f"{_APOLOGISE} (?:that you(?:'ve| have|'re| had| are)|for what you)",
            needs=_APOLOGISE_WORDS,
            confidence=0.93,
            kind="sympathetic",
        ),
        Phrase(
            "sorry_for",
            f"{_SORRY} (?:again )?(?:for|about|that (?:we|our|i|the|your|this|it|nobody|no one|"
            r"my)|we|our|it's taken|it took|it has|your|the|this|nobody|no one|to keep you|"
            "to have kept|to have|to put you|i (?:was|kept|cut|interrupted|gave|did|missed|"
            "forgot|didn't (?:call|ring|get back|tell|let))|i'm (?:late|so late))",
            needs=("sorry",),
            confidence=0.92,
            unless=(_FIXED, _no_apology, is_quoted, is_reported),
            kind="sincere",
        ),
        Phrase(
            "apologise",
            _APOLOGISE,
            needs=_APOLOGISE_WORDS,
            confidence=0.92,
            unless=(
                is_reported,
                is_quoted,
                preceded_by(
                    "you should|you|they|he|she|they should|not|don't|won't|need to|"
                    "asked you to|no reason to|nothing to|no need to|why should (?:i|we)|you to"
                ),
            ),
            kind="sincere",
        ),
        Phrase(
            "apologies",
            "(?:(?:my|our|many|sincere|sincerest|please accept (?:my|our)|accept (?:my|our)|"
            "huge|deepest|full|with) ){1,3}(?:\\w+ )?(?:apologies|apology)|"
            "apologies (?:for|about|again|sir|madam)|(?:owe you|offer you|offer) (?:an|my|our) "
            "(?:\\w+ )?apology|"
            f"{START}apologies",
            needs=("apologies", "apology"),
            confidence=0.9,
            unless=(is_quoted,),
            kind="sincere",
        ),
        Phrase(
            "regret",
            "(?:i|we) (?:\\w+ )?regret (?:that|the|what|this|any|not)|"
            "(?:please )?forgive (?:me|us)(?: for| sir| madam)?|(?:i|we) beg your forgiveness",
            needs=("regret", "forgive", "forgiveness"),
            confidence=0.75,
            unless=(preceded_by("will"), _no_apology),
            kind="sincere",
        ),
        Phrase(
            "i_am_sorry",
            f"(?:{I_AM}|i do feel) {VERY}sorry",
            needs=("sorry",),
            confidence=0.8,
            unless=(_FIXED, _no_apology, _no_refusal, is_quoted, is_reported),
            kind="sincere",
        ),
        Phrase(
            "so_sorry",
            "(?:so|very|really|truly|terribly|extremely|awfully|deeply) sorry",
            needs=("sorry",),
            confidence=0.75,
            unless=(_FIXED, _no_apology, _no_refusal, is_quoted, is_reported),
            kind="sincere",
        ),
        Phrase(
            "sorry_alone",
            rf"{START}sorry(?: sir| madam| ma'am| mr \w+| mrs \w+| about| again)?(?=\W*$|[.!,])",
            needs=("sorry",),
            confidence=0.6,
            unless=(_no_apology, _no_refusal),
            kind="sincere",
        ),
        Phrase(
            "sorry_but",
            f"(?:{I_AM} )?{VERY}sorry",
            needs=("sorry",),
            confidence=0.4,
            unless=(_FIXED, _no_apology, is_quoted, is_reported),
            kind="sincere",
        ),
    ),
)
