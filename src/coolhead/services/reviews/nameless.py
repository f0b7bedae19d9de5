"""What was said, without names and numbers: for those who test the rules and know nobody in it.

Masked is more than names: whatever is written with a capital where a sentence does not ask for one.
Names that are written small can be told only where they are given ("my name is …"), so that a call
without capitals is not given out at all (`has_capitals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from coolhead.redaction.redactor import RedactionSettings, Redactor

NAME: Final = "[name]"
NUMBER: Final = "[number]"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Written with a capital wherever they stand, and nobody's name.
_NOT_NAMES: Final = _words(
    "i i'm i'll i've i'd ok okay tv pin sim wifi wi-fi sms uk us usa eu vat id faq pdf dvd led usb "
    "mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december christmas easter english"
)
# What sentences begin with when somebody is not called by name.
_OPENERS: Final = _words(
    "yes yeah yep no nope well look listen right sorry thanks please hello hi hey oh ah so and but "
    "now then fine sure great actually honestly alright good exactly absolutely perfect lovely "
    "again also anyway because if as when while though however first second third finally today "
    "tomorrow yesterday obviously basically apparently unfortunately frankly seriously madam sir "
    "ma'am certainly indeed true correct wait hold there here what why how okay"
)
# What stands where a name could, and is none.
_NOT_GIVEN: Final = _words(
    "a an and are as at back by for from in is it me my not of off on or out over still that the "
    "there they this to up us was we who with you your again already just about i am right he she "
    "generally strictly honestly frankly properly now still who's was were"
)
# Where somebody's name is given, however it is written.
_GIVEN: Final = re.compile(
    r"\b(?:(?:sur)?name(?:\s+is|['\u2019]s)|mr|mrs|ms|dr)\b\.?\s+([^\W\d_][\w'\u2019-]*)|"
    r"\b([^\W\d_][\w'\u2019-]{0,40})\s+speaking\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_][\w'\u2019-]*")
_BEFORE_SENTENCE: Final = re.compile(
    r"(?:^|[.!?\u2026:;]['\"\u201d\u2019)]*\s+|^['\"\u201c\u2018(]+)$"
)
# The end of a sentence and what may stand between it and the next.
_LOOKED_BACK: Final = 12
_NUMBER: Final = re.compile(r"\d(?:[\s./-]?\d){3,}")
_CODE: Final = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{4,}\b")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")


def has_capitals(texts: Iterable[str]) -> bool:
    """Whether the words are written so that names can be told: with capitals, and not all of them.

    A recogniser that writes everything small, or everything large, hides names among words.
    """
    words = [word for text in texts for word in _WORD.findall(text) if len(word) > 1]
    large = [word for word in words if word[0].isupper()]
    shouted = [word for word in words if word.isupper()]
    return len(shouted) < len(large) < len(words) / 2


def nameless(texts: Sequence[str]) -> list[str]:
    """The texts of one call, in order, with names and numbers masked in all of them alike."""
    redactor = Redactor(RedactionSettings(national_ids=True, phones=True, emails=True))
    masked = [redactor.mask(text) for text in texts]
    names = {name for text in masked for name in _names_in(text)}
    return [_without(text, names) for text in masked]


def _names_in(text: str) -> set[str]:
    found = set()
    for match in _GIVEN.finditer(text):
        for word in filter(None, match.groups()):
            if _bare(word) not in _NOT_GIVEN | _NOT_NAMES | _OPENERS:
                found.add(_bare(word))
    is_shouted = _is_shouted(text)
    for match in _WORD.finditer(text):
        word, bare = match.group(), _bare(match.group())
        # What was masked stands in brackets, and one capital among shouted words says nothing.
        if not word[0].isupper() or bare in _NOT_NAMES or _is_masked(match):
            continue
        if word.isupper() and len(word) > 1 and is_shouted:
            continue
        before = text[max(0, match.start() - _LOOKED_BACK) : match.start()]
        begins = _BEFORE_SENTENCE.search(before) is not None
        if not begins or (text.startswith(",", match.end()) and bare not in _OPENERS):
            found.add(bare)
    return found


def _is_masked(match: re.Match[str]) -> bool:
    return match.string.startswith("[", match.start() - 1)


def _is_shouted(text: str) -> bool:
    shouted = [word for word in _WORD.findall(text) if len(word) > 1 and word.isupper()]
    return len(shouted) > 1


def _without(text: str, names: set[str]) -> str:
    def word(match: re.Match[str]) -> str:
        said = match.group()
        if _bare(said) not in names or _is_masked(match):
            return said
        return NAME + said[len(said.rstrip("s'\u2019")) :] if _is_possessive(said) else NAME

    text = _POSTCODE.sub(NUMBER, text)
    text = _NUMBER.sub(NUMBER, text)
    text = _CODE.sub(NUMBER, text)
    return _WORD.sub(word, text)


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "\u2019s"))


def _bare(word: str) -> str:
    """The word as it is compared: small, without what makes it somebody's."""
    small = word.casefold().replace("\u2019", "'").strip("'-")
    return small.removesuffix("'s")
