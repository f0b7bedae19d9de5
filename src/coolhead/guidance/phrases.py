"""What the agent could say now: a phrase of the playbook with the customer's own words in it.

A phrase with a slot is used only when the slot is filled from what was said in this call or from
the playbook; else one without. Nothing is invented to fill a gap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from coolhead.playbook.slots import slots_in
from coolhead.signals.wording import is_plural

Fillers = Mapping[str, str]
"""Slot (``playbook/slots.py``) to the text that fills it."""

# Longer than this cannot be taken in at a glance while somebody is talking: two lines on a screen.
MOST_CHARS: Final = 220
# These say who speaks or why we called; a phrase is no more concrete for them.
_NOT_CONCRETE: Final = frozenset({"agent", "purpose"})

_SPACES: Final = re.compile(r"\s+")
_BEFORE_STOP: Final = re.compile(r"\s+([,.;:?!])")
_DOUBLED: Final = re.compile(r"\b(?!had\b|that\b)(\w+)((?: \1\b)+)", re.IGNORECASE)
_TWO_PREPOSITIONS: Final = re.compile(
    r"\b(?:by|on|at|in|for) (by|on|at|in|for|within|before|until|since)\b"
)
_TWO_ARTICLES: Final = re.compile(r"\b(?:a|an|the|your|our) (a|an|the|your|our)\b", re.IGNORECASE)
_STOPS_TWICE: Final = re.compile(r"([.?!])[.,;]+")
_ARTICLE: Final = re.compile(r"\b(a|an) (?=([^\W\d_][\w'-]*|\d+))", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?:^|(?<=[.?!] ))[^\W\d_]")
# Said with a vowel though written with a consonant, and the other way round.
_AN: Final = re.compile(r"(?:hour|honest|honour|heir|8|11\b|18\b|[aeiou])", re.IGNORECASE)
_NOT_AN: Final = re.compile(r"(?:uni|use|usual|user|eu|one\b|once\b|u[ks]\b|ut[ie])", re.IGNORECASE)
_PLURAL_VERB: Final[Mapping[str, str]] = {
    "has": "have",
    "is": "are",
    "was": "were",
    "does": "do",
    "hasn't": "haven't",
    "isn't": "aren't",
    "wasn't": "weren't",
    "doesn't": "don't",
    "matters": "matter",
    "means": "mean",
    "stands": "stand",
    "needs": "need",
}
# The slot is the subject of the verb after it, unless a preposition makes it part of another.
_VERB_NEXT: Final = re.compile(
    r"(?<!with )(?<!about )(?<!over )(?<!on )(?<!for )(?<!to )(?<!of )"
    r"\{(issue|thing|want)\}( )([a-z]+(?:n't)?)\b"
)
_VERB_BEFORE: Final = re.compile(r"\b(has|does)( )\{(issue|thing)\}", re.IGNORECASE)
# What one does to a matter; nobody "takes on" being hung up on, or settles three weeks.
# "I can hear how frustrating the lamp that never came has been": a clause within the slot swallows
# what comes after it, so such an issue stands at the end of a clause or nowhere.
_RUNS_ON: Final = re.compile(r"\{issue\} \w")
# Words at most of an issue that more words follow: nobody waits longer for the verb.
_MOST_IN_MIDDLE: Final = 5
_CLAUSE: Final = re.compile(r" (?:that|who|you) ")
_ACTS_ON_ISSUE: Final = re.compile(
    r"\b(?:taking on|settle|get|work on|stay with you on|take|go (?:again )?over|see to|sort out|"
    r"agree about|take care of|help (?:you )?with|call again about|explain|"
    r"through|do about|as I understand it, this is about) \{issue\}"
)
_LIVED_THROUGH: Final = re.compile(
    r"(?:being|having|still|the wait) |the .*?\byou (?:have|were|spent)\b|\w+(?: \w+){1,3} who\b"
)


def choose_phrase(
    phrases: Sequence[str], fillers: Fillers, *, used: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return the phrase to show and the template it came from; None where none can be said.

    Of those whose slots can all be filled: first what has not been used in this call, then what
    names most of the customer's own matter, then the playbook's order.
    """
    chosen: tuple[str, str] | None = None
    rank: tuple[bool, int] = (False, -1)
    for template in phrases:
        shape = _shape(template)
        if any(not fillers.get(slot) for slot in shape.slots) or not _fits(shape, fillers):
            continue
        this = (template not in used, shape.concrete)
        if chosen is not None and this <= rank:
            continue
        filled = fill(template, fillers)
        if filled and len(filled) <= MOST_CHARS:
            chosen, rank = (filled, template), this
    return chosen


class _Shape(NamedTuple):
    """What a template asks of its fillers; the same for every call, so read once."""

    slots: tuple[str, ...]
    concrete: int
    runs_on: bool
    acts_on_issue: bool


@lru_cache(maxsize=2_048)  # several playbooks' worth of phrases
def _shape(template: str) -> _Shape:
    slots = slots_in(template)
    return _Shape(
        slots=slots,
        concrete=len(set(slots) - _NOT_CONCRETE),
        runs_on=_RUNS_ON.search(template) is not None,
        acts_on_issue=_ACTS_ON_ISSUE.search(template) is not None,
    )


def _fits(shape: _Shape, fillers: Fillers) -> bool:
    """Whether what fills the slots can stand where they stand."""
    if shape.runs_on and (
        _CLAUSE.search(fillers["issue"]) or fillers["issue"].count(" ") >= _MOST_IN_MIDDLE
    ):
        return False
    return not shape.acts_on_issue or _LIVED_THROUGH.match(fillers["issue"]) is None


def fill(template: str, fillers: Fillers) -> str:
    """Fill the slots and mend the seams: verbs that agree, a or an, doubled words, capitals."""
    text = _VERB_NEXT.sub(lambda match: _agree(match, fillers), template)
    text = _VERB_BEFORE.sub(lambda match: _agree_before(match, fillers), text)
    for slot in slots_in(text):
        text = text.replace("{" + slot + "}", fillers[slot].strip())
    text = _SPACES.sub(" ", text).strip()
    text = _BEFORE_STOP.sub(r"\1", text)
    text = _DOUBLED.sub(r"\1", text)
    text = _TWO_PREPOSITIONS.sub(r"\1", text)
    text = _TWO_ARTICLES.sub(r"\1", text)
    text = _STOPS_TWICE.sub(r"\1", text)
    text = _ARTICLE.sub(_article, text)
    text = _SENTENCE.sub(lambda match: match.group().upper(), text)
    return text if not text or text[-1] in ".?!" else text.rstrip(",;:") + "."


def _agree(match: re.Match[str], fillers: Fillers) -> str:
    slot, space, verb = match.groups()
    plural = verb in _PLURAL_VERB and is_plural(fillers.get(slot, ""))
    return "{" + slot + "}" + space + (_PLURAL_VERB[verb] if plural else verb)


def _agree_before(match: re.Match[str], fillers: Fillers) -> str:
    verb, space, slot = match.groups()
    if is_plural(fillers.get(slot, "")):
        plural = _PLURAL_VERB[verb.lower()]
        verb = plural.capitalize() if verb[0].isupper() else plural
    return verb + space + "{" + slot + "}"


def _article(match: re.Match[str]) -> str:
    article, word = match.groups()
    vowel = _AN.match(word) is not None and _NOT_AN.match(word) is None
    right = "an" if vowel else "a"
    return (right.capitalize() if article[0].isupper() else right) + " "


def slots_of(phrases: Sequence[str]) -> frozenset[str]:
    """The slots that any of these phrases has."""
    return frozenset(slot for phrase in phrases for slot in _shape(phrase).slots)
