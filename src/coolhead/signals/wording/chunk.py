"""Noun phrases, times and places in tidied words, each said from the agent's mouth.

Every function takes the words and an index and answers with the chunk that starts there, or None.
A chunk holds the words as the *agent* would say them ("my sofa" is "your sofa").
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from coolhead.signals.wording.nouns import (
    ABOVE,
    EVENTS,
    MASS,
    NOUNS,
    OF_HEADS,
    PEOPLE,
    PLURALS,
    PP_HEADS,
    SINGULAR_S,
    STAFF,
    THINGS,
    VAGUE,
)
from coolhead.signals.wording.verbs import ANY_FORM, ING, THIRD, can
from coolhead.signals.wording.words import (
    ADVERBS,
    BE,
    BOUNDARY,
    DAY_NAMES,
    DAYS,
    FINITE,
    MONEY,
    NEVER_SAID,
    NUMBERS,
    PARTICLES,
    PLAIN,
    PREPOSITIONS,
    TIME_OF_DAY,
    UNITS,
    word_set,
)

Kind = Literal["thing", "event", "staff", "person", "money", "duration", "unknown", "vague"]

_MINE: Final = frozenset({"my", "our"})
_DETERMINERS: Final = word_set(
    "my our your the a an this that these those another some any no every"
)
_PLURAL_DETERMINERS: Final = frozenset({"these", "those", "both"})
_ROUGHLY: Final = frozenset({"about", "over", "almost", "nearly", "around"})
_STOPS: Final = frozenset({".", "?", ",", "§"})
# Longest run of words before a head: "my brand new black leather three-seater sofa".
_MOST_MODIFIERS: Final = 5


class Words(msgspec.Struct, frozen=True):
    """Tidied words: ``low`` to look up, ``show`` to say; both end with a stop."""

    low: list[str]
    show: list[str]

    def at(self, index: int) -> str:
        """The word there in lower case; a stop beyond either end."""
        return self.low[index] if 0 <= index < len(self.low) else "."


class Chunk(msgspec.Struct, frozen=True):
    """A phrase from ``start`` to ``end`` (exclusive) as the agent says it."""

    start: int
    end: int
    said: tuple[str, ...]
    kind: Kind = "thing"
    head: str = ""
    determiner: str = ""
    plural: bool = False

    @property
    def text(self) -> str:
        """The phrase as the agent says it."""
        return " ".join(self.said)


def is_number(word: str) -> bool:
    """So: "40", "£40", "forty"."""
    return word in NUMBERS or word[:1].isdigit() or (word[:1] in "£$€₹" and word[1:2].isdigit())


def is_plural_noun(word: str) -> bool:
    """Whether a noun, known or not, looks like a plural."""
    if word in PLURALS:
        return True
    return (
        word not in NOUNS
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in SINGULAR_S
    )


def amount_at(words: Words, i: int) -> Chunk | None:
    """So: "forty pounds", "over £60", "two hundred and fifty quid", "three weeks", "half an hour"."""
    start = i
    said: list[str] = []
    low = words.low
    if words.at(i) in _ROUGHLY or (words.at(i) == "more" and words.at(i + 1) == "than"):
        n = 2 if words.at(i) == "more" else 1
        said += words.show[i : i + n]
        i += n
    first = words.at(i)
    if first in ("a", "an") and words.at(i + 1) in ("hundred", "thousand"):
        said += words.show[i : i + 2]
        i += 2
    elif first == "half" and words.at(i + 1) in ("an", "a") and words.at(i + 2) in UNITS:
        said += words.show[i : i + 3]
        return Chunk(start, i + 3, tuple(said), "duration", words.at(i + 2))
    elif first in ("a", "an") and words.at(i + 1) == "couple" and words.at(i + 2) == "of":
        said += words.show[i : i + 3]
        i += 3
    elif first in ("a", "an") and words.at(i + 1) in UNITS and words.at(i + 1) != "second":
        said += words.show[i : i + 2]
        return Chunk(start, i + 2, tuple(said), "duration", words.at(i + 1))
    elif first in ("several", "many"):
        said.append(first)
        i += 1
    elif not is_number(first):
        return None
    while i < len(low) and (
        is_number(low[i])
        or (low[i] == "and" and said and said[-1] == "hundred" and is_number(words.at(i + 1)))
    ):
        said.append(words.show[i])
        i += 1
    unit = words.at(i)
    if unit in MONEY:
        return Chunk(start, i + 1, (*said, words.show[i]), "money", unit, plural=True)
    if said and said[-1][:1] in "£$€₹" and len(said[-1]) > 1:
        return Chunk(start, i, tuple(said), "money", said[-1], plural=True)
    if unit in UNITS or unit in ("times", "working"):
        if unit == "working" and words.at(i + 1) in UNITS:
            said.append(unit)
            i += 1
        elif unit == "working":
            return None
        whole = (*said, words.show[i])
        return Chunk(start, i + 1, whole, "duration", words.at(i), plural=words.at(i)[-1] == "s")
    return None


def noun_phrase(words: Words, i: int, *, bare: bool = False, deep: bool = True) -> Chunk | None:
    """A noun phrase that starts at ``i``; ``bare`` allows one without determiner.

    "deep" takes what belongs to the noun along: "of wine", "on my card".
    """
    start, low, show = i, words.low, words.show
    first = words.at(i)
    said: list[str] = []
    determiner = ""
    if first in ("all", "both", "half") and words.at(i + 1) in (_MINE | {"the", "of"}):
        said.append(first)
        i += 1
        if words.at(i) == "of":
            said.append("of")
            i += 1
        first = words.at(i)
    if first in _DETERMINERS:
        determiner = first
        said.append(_from_agent(first))
        i += 1
        if determiner in _MINE and words.at(i) in PEOPLE and words.at(i + 1) == "'s":
            said += [show[i] + "'s"]
            i += 2
        elif words.at(i) == "whole" and determiner in ("the", "this"):
            i += 1
    elif not bare:
        return amount_at(words, i) if is_number(first) else None
    head = -1
    modifiers = 0
    j = i
    while j < len(low) and modifiers <= _MOST_MODIFIERS:
        word = low[j]
        if head >= 0 and word not in NOUNS:
            break
        if word in STAFF or word in NOUNS:
            if _is_verb_here(words, j, i, determiner):
                break
            head = j
        elif word in PEOPLE or word in VAGUE:
            head = j if not (word in PLAIN and _may_go_on(words, j + 1)) else head
        elif not (word in PLAIN or is_number(word)):
            if not (j == i and determiner and words.at(j + 1) in THINGS and _may_modify(word)):
                break
        j += 1
        modifiers += 1
    if head >= 0 and _may_be_noun(words.at(head + 1)) and low[head] not in PEOPLE:
        # "my kitchen worktop": the noun that we know only describes one that we do not.
        if not _ends_noun(words.at(head + 2)):
            return None
        head += 1
    if head < 0:
        return _unknown(words, start, i, determiner, said)
    for k in range(i, head + 1):
        if low[k] in NEVER_SAID:
            return None
        said.append(show[k])
    word = low[head]
    if word == "call" and words.at(head + 1) == "back":
        head += 1
        said.append("back")
    kind: Kind = (
        "vague"
        if word in VAGUE
        else "staff"
        if word in STAFF
        else "person"
        if word in PEOPLE
        else "event"
        if word in EVENTS and word not in THINGS
        else "thing"
    )
    plural = is_plural_noun(word) or determiner in _PLURAL_DETERMINERS
    if determiner in ("a", "an", "this", "that", "another") and plural:
        return None
    if determiner in ("these", "those") and not is_plural_noun(word):
        return None
    whole = Chunk(start, head + 1, tuple(said), kind, word, determiner, plural)
    if deep and words.at(head + 1) == "'s" and words.at(head + 2) in NOUNS and kind == "thing":
        more = noun_phrase(words, head + 2, bare=True, deep=False)
        if more is not None and more.said[0] == words.show[head + 2] and more.kind == "thing":
            owner = (*said[:-1], said[-1] + "'s")
            return Chunk(
                start, more.end, owner + more.said, "thing", more.head, determiner, more.plural
            )
    return _with_complement(words, whole) if deep else whole


def _from_agent(determiner: str) -> str:
    if determiner in _MINE:
        return "your"
    return "the" if determiner in ("your", "this", "that", "these", "those") else determiner


def _may_go_on(words: Words, i: int) -> bool:
    word = words.at(i)
    return word in NOUNS or word in PLAIN


def _is_verb_here(words: Words, j: int, first: int, determiner: str) -> bool:
    """So: "my internet drops": after a noun, a verb of a noun's form that takes an object."""
    if j == first:
        return not determiner and words.at(j + 1) in ("me", "my", "you", "your", "it", "us", "the")
    word = words.at(j)
    if word in THIRD and can(THIRD[word], "f") and not is_plural_noun(words.at(j - 1)):
        return words.at(j - 1) in NOUNS
    if word not in ANY_FORM:
        return False
    after = words.at(j + 1)
    return after in _DETERMINERS or after in ("me", "you", "us", "it", "them", "up", "down", "out")


def _unknown(words: Words, start: int, i: int, determiner: str, said: list[str]) -> Chunk | None:
    """A noun we do not know: only after "my", and where English must have a noun."""
    if determiner not in _MINE:
        return None
    j = i
    while words.at(j) in PLAIN:
        j += 1
    for n in (1, 2):
        span = words.low[j : j + n]
        after = words.at(j + n)
        if len(span) < n or any(not _may_be_noun(word) for word in span):
            return None
        if _ends_noun(after):
            shown = tuple(words.show[i : j + n])
            plural = is_plural_noun(span[-1])
            return Chunk(start, j + n, (*said, *shown), "unknown", span[-1], determiner, plural)
    return None


def _ends_noun(after: str) -> bool:
    return after in FINITE or after in _STOPS or after in ("'s", "keeps", "keep", "never", "still")


def _may_be_noun(word: str) -> bool:
    return (
        len(word) > 2
        and word.isalpha()
        and word not in NEVER_SAID
        and word not in PEOPLE
        and word not in VAGUE
        and word not in PLAIN
        and word not in UNITS
        and not is_number(word)
        and word not in ("each", "per", "than", "like", "again", "instead", "too", "else")
        and word not in ADVERBS
        and word not in PREPOSITIONS
        and word not in BOUNDARY
        and word not in FINITE
        and word not in ANY_FORM
        and word not in ING
        and word not in BE
        and word not in _DETERMINERS
        and word not in DAYS
        and word not in PARTICLES
        and word not in _PRONOUNS
        and not word.endswith(("ly", "ing", "ed"))
    )


def _may_modify(word: str) -> bool:
    """So: "the tracking link": a word we do not know in front of a thing that we do."""
    return _may_be_noun(word) or (word.endswith("ing") and word not in NEVER_SAID)


_PRONOUNS: Final = word_set(
    "i me you he him she her it we us they them nobody somebody someone anybody anyone everyone "
    "everybody mine yours ours own self myself yourself himself herself his hers its their "
    "fucking disgusted delighted"
)


def _with_complement(words: Words, chunk: Chunk) -> Chunk:
    """Add "of wine", "on my card" where the head takes one."""
    link = words.at(chunk.end)
    if link in ("in", "on") and words.at(chunk.end + 1) == "it" and chunk.kind == "event":
        return msgspec.structs.replace(chunk, end=chunk.end + 2, said=(*chunk.said, link, "it"))
    known = chunk.kind in ("thing", "event", "vague")
    if link == "of" and chunk.head in OF_HEADS and known:
        more = noun_phrase(words, chunk.end + 1, bare=True, deep=False) or amount_at(
            words, chunk.end + 1
        )
    elif link in ("for", "on", "from", "in", "under", "with", "to") and chunk.head in PP_HEADS:
        more = noun_phrase(words, chunk.end + 1, deep=False)
        if more is not None and more.kind not in ("thing", "event", "money", "unknown"):
            more = None
    else:
        more = None
    if more is None or more.kind in ("vague", "person", "staff"):
        return chunk
    said = (*chunk.said, link, *more.said)
    return msgspec.structs.replace(chunk, end=more.end, said=said)


def time_at(words: Words, i: int) -> Chunk | None:
    """So: "on Friday", "three weeks ago", "last week", "since Monday", "every day", "twice"."""
    word = words.at(i)
    if word in ("yesterday", "today", "tonight", "tomorrow", "twice", "again", "already"):
        end = i + 1
        if words.at(end) in ("morning", "afternoon", "evening", "night") and word != "twice":
            end += 1
        return _time(words, i, end)
    if word in ("last", "this", "next", "every", "each", "all"):
        j = i + 1
        if words.at(j) in ("single", "other"):
            j += 1
        unit = words.at(j)
        if unit in DAYS or unit in TIME_OF_DAY or (unit in UNITS and unit not in ("second",)):
            end = j + 1
            if unit in DAY_NAMES and words.at(end) in ("morning", "afternoon", "evening", "night"):
                end += 1
            return _time(words, i, end)
        return None
    if word in ("on", "since", "by", "until", "till", "before", "after", "from", "in", "at", "for"):
        j = i + 1
        if words.at(j) in ("last", "this", "the", "next"):
            inner = time_at(words, j)
            if inner is not None:
                return _time(words, i, inner.end)
        if words.at(j) in DAYS or words.at(j) in ("yesterday", "today", "tomorrow", "noon"):
            end = j + 1
            if words.at(end) in ("morning", "afternoon", "evening", "night"):
                end += 1
            return _time(words, i, end)
        if word in ("at", "by", "before", "after", "until", "since") and (
            words.at(j) in NUMBERS or words.at(j)[:1].isdigit()
        ):
            end = j + 1
            while words.at(end) in ("am", "pm", "o'clock", "thirty", "fifteen"):
                end += 1
            inner = amount_at(words, j)
            return _time(words, i, inner.end if inner is not None else end)
        if word in ("for", "in", "after"):
            inner = amount_at(words, j)
            if inner is not None and inner.kind == "duration":
                return _time(words, i, inner.end)
        if word == "since" and words.at(j) in ("morning", "lunch", "lunchtime"):
            since = words.show[j] if words.at(j) != "morning" else "this morning"
            return Chunk(i, j + 1, ("since", *since.split()), "duration", words.at(j))
        if words.at(j) == "the" and words.at(j + 1) in TIME_OF_DAY and word in ("in", "at", "for"):
            return _time(words, i, j + 2)
        return None
    if word in DAY_NAMES:
        end = i + 1
        if words.at(end) in ("morning", "afternoon", "evening", "night"):
            end += 1
        return _time(words, i, end)
    inner = amount_at(words, i)
    if inner is not None and inner.kind == "duration":
        if words.at(inner.end) in ("ago", "late", "early", "earlier"):
            return _time(words, i, inner.end + 1)
        if inner.head == "times":
            return _time(words, i, inner.end)
    return None


def _time(words: Words, start: int, end: int) -> Chunk:
    return Chunk(start, end, tuple(words.show[start:end]), "duration", words.at(end - 1))


def place_at(words: Words, i: int) -> Chunk | None:
    """A preposition with a noun phrase: "from my account", "for a new router"."""
    link = words.at(i)
    if link not in PREPOSITIONS:
        return None
    j = i + 1
    if words.at(j) in ("me", "us") and link in ("to", "for", "from", "with", "at", "on"):
        return Chunk(i, j + 1, (link, "you"), "person", "you")
    if words.at(j) in ("anyone", "anybody", "somebody", "someone") and link in (
        "to",
        "from",
        "with",
    ):
        return Chunk(i, j + 1, (link, words.at(j)), "person", "you")
    if words.at(j) == "you" and link in ("to", "from", "with") and words.at(j + 1) not in FINITE:
        return Chunk(i, j + 1, (link, "us"), "person", "us")
    inner = noun_phrase(words, j, deep=True)
    if inner is None and words.at(j) in MASS:
        inner = noun_phrase(words, j, bare=True)
    if inner is None or inner.kind == "vague" or inner.determiner == "any":
        return None
    if inner.kind == "person" and inner.head not in ABOVE and inner.determiner not in _MINE:
        return None
    return Chunk(i, inner.end, (link, *inner.said), inner.kind, inner.head, inner.determiner)
