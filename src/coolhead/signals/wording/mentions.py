"""The things that an utterance names, and how strongly each way of naming speaks for a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from coolhead.signals.wording.candidate import definite
from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.nouns import MASS, NOUNS, SINGULAR, STAFF, THINGS
from coolhead.signals.wording.statements import Statement
from coolhead.signals.wording.words import FINITE, word_set

# How much a way of naming a thing says that the call is about it; the unit is one passing mention.
_INTRODUCED: Final = 5.0
_COMPLAINED: Final = 3.0
_ASKED: Final = 3.0
# "My broadband …" as the subject of a sentence, of which no more could be read.
_SUBJECT: Final = 2.5
_NAMED: Final = 1.0
# "your brand new sofa": the longest that is still a name.
_MOST_WORDS: Final = 5

# Channels, tools, rooms and meals: named in most calls, and seldom what they are about.
_PASSING: Final = word_set(
    """
    phone mobile handset email letter form key text link photo picture photograph card website
    webpage page site bank number address post kettle lunch dinner meal tea coffee sandwich taxi
    bus train flat house door window stairs light box room desk computer laptop cooker hob stove
    pan bucket bowl bag receipt payment pocket shop office screen screenshot voicemail login
    password code paperwork record recording camera pipe coat shoe pub garden porch confirmation
    gate fence path reminder call text message name file hold queue answer reply notebook pen
    paper data statement date reference profile envelope plate glass seat
    """
)
# Wished for to settle the matter, and so not the matter, unless something is wrong with them.
_REMEDIES: Final = word_set(
    "refund replacement exchange credit discount voucher upgrade compensation cashback repayment "
    "bonus coupon fix repair return copy apology"
)
_NEVER: Final = word_set("money cash goods item product stuff-box system switch")

_ABOUT: Final = word_set("about regarding concerning")
_BRINGS_UP: Final = word_set(
    "calling ringing phoning call ring phone rang called complain complaining complaint question "
    "query enquiry inquiry problem problems issue issues trouble tell talk speak enquiring asking "
    "ask writing chasing contacting message worried anything something"
)
_CAME: Final = word_set("had got received")
_SENT: Final = word_set(
    "bill bills invoice fine charge charges demand payment payments transaction transactions"
)
_INTRODUCES: Final = _ABOUT | _CAME | word_set("with is was where there")
_TROUBLE: Final = word_set("problem problems issue issues trouble fault wrong")
_NOT: Final = word_set("not don't never no isn't wasn't didn't")
_STARTS: Final = word_set("my our the this that these those your a an no")
_OWN: Final = frozenset({"my", "our"})
_VAGUE_STARTS: Final = frozenset({"a", "an", "no"})
_VERB_FOLLOWS: Final = FINITE | word_set("'s keeps keep kept won't still never")
_OPENS: Final = word_set(". ? , and but so because that now")
_NAMES: Final = NOUNS - STAFF
_ANY_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Mention(NamedTuple):
    """One thing that an utterance names: the noun in the singular, the phrase, and how it is."""

    head: str
    said: str
    weight: float
    strong: bool
    own: bool


@lru_cache(maxsize=1024)
def named_in(text: str) -> frozenset[str]:
    """The known things that a text names, in the singular; cheap, and blind to grammar."""
    found = _ANY_WORD.findall(text.lower())
    return frozenset(SINGULAR.get(word, word) for word in found if word in _NAMES) - _NEVER


def mentions(
    words: Words, statements: list[Statement], deeds: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """The things that the customer names in a text, each once, with the best reading of each."""
    found: dict[str, Mention] = {}
    for mention in (
        *_introduced(words),
        *_complained_of(words, statements),
        *_asked_for(deeds),
        *_named(words),
    ):
        known = found.get(mention.head)
        if known is None or mention.weight > known.weight:
            found[mention.head] = mention
    return tuple(found.values())


def _mention(noun: Chunk | None, weight: float, *, strong: bool = False) -> Mention | None:
    if noun is None:
        return None
    happening = strong and noun.kind == "event" and noun.determiner in _OWN
    if noun.kind not in ("thing", "unknown") and not happening:
        return None
    head = SINGULAR.get(noun.head, noun.head)
    said = " ".join(definite(noun))
    if head in _NEVER or said.count(" ") >= _MOST_WORDS or not may_be_said(said):
        return None
    return Mention(head, said, weight, strong, noun.determiner in _OWN)


def _introduced(words: Words) -> Iterator[Mention]:
    """So: "I'm ringing about a sofa", "it's my boiler", "a problem with the app"."""
    for i, word in enumerate(words.low):
        if word not in _INTRODUCES:
            continue
        at = _brought_up_at(words, i) or _sent_at(words, i)
        if at:
            noun = noun_phrase(words, at, deep=False, bare=words.at(at) in MASS)
            found = _mention(noun, _INTRODUCED, strong=True)
            if found is not None:
                yield found


def _brought_up_at(words: Words, i: int) -> int:
    """Where the thing stands that the word at ``i`` brings up; 0 where it brings up none."""
    word = words.at(i)
    if word in _ABOUT:
        before = words.low[max(0, i - 4) : i]
        begins = not before or before[-1] in (".", "?", ",", "and", "so")
        return i + 1 if (begins or _brings_up(before)) and _NOT.isdisjoint(before) else 0
    if word == "with":
        return i + 1 if words.at(i - 1) in _TROUBLE and words.at(i - 2) not in _NOT else 0
    if word in ("is", "was"):
        it = words.at(i - 1) in ("it", "this") and _begins(words, i - 1)
        return i + 1 if it and words.at(i + 1) in (*_OWN, "the") else 0
    return i + 2 if word == "where" and words.at(i + 1) in ("is", "are") else 0


def _sent_at(words: Words, i: int) -> int:
    """Where the thing stands of "I've had a bill from you", "there's a payment"; 0 for none."""
    word = words.at(i)
    at = 0
    if word in _CAME and words.at(i + 1) in ("a", "an", "this", "the", "your"):
        at = i + 1
    elif word == "there" and words.at(i + 1) == "is" and words.at(i + 2) in ("a", "an"):
        at = i + 2
    sent = noun_phrase(words, at, deep=False) if at else None
    return at if sent is not None and sent.head in _SENT else 0


def _brings_up(before: list[str]) -> bool:
    if before[-1] in ("is", "was"):
        # "it's about my boiler"; "that's about the size of it" is a manner of speaking.
        return before[-2:-1] in (["it"], ["this"])
    return not _BRINGS_UP.isdisjoint(before)


def _begins(words: Words, i: int) -> bool:
    return words.at(i - 1) in (".", "?", ",", "and", "but", "so", "because", "yes", "no", "well")


def _complained_of(words: Words, statements: list[Statement]) -> Iterator[Mention]:
    for statement in statements:
        predicate = statement.predicate
        subject = statement.subject == "thing"
        noun = statement.noun if subject else predicate.object
        if noun is None or statement.subject not in ("thing", "customer", "there"):
            continue
        short = noun_phrase(words, noun.start, deep=False, bare=not noun.determiner)
        fault = predicate.fault and subject
        lived = statement.subject == "customer" and (
            predicate.negated or predicate.fault or predicate.form == "trying"
        )
        found = _mention(short, _COMPLAINED if fault or lived else _NAMED, strong=fault or lived)
        if found is None or (not fault and found.head in _PASSING | _REMEDIES):
            continue
        yield found


def _asked_for(deeds: Iterable[str]) -> Iterator[Mention]:
    """So: "your subscription" of "cancel your subscription"."""
    for deed in deeds:
        low = deed.split()
        words = Words([*low, "."], [*low, "."])
        for i, word in enumerate(low):
            if word in ("your", "the"):
                noun = noun_phrase(words, i, deep=False)
                if noun is None:
                    continue
                said = " ".join(low[i : noun.end])
                head = SINGULAR.get(noun.head, noun.head)
                if noun.kind == "thing" and head not in _PASSING | _REMEDIES | _NEVER:
                    yield Mention(head, said, _ASKED, strong=True, own=word == "your")
                break


def _named(words: Words) -> Iterator[Mention]:
    low = words.low
    i = 0
    while i < len(low):
        word = low[i]
        if word in _STARTS:
            noun = noun_phrase(words, i, deep=False)
            found = _mention(noun, _NAMED)
            if found is not None and noun is not None:
                if found.head not in _PASSING | _REMEDIES:
                    yield _as_it_stands(found, noun, words)
                i = noun.end
                continue
        elif word in THINGS and low[i + 1] not in THINGS:
            head = SINGULAR.get(word, word)
            if head not in _PASSING | _REMEDIES | _NEVER:
                yield Mention(head, "", _NAMED, strong=False, own=False)
        i += 1


def _as_it_stands(found: Mention, noun: Chunk, words: Words) -> Mention:
    if noun.determiner in _VAGUE_STARTS:
        return found._replace(said="")
    if found.own and words.at(noun.end) in _VERB_FOLLOWS and words.at(noun.start - 1) in _OPENS:
        return found._replace(weight=_SUBJECT, strong=True)
    return found
