"""What is wrong, as a noun phrase and as a clause, from statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.nouns import EVENTS, MASS, THINGS
from coolhead.signals.wording.predicate import Predicate
from coolhead.signals.wording.statements import Statement
from coolhead.signals.wording.verbs import ING_OF, can
from coolhead.signals.wording.words import FAULTY, ORDINALS, word_set

# Words at most: longer than this the agent is reading aloud, not answering.
MOST_WORDS: Final = 14
_MOST_SAID: Final = 18

_CONTACT: Final = word_set("call ring phone email write text contact")
_CONSENT: Final = word_set("sign agree ask subscribe consent")
_RECEIVED: Final = word_set("get receive be buy order pick")
_DRAGGING: Final = word_set("wait hold without")
# What is done to a person so that it may be named without what it was done with.
_DONE_TO: Final = word_set(
    "charge overcharge bill hang cut put keep ignore transfer disconnect downgrade lock invoice "
    "warn"
)
_HELD: Final = frozenset({"hold"})
_BILLED: Final = word_set("charge charges fee fees payment payments transaction transactions")

Candidate = tuple[int, str]
"""How specific it is (more is better) and the phrase."""


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
            yield 4, _join("the", *noun.said, predicate.verb, *_rest(predicate))
        return
    head = definite(noun)
    if predicate.fault and not (noun.kind == "event" and predicate.form == "passive"):
        yield 3, _join(*head, pronoun if link or "you" in noun.said else "", *predicate.said())
    elif predicate.fault:
        yield 2, _join(*head, pronoun, *predicate.said())
    elif follows is not None:
        yield 2, _join(*head, pronoun, *follows.predicate.said())


def _of_customer(predicate: Predicate, follows: Statement | None) -> Iterator[Candidate]:  # noqa: C901, PLR0912 - one case a way of saying it
    thing = predicate.object
    if predicate.main in _DRAGGING or predicate.form == "trying":
        yield from _waiting(predicate)
        return
    times = next((c for c in predicate.rest if c.head == "times" and c.said[0] != "for"), None)
    if times is not None and (predicate.main in _CONTACT or thing is not None):
        rest = [
            word
            for c in predicate.rest
            if c is not times and c.head not in ("now", "already")
            for word in c.said
        ]
        said = (*predicate.auxiliary, predicate.verb, *(thing.said if thing else ()), *rest)
        yield 4, _join("the", *times.said, "you", *said)
        return
    if thing is None and predicate.negated and predicate.main in _CONSENT:
        yield from _not_agreed(predicate)
        return
    if thing is not None and thing.kind == "duration":
        yield 2, _join("the", *thing.said, "you", *predicate.said(object_too=False))
        return
    if thing is None or thing.kind not in ("thing", "event", "money", "unknown", "staff"):
        if predicate.form == "passive" and predicate.fault | can(predicate.main, "p"):
            yield from _being(predicate)
        elif _cannot(predicate) and can(predicate.main, "e"):
            yield (
                3,
                _join(
                    "the problem with",
                    ING_OF.get(predicate.main, predicate.verb),
                    *predicate.verb.split()[1:],
                    *_rest(predicate),
                ),
            )
        return
    if predicate.negated and predicate.main == "have" and predicate.verb == "had":
        yield 3, _join(*_bought(definite(thing)), "you", *predicate.said(object_too=False))
        return
    if predicate.main == "have" or (predicate.main == "get" and thing.determiner == "no"):
        if thing.determiner == "no":
            yield 3, _join("the lack of", *thing.said[1:], *_rest(predicate))
        return
    if thing.determiner == "no":
        return
    if _cannot(predicate):
        yield (
            3,
            _join(
                "the problem with",
                ING_OF.get(predicate.main, predicate.verb),
                *predicate.verb.split()[1:],
                *thing.said,
                *_rest(predicate),
            ),
        )
        return
    head = definite(thing)
    said = predicate.said(object_too=False)
    if predicate.form == "passive" and can(predicate.main, "p"):
        yield 4 if thing.kind == "money" else 3, _join(*_bought(head), "you", *said)
    elif follows is not None and can(predicate.main, "e"):
        bought = _join(*_bought(head), "you", *said)
        yield 4, _join(bought, "that", *follows.predicate.said())
        yield 3, bought
    elif "keep" in predicate.auxiliary:
        yield 3, _join(*_bought(head), "you", *said)
    elif (
        predicate.negated and predicate.main in _NOT_DONE_TO_THEM and predicate.form == "active"
    ) or (predicate.main in _RECEIVED and any(word in FAULTY for word in thing.said)):
        yield 3, _join(*_bought(head), "you", *_heard_better(said))
    elif thing.kind == "money" and can(predicate.main, "e") and predicate.form == "active":
        yield 2, _join("the", *thing.said, "you", *said)
    elif (
        predicate.rest
        and thing.kind != "event"
        and can(predicate.main, "e")
        and predicate.form == "active"
    ):
        yield 1, _join(*_bought(head), "you", *said)


def _not_agreed(predicate: Predicate) -> Iterator[Candidate]:
    """So: "the subscription you never signed up for"."""
    for n, chunk in enumerate(predicate.rest):
        if chunk.kind in ("thing", "event") and chunk.said[0] in ("for", "to"):
            before = [word for c in predicate.rest[:n] for word in c.said]
            verb = (*predicate.auxiliary, predicate.verb, *before, chunk.said[0])
            yield 3, _join("the", *chunk.said[2:], "you", *verb)


def _bought(head: tuple[str, ...]) -> tuple[str, ...]:
    """So: "the refund" of "your refund", since "you" comes next."""
    return ("the", *head[1:]) if head[0] == "your" else head


def _cannot(predicate: Predicate) -> bool:
    return predicate.main != "pay" and any(
        word in ("can't", "couldn't") for word in predicate.auxiliary[-1:]
    )


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
            yield 3, _join("the wait", *rest)
        return
    said = span.said[1:] if span.said[0] == "for" else span.said
    if said[0] in ("over", "almost", "nearly", "more"):
        yield 4, _join("the wait of", *said, *rest)
        return
    if said[0] in ("a", "an", "about", "around", "half"):
        said = said[1:] if said[0] != "half" else ("half", "hour")
        if said[0] in ("an", "a"):
            said = said[1:]
    # "I am waiting since two weeks" is English of a second language, and clear.
    waiting = predicate.auxiliary
    if waiting[:1] == ("are",) and predicate.form == "ing":
        waiting = ("have", *waiting[1:], "been")
    yield 4, _join("the", *said, "you", *waiting, predicate.verb, *rest)


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
    if predicate.main in _DONE_TO and (predicate.main != "charge" or _charged(predicate)):
        still = "still" if "still" in predicate.auxiliary else ""
        yield 3, _join(still, "being", *predicate.verb.split(), *_rest(predicate))


def _charged(predicate: Predicate) -> bool:
    """Whether it is said how or for what, so that it cannot be a charge of another kind."""
    more = predicate.object is not None or bool(predicate.rest)
    return more or not {"still", "keep"}.isdisjoint(predicate.auxiliary)


def _of_existence(predicate: Predicate) -> Iterator[Candidate]:
    thing = predicate.object
    if thing is None:
        return
    if thing.determiner == "no" and thing.kind in ("thing", "event"):
        yield 3, _join("the lack of", *thing.said[1:], *_rest(predicate))
    elif (
        thing.head in EVENTS or thing.head in _BILLED or any(word in FAULTY for word in thing.said)
    ):
        yield 3, _join(*definite(thing), *_rest(predicate))


def _of_nobody(predicate: Predicate) -> Iterator[Candidate]:
    if predicate.main in ("call", "ring", "phone") and predicate.receiver:
        yield 3, "the call back that never came"
    elif predicate.main == "reply" and predicate.rest:
        about = predicate.rest[0]
        if about.kind in ("thing", "event") and about.said[0] == "to":
            yield 3, _join("the", *about.said[2:], "nobody has replied to")


def _named_problem(words: Words) -> Iterator[Candidate]:
    """So: "a problem with my boiler", "something wrong with the app"."""
    for i, word in enumerate(words.low):
        if word in ("problem", "problems", "issue", "issues", "trouble", "fault") and (
            words.at(i + 1) in ("with", "on", "in")
        ):
            noun = noun_phrase(words, i + 2)
            if noun is not None and noun.kind in ("thing", "unknown") and words.at(i - 1) != "no":
                yield 2, _join("the", word, words.at(i + 1), *definite(noun))
        elif word == "wrong" and words.at(i + 1) == "with" and words.at(i - 1) == "something":
            noun = noun_phrase(words, i + 2)
            if noun is not None and noun.kind in ("thing", "unknown"):
                yield 2, _join("what is wrong with", *definite(noun))
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
        yield 2, _join("having to", base, "a", ORDINALS[words.at(i - 1)], "time")


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


def claims(statements: list[Statement]) -> Iterator[Candidate]:  # noqa: C901 - one case a way of saying it
    """Candidates for what was said, as a clause that stands by itself."""
    for statement in statements:
        predicate = statement.predicate
        said = predicate.said()
        if (
            predicate.main in _DRAGGING
            and predicate.auxiliary == ("are",)
            and any(c.kind == "duration" and c.said[:1] == ("for",) for c in predicate.rest)
        ):
            said = ("have", "been", *said[1:])
        if statement.subject == "customer":
            if _may_tell(predicate):
                yield _weight(predicate), _join("you", *said)
        elif statement.subject == "nobody":
            if predicate.receiver or predicate.main in ("come", "turn", "show", "reply", "answer"):
                yield 3, _join("nobody", *said)
        elif statement.subject == "there" and predicate.object is not None:
            noun = predicate.object
            if noun.head in EVENTS or noun.head in THINGS or noun.head in MASS:
                verb = "are" if noun.plural else "is"
                yield 3, _join("there", verb, *noun.said, *_rest(predicate))
        elif statement.subject == "thing" and statement.noun is not None and predicate.fault:
            noun = statement.noun
            if noun.kind != "money":
                yield 3, _join(*noun.said, *said)


# A claim of this rank or above tells what is wrong; below it, what the customer did about it.
GRIEVANCE: Final = 3


def _weight(predicate: Predicate) -> int:
    """What was done to them or kept from them says more than what they did themselves."""
    more = bool(predicate.rest or predicate.object)
    if predicate.main in _CONTACT and predicate.form == "active" and not predicate.negated:
        return 4 if any(chunk.head == "times" for chunk in predicate.rest) else 1
    suffered = predicate.negated or predicate.fault or predicate.form in ("passive", "trying")
    if suffered or predicate.main in _DRAGGING:
        return 4 if more else GRIEVANCE
    return 4 if predicate.main in ("be", "have") else 2


def _may_tell(predicate: Predicate) -> bool:  # noqa: C901, PLR0911 - one case a way of saying it
    if predicate.main == "pay" and predicate.auxiliary[-1:] in (("can't",), ("couldn't",)):
        return False
    if predicate.main in ("be", "tell", "ask", "want", "try", "need", "hear", "forget"):
        return False
    if predicate.form in ("ing", "trying") and "not" in predicate.auxiliary:
        return False
    if any(
        word in ("will", "would", "should", "shouldn't", "won't") for word in predicate.auxiliary
    ):
        return False
    if predicate.main == "have" and not predicate.negated:
        return predicate.object is not None and predicate.object.determiner == "no"
    if predicate.main in _NEEDS_MORE and predicate.object is None:
        return " us" in predicate.verb or any(c.kind == "duration" for c in predicate.rest)
    if predicate.form == "active" and predicate.negated and not _cannot(predicate):
        return predicate.main in _NOT_DONE_TO_THEM
    if predicate.form == "active" and predicate.main in _THEIR_OWN_DOING:
        return False
    if predicate.main == "charge" and not _charged(predicate):
        return False
    if predicate.form == "passive" and predicate.main in _DRAGGING:
        return True
    if predicate.main in _GIVEN and predicate.object is None and predicate.form == "passive":
        return False
    if predicate.form == "passive":
        return can(predicate.main, "p") or predicate.main in ("hang", "keep", "put", "leave", "cut")
    if predicate.form == "state":
        return predicate.main == "hold"
    return can(predicate.main, "e")


def definite(noun: Chunk) -> tuple[str, ...]:
    """The phrase made definite: "a new router" is "the new router"."""
    if noun.kind == "money":
        return ("the", *noun.said)
    if noun.determiner in ("a", "an", "any", "another", "some", "no", "every"):
        return ("the", *noun.said[1:])
    if not noun.determiner and noun.said[0] not in ("the", "your", "all", "both", "half"):
        return ("the", *noun.said)
    return noun.said


def _rest(predicate: Predicate) -> tuple[str, ...]:
    return tuple(word for chunk in predicate.rest for word in chunk.said)


def _join(*words: str) -> str:
    return " ".join(word for word in words if word)


def best(candidates: Iterable[Candidate], most_words: int = MOST_WORDS) -> Candidate | None:
    """The most specific, the first of equals, that is short enough."""
    chosen: Candidate | None = None
    for rank, text in candidates:
        if text.count(" ") < most_words and (chosen is None or rank > chosen[0]):
            chosen = (rank, text)
    return chosen


# Said back, "you broke your phone" would sound like an accusation.
_THEIR_OWN_DOING: Final = word_set(
    "break drop lose damage crack spill forget cut tear miss delete scratch smash burn leave split"
)
# What a customer did not get or do, and could not be blamed for.
_NOT_DONE_TO_THEM: Final = word_set(
    "receive get have authorise authorize recognise recognize order ask agree request book sign "
    "subscribe accept use make buy hear"
)
_GIVEN: Final = word_set("send give tell promise show sell quote offer owe refuse")
# "you returned", "you have been paying": said of whom or of what is missing.
_NEEDS_MORE: Final = word_set(
    "call ring phone email write text contact pay return run work stay start finish speak talk "
    "look change check open play use read sign buy report register complete come go update move "
    "travel park"
)
MOST_CLAIM_WORDS: Final = _MOST_SAID
