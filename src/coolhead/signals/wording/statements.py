"""The statements of a text: who or what, and what is said of it.

Questions, other people's words, guesses, conditions and irony are passed over: a statement here is
one that the customer makes.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.complements import complements_at
from coolhead.signals.wording.done_to import done_to_customer
from coolhead.signals.wording.lacking import lacking_at
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.nouns import EVENTS, MASS, THINGS
from coolhead.signals.wording.predicate import Predicate, predicate_at
from coolhead.signals.wording.times import amount_at, time_at
from coolhead.signals.wording.verbs import PARTICIPLE_OF, PAST, can
from coolhead.signals.wording.words import (
    FINITE,
    HEARSAY,
    INVERTED,
    IRONY,
    PREPOSITIONS,
    QUESTION_WORDS,
    word_set,
)

Subject = Literal["customer", "thing", "nobody", "there", "it", "none"]

_SUBJECT_STARTS: Final = word_set("my our the this that these those your both all")
_OTHERS: Final = word_set("you they he she somebody someone we")
_IRONIC_STARTS: Final = frozenset(words.split(" ", 1)[0] for words in IRONY)
_ASKED_OF: Final = word_set("you i we they he she it my the this that there anyone anybody your")
_CLAUSES: Final = word_set("i you we they my the")
_SUBORDINATE: Final = word_set("if when unless before after until while whenever once")
# A bare noun may open a statement ("internet is down") only where a sentence may begin.
_OPENERS: Final = word_set("and but so because well now look listen also then yes yeah")
# Within a clause only these can begin a statement, or say that none follows.
_TELLING: Final = (
    _SUBJECT_STARTS
    | _OTHERS
    | _SUBORDINATE
    | HEARSAY
    | QUESTION_WORDS
    | word_set(". ? , § and but i nobody no there it saying your")
)
# The most statements read in one text: beyond these a vent repeats itself.
_MOST: Final = 24


class Statement(msgspec.Struct, frozen=True, gc=False):
    """One claim of the customer's.

    ``noun`` is the subject where it is a thing; ``relative`` holds what "it" adds to a thing that
    the statement before was about.
    """

    subject: Subject
    start: int
    predicate: Predicate
    noun: Chunk | None = None
    follows: bool = False


def statements_of(words: Words) -> list[Statement]:
    """The customer's own claims, in order."""
    found: list[Statement] = []
    low = words.low
    asked = _questions(low)
    blocked = False
    begins = True
    i = 0
    while i < len(low) and len(found) < _MOST:
        word = low[i]
        if not begins and word not in _TELLING:
            begins = word in _OPENERS
            i += 1
            continue
        if word in (".", "?", ",", "§"):
            blocked = blocked and word == "§"
            begins = True
            i += 1
            continue
        if begins and (i in asked or _is_ironic(low, i)):
            i = _sentence_end(low, i)
            continue
        if _opens_block(words, i):
            blocked = True
        elif word in ("and", "but"):
            blocked = False
        statement = None
        if not (blocked and word not in ("i",)):
            statement = _statement_at(words, i, begins=begins, before=found)
        if statement is None or statement.predicate.end <= i:
            begins = word in _OPENERS
            i += 1
            continue
        if not blocked:
            found.append(statement)
        begins = True
        i = statement.predicate.end
    return found


def _questions(low: list[str]) -> frozenset[int]:
    """The indices at which sentences begin that are questions."""
    starts: set[int] = set()
    begin = 0
    for i, word in enumerate(low):
        if word in ".?":
            first = low[begin] if low[begin] not in ("so", "and", "but", "well") else low[begin + 1]
            inverted = (
                first in INVERTED
                and low[begin : begin + 2] != ["do", "the"]
                and low[min(begin + 1, len(low) - 1)] in _ASKED_OF
            )
            if word == "?" or inverted or first in QUESTION_WORDS:
                starts.add(begin)
            begin = min(i + 1, len(low) - 1)
    return frozenset(starts)


def _sentence_end(low: list[str], i: int) -> int:
    while i < len(low) and low[i] not in ".?":
        i += 1
    return i


def _is_ironic(low: list[str], i: int) -> bool:
    return low[i] in _IRONIC_STARTS and " ".join(low[i : i + 6]).startswith(IRONY)


def irony_in(low: list[str]) -> bool:
    """Whether a sentence of the text says the opposite of what it means."""
    return not _IRONIC_STARTS.isdisjoint(low) and any(
        _is_ironic(low, i) for i, _ in enumerate(low) if i == 0 or low[i - 1] in (".", "?", ",")
    )


def _opens_block(words: Words, i: int) -> bool:
    word = words.at(i)
    if word in _SUBORDINATE:
        return word not in ("before", "after", "until", "once") or words.at(i + 1) in _CLAUSES
    if word in QUESTION_WORDS and word not in ("where", "which", "who"):
        return True
    if word == "saying":
        return True
    if word not in HEARSAY:
        return False
    if words.at(i - 1) == "i" and word in ("think", "said", "told", "thought", "read"):
        return word in ("thought", "read")
    return not (word == "mean" or (word == "expected" and words.at(i - 1) in ("was", "were")))


def _statement_at(  # noqa: C901 - one case a way of beginning
    words: Words, i: int, *, begins: bool, before: list[Statement]
) -> Statement | None:
    word = words.at(i)
    if word in ("i", "we") and words.at(i - 1) not in PREPOSITIONS:
        predicate = predicate_at(words, i + 1, first_person=True)
        return Statement("customer", i, predicate) if predicate else None
    lacking = lacking_at(words, i) if begins else None
    if lacking is not None:
        return Statement("customer", i, lacking)
    if word in ("nobody", "no") and (word == "nobody" or words.at(i + 1) in ("one", "body")):
        predicate = predicate_at(words, i + (1 if word == "nobody" else 2), first_person=False)
        return Statement("nobody", i, predicate) if predicate else None
    if word == "there" and words.at(i + 1) in FINITE:
        return _existence(words, i)
    if word in ("it", "they") and begins and before and _may_refer(before[-1], word):
        predicate = predicate_at(words, i + 1, first_person=False)
        if predicate is not None and predicate.fault and predicate.object is None:
            return Statement("it", i, predicate, follows=True)
    if word in _OTHERS or word in ("your", "the"):
        done = done_to_customer(words, i)
        if done is not None:
            return Statement("thing" if done[1] else "customer", i, *done)
    bare = begins and (word in THINGS or word in MASS)
    if word in _SUBJECT_STARTS or bare or (begins and word[:1].isdigit()):
        if words.at(i - 1) in PREPOSITIONS:
            return None
        return _about_thing(words, i, bare=bare)
    return None


def _may_refer(previous: Statement, word: str) -> bool:
    noun = previous.noun or previous.predicate.object
    if noun is None or noun.kind not in ("thing", "unknown"):
        return False
    return noun.plural == (word == "they")


def _existence(words: Words, i: int) -> Statement | None:
    """So: "there's a leak under the sink", "there is no hot water"."""
    j = i + 2
    while words.at(j) in ("still", "now", "always", "also", "been"):
        j += 1
    noun = noun_phrase(words, j)
    if noun is None and words.at(j) in EVENTS | MASS:
        noun = noun_phrase(words, j, bare=True)
    if noun is not None and noun.determiner != "no":
        noun = _with_relative(words, noun, "that")
    if noun is None or words.at(i + 1) not in ("is", "are", "was", "were", "isn't", "has"):
        return None
    tail = complements_at(words, noun.end, "be", takes_object=False)
    rest, end = (tail[1], tail[2]) if tail is not None else ((), noun.end)
    predicate = Predicate(end, "be", "state", (), "", object=noun, fault=True, rest=rest)
    return Statement("there", i, predicate, noun)


def _about_thing(words: Words, i: int, *, bare: bool) -> Statement | None:
    noun = noun_phrase(words, i, bare=bare)
    if noun is None and words.at(i)[:1].isdigit():
        noun = amount_at(words, i)
    if noun is None or noun.kind in ("person", "vague", "duration"):
        return None
    if bare:
        noun = msgspec.structs.replace(noun, said=("the", *noun.said))
    noun = _with_relative(words, noun)
    at = noun.end
    if words.at(at) in ("that", "which", "who") and words.at(at + 1) not in ("i", "we"):
        at += 1
    predicate = predicate_at(words, at, first_person=False)
    if predicate is None or (predicate.object is not None and predicate.object.kind == "money"):
        return None
    return Statement("thing", i, predicate, noun)


def _with_relative(words: Words, noun: Chunk, link: str = "") -> Chunk:
    """Add "you ordered last week" of "the sofa (that) I ordered last week"."""
    j = noun.end
    if words.at(j) in ("that", "which"):
        j += 1
    if words.at(j) in ("you", "they") and can(PAST.get(words.at(j + 1), ""), "o"):
        # "the sofa you delivered on Friday": by whom is left out.
        when = time_at(words, j + 2)
        if when is not None:
            base = PAST[words.at(j + 1)]
            said = (*noun.said, PARTICIPLE_OF[base], *when.said)
            return msgspec.structs.replace(noun, end=when.end, said=said)
        return msgspec.structs.replace(noun, end=j + 2)
    if words.at(j) in ("you", "they") and words.at(j + 2) in ("me", "us"):
        base = PAST.get(words.at(j + 1), "")
        if can(base, "p"):
            said = (*noun.said, "you", "were", PARTICIPLE_OF[base])
            end = j + 3
            when = time_at(words, end)
            if when is not None:
                said, end = (*said, *when.said), when.end
            return msgspec.structs.replace(noun, end=end, said=said)
    if words.at(j) not in ("i", "we"):
        return noun
    clause = predicate_at(words, j + 1, first_person=True, gap=True)
    if clause is None or not (can(clause.main, "t") and can(clause.main, "e")):
        return noun
    if clause.form not in ("active", "passive"):
        return noun
    said = (*noun.said, *([link] if link else []), "you", *clause.said())
    return msgspec.structs.replace(noun, end=clause.end, said=said)
