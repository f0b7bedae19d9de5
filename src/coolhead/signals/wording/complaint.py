"""What is wrong, as a noun phrase, from statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coolhead.signals.wording.candidate import (
    CONTACT,
    DRAGGING,
    NOT_DONE_TO_THEM,
    Candidate,
    cannot,
    charged,
    definite,
    joined,
    rest_of,
)
from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.nouns import EVENTS
from coolhead.signals.wording.predicate import Predicate
from coolhead.signals.wording.statements import Statement
from coolhead.signals.wording.verbs import ING_OF, can
from coolhead.signals.wording.words import FAULTY, ORDINALS, word_set

_CONSENT: Final = word_set("sign agree ask subscribe consent")
_RECEIVED: Final = word_set("get receive be buy order pick")
# What is done to a person so that it may be named without what it was done with.
_DONE_TO: Final = word_set(
    "charge overcharge bill hang cut put keep ignore transfer disconnect downgrade lock invoice "
    "warn"
)
_BILLED: Final = word_set("charge charges fee fees payment payments transaction transactions")


def issues(statements: list[Statement], words: Words) -> Iterator[Candidate]:
    """Candidates for the issue."""
    for index, statement in enumerate(statements):
        after = statements[index + 1] if index + 1 < len(statements) else None
        follows = after if after is not None and after.follows else None
        predicate = statement.predicate
        if statement.subject == "customer":
            yield from _of_customer(predicate, follows)
        elif statement.subject == "there":
            yield from _of_existence(predicate)
        elif statement.subject == "nobody":
            yield from _of_nobody(predicate)
        elif statement.subject == "thing" and statement.noun is not None:
            yield from _of_thing(statement.noun, predicate, follows)
    yield from _named_problem(words)


def _of_thing(noun: Chunk, predicate: Predicate, follows: Statement | None) -> Iterator[Candidate]:
    pronoun = "who" if noun.kind == "staff" else "that"
    link = "" if pronoun in noun.said or "you" in noun.said else pronoun
    if noun.head == "money":
        return
    if noun.kind == "money":
        if predicate.form == "passive" and predicate.main in ("take", "debit", "deduct"):
            yield 4, joined("the", *noun.said, predicate.verb, *rest_of(predicate))
        return
    head = definite(noun)
    if predicate.fault and not (noun.kind == "event" and predicate.form == "passive"):
        yield 3, joined(*head, pronoun if link or "you" in noun.said else "", *predicate.said())
    elif predicate.fault:
        yield 2, joined(*head, pronoun, *predicate.said())
    elif follows is not None:
        yield 2, joined(*head, pronoun, *follows.predicate.said())


def _of_customer(predicate: Predicate, follows: Statement | None) -> Iterator[Candidate]:  # noqa: C901, PLR0912 - one case a way of saying it
    thing = predicate.object
    if predicate.main in DRAGGING or predicate.form == "trying":
        yield from _waiting(predicate)
        return
    times = next((c for c in predicate.rest if c.head == "times" and c.said[0] != "for"), None)
    if times is not None and (predicate.main in CONTACT or thing is not None):
        rest = [
            word
            for c in predicate.rest
            if c is not times and c.head not in ("now", "already")
            for word in c.said
        ]
        said = (*predicate.auxiliary, predicate.verb, *(thing.said if thing else ()), *rest)
        yield 4, joined("the", *times.said, "you", *said)
        return
    if thing is None and predicate.negated and predicate.main in _CONSENT:
        yield from _not_agreed(predicate)
        return
    if thing is not None and thing.kind == "duration":
        yield 2, joined("the", *thing.said, "you", *predicate.said(object_too=False))
        return
    if thing is None or thing.kind not in ("thing", "event", "money", "unknown", "staff"):
        if predicate.form == "passive" and predicate.fault | can(predicate.main, "p"):
            yield from _being(predicate)
        elif (
            cannot(predicate)
            and can(predicate.main, "e")
            and (predicate.rest or " " in predicate.verb)
        ):
            yield (
                3,
                joined(
                    "the problem with",
                    ING_OF.get(predicate.main, predicate.verb),
                    *predicate.verb.split()[1:],
                    *rest_of(predicate),
                ),
            )
        return
    if predicate.negated and predicate.main == "have" and predicate.verb == "had":
        yield 3, joined(*_bought(definite(thing)), "you", *predicate.said(object_too=False))
        return
    if predicate.main == "have" or (predicate.main == "get" and thing.determiner == "no"):
        if thing.determiner == "no":
            yield 3, joined("the lack of", *thing.said[1:], *rest_of(predicate))
        return
    if thing.determiner == "no":
        return
    if cannot(predicate):
        yield (
            3,
            joined(
                "the problem with",
                ING_OF.get(predicate.main, predicate.verb),
                *predicate.verb.split()[1:],
                *thing.said,
                *rest_of(predicate),
            ),
        )
        return
    head = definite(thing)
    said = predicate.said(object_too=False)
    if predicate.form == "passive" and can(predicate.main, "p"):
        yield 4 if thing.kind == "money" else 3, joined(*_bought(head), "you", *said)
    elif follows is not None and can(predicate.main, "e"):
        bought = joined(*_bought(head), "you", *said)
        yield 4, joined(bought, "that", *follows.predicate.said())
        yield 3, bought
    elif "keep" in predicate.auxiliary:
        yield 3, joined(*_bought(head), "you", *said)
    elif (
        predicate.negated and predicate.main in NOT_DONE_TO_THEM and predicate.form == "active"
    ) or (predicate.main in _RECEIVED and any(word in FAULTY for word in thing.said)):
        yield 3, joined(*_bought(head), "you", *_heard_better(said))
    elif thing.kind == "money" and can(predicate.main, "e") and predicate.form == "active":
        yield 2, joined("the", *thing.said, "you", *said)
    elif (
        predicate.rest
        and thing.kind != "event"
        and can(predicate.main, "e")
        and predicate.form == "active"
    ):
        yield 1, joined(*_bought(head), "you", *said)


def _not_agreed(predicate: Predicate) -> Iterator[Candidate]:
    """So: "the subscription you never signed up for"."""
    for n, chunk in enumerate(predicate.rest):
        if chunk.kind in ("thing", "event") and chunk.said[0] in ("for", "to"):
            before = [word for c in predicate.rest[:n] for word in c.said]
            verb = (*predicate.auxiliary, predicate.verb, *before, chunk.said[0])
            yield 3, joined("the", *chunk.said[2:], "you", *verb)


def _bought(head: tuple[str, ...]) -> tuple[str, ...]:
    """So: "the refund" of "your refund", since "you" comes next."""
    return ("the", *head[1:]) if head[0] == "your" else head


def _heard_better(said: tuple[str, ...]) -> tuple[str, ...]:
    """So: "the refund you have not received" is plainer than "have not got"."""
    return tuple("received" if word == "got" else word for word in said)


def _waiting(predicate: Predicate) -> Iterator[Candidate]:
    """So: "the three weeks you have been waiting for a new router"."""
    span = next((c for c in predicate.rest if c.kind == "duration" and _is_span(c)), None)
    rest = tuple(word for c in predicate.rest if c is not span for word in c.said)
    if span is None:
        since = predicate.rest[:1]
        if predicate.verb == "waiting" and since and predicate.auxiliary != ("are",):
            yield 3, joined("the wait", *rest)
        return
    said = span.said[1:] if span.said[0] == "for" else span.said
    if said[0] == "all":
        return
    if said[0] in ("over", "almost", "nearly", "more"):
        yield 4, joined("the wait of", *said, *rest)
        return
    if said[0] in ("a", "an", "about", "around", "half"):
        said = said[1:] if said[0] != "half" else ("half", "hour")
        if said[0] in ("an", "a"):
            said = said[1:]
    # "I am waiting since two weeks" is English of a second language, and clear.
    waiting = predicate.auxiliary
    if waiting[:1] == ("are",) and predicate.form == "ing":
        waiting = ("have", *waiting[1:], "been")
    yield 4, joined("the", *said, "you", *waiting, predicate.verb, *rest)


def _is_span(chunk: Chunk) -> bool:
    return chunk.said[0] not in ("since", "on", "at", "by", "in", "until", "last", "this") and (
        chunk.head not in ("ago", "today", "yesterday", "again", "twice", "already", "times")
        and chunk.said[-1] != "ago"
    )


def _being(predicate: Predicate) -> Iterator[Candidate]:
    """So: "being charged twice for the same order": it claims no more than was said."""
    if predicate.negated or predicate.main in ("tell", "promise", "give", "send", "ask"):
        return
    if any(word in ("will", "would", "should", "can") for word in predicate.auxiliary):
        return
    if predicate.main in _DONE_TO and (predicate.main != "charge" or charged(predicate)):
        still = "still" if "still" in predicate.auxiliary else ""
        yield 3, joined(still, "being", *predicate.verb.split(), *rest_of(predicate))


def _of_existence(predicate: Predicate) -> Iterator[Candidate]:
    thing = predicate.object
    if thing is None:
        return
    if thing.determiner == "no" and thing.kind in ("thing", "event"):
        yield 3, joined("the lack of", *thing.said[1:], *rest_of(predicate))
    elif (
        thing.head in EVENTS or thing.head in _BILLED or any(word in FAULTY for word in thing.said)
    ):
        yield 3, joined(*definite(thing), *rest_of(predicate))


def _of_nobody(predicate: Predicate) -> Iterator[Candidate]:
    if predicate.main in ("call", "ring", "phone") and predicate.receiver:
        yield 3, "the wait for a call back that never came"
    elif predicate.main == "reply" and predicate.rest:
        about = predicate.rest[0]
        if about.kind in ("thing", "event") and about.said[0] == "to":
            yield 3, joined("the", *about.said[2:], "nobody has replied to")


def _named_problem(words: Words) -> Iterator[Candidate]:
    """So: "a problem with my boiler", "something wrong with the app"."""
    for i, word in enumerate(words.low):
        if word in ("problem", "problems", "issue", "issues", "trouble", "fault") and (
            words.at(i + 1) in ("with", "on", "in")
        ):
            noun = noun_phrase(words, i + 2)
            if noun is not None and noun.kind in ("thing", "unknown") and words.at(i - 1) != "no":
                yield 2, joined("the", word, words.at(i + 1), *definite(noun))
        elif word == "wrong" and words.at(i + 1) == "with" and words.at(i - 1) == "something":
            noun = noun_phrase(words, i + 2)
            if noun is not None and noun.kind in ("thing", "unknown"):
                yield 2, joined("what is wrong with", *definite(noun))
        elif word == "time" and words.at(i - 1) in ORDINALS:
            yield from _nth_time(words, i)


def _nth_time(words: Words, i: int) -> Iterator[Candidate]:
    """So: "this is the third time I have called" as "having to call a third time"."""
    j = i + 2 if words.at(i + 1) == "that" else i + 1
    if words.at(j) not in ("i", "we"):
        return
    tail = [word for word in words.low[j + 1 : j + 4] if word in ING_OF.values() or word in _DONE]
    base = _DONE.get(tail[0], "") if tail else ""
    if base:
        yield 2, joined("having to", base, "a", ORDINALS[words.at(i - 1)], "time")


_DONE: Final = {
    "called": "call",
    "calling": "call",
    "rung": "ring",
    "ringing": "ring",
    "rang": "ring",
    "phoned": "phone",
    "phoning": "phone",
    "emailed": "email",
    "written": "write",
    "complained": "complain",
    "complaining": "complain",
    "asked": "ask",
    "asking": "ask",
}
