"""What a turn is about: its content words, in a form in which two speakers' can be compared.

"So you've been waiting three weeks for the engineer" and "I waited three weeks and nobody came
out" share *wait*, *week* and the person who did not come. Function words, persons ("you" / "I"),
numbers and names carry none of it: reading back a number or a name is no understanding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from coolhead.signals.turn import Turn

_STOP: Final = frozenset(
    """
    a about actually again ago ah all already also alright always am an and any anything anyway are
    aren't as at away back basically be because been before being both but by can can't cannot
    could couldn't did didn't do does doesn't doing don't done down each either
    else er erm even ever every everything exactly few fine for from get gets getting go goes going
    gone good got had hadn't has hasn't have haven't having he he'd he'll he's hello her here hers
    hi him his how however i i'd i'll i'm i've if in into is isn't it it'd it'll it's its just keep
    keeps kind know let let's like literally little lot look made make makes making many matter may
    maybe me mean means might mine more most mr mrs ms much must my myself need needs never new no
    nobody not nothing now of off oh ok okay on once one only or other our ours out over own people
    perhaps please put quite rather really right said same saw say saying says see seem seems she
    she's should shouldn't since sir so some somebody someone something sort speak still such sure
    take taken takes taking talk tell telling than thank thanks that that's the their theirs them
    then there there's these they they'd they'll they're they've thing things think this those
    though through till to today told too took try trying uh um understand until up us use used
    very want wanted wants was wasn't way we we'd we'll we're we've well went were weren't what
    what's when where which while who who's why will with without won't would wouldn't yeah yes yet
    you you'd you'll you're you've your yours yourself
    hm mm hmm madam maam ma'am bloody fucking damn sorry apologise hear hearing heard sounds sound
    gonna wanna gotta
    """.split()  # noqa: SIM905 - a list of this length is read more easily as words
)
# What makes somebody not do, or not have, is content too; it is marked apart, for the sense of a
# sentence turns on it.
NEGATIVE: Final = frozenset(
    """
    no not never nobody nothing none neither without cannot can't don't doesn't didn't won't
    wouldn't couldn't isn't aren't wasn't weren't haven't hasn't hadn't shouldn't nowhere
    """.split()  # noqa: SIM905
)
_NUMBERS: Final = frozenset(
    """
    zero nought oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand double triple half point first second third pound pounds pence quid
    dollar dollars cent cents euro euros percent buck bucks
    """.split()  # noqa: SIM905
)
# Words of the data that callers are asked for. What is read back of them is data, not meaning.
DATA_WORDS: Final = frozenset(
    """
    account number reference postcode zip address street road avenue lane surname name email mail
    digit birth mobile initial password code spell dot
    """.split()  # noqa: SIM905
)
_DIGIT_WORDS: Final = frozenset(
    ("zero", "nought", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
) | {"double", "triple"}
# A capital comes first, so that the rest is tried at capitals only; then what stands before it.
_NAME: Final = re.compile(r"[A-Z](?<=[a-z,] .)[a-z]+\b", re.DOTALL)
_DIGITS: Final = re.compile(r"\d[\d -]{3,}")
# So many digits or letters in a row are read out; fewer may be said in passing.
_READ_OUT: Final = 3
_CALENDAR: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter
    """.split()  # noqa: SIM905
)
# Words that callers and agents use for the same thing. The first stands for all.
_CLASSES: Final = (
    "wait delay late overdue hang queue",
    "arrive come came deliver delivery turn show receive",
    "money refund reimburse cash",
    "charge bill billing invoice pay paid payment debit",
    "call ring rang rung phone telephone",
    "fix repair mend sort resolve solve",
    "break broke broken fault faulty dead work fail crash damage smash crack",
    "wrong mistake error incorrect",
    "buy bought purchase order",
    "parcel package packet box",
    "visit appointment slot",
    "engineer technician fitter man bloke guy fella",
    "promise guarantee assure",
    "cancel cancellation terminate end close stop",
    "angry annoy frustrate upset furious cross mad fed disappoint",
    "internet broadband wifi connect connection wi router hub signal line",
    "replace replacement exchange swap",
    "rude disrespect impolite",
    "twice two duplicate",
    "lie lied liar mislead misled",
    "price cost expensive rate fee",
    "pass bounce transfer shunt department",
    "explain repeat",
    "worry anxious concern scare afraid",
    "child kid son daughter children",
    "husband wife partner",
    "die died dying death passed",
    "sofa couch settee",
    "tv telly television",
    "fridge freezer refrigerator",
    "car vehicle van motor",
    "leave left switch",
    "drop cut lose lost",
    "company firm supplier",
)
_ENDINGS: Final = re.compile(r"(?:ations?|ingly|ings?|edly|ed|ies|ied|ly|es|s|e|y|i)$")
_SHORTEST_STEM: Final = 3
_SHORTEST_WORD: Final = 2
# "stopped", "stop": these are doubled before an ending.
_DOUBLED: Final = "bdglmnprt"


def _bare(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    match = _ENDINGS.search(word)
    if match is not None and match.start() >= _SHORTEST_STEM:
        word = word[: match.start()]
    if len(word) > _SHORTEST_STEM and word[-1] in "eiy":
        word = word[:-1]
    if len(word) > 1 and word[-1] == word[-2] and word[-1] in _DOUBLED:
        word = word[:-1]
    return word


_SAME: Final = {
    _bare(word): _bare(words.split()[0]) for words in reversed(_CLASSES) for word in words.split()
}
# Where a turn keeps its content, beside its other cached properties.
_KEPT: Final = "relational_content"


# Everyday speech uses some thousands of words; the bound is for a process that runs for months.
_WORDS_KEPT: Final = 20_000


@lru_cache(maxsize=_WORDS_KEPT)
def stem(word: str) -> str:
    """A rough stem, or the one that stands for its class: "deliveries" and "arrived" give one."""
    bare = _bare(word)
    return _SAME.get(bare, bare)


def content(tokens: Iterable[str]) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(filter(None, map(_meaning, tokens)))


@lru_cache(maxsize=_WORDS_KEPT)
def _meaning(token: str) -> str:
    """The stem of a word that carries meaning; empty for one that does not."""
    if token in _STOP or token in _NUMBERS or len(token) < _SHORTEST_WORD or token[0].isdigit():
        return ""
    return stem(token)


def content_of(turn: Turn) -> frozenset[str]:
    """The content of a turn; kept with the turn itself, for many later ones look at it."""
    kept: dict[str, frozenset[str]] = turn.__dict__
    known = kept.get(_KEPT)
    if known is None:
        known = kept[_KEPT] = content(turn.tokens)
    return known


def is_spelt(lower: str, tokens: tuple[str, ...]) -> bool:
    """Whether a number or a code is read out: "4417", "four four one seven", "l s seven"."""
    if _DIGITS.search(lower):
        return True
    run = 0
    for token in tokens:
        run = run + 1 if len(token) == 1 or token in _DIGIT_WORDS else 0
        if run == _READ_OUT:
            return True
    return False


def names_in(text: str) -> frozenset[str]:
    """Stems of the capitalised words inside a sentence, but for weekdays and months.

    A text all in lower case (as some recognisers give) shows none.
    """
    named = [match.group().lower() for match in _NAME.finditer(text)]
    return frozenset(stem(name) for name in named if name not in _CALENDAR)


def is_negative(tokens: Iterable[str]) -> bool:
    """Whether the words deny something: "nobody called", "it hasn't come"."""
    return not NEGATIVE.isdisjoint(tokens)
