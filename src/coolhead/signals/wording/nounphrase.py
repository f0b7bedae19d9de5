"""Noun phrases and places in tidied words, as the agent would say them."""

from __future__ import annotations

from typing import Final

import msgspec

from coolhead.signals.wording.chunk import Chunk, Kind, Words, is_number, is_plural_noun
from coolhead.signals.wording.nouns import (
    ABOVE,
    EVENTS,
    MASS,
    NOUNS,
    OF_HEADS,
    PEOPLE,
    PP_HEADS,
    STAFF,
    THINGS,
    VAGUE,
)
from coolhead.signals.wording.times import amount_at
from coolhead.signals.wording.verbs import ANY_FORM, ING, THIRD, can
from coolhead.signals.wording.words import (
    ADVERBS,
    BE,
    BOUNDARY,
    DAYS,
    FINITE,
    NEVER_SAID,
    PARTICLES,
    PLAIN,
    PREPOSITIONS,
    UNITS,
    word_set,
)

_MINE: Final = frozenset({"my", "our"})


_DETERMINERS: Final = word_set(
    "my our your the a an this that these those another some any no every"
)


_PLURAL_DETERMINERS: Final = frozenset({"these", "those", "both"})


_STOPS: Final = frozenset({".", "?", ",", "§"})


# Longest run of words before a head: "my brand new black leather three-seater sofa".
# Vague nouns that may follow a thing without belonging to it: "my parcel yesterday".
_WHEN: Final = UNITS | word_set("while today tomorrow yesterday morning afternoon evening one ones")
_MOST_MODIFIERS: Final = 5
_HEADS: Final = NOUNS | PEOPLE | VAGUE


def noun_phrase(words: Words, i: int, *, bare: bool = False, deep: bool = True) -> Chunk | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case a way of saying it
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
    if determiner not in _MINE and _HEADS.isdisjoint(low[i : i + _MOST_MODIFIERS + 1]):
        return None
    head = -1
    modifiers = 0
    j = i
    while j < len(low) and modifiers <= _MOST_MODIFIERS:
        word = low[j]
        if head >= 0 and word in PEOPLE:
            head = j
            break
        if head >= 0 and word in VAGUE and word not in _WHEN:
            return None
        if head >= 0 and word not in NOUNS:
            break
        if word in STAFF or word in NOUNS:
            if _is_verb_here(words, j, i, determiner):
                break
            head = j
        elif word in PEOPLE or word in VAGUE:
            head = j if not (word in PLAIN and _may_go_on(words, j + 1)) else head
        elif not (word in PLAIN or is_number(word) or _describes(words, j, i, determiner)):
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


def _describes(words: Words, j: int, first: int, determiner: str) -> bool:
    """Whether a word we do not know stands between the determiner and a thing that we do."""
    known_next = words.at(j + 1) in THINGS
    return j == first and bool(determiner) and known_next and _may_modify(words.at(j))


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
        and word
        not in (
            "each",
            "per",
            "than",
            "like",
            "again",
            "instead",
            "too",
            "else",
            "all",
            "both",
            "half",
            "such",
            "most",
        )
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


def place_at(words: Words, i: int) -> Chunk | None:
    """A preposition with a noun phrase: "from my account", "for a new router"."""
    link = words.at(i)
    if link == "out" and words.at(i + 1) == "of":
        inner = place_at(words, i + 1)
        return inner and msgspec.structs.replace(inner, start=i, said=("out", *inner.said))
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
