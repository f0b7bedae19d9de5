"""What others did, said as what was done: "you charged me twice" as "you were charged twice"."""

from __future__ import annotations

from typing import Final

from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.complements import complements_at
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.nouns import PEOPLE, STAFF
from coolhead.signals.wording.predicate import MENDED, Predicate
from coolhead.signals.wording.times import amount_at, time_at
from coolhead.signals.wording.verbs import ING, PARTICIPLE, PARTICIPLE_OF, PAST, can
from coolhead.signals.wording.words import word_set

Done = tuple[Predicate, Chunk | None]
"""What was done, and the customer's thing that it was done to; None where it was done to them."""

# Places that stand for the people in them: "your garage scratched my car".
_FIRMS: Final = word_set("garage shop store warehouse website app system office branch gym hotel")
_DOERS: Final = STAFF | PEOPLE | _FIRMS


def done_to_customer(words: Words, i: int) -> Done | None:
    """So: "you charged me twice" as "you were charged twice"; "you cancelled my order" likewise.

    The passive claims what the customer lived through and names nobody as having done it.
    """
    word = words.at(i)
    j = i + 1
    if word == "you" and words.at(j) in ("lot", "guys", "people", "folks"):
        j += 1
    if word in ("your", "the"):
        if _DOERS.isdisjoint(words.low[i + 1 : i + 8]):
            return None
        noun = noun_phrase(words, i, deep=False)
        if noun is None or (noun.kind not in ("staff", "person") and noun.head not in _FIRMS):
            return None
        j = noun.end
    going_on = words.at(j) in ("are", "is") and words.at(j + 1) in ("still", "always", "constantly")
    perfect = words.at(j) in ("have", "has", "haven't", "hasn't")
    keeps = words.at(j) in ("keep", "keeps", "kept")
    negated = words.at(j) in ("haven't", "hasn't", "didn't", "never")
    if perfect or keeps or going_on or words.at(j) == "didn't":
        j += 1
    adverbs: list[str] = []
    while words.at(j) in ("already", "still", "never", "again", "always", "constantly"):
        negated = negated or words.at(j) == "never"
        adverbs.append(words.at(j))
        j += 1
    verb = words.at(j)
    base = PAST.get(verb) or PARTICIPLE.get(verb) or (verb if words.at(j - 1) == "didn't" else "")
    if keeps or going_on:
        base = ING.get(verb, "")
    if not base:
        return None
    tense = "now" if going_on else "keep" if keeps else "perfect" if perfect else "past"
    return _passive(words, j + 1, base, tense, negated=negated, adverbs=tuple(adverbs))


def _passive(
    words: Words,
    j: int,
    base: str,
    tense: str,
    *,
    negated: bool,
    adverbs: tuple[str, ...],
) -> Done | None:
    participle = PARTICIPLE_OF.get(base, "")
    particle: tuple[str, ...] = ()
    if words.at(j) in ("off", "up", "down", "out", "back", "through", "around", "on"):
        particle = (words.at(j),)
        j += 1
    on_me = words.at(j) in ("me", "us")
    if base == "hang" and particle == ("up",) and words.at(j) == "on":
        noun, end, allowed, particle = None, j + 2, words.at(j + 1) in ("me", "us"), ("up", "on")
    elif base == "keep" and on_me and words.at(j + 1) == "waiting":
        noun, end, allowed, particle = None, j + 2, True, ("waiting",)
    elif base in ("put", "leave") and on_me and words.at(j + 1) == "on":
        noun, end, particle = None, j + 3, ("on", "hold")
        allowed = words.at(j + 2) == "hold"
    elif on_me:
        noun, end = None, j + 1
        allowed = (can(base, "p") and base != "tell") or (base == "cut" and particle == ("off",))
    else:
        noun = noun_phrase(words, j, deep=False) or amount_at(words, j)
        if noun is None or time_at(words, j) is not None:
            return None
        end = noun.end
        allowed = _is_customers(noun) and (can(base, "o") or (negated and can(base, "r")))
    if not allowed or not participle:
        return None
    plural = noun is None or noun.plural
    auxiliary = _auxiliary(tense, plural=plural, negated=negated)
    auxiliary = (*auxiliary[:1], *(a for a in adverbs if a != "never"), *auxiliary[1:])
    tail = complements_at(words, end, base, takes_object=noun is None)
    if tail is None:
        return None
    thing, rest, stop = tail
    if base in ("leave", "throw", "put") and not (rest or particle):
        return None
    predicate = Predicate(
        stop,
        {"waiting": "wait", "hold": "hold"}.get(particle[-1] if particle else "", base),
        "passive",
        auxiliary,
        " ".join((participle, *particle)),
        negated,
        negated or noun is None or base not in MENDED or tense == "keep",
        thing,
        False,
        rest,
    )
    return predicate, noun


def _is_customers(noun: Chunk) -> bool:
    if noun.kind == "money":
        return True
    return noun.kind in ("thing", "event", "unknown") and noun.determiner in ("my", "our")


def _auxiliary(tense: str, *, plural: bool, negated: bool) -> tuple[str, ...]:
    if tense == "keep":
        return ("keep" if plural else "keeps", "being")
    if tense == "now":
        return ("are", "being") if plural else ("is", "being")
    if tense == "perfect":
        has = "have" if plural else "has"
        return (has, "not", "been") if negated else (has, "been")
    was = "were" if plural else "was"
    return (was, "not") if negated else (was,)
