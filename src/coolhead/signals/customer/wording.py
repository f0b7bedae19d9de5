"""How the patterns of this package are written, so that speech as it comes still matches.

A recogniser may leave out apostrophes and commas, and people fill in "um". In a wording given to
``say`` an apostrophe is therefore optional, a blank stands for any blanks, commas and dashes with
an "um" among them, and a name in angle brackets stands for a group of ways to say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from coolhead.signals.customer.first_letters import first_letters
from coolhead.signals.lexical import Guard, Pattern

_GAP: Final = r"[ ,\-]+(?:(?:uh|um|er|erm|ah)[ ,\-]+)?"
_MAYBE_GAP: Final = r"[ ,\-]*"
# A character class and a look-behind (of fixed width) stay as they are; a blank, an optional
# blank and an apostrophe are loosened.
_LOOSE: Final = re.compile(r"\(\?<[!=][^)]*\)|\[[^\]]*\]| [*?]?|'\??")

_GROUPS: Final = {
    "<w>": r"[\w\x27]+",
    "<im>": r"(?:i'm|i am|we're|we are|i was|i feel|i'm feeling|i'm getting)",
    "<ive>": r"(?:i've|i have|i|we've|we have|we)",
    "<ill>": r"(?:i'll|i will|i shall|i'm gonna|i'm going to|i am going to|i'm about to|"
    r"i am gonna|imma|we'll|we will|we're going to|we are going to|i'd|i would|gonna)",
    # "your an idiot" is how many write it and how recognisers hear it.
    "<youre>": r"(?:you're|you are|your|u r|ur|u are|ya|you)",
    "<so>": r"(?:(?:so|very|really|bloody|absolutely|completely|totally|just|fucking|"
    r"fuckin|pretty|"
    r"quite|utterly|such|that|too|extremely|incredibly|damn|proper|well|right|truly|beyond|"
    r"f\*+ing|getting|all|a bit|still|actually|properly|flipping) ){0,3}",
    "<want>": r"(?:want|wants|need|would like|'d like|demand|wanna|insist on|expect|require|"
    r"am after|'m after|prefer)",
    "<firm>": r"(?:you lot|you people|you guys|you all|this company|your company|the company|"
    r"this firm|your firm|this place|this outfit|this bank|your bank|your shop|your business)",
    "<call>": r"(?:call|calling|ring|ringing|phone|phoning|contact|contacting|bother|bothering|"
    r"harass|harassing|pester|pestering|hassle|hassling)",
}

_TOP_LEVEL: Final = re.compile(r"(?:\(\?:[^)]*\)|[^|(])+")
_PIECE: Final = re.compile(r"(?:\(\?:([^)]*)\)|\\?(.))([?+]?)")


def _spell_whole(wording: str) -> str:
    spelled = spell(wording)
    return rf"\b(?={first_letters(spelled)})(?:{spelled})(?!\w)"


def spell(wording: str) -> str:
    """Return the regular expression of a wording."""
    for name, group in _GROUPS.items():
        wording = wording.replace(name, group)
    return _LOOSE.sub(_loosen, wording)


def _loosen(match: re.Match[str]) -> str:
    written = match.group()
    if written.startswith(("[", "(")):
        return written
    if written.startswith(" "):
        return _GAP if written == " " else _MAYBE_GAP
    return "'?"


def words(text: str) -> frozenset[str]:
    """The words of ``text``, each also without its apostrophe."""
    said = text.split()
    return frozenset(said) | {word.replace("'", "") for word in said}


def first_words(alternation: str) -> str:
    """The words that the alternatives of a plain alternation begin with, for ``needs``.

    Understands optional letters and one level of groups, as in ``"idiots?|trann(?:y|ies)"``;
    what follows a blank is left out.
    """
    spelled: set[str] = set()
    for alternative in _TOP_LEVEL.findall(alternation):
        grown = [""]
        for group, letter, optional in _PIECE.findall(alternative):
            choices = first_words(group).split() if group else [letter]
            grown = [g + c for g in grown for c in ([*choices, ""] if optional else choices)]
        spelled.update(re.split(r"[ *]", text)[0] for text in grown)
    return " ".join(sorted(spelled - {""}))


def say(
    rule: str,
    wording: str,
    needs: str,
    confidence: float = 0.9,
    *,
    also: str = "",
    unless: Iterable[Guard] = (),
    **attributes: Any,
) -> Pattern:
    r"""A pattern of a wording.

    ``needs`` lists words one of which is in every match, ``also`` words of which one is there too.

    The match begins and ends at word boundaries, except where the wording itself says otherwise.
    """
    return Pattern(
        rule,
        wording,
        spelling=_spell_whole,
        confidence=confidence,
        needs=words(needs),
        also=words(also),
        unless=unless,
        **attributes,
    )
